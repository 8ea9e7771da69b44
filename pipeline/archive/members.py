"""A WARC file's bytes → its records, one after the other, with what cannot be read between them."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from pipeline.archive.errors import DamageError, PackedAtOnceError
from pipeline.archive.record import GZIP_HEAD
from pipeline.archive.values import Place


GZIP = b"\x1f\x8b\x08"
BLANK_LINE = re.compile(rb"\r?\n\r?\n")
FOLD = re.compile(r"\r?\n[ \t]+")
HEAD_LIMIT = 1 << 20  # of WARC and HTTP headers together
CHUNK = 1 << 13
MOST_RECORD = 256 * 1024 * 1024  # unpacked


@dataclass(frozen=True, slots=True)
class Member:
    """A record as an index needs it: its place, its fields by lower-case name, its HTTP headers."""

    place: Place
    fields: dict[str, str] = field(hash=False)
    beginning: bytes

    @property
    def end(self) -> int:
        """Return where the next record begins."""
        return self.place.offset + self.place.length


@dataclass(frozen=True, slots=True)
class Damage:
    """A stretch that holds no whole record."""

    start: int
    end: int
    is_last: bool  # nothing readable follows


def scan(stream: BinaryIO, start: int = 0, end: int | None = None) -> Iterator[Member | Damage]:
    """Walk the records from an offset to the end of the file, or to another offset."""
    size = stream.seek(0, 2) if end is None else end
    offset = start
    while offset < size:
        try:
            member = look(stream, offset, size)
        except PackedAtOnceError:
            raise
        except DamageError:
            after = _next_sound(stream, offset + 1, size)
            yield Damage(offset, size if after is None else after, after is None)
            offset = size if after is None else after
        else:
            yield member
            offset = member.end


def look(stream: BinaryIO, offset: int, size: int) -> Member:
    """Read the headers of the record at an offset; DamageError when none is there whole."""
    stream.seek(offset)
    head = stream.read(len(GZIP_HEAD) + 8)
    if head.startswith(b"WARC/"):
        return _look_plain(stream, offset, size)
    if not head.startswith(GZIP):
        raise DamageError("no record begins here")
    length = _skip_length(head)
    if length is not None and offset + length > size:
        raise DamageError("the record breaks off")
    beginning, consumed = _unpack(stream, offset, whole=length is None)
    fields, at = split_fields(beginning)
    place = Place(offset, length if length is not None else consumed)
    if length is None and consumed == size - offset and _holds_more(stream, place, fields, at):
        raise PackedAtOnceError("many records in one gzip member")
    return Member(place, fields, _http_head(beginning, at))


def is_sound(stream: BinaryIO, member: Member) -> bool:
    """Read a whole record to see that its checksum holds."""
    stream.seek(member.place.offset)
    if not GZIP.startswith(stream.read(len(GZIP))):
        return True  # not packed: there is no checksum to hold
    try:
        return _unpack(stream, member.place.offset, whole=True)[1] == member.place.length
    except DamageError:
        return False


def scan_safely(stream: BinaryIO, start: int) -> Iterator[Member | Damage]:
    """Walk the records; read those of the last exchange whole, for a power cut may leave zeros in their place."""
    last: list[Member | Damage] = []
    for found in scan(stream, start):
        if last and isinstance(last[-1], Member) and last[-1].fields.get("warc-type") == "metadata":
            yield from last
            last.clear()
        last.append(found)
    broken: int | None = None
    for found in last:
        if isinstance(found, Member) and is_sound(stream, found):
            if broken is not None:
                yield Damage(broken, found.place.offset, is_last=False)
                broken = None
            yield found
        elif broken is None:
            broken = found.place.offset if isinstance(found, Member) else found.start
    if broken is not None:
        yield Damage(broken, stream.seek(0, 2), is_last=True)


def may_be_warc(stream: BinaryIO) -> bool:
    """Say whether a file may be a WARC file whose first write was cut off, and no other file."""
    stream.seek(0)
    beginning = stream.read(1 << 16)
    if not beginning.strip(b"\x00") or GZIP.startswith(beginning[:3]):
        unpacker = zlib.decompressobj(wbits=31)
        try:
            beginning = unpacker.decompress(beginning, 5)
        except zlib.error:
            beginning = b""
    return b"WARC/".startswith(beginning[:5])


def read_record(stream: BinaryIO, place: Place, limit: int = MOST_RECORD) -> tuple[dict[str, str], bytes]:
    """Read a whole record: its fields and its block; DamageError when it is not sound."""
    stream.seek(place.offset)
    raw = stream.read(place.length)
    if len(raw) < place.length:
        raise DamageError("the record breaks off")
    if raw.startswith(GZIP):
        unpacker = zlib.decompressobj(wbits=31)
        try:
            raw = unpacker.decompress(raw, limit + HEAD_LIMIT)
        except zlib.error as error:
            raise DamageError(str(error)) from error
        if not unpacker.eof or unpacker.unused_data:
            raise DamageError("its gzip member is too large, or has not the length it tells")
    fields, at = split_fields(raw)
    length = content_length(fields)
    if len(raw) < at + length:
        raise DamageError("the record is shorter than it says")
    return fields, raw[at : at + length]


def split_fields(content: bytes) -> tuple[dict[str, str], int]:
    """Read a record's fields, the first of each name; return them and where the block begins."""
    blank = BLANK_LINE.search(content)
    if not content.startswith(b"WARC/") or blank is None:
        raise DamageError("no WARC record")
    return named_values(content[: blank.start()].decode("utf-8", "replace")), blank.end()


