"""A body as transferred, and its headers → its bytes with chunk framing and content coding taken off."""

from __future__ import annotations

import re
import sys
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


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
        decode = DECODERS.get(name)
        if decode is None:
            return Decoded(body, f"its coding '{name}' is not known")
        decoded = decode(body, limit)
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


def _chunked(raw: bytes, _: int) -> Decoded:
    return dechunk(raw) or Decoded(raw)


def _gzip(raw: bytes, limit: int) -> Decoded:
    if not raw.startswith(b"\x1f\x8b"):  # said to be packed, and is not: some servers do
        return Decoded(raw)
    body, rest = bytearray(), raw
    while rest.startswith(b"\x1f\x8b"):
        piece, rest = _inflate(31, rest, limit - len(body))
        body += piece.body
        if piece.problem:
            return Decoded(bytes(body), piece.problem)
    return Decoded(bytes(body))


def _deflate(raw: bytes, limit: int) -> Decoded:
    # RFC 9110 means the zlib format; some servers send bare deflate.
    is_zlib = len(raw) > 1 and raw[0] & 0x0F == 8 and int.from_bytes(raw[:2]) % 31 == 0
    wrapped = _inflate(15, raw, limit)[0] if is_zlib else None
    if wrapped is not None and wrapped.body:
        return wrapped
    bare = _inflate(-15, raw, limit)[0]
    return bare if bare.body or not raw else Decoded(raw, "it is not packed as announced")


def _inflate(wbits: int, raw: bytes, limit: int) -> tuple[Decoded, bytes]:
    """Unpack one stream; return it and what follows. The checksum goes in alone: a wrong one takes nothing along."""
    unpacker, body, problem = zlib.decompressobj(wbits=wbits), bytearray(), None
    fed, rest = max(len(raw) - 8, 0), raw[:-8]
    try:
        while (rest or fed < len(raw)) and not unpacker.eof:
            if not rest:
                rest, fed = raw[fed:], len(raw)
            body += unpacker.decompress(rest, 1 << 16)
            rest = unpacker.unconsumed_tail
            if len(body) > limit:
                return Decoded(bytes(body[:limit]), "it is larger than anything a page needs"), b""
        problem = None if unpacker.eof else "it breaks off"
    except zlib.error:
        problem = "its packing is broken"
    return Decoded(bytes(body), problem), unpacker.unused_data + raw[fed:]


def _brotli(raw: bytes, limit: int) -> Decoded:
    import brotli  # type: ignore[import-untyped,unused-ignore]  # it has none

    unpacker, body, rest = brotli.Decompressor(), bytearray(), raw
    try:
        while not unpacker.is_finished():
            piece = unpacker.process(rest, output_buffer_limit=1 << 16)
            rest = b""
            body += piece
            if len(body) > limit:
                return Decoded(bytes(body[:limit]), "it is larger than anything a page needs")
            if not piece and unpacker.can_accept_more_data():
                return Decoded(bytes(body), "it breaks off")
    except brotli.error:
        return Decoded(bytes(body) or raw, "its packing is broken")
    return Decoded(bytes(body))


def _zstd(raw: bytes, limit: int) -> Decoded:
    zstd = _zstd_module()
    body, rest = bytearray(), raw
    try:
        while rest:
            unpacker = zstd.ZstdDecompressor()
            while not unpacker.eof:
                piece = unpacker.decompress(rest, 1 << 16)
                rest = b""
                body += piece
                if len(body) > limit:
                    return Decoded(bytes(body[:limit]), "it is larger than anything a page needs")
                if not piece and unpacker.needs_input:
                    return Decoded(bytes(body), "it breaks off")
            rest = unpacker.unused_data
    except zstd.ZstdError:
        return Decoded(bytes(body) or raw, "its packing is broken")
    return Decoded(bytes(body))


def _zstd_module() -> Any:
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd
    return zstd


DECODERS: dict[str, Callable[[bytes, int], Decoded]] = {
    "chunked": _chunked,
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
