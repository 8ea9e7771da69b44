"""A body as transferred and its Content-Encoding → the body itself, whole and no larger than allowed."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pipeline.fetch.trouble import TroubleError


ACCEPTED = "gzip, deflate, zstd"  # br is decoded where it comes; archive tools stumble over it
MOST_CODINGS = 4
STEP = 65_536
ZSTD_WINDOW_LOG = 23  # 8 MB (RFC 9659)

Decoder = Callable[[bytes], Iterator[bytes]]


def decode(body: bytes, codings: str, limit: int, *, cut: bool = False) -> bytes:
    """Take off every content coding; `cut` wants the first `limit` bytes of whatever there is."""
    names = [name.strip().lower() for name in codings.split(",") if name.strip()]
    if len(names) > MOST_CODINGS:
        raise TroubleError("FET-044", coding=codings[:80])
    for name in reversed(names):
        if body and name != "identity":
            if name not in DECODERS:
                raise TroubleError("FET-044", coding=name[:80])
            body = _gather(DECODERS[name], body, name, limit, cut=cut)
    return body


def _gather(decoder: Decoder, body: bytes, name: str, limit: int, *, cut: bool) -> bytes:
    whole = bytearray()
    try:
        for piece in decoder(body):
            whole += piece
            if len(whole) > limit:
                if cut:
                    break
                raise TroubleError("FET-040", limit=limit // 1000)
    except (_BrokenError, zlib.error) as error:
        if not cut:
            raise TroubleError("FET-043", passing=True, coding=name, reason=error) from error
    return bytes(whole[:limit])


class _BrokenError(Exception):
    """The coding is not what it says, or does not come to its end."""


def _inflate(body: bytes, window: int) -> Iterator[bytes]:
    """Unpack one zlib or gzip member after the other; what follows the last one is ignored, as browsers do."""
    members = 0
    while body:
        inflater = zlib.decompressobj(window)
        try:
            while not inflater.eof:
                piece = inflater.decompress(body, STEP)
                body = inflater.unconsumed_tail
                if not piece and not body and not inflater.eof:
                    raise _BrokenError("it breaks off")
                yield piece
        except zlib.error:
            if members:
                return
            raise
        members += 1
        body = inflater.unused_data


def _gzip(body: bytes) -> Iterator[bytes]:
    return _inflate(body, 16 + zlib.MAX_WBITS)


def _deflate(body: bytes) -> Iterator[bytes]:
    """Unpack zlib, which "deflate" means, or bare deflate, which some servers send."""
    is_zlib = len(body) > 1 and body[0] & 0x0F == 8 and (body[0] << 8 | body[1]) % 31 == 0
    return _inflate(body, zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS)


def _brotli(body: bytes) -> Iterator[bytes]:
    import brotli  # type: ignore[import-untyped,unused-ignore]  # it has none

    decoder = brotli.Decompressor()
    try:
        yield decoder.process(body, output_buffer_limit=STEP)
        while not decoder.can_accept_more_data():
            yield decoder.process(b"", output_buffer_limit=STEP)
    except brotli.error as error:
        raise _BrokenError(str(error)) from error
    if not decoder.is_finished():
        raise _BrokenError("it breaks off")


def _zstd(body: bytes) -> Iterator[bytes]:
    zstd = _zstd_module()
    options = {zstd.DecompressionParameter.window_log_max: ZSTD_WINDOW_LOG}
    try:
        while body:
            frame = zstd.ZstdDecompressor(options=options)
            rest = body
            while not frame.eof:
                yield frame.decompress(rest, STEP)
                rest = b""
                if frame.needs_input and not frame.eof:
                    raise _BrokenError("it breaks off")
            body = frame.unused_data
    except zstd.ZstdError as error:
        raise _BrokenError(str(error)) from error


def _zstd_module() -> Any:
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd
    return zstd


DECODERS: Mapping[str, Decoder] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
