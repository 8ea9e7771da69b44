"""The good book of tests/books/issue → its files, and files → a book."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path


BOOK = Path(__file__).parent / "books" / "issue"
Files = dict[str, bytes]


def good_files() -> Files:
    """Read the good book's files, `mimetype` first."""
    paths = sorted(path for path in BOOK.rglob("*") if path.is_file())
    files = {path.relative_to(BOOK).as_posix(): path.read_bytes() for path in paths}
    return {"mimetype": files.pop("mimetype")} | files


def write_book(
    files: Files, out: Path | io.BytesIO, change: Callable[[zipfile.ZipInfo], None] = lambda entry: None
) -> None:
    """Write a book; `change` may spoil an entry's header."""
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            change(entry)
            archive.writestr(entry, data)
