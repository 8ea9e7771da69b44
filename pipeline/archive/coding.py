"""A body as transferred, and its headers → its bytes with chunk framing and content coding taken off."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.unpack import GZIP, UNPACKERS, BrokenError


MOST_BYTES = 256 * 1024 * 1024  # of a decoded body: beyond it, a bomb
CHUNK_SIZE = re.compile(rb"([0-9A-Fa-f]{1,15})[ \t]*(?:;[^\r\n]*)?\r?\n")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A body's bytes, and what was wrong with its coding."""

    body: bytes
    problem: str | None = None


def decode_body(raw: bytes, headers: tuple[tuple[str, str], ...], limit: int = MOST_BYTES) -> Decoded:
    """Take off every coding the headers name, last one first; keep what can be had of a broken body."""
    names = [*_codings(headers, "content-encoding"), *_codings(headers, "transfer-encoding")]
    body, problem = raw, None
    if not raw:  # an answer to HEAD, a 304
        return Decoded(raw)
    for name in reversed(names):
        if name == "chunked":
            decoded = dechunk(body) or Decoded(body)
        elif name in UNPACKERS:
            decoded = _unpacked(name, body, limit)
        else:
            return Decoded(body, f"its coding '{name}' is not known")
        body, problem = decoded.body, problem or decoded.problem
    return Decoded(body, problem)


def is_chunked(headers: tuple[tuple[str, str], ...]) -> bool:
    """Say whether the headers announce chunk framing."""
    return "chunked" in _codings(headers, "transfer-encoding")


def framed(raw: bytes) -> bytes:
    """Put a body into one chunk, unless it has its framing still on."""
    if dechunk(raw) is not None:
        return raw
    return (b"%x\r\n%b\r\n" % (len(raw), raw) if raw else b"") + b"0\r\n\r\n"


def dechunk(raw: bytes) -> Decoded | None:
    """Take chunk framing off; None where there is none."""
    pieces: list[bytes] = []
    at = 0
    while (size := CHUNK_SIZE.match(raw, at)) is not None:
        length = int(size[1], 16)
        if not length:
            return Decoded(b"".join(pieces))
        piece = raw[size.end() : size.end() + length]
        pieces.append(piece)
        end = size.end() + length
        if len(piece) < length:
            return Decoded(b"".join(pieces), "it breaks off")
        if raw[end : end + 1] not in (b"\r", b"\n", b""):
            return None
        at = end + (2 if raw[end : end + 2] == b"\r\n" else 1)
    return Decoded(b"".join(pieces), "it breaks off") if pieces and at >= len(raw) else None


def _codings(headers: tuple[tuple[str, str], ...], name: str) -> list[str]:
    values = ",".join(value for key, value in headers if key.lower() == name)
    return [word for each in values.split(",") if (word := each.strip().lower()) not in ("", "identity")]


def _unpacked(name: str, raw: bytes, limit: int) -> Decoded:
    """Unpack what can be had; one of which nothing can stays as it is."""
    if name.endswith("gzip") and not raw.startswith(GZIP):  # said to be packed, and is not: some servers do
        return Decoded(raw)
    body = bytearray()
    try:
        for piece in UNPACKERS[name](raw):
            body += piece
            if len(body) > limit:
                return Decoded(bytes(body[:limit]), "it is larger than anything a page needs")
    except BrokenError as error:
        problem = "it breaks off" if error.breaks_off else "its packing is broken"
        return Decoded(bytes(body) or raw, problem)
    return Decoded(bytes(body))
