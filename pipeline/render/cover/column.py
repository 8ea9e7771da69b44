"""A short text and a tall area → a block set downwards: ideographs upright, letters on their side."""

from __future__ import annotations

from dataclasses import replace

from pipeline.render.cover.block import ELLIPSIS, Block, Box, Placed, Style, fit_block, ink_box
from pipeline.render.cover.breaking import wide_characters
from pipeline.render.cover.typecase import Glyph, Typecase


WIDEST_SPREAD = 1.1  # ems of white between two characters, at most


def fit_column(case: Typecase, name: str, text: str, style: Style, area: Box) -> Block:
    """Set a text downwards, spread over the area's height; cut it where it cannot fit."""
    cleaned = case.clean(text)
    if not any(wide_characters(cleaned, case.language)):
        return _turned(fit_block(case, name, cleaned, style, _lying(area)), area)
    glyphs = case.shape(cleaned, style.weight, vertical=True)
    is_cut = len(glyphs) * style.smallest > area.height
    if is_cut:
        room = int(area.height / style.smallest) - 1
        cleaned = cleaned[:room] + ELLIPSIS
        glyphs = case.shape(cleaned, style.weight, vertical=True)
    block = Block(name, cleaned, 0.0, style.weight, style.colour, area, area, (), (cleaned,), ())
    return replace(_spread(case, block, glyphs, style.largest), is_cut=is_cut)


def _spread(case: Typecase, block: Block, glyphs: tuple[Glyph, ...], largest: float) -> Block:
    area, length = block.area, sum(glyph.advance for glyph in glyphs)
    over, half = _overhang(case, glyphs, block.weight)
    size = min(largest, area.width * 0.47 / half, area.height / max(length + 2 * over, 1.0))
    free = area.height - (length + 2 * over) * size
    gaps = len(glyphs) - 1
    between = min(size * WIDEST_SPREAD, free / (gaps + 0.6))
    pen = area.y + over * size + (free - between * gaps) / 2
    placed, centre = [], area.x + area.width / 2
    for glyph in glyphs:
        placed.append(Placed(glyph, centre + glyph.x * size, pen - glyph.y * size))
        pen += glyph.advance * size + between
    marks = tuple(placed)
    return replace(block, size=size, glyphs=marks, ink=ink_box(case, marks, block.weight, size, area))


def _overhang(case: Typecase, glyphs: tuple[Glyph, ...], weight: int) -> tuple[float, float]:
    """Return in ems how far ink passes the ends of its cell, and the half width of the widest glyph."""
    over, half = 0.0, 0.5
    for glyph in glyphs:
        ink = case.ink(glyph, weight)
        over = max(over, glyph.y + ink.top, -glyph.y - ink.bottom - glyph.advance)
        half = max(half, ink.right + glyph.x, -ink.left - glyph.x)
    return over, half


def _lying(area: Box) -> Box:
    """Return the area turned about its middle."""
    return Box(
        area.x + (area.width - area.height) / 2,
        area.y + (area.height - area.width) / 2,
        area.height,
        area.width,
    )


def _turned(block: Block, area: Box) -> Block:
    x, y = area.x + area.width / 2, area.y + area.height / 2
    ink = block.ink
    turned = Box(x - (ink.bottom - y), y + (ink.x - x), ink.height, ink.width)
    return replace(block, area=area, ink=turned, turned=True)
