"""A theme's mapping, as read from styles/covers/*.yaml → a checked Theme."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from hashlib import sha256

from pipeline.errors import UsageError
from pipeline.patterns import lazy
from pipeline.render.cover.block import Box
from pipeline.render.cover.svg import HEIGHT, WIDTH


THEMES = ("classic", "modern", "pattern", "plain")  # files of styles/covers
WEIGHTS = ("nameplate", "folio", "heading", "title", "ear", "publisher", "figure")
MEASURES = ("margin", "ear", "nameplate", "smallest")
USUAL_WEIGHTS = dict(zip(WEIGHTS, (900, 600, 800, 500, 700, 500, 900), strict=True))  # of a template
USUAL_MEASURES = dict(zip(MEASURES, (80, 90, 260, 32), strict=True))
PLACES = ("nameplate", "folio", "date", "ear_1", "ear_2", "year", "heading", "titles", "publisher")
CONTRAST = 4.5  # WCAG 2.2, 1.4.3: text stays legible, also on screens of sixteen greys
_COLOUR = lazy(r"#[0-9a-f]{6}", re.IGNORECASE)


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
    "pattern": Roles(
        (
            "sky", "sky_low", "sky_text", "folio", "disc", "disc_text", "far", "middle", "near",
            "paper", "ink", "heading", "seal", "seal_text",
        ),
        (
            ("sky_text", "sky"), ("folio", "sky"), ("disc_text", "disc"), ("ink", "paper"),
            ("heading", "paper"), ("seal_text", "seal"),
        ),
    ),
    "plain": Roles(("paper", "ink", "panel", "panel_text"), (("ink", "paper"), ("panel_text", "panel"))),
    "template": Roles(("nameplate", "folio", "ink", "heading", "ear", "publisher"), ()),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Theme:
    """A cover's colours, weights and measures for one of the layouts."""

    layout: str
    palette: Mapping[str, str]
    volume: Mapping[str, str]  # colours a volume changes
    weights: Mapping[str, int]
    measures: Mapping[str, float]
    ways: tuple[Mapping[str, str], ...] = ()  # palettes of which a book's identity chooses one
    picture: str | None = None  # a template's: the file beside the theme
    areas: Mapping[str, Box] = field(default_factory=dict)  # a template's places for texts

    def colours(self, *, is_volume: bool, seed: str = "") -> dict[str, str]:
        """Return the palette of an issue or of a volume."""
        chosen = int(sha256(seed.encode()).hexdigest(), 16) % len(self.ways) if self.ways else 0
        way = self.ways[chosen] if self.ways else {}
        return {**self.palette, **way, **(self.volume if is_volume else {})}


def theme_from(mapping: Mapping[str, object]) -> Theme:
    """Check a theme's mapping and make the Theme; raise UsageError naming every mistake at once."""
    layout = mapping.get("layout")
    roles = LAYOUTS.get(layout) if isinstance(layout, str) else None
    if not isinstance(layout, str) or roles is None:
        raise UsageError(f"cover theme: layout: {layout!r} is not a layout; use one of {', '.join(LAYOUTS)}")
    own = ("picture", "areas") if layout == "template" else ()
    mistakes = _unknown("", mapping, ("layout", "palette", "ways", "volume", "weights", "measures", *own))
    palette = _colours("palette", mapping.get("palette"), roles.colours, mistakes)
    ways = _ways(mapping.get("ways", []), roles.colours, mistakes)
    volume = _colours("volume", mapping.get("volume", {}), roles.colours, mistakes, some=True)
    usual = (USUAL_WEIGHTS, USUAL_MEASURES) if own else (None, None)
    weights = _numbers("weights", mapping.get("weights", usual[0]), WEIGHTS, (100, 900), mistakes)
    measures = _numbers("measures", mapping.get("measures", usual[1]), MEASURES, (20, 400), mistakes)
    picture, areas = _template(mapping, mistakes) if own else (None, {})
    if not mistakes:
        for way in ways or ({},):
            issue = {**palette, **way}
            mistakes += _illegible("palette", issue, roles) + _illegible("volume", {**issue, **volume}, roles)
    if mistakes:
        raise UsageError("cover theme: " + "; ".join(dict.fromkeys(mistakes)))
    whole = {key: int(value) for key, value in weights.items()}
    return Theme(layout, palette, volume, whole, measures, ways, picture, areas)


def _ways(value: object, known: tuple[str, ...], mistakes: list[str]) -> tuple[dict[str, str], ...]:
    if not isinstance(value, list):
        mistakes.append("ways: a list of palettes is needed")
        return ()
    return tuple(
        _colours(f"ways: {number}", way, known, mistakes, some=True) for number, way in enumerate(value, 1)
    )


def _template(mapping: Mapping[str, object], mistakes: list[str]) -> tuple[str | None, dict[str, Box]]:
    """Read a template's own fields: its picture, and where on it the texts stand."""
    picture = mapping.get("picture")
    if not isinstance(picture, str) or not picture or "/" in picture:
        mistakes.append(f"picture: {picture!r} is not the name of a picture beside the theme")
    areas = {}
    for key, value in _members("areas", mapping.get("areas"), PLACES, mistakes).items():
        numbers = value if isinstance(value, list) else []
        whole = [number for number in numbers if isinstance(number, int) and number >= 0]
        if len(whole) == len(numbers) == 4 and whole[0] + whole[2] <= WIDTH and whole[1] + whole[3] <= HEIGHT:
            areas[key] = Box(*map(float, whole))
        elif key in PLACES:
            mistakes.append(
                f"areas: {key}: {value!r} is no place of a cover; write [x, y, width, height] within 1200 × 1600"
            )
    if "nameplate" not in areas and not mistakes:
        mistakes.append("areas: nameplate: is missing")
    return picture if isinstance(picture, str) else None, areas


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
