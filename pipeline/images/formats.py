"""A picture's bytes → what it truly is, its size, and the same picture bare of metadata; none is decoded."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from typing import Literal


Format = Literal["JPEG", "PNG", "GIF", "WEBP", "AVIF", "BMP", "TIFF", "SVG", "HTML", "TEXT", "OTHER"]


@dataclass(frozen=True, slots=True)
class Frame:
    """What a file's structure tells: its size, and its bytes without metadata; pixels are not looked at."""

    width: int
    height: int
    data: bytes  # the same pixels without metadata, trailing bytes and further frames
    is_plain: bool  # RGB or grey, upright, sRGB, opaque, 8 bits: it can stay as it is
    is_animated: bool = False


class BrokenPictureError(ValueError):
    """A file ends early or its structure is broken."""


HEAD = 4096  # bytes; a drawing may begin with a long remark
_MAGIC: tuple[tuple[re.Pattern[bytes], Format], ...] = (
    (re.compile(rb"\xff\xd8\xff"), "JPEG"),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "PNG"),
    (re.compile(rb"GIF8[79]a"), "GIF"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "WEBP"),
    (re.compile(rb"....ftyp(?:avi[fs]|mif1.{0,24}avif)", re.DOTALL), "AVIF"),
    (re.compile(rb"BM.{8}[\x0c\x28\x34\x38\x40\x6c\x7c]?", re.DOTALL), "BMP"),
    (re.compile(rb"II\*\x00|MM\x00\*"), "TIFF"),
    (
        re.compile(
            rb"(?:\xef\xbb\xbf)?\s*(?:(?:<\?xml|<!--|<!DOCTYPE\s+svg)(?:(?!<html)[^\0])*?)?<(?:\w+:)?svg[\s>/]",
            re.IGNORECASE,
        ),
        "SVG",
    ),
    (
        re.compile(
            rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|body|script|\?xml|!--|meta|div|p|h\d)\b",
            re.IGNORECASE,
        ),
        "HTML",
    ),
    (re.compile(rb"[\s\x20-\x7e]{16}|\s*[{\[]"), "TEXT"),
)


def sniff(data: bytes) -> Format:
    """Return what a file is by its bytes; its name and its declared type may both lie."""
    head = data[:HEAD]
    return next((kind for pattern, kind in _MAGIC if pattern.match(head)), "OTHER")


# --- JPEG: ITU-T T.81, annex B ---

_NEXT_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")  # 00 is stuffing, D0–D7 are restarts inside a scan
_SOF_PLAIN = frozenset((0xC0, 0xC1, 0xC2))  # baseline, extended, progressive: what every decoder reads
_SOF_ANY = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SRGB = (b"sRGB", b"s\x00R\x00G\x00B")


def read_jpeg(data: bytes) -> Frame:
    """Walk the segments of a JPEG file, leaving out what is no part of the picture."""
    kept: list[bytes] = [data[:2]]
    profile: list[bytes] = []
    width = height = components = precision = 0
    is_plain, place = True, 2
    while True:
        marker, start, place = _segment(data, place)
        if marker == 0xD9:
            break
        payload = data[start + 4 : place]
        if marker in _SOF_ANY:
            precision, height, width = payload[0], int.from_bytes(payload[1:3]), int.from_bytes(payload[3:5])
            components = payload[5]
            is_plain = is_plain and marker in _SOF_PLAIN
        if marker == 0xDA:
            place = _scan_end(data, place)
        elif marker == 0xE1 and payload.startswith(b"Exif\x00\x00"):
            is_plain = is_plain and _orientation(payload[6:]) == 1
        elif marker == 0xE2 and payload.startswith(b"ICC_PROFILE\x00"):
            profile.append(payload[14:])
        kept.append(_kept_segment(marker, data[start:place]))
    if not width or not components:
        raise BrokenPictureError("it has no size")
    is_plain = (
        is_plain and precision == 8 and components in {1, 3} and height > 0 and is_srgb(b"".join(profile))
    )
    return Frame(width, height, b"".join((*kept, b"\xff\xd9")), is_plain)


def _segment(data: bytes, place: int) -> tuple[int, int, int]:
    """Return a segment's marker, where it starts and where it ends."""
    while data[place : place + 2] == b"\xff\xff":
        place += 1  # fill bytes
    if len(data) < place + 2 or data[place] != 0xFF:
        raise BrokenPictureError("it ends early")
    marker = data[place + 1]
    if marker == 0xD9:
        return marker, place, place + 2
    end = place + 2 + int.from_bytes(data[place + 2 : place + 4])
    if end < place + 4 or end > len(data):
        raise BrokenPictureError("it ends early")
    return marker, place, end


