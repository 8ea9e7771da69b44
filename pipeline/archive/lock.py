"""An open file → the same file, held by one run at a time."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO


@contextmanager
def held(stream: BinaryIO, *, to_write: bool) -> Iterator[None]:
    """Wait until no other run writes the file, and keep it so; the system lets go when a process dies."""
    _take(stream.fileno(), exclusive=to_write)
    try:
        yield
    finally:
        _leave(stream.fileno())


if sys.platform == "win32":
    import msvcrt
    import os

    FAR = 1 << 40  # a lock there is in nobody's way

    def _take(handle: int, *, exclusive: bool) -> None:
        del exclusive  # there are no others
        os.lseek(handle, FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_LOCK, 1)

    def _leave(handle: int) -> None:
        os.lseek(handle, FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(handle: int, *, exclusive: bool) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH)

    def _leave(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)
