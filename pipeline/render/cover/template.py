"""A face and a home's own picture → a cover: the texts set in the places that the theme names."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace

from pipeline.model import Face
from pipeline.render.cover.block import Block, Box, Style, fit_block
from pipeline.render.cover.column import fit_column
from pipeline.render.cover.listing import fit_list
from pipeline.render.cover.masthead import fit_nameplate, year_of
from pipeline.render.cover.svg import HEIGHT, WIDTH, Shape, Sheet, shape
from pipeline.render.cover.theme import Theme
from pipeline.render.cover.typecase import Typecase


# place → weight, colour, largest and smallest size, whether it stands in the middle of its place
_TEXTS: dict[str, tuple[str, str, float, float, bool]] = {
    "folio": ("folio", "folio", 90, 20, True),
    "date": ("folio", "folio", 90, 20, True),
    "year": ("figure", "heading", 400, 60, True),
    "heading": ("heading", "heading", 60, 20, False),
    "publisher": ("publisher", "publisher", 60, 20, True),
}
_KINDS = {b"\x89PNG": "image/png", b"\xff\xd8\xff\xe0": "image/jpeg"}


def lay_template(face: Face, theme: Theme, case: Typecase) -> Sheet:
    """Set a face's texts in the places of a template; a place that is not named stays empty."""
    return Sheet((), tuple(_blocks(face, theme, case)))


def backdrop(picture: bytes) -> Shape:
    """Lay a home's picture over the whole cover; it is cut where its shape is another."""
    kind = next((kind for start, kind in _KINDS.items() if picture.startswith(start[:3])), "image/svg+xml")
    href = f"data:{kind};base64,{b64encode(picture).decode()}"
    return shape("image", width=WIDTH, height=HEIGHT, href=href, preserveAspectRatio="xMidYMid slice")


def _blocks(face: Face, theme: Theme, case: Typecase) -> Iterator[Block]:
    colours, areas, weights = theme.colours(is_volume=face.is_volume), theme.areas, theme.weights
    name = Style(
        weights["nameplate"], colours["nameplate"], theme.measures["nameplate"], 60,
        leading=1.18, align="middle", valign="middle",
    )  # fmt: skip
    yield fit_nameplate(case, face.nameplate, name, areas["nameplate"])
    date = "" if face.date_text in face.folio else face.date_text
    year = year_of(face.date_text, face.folio) if face.is_volume else ""
    told = {
        "folio": face.folio,
        "date": date,
        "year": year,
        "heading": face.heading,
        "publisher": face.publisher,
    }
    for place, (weight, colour, largest, smallest, middle) in _TEXTS.items():
        if place in areas:
            style = Style(weights[weight], colours[colour], largest, smallest, valign="middle")
            style = replace(style, align="middle") if middle else style
            yield fit_block(case, place, told[place], style, areas[place])
    ears = [text for text in face.ears if case.clean(text)][:2]
    for index, text in enumerate(ears, start=1):
        if f"ear_{index}" in areas:
            style = Style(weights["ear"], colours["ear"], 84, 20)
            yield fit_column(case, f"ear-{index}", text, style, areas[f"ear_{index}"])
    if "titles" in areas:
        yield from _titles(face, theme, case, areas["titles"])


def _titles(face: Face, theme: Theme, case: Typecase, area: Box) -> tuple[Block, ...]:
    colours, weights = theme.colours(is_volume=face.is_volume), theme.weights
    title = Style(weights["title"], colours["ink"], 54, theme.measures["smallest"], leading=1.34, lines=3)
    number = Style(weights["heading"], colours["heading"], 50, 20)
    return fit_list(case, face.lines, face.more, (title, number), area).blocks
