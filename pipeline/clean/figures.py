"""Put pictures that stand alone, or at an end of a paragraph, into figures."""

from __future__ import annotations

from bs4 import Tag
from bs4.element import PageElement

from pipeline.clean import tree
from pipeline.clean.context import Context
from pipeline.clean.lines import trim_breaks


WITHOUT_PICTURES = frozenset({"pre", "ruby"})


def figures(_root: Tag, context: Context) -> None:
    """Make figures of pictures."""
    for picture in context.tags("img"):
        if any(parent.name in WITHOUT_PICTURES for parent in picture.parents):
            context.drop(picture, "figures")
    for name in ("h1", "h2", "h3", "h4", "h5", "h6"):
        for heading in context.tags(name):
            if not tree.text_of(heading).strip():
                context.rename(heading, "p")
    for paragraph in context.tags("p"):
        if tree.is_plain(paragraph) or paragraph.parent is None:
            continue
        if any(tag.name == "img" for tag in tree.descend(paragraph)):
            _lift(paragraph, context)


def _lift(paragraph: Tag, context: Context) -> None:
    """Take the pictures at both ends of a paragraph out of it."""
    _flatten(paragraph, context)
    parent, place = tree.place_of(paragraph)
    if parent.name == "figure":
        context.unwrap(paragraph, "figures")
        return
    if not tree.text_of(paragraph).strip():
        for line_end in [
            child for child in paragraph.contents if isinstance(child, Tag) and child.name == "br"
        ]:
            tree.remove(line_end)
        for picture in [child for child in paragraph.contents if _is_picture(child)]:
            _, index = tree.place_of(picture)
            context.wrap(paragraph, index, index + 1, "figure")
        if not any(isinstance(child, Tag) and child.name == "math" for child in paragraph.contents):
            context.unwrap(paragraph, "figures")
        return
    for picture in _at_start(paragraph.contents):
        tree.remove(picture)
        tree.insert(parent, place, picture)
        context.wrap(parent, place, place + 1, "figure")
        place += 1
    for picture in _at_start(paragraph.contents[::-1]):
        tree.remove(picture)
        tree.insert(parent, place + 1, picture)
        context.wrap(parent, place + 1, place + 2, "figure")
    trim_breaks(paragraph)


def _flatten(paragraph: Tag, context: Context) -> None:
    """Unwrap emphasis around nothing but pictures."""
    for tag in list(tree.descend(paragraph)):
        emphasis = tag is not paragraph and tag.name in ("strong", "em", "span", "sup", "sub", "code")
        if (
            emphasis
            and not tree.text_of(tag).strip()
            and any(inner.name == "img" for inner in tree.descend(tag))
        ):
            context.unwrap(tag, "figures")


def _is_picture(node: PageElement) -> bool:
    return isinstance(node, Tag) and node.name == "img"


def _at_start(nodes: list[PageElement]) -> list[PageElement]:
    found: list[PageElement] = []
    for node in nodes:
        if _is_picture(node):
            found.append(node)
        elif (isinstance(node, Tag) and node.name != "br") or tree.text_of(node).strip():
            break
    return found
