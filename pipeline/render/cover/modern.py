"""A face → the modern cover: a large nameplate on plain paper, a bed of plots, a hanging list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model import Face
from pipeline.render.cover.block import Block, Box, Style, fit_block
from pipeline.render.cover.column import fit_column
from pipeline.render.cover.design import Design
from pipeline.render.cover.listing import fit_list
from pipeline.render.cover.masthead import fit_nameplate, flush, year_of
from pipeline.render.cover.ornament import draws, plots
from pipeline.render.cover.svg import HEIGHT, WIDTH, Shape, Sheet, line, rectangle, shape
from pipeline.render.cover.theme import Theme
from pipeline.render.cover.typecase import Typecase


FOOT = 1530.0  # nothing is set below
SPINE = 44.0
COLUMNS = 6
MONTHS = 12


@dataclass(frozen=True, slots=True)
class _Plan(Design):
    """A design with the colours of its beds."""

    @property
    def beds(self) -> tuple[str, ...]:
        return tuple(self.colours[f"plot_{index}"] for index in range(1, 5))


def lay_modern(face: Face, theme: Theme, case: Typecase) -> Sheet:
    """Lay out the modern cover."""
    margin = theme.measures["margin"]
    left = margin + (SPINE if face.is_volume else 0)
    inner = Box(left, 72, WIDTH - margin - left, FOOT - 72)
    plan = _Plan(face, theme, case, theme.colours(is_volume=face.is_volume), inner)
    bed, bed_shapes, bed_texts = _volume_bed(plan) if face.is_volume else _issue_bed(plan)
    list_shapes, listing = _contents(plan, Box(inner.x, bed.bottom + 44, inner.width, FOOT - bed.bottom - 44))
    return Sheet((*_ground(plan), *bed_shapes, *list_shapes), (*_head(plan), *bed_texts, *listing))


def _ground(plan: _Plan) -> Iterator[Shape]:
    colours = plan.colours
    yield shape("rect", width=WIDTH, height=HEIGHT, fill=colours["paper"])
    if plan.face.is_volume:
        yield rectangle(Box(0, 0, SPINE, HEIGHT), fill=colours["accent"])
        for band in range(4):
            yield rectangle(Box(0, 150 + band * 430, SPINE, 10), fill=colours["paper"])
    yield rectangle(Box(plan.inner.x, 142, plan.inner.width, 12), fill=colours["ink"])


def _head(plan: _Plan) -> tuple[Block, ...]:
    face, case, inner = plan.face, plan.case, plan.inner
    weights, colours, half = plan.theme.weights, plan.colours, plan.inner.width / 2 - 20
    large = plan.theme.measures["nameplate"]
    publisher = Style(weights["publisher"], colours["muted"], 32, 20, valign="bottom")
    dated = Style(weights["folio"], colours["ink"], 32, 20, align="end", valign="bottom")
    nameplate = Style(weights["nameplate"], colours["ink"], large, 60, leading=1.16, valign="middle")
    folio = Style(weights["folio"], colours["heading"], 46, 22, valign="middle")
    date = "" if face.date_text in face.folio else face.date_text
    place = Box(inner.x, 178, inner.width, 278)
    return (
        fit_block(case, "publisher", face.publisher, publisher, Box(inner.x, 76, half, 50)),
        fit_block(case, "date", date, dated, Box(inner.x + half + 40, 76, half, 50)),
        flush(fit_nameplate(case, face.nameplate, nameplate, place), is_rtl=case.is_rtl),
        fit_block(case, "folio", face.folio, folio, Box(inner.x, 470, inner.width, 66)),
    )


_Bed = tuple[Box, list[Shape], tuple[Block, ...]]  # its place, its shapes, its texts


def _issue_bed(plan: _Plan) -> _Bed:
    inner, rows = plan.inner, 2 if len(plan.face.lines) < 6 else 1
    box = Box(inner.x, 560, inner.width, inner.width / COLUMNS * rows)
    return box, plots(draws(plan.face.seed), box, COLUMNS, plan.beds, plan.colours["paper"]), ()


def _volume_bed(plan: _Plan) -> _Bed:
    inner, year = plan.inner, year_of(plan.face.date_text, plan.face.folio)
    weight, colour = plan.theme.weights["figure"], plan.colours["accent"]
    figure = Style(weight, colour, 460, 60, tracking=-0.02, valign="middle")
    area = Box(inner.x, 552, inner.width, 400)
    texts = (
        (flush(fit_block(plan.case, "year", year, figure, area), is_rtl=plan.case.is_rtl),) if year else ()
    )
    box = Box(inner.x, 962 if year else 560, inner.width, inner.width / MONTHS)
    return box, plots(draws(plan.face.seed), box, MONTHS, plan.beds, plan.colours["paper"]), texts


def _contents(plan: _Plan, area: Box) -> tuple[list[Shape], tuple[Block, ...]]:
    face, case, colours, weights = plan.face, plan.case, plan.colours, plan.theme.weights
    rules, ears = _ears(plan, area)
    room = area.width - plan.theme.measures["ear"] * len(ears) - (40 if ears else 0)
    heading = Style(weights["heading"], colours["heading"], 34, 20, valign="middle")
    rows = 4 if len(face.lines) < 4 else 3
    smallest = plan.theme.measures["smallest"]
    title = Style(weights["title"], colours["ink"], 50, smallest, leading=1.34, lines=rows)
    number = Style(weights["heading"], colours["heading"], 50, 20)
    below = Box(area.x, area.y + 72, room, area.height - 72)
    listing = fit_list(case, face.lines, face.more, (title, number), below)
    head = fit_block(case, "heading", face.heading, heading, Box(area.x, area.y, room, 48))
    return rules, (*ears, head, *listing.blocks)


def _ears(plan: _Plan, area: Box) -> tuple[list[Shape], tuple[Block, ...]]:
    texts = [text for text in plan.face.ears if plan.case.clean(text)][:2]
    width, colours = plan.theme.measures["ear"], plan.colours
    style = Style(plan.theme.weights["ear"], colours["ink"], 46, 20)
    rules, blocks = [], []
    for index, text in enumerate(texts):
        x = area.right - width * (len(texts) - index)
        rules.append(line(x, area.y, x, area.bottom, stroke=colours["muted"], stroke_width=1.5))
        place = Box(x + 12, area.y, width - 12, area.height)
        blocks.append(fit_column(plan.case, f"ear-{index + 1}", text, style, place))
    return rules, tuple(blocks)