def named_values(text: str) -> dict[str, str]:
    """Read `name: value` lines; names in small letters, the first value of each, folded lines joined."""
    found: dict[str, str] = {}
    for line in FOLD.sub(" ", text).split("\n"):
        name, colon, value = line.partition(":")
        if colon:
            found.setdefault(name.strip().lower(), value.strip())
    return found


def content_length(fields: dict[str, str]) -> int:
    """Return how long a record says its block is."""
    text = fields.get("content-length", "")
    if not (text.isascii() and text.isdecimal()) or int(text) > MOST_RECORD:
        raise DamageError("the record does not tell its length")
    return int(text)


def _skip_length(head: bytes) -> int | None:
    if len(head) == len(GZIP_HEAD) + 8 and head[3] == 4 and head[10:16] == GZIP_HEAD[10:16]:
        length: int = struct.unpack_from("<I", head, 16)[0]
        return length
    return None


def _unpack(stream: BinaryIO, offset: int, *, whole: bool) -> tuple[bytes, int]:
    """Unpack a member until both heads are there, and then to its end if asked; return them and its length."""
    stream.seek(offset)
    unpacker, kept, consumed, unpacked = zlib.decompressobj(wbits=31), bytearray(), 0, 0
    try:
        while not unpacker.eof and (whole or not _has_heads(kept)):
            chunk = stream.read(CHUNK if not whole else 1 << 16)
            if not chunk:
                raise DamageError("the record breaks off")
            consumed += len(chunk)
            rest = chunk
            while rest and not unpacker.eof:
                piece = unpacker.decompress(rest, 1 << 16)
                rest = unpacker.unconsumed_tail
                unpacked += len(piece)
                if unpacked > MOST_RECORD + HEAD_LIMIT:
                    raise DamageError("the record is too large")
                if len(kept) < HEAD_LIMIT and not (whole and _has_heads(kept)):
                    kept += piece
    except zlib.error as error:
        raise DamageError(str(error)) from error
    return bytes(kept), consumed - len(unpacker.unused_data)


def _has_heads(kept: bytearray) -> bool:
    first = BLANK_LINE.search(kept)
    return len(kept) >= HEAD_LIMIT or (first is not None and BLANK_LINE.search(kept, first.end()) is not None)


def _holds_more(stream: BinaryIO, place: Place, fields: dict[str, str], at: int) -> bool:
    """Say whether a member that ends the file goes on after its record: the whole file packed at once."""
    stream.seek(place.offset)
    unpacker, unpacked = zlib.decompressobj(wbits=31), 0
    wanted = at + content_length(fields) + 4
    rest = b""
    while not unpacker.eof and unpacked <= wanted and (rest or (rest := stream.read(CHUNK))):
        unpacked += len(unpacker.decompress(rest, 1 << 16))
        rest = unpacker.unconsumed_tail
    return unpacked > wanted


def _look_plain(stream: BinaryIO, offset: int, size: int) -> Member:
    stream.seek(offset)
    kept = bytearray()
    while not _has_heads(kept) and (chunk := stream.read(CHUNK)):
        kept += chunk
    fields, at = split_fields(bytes(kept))
    end = offset + at + content_length(fields)
    if end > size:
        raise DamageError("the record breaks off")
    stream.seek(end)
    after = stream.read(8)
    end += len(after) - len(after.lstrip(b"\r\n"))
    return Member(
        Place(offset, end - offset), fields, _http_head(bytes(kept[: at + content_length(fields)]), at)
    )


def _http_head(content: bytes, at: int) -> bytes:
    blank = BLANK_LINE.search(content, at)
    return content[at : blank.end() if blank else HEAD_LIMIT]


def _next_sound(stream: BinaryIO, start: int, size: int) -> int | None:
    """Find the next place where a whole record begins."""
    overlap, offset = 8, start
    while offset < size:
        stream.seek(offset)
        window = stream.read((1 << 20) + overlap)
        for mark in re.finditer(rb"\x1f\x8b\x08|WARC/\d\.\d\r?\n", window):
            place = offset + mark.start()
            if _begins_sound(stream, place, size):
                return place
        offset += 1 << 20
    return None


def _begins_sound(stream: BinaryIO, offset: int, size: int) -> bool:
    try:
        return is_sound(stream, look(stream, offset, size))
    except DamageError:
        return False
