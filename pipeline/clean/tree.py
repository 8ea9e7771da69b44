"""Edits of a soup that keep all of BeautifulSoup's links, at a tenth of the cost of its own."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import Tag
from bs4.element import NavigableString, PageElement


SHOWN = frozenset({"img", "math"})  # what is seen without a letter
NEAR = 4  # children looked at on either side of the place asked for last


def is_plain(tag: Tag) -> bool:
    """Tell whether one string is all that an element holds, as in most paragraphs."""
    contents = tag.contents
    return len(contents) == 1 and not isinstance(contents[0], Tag)


def text_of(node: PageElement) -> str:
    """Return all text in a node."""
    if not isinstance(node, Tag):
        return str(node)
    contents = node.contents
    if len(contents) == 1 and not isinstance(contents[0], Tag):
        return str(contents[0])
    return "".join([text_of(child) for child in contents])


def shows(tag: Tag) -> bool:
    """Tell whether an element shows anything: a letter, a picture or a formula."""
    if tag.name in SHOWN:
        return True
    for child in tag.contents:  # the first one tells, most often
        if isinstance(child, Tag):
            if shows(child):
                return True
        elif (text := str(child)) and not text.isspace():  # its first letter tells
            return True
    return False


def descend(tag: Tag) -> list[Tag]:
    """Return the elements in an element, itself first, in document order."""
    if is_plain(tag):
        return [tag]
    found: list[Tag] = []
    ahead = [tag]
    while ahead:
        found.append(tag := ahead.pop())
        ahead += [child for child in reversed(tag.contents) if isinstance(child, Tag)]
    return found


def strings(tag: Tag) -> Iterator[NavigableString]:
    """Walk the strings in an element in document order."""
    for child in tag.contents:
        if isinstance(child, Tag):
            yield from strings(child)
        elif isinstance(child, NavigableString):
            yield child


def place_of(node: PageElement) -> tuple[Tag, int]:
    """Return a node's parent and its place there; it is looked for near the place that was asked for last, because
    rules go through an element's children in order."""
    parent = node.parent
    if parent is None:
        raise ValueError("the node stands in no tree")
    contents, kept = parent.contents, vars(parent)
    last = min(kept.get("place_asked", 0), len(contents))
    for index in range(max(0, last - NEAR), min(len(contents), last + NEAR)):
        if contents[index] is node:
            kept["place_asked"] = index
            return parent, index
    for index, child in enumerate(contents):  # not index(), which takes an equal string for the same
        if child is node:
            kept["place_asked"] = index
            return parent, index
    raise ValueError("the node's parent does not hold it")


def remove(node: PageElement) -> None:
    """Take a node with all in it out of the tree."""
    parent, index = place_of(node)
    last = _last(node)
    _follow(node.previous_element, last.next_element)
    _neighbour(node.previous_sibling, node.next_sibling)
    del parent.contents[index]
    node.parent = None
    node.previous_element = last.next_element = None
    node.previous_sibling = node.next_sibling = None


def unwrap(tag: Tag) -> None:
    """Put an element's content in its place."""
    if not tag.contents:
        remove(tag)
        return
    parent, index = place_of(tag)
    inner = tag.contents
    _follow(tag.previous_element, inner[0])
    _neighbour(tag.previous_sibling, inner[0])
    _neighbour(inner[-1], tag.next_sibling)
    for child in inner:
        child.parent = parent
    parent.contents[index : index + 1] = inner
    tag.contents = []
    tag.parent = tag.previous_element = tag.next_element = tag.previous_sibling = tag.next_sibling = None


def insert(parent: Tag, index: int, node: PageElement) -> None:
    """Put a node that stands in no tree at a place in an element."""
    before = parent.contents[index - 1] if index else None
    after = parent.contents[index] if index < len(parent.contents) else None
    leader = _last(before) if before is not None else parent
    follower = leader.next_element
    _follow(leader, node)
    _follow(_last(node), follower)
    _neighbour(before, node)
    _neighbour(node, after)
    node.parent = parent
    parent.contents.insert(index, node)


def wrap(parent: Tag, start: int, stop: int, tag: Tag) -> None:
    """Put the children from start to stop into a new element in their place."""
    inner = parent.contents[start:stop]
    _follow(inner[0].previous_element, tag)
    _follow(tag, inner[0])
    _neighbour(inner[0].previous_sibling, tag)
    _neighbour(tag, inner[-1].next_sibling)
    _neighbour(None, inner[0])
    _neighbour(inner[-1], None)
    for child in inner:
        child.parent = tag
    tag.contents = inner
    tag.parent = parent
    parent.contents[start:stop] = [tag]


def replace_text(node: NavigableString, text: str) -> NavigableString:
    """Put other text in the place of a string; no text removes it."""
    new = NavigableString(text)
    if not text:
        remove(node)
        return new
    parent, index = place_of(node)
    _follow(node.previous_element, new)
    _follow(new, node.next_element)
    _neighbour(node.previous_sibling, new)
    _neighbour(new, node.next_sibling)
    new.parent = parent
    parent.contents[index] = new
    node.parent = None
    return new


def join_texts(parent: Tag) -> None:
    """Make one string of those that stand side by side in an element."""
    contents = parent.contents
    for index in range(len(contents) - 1, 0, -1):
        before, node = contents[index - 1], contents[index]
        if isinstance(before, NavigableString) and isinstance(node, NavigableString):
            remove(node)
            replace_text(before, f"{before}{node}")


def _last(node: PageElement) -> PageElement:
    while isinstance(node, Tag) and node.contents:
        node = node.contents[-1]
    return node


def _follow(before: PageElement | None, after: PageElement | None) -> None:
    if before is not None:
        before.next_element = after
    if after is not None:
        after.previous_element = before


def _neighbour(before: PageElement | None, after: PageElement | None) -> None:
    if before is not None:
        before.next_sibling = after
    if after is not None:
        after.previous_sibling = before
