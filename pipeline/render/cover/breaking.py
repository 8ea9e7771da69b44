"""Shaped glyphs of a text → lines: where it may break, what a line measures, which breaks look best."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from pipeline.render.cover.typecase import Glyph, is_ideographic


OPENING = frozenset("（《〈「『【〔〖［｛“‘")
CLOSING = frozenset("）》〉」』】〕〗］｝”’、。，．")
NO_START = CLOSING | frozenset(
    "：；！？…—～·・‧ー々〻％‰℃ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ,.!?:;)]}»%"
)
NO_END = OPENING | frozenset("([{«￥＄$#№第")
AMBIGUOUS = frozenset("“”‘’…—·")  # full-width among ideographs, narrow among letters
COUNTED = frozenset(
    "年月日期届号章条个项次名人岁周篇元时分亩号歳巻号回년월일호"
)  # stays with the number before it
LEANING = frozenset("的了着过地得们等性化者之上中下里子儿头")  # reads badly at a line's start
GAP_EM = 0.12  # between ideographs and letters or digits


@dataclass(frozen=True, slots=True)
class Atom:
    """Glyphs that stay together, and what they measure in ems."""

    start: int  # of its glyphs
    end: int
    width: float  # with the white of its last glyph, or the space after it
    lead: float  # white that a line start takes away
    trail: float  # white that a line end takes away
    penalty: float  # of a break after it


@dataclass(frozen=True, slots=True)
class Span:
    """A line: its glyphs, what is trimmed from its start, its measure in ems."""

    start: int
    end: int
    lead: float
    width: float


def spaced(text: str, glyphs: tuple[Glyph, ...], language: str, tracking: float) -> tuple[float, ...]:
    """Return what each glyph advances: less between full-width marks, more where the script changes."""
    wide = wide_characters(text, language)
    advances = []
    for glyph, following in zip(glyphs, (*glyphs[1:], None), strict=False):
        advance = glyph.advance
        if following is not None and following.index != glyph.index:
            here, there = text[glyph.index], text[following.index]
            if advance > 0.9 and _is_squeezed(here, there, wide[following.index]):
                advance -= 0.5
            elif wide[glyph.index] != wide[following.index] and here.isalnum() and there.isalnum():
                advance += max(0.0, GAP_EM - tracking)
            advance += tracking
        advances.append(advance)
    return tuple(advances)


def wide_characters(text: str, language: str) -> list[bool]:
    """Tell for each character whether a line may break beside it as beside an ideograph."""
    ideographic = is_ideographic(language)
    wide = []
    for index, char in enumerate(text):
        beside = text[index - 1 : index] + text[index + 1 : index + 2]
        if char in AMBIGUOUS:
            wide.append(ideographic and not (len(beside) == 2 and beside.isascii() and beside.isalnum()))
        else:
            # Korean breaks at its spaces, like letters.
            is_hangul = "\uac00" <= char <= "\ud7a3"
            wide.append(not is_hangul and unicodedata.east_asian_width(char) in "WF")
    return wide


def atoms_from(
    text: str, glyphs: tuple[Glyph, ...], advances: tuple[float, ...], language: str
) -> tuple[Atom, ...]:
    """Cut shaped glyphs where a line may break."""
    wide = wide_characters(text, language)
    atoms, start = [], 0
    for end in range(1, len(glyphs) + 1):
        before = glyphs[end - 1].index
        if end < len(glyphs) and not _may_break(text, before, glyphs[end].index, wide):
            continue
        atoms.append(_atom(text, glyphs, advances, (start, end), language))
        start = end
    return tuple(atoms)


def split_wide(atoms: tuple[Atom, ...], advances: tuple[float, ...], width: float) -> tuple[Atom, ...]:
    """Cut between any two glyphs of an atom that is wider than a line."""
    cut: list[Atom] = []
    for atom in atoms:
        if atom.width - atom.lead - atom.trail <= width:
            cut.append(atom)
            continue
        last = atom.end - 1
        cut += [Atom(i, i + 1, advances[i], 0.0, 0.0, 0.5) for i in range(atom.start, last)]
        cut.append(Atom(last, atom.end, advances[last], 0.0, min(atom.trail, advances[last]), atom.penalty))
    return tuple(cut)


def count_lines(atoms: tuple[Atom, ...], width: float) -> int:
    """Return the fewest lines of a width the atoms fill."""
    count, filled = 0, 0.0
    for atom in atoms:
        if count and filled + atom.width - atom.trail <= width:
            filled += atom.width
        else:
            count, filled = count + 1, atom.width - atom.lead
    return count


def cost_of(atoms: tuple[Atom, ...], spans: tuple[Span, ...]) -> float:
    """Return what the breaks between lines cost: 0 where all are at natural places."""
    ends = {span.end for span in spans[:-1]}
    return sum(atom.penalty for atom in atoms if atom.end in ends)


def break_lines(atoms: tuple[Atom, ...], width: float, count: int) -> tuple[Span, ...]:
    """Break into `count` lines of even measure, at natural places where there is a choice."""
    mean = sum(atom.width for atom in atoms) / count
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for _ in range(count):
        row: dict[int, tuple[float, int]] = {}
        for start, (cost, _from) in best[-1].items():
            _extend(atoms, start, cost, (width, mean), row)
        best.append(row)
    ends = [len(atoms)]
    for row in reversed(best[1:]):
        ends.append(row[ends[-1]][1])
    ends.reverse()
    return tuple(_span(atoms[a:b]) for a, b in pairwise(ends))


def _extend(
    atoms: tuple[Atom, ...],
    start: int,
    cost: float,
    measure: tuple[float, float],
    row: dict[int, tuple[float, int]],
) -> None:
    width, mean = measure
    filled = -atoms[start].lead if start < len(atoms) else 0.0
    for end in range(start + 1, len(atoms) + 1):
        atom = atoms[end - 1]
        filled += atom.width
        line = filled - atom.trail
        if line > width + 1e-9 and end > start + 1:
            return
        penalty = atom.penalty if end < len(atoms) else 0.0
        total = cost + ((line - mean) / width) ** 2 + penalty
        if end not in row or total < row[end][0]:
            row[end] = total, start


def _span(atoms: tuple[Atom, ...]) -> Span:
    width = sum(atom.width for atom in atoms) - atoms[0].lead - atoms[-1].trail
    return Span(atoms[0].start, atoms[-1].end, atoms[0].lead, width)


def _atom(
    text: str, glyphs: tuple[Glyph, ...], advances: tuple[float, ...], span: tuple[int, int], language: str
) -> Atom:
    start, end = span
    width = sum(advances[start:end])
    first, last = glyphs[start], glyphs[end - 1]
    lead = 0.5 if text[first.index] in OPENING and first.advance > 0.9 else 0.0
    trail = advances[end - 1] - (last.advance - _white_after(text[last.index], last.advance, language))
    if text[last.index] == " ":
        trail = advances[end - 1] + (advances[end - 2] - glyphs[end - 2].advance if end - start > 1 else 0.0)
    penalty = _penalty(text, last.index, glyphs[end].index if end < len(glyphs) else None)
    return Atom(start, end, width, lead, trail, penalty)


def _white_after(char: str, advance: float, language: str) -> float:
    if advance <= 0.9 or char not in CLOSING:
        return 0.0
    is_centred = char in "、。，．" and any(tag in language.lower() for tag in ("hant", "-tw", "-hk", "-mo"))
    return 0.0 if is_centred else 0.5


def _is_squeezed(here: str, there: str, there_is_wide: bool) -> bool:
    if not there_is_wide:
        return False
    if here in OPENING:
        return there in OPENING
    return here in CLOSING and (there in OPENING or there in CLOSING)


def _may_break(text: str, before: int, after: int, wide: list[bool]) -> bool:
    here, there = text[before], text[after]
    if before == after or there == " ":
        return False
    if here == " ":
        return True
    if there in NO_START or here in NO_END or (here.isdigit() and there in COUNTED):
        return False
    if wide[before] or wide[after]:
        return True
    return here in "-–—/" and there.isalpha() and text[before - 1 : before].isalpha()


def _penalty(text: str, before: int, after: int | None) -> float:
    if after is None or text[before] in " ，、：；。！？—…”’）》」』】·":
        return 0.0
    if text[after] in OPENING:
        return 0.02
    inside = (
        sum((char in OPENING) - (char in CLOSING) for char in text[:after]) > 0
    )  # a quotation or a book's title
    return (0.2 if text[after] in LEANING else 0.09) + 0.04 * inside
