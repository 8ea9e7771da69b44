"""A face → the illustrated cover: a landscape of the book's own, its nameplate in the sky, a list below."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.model import Face
from pipeline.render.cover.block import Block, Box, Style, fit_block
from pipeline.render.cover.breaking import wide_characters
from pipeline.render.cover.column import fit_column
from pipeline.render.cover.design import Design
from pipeline.render.cover.listing import fit_list
from pipeline.render.cover.masthead import fit_nameplate, flush, year_of
from pipeline.render.cover.ornament import draws, spine
from pipeline.render.cover.scenery import BIRDS, View, landscape, phases
from pipeline.render.cover.svg import HEIGHT, WIDTH, Shape, Sheet, line, rectangle
from pipeline.render.cover.theme import Theme, blend
from pipeline.render.cover.typecase import Typecase


SCENE = 1010.0  # its lower edge
FOOT = 1544.0  # nothing is set below
SPINE = 64.0
UPRIGHT = 4  # so many characters of a nameplate stand one above the other; longer ones lie
PILLAR = Box(0, 96, 262, 560)  # the upright nameplate


@dataclass(frozen=True, slots=True)
class _Plan(Design):
    """A design with its field, and how its nameplate stands."""

    field: Box  # all but a volume's spine
    is_upright: bool


def lay_pattern(face: Face, theme: Theme, case: Typecase) -> Sheet:
    """Lay out the illustrated cover."""
    plan = _plan(face, theme, case)
    view = _view(plan, numbers := draws(face.seed))
    scene = landscape(numbers, Box(plan.field.x, 0, plan.field.width, SCENE), plan.colours, view)
    seal_shapes, seal = _seal(plan)
    list_shapes, contents = _contents(plan)
    shapes = (*scene, *seal_shapes, *_panel(plan), *list_shapes, *_spine(plan))
    return Sheet(shapes, (*_head(plan), *_year(plan, view), *seal, *contents))


def _plan(face: Face, theme: Theme, case: Typecase) -> _Plan:
    margin, left = theme.measures["margin"], SPINE if face.is_volume else 0.0
    name = case.clean(face.nameplate)
    is_upright = 0 < len(name) <= UPRIGHT and all(wide_characters(name, case.language))
    colours = theme.colours(is_volume=face.is_volume, seed=face.seed)
    inner = Box(left + margin, margin, WIDTH - left - 2 * margin, FOOT - margin)
    return _Plan(face, theme, case, colours, inner, Box(left, 0, WIDTH - left, HEIGHT), is_upright)


def _view(plan: _Plan, numbers: Iterator[float]) -> View:
    """Place the sun or moon, and birds beside it, clear of the texts; a volume's is large, for its year."""
    inner, one, other, third = plan.inner, next(numbers), next(numbers), next(numbers)
    free = inner.width - (PILLAR.width + 30 if plan.is_upright else 0)
    if plan.face.is_volume:
        place = (0.5, 452.0, 214.0) if plan.is_upright else (0.66, 575.0, 190.0)
        x, y, radius = inner.x + free * place[0], place[1], place[2]
    else:
        radius = 96 + 56 * third
        left = 0.0 if plan.is_upright else 470.0
        low, high = (256.0 + radius, 560.0) if plan.is_upright else (560.0, 650.0)
        x, y = inner.x + left + radius + (free - left - 2 * radius) * one, low + (high - low) * other
    beside = x + radius * 1.25
    if beside + BIRDS > inner.x + free:
        beside = max(inner.x, x - radius * 1.25 - BIRDS)
    return View((x, y), radius, (beside, y - radius * 0.35), 0.72 if plan.face.is_volume else 0.64)


