"""An HTTP message and its text → each other, without what must stay secret."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.archive.address import without_secrets
from pipeline.archive.coding import dechunk, framed, is_chunked
from pipeline.archive.members import BLANK_LINE
from pipeline.archive.record import sha256
from pipeline.archive.values import Headers, Hop, status_code


# A cookie that goes out came in before: both ends of a session stay out of the archive.
SECRET = frozenset(
    ("authorization", "proxy-authorization", "cookie", "cookie2", "set-cookie", "set-cookie2", "x-api-key",
     "x-auth-token", "x-csrf-token", "x-xsrf-token")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Message:
    """A response's status, its headers in order, and its body as transferred."""

    status: int
    headers: Headers
    body: bytes


def request_block(hop: Hop) -> bytes:
    """Write a request as sent, without its secrets."""
    return _head(hop.request_line, hop.request_headers)


def response_head(hop: Hop) -> bytes:
    """Write a response's status line and headers."""
    return _head(hop.status_line, hop.response_headers)


def response_body(hop: Hop) -> bytes:
    """Return a response's body; where the headers announce chunks and the client took them off, in one chunk."""
    return framed(hop.body) if hop.body and is_chunked(hop.response_headers) else hop.body


def entity_digest(hop: Hop) -> str:
    """Tell two bodies apart whatever their chunks; a chunked one never equals one that is not."""
    taken = dechunk(hop.body) if is_chunked(hop.response_headers) else None
    return sha256(response_body(hop)) if taken is None else f"chunked {sha256(taken.body)}"


def read_message(block: bytes) -> Message:
    """Read a response; headers that are not ended take the whole block."""
    blank = BLANK_LINE.search(block)
    head, body = (block[: blank.start()], block[blank.end() :]) if blank else (block, b"")
    first, *lines = re.sub(rb"\r?\n[ \t]+", b" ", head).splitlines() or [b""]
    pairs = (line.decode("latin-1").partition(":") for line in lines)
    headers = tuple((name.strip(), value.strip()) for name, colon, value in pairs if colon)
    return Message(status_code(first.decode("latin-1")), headers, body)


def _head(line: str, headers: Headers) -> bytes:
    told = ((name, without_secrets(value)) for name, value in headers if name.lower().strip() not in SECRET)
    lines = [without_secrets(line), *(f"{name}: {value}" for name, value in told)]
    safe = (re.sub(r"[\r\n\x00]+", " ", each) for each in lines)
    return b"".join(_bytes(each) + b"\r\n" for each in safe) + b"\r\n"


def _bytes(text: str) -> bytes:
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace")
