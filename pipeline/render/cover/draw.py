"""A face, a theme and font bytes → a cover as a JPEG picture of 1200 by 1600 pixels."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass

import resvg_py
import uharfbuzz as hb
from PIL import Image

from pipeline.findings import Finding, find
from pipeline.model import Face
from pipeline.render.cover.classic import lay_classic
from pipeline.render.cover.modern import lay_modern
from pipeline.render.cover.svg import HEIGHT, WIDTH, Sheet, svg_bytes
from pipeline.render.cover.theme import Theme
from pipeline.render.cover.typecase import Typecase


LAYOUTS: dict[str, Callable[[Face, Theme, Typecase], Sheet]] = {"classic": lay_classic, "modern": lay_modern}
# Quantisation tables: fine steps of brightness, coarser ones of colour, each growing with the frequency.
TABLES = tuple(
    [min(120, round(first + rise * (row + column) ** 1.25)) for row in range(8) for column in range(8)]
    for first, rise in ((4, 1.6), (6, 3.4))
)


@dataclass(frozen=True, slots=True)
class Cover:
    """A drawn cover, and what of the face it could not show."""

    jpeg: bytes
    width: int
    height: int
    missing: tuple[str, ...] = ()  # characters that no font has
    shortened: tuple[str, ...] = ()  # texts that were cut to fit


def draw_cover(
    face: Face,
    theme: Theme,
    font: bytes | hb.Blob,
    *,
    language: str,
    fallback_fonts: tuple[bytes | hb.Blob, ...] = (),
) -> Cover:
    """Draw a cover; equal arguments give equal bytes. A font comes as bytes, or as a blob that maps its file."""
    case = Typecase((font, *fallback_fonts), language)
    sheet = lay_cover(face, theme, case)
    png = resvg_py.svg_to_bytes(svg_string=svg_bytes(sheet, case).decode(), skip_system_fonts=True)
    shortened = tuple(block.text for block in sheet.blocks if block.is_cut)
    return Cover(_jpeg(bytes(png)), WIDTH, HEIGHT, case.missing, shortened)


def cover_findings(cover: Cover, where: str) -> tuple[Finding, ...]:
    """Tell what a cover could not show of its face."""
    missing = (find("PUB-101", where, characters=" ".join(cover.missing)),) if cover.missing else ()
    return (*missing, *(find("PUB-102", where, text=text) for text in cover.shortened))


def lay_cover(face: Face, theme: Theme, case: Typecase) -> Sheet:
    """Lay out a cover without drawing it."""
    return LAYOUTS[theme.layout](face, theme, case)


def _jpeg(png: bytes) -> bytes:
    target = io.BytesIO()
    with Image.open(io.BytesIO(png)) as picture:
        # Full colour resolution: halved, the edges of red and cream smear.
        picture.convert("RGB").save(target, "JPEG", qtables=TABLES, subsampling=0, optimize=True)
    return target.getvalue()
