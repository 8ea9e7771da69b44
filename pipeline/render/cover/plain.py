"""A face → the plain cover: black on white, framed, its number large; made for screens of sixteen greys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.model import Face
from pipeline.patterns import lazy
from pipeline.render.cover.block import Block, Box, Style, fit_block
from pipeline.render.cover.column import fit_column
from pipeline.render.cover.design import Design, ears_of
from pipeline.render.cover.listing import fit_list
from pipeline.render.cover.masthead import fit_nameplate, year_of
from pipeline.render.cover.svg import HEIGHT, WIDTH, Shape, Sheet, line, rectangle, shape
from pipeline.render.cover.theme import Theme
from pipeline.render.cover.typecase import Typecase


HEAD = Box(0, 92, 0, 352)  # nameplate between its ears
BAND = Box(0, 524, 0, 296)  # the number, or a volume's year
LIST_TOP, LIST_BOTTOM = 872.0, 1526.0
EAR_GAP = 36.0
NUMBER = lazy(r"\d+")


@dataclass(frozen=True, slots=True)
class _Plan(Design):
    """A design with its couplets."""

    ears: tuple[str, ...]


def lay_plain(face: Face, theme: Theme, case: Typecase) -> Sheet:
    """Lay out the plain cover."""
    margin = theme.measures["margin"]
    inner = Box(margin, margin, WIDTH - 2 * margin, HEIGHT - 2 * margin)
    ears = ears_of(face, case)
    plan = _Plan(face, theme, case, theme.colours(is_volume=face.is_volume), inner, ears)
    shapes = [*_frame(plan)]
    head_shapes, head = _head(plan)
    band_shapes, band = _volume_band(plan) if face.is_volume else _issue_band(plan)
    list_shapes, contents = _contents(plan)
    return Sheet((*shapes, *head_shapes, *band_shapes, *list_shapes), (*head, *band, *contents))


def _frame(plan: _Plan) -> Iterator[Shape]:
    ink = plan.colours["ink"]
    yield shape("rect", width=WIDTH, height=HEIGHT, fill=plan.colours["paper"])
    yield rectangle(Box(35, 35, WIDTH - 70, HEIGHT - 70), fill="none", stroke=ink, stroke_width=14)
    yield rectangle(Box(54, 54, WIDTH - 108, HEIGHT - 108), fill="none", stroke=ink, stroke_width=3)


def _head(plan: _Plan) -> tuple[list[Shape], tuple[Block, ...]]:
    """Set the nameplate, an ear in a box at each side, as newspapers do."""
    inner, width, ink = plan.inner, plan.theme.measures["ear"], plan.colours["ink"]
    shapes = [
        line(inner.x, 474, inner.right, 474, stroke=ink, stroke_width=10),
        line(inner.x, 490, inner.right, 490, stroke=ink, stroke_width=3),
    ]
    boxes = (
        Box(inner.x, HEAD.y, width, HEAD.height),
        Box(inner.right - width, HEAD.y, width, HEAD.height),
    )
    style = plan.style("ear", "ink", 64, 22)
    blocks = []
    for index, (text, box) in enumerate(zip(plan.ears, boxes, strict=False)):
        shapes.append(rectangle(box, fill="none", stroke=ink, stroke_width=4))
        place = Box(box.x + 10, box.y + 22, box.width - 20, box.height - 44)
        blocks.append(fit_column(plan.case, f"ear-{index + 1}", text, style, place))
    left = inner.x + (width + EAR_GAP if plan.ears else 0)
    right = inner.right - (width + EAR_GAP if len(plan.ears) > 1 else 0)
    large = plan.style("nameplate", "ink", plan.theme.measures["nameplate"], 60)
    large = replace(large, leading=1.2, align="middle")
    area = Box(left, HEAD.y, right - left, HEAD.height)
    return shapes, (fit_nameplate(plan.case, plan.face.nameplate, large, area), *blocks)


def _issue_band(plan: _Plan) -> tuple[list[Shape], tuple[Block, ...]]:
    """Set the issue's number white in a black square, so that it is read on a shelf of small pictures."""
    face, inner, case = plan.face, plan.inner, plan.case
    found = NUMBER.search(case.clean(face.folio))
    square = Box(inner.x, BAND.y, BAND.height if found else 0, BAND.height)
    shapes, blocks = [], []
    if found:
        shapes.append(rectangle(square, fill=plan.colours["panel"]))
        figure = replace(plan.style("figure", "panel_text", 250, 60), align="middle")
        inside = Box(square.x + 16, square.y + 16, square.width - 32, square.height - 32)
        blocks.append(fit_block(case, "number", found.group(), figure, inside))
    x = square.right + (44 if found else 0)
    date = "" if face.date_text in face.folio else face.date_text
    rows = (
        ("folio", face.folio, plan.style("folio", "ink", 76, 26), 104.0),
        ("date", date, plan.style("folio", "ink", 60, 26), 92.0),
        ("publisher", face.publisher, plan.style("publisher", "ink", 42, 24), 100.0),
    )
    y = BAND.y
    for name, text, style, height in rows:
        blocks.append(fit_block(case, name, text, style, Box(x, y, inner.right - x, height)))
        y += height
    return shapes, tuple(blocks)


