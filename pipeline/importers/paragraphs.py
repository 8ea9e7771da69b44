"""The blocks of an article → its paragraphs, those broken at a page's end whole again, on strong evidence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.importers.headings import may_be_heading
from pipeline.importers.script import (
    MARKER,
    NEVER_FIRST,
    PAUSE,
    ends_sentence,
    glue,
    has_sentence,
    is_cut,
    is_joined_script,
    open_brackets,
    size,
)
from pipeline.importers.wrap import Block, Layout


LONG = 50  # Chinese characters: no heading or list item is so long
SHORT = 12  # shorter lines without a stop are names, dates, captions: not even doubtful
SHORTEST = 5  # unless they look like a heading, and stand where none was taken for one
Verdict = Literal["join", "doubt", "apart"]


@dataclass(frozen=True, slots=True)
class Seam:
    """A place where a paragraph seems broken: joined, or left for the editor."""

    line: int  # where the second half begins in the file
    before: str
    after: str
    joined: bool


@dataclass(frozen=True, slots=True)
class Mended:
    """The paragraphs and sub-headings of an article."""

    blocks: tuple[Block, ...]
    headings: frozenset[int]  # places in `blocks`
    seams: tuple[Seam, ...] = ()


def mend(blocks: tuple[Block, ...], headings: frozenset[int], layout: Layout) -> Mended:
    """Join broken paragraphs; a heading is never joined."""
    is_prose = _is_prose(blocks, headings)
    mended: list[Block] = []
    heads: set[int] = set()
    seams: list[Seam] = []
    for at, block in enumerate(blocks):
        verdict: Verdict = "apart"
        if at and not {at, at - 1} & headings:
            verdict = judge(blocks[at - 1], block, layout, is_prose=is_prose)
        if verdict != "apart":
            seams.append(Seam(block.number, blocks[at - 1].text, block.text, verdict == "join"))
        if verdict == "join":
            mended[-1] = replace(mended[-1], text=glue(mended[-1].text, block.text))
            continue
        if at in headings:
            heads.add(len(mended))
        mended.append(block)
    return Mended(tuple(mended), frozenset(heads), tuple(seams))


def judge(before: Block, after: Block, layout: Layout, *, is_prose: bool) -> Verdict:
    """Decide whether two blocks are halves of one paragraph."""
    if _waits_for(before.text, after.text):
        return "join"
    if not is_cut(before.text):
        return "doubt" if _runs_on(before, after, layout) else "apart"
    if MARKER.match(after.text) or (layout.is_indented and after.indent >= 2):
        return "doubt" if _is_long(before) else "apart"
    if is_prose and any(sign(before, after, layout) for sign in SIGNS):
        return "join"
    is_odd = size(before.text) >= SHORT or (
        is_prose and may_be_heading(before) and size(before.text) >= SHORTEST
    )
    return "doubt" if is_odd else "apart"


def _waits_for(before: str, after: str) -> bool:
    """Tell whether a block begins with what can only stand behind other words: ， or a quote's end."""
    if after[0] not in NEVER_FIRST:
        return False
    return not ends_sentence(before) or after[0] in open_brackets(before)


def _runs_on(before: Block, after: Block, layout: Layout) -> bool:
    """Tell whether a paragraph may go on over a page's end although a sentence ends there."""
    return layout.is_indented and after.new_page and after.indent < 2 and before.is_full


def _starts_small(before: Block, after: Block, _: Layout) -> bool:
    return after.text[0].islower() and size(before.text) >= SHORT


def _crosses_page(before: Block, after: Block, _: Layout) -> bool:
    return after.new_page and size(before.text) >= SHORT and not may_be_heading(before)


def _is_full_line(before: Block, after: Block, _: Layout) -> bool:
    return before.is_full and _continues(before, after) and not may_be_heading(replace(before, is_full=False))


def _lacks_indent(before: Block, after: Block, layout: Layout) -> bool:
    return layout.is_indented and before.indent >= 2 > after.indent and size(before.text) >= SHORT


def _is_cut_short(before: Block, after: Block, _: Layout) -> bool:
    return _is_long(before) and _continues(before, after)


# What makes a join certain enough; each sign alone suffices, once the first block ends inside a sentence.
SIGNS: tuple[Callable[[Block, Block, Layout], bool], ...] = (
    _starts_small,
    _crosses_page,
    _is_full_line,
    _lacks_indent,
    _is_cut_short,
)


def _continues(before: Block, after: Block) -> bool:
    """Tell whether a block can be the rest of a sentence: no pause before it, no capital."""
    if before.text[-1] in PAUSE and not open_brackets(before.text):
        return False
    if is_joined_script(before.text[-1]) or is_joined_script(after.text[0]):
        return is_cut(before.text)
    return not after.text[0].isupper()


def _is_long(block: Block) -> bool:
    return size(block.text) >= LONG or (has_sentence(block.text) and size(block.text) >= SHORT * 2)


def _is_prose(blocks: tuple[Block, ...], headings: frozenset[int]) -> bool:
    """Tell whether the paragraphs end their sentences as a rule; verse, tables and lists do not."""
    paragraphs = [block for at, block in enumerate(blocks) if at not in headings]
    cut = sum(not ends_sentence(block.text) for block in paragraphs)
    return cut <= 2 or cut * 2 <= len(paragraphs)
