"""A picture → a small JPEG of it for lists."""

from __future__ import annotations

import io

from PIL import Image


WIDTH, HEIGHT = 240, 360  # pixels: sharp on a phone at the size that shelves show
QUALITY = 82


def thumbnail(data: bytes) -> bytes:
    """Make the small picture of a cover that was read before, so that it is known to be sound."""
    out = io.BytesIO()
    with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as picture:
        small = picture.convert("RGB")
        small.thumbnail((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        small.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()
