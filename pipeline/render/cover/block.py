"""A text, a style and an area → a block of placed glyphs that lies inside the area."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from pipeline.render.cover.breaking import (
    Atom,
    Span,
    atoms_from,
    break_lines,
    cost_of,
    count_lines,
    spaced,
    split_wide,
)
from pipeline.render.cover.typecase import Glyph, Typecase


STEP = 0.96  # from one size tried to the next
ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels, y downwards."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set: sizes in pixels, leading and tracking in ems."""

    weight: int
    colour: str
    largest: float
    smallest: float
    leading: float = 1.4
    tracking: float = 0.0
    lines: int = 1  # at most
    align: Literal["start", "middle", "end"] = "start"
    valign: Literal["top", "middle", "bottom"] = "top"


@dataclass(frozen=True, slots=True)
class Placed:
    """A glyph's origin in pixels."""

    glyph: Glyph
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Block:
    """A text as drawn."""

    name: str
    text: str
    size: float
    weight: int
    colour: str
    area: Box  # it must lie inside
    ink: Box  # what it blackens
    glyphs: tuple[Placed, ...]
    rows: tuple[str, ...]  # the text of each line
    baselines: tuple[float, ...]
    turned: bool = False  # a quarter turn clockwise about the area's middle
    is_cut: bool = False  # it did not fit, and ends in an ellipsis


@dataclass(frozen=True, slots=True)
class Galley:
    """A text shaped once, before it is broken into lines; lengths in ems."""

    text: str
    style: Style
    glyphs: tuple[Glyph, ...]
    advances: tuple[float, ...]
    atoms: tuple[Atom, ...]
    ascent: float
    descent: float
    overhang: float  # how far ink may pass the ends of a line
    is_rtl: bool = False


def shape_galley(case: Typecase, text: str, style: Style) -> Galley:
    """Shape a cleaned text and find where it may break."""
    glyphs = case.shape(text, style.weight)
    tracking = 0.0 if case.is_rtl else style.tracking  # Arabic letters are joined
    advances = spaced(text, glyphs, case.language, tracking)
    atoms = atoms_from(text, glyphs, advances, case.language)
    inks = [(glyph, case.ink(glyph, style.weight)) for glyph in glyphs]
    return Galley(
        text,
        style,
        glyphs,
        advances,
        atoms,
        max([0.88, *(ink.top + glyph.y for glyph, ink in inks)]),
        max([0.12, *(-ink.bottom - glyph.y for glyph, ink in inks)]),
        max([0.0, *(max(-ink.left - g.x, ink.right + g.x - g.advance) for g, ink in inks)]),
        case.is_rtl,
    )


def rows_needed(galley: Galley, size: float, width: float) -> int:
    """Return how many lines a galley takes at a size."""
    return count_lines(_atoms(galley, size, width), _measure(galley, size, width))


def break_cost(galley: Galley, size: float, width: float) -> float:
    """Return how ill the lines break that a galley has at a size."""
    atoms, measure = _atoms(galley, size, width), _measure(galley, size, width)
    rows = count_lines(atoms, measure)
    return cost_of(atoms, break_lines(atoms, measure, rows)) if rows > 1 else 0.0


def height_of(galley: Galley, size: float, rows: int) -> float:
    """Return the height of so many lines of a galley."""
    return size * (galley.ascent + galley.descent + (rows - 1) * galley.style.leading)


def fit_block(case: Typecase, name: str, text: str, style: Style, area: Box) -> Block:
    """Set a text as large as its style allows inside an area; cut it with an ellipsis where it cannot fit."""
    cleaned = case.clean(text)
    galley = shape_galley(case, cleaned, style)
    for size in sizes(style.largest, style.smallest):
        if fits(galley, size, area):
            return place_block(case, name, galley, size, area)
    return _cut_block(case, name, cleaned, style, area)


def sizes(largest: float, smallest: float) -> Iterator[float]:
    """Yield the sizes to try, largest first, smallest last."""
    size = largest
    while size > smallest:
        yield round(size, 1)
        size *= STEP
    yield smallest


def fits(galley: Galley, size: float, area: Box) -> bool:
    """Tell whether a galley lies inside an area at a size."""
    rows = rows_needed(galley, size, area.width)
    return rows <= galley.style.lines and height_of(galley, size, rows) <= area.height