def _head(plan: _Plan) -> tuple[Block, ...]:
    face, case, inner, large = plan.face, plan.case, plan.inner, plan.theme.measures["nameplate"]
    name = plan.style("nameplate", "sky_text", large, 60)
    date = "" if face.date_text in face.folio else face.date_text
    if plan.is_upright:
        pillar = replace(PILLAR, x=inner.right - PILLAR.width)
        room = inner.width - PILLAR.width - 60
        nameplate, top = fit_column(case, "nameplate", face.nameplate, name, pillar), 100.0
    else:
        area, room = Box(inner.x, 84, inner.width, 270), inner.width
        lying = fit_nameplate(case, face.nameplate, replace(name, leading=1.16), area)
        nameplate = flush(lying, is_rtl=case.is_rtl)
        top = 374.0
    return (
        nameplate,
        fit_block(
            case, "folio", face.folio, plan.style("folio", "folio", 50, 20), Box(inner.x, top, room, 70)
        ),
        fit_block(
            case, "date", date, plan.style("publisher", "sky_text", 42, 20), Box(inner.x, top + 70, room, 60)
        ),
    )


def _year(plan: _Plan, view: View) -> tuple[Block, ...]:
    year = year_of(plan.face.date_text, plan.face.folio) if plan.face.is_volume else ""
    if not year:
        return ()
    (x, y), radius = view.disc, view.radius
    area = Box(x - radius * 0.92, y - radius * 0.42, radius * 1.84, radius * 0.84)
    style = replace(plan.style("figure", "disc_text", 190, 60), align="middle")
    return (fit_block(plan.case, "year", year, style, area),)


def _seal(plan: _Plan) -> tuple[list[Shape], tuple[Block, ...]]:
    """Print the ears as a seal has them: columns side by side, the first at the right."""
    texts = [text for text in plan.face.ears if plan.case.clean(text)][:2]
    if not texts:
        return [], ()
    width, colours = plan.theme.measures["ear"], plan.colours
    box = Box(plan.inner.x, SCENE - 322, width * len(texts) + 24, 276)
    inset = Box(box.x + 9, box.y + 9, box.width - 18, box.height - 18)
    shapes = [
        rectangle(box, fill=colours["seal"], rx=10),
        rectangle(inset, fill="none", stroke=colours["seal_text"], stroke_width=3, rx=5),
    ]
    style = plan.style("ear", "seal_text", 56, 20)
    blocks = tuple(
        fit_column(
            plan.case,
            f"ear-{index + 1}",
            text,
            style,
            Box(box.right - 12 - width * (index + 1), box.y + 20, width, box.height - 40),
        )
        for index, text in enumerate(texts)
    )
    return shapes, blocks


def _panel(plan: _Plan) -> Iterator[Shape]:
    field, colours = plan.field, plan.colours
    yield rectangle(Box(field.x, SCENE, field.width, HEIGHT - SCENE), fill=colours["paper"])
    yield rectangle(Box(field.x, SCENE, field.width, 10), fill=colours["near"])
    if plan.face.is_volume:
        inner = plan.inner
        shadow = blend(colours["paper"], colours["middle"], 0.35)
        yield from phases(Box(inner.x - 8, SCENE + 48, inner.width + 16, 44), colours["near"], shadow)


def _spine(plan: _Plan) -> list[Shape]:
    if not plan.face.is_volume:
        return []
    return spine(Box(0, 0, SPINE, HEIGHT), plan.colours["near"], plan.colours["paper"])


def _contents(plan: _Plan) -> tuple[list[Shape], tuple[Block, ...]]:
    face, case, inner = plan.face, plan.case, plan.inner
    y = SCENE + (112 if face.is_volume else 46)
    heading = plan.style("heading", "heading", 38, 20)
    publisher = replace(plan.style("publisher", "ink", 32, 20), align="end")
    half = inner.width / 2 - 20
    blocks = (
        fit_block(case, "heading", face.heading, heading, Box(inner.x, y, half, 54)),
        fit_block(case, "publisher", face.publisher, publisher, Box(inner.x + half + 40, y, half, 54)),
    )
    rule = line(inner.x, y + 66, inner.right, y + 66, stroke=plan.colours["heading"], stroke_width=3)
    rows = 3 if len(face.lines) < 5 else 2
    smallest = plan.theme.measures["smallest"]
    title = Style(plan.theme.weights["title"], plan.colours["ink"], 50, smallest, leading=1.32, lines=rows)
    number = Style(plan.theme.weights["heading"], plan.colours["heading"], 50, 20)
    area = Box(inner.x, y + 88, inner.width, FOOT - y - 88)
    return [rule], (*blocks, *fit_list(case, face.lines, face.more, (title, number), area).blocks)
