"""A seed and a place → this issue's own ornaments: hills, a woven ribbon, plots, a stitched spine."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import count
from math import cos, pi, sin

from pipeline.render.cover.block import Box
from pipeline.render.cover.svg import Shape, line, number, rectangle, shape
from pipeline.render.cover.theme import blend


def draws(seed: str) -> Iterator[float]:
    """Yield numbers from 0 to 1 that depend on the seed alone."""
    for block in count():
        digest = hashlib.sha256(f"{seed}/{block}".encode()).digest()
        for at in range(0, len(digest), 2):
            yield int.from_bytes(digest[at : at + 2], "big") / 65535


def hills(numbers: Iterator[float], box: Box, colours: tuple[str, ...], contour: str) -> Iterator[Shape]:
    """Draw ridges before one another, each with contour lines that follow it down."""
    nearest = len(colours) - 1
    for index, colour in enumerate(colours):
        ridge = _ridge(numbers, box, index / max(1, nearest))
        foot = f"L{number(box.right)} {number(box.bottom)}L{number(box.x)} {number(box.bottom)}Z"
        yield shape("path", d=curve(ridge) + foot, fill=colour)
        for step in range(5 if index < nearest else 1):  # the nearest carries text
            lowered = [(x, y + step * (10.5 + 2.2 * step)) for x, y in ridge]
            stroke = blend(contour, colour, min(0.9, 0.12 + 0.19 * step))
            width = 1.4 if step else 2.6
            yield shape("path", d=curve(lowered), fill="none", stroke=stroke, stroke_width=width)


def _ridge(numbers: Iterator[float], box: Box, depth: float) -> list[tuple[float, float]]:
    level = box.y + box.height * (0.22 + 0.36 * depth)
    swing = box.height * (0.17 - 0.07 * depth)
    phase, turn = next(numbers) * 2 * pi, next(numbers) * 2 * pi
    waves = 1.05 + 0.6 * next(numbers)
    ridge = []
    for step in range(-1, 22):
        t = step / 20
        swell = sin(2 * pi * waves * t + phase)
        ripple = sin(2 * pi * 2.3 * waves * t + turn)
        rise = 0.72 * swell + 0.28 * ripple
        ridge.append((box.x + t * box.width, level - swing * rise))
    return ridge


def curve(points: list[tuple[float, float]]) -> str:
    """Lead a smooth curve through points (Catmull-Rom, as cubic segments)."""
    parts = [f"M{number(points[0][0])} {number(points[0][1])}"]
    for index in range(len(points) - 1):
        (x0, y0), (x1, y1) = points[max(0, index - 1)], points[index]
        (x2, y2), (x3, y3) = points[index + 1], points[min(len(points) - 1, index + 2)]
        values = (x1 + (x2 - x0) / 6, y1 + (y2 - y0) / 6, x2 - (x3 - x1) / 6, y2 - (y3 - y1) / 6, x2, y2)
        parts.append("C" + " ".join(number(value) for value in values))
    return "".join(parts)


def ribbon(numbers: Iterator[float], box: Box, colour: str) -> Shape:
    """Weave one of four patterns along a strip; it runs over the strip's ends, not its sides."""
    pattern = (_scales, _lattice, _lozenges, _tortoise)[min(3, int(next(numbers) * 4))]
    return shape("path", d=pattern(box), fill="none", stroke=colour, stroke_width=1.8)


def _scales(box: Box) -> str:
    radius, parts = box.height / 1.5, []
    for row in (2, 1, 0):
        y = box.y + (row + 1) * radius / 2
        for column in range(int(box.width / (2 * radius)) + 2):
            x = box.x + (column * 2 + row % 2) * radius - radius
            for part in (1.0, 0.68, 0.36):
                reach = radius * part
                parts.append(_arch(x, max(y, box.y + reach), reach))
    return "".join(parts)


def _arch(x: float, y: float, r: float) -> str:
    return f"M{number(x - r)} {number(y)}A{number(r)} {number(r)} 0 0 1 {number(x + r)} {number(y)}"


def _lattice(box: Box) -> str:
    cell = box.height
    return "".join(
        f"M{number(box.x + column * cell + inset)} {number(box.y + inset)}"
        f"h{number(side)}v{number(side)}h-{number(side)}Z"
        for column in range(int(box.width / cell) + 1)
        for inset in (6.0, 14.0, 22.0)
        if (side := cell - 2 * inset) > 0
    )


def _lozenges(box: Box) -> str:
    wide, high = box.height * 0.8, box.height / 2
    return "".join(
        f"M{number(box.x + column * wide)} {number(box.y + high - high * part)}"
        f"l{number(wide * part)} {number(high * part)}l-{number(wide * part)} {number(high * part)}"
        f"l-{number(wide * part)} -{number(high * part)}Z"
        for column in range(int(box.width / wide) + 2)
        for part in (1.0, 0.62, 0.26)
    )


