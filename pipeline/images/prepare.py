"""A picture's bytes and a book's limits → a picture ready for it, or a finding that says why not."""

from __future__ import annotations

from pipeline.findings import Finding, find
from pipeline.images.formats import READERS, BrokenPictureError, Frame, sniff
from pipeline.images.values import LIMITS, Limits, Prepared, named


_REFUSED = {"HTML": "IMG-002", "TEXT": "IMG-003", "OTHER": "IMG-003"}


def prepare(data: bytes, *, where: str, limits: Limits = LIMITS) -> Prepared | Finding:
    """Return a picture that fits a book, its bytes untouched where they fit already."""
    if not data:
        return find("IMG-001", where)
    kind = sniff(data)
    if kind in _REFUSED:
        return find(_REFUSED[kind], where)
    if kind == "SVG":
        from pipeline.images.svg import prepare_drawing  # most issues have no drawing

        return prepare_drawing(data, where=where, limits=limits)
    frame = None
    if kind in READERS:
        try:
            frame = READERS[kind](data)
        except BrokenPictureError as error:
            return find("IMG-005", where, why=error)
        except IndexError:
            return find("IMG-005", where, why="it ends early")
        if frame.width * frame.height > limits.decoded_pixels:
            return find("IMG-006", where, limit=limits.decoded_pixels // 10**6)
        if _fits(frame, limits):
            notes = (find("IMG-007", where),) if frame.is_animated else ()
            return named(kind, (frame.width, frame.height), frame.data, data, notes)
    from pipeline.images.convert import convert  # Pillow is loaded only where a picture must change

    return convert(data, kind, frame, where=where, limits=limits)


def _fits(frame: Frame, limits: Limits) -> bool:
    return (
        frame.is_plain
        and len(frame.data) <= limits.target_bytes
        and min(frame.width, frame.height) > 0
        and max(frame.width, frame.height) <= limits.long_side
        and frame.width * frame.height <= limits.pixels
    )
