"""A file that somebody saved → its page, its resources and what is wrong with it; the content tells its kind."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from pipeline.archive.errors import DamageError
from pipeline.findings import find
from pipeline.model import Page
from pipeline.saved.html import load_html
from pipeline.saved.mhtml import is_mhtml, load_mhtml
from pipeline.saved.values import MOST_BYTES, Saved, TooLargeError
from pipeline.saved.wacz import load_wacz
from pipeline.saved.warc import load_warc


SUFFIXES = (".html", ".htm", ".xhtml", ".shtml", ".mhtml", ".mht", ".warc", ".warc.gz", ".wacz")
HEAD = 8192


def is_saved(name: str) -> bool:
    """Say whether a file's name is that of a saved page."""
    return name.lower().endswith(SUFFIXES)


def load_saved(path: Path, *, url: str | None = None) -> Saved:
    """Load a saved page; of a file that holds many, the one of an address, else the first."""
    try:
        return _load(path, url)
    except OSError as error:
        why = error.strerror or "it is damaged"
    except TooLargeError as error:
        return _nothing(path, "ARC-025", why=str(error))
    except (zipfile.BadZipFile, zlib.error, DamageError, EOFError):
        why = "it is damaged"
    except (RuntimeError, NotImplementedError):  # zipfile's words for a password and an odd packing
        why = "it is packed with a password, or in an odd way"
    return _nothing(path, "ARC-020", why=why)


def _load(path: Path, url: str | None) -> Saved:
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    if head.startswith(b"PK\x03\x04"):
        return load_wacz(path, url)
    if head.startswith((b"WARC/", b"\x1f\x8b")):
        return load_warc(path, url)
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise TooLargeError(f"it is {size >> 20} MB")
    data = path.read_bytes()
    return load_mhtml(path, data) if is_mhtml(head) else load_html(path, data)


def _nothing(path: Path, code: str, why: str) -> Saved:
    return Saved(Page(path.name, b""), findings=(find(code, str(path), why=why),))
