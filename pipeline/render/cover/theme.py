"""A theme's mapping, as read from styles/covers/*.yaml → a checked Theme."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from pipeline.errors import UsageError


THEMES = ("classic", "modern")
WEIGHTS = ("nameplate", "folio", "heading", "title", "ear", "publisher", "figure")
MEASURES = ("margin", "ear", "nameplate", "smallest")
CONTRAST = 4.5  # WCAG 2.2, 1.4.3: text stays legible, also on screens of sixteen greys
_COLOUR = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Roles:
    """What a layout asks of a palette: its colours, and which of them are text on which."""

    colours: tuple[str, ...]
    legible: tuple[tuple[str, str], ...]


LAYOUTS: dict[str, Roles] = {
    "classic": Roles(
        (
            "ground", "ground_deep", "ground_text", "accent_text", "accent", "paper", "ink", "heading",
            "panel", "panel_text", "base", "base_text",
        ),
        (
            ("ground_text", "ground"), ("ground_text", "ground_deep"), ("accent_text", "ground"),
            ("ink", "paper"), ("heading", "paper"), ("panel_text", "panel"), ("base_text", "base"),
        ),
    ),
    "modern": Roles(
        ("paper", "ink", "heading", "accent", "muted", "plot_1", "plot_2", "plot_3", "plot_4"),
        (("ink", "paper"), ("heading", "paper"), ("muted", "paper")),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Theme:
    """A cover's colours, weights and measures for one of the layouts."""

    layout: str
    palette: Mapping[str, str]
    volume: Mapping[str, str]  # colours a volume changes
    weights: Mapping[str, int]
    measures: Mapping[str, float]

    def colours(self, *, is_volume: bool) -> dict[str, str]:
        """Return the palette of an issue or of a volume."""
        return {**self.palette, **self.volume} if is_volume else dict(self.palette)


def theme_from(mapping: Mapping[str, object]) -> Theme:
    """Check a theme's mapping and make the Theme; raise UsageError naming every mistake at once."""
    layout = mapping.get("layout")
    roles = LAYOUTS.get(layout) if isinstance(layout, str) else None
    if not isinstance(layout, str) or roles is None:
        raise UsageError(f"cover theme: layout: {layout!r} is not a layout; use one of {', '.join(LAYOUTS)}")
    mistakes = _unknown("", mapping, ("layout", "palette", "volume", "weights", "measures"))
    palette = _colours("palette", mapping.get("palette"), roles.colours, mistakes)
    volume = _colours("volume", mapping.get("volume", {}), roles.colours, mistakes, some=True)
    weights = _numbers("weights", mapping.get("weights"), WEIGHTS, (100, 900), mistakes)
    measures = _numbers("measures", mapping.get("measures"), MEASURES, (20, 400), mistakes)
    if not mistakes:
        mistakes += _illegible("palette", palette, roles) + _illegible("volume", {**palette, **volume}, roles)
    if mistakes:
        raise UsageError("cover theme: " + "; ".join(mistakes))
    return Theme(layout, palette, volume, {key: int(value) for key, value in weights.items()}, measures)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def blend(one: str, other: str, part: float) -> str:
    """Return the colour `part` of the way from one to the other."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in pairs)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    parts = [c / 255 for c in _channels(colour)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _illegible(name: str, palette: Mapping[str, str], roles: Roles) -> list[str]:
    return [
        f"{name}: {text} on {ground} has contrast {ratio:.1f}; at least {CONTRAST} is legible"
        for text, ground in roles.legible
        if (ratio := contrast(palette[text], palette[ground])) < CONTRAST
    ]


def _unknown(where: str, mapping: Mapping[str, object], known: tuple[str, ...]) -> list[str]:
    mistakes = []
    for key in sorted(str(key) for key in mapping if key not in known):
        close = get_close_matches(key, known, 1)
        mistakes.append(f"{where}unknown key '{key}'" + (f"; did you mean '{close[0]}'?" if close else ""))
    return mistakes


def _members(name: str, value: object, known: tuple[str, ...], mistakes: list[str]) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        mistakes.append(f"{name}: a mapping is needed")
        return {}
    mistakes += _unknown(f"{name}: ", value, known)
    return value


def _colours(
    name: str, value: object, known: tuple[str, ...], mistakes: list[str], *, some: bool = False
) -> dict[str, str]:
    given = _members(name, value, known, mistakes)
    colours = {}
    for key in known:
        colour = given.get(key)
        if isinstance(colour, str) and _COLOUR.fullmatch(colour):
            colours[key] = colour.lower()
        elif key in given or not some:
            mistakes.append(f"{name}: {key}: {colour!r} is not a colour; write it as '#a1171c'")
    return colours


def _numbers(
    name: str, value: object, known: tuple[str, ...], limits: tuple[int, int], mistakes: list[str]
) -> dict[str, float]:
    given = _members(name, value, known, mistakes)
    low, high = limits
    numbers = {}
    for key in known:
        number = given.get(key)
        if isinstance(number, int | float) and not isinstance(number, bool) and low <= number <= high:
            numbers[key] = number
        else:
            mistakes.append(f"{name}: {key}: {number!r} is not a number from {low} to {high}")
    return numbers
