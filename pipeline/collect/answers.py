"""An address and the function that fetches → the bytes that came, or the findings that say why none did."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

from pipeline.collect.values import Get, Harvest
from pipeline.findings import Finding, find
from pipeline.model import Snapshot


CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w:.-]+)", re.IGNORECASE)
GZIP = b"\x1f\x8b"
MOST_BYTES = 60_000_000  # a sitemap may hold 50 MB


@dataclass(frozen=True, slots=True)
class Answer:
    """What came from an address."""

    data: bytes
    base: str  # where it came from in the end
    charset: str | None = None  # as the header declared it


def ask(get: Get, url: str, where: str) -> Answer | Harvest:
    """Fetch an address; what could not be had is a harvest that says so."""
    got = get(url)
    if isinstance(got, Finding):
        return Harvest(findings=(got,), is_read=False)
    if isinstance(got, bytes):
        return _unpacked(Answer(got, url), where)
    if not 200 <= got.status < 300:
        return failed("COL-001", where, url=url, why=f"the site answered with status {got.status}")
    return _unpacked(Answer(got.body, got.final_url or url, _charset(got)), where)


def failed(code: str, where: str, **values: object) -> Harvest:
    """Say of an address that it gave nothing."""
    return Harvest(findings=(find(code, where, **values),), is_read=False)


def _charset(snapshot: Snapshot) -> str | None:
    match = CHARSET.search(snapshot.header("content-type") or "")
    return match[1] if match else None


def _unpacked(answer: Answer, where: str) -> Answer | Harvest:
    """Unpack what is a .gz file by itself; a response's own coding is taken off before."""
    if not answer.data.startswith(GZIP):
        return answer
    decoder = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        data = decoder.decompress(answer.data, MOST_BYTES)
    except zlib.error as error:
        return failed("COL-001", where, url=answer.base, why=f"it is no sound .gz file ({error})")
    if not decoder.eof:
        why = "it is cut off" if not decoder.unconsumed_tail else f"it holds over {MOST_BYTES // 10**6} MB"
        return failed("COL-001", where, url=answer.base, why=why)
    return Answer(data, answer.base, answer.charset)
