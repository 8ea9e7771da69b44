"""What every layout draws a cover from: its words, its theme and type, its colours, the area within its margins."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model import Face
from pipeline.render.cover.block import Box, Style
from pipeline.render.cover.theme import Theme
from pipeline.render.cover.typecase import Typecase


@dataclass(frozen=True, slots=True)
class Design:
    """One cover's face, theme, type and colours; a layout adds areas of its own."""

    face: Face
    theme: Theme
    case: Typecase
    colours: dict[str, str]
    inner: Box  # the field within its margins

    def style(self, weight: str, colour: str, largest: float, smallest: float) -> Style:
        return Style(self.theme.weights[weight], self.colours[colour], largest, smallest, valign="middle")


def ears_of(face: Face, case: Typecase) -> tuple[str, ...]:
    """Return the two couplets beside the nameplate that have something to draw."""
    return tuple(text for text in face.ears if case.clean(text))[:2]
