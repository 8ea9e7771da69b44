"""A visit of an archive → its Snapshot, and a Snapshot → the Page a reader takes."""

from __future__ import annotations

import hashlib
from email.message import Message as Headers
from pathlib import Path

from pipeline.archive.coding import decode_body
from pipeline.archive.errors import ArchiveError, DamageError
from pipeline.archive.members import read_record
from pipeline.archive.message import read_message
from pipeline.archive.values import Visit
from pipeline.model import Page, Snapshot


# A 304 tells these of itself, not of the content it confirms (RFC 9111, 3.2).
OF_THE_MESSAGE = frozenset(
    ("content-length", "content-encoding", "content-type", "content-range", "transfer-encoding", "connection")
)


def load_snapshot(path: Path, visit: Visit) -> Snapshot:
    """Read a visit's content from an archive's file; needs no index, so that another process can do it."""
    try:
        return read_snapshot(path, visit)
    except DamageError as error:
        raise ArchiveError(
            f"{path}: the copy of {visit.final_url} of {visit.retrieved} is damaged ({error}); "
            "restore the file from a copy, or fetch the page again"
        ) from error


def read_snapshot(path: Path, visit: Visit) -> Snapshot:
    """Read a visit's content; DamageError when its record is not sound."""
    try:
        with path.open("rb") as stream:
            content = read_message(read_record(stream, visit.content)[1])
            answer = read_message(read_record(stream, visit.answer)[1]) if visit.is_unchanged else content
    except OSError as error:
        raise ArchiveError(f"{path}: cannot be read: {error.strerror}; see that it is there") from error
    body = decode_body(content.body, content.headers).body
    headers = answer.headers
    if answer.status == 304 and visit.is_unchanged:
        newer = {name.lower(): (name, value) for name, value in headers if name.lower() not in OF_THE_MESSAGE}
        kept = tuple(pair for pair in content.headers if pair[0].lower() not in newer)
        headers = (*kept, *newer.values())
    return Snapshot(
        url=visit.url,
        final_url=visit.final_url,
        status=visit.status,
        headers=headers,
        body=body,
        retrieved=visit.retrieved,
        digest=hashlib.sha256(body).hexdigest(),
        kind=visit.kind,
        reason=visit.reason,
        redirects=visit.redirects,
    )


def page_of(snapshot: Snapshot, *, name: str | None = None) -> Page:
    """Make the page a reader takes, with the media type and charset that its header tells."""
    media_type, charset = content_type(snapshot.header("Content-Type"))
    return Page(
        name=name or snapshot.url,
        data=snapshot.body,
        media_type=media_type or "text/html",
        charset=charset,
        url=snapshot.final_url,
        retrieved=snapshot.retrieved,
    )


def content_type(value: str | None) -> tuple[str | None, str | None]:
    """Return the media type and the charset of a Content-Type value, in small letters; None where not told."""
    headers = Headers()
    headers["Content-Type"] = " ".join((value or "").split())
    media_type = (value or "").partition(";")[0].strip().lower()
    charset = headers.get_content_charset()
    return (media_type if "/" in media_type else None), (charset.strip("'\" ") or None if charset else None)
