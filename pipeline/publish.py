"""A finished book → its place on the shelf, whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from pipeline.errors import BuildError


def publish(path: Path, write: Callable[[BinaryIO], None]) -> None:
    """Write a book beside its place, then put it there in one step; on any failure the old book stays."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-", suffix=".epub")
    except OSError as error:
        raise BuildError(f"{path}: cannot be written: {error.strerror}; make dist/ writable") from error
    try:
        with os.fdopen(handle, "w+b") as out:
            write(out)
            out.flush()
            os.fsync(out.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except OSError as error:
        Path(temporary).unlink()
        raise BuildError(
            f"{path}: cannot be written: {error.strerror}; free some space or mend dist/"
        ) from error
    except BaseException:
        Path(temporary).unlink()
        raise
