"""A face → the classic cover: a red field, a paper sheet between two couplets, hills before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model import Face
from pipeline.render.cover.block import Block, Box, Style, fit_block
from pipeline.render.cover.column import fit_column
from pipeline.render.cover.design import Design, ears_of
from pipeline.render.cover.listing import fit_list
from pipeline.render.cover.masthead import fit_nameplate, fit_row, year_of
from pipeline.render.cover.ornament import diamond, draws, hills, ribbon, shade, spine
from pipeline.render.cover.svg import HEIGHT, WIDTH, Shape, Sheet, line, number, rectangle, shape
from pipeline.render.cover.theme import Theme, blend
from pipeline.render.cover.typecase import Typecase, is_ideographic


SHEET_TOP, SHEET_BOTTOM = 574.0, 1312.0  # of the paper as seen, above the hills
SPINE = 84.0
RIBBON = 56.0
RULE_Y = 424.0
FOLIO_GAP = 84.0


@dataclass(frozen=True, slots=True)
class _Plan(Design):
    """A design with its couplets and its sheet of paper."""

    ears: tuple[str, ...]
    field: Box  # all but a volume's spine
    panels: tuple[Box, ...]  # behind the ears
    sheet: Box  # of paper; its lower end is behind the hills


def lay_classic(face: Face, theme: Theme, case: Typecase) -> Sheet:
    """Lay out the classic cover."""
    plan = _plan(face, theme, case)
    numbers = draws(face.seed)
    back = (*_ground(plan, numbers), *_panels(plan), *_paper(plan))
    head_shapes, head = _head(plan)
    list_shapes, contents = _contents(plan)
    front = (*_hills(plan, numbers), *_spine(plan))
    return Sheet(
        (*back, *head_shapes, *list_shapes, *front), (*head, *_ears(plan), *contents, _publisher(plan))
    )


def _plan(face: Face, theme: Theme, case: Typecase) -> _Plan:
    margin, ear = theme.measures["margin"], theme.measures["ear"]
    left = SPINE if face.is_volume else 0.0
    field = Box(left, 0, WIDTH - left, HEIGHT)
    inner = Box(left + margin, margin, WIDTH - left - 2 * margin, HEIGHT - 2 * margin)
    ears = ears_of(face, case)
    tall = SHEET_BOTTOM - SHEET_TOP
    panels = (Box(inner.x, SHEET_TOP, ear, tall), Box(inner.right - ear, SHEET_TOP, ear, tall))[: len(ears)]
    before, after = {0: (36.0, 36.0), 1: (ear + 30, 0.0), 2: (ear + 30, ear + 30)}[len(ears)]
    sheet = Box(inner.x + before, SHEET_TOP, inner.width - before - after, HEIGHT - SHEET_TOP)
    return _Plan(
        face, theme, case, theme.colours(is_volume=face.is_volume), inner, ears, field, panels, sheet
    )


def _inset(box: Box, across: float, down: float) -> Box:
    return Box(box.x + across, box.y + down, box.width - 2 * across, box.height - 2 * down)


def _ground(plan: _Plan, numbers: Iterator[float]) -> Iterator[Shape]:
    colours, left = plan.colours, plan.field.x
    strip = Box(left, 0, plan.field.width, RIBBON)
    yield rectangle(strip, fill=colours["base"])
    yield ribbon(numbers, strip, blend(colours["base"], colours["accent"], 0.62))
    below = Box(left, RIBBON, plan.field.width, HEIGHT - RIBBON)
    yield from shade(below, colours["ground"], colours["ground_deep"])
    yield line(left, RIBBON, WIDTH, RIBBON, stroke=colours["accent"], stroke_width=5)
    yield line(left, RIBBON + 11, WIDTH, RIBBON + 11, stroke=colours["accent"], stroke_width=1.5)


def _panels(plan: _Plan) -> Iterator[Shape]:
    for panel in plan.panels:
        yield rectangle(panel, fill=plan.colours["panel"])
        yield rectangle(_inset(panel, 7, 7), fill="none", stroke=plan.colours["accent"], stroke_width=2)


def _paper(plan: _Plan) -> Iterator[Shape]:
    yield shape("path", d=_notched(plan.sheet, 26), fill=plan.colours["paper"])
    inner = _notched(_inset(plan.sheet, 16, 16), 26)
    yield shape("path", d=inner, fill="none", stroke=plan.colours["accent"], stroke_width=2)


def _notched(box: Box, notch: float) -> str:
    corner = number(notch)
    across, down = number(box.width - 2 * notch), number(box.height - 2 * notch)
    arc = f"a{corner} {corner} 0 0 0 "
    return (
        f"M{number(box.x + notch)} {number(box.y)}h{across}{arc}{corner} {corner}v{down}"
        f"{arc}-{corner} {corner}h-{across}{arc}-{corner} -{corner}v-{down}{arc}{corner} -{corner}Z"
    )


def _hills(plan: _Plan, numbers: Iterator[float]) -> Iterator[Shape]:
    colours = plan.colours
    far = blend(colours["ground"], colours["accent"], 0.30)
    ridges = (far, colours["ground"], colours["ground_deep"], colours["base"])
    top = SHEET_BOTTOM - 10
    return hills(numbers, Box(plan.field.x, top, plan.field.width, HEIGHT - top), ridges, colours["accent"])


def _spine(plan: _Plan) -> Iterator[Shape]:
    if plan.face.is_volume:
        yield from spine(Box(0, 0, SPINE, HEIGHT), plan.colours["base"], plan.colours["accent"])


def _head(plan: _Plan) -> tuple[list[Shape], tuple[Block, ...]]:
    inner, face, weights, colours = plan.inner, plan.face, plan.theme.weights, plan.colours
    large = Style(
        weights["nameplate"], colours["ground_text"], plan.theme.measures["nameplate"], 60,
        leading=1.2, align="middle", valign="middle",
    )  # fmt: skip
    small = Style(weights["folio"], colours["accent_text"], 42, 20, tracking=0.06, align="middle")
    date = "" if face.date_text in face.folio else face.date_text
    parts = (("folio", face.folio), ("date", date))
    nameplate = fit_nameplate(plan.case, face.nameplate, large, Box(inner.x, 100, inner.width, 290))
    row = fit_row(plan.case, parts, small, Box(inner.x, 462, inner.width, 64), FOLIO_GAP)
    shapes = list(_rule(inner, colours["accent"]))
    if len(row) == 2:
        shapes.append(diamond(row[0].area.right + FOLIO_GAP / 2, 494, 7, colours["accent"]))
    return shapes, (nameplate, *row)


def _rule(inner: Box, colour: str) -> Iterator[Shape]:
    centre = inner.x + inner.width / 2
    yield line(inner.x, RULE_Y, centre - 64, RULE_Y, stroke=colour, stroke_width=2.5)
    yield line(centre + 64, RULE_Y, inner.right, RULE_Y, stroke=colour, stroke_width=2.5)
    for offset, radius in ((-38, 7), (0, 15), (38, 7)):
        yield diamond(centre + offset, RULE_Y, radius, colour)


def _ears(plan: _Plan) -> tuple[Block, ...]:
    style = Style(plan.theme.weights["ear"], plan.colours["panel_text"], 84, 22)
    pairs = zip(plan.ears, plan.panels, strict=True)
    return tuple(
        fit_column(plan.case, f"ear-{index + 1}", text, style, _inset(panel, 14, 40))
        for index, (text, panel) in enumerate(pairs)
    )


def _contents(plan: _Plan) -> tuple[list[Shape], tuple[Block, ...]]:
    sheet, face, measures = _inset(plan.sheet, 48, 0), plan.face, plan.theme.measures
    weights, colours = plan.theme.weights, plan.colours
    y = SHEET_TOP + 52
    year = _year(plan, Box(sheet.x, y - 8, sheet.width, 160))
    y += 164 if year else 0
    rules, heading = _heading(plan, Box(sheet.x, y, sheet.width, 64), 38 if year else 50)
    area = Box(sheet.x, y + 100, sheet.width, SHEET_BOTTOM - 62 - (y + 100))
    rows = 4 if len(face.lines) < 4 else 3
    title = Style(weights["title"], colours["ink"], 54, measures["smallest"], leading=1.36, lines=rows)
    numeral = Style(weights["heading"], colours["heading"], 50, 20)
    listing = fit_list(plan.case, face.lines, face.more, (title, numeral), area)
    hairline = blend(colours["paper"], colours["accent"], 0.6)
    rules += [line(sheet.x, at, sheet.right, at, stroke=hairline, stroke_width=1.5) for at in listing.rules]
    return rules, (*year, *heading, *listing.blocks)


def _year(plan: _Plan, area: Box) -> tuple[Block, ...]:
    year = year_of(plan.face.date_text, plan.face.folio) if plan.face.is_volume else ""
    weight, colour = plan.theme.weights["figure"], plan.colours["heading"]
    style = Style(weight, colour, 170, 60, tracking=0.04, align="middle", valign="middle")
    return (fit_block(plan.case, "year", year, style, area),) if year else ()


def _heading(plan: _Plan, area: Box, size: float) -> tuple[list[Shape], tuple[Block, ...]]:
    tracking = 0.3 if is_ideographic(plan.case.language) else 0.03
    weight, colour = plan.theme.weights["heading"], plan.colours["heading"]
    style = Style(weight, colour, size, 24, tracking=tracking, align="middle", valign="middle")
    block = fit_block(plan.case, "heading", plan.face.heading, style, _inset(area, 110, 0))
    if not block.glyphs:
        return [], ()
    y, accent = area.y + area.height / 2, plan.colours["accent"]
    sides = ((area.x + 8, block.ink.x - 34), (block.ink.right + 34, area.right - 8))
    return [line(x1, y, x2, y, stroke=accent, stroke_width=2) for x1, x2 in sides], (block,)


def _publisher(plan: _Plan) -> Block:
    weight, colour = plan.theme.weights["publisher"], plan.colours["base_text"]
    style = Style(weight, colour, 36, 22, tracking=0.12, align="middle", valign="middle")
    area = Box(plan.inner.x, HEIGHT - 82, plan.inner.width, 56)
    return fit_block(plan.case, "publisher", plan.face.publisher, style, area)
