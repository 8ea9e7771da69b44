"""Split a paragraph at line ends that end one: two in a row, one before an indent, those of prose."""

from __future__ import annotations

from bs4 import Tag
from bs4.element import PageElement

from pipeline.clean import tree
from pipeline.clean.context import Context, count_letters
from pipeline.patterns import lazy


_INDENT = lazy(r"^[ \t\n\r]*(?:\u3000{2,}|[\u00a0\u2002\u2003]{2,}|\u3000\u00a0)")
_SENTENCE_END = lazy("[。！？!?.…；;][”’」』）)\"']*$")
PROSE = 40  # letters a line of prose has on the average; a verse's has fewer
MOST = 0.6
Line = list[PageElement]
_OPENED = frozenset({"strong", "em", "span", "sup", "sub", "code", "a"})
COPIED = ("align", "class", "dir", "lang", "style")


def split_lines(tag: Tag, context: Context) -> None:
    """Put each paragraph of an element's direct content into a `p`; the element keeps them."""
    groups = _groups(_lines(tag))
    if len(groups) < 2:
        return
    attrs = (
        {key: value for key in COPIED if (value := tag.attrs.get(key)) is not None} if tag.name == "p" else {}
    )
    pictured = False
    for group in groups:
        _, start = tree.place_of(group[0][0])
        _, last = tree.place_of(group[-1][-1])
        made = context.wrap(tag, start, last + 1, "p")
        made.attrs.update(attrs)
        if pictured:
            made.attrs["data-caption"] = "1"
        pictured = not any(_text(line).strip() for line in group)
        trim_breaks(made)
    for node in [node for node in tag.contents if isinstance(node, Tag) and node.name == "br"]:
        tree.remove(node)
    context.changes += 1


def split_inline(tag: Tag, context: Context) -> None:
    """Open emphasis at the double line ends in it, so that the paragraph can be split there."""
    for child in [
        child for child in tag.contents if isinstance(child, Tag) and child.name in ("strong", "em", "span")
    ]:
        split_inline(child, context)
        lines = _lines(child)
        if len(lines) < 3 or not any(not _shows(line) for line in lines[1:-1]):
            continue
        attrs = {key: value for key, value in child.attrs.items() if key != "id"}
        for line in lines:
            if _shows(line):
                _, start = tree.place_of(line[0])
                context.wrap(child, start, start + len(line), child.name).attrs.update(attrs)
        context.unwrap(child, "paragraphs")


def trim_breaks(tag: Tag) -> None:
    """Take line ends off both ends of an element, those inside its emphasis too."""
    for last in (False, True):
        while (edge := _edge(tag, last=last)) is not None and edge.name == "br":
            tree.remove(edge)


def _edge(tag: Tag, *, last: bool) -> Tag | None:
    """Return the element that stands first, or last, before any text."""
    for node in reversed(tag.contents) if last else tag.contents:
        if not isinstance(node, Tag):
            if str(node).strip():
                return None
        elif node.name in _OPENED:
            if (inner := _edge(node, last=last)) is not None or tree.text_of(node).strip():
                return inner
        else:
            return node
    return None


def _lines(tag: Tag) -> list[Line]:
    lines: list[Line] = [[]]
    for node in tag.contents:
        if isinstance(node, Tag) and node.name == "br":
            lines.append([])
        else:
            lines[-1].append(node)
    return lines


def _groups(lines: list[Line]) -> list[list[Line]]:
    """Gather lines into paragraphs; each is a run of neighbours, line ends between its lines included."""
    groups: list[list[Line]] = []
    is_open = False
    for line in lines:
        if not _shows(line):
            is_open = False
        elif is_open and not _INDENT.match(_text(line)) and not _stands_alone(line, groups[-1][-1]):
            groups[-1].append(line)
        else:
            groups.append([line])
            is_open = True
    return [
        part for group in groups for part in (([line] for line in group) if _is_prose(group) else [group])
    ]


def _stands_alone(line: Line, before: Line) -> bool:
    """A line of pictures is no part of the text above or below it."""
    return not _text(line).strip() or not _text(before).strip()


def _is_prose(lines: list[Line]) -> bool:
    texts = [text for line in lines if (text := _text(line).strip())]
    if len(texts) < 2:
        return False
    ended = sum(_SENTENCE_END.search(text) is not None for text in texts[:-1])
    return ended >= MOST * (len(texts) - 1) and sum(map(count_letters, texts)) >= PROSE * len(texts)


def _text(line: Line) -> str:
    return "".join([tree.text_of(node) for node in line])


def _shows(line: Line) -> bool:
    return any(tree.shows(node) if isinstance(node, Tag) else str(node).strip() for node in line)
