"""Link notes that were only typed: [1] or ① in the text, and below it the lines that begin with the same mark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from bs4 import Tag
from bs4.element import NavigableString

from pipeline.clean import tree
from pipeline.clean.blocks import block_list, line_of
from pipeline.clean.context import Context
from pipeline.model import Counts
from pipeline.patterns import lazy


LABEL = lazy(
    r"[【\[]?(?:注释|註釋|注解|脚注|尾注|附注|参考文献|參考文獻|参考资料|引用文献|参考書|주석|참고문헌|notes?|footnotes?|"
    r"endnotes?|references?|bibliography|works cited|sources|anmerkungen|quellen|einzelnachweise|fußnoten|références|"
    r"notas|referencias|referências|примечания|источники|литература)[】\]]?[:：]?",
    re.IGNORECASE,
)
_HEAD = lazy(r"(?:注\s?)?(?:[\[［〔【]\s?(\d{1,3})\s?[\]］〕】]|([①-⑳])|注\s?(\d{1,2})[：:])\s?")
_PLAIN_HEAD = lazy(r"[（(]?(\d{1,3})[.．、)）]\s?")
_MARK = lazy(r"[\[［〔【]\s?(?:注\s?)?(\d{1,3})(?:\s?[,，、–—~-]\s?\d{1,3})*\s?[\]］〕】]|([①-⑳])")
_RAISED = lazy(
    r"\s*[\[［(（〔]?\s?(?:注\s?)?(\d{1,3})(?:\s?[,，、–-]\s?\d{1,3})*\s?[\]］)）〕]?\s*|\s*([①-⑳])\s*"
)
_FIRST_MARK = lazy(r"[\[［〔【]\s?(?:注\s?)?1\s?[\]］〕】,，、–—~-]|①|注\s?1[：:]")
SIGNS = "[［〔【①注"  # one of which every first mark has
_UNIT = lazy(r"(?:^|[^A-Za-z])(?:[kcmd]?m|ft|in|s|[A-Za-zα-ω])\s*$")  # a power stands behind it


@dataclass(frozen=True, slots=True)
class _Note:
    tag: Tag
    number: int
    is_circled: bool = False


def typed_notes(root: Tag, context: Context) -> None:
    """Link marks to notes, where the text has the marks in order."""
    text = context.text
    has_mark = any(sign in text for sign in SIGNS) and _FIRST_MARK.search(text) is not None
    if not has_mark and not context.tags("sup"):
        return
    blocks = block_list(root)
    start, notes = _notes(blocks)
    if not notes or any(link for note in notes for link in tree.descend(note.tag) if _leads_within(link)):
        return
    numbers = {note.number * (-1 if note.is_circled else 1) for note in notes}
    marks = [(node, abs(number)) for block in blocks[:start] for node, number in _marks(block, numbers)]
    if not marks or not _in_order([number for _, number in marks]):
        return
    taken = {str(tag.attrs["id"]) for tag in context.bearing("id")}
    names: dict[int, str] = {}
    for note in notes:
        name = str(note.tag.attrs.get("id") or f"note-{note.number}")
        if name not in taken or "id" in note.tag.attrs:
            names[note.number] = name
    called = {number for _, number in marks}
    for node, number in reversed(marks):
        if number in names:
            _link(node, names[number], context)
    for note in notes:
        if note.number in names and note.number in called:
            context.set_id(note.tag, names[note.number])
    for label in blocks[max(0, start - 1) : start + 1]:
        if label.name == "p" and LABEL.fullmatch(line_of(label)):
            for strong in [inner for inner in tree.descend(label) if inner.name == "strong"]:
                tree.unwrap(strong)
            context.rename(label, "h2")


def _leads_within(link: Tag) -> bool:
    return link.name == "a" and str(link.attrs.get("href", "")).startswith("#")


def _notes(blocks: list[Tag]) -> tuple[int, list[_Note]]:
    """Return where the notes begin and the notes: the last lines that are numbered from 1 on."""
    for start in range(len(blocks) - 1, 0, -1):
        block = blocks[start]
        is_label = LABEL.fullmatch(line_of(block)) is not None
        if is_label and start + 1 < len(blocks):
            return start, _numbered(blocks[start + 1 :], told=True)
        if block.name == "p" and (match := _HEAD.match(line_of(block))) and _number(match) == 1:
            return start, _numbered(blocks[start:], told=False)
    return len(blocks), []


def _numbered(blocks: list[Tag], *, told: bool) -> list[_Note]:
    """Number the notes by their marks, or the items of a list below a heading that says what they are."""
    found: list[_Note] = []
    for block in blocks:
        if block.name == "ol" and told and not found:
            items = [item for item in block.contents if isinstance(item, Tag)]
            return [_Note(item, number) for number, item in enumerate(items, 1)]
        line = line_of(block)
        match = _HEAD.match(line) or (_PLAIN_HEAD.match(line) if told else None)
        if block.name != "p" or match is None or _number(match) != len(found) + 1:
            break
        found.append(_Note(block, len(found) + 1, is_circled=_told(match) < 0))
    return found


def _number(match: re.Match[str]) -> int:
    return abs(_told(match))


def _told(match: re.Match[str]) -> int:
    """Return the number of a mark, below nought if it is circled: the two kinds never mean each other."""
    told = next((group for group in match.groups() if group), "0")
    return ord("①") - 1 - ord(told) if "①" <= told <= "⑳" else int(told)


def _marks(block: Tag, numbers: set[int]) -> Iterator[tuple[NavigableString, int]]:
    """Yield each mark of a block as a string of its own."""
    is_amid = False  # a mark that begins a block is the note's own
    for node in list(tree.strings(block)):
        holders = [tag.name for tag in node.parents]
        if "a" in holders or "pre" in holders or "code" in holders or "math" in holders:
            continue
        raised = "sup" in holders
        match = _RAISED.fullmatch(node) if raised else None
        if match is not None and _told(match) in numbers and not _is_power(node):
            yield node, _told(match)
        elif not raised:
            yield from _within(node, numbers, is_amid=is_amid)
        is_amid = is_amid or bool(node.strip())


def _is_power(node: NavigableString) -> bool:
    """30 m², x³: a bare raised number behind a unit or a letter."""
    before = node.previous_element
    while isinstance(before, Tag):
        before = before.previous_element
    return node.strip().isdecimal() and before is not None and _UNIT.search(str(before)) is not None


def _within(
    node: NavigableString, numbers: set[int], *, is_amid: bool
) -> Iterator[tuple[NavigableString, int]]:
    """Part a string at the marks in it."""
    text, place = str(node), 0
    found = [
        match for match in _MARK.finditer(text) if (match.start() or is_amid) and _told(match) in numbers
    ]
    if not found:
        return
    parent, at = tree.place_of(node)
    pieces: list[tuple[str, int]] = []
    for match in found:
        pieces += [(text[place : match.start()], 0), (match[0], _told(match))]
        place = match.end()
    pieces.append((text[place:], 0))
    tree.remove(node)
    for piece, number in [pair for pair in pieces if pair[0]]:
        made = NavigableString(piece)
        tree.insert(parent, at, made)
        at += 1
        if number:
            yield made, number


def _in_order(numbers: list[int]) -> bool:
    """Marks are first met in the order of their numbers; other numbers in the text are not."""
    firsts = list(dict.fromkeys(numbers))
    return firsts[0] == 1 and all(after > before for before, after in pairwise(firsts))


def _link(node: NavigableString, name: str, context: Context) -> None:
    parent, place = tree.place_of(node)
    link = context.wrap(parent, place, place + 1, "a")
    link.attrs["href"] = f"#{name}"
    context.account("typed_notes", Counts(links=-1))
    if parent.name != "sup" and all(tag.name != "sup" for tag in link.parents):
        context.wrap(parent, place, place + 1, "sup")
