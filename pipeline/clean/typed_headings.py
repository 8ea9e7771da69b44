"""Make headings of short numbered lines that introduce text: 第一章, 一、, （一）, 1."""

from __future__ import annotations

from itertools import pairwise

from bs4 import Tag

from pipeline.clean import tree
from pipeline.clean.blocks import block_list, line_of
from pipeline.clean.context import Context, count_letters
from pipeline.clean.marks import RANKS, Mark, mark_of, may_be_marked
from pipeline.markup.vocabulary import HEADINGS
from pipeline.patterns import lazy


ABLE = ("part", "chapter", "section", "han", "bracketed", "arabic")
ALONE = ("part", "chapter", "section")  # one of them is a heading by itself
MOST = 0.6  # of a kind's lines must be headings, that any is: else they are a list's
LONGEST = 40  # letters
WORDS = 14
LEAST_BELOW = 20  # letters of the text it introduces
_END = lazy("[。！？；，、：;,.!?…”’」』]$")
_INSIDE = lazy("[。！？；]")


def typed_headings(root: Tag, context: Context) -> None:
    """Rename the lines of each kind that are headings."""
    blocks = block_list(root)
    marks = {
        id(tag): mark
        for tag in blocks
        if tag.name == "p" and may_be_marked(tree.text_of(tag)) and (mark := mark_of(line_of(tag)))
    }
    if not marks:
        return
    able: dict[str, list[Tag]] = {}
    for tag, below in pairwise(blocks):
        mark = marks.get(id(tag))
        if mark is not None and mark.kind in ABLE and _is_short(tag) and _introduces(below, mark, marks):
            able.setdefault(mark.kind, []).append(tag)
    for kind, found in able.items():
        all_of_kind = sum(mark.kind == kind for mark in marks.values())
        told = any(_is_heading_of(tag, kind) for tag in blocks)
        enough = len(found) > 1 or kind in ALONE or told
        if enough and len(found) >= MOST * all_of_kind and _in_order([marks[id(tag)] for tag in found], told):
            for tag in found:
                _make(tag, kind, blocks, context)


def _is_short(tag: Tag) -> bool:
    text = line_of(tag)
    if (
        count_letters(text) > LONGEST
        or len(text.split()) > WORDS
        or _END.search(text)
        or _INSIDE.search(text)
    ):
        return False
    return not any(inner.name in ("br", "img", "math") for inner in tree.descend(tag))


def _introduces(below: Tag, mark: Mark, marks: dict[int, Mark]) -> bool:
    """Text, a table or a line of a lower kind stands below a heading; a list's next item does not."""
    if below.name in ("ul", "ol", "table", "blockquote", "figure"):
        return below.name != "figure" or mark.kind in ALONE
    if below.name in HEADINGS:
        return mark.kind in ALONE
    next_mark = marks.get(id(below))
    if next_mark is not None and next_mark.kind in RANKS:
        return RANKS[next_mark.kind] > RANKS[mark.kind]
    return below.name == "p" and (mark.kind in ALONE or count_letters(line_of(below)) >= LEAST_BELOW)


def _is_heading_of(tag: Tag, kind: str) -> bool:
    mark = mark_of(line_of(tag)) if tag.name in HEADINGS else None
    return mark is not None and mark.kind == kind


def _in_order(marks: list[Mark], told: bool) -> bool:
    """Numbers go up, or begin again where a sequence stands below another's heading."""
    return told or all(after.number > before.number or after.number == 1 for before, after in pairwise(marks))


def _make(tag: Tag, kind: str, blocks: list[Tag], context: Context) -> None:
    for strong in [inner for inner in tree.descend(tag) if inner.name == "strong"]:
        tree.unwrap(strong)
    tag.attrs.pop("class", None)
    context.rename(tag, level_of(tag, kind, blocks))
    context.changes += 1


def level_of(tag: Tag, kind: str, blocks: list[Tag]) -> str:
    """Stand beside the headings of the same kind, below those of a kind further out or without a number."""
    for block in reversed(blocks[: next(place for place, block in enumerate(blocks) if block is tag)]):
        if block.name not in HEADINGS:
            continue
        mark = mark_of(line_of(block))
        if mark is None or mark.kind not in RANKS:
            return f"h{min(6, int(block.name[1]) + 1)}" if "data-bold" not in block.attrs else block.name
        if mark.kind == kind:
            return block.name
        if RANKS[mark.kind] < RANKS[kind]:
            return f"h{min(6, int(block.name[1]) + 1)}"
    return "h2"
