"""An archive's file whose last write was cut off → the same file up to its last whole record."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO


def set_aside(stream: BinaryIO, path: Path, start: int) -> Path:
    """Copy what follows an offset into a file beside the archive, then cut it off; the lock must be held."""
    aside = _free_name(path)
    stream.seek(start)
    with aside.open("xb") as out:
        while chunk := stream.read(1 << 20):
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    sync_folder(path.parent)
    stream.truncate(start)
    os.fsync(stream.fileno())
    return aside


def sync_folder(folder: Path) -> None:
    """Make sure that a new file's name outlives a power cut, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _free_name(path: Path) -> Path:
    number = 1
    while (aside := path.with_name(f"{path.name}.torn-{number}")).exists():
        number += 1
    return aside
