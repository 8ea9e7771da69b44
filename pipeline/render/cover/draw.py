"""A face, a theme and font bytes → a cover as a picture of 1200 by 1600 pixels: JPEG, or PNG of sixteen greys."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace

import resvg_py
import uharfbuzz as hb
from PIL import Image

from pipeline.findings import Finding, find
from pipeline.model import Face
from pipeline.render.cover.classic import lay_classic
from pipeline.render.cover.modern import lay_modern
from pipeline.render.cover.pattern import lay_pattern
from pipeline.render.cover.plain import lay_plain
from pipeline.render.cover.svg import HEIGHT, WIDTH, Sheet, mirrored, svg_bytes
from pipeline.render.cover.template import backdrop, lay_template
from pipeline.render.cover.theme import Theme
from pipeline.render.cover.typecase import Typecase


LAYOUTS: dict[str, Callable[[Face, Theme, Typecase], Sheet]] = {
    "classic": lay_classic,
    "modern": lay_modern,
    "pattern": lay_pattern,
    "plain": lay_plain,
    "template": lay_template,
}
# Quantisation tables: fine steps of brightness, coarser ones of colour, each growing with the frequency.
TABLES = tuple(
    [min(120, round(first + rise * (row + column) ** 1.25)) for row in range(8) for column in range(8)]
    for first, rise in ((4, 1.6), (6, 3.4))
)


@dataclass(frozen=True, slots=True)
class Cover:
    """A drawn cover, and what of the face it could not show."""

    data: bytes
    media_type: str
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
    picture: bytes | None = None,
) -> Cover:
    """Draw a cover; equal arguments give equal bytes. A font comes as bytes, or as a blob that maps its file."""
    case = Typecase((font, *fallback_fonts), language)
    sheet = lay_cover(face, theme, case)
    if picture is not None:
        sheet = replace(sheet, shapes=(backdrop(picture), *sheet.shapes))
    png = resvg_py.svg_to_bytes(svg_string=svg_bytes(sheet, case).decode(), skip_system_fonts=True)
    shortened = tuple(block.text for block in sheet.blocks if block.is_cut)
    encode, media_type = (_greys, "image/png") if theme.layout == "plain" else (_jpeg, "image/jpeg")
    return Cover(encode(bytes(png)), media_type, WIDTH, HEIGHT, case.missing, shortened)


def cover_findings(cover: Cover, where: str) -> tuple[Finding, ...]:
    """Tell what a cover could not show of its face."""
    missing = (find("PUB-101", where, characters=" ".join(cover.missing)),) if cover.missing else ()
    return (*missing, *(find("PUB-102", where, text=text) for text in cover.shortened))


def lay_cover(face: Face, theme: Theme, case: Typecase) -> Sheet:
    """Lay out a cover without drawing it; what reads from right to left is laid out as in a mirror."""
    sheet = LAYOUTS[theme.layout](face, theme, case)
    return mirrored(sheet) if case.is_rtl and theme.layout != "template" else sheet


def _jpeg(png: bytes) -> bytes:
    target = io.BytesIO()
    with Image.open(io.BytesIO(png)) as picture:
        # Full colour resolution: halved, the edges of red and cream smear.
        picture.convert("RGB").save(target, "JPEG", qtables=TABLES, subsampling=0, optimize=True)
    return target.getvalue()


def _greys(png: bytes) -> bytes:
    """Keep the sixteen greys that an e-ink screen has: edges stay as sharp as they were drawn."""
    target = io.BytesIO()
    with Image.open(io.BytesIO(png)) as picture:
        levels = picture.convert("L").point([round(value / 17) * 17 for value in range(256)])
        levels.save(target, "PNG", optimize=True)
    return target.getvalue()
