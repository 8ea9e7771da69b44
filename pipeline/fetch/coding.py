"""A body as transferred and its Content-Encoding → the body itself, whole and no larger than allowed."""

from __future__ import annotations

from pipeline.fetch.trouble import TroubleError
from pipeline.unpack import UNPACKERS, BrokenError, Unpacker


ACCEPTED = "gzip, deflate, zstd"  # br is decoded where it comes; archive tools stumble over it
MOST_CODINGS = 4


def decode(body: bytes, codings: str, limit: int, *, cut: bool = False) -> bytes:
    """Take off every content coding; `cut` wants the first `limit` bytes of whatever there is."""
    names = [name.strip().lower() for name in codings.split(",") if name.strip()]
    if len(names) > MOST_CODINGS:
        raise TroubleError("FET-044", coding=codings[:80])
    for name in reversed(names):
        if body and name != "identity":
            if name not in UNPACKERS:
                raise TroubleError("FET-044", coding=name[:80])
            body = _gather(UNPACKERS[name], body, name, limit, cut=cut)
    return body


def _gather(unpacker: Unpacker, body: bytes, name: str, limit: int, *, cut: bool) -> bytes:
    whole = bytearray()
    try:
        for piece in unpacker(body):
            whole += piece
            if len(whole) > limit:
                if cut:
                    break
                raise TroubleError("FET-040", limit=limit // 1000)
    except BrokenError as error:
        if not cut:
            raise TroubleError("FET-043", passing=True, coding=name, reason=error) from error
    return bytes(whole[:limit])
