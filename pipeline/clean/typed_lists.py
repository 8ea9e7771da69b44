"""Make lists of neighbouring lines typed with numbers or bullets; a number stays as it was typed."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from bs4 import Tag

from pipeline.clean import tree
from pipeline.clean.blocks import block_list, line_of
from pipeline.clean.context import Context, count_letters
from pipeline.clean.marks import RANKS, Mark, begins, follows, mark_of, may_be_marked
from pipeline.model import Counts
from pipeline.patterns import lazy


LONGEST = 100  # letters an item has on the average; longer ones are numbered paragraphs
PASSAGE = 30  # letters of an item that holds more than a sentence
_INSIDE = lazy(r"[。！？；][^”’」』）)]|[.!?]\s+[A-Z]")
COLONS = ("：", ":")
SPEECH = frozenset({"es", "fr", "it", "pl", "pt", "ru", "uk", "tr", "hu", "vi"})  # a dash begins what is said
NOT_ITEMS = frozenset({"question", "answer", "signature", "verse"})


@dataclass(slots=True)
class _Item:
    tag: Tag
    mark: Mark
    below: list[_Item] = field(default_factory=list)


def typed_lists(root: Tag, context: Context) -> None:
    """Put each run of items into a list."""
    _split_lines(root, context)
    blocks = block_list(root)
    marks = [_mark(tag, context) for tag in blocks]
    place = 0
    while place < len(blocks):
        items, end = _run(blocks, marks, place)
        if _is_list(items):
            _make(items, context)
        place = max(end, place + 1)


def _mark(tag: Tag, context: Context) -> Mark | None:
    if tag.name != "p" or tag.attrs.get("class") in NOT_ITEMS or not may_be_marked(tree.text_of(tag)):
        return None
    mark = mark_of(line_of(tag))
    if mark is None or mark.kind in ("part", "chapter", "section"):
        return None
    is_speech = mark.kind == "dash" and context.options.language.partition("-")[0].lower() in SPEECH
    return None if is_speech or any(inner.name == "br" for inner in tree.descend(tag)) else mark


def _run(blocks: list[Tag], marks: list[Mark | None], place: int) -> tuple[list[_Item], int]:
    """Gather the items from a place on, each with the items of a lower kind below it."""
    first = marks[place]
    if first is None or not begins(first):
        return [], place
    items = [_Item(blocks[place], first)]
    at = place + 1
    while at < len(blocks):
        mark = marks[at]
        if follows(mark, items[-1].mark) and mark is not None:
            items.append(_Item(blocks[at], mark))
            at += 1
        elif mark is not None and not items[-1].below and _is_below(mark, first):
            below, end = _run(blocks, marks, at)
            goes_on = end < len(blocks) and follows(marks[end], items[-1].mark)
            if len(below) < 2 or not (goes_on or line_of(items[-1].tag).endswith(COLONS)):
                break
            items[-1].below, at = below, end
        else:
            break
    return items, at


def _is_below(mark: Mark, first: Mark) -> bool:
    if mark.kind not in RANKS:
        return first.kind in RANKS
    return first.kind in RANKS and RANKS[mark.kind] > RANKS[first.kind] and mark.number == 1


def _is_list(items: list[_Item]) -> bool:
    """Two items or more, most of which are no whole passages."""
    if len(items) < 2:
        return False
    lines = [line_of(item.tag) for item in items]
    passages = sum(len(line) > PASSAGE and _INSIDE.search(line) is not None for line in lines)
    return sum(map(count_letters, lines)) <= LONGEST * len(items) and passages * 2 < len(items)


def _make(items: list[_Item], context: Context) -> Tag:
    """Build the list in the place of its first line; a number is text, a bullet is the list's own."""
    kind = items[0].mark.kind
    keeps = kind in RANKS or kind == "double_dash"
    parent, place = tree.place_of(items[0].tag)
    made = context.new("ol" if kind in RANKS else "ul", {"class": "typed"} if keeps else {})
    for item in items:
        if not keeps:
            _cut_mark(item, context)
        line = context.new("li")
        tree.remove(item.tag)
        tree.insert(made, len(made.contents), line)
        tree.insert(line, 0, item.tag)
        if item.below:
            below = _make(item.below, context)
            tree.remove(below)
            tree.insert(line, 1, below)
    tree.insert(parent, place, made)
    context.changes += 1
    return made


def _cut_mark(item: _Item, context: Context) -> None:
    """Take the bullet off a line, and enter it in the ledger."""
    left = count_letters(line_of(item.tag)[: item.mark.length])
    for node in list(tree.strings(item.tag)):
        text = str(node).lstrip()
        cut = min(left, len(text))
        if cut:
            context.account("typed_lists", Counts(letters=cut), text[:cut])
        left -= cut
        rest = text[cut:].lstrip()
        tree.replace_text(node, rest)
        if not left and rest:
            return


def _split_lines(root: Tag, context: Context) -> None:
    """Part a paragraph whose lines are items, or a line of introduction and items."""
    for tag in block_list(root):
        breaks = [node for node in tag.contents if isinstance(node, Tag) and node.name == "br"]
        if tag.name != "p" or not breaks:
            continue
        lines = _lines_of(tag)
        marks = [mark_of(line) for line in lines]
        first = next((place for place, mark in enumerate(marks) if mark is not None), len(lines))
        found = marks[first:]
        if len(found) < 2 or first > 1 or (first and not lines[0].endswith(COLONS)):
            continue
        if all(one is not None and follows(two, one) for one, two in pairwise(found)):
            _part(tag, context)


def _lines_of(tag: Tag) -> list[str]:
    lines: list[list[str]] = [[]]
    for node in tag.contents:
        if isinstance(node, Tag) and node.name == "br":
            lines.append([])
        else:
            lines[-1].append(tree.text_of(node))
    return [" ".join("".join(line).split()) for line in lines]


def _part(tag: Tag, context: Context) -> None:
    """Put each line into a paragraph of its own."""
    breaks = [node for node in tag.contents if isinstance(node, Tag) and node.name == "br"]
    start = 0
    for line_end in [*breaks, None]:
        stop = tree.place_of(line_end)[1] if line_end is not None else len(tag.contents)
        if stop > start:
            context.wrap(tag, start, stop, "p")
            start += 1
        if line_end is not None:
            tree.remove(line_end)
    first = tag.contents[0]
    if "id" in tag.attrs and isinstance(first, Tag):
        context.set_id(first, str(tag.attrs["id"]))
    context.unwrap(tag, "typed_lists")
