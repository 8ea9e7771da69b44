"""A seed's numbers and a place → this book's own landscape: sky, disc, mist, mountains and a foreground."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import cos, pi, sin

from pipeline.render.cover.block import Box
from pipeline.render.cover.ornament import curve, shade
from pipeline.render.cover.svg import Shape, line, number, rectangle, shape
from pipeline.render.cover.theme import blend


Colours = dict[str, str]
Point = tuple[float, float]
BIRDS = 190.0  # how wide a flock is


@dataclass(frozen=True, slots=True)
class View:
    """What of a scene makes room for texts."""

    disc: Point
    radius: float
    birds: Point
    horizon: float  # how far down the land begins, 0 to 1


def landscape(numbers: Iterator[float], box: Box, colours: Colours, view: View) -> list[Shape]:
    """Draw a whole scene, back to front."""
    draw = _FOREGROUNDS[min(len(_FOREGROUNDS) - 1, int(next(numbers) * len(_FOREGROUNDS)))]
    top = box.height * view.horizon
    land = Box(box.x, box.y + top, box.width, box.height - top)
    (x, y), mist = view.disc, blend(colours["sky_low"], "#ffffff", 0.35)
    return [
        *shade(box, colours["sky"], colours["sky_low"]),
        shape("circle", cx=x, cy=y, r=view.radius, fill=colours["disc"]),
        *_birds(numbers, view.birds, colours["near"]),
        *_range(numbers, land, (0.16, 0.42), colours["far"], colours["sky_low"]),
        *_mist(numbers, Box(box.x, land.y - 30, box.width, 150), mist),
        *_range(numbers, land, (0.46, 0.30), colours["middle"], colours["far"]),
        *draw(numbers, Box(box.x, land.y + land.height * 0.56, box.width, land.height * 0.44), colours),
    ]


def phases(box: Box, colour: str, shadow: str, count: int = 12) -> list[Shape]:
    """Draw a moon for each month of a year, waxing to the middle and waning from it."""
    shapes, step, radius = [], box.width / count, box.height / 2
    for index in range(count):
        x, y = box.x + step * (index + 0.5), box.y + radius
        shapes.append(shape("circle", cx=x, cy=y, r=radius, fill=shadow))
        lit = (index + 1) / (count / 2) if index < count / 2 else (count - index) / (count / 2)
        shapes.append(_lit(x, y, radius, min(1.0, lit), waxing=index < count / 2, colour=colour))
    return shapes


def _lit(x: float, y: float, radius: float, part: float, *, waxing: bool, colour: str) -> Shape:
    """Draw the lit part of a moon: the limb, and the terminator's half ellipse."""
    r, half, limb = number(radius), number(abs(1 - 2 * part) * radius), int(waxing)
    bulge = limb if part > 0.5 else 1 - limb
    d = (
        f"M{number(x)} {number(y - radius)}A{r} {r} 0 0 {limb} {number(x)} {number(y + radius)}"
        f"A{half} {r} 0 0 {bulge} {number(x)} {number(y - radius)}Z"
    )
    return shape("path", d=d, fill=colour)


def _range(
    numbers: Iterator[float], land: Box, rise: tuple[float, float], colour: str, light: str
) -> Iterator[Shape]:
    """Draw a chain of mountains, with a light edge and hatching down its slopes."""
    level, swing = land.y + land.height * rise[0], land.height * rise[1]
    heights = _fractal(numbers, 5)
    step = land.width / (len(heights) - 1)
    crest = [(land.x + index * step, level - swing * height) for index, height in enumerate(heights)]
    foot = f"L{number(land.right)} {number(land.bottom)}L{number(land.x)} {number(land.bottom)}Z"
    yield shape("path", d=curve(crest) + foot, fill=colour)
    for depth in range(1, 5):
        lowered = [(x, y + depth * (15 + 5 * depth)) for x, y in crest]
        stroke = blend(light, colour, 0.2 + 0.18 * depth)
        yield shape("path", d=curve(lowered), fill="none", stroke=stroke, stroke_width=1.8)
    yield shape("path", d=curve(crest), fill="none", stroke=light, stroke_width=3)


def _fractal(numbers: Iterator[float], depth: int) -> list[float]:
    """Return the heights of a ridge, 0 to 1, by displacing midpoints."""
    heights, spread = [next(numbers) * 0.6 for _ in range(3)], 0.6
    for _ in range(depth - 1):
        spread *= 0.56
        finer = [heights[0]]
        for one, other in itertools.pairwise(heights):
            finer += [(one + other) / 2 + (next(numbers) - 0.4) * spread, other]
        heights = finer
    low, high = min(heights), max(heights)
    return [(height - low) / max(0.01, high - low) for height in heights]


def _mist(numbers: Iterator[float], box: Box, colour: str) -> Iterator[Shape]:
    """Lay bars of mist across, as woodcuts do."""
    for bar in range(4):
        width = box.width * (0.22 + 0.26 * next(numbers))
        x = box.x + (box.width - width * 0.5) * next(numbers) - width * 0.2
        y = box.y + box.height * (bar / 4)
        yield rectangle(Box(x, y, width, 15), fill=colour, rx=7.5)


def _birds(numbers: Iterator[float], near: Point, colour: str) -> Iterator[Shape]:
    for _ in range(3 + int(next(numbers) * 3)):
        x, y = near[0] + next(numbers) * (BIRDS - 20), near[1] + next(numbers) * 110
        size = 12 + 9 * next(numbers)
        d = (
            f"M{number(x - size)} {number(y - size * 0.3)}Q{number(x - size * 0.4)} {number(y - size * 0.6)} "
            f"{number(x)} {number(y)}Q{number(x + size * 0.4)} {number(y - size * 0.6)} "
            f"{number(x + size)} {number(y - size * 0.3)}"
        )
        yield shape("path", d=d, fill="none", stroke=colour, stroke_width=3, stroke_linecap="round")


