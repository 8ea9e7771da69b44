"""Font bytes and a text → shaped glyphs in ems, their outlines, and the characters no font has."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import groupby

import uharfbuzz as hb

from pipeline.tongues import is_right_to_left


IDEOGRAPHIC = ("zh", "ja", "ko")
ARABIC = "notosansarabic/NotoSansArabic[wdth,wght].ttf"
HEBREW = "notosanshebrew/NotoSansHebrew[wdth,wght].ttf"
FONT_FILES = {
    "zh": "notosanssc/NotoSansSC[wght].ttf",
    "zh-hant": "notosanstc/NotoSansTC[wght].ttf",
    "zh-tw": "notosanstc/NotoSansTC[wght].ttf",
    "zh-hk": "notosanstc/NotoSansTC[wght].ttf",
    "zh-mo": "notosanstc/NotoSansTC[wght].ttf",
    "ja": "notosansjp/NotoSansJP[wght].ttf",
    "ko": "notosanskr/NotoSansKR[wght].ttf",
    **dict.fromkeys(("ar", "fa", "ur", "ps", "ckb"), ARABIC),
    **dict.fromkeys(("he", "yi"), HEBREW),
}
# Letters that no decomposition leads to a drawn one, each with the nearest that every face has.
NEAREST = dict(zip("łŁıđĐøØħĦŧŦіІјЈѕЅґҐћђљњџ‑", "lLidDoOhHtTiIjJsSгГħђлнц-", strict=True)) | {
    "ї": "ï",
    "Ї": "Ï",
}


_DIRECTION = {"R": True, "AL": True, "L": False, "EN": False, "AN": False, "NSM": None}


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph of a shaped text; lengths are in ems, y upwards."""

    font: int
    gid: int
    index: int  # of its character in the text
    advance: float
    x: float
    y: float
    is_rtl: bool = False  # it stands in a run that is read from right to left


@dataclass(frozen=True, slots=True)
class Ink:
    """What a glyph blackens around its own origin, in ems, y upwards."""

    left: float
    bottom: float
    right: float
    top: float


def font_file_name(language: str) -> str:
    """Name the Noto file a language is set in, relative to the font pack's folder fonts/ofl."""
    parts = language.lower().replace("_", "-").split("-")
    if "hant" in parts:
        return FONT_FILES["zh-hant"]
    tried = ("-".join(parts[:2]), parts[0])
    return next((FONT_FILES[tag] for tag in tried if tag in FONT_FILES), FONT_FILES["zh"])


def is_ideographic(language: str) -> bool:
    """Tell whether a language is set in full-width characters."""
    return language.lower().split("-")[0] in IDEOGRAPHIC


def directions(text: str, *, is_rtl: bool) -> list[bool]:
    """Tell for each character whether it is read from right to left: the bidirectional algorithm for short lines.

    Letters and digits have their own direction; what stands between two runs follows them if they agree, else the
    text's own.
    """
    strong = [_DIRECTION.get(unicodedata.bidirectional(char)) for char in text]
    found: list[bool] = []
    for index, own in enumerate(strong):
        before = next((known for known in reversed(strong[:index]) if known is not None), is_rtl)
        after = next((known for known in strong[index + 1 :] if known is not None), is_rtl)
        found.append(own if own is not None else before if before == after else is_rtl)
    return found


