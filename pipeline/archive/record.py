"""A WARC record's fields and block → one gzip member of a WARC 1.1 file."""

from __future__ import annotations

import hashlib
import struct
import uuid
import zlib
from dataclasses import dataclass


VERSION = b"WARC/1.1"
NAMESPACE = uuid.UUID("5c1b2a52-0d1c-5f0e-9a3e-3d7f6b1f3c88")  # record ids are uuid5 of it
# ID1 ID2 deflate, FEXTRA, no time, XFL best, OS unknown, XLEN 12, then "sl" with 8 bytes
GZIP_HEAD = b"\x1f\x8b\x08\x04\x00\x00\x00\x00\x02\xff" + struct.pack("<H2sH", 12, b"sl", 8)
HEAD_BYTES = len(GZIP_HEAD) + 8


@dataclass(frozen=True, slots=True)
class Record:
    """One record before it is packed: its type, its own fields, its content type and block."""

    type: str
    id: str
    date: str
    content_type: str
    block: bytes
    fields: tuple[tuple[str, str], ...] = ()


def record_id(*parts: str) -> str:
    """Make a record's id of what tells it from others; the same again for the same exchange."""
    return f"<urn:uuid:{uuid.uuid5(NAMESPACE, ' '.join(parts))}>"


def sha256(content: bytes) -> str:
    """Label a digest as WARC fields do."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def warc_fields(pairs: tuple[tuple[str, str], ...]) -> bytes:
    """Write a block of application/warc-fields."""
    return "".join(f"{name}: {one_line(value)}\r\n" for name, value in pairs).encode("utf-8", "replace")


def one_line(text: str) -> str:
    """Fold white space, so that no value can begin another field."""
    return " ".join(text.split())


def pack(record: Record) -> bytes:
    """Write a record as a gzip member of its own."""
    pairs = (
        ("WARC-Type", record.type),
        ("WARC-Record-ID", record.id),
        ("WARC-Date", record.date),
        *record.fields,
        ("WARC-Block-Digest", sha256(record.block)),
        ("Content-Type", record.content_type),
        ("Content-Length", str(len(record.block))),
    )
    content = b"".join((VERSION, b"\r\n", warc_fields(pairs), b"\r\n", record.block, b"\r\n\r\n"))
    return gzip_member(content)


def gzip_member(content: bytes) -> bytes:
    """Compress content, with its lengths in the "sl" extra field: an index then skips the body unread.

    The field is of WARC 0.9; gzip has every reader that does not know it pass over it (RFC 1952, 2.3.1.1).
    """
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(content) + packer.flush()
    tail = struct.pack("<II", zlib.crc32(content), len(content) & 0xFFFFFFFF)
    lengths = struct.pack("<II", HEAD_BYTES + len(packed) + len(tail), len(content) & 0xFFFFFFFF)
    return GZIP_HEAD + lengths + packed + tail
