"""A WARC file of any maker → the page asked for, or its first one, and what was fetched with it."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urljoin

from pipeline.archive.address import address_key
from pipeline.archive.errors import PackedAtOnceError
from pipeline.archive.load import content_type
from pipeline.archive.members import Damage, Member, content_length, read_record, scan
from pipeline.archive.message import read_message
from pipeline.archive.values import Place
from pipeline.findings import Finding, find
from pipeline.model import Page
from pipeline.saved.values import MOST_BYTES, Resource, Resources, Saved, TooLargeError, record_content


HTML = ("text/html", "application/xhtml+xml")
SHOWN_ADDRESSES = 3
MOST_UNPACKED = 4 * 1024 * 1024 * 1024  # of all records: beyond it, a bomb


@dataclass(frozen=True, slots=True)
class Capture:
    """One address as one file has it: a response, a resource, or a note that nothing changed."""

    url: str
    date: str
    status: int
    media_type: str | None
    charset: str | None
    location: str | None
    path: Path
    place: Place
    data: bytes | None = None
    payload_digest: str = ""
    is_revisit: bool = False

    @property
    def is_page(self) -> bool:
        """Say whether it is a page that can be read."""
        return self.media_type in HTML and 200 <= self.status < 300

    def resource(self) -> Resource:
        """Return it as what lies with a page."""
        return Resource(self.url, self.media_type, self.data, self.path, self.place)


def load_warc(path: Path, url: str | None = None) -> Saved:
    """Load a page of a WARC file."""
    try:
        with path.open("rb") as stream:
            captures, findings = captures_in(stream, path)
    except PackedAtOnceError:
        captures, findings = captures_in_memory(unpack(path.read_bytes(), MOST_BYTES), path)
    return choose(path, captures, [url] if url else [], findings, is_named=url is not None)


def captures_in(
    stream: BinaryIO, path: Path, *, start: int = 0, end: int | None = None
) -> tuple[list[Capture], list[Finding]]:
    """List what a WARC file, or a stretch of a file, holds."""
    captures: list[Capture] = []
    findings: list[Finding] = []
    unpacked = 0
    for found in scan(stream, start, end):
        unpacked += content_length(found.fields) if isinstance(found, Member) else 0
        if unpacked > MOST_UNPACKED:
            raise TooLargeError(f"it is more than {MOST_UNPACKED >> 30} GB unpacked")
        if isinstance(found, Damage):
            size, offset = found.end - found.start, found.start
            findings.append(find("ARC-024", str(path), size=size, offset=offset))
        elif (capture := _capture(found, path)) is not None:
            captures.append(capture)
    return _with_unchanged(captures), findings


def captures_in_memory(content: bytes, path: Path) -> tuple[list[Capture], list[Finding]]:
    """List what unpacked bytes of a WARC file hold, each with its content."""
    stream = io.BytesIO(content)
    captures, findings = captures_in(stream, path)
    return [_filled(stream, capture) for capture in captures], findings


def unpack(content: bytes, limit: int) -> bytes:
    """Unpack a gzip file; TooLargeError beyond a limit."""
    unpacker = zlib.decompressobj(wbits=31)
    unpacked = unpacker.decompress(content, limit)
    if unpacker.unconsumed_tail:
        raise TooLargeError(f"it is more than {limit >> 20} MB unpacked")
    return unpacked


def choose(
    path: Path, captures: Iterable[Capture], wanted: list[str], findings: list[Finding], *, is_named: bool
) -> Saved:
    """Take the page wanted, else the first one; the newest capture of every address counts."""
    by_key: dict[str, Capture] = {}
    moved: dict[str, str] = {}
    for capture in captures:
        if 200 <= capture.status < 300:
            by_key[address_key(capture.url)] = capture
        elif 300 <= capture.status < 400 and capture.location:
            moved.setdefault(address_key(capture.url), urljoin(capture.url, capture.location))
    resources = Resources((each.resource() for each in by_key.values()), moved=moved)
    asked = [found for url in wanted if (found := resources.find(url)) is not None]
    pages = [each for each in by_key.values() if each.is_page]
    chosen = by_key[address_key(asked[0].url)] if asked else next(iter(pages), None)
    if wanted and not asked:
        some = ", ".join(each.url for each in pages[:SHOWN_ADDRESSES]) or "no page"
        findings.append(find("ARC-022", str(path), url=wanted[0], some=some))
        chosen = None
    elif chosen is None:
        findings.append(find("ARC-021", str(path)))
    if chosen is None:
        return Saved(Page(path.name, b""), findings=tuple(findings))
    if not is_named:
        findings += _others(path, chosen.url, list(dict.fromkeys(wanted)) or [each.url for each in pages])
    page = Page(
        name=path.name,
        data=chosen.resource().load(),
        media_type=chosen.media_type or "text/html",
        charset=chosen.charset,
        url=chosen.url,
        retrieved=chosen.date or None,
    )
    others = (each.resource() for each in by_key.values() if each is not chosen)
    return Saved(page, Resources(others, base=chosen.url, moved=moved), tuple(findings))


def _others(path: Path, chosen: str, pages: list[str]) -> Iterator[Finding]:
    """Tell of the pages that nobody named and nobody reads."""
    if len(pages) > 1:
        some = ", ".join([each for each in pages if each != chosen][:SHOWN_ADDRESSES])
        yield find("ARC-026", str(path), count=len(pages), url=chosen, some=some)


def _capture(member: Member, path: Path) -> Capture | None:
    fields = member.fields
    kind, url = fields.get("warc-type"), fields.get("warc-target-uri", "").strip("<>")
    if kind not in ("response", "resource", "revisit") or not url.startswith(("http://", "https://")):
        return None
    date, digest = fields.get("warc-date", ""), fields.get("warc-payload-digest", "")
    if kind == "resource":
        media_type, charset = content_type(fields.get("content-type"))
        return Capture(url, date, 200, media_type, charset, None, path, member.place, None, digest)
    message = read_message(member.beginning)
    headers = {name.lower(): value for name, value in reversed(message.headers)}
    media_type, charset = content_type(headers.get("content-type"))
    return Capture(
        url, date, message.status, media_type, charset, headers.get("location"), path, member.place, None, digest,
        is_revisit=kind == "revisit",
    )  # fmt: skip


def _with_unchanged(captures: list[Capture]) -> list[Capture]:
    """Give every capture that says "unchanged" the content it means; leave out those whose content is not there."""
    by_digest = {
        each.payload_digest: each for each in captures if each.payload_digest and not each.is_revisit
    }
    found: list[Capture] = []
    for each in captures:
        if not each.is_revisit:
            found.append(each)
        elif (original := by_digest.get(each.payload_digest)) is not None:
            found.append(replace(original, url=each.url, date=each.date))
    return found


def _filled(stream: BinaryIO, capture: Capture) -> Capture:
    fields, block = read_record(stream, capture.place)
    return replace(capture, data=record_content(fields, block))
