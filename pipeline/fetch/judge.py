"""A reply and what was asked for → nothing when it may be taken, or the trouble with it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.fetch.reply import Reply
from pipeline.fetch.retry import retry_after
from pipeline.fetch.trouble import TroubleError
from pipeline.model import SnapshotKind


GOOD = frozenset({200, 203})
STATUSES: Mapping[int, str] = {
    401: "FET-022",
    402: "FET-022",
    403: "FET-022",
    404: "FET-020",
    407: "FET-017",
    410: "FET-021",
    429: "FET-024",
    451: "FET-023",
}
LASTING = frozenset({501, 505, 511})  # server errors that another try does not mend
MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body|script|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
SIGNATURES = (
    b"\xff\xd8\xff",
    b"\x89PNG",
    b"GIF8",
    b"RIFF",
    b"BM",
    b"II*\0",
    b"MM\0*",
    b"\0\0\1\0",
    b"<svg",
    b"<?xml",
)
BEGINNING = 4096  # where a page shows that it is one
BINARY = re.compile(
    r"(?:image|audio|video|font)/(?!svg)|application/(?:pdf|zip|epub\+zip|x-rar|msword|vnd\.ms-)"
)
PACKED = (b"%PDF-", b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF", b"Rar!", b"\xd0\xcf\x11\xe0")


def check_status(reply: Reply, now: float) -> None:
    """Raise TroubleError unless the reply holds what was asked for; 304 is the client's to judge."""
    status = reply.status
    if status in GOOD:
        return
    wait_s = retry_after(reply.header("retry-after"), now)
    asked = f", and asks to wait {wait_s:.0f} s" if wait_s else ""
    if status >= 500:
        raise TroubleError(
            "FET-025", passing=status not in LASTING, wait_s=wait_s, status=status, asked=asked
        )
    code = STATUSES.get(status) or ("FET-027" if 400 <= status < 500 else "FET-026")
    raise TroubleError(code, passing=status == 429, wait_s=wait_s, status=status, asked=asked)


def check_type(kind: SnapshotKind, content_type: str, body: bytes) -> None:
    """Raise TroubleError for a body that cannot be what was asked for, whatever its header says."""
    told = content_type.partition(";")[0].strip().lower()
    if kind == "picture":
        if MARKUP.match(body, 0, BEGINNING) or (
            told in ("text/html", "application/xhtml+xml") and not _is_picture(body)
        ):
            raise TroubleError("FET-046")
        if not body:
            raise TroubleError("FET-047")
    elif kind in ("page", "part"):
        if not body.strip():
            raise TroubleError("FET-047")
        if not MARKUP.match(body, 0, BEGINNING) and (BINARY.match(told) or body.startswith(PACKED)):
            raise TroubleError("FET-045", type=told or "no text")


def _is_picture(body: bytes) -> bool:
    return body.lstrip()[:8].startswith(SIGNATURES) or body[4:8] == b"ftyp"
