"""Lines of a text → its layout and the blocks they make: paragraphs, headings, halves of broken ones."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from pipeline.importers.lines import Line
from pipeline.importers.script import MARKER, ends_sentence, first_word, glue, is_cut, is_joined_script, width


NARROWEST, WIDEST = 36, 130  # columns between which a text may have been broken into lines
SHORTEST_LINE = 30  # columns; a shorter line without a stop is more often a heading
UNEVEN = 8  # columns by which punctuation and words make lines differ
HANGING = 2  # columns by which punctuation stands over the edge
APART = 6  # columns a line may lack where blank lines tell paragraphs apart
FEWEST = 4  # unfinished lines, before a text counts as broken into lines


@dataclass(frozen=True, slots=True)
class Layout:
    """How a whole text sets its paragraphs."""

    wrap: int | None = None  # columns of a full line; None: every line is a paragraph
    margin: int = 0  # columns of white space before every line
    is_indented: bool = False  # paragraphs begin with white space
    by_character: bool = False  # every character counted as two columns, and words were broken too
    is_spaced: bool = False  # blank lines stand between paragraphs


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading, or the half of a broken paragraph."""

    text: str
    number: int  # of its first line
    gap: int = 0
    indent: int = 0  # columns beyond the margin
    new_page: bool = False
    is_full: bool = False  # its last line reaches the edge: the paragraph may go on


def measure(lines: tuple[Line, ...]) -> Layout:
    """Find out whether lines were broken by hand, and how paragraphs are set apart."""
    margin = min((line.indent for line in lines), default=0)
    wrap, by_character = _wrap_of(lines)
    long = [line for line in lines if width(line.text) >= NARROWEST]
    indented = sum(line.indent - margin >= 2 for line in long)
    enough = max(2, len(long) // (12 if wrap else 2))
    ends = [
        following.gap > 0
        for line, following in pairwise(lines)
        if wrap and ends_sentence(line.text) and _breadth(line, by_character=by_character) * 4 < wrap * 3
    ]
    return Layout(wrap, margin, indented >= enough, by_character, sum(ends) * 5 >= max(1, len(ends)) * 4)


def reaches_edge(line: Line, following: Line, layout: Layout) -> bool:
    """Tell whether a line is full: what comes next would not have fitted."""
    if layout.wrap is None:
        return False
    word = _OPENED.match(following.text) if layout.by_character else None
    taken = len(word[0]) * 2 if word else width(first_word(following.text))
    space = 0 if is_joined_script(following.text[0]) or is_joined_script(line.text[-1]) else 1
    # A paragraph may well end a little before the edge, unless blank lines tell where it ends.
    slack = APART if layout.is_spaced and not following.gap else 0 if ends_sentence(line.text) else HANGING
    return _breadth(line, by_character=layout.by_character) + space + taken > layout.wrap - slack


_OPENED = re.compile(r"[“‘「『（(《〈【〔]*.")


def _breadth(line: Line, *, by_character: bool) -> int:
    return line.indent + (len(line.text) * 2 if by_character else width(line.text))


def divide(lines: tuple[Line, ...], layout: Layout) -> tuple[Block, ...]:
    """Divide lines into blocks."""
    blocks: list[Block] = []
    group: list[Line] = []
    for line in lines:
        if group and _begins(group[-1], line, layout):
            blocks.append(_block(group, line, layout))
            group = []
        group.append(line)
    if group:
        blocks.append(_block(group, None, layout))
    return tuple(blocks)


def _wrap_of(lines: tuple[Line, ...]) -> tuple[int | None, bool]:
    """Return the columns at which lines were broken, and whether characters were counted, however wide."""
    pairs = [
        (line, following)
        for line, following in pairwise(lines)
        if following.gap == 0 and is_cut(line.text) and width(line.text) >= SHORTEST_LINE
    ]
    best: tuple[int, int | None, bool] = (0, None, False)
    for by_character in (False, True):
        edge = _edge_of(lines, pairs, by_character=by_character)
        if edge is None or (by_character and not _is_joined(lines)):
            continue
        even = sum(abs(_breadth(line, by_character=by_character) - edge) <= 2 for line, _ in pairs)
        best = max(best, (even, edge, by_character), key=lambda found: found[0])
    return best[1], best[2]


def _edge_of(lines: tuple[Line, ...], pairs: list[tuple[Line, Line]], *, by_character: bool) -> int | None:
    """Find where lines that end inside a sentence end as a rule, if nearly all of them are full there."""
    if len(pairs) < FEWEST:
        return None
    edge = sorted(_breadth(line, by_character=by_character) for line, _ in pairs)[len(pairs) // 2]
    breadths = [_breadth(line, by_character=by_character) for line in lines]
    too_long = sum(breadth > edge + UNEVEN for breadth in breadths)
    near = sum(breadth > edge - UNEVEN for breadth in breadths)
    if not NARROWEST <= edge <= WIDEST or too_long * 33 > len(lines) or near * 3 < len(lines):
        return None
    layout = Layout(edge, by_character=by_character)
    full = sum(reaches_edge(line, following, layout) for line, following in pairs)
    return edge if full * 4 >= len(pairs) * 3 else None


def _is_joined(lines: tuple[Line, ...]) -> bool:
    """Tell whether a text is written without spaces between its words."""
    text = "".join(line.text for line in lines)
    return width(text) * 3 > len(text) * 4


def _begins(before: Line, line: Line, layout: Layout) -> bool:
    if line.gap or line.new_page or layout.wrap is None:
        return True
    if line.indent - layout.margin >= 2 and (layout.is_indented or line.indent > before.indent):
        return True
    if ends_sentence(before.text) and (MARKER.match(line.text) or _is_short(line, layout)):
        return True
    return not reaches_edge(before, line, layout)


def _is_short(line: Line, layout: Layout) -> bool:
    """Tell whether a line can be no part of a paragraph: not full, and no end of a sentence."""
    breadth = _breadth(line, by_character=layout.by_character)
    return breadth < (layout.wrap or 0) - UNEVEN and not ends_sentence(line.text)


def _block(group: list[Line], following: Line | None, layout: Layout) -> Block:
    first, last = group[0], group[-1]
    is_full = following is not None and reaches_edge(last, following, layout)
    text = group[0].text
    for before, line in pairwise(group):
        is_tight = layout.by_character and _breadth(before, by_character=True) >= (layout.wrap or 0)
        text = text + line.text if is_tight and line.indent != 1 else glue(text, line.text)
    return Block(text, first.number, first.gap, first.indent - layout.margin, first.new_page, is_full)
