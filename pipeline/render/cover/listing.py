"""The titles of a face and an area → numbered blocks, as many as fit well, and a word on the rest."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.render.cover.block import (
    Block,
    Box,
    Galley,
    Style,
    break_cost,
    fit_block,
    height_of,
    place_block,
    rows_needed,
    shape_galley,
    sizes,
)
from pipeline.render.cover.typecase import Typecase


MORE = {
    "zh": "另有{n}篇",
    "ar": "و{n} أخرى",
    "ja": "ほか{n}篇",
    "ko": "그 밖에 {n}편",
    "en": "and {n} more",
    "fr": "et {n} autres",
    "de": "und {n} weitere",
    "es": "y {n} más",
    "ru": "и ещё {n}",
}
GAP = 0.84  # ems between two titles, at least
WIDEST_GAP = 1.6
NEAR = 0.8


@dataclass(frozen=True, slots=True)
class Listing:
    """Titles as set, and the heights at which a rule may part them."""

    blocks: tuple[Block, ...]
    rules: tuple[float, ...]


def more_line(language: str, count: int) -> str:
    """Return how a cover says that there are further titles."""
    return MORE.get(language.lower().split("-")[0], "+ {n}").format(n=count)


def fit_list(
    case: Typecase, titles: tuple[str, ...], more: int, styles: tuple[Style, Style], area: Box
) -> Listing:
    """Set titles and their numbers (two styles) in an area, at the largest size that holds them all."""
    style, _number_style = styles
    galleys = [shape_galley(case, text, style) for title in titles if (text := case.clean(title))]
    if len(galleys) == 1 and not more:
        return _alone(case, galleys[0], area)
    largest = max(style.smallest, style.largest - 2.5 * max(0, len(galleys) - 1))
    tried = sizes(largest, style.smallest)
    fitting = [size for size in tried if _height(galleys, size, area, more=more) <= area.height]
    if fitting:
        return _place(case, galleys, more, styles, (_best(galleys, fitting, area), area))
    shown, size = len(galleys), style.smallest
    while shown > 1 and _height(galleys[:shown], size, area, more=1) > area.height:
        shown -= 1
    return _place(case, galleys[:shown], more + len(galleys) - shown, styles, (size, area))


def _best(galleys: list[Galley], fitting: list[float], area: Box) -> float:
    """Choose among sizes: one a little below the largest may break the titles at better places."""
    near = [size for size in fitting if size >= fitting[0] * NEAR]
    return min(near, key=lambda size: _cost(galleys, size, area) + 0.35 * (1 - size / near[0]))


def _alone(case: Typecase, galley: Galley, area: Box) -> Listing:
    """Set one title by itself: larger, without a number."""
    style = replace(galley.style, largest=galley.style.largest * 1.15, lines=6, valign="middle")
    upper = replace(area, height=area.height * 0.86)
    return Listing((fit_block(case, "title-1", galley.text, style, upper),), ())


def _text_area(area: Box, size: float) -> Box:
    indent = size * 1.55
    return Box(area.x + indent, area.y, area.width - indent, area.height)


def _row_height(galley: Galley, size: float, area: Box) -> float:
    rows = rows_needed(galley, size, _text_area(area, size).width)
    return height_of(galley, size, min(galley.style.lines, rows))


def _cost(galleys: list[Galley], size: float, area: Box) -> float:
    width = _text_area(area, size).width
    return sum(break_cost(galley, size, width) for galley in galleys)


def _height(galleys: list[Galley], size: float, area: Box, *, more: int) -> float:
    heights = [_row_height(galley, size, area) for galley in galleys] + [size * 1.1] * bool(more)
    return sum(heights) + size * GAP * max(0, len(heights) - 1)


def _place(
    case: Typecase, galleys: list[Galley], more: int, styles: tuple[Style, Style], room: tuple[float, Box]
) -> Listing:
    (style, number), (size, area) = styles, room
    gaps = max(0, len(galleys) - 1 + bool(more))
    free = max(0.0, area.height - _height(galleys, size, area, more=more))
    widening = min(free / (gaps + 1), size * (WIDEST_GAP - GAP))
    gap = size * GAP + widening
    y = area.y + (free - widening * gaps) * 0.42  # the optical middle lies a little above the true one
    blocks, rules, text_area = [], [], _text_area(area, size)
    for index, galley in enumerate(galleys):
        height = _row_height(galley, size, area)
        block = _title(case, galley, index, size, replace(text_area, y=y, height=height))
        blocks += [*_number(case, index, replace(number, largest=size * 0.92), block, area), block]
        y += height + gap
        rules.append(y - gap / 2)
    if more:
        place = replace(text_area, y=y, height=size * 1.1)
        rest = replace(number, largest=size * 0.86, smallest=size * 0.4, weight=style.weight)
        blocks.append(fit_block(case, "more", more_line(case.language, more), rest, place))
    return Listing(tuple(blocks), tuple(rules if more else rules[:-1]))


def _title(case: Typecase, galley: Galley, index: int, size: float, place: Box) -> Block:
    name = f"title-{index + 1}"
    if rows_needed(galley, size, place.width) <= galley.style.lines and galley.atoms:
        return place_block(case, name, galley, size, place)
    exact = replace(galley.style, largest=size, smallest=size)
    return fit_block(case, name, galley.text, exact, place)


def _number(case: Typecase, index: int, style: Style, block: Block, area: Box) -> tuple[Block, ...]:
    """Set a title's number on the baseline of its first line."""
    text = str(index + 1)
    galley = shape_galley(case, text, style)
    width = block.area.x - area.x - style.largest * 0.2
    top = block.baselines[0] - style.largest * galley.ascent
    place = Box(area.x, top, width, height_of(galley, style.largest, 1))
    exact = replace(style, smallest=style.largest * 0.4)
    return (fit_block(case, f"number-{text}", text, exact, place),)