def _volume_band(plan: _Plan) -> tuple[list[Shape], tuple[Block, ...]]:
    """Set the year across a black band, as on the back of a bound volume."""
    face, inner, case = plan.face, plan.inner, plan.case
    band = Box(inner.x, BAND.y, inner.width, BAND.height)
    white = plan.colours["panel_text"]
    shapes = [rectangle(band, fill=plan.colours["panel"])]
    shapes += [
        line(band.x, y, band.right, y, stroke=white, stroke_width=3) for y in (band.y + 14, band.bottom - 14)
    ]
    year = year_of(face.date_text, face.folio)
    width = band.width * 0.54 if year else 0.0
    figure = replace(plan.style("figure", "panel_text", 250, 60), tracking=0.01)
    small = plan.style("folio", "panel_text", 60, 24)
    x = band.x + width + 36
    half = Box(x, band.y + 36, band.right - x - 30, 86)
    date = "" if face.date_text in face.folio else face.date_text
    blocks = [
        fit_block(case, "folio", face.folio, small, half),
        fit_block(case, "date", date, replace(small, largest=44), replace(half, y=half.y + 86, height=66)),
        fit_block(
            case,
            "publisher",
            face.publisher,
            replace(small, largest=38),
            replace(half, y=half.y + 152, height=72),
        ),
    ]
    if year:
        place = Box(band.x + 30, band.y + 24, width - 30, band.height - 48)
        blocks.append(fit_block(case, "year", year, figure, place))
    return shapes, tuple(blocks)


def _contents(plan: _Plan) -> tuple[list[Shape], tuple[Block, ...]]:
    face, inner, weights, ink = plan.face, plan.inner, plan.theme.weights, plan.colours["ink"]
    head = fit_block(
        plan.case,
        "heading",
        face.heading,
        plan.style("heading", "ink", 46, 24),
        Box(inner.x, LIST_TOP, inner.width, 60),
    )
    smallest = plan.theme.measures["smallest"]
    rows = 4 if len(face.lines) < 4 else 2
    title = Style(weights["title"], ink, 56, smallest, leading=1.3, lines=rows)
    number = Style(weights["heading"], ink, 56, 20)
    area = Box(inner.x, LIST_TOP + 84, inner.width, LIST_BOTTOM - LIST_TOP - 84)
    listing = fit_list(plan.case, face.lines, face.more, (title, number), area)
    rules = [line(inner.x, 846, inner.right, 846, stroke=ink, stroke_width=3)]
    rules += [line(inner.x, at, inner.right, at, stroke=ink, stroke_width=3) for at in listing.rules]
    return rules, (head, *listing.blocks)
