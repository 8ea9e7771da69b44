"""The blocks of an article → which of them are its sub-headings, on evidence."""

from __future__ import annotations

import re

from pipeline.importers.script import (
    CLOSERS,
    NEVER_FIRST,
    ends_sentence,
    is_joined_script,
    marker_kind,
    open_brackets,
    size,
)
from pipeline.importers.wrap import Block


LONGEST, LONGEST_LATIN = 32, 45  # in Chinese characters
SHORTEST_PROSE = 25
LONGEST_COUPLET = 28
SHARED_BEGINNING = 8
# A line that ends so goes on; a heading never does.
GOES_ON = "的把被或而但和"
_NO_HEADING = re.compile(
    r"[（(].*[）)]|[图表]\s*\d+.*|(?:Fig(?:ure)?\.?|Table|Photo|Picture)\s+\d+.*|[—\-*•●■]+.*|[\d\s年月日./:-]+|https?:.*|\W+",
    re.IGNORECASE,
)
_CLAUSES = re.compile(r"[，；\s\u3000]+")


def find_headings(blocks: tuple[Block, ...]) -> frozenset[int]:
    """Find the blocks that are sub-headings: short, without a stop, between finished and following prose."""
    candidates = [_is_candidate(block) for block in blocks]
    found = frozenset(
        at for at in range(len(blocks) - 1) if candidates[at] and _introduces(blocks, candidates, at)
    )
    return frozenset() if len(found) * 2 > len(blocks) else found


def may_be_heading(block: Block) -> bool:
    """Tell whether a block has a heading's form, whatever stands around it."""
    return _is_candidate(block)


def _is_candidate(block: Block) -> bool:
    text = block.text
    has_latin = not any(is_joined_script(c) for c in text)
    if not 2 <= size(text) <= (LONGEST_LATIN if has_latin else LONGEST) or block.is_full:
        return False
    if ends_sentence(text) and not (marker_kind(text) and text.rstrip(CLOSERS)[-1:] in "？！?!"):
        return False
    if text[-1] in "，、,;" or text[-1] in GOES_ON or text[0] in NEVER_FIRST or open_brackets(text):
        return False
    if _NO_HEADING.fullmatch(text) and not text.startswith("【"):
        return False
    return bool(marker_kind(text)) or has_latin or _is_plain(text)


def _is_plain(text: str) -> bool:
    """Tell whether an unnumbered line can head a section: one clause, or a couplet of equal halves."""
    if any(c in text for c in "。！？!?;") or (not any(c in text for c in "，；,")):
        return not any(c in text for c in "。！？!?;")
    halves = [size(clause) for clause in _CLAUSES.split(text)]
    return size(text) <= LONGEST_COUPLET and len(halves) in (2, 3) and max(halves) - min(halves) <= 1


def _introduces(blocks: tuple[Block, ...], candidates: list[bool], at: int) -> bool:
    block, following = blocks[at], blocks[at + 1]
    kind = marker_kind(block.text)
    before = blocks[at - 1] if at else None
    if following.text[0] in NEVER_FIRST or following.text[0].islower():
        return False  # the next block goes on with the line's sentence
    if _is_parallel(blocks, candidates, at) or (following.new_page and kind is None):
        return False  # a heading is hardly ever the last line of a page; half a sentence often is
    if before and not candidates[at - 1] and not _is_finished(before):
        return False
    if before and candidates[at - 1] and marker_kind(before.text) == kind:
        return False  # one of a list of short lines
    if candidates[at + 1]:
        below = marker_kind(following.text)
        return below is not None and below != kind
    return _is_prose(following)


def _is_finished(block: Block) -> bool:
    """Tell whether a section can end with a block: its sentence ends, and leads over to nothing."""
    return ends_sentence(block.text) and block.text[-1] not in "：:—–―"


def _is_prose(block: Block) -> bool:
    return size(block.text) >= SHORTEST_PROSE or ends_sentence(block.text)


def _is_parallel(blocks: tuple[Block, ...], candidates: list[bool], at: int) -> bool:
    """Tell whether another paragraph begins with the same words: the line is one of a row, not a heading."""
    beginning = blocks[at].text[:SHARED_BEGINNING]
    if len(beginning) < SHARED_BEGINNING:
        return False
    return any(
        other.text.startswith(beginning) and not candidates[place]
        for place, other in enumerate(blocks)
        if place != at
    )
