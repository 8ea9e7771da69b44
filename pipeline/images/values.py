"""The limits of a book's pictures, and a picture that is ready for one."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from pipeline.findings import Finding


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a picture may be in a book (BOOK.md D: what shops and reading devices take)."""

    long_side: int = 1600
    pixels: int = 2_500_000
    target_bytes: int = 250_000
    max_bytes: int = 1_000_000
    decoded_pixels: int = 40_000_000  # above, a file is taken for a bomb


@dataclass(frozen=True, slots=True)
class Prepared:
    """A picture ready for a book, named by its content; `data` is None where the input stays as it is."""

    name: str
    media_type: str
    width: int
    height: int
    data: bytes | None
    findings: tuple[Finding, ...] = ()


LIMITS = Limits()
TELLING = 16  # digits of a picture's sha256 in its name
MEDIA_TYPES = {
    "JPEG": ("jpg", "image/jpeg"),
    "PNG": ("png", "image/png"),
    "GIF": ("gif", "image/gif"),
    "SVG": ("svg", "image/svg+xml"),
}


def named(
    kind: str, size: tuple[int, int], data: bytes, original: bytes, findings: tuple[Finding, ...]
) -> Prepared:
    """Name a picture by its bytes, so that the same picture in two issues is one file of a volume."""
    suffix, media_type = MEDIA_TYPES[kind]
    name = f"{sha256(data).hexdigest()[:TELLING]}.{suffix}"
    return Prepared(name, media_type, *size, None if data == original else data, findings)


def is_of(name: str, digest: str) -> bool:
    """Tell whether a picture's name is that of the bytes of this sha256."""
    return name.startswith(digest[:TELLING])