def _waves(numbers: Iterator[float], box: Box, colours: Colours) -> Iterator[Shape]:
    """Draw rows of scales, the sea of Chinese and Japanese pattern books."""
    radius = 52 + 18 * next(numbers)
    rows = int(box.height / (radius * 0.5)) + 3
    for row in range(rows):
        body = blend(colours["middle"], colours["near"], min(1.0, 0.25 + row / rows))
        ring = blend(colours["sky_low"], body, 0.25)
        y = box.y + row * radius * 0.5 + radius * 0.6
        for column in range(int(box.width / (2 * radius)) + 2):
            x = box.x + (column * 2 + row % 2) * radius
            yield shape("circle", cx=x, cy=y, r=radius, fill=body)
            for part in (0.94, 0.72, 0.5, 0.28):
                yield shape("circle", cx=x, cy=y, r=radius * part, fill="none", stroke=ring, stroke_width=3.2)


def _terraces(numbers: Iterator[float], box: Box, colours: Colours) -> Iterator[Shape]:
    """Draw terraced fields, each step with its rows."""
    phase, waves = next(numbers) * 2 * pi, 0.8 + 0.5 * next(numbers)
    steps = 7
    for step in range(steps):
        edge = []
        for index in range(-1, 26):
            t = index / 25
            swing = sin(2 * pi * waves * t + phase + step * 0.42) + 0.4 * cos(5 * t + step)
            edge.append((box.x + t * box.width, box.y + box.height * (step / steps) - 20 * swing))
        body = blend(colours["middle"], colours["near"], 0.15 + 0.8 * step / steps)
        foot = f"L{number(box.right + 60)} {number(box.bottom)}L{number(box.x - 60)} {number(box.bottom)}Z"
        yield shape("path", d=curve(edge) + foot, fill=body)
        edging = blend(colours["disc"], body, 0.15)
        yield shape("path", d=curve(edge), fill="none", stroke=edging, stroke_width=4)
        for row in (1, 2):
            lowered = [(x, y + row * 13) for x, y in edge]
            soft = blend(edging, body, 0.45 + 0.2 * row)
            yield shape("path", d=curve(lowered), fill="none", stroke=soft, stroke_width=2)


def _grove(numbers: Iterator[float], box: Box, colours: Colours) -> Iterator[Shape]:
    """Draw three rows of trees, the nearest the darkest."""
    for row in range(3):
        ground = box.y + box.height * (0.42 + 0.29 * row)
        body = blend(colours["middle"], colours["near"], 0.3 + 0.35 * row)
        vein = blend(body, colours["sky_low"], 0.4)
        yield rectangle(Box(box.x, ground, box.width, box.bottom - ground), fill=body)
        pitch = 62 + 20 * row
        for place in range(-1, int(box.width / pitch) + 2):
            x = box.x + pitch * (place + 0.5 * (row % 2) + 0.5 * next(numbers))
            high, wide = (90 + 70 * next(numbers)) * (1 + 0.16 * row), pitch * (0.36 + 0.14 * next(numbers))
            yield _crown(x, ground + 6, wide, high, pointed=next(numbers) > 0.55, colour=body)
            yield line(x, ground, x, ground - high * 0.62, stroke=vein, stroke_width=3)


def _crown(x: float, y: float, wide: float, high: float, *, pointed: bool, colour: str) -> Shape:
    n = number
    if pointed:
        d = (
            f"M{n(x)} {n(y - high)}Q{n(x + wide)} {n(y - high * 0.35)} {n(x + wide * 0.8)} {n(y)}"
            f"L{n(x - wide * 0.8)} {n(y)}Q{n(x - wide)} {n(y - high * 0.35)} {n(x)} {n(y - high)}Z"
        )
        return shape("path", d=d, fill=colour)
    return shape("ellipse", cx=x, cy=y - high * 0.5, rx=wide, ry=high * 0.5, fill=colour)


def _reeds(numbers: Iterator[float], box: Box, colours: Colours) -> Iterator[Shape]:
    """Draw blades of grass that bend in one wind, the nearest the darkest."""
    wind = (next(numbers) - 0.5) * 1.6
    water = blend(colours["sky_low"], colours["middle"], 0.35)
    yield rectangle(Box(box.x, box.y + box.height * 0.2, box.width, box.height * 0.8), fill=water)
    for row in range(5):
        y = box.y + box.height * (0.3 + 0.14 * row)
        ripple = blend(water, "#ffffff", 0.45)
        x = box.x + box.width * next(numbers) * 0.8
        yield line(x, y, x + 120 + 160 * next(numbers), y, stroke=ripple, stroke_width=4)
    for blade in range(96):
        depth = blade / 96
        x = box.x + box.width * next(numbers)
        high = box.height * (0.45 + 0.75 * next(numbers))
        bend = high * (0.25 + 0.45 * next(numbers)) * (wind + 0.5 * (next(numbers) - 0.5))
        wide, base = 5 + 6 * depth, box.bottom + 10
        colour = blend(colours["middle"], colours["near"], min(1.0, 0.15 + depth))
        tip = f"{number(x + bend)} {number(base - high)}"
        d = (
            f"M{number(x - wide)} {number(base)}Q{number(x - wide * 0.4)} {number(base - high * 0.6)} {tip}"
            f"Q{number(x + wide * 1.2)} {number(base - high * 0.55)} {number(x + wide)} {number(base)}Z"
        )
        yield shape("path", d=d, fill=colour)


_FOREGROUNDS: tuple[Callable[[Iterator[float], Box, Colours], Iterator[Shape]], ...] = (
    _waves,
    _terraces,
    _grove,
    _reeds,
)
