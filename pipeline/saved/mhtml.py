"""An MHTML file (RFC 2557), as Chromium, Edge and Internet Explorer save it → the page and its pictures."""

from __future__ import annotations

import email
import email.policy
import re
from email.message import Message
from pathlib import Path
from urllib.parse import urljoin

from pipeline.archive.load import content_type
from pipeline.counted import counted
from pipeline.findings import find
from pipeline.model import Page
from pipeline.saved.origin import saved_from, utc_time
from pipeline.saved.values import Resource, Resources, Saved


HTML = ("text/html", "application/xhtml+xml")
HEADER = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:[A-Za-z][A-Za-z0-9-]*:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)+")
MIME = re.compile(
    rb"^(?:mime-version|content-type:\s*(?:multipart/|text/html)|snapshot-content-location)",
    re.IGNORECASE | re.MULTILINE,
)


def is_mhtml(head: bytes) -> bool:
    """Say whether a file begins as a MIME message does."""
    header = HEADER.match(head)
    return header is not None and MIME.search(header[0]) is not None


def load_mhtml(path: Path, data: bytes) -> Saved:
    """Load a page saved as MHTML."""
    message = email.message_from_bytes(data.lstrip(b"\xef\xbb\xbf \t\r\n"), policy=email.policy.compat32)
    parts = [part for part in message.walk() if not part.is_multipart()]
    root = _root(message, parts)
    if root is None:
        return Saved(Page(path.name, b""), findings=(find("ARC-021", str(path)),))
    body = _body(root)
    noted, _ = saved_from(body)
    url = _first_address(
        _header(message, "Snapshot-Content-Location"), _header(root, "Content-Location"), noted
    )
    media_type, charset = content_type(_header(root, "Content-Type"))
    date = _header(message, "Date")
    page = Page(
        name=path.name,
        data=body,
        media_type=media_type or "text/html",
        charset=charset,
        url=url,
        retrieved=utc_time(date) if date else None,
    )
    resources = [each for part in parts if part is not root for each in _resources(part, url)]
    broken = sum(1 for part in parts if part.defects)
    told = (
        (find("ARC-023", str(path), count=counted(broken, "part"), why="the file is damaged there"),)
        if broken
        else ()
    )
    return Saved(page, Resources(resources, base=url), told)


def _root(message: Message, parts: list[Message]) -> Message | None:
    """Find the page among the parts: the one `start` names, else the one saved, else the first page."""
    start = str(message.get_param("start") or "").strip("<> ")
    pages = [part for part in parts if part.get_content_type() in HTML and _body(part).strip()]
    snapshot = _header(message, "Snapshot-Content-Location")
    wanted = [part for part in pages if start and _header(part, "Content-ID").strip("<> ") == start]
    wanted += [part for part in pages if snapshot and _header(part, "Content-Location") == snapshot]
    return next(iter([*wanted, *pages]), None)


def _resources(part: Message, base: str | None) -> list[Resource]:
    media_type = part.get_content_type()
    body = _body(part)
    location, identity = _header(part, "Content-Location"), _header(part, "Content-ID").strip("<> ")
    names = [urljoin(base or "", location)] if location else []
    names += [f"cid:{identity}"] if identity else []
    return [Resource(name, media_type, body) for name in names]


def _body(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _header(part: Message, name: str) -> str:
    """Return a header on one line; addresses are folded anywhere, and some savers encode them."""
    text = str(part.get(name) or "")
    return re.sub(r"[\r\n]+[ \t]*", "" if name.endswith("Location") else " ", text).strip()


def _first_address(*texts: str | None) -> str | None:
    return next((text for text in texts if text and text.lower().startswith(("http://", "https://"))), None)