def _tortoise(box: Box) -> str:
    side = box.height / 2
    step = side * 1.7320508
    return "".join(
        "M" + "L".join(_corner(box.x + column * step, box.y + side, side * part, k) for k in range(6)) + "Z"
        for column in range(int(box.width / step) + 2)
        for part in (1.0, 0.66, 0.33)
    )


def _corner(x: float, y: float, radius: float, k: int) -> str:
    angle = pi / 3 * k + pi / 6
    return f"{number(x + radius * cos(angle))} {number(y + radius * sin(angle))}"


def shade(box: Box, top: str, bottom: str) -> list[Shape]:
    """Fill a field from one colour to another, in as many bands as there are steps of colour between them."""
    # The renderer's own gradients cost as much as all the rest of a cover.
    colours: list[str] = []
    for step in range(121):
        colour = blend(top, bottom, step / 120)
        if not colours or colours[-1] != colour:
            colours.append(colour)
    high = box.height / len(colours)
    return [
        shape(
            "rect", x=box.x, y=round(box.y + k * high), width=box.width, height=round(high) + 2, fill=colour
        )
        for k, colour in enumerate(colours)
    ]


def diamond(x: float, y: float, radius: float, colour: str) -> Shape:
    """Draw a square set on its corner."""
    r = number(radius)
    return shape("path", d=f"M{number(x)} {number(y - radius)}l{r} {r}l-{r} {r}l-{r} -{r}Z", fill=colour)


def spine(box: Box, cloth: str, thread: str) -> list[Shape]:
    """Draw a thread-bound back: a darker strip, its edge, and stitches that go around it."""
    hole = box.right - 30
    shapes = [
        rectangle(box, fill=cloth),
        line(box.right, box.y, box.right, box.bottom, stroke=thread, stroke_width=2),
        line(hole, box.y, hole, box.bottom, stroke=thread, stroke_width=3),
    ]
    for step in range(6):
        y = box.y + box.height * (0.06 + step * 0.88 / 5)
        shapes += [
            line(box.x, y - 3, hole, y - 3, stroke=thread, stroke_width=2.5),
            line(box.x, y + 3, hole, y + 3, stroke=thread, stroke_width=2.5),
            shape("circle", cx=hole, cy=y, r=8, fill=cloth, stroke=thread, stroke_width=3),
        ]
    return shapes


def plots(
    numbers: Iterator[float], box: Box, columns: int, colours: tuple[str, ...], ground: str
) -> list[Shape]:
    """Lay out square plots, each planted with one plain figure."""
    side = box.width / columns
    rows = max(1, round(box.height / side))
    shapes, before = [], ""
    for index in range(columns * rows):
        choice = [colour for colour in (*colours, ground) if colour != before]
        bed = choice[min(len(choice) - 1, int(next(numbers) * len(choice)))]
        rest = [colour for colour in (*colours, ground) if colour != bed]
        plant = rest[min(len(rest) - 1, int(next(numbers) * len(rest)))]
        place = Box(box.x + index % columns * side, box.y + index // columns * side, side, side)
        shapes += [rectangle(place, fill=bed), _plant(next(numbers), next(numbers), place, plant)]
        before = bed
    return shapes


def _plant(kind: float, turn: float, box: Box, colour: str) -> Shape:
    x, y, s = box.x, box.y, box.width
    quarter = int(turn * 3.999) * 90
    spin = f"rotate({quarter} {number(x + s / 2)} {number(y + s / 2)})"
    n = number
    figures = (
        f"M{n(x)} {n(y)}h{n(s)}A{n(s)} {n(s)} 0 0 1 {n(x)} {n(y + s)}Z",
        f"M{n(x)} {n(y)}A{n(s / 2)} {n(s / 2)} 0 0 0 {n(x + s)} {n(y)}Z",
        f"M{n(x)} {n(y)}A{n(s)} {n(s)} 0 0 1 {n(x + s)} {n(y + s)}A{n(s)} {n(s)} 0 0 1 {n(x)} {n(y)}Z",
        "".join(f"M{n(x)} {n(y + s * k / 7)}h{n(s)}v{n(s / 14)}h-{n(s)}Z" for k in range(7)),
        f"M{n(x + s * 0.5)} {n(y + s * 0.2)}a{n(s * 0.3)} {n(s * 0.3)} 0 1 1 -0.01 0Z",
        f"M{n(x)} {n(y)}L{n(x + s)} {n(y + s)}L{n(x)} {n(y + s)}Z",
    )
    return shape(
        "path", d=figures[min(len(figures) - 1, int(kind * len(figures)))], fill=colour, transform=spin
    )