class Typecase:
    """The fonts of one cover, first choice first; remembers what it shaped and what it lacked."""

    def __init__(self, fonts: tuple[bytes | hb.Blob, ...], language: str) -> None:
        self.language = language
        blobs = [hb.Blob(font) if isinstance(font, bytes) else font for font in fonts]
        self._faces = [hb.Face(blob) for blob in blobs]
        self._fonts: dict[tuple[int, int], hb.Font] = {}
        self._inks: dict[tuple[int, int, int], Ink] = {}
        self._paths: dict[tuple[int, int, int], str] = {}
        self._missing: dict[str, None] = {}

    @property
    def is_rtl(self) -> bool:
        """Whether lines run from right to left."""
        return is_right_to_left(self.language)

    @property
    def missing(self) -> tuple[str, ...]:
        """Characters asked for that no font has, in the order met."""
        return tuple(self._missing)

    def clean(self, text: str) -> str:
        """Return the text as it can be set: composed, one kind of space, no character without a glyph."""
        composed = unicodedata.normalize("NFC", text)
        kept = "".join(
            " " if _is_gap(c) else c for c in composed if unicodedata.category(c) not in ("Cf", "Mn")
        )
        return " ".join("".join(self._drawable(c) for c in kept).split())

    def shape(self, text: str, weight: int, *, vertical: bool = False) -> tuple[Glyph, ...]:
        """Shape a cleaned text at a weight."""
        choice = list(zip(self._choose(text), directions(text, is_rtl=self.is_rtl), strict=True))
        glyphs: list[Glyph] = []
        for (font, is_rtl), run in groupby(range(len(text)), key=choice.__getitem__):
            indexes = list(run)
            run_text = text[indexes[0] : indexes[-1] + 1]
            direction = "ttb" if vertical else "rtl" if is_rtl else "ltr"
            shaped = self._shape_run(run_text, font, weight, direction)
            glyphs += [replace(glyph, index=indexes[0] + glyph.index) for glyph in shaped]
        return tuple(glyphs)

    def ink(self, glyph: Glyph, weight: int) -> Ink:
        """Return what a glyph blackens."""
        key = glyph.font, glyph.gid, weight
        if key not in self._inks:
            font = self._font(glyph.font, weight)
            extents, em = font.get_glyph_extents(glyph.gid), font.face.upem
            left, top = extents.x_bearing / em, extents.y_bearing / em
            self._inks[key] = Ink(left, top + extents.height / em, left + extents.width / em, top)
        return self._inks[key]

    def outline(self, glyph: Glyph, weight: int) -> str:
        """Return a glyph's outline as SVG path data, a thousand units to the em, y upwards."""
        key = glyph.font, glyph.gid, weight
        if key not in self._paths:
            font = self._font(glyph.font, weight)
            pen = _Pen(1000 / font.face.upem)
            font.draw_glyph(glyph.gid, _draw_funcs(), pen)
            self._paths[key] = "".join(pen.parts)
        return self._paths[key]

    def _font(self, index: int, weight: int) -> hb.Font:
        if (index, weight) not in self._fonts:
            font = hb.Font(self._faces[index])
            font.set_variations({"wght": weight})
            self._fonts[index, weight] = font
        return self._fonts[index, weight]

    def _has(self, index: int, char: str) -> bool:
        font = self._font(index, 400)
        if font.get_nominal_glyph(ord(char)):
            return True
        parts = unicodedata.normalize("NFD", char)
        return len(parts) > 1 and all(font.get_nominal_glyph(ord(part)) for part in parts)

    def _drawable(self, char: str) -> str:
        if char == " " or any(self._has(index, char) for index in range(len(self._faces))):
            return char
        self._missing.setdefault(char)
        nearest = NEAREST.get(char) or unicodedata.normalize("NFKD", char)[0]
        return nearest if nearest != char and self._has(0, nearest) else " "

    def _choose(self, text: str) -> list[int]:
        chosen: list[int] = []
        for char in text:
            last = chosen[-1] if chosen else 0
            if char == " ":
                chosen.append(last)
            else:
                chosen.append(next((i for i in range(len(self._faces)) if self._has(i, char)), last))
        return chosen

    def _shape_run(self, text: str, index: int, weight: int, direction: str) -> list[Glyph]:
        """Shape characters of one font and direction; the glyphs come in the order they are read."""
        font, em = self._font(index, weight), self._faces[index].upem
        buffer = hb.Buffer()
        buffer.add_codepoints([ord(char) for char in text])
        buffer.guess_segment_properties()
        buffer.direction = direction
        buffer.language = self.language
        # Western text in a Chinese face: its quotation marks are full-width unless asked for otherwise.
        hb.shape(font, buffer, {} if is_ideographic(self.language) else {"pwid": True})
        glyphs = [
            Glyph(
                index,
                sign.codepoint,
                sign.cluster,
                (-place.y_advance if direction == "ttb" else place.x_advance) / em,
                place.x_offset / em,
                place.y_offset / em,
                direction == "rtl",
            )
            for sign, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        ]
        return glyphs[::-1] if direction == "rtl" else glyphs


def _is_gap(char: str) -> bool:
    return char.isspace() or unicodedata.category(char) in ("Cc", "Zs", "Zl", "Zp")


@dataclass(slots=True)
class _Pen:
    scale: float
    parts: list[str] = field(default_factory=list)

    def add(self, command: str, *numbers: float) -> None:
        # Whole units: outlines of a variable font are fractions that may differ from machine to machine.
        self.parts.append(command + " ".join(str(round(number * self.scale)) for number in numbers))


@cache
def _draw_funcs() -> hb.DrawFuncs:
    funcs = hb.DrawFuncs()
    funcs.set_move_to_func(lambda x, y, pen: pen.add("M", x, y))
    funcs.set_line_to_func(lambda x, y, pen: pen.add("L", x, y))
    funcs.set_quadratic_to_func(lambda *a: a[-1].add("Q", *a[:-1]))
    funcs.set_cubic_to_func(lambda *a: a[-1].add("C", *a[:-1]))
    funcs.set_close_path_func(lambda pen: pen.add("Z"))
    return funcs