def place_block(case: Typecase, name: str, galley: Galley, size: float, area: Box) -> Block:
    """Break and place a galley that fits."""
    style = galley.style
    atoms, measure = _atoms(galley, size, area.width), _measure(galley, size, area.width)
    rows = count_lines(atoms, measure)
    spans = break_lines(atoms, measure, rows) if rows else ()
    free = area.height - height_of(galley, size, rows)
    top = area.y + free * {"top": 0.0, "middle": 0.5, "bottom": 1.0}[style.valign]
    baselines = tuple(top + size * (galley.ascent + row * style.leading) for row in range(rows))
    glyphs = tuple(
        placed
        for span, baseline in zip(spans, baselines, strict=True)
        for placed in _place_row(galley, span, size, _start(galley, span, size, area), baseline)
    )
    ink = ink_box(case, glyphs, style.weight, size, area)
    texts = tuple(_row_text(galley, span) for span in spans)
    return Block(name, galley.text, size, style.weight, style.colour, area, ink, glyphs, texts, baselines)


def ink_box(case: Typecase, glyphs: tuple[Placed, ...], weight: int, size: float, area: Box) -> Box:
    """Return what placed glyphs blacken; an empty box at the area's corner for none."""
    inks = [(p, case.ink(p.glyph, weight)) for p in glyphs]
    inks = [(p, ink) for p, ink in inks if ink.right > ink.left]
    if not inks:
        return Box(area.x, area.y, 0.0, 0.0)
    left = min(p.x + ink.left * size for p, ink in inks)
    top = min(p.y - ink.top * size for p, ink in inks)
    right = max(p.x + ink.right * size for p, ink in inks)
    bottom = max(p.y - ink.bottom * size for p, ink in inks)
    return Box(left, top, right - left, bottom - top)


def _cut_block(case: Typecase, name: str, text: str, style: Style, area: Box) -> Block:
    low, high = 0, len(text)
    while low < high:  # the longest beginning that fits
        middle = (low + high + 1) // 2
        galley = shape_galley(case, text[:middle].rstrip() + ELLIPSIS, style)
        low, high = (middle, high) if fits(galley, style.smallest, area) else (low, middle - 1)
    galley = shape_galley(case, text[:low].rstrip() + ELLIPSIS, style)
    return replace(place_block(case, name, galley, style.smallest, area), is_cut=True)


def _measure(galley: Galley, size: float, width: float) -> float:
    return width / size - 2 * galley.overhang


def _atoms(galley: Galley, size: float, width: float) -> tuple[Atom, ...]:
    return split_wide(galley.atoms, galley.advances, _measure(galley, size, width))


def _start(galley: Galley, span: Span, size: float, area: Box) -> float:
    free, overhang = area.width - span.width * size, galley.overhang * size
    left, right = min(overhang, free), free - overhang
    start, end = (right, left) if galley.is_rtl else (left, right)
    return area.x + {"start": start, "middle": free / 2, "end": end}[galley.style.align]


def _place_row(galley: Galley, span: Span, size: float, x: float, baseline: float) -> Iterator[Placed]:
    """Place a line's glyphs: runs follow the text's direction, the glyphs in each run its own."""
    row = list(zip(galley.glyphs[span.start : span.end], galley.advances[span.start : span.end], strict=True))
    pen = x + span.width * size if galley.is_rtl else x - span.lead * size
    for is_rtl, members in groupby(row, key=lambda member: member[0].is_rtl):
        run = list(members)
        width = sum(advance for _, advance in run) * size
        pen -= width if galley.is_rtl else 0.0
        at = pen + width if is_rtl else pen
        for glyph, advance in run:
            at -= advance * size if is_rtl else 0.0
            yield Placed(glyph, at + glyph.x * size, baseline - glyph.y * size)
            at += 0.0 if is_rtl else advance * size
        pen += 0.0 if galley.is_rtl else width


def _row_text(galley: Galley, span: Span) -> str:
    start = galley.glyphs[span.start].index
    end = galley.glyphs[span.end].index if span.end < len(galley.glyphs) else len(galley.text)
    return galley.text[start:end].strip()