def _scan_end(data: bytes, place: int) -> int:
    match = _NEXT_MARKER.search(data, place)
    if not match:
        raise BrokenPictureError("it ends early")
    return match.start()


def _kept_segment(marker: int, segment: bytes) -> bytes:
    """Keep what draws, JFIF without its thumbnail, Adobe's colour mark; drop Exif, XMP, comments."""
    if marker == 0xE0 and segment[4:9] == b"JFIF\x00" and len(segment) >= 18:
        return b"\xff\xe0\x00\x10" + segment[4:16] + b"\x00\x00"
    if marker == 0xEE and segment[4:9] == b"Adobe":
        return segment
    return b"" if 0xE0 <= marker <= 0xEF or marker == 0xFE else segment


def _orientation(tiff: bytes) -> int:
    """Read how an Exif block says the camera was held; 1 is upright."""
    order: Literal["little", "big"] = "little" if tiff[:2] == b"II" else "big"
    start = int.from_bytes(tiff[4:8], order)
    for entry in range(int.from_bytes(tiff[start : start + 2], order)):
        field = tiff[start + 2 + entry * 12 : start + 14 + entry * 12]
        if len(field) < 12:
            break
        if int.from_bytes(field[:2], order) == 0x0112:
            value = int.from_bytes(field[8:10], order)
            return value if 1 <= value <= 8 else 1
    return 1


def is_srgb(profile: bytes | None) -> bool:
    """Tell whether colours may be read as sRGB: no profile means that they are."""
    return not profile or any(name in profile for name in _SRGB)


# --- PNG: W3C, third edition ---

_PNG_KEPT = frozenset((b"IHDR", b"PLTE", b"IDAT", b"IEND", b"sRGB", b"gAMA"))


def read_png(data: bytes) -> Frame:
    """Walk the chunks of a PNG file, proving each checksum, leaving out what is no part of the picture."""
    kept: list[bytes] = [data[:8]]
    seen: set[bytes] = set()
    view, place, kind = memoryview(data), 8, b""
    is_plain = True
    while kind != b"IEND":
        kind, end = data[place + 4 : place + 8], place + 12 + int.from_bytes(data[place : place + 4])
        if end > len(data) or zlib.crc32(view[place + 4 : end - 4]) != int.from_bytes(data[end - 4 : end]):
            raise BrokenPictureError("it ends early" if end > len(data) else "a checksum in it is wrong")
        body = data[place + 8 : end - 4] if kind in {b"eXIf", b"iCCP"} else b""
        is_plain = is_plain and _orientation(body) == 1 if kind == b"eXIf" else is_plain
        is_plain = is_plain and is_srgb(body.partition(b"\x00")[0]) if kind == b"iCCP" else is_plain
        if kind in _PNG_KEPT:
            kept.append(data[place:end])
        seen.add(kind)
        place = end
    if data[12:16] != b"IHDR" or b"IDAT" not in seen:
        raise BrokenPictureError("it has no picture in it")
    depth, colour = data[24], data[25]
    is_plain = is_plain and depth <= 8 and colour in {0, 2, 3} and b"tRNS" not in seen
    width, height = int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
    return Frame(width, height, b"".join(kept), is_plain, is_animated=b"acTL" in seen)


# --- GIF: GIF89a ---


def read_gif(data: bytes) -> Frame:
    """Walk the blocks of a GIF file; only a single opaque picture without comments is plain."""
    frames, is_plain, place = 0, True, 13 + _table(data[10:11])
    while True:
        kind = data[place : place + 1]
        if kind == b";":
            break
        if kind == b"!":
            is_control = data[place + 1 : place + 2] == b"\xf9"
            is_plain = is_plain and is_control and not data[place + 3] & 1
            place = _blocks_end(data, place + 2)
        elif kind == b",":
            frames += 1
            place = _blocks_end(data, place + 11 + _table(data[place + 9 : place + 10]))
        else:
            raise BrokenPictureError("it ends early")
    width, height = int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little")
    return Frame(width, height, data[: place + 1], is_plain and frames == 1, is_animated=frames > 1)


def _table(flags: bytes) -> int:
    """Return the length of the colour table that a GIF's flag byte announces."""
    return 3 * 2 ** ((flags[0] & 7) + 1) if flags and flags[0] & 0x80 else 0


def _blocks_end(data: bytes, place: int) -> int:
    while True:
        if place >= len(data):
            raise BrokenPictureError("it ends early")
        if data[place] == 0:
            return place + 1
        place += data[place] + 1


READERS = {"JPEG": read_jpeg, "PNG": read_png, "GIF": read_gif}
