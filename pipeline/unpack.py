"""A body packed in a content coding → its pieces, each small, until it ends or breaks."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable, Generator, Iterator, Mapping
from typing import Any


STEP = 65_536  # no piece is much larger
CHECKSUM = 8  # bytes at the end that hold no content
ZSTD_WINDOW_LOG = 23  # 8 MB (RFC 9659)
GZIP, ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"

Unpacker = Callable[[bytes], Iterator[bytes]]


class BrokenError(ValueError):
    """A body is not packed as it says, or does not come to its end."""

    def __init__(self, why: str, *, breaks_off: bool = False) -> None:
        super().__init__(why)
        self.breaks_off = breaks_off


def _inflate(body: bytes, window: int) -> Generator[bytes, None, bytes]:
    """Unpack one stream and return what follows it; its end goes in alone: a wrong checksum takes no content along."""
    inflater: Any = zlib.decompressobj(window)
    ahead, end = body[:-CHECKSUM], body[-CHECKSUM:]
    try:
        while ahead and not inflater.eof:
            yield inflater.decompress(ahead, STEP)
            ahead = inflater.unconsumed_tail
        if inflater.eof:
            return bytes(inflater.unused_data) + end
        while end and not inflater.eof:
            yield inflater.decompress(end, STEP)
            end = inflater.unconsumed_tail
        while not inflater.eof and (piece := inflater.decompress(b"", STEP)):
            yield piece
    except zlib.error as error:
        raise BrokenError(str(error)) from error
    if not inflater.eof:
        raise BrokenError("it breaks off", breaks_off=True)
    return bytes(inflater.unused_data)


def _gzip(body: bytes) -> Iterator[bytes]:
    """Unpack one member after the other; what else follows the last one is ignored, as browsers do."""
    rest = yield from _inflate(body, 16 + zlib.MAX_WBITS)
    while rest.startswith(GZIP):
        rest = yield from _inflate(rest, 16 + zlib.MAX_WBITS)


def _deflate(body: bytes) -> Iterator[bytes]:
    """Unpack zlib, which "deflate" means, or bare deflate, which some servers send."""
    is_zlib = len(body) > 1 and body[0] & 0x0F == 8 and (body[0] << 8 | body[1]) % 31 == 0
    yield from _inflate(body, zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS)


def _brotli(body: bytes) -> Iterator[bytes]:
    import brotli  # type: ignore[import-untyped,unused-ignore]  # it has none

    decoder, rest = brotli.Decompressor(), body
    try:
        while not decoder.is_finished():
            piece = decoder.process(rest, output_buffer_limit=STEP)
            rest = b""
            yield piece
            if not piece and decoder.can_accept_more_data() and not decoder.is_finished():
                raise BrokenError("it breaks off", breaks_off=True)
    except brotli.error as error:
        raise BrokenError(str(error)) from error


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
                    raise BrokenError("it breaks off", breaks_off=True)
            body = frame.unused_data if frame.unused_data.startswith(ZSTD) else b""
    except zstd.ZstdError as error:
        raise BrokenError(str(error)) from error


def _zstd_module() -> Any:
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd
    return zstd


UNPACKERS: Mapping[str, Unpacker] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
