"""Make paragraphs of soup: of boxes, of loose text, of text broken by double line ends or by indents."""

from __future__ import annotations

import re

from bs4 import Tag
from bs4.element import PageElement

from pipeline.clean import tree
from pipeline.clean.context import Context
from pipeline.clean.lines import split_inline, split_lines, trim_breaks
from pipeline.markup.soup import holds_block, is_block
from pipeline.markup.vocabulary import BLOCK_LIKE
from pipeline.patterns import lazy


CAPTION = lazy(
    r"pic-?te?xt|caption|img-?(?:text|desc|info|title)|tu(?:shuo|zhu)|picture-?(?:text|desc)|wp-caption",
    re.IGNORECASE,
)
WHOLE = frozenset({"br", "hr", "img", "math", "pre"})  # nothing in these is a paragraph's
HOLDERS = frozenset({"aside", "blockquote", "dd", "li", "td", "th"})
LISTS = frozenset(
    {"caption", "dl", "dt", "figcaption", "figure", "ol", "table", "tbody", "tfoot", "thead", "tr", "ul"}
)
INLINE_KEPT = frozenset({"strong", "em"})  # pushed down into the blocks they hold; others are unwrapped


def paragraphs(root: Tag, context: Context) -> None:
    """Make paragraphs of all loose text."""
    _settle(root, context)


def _settle(tag: Tag, context: Context) -> None:
    if tag.name == "p" and (tree.is_plain(tag) or not any(isinstance(child, Tag) for child in tag.contents)):
        return  # a plain paragraph, as most are
    _push_down(tag, context)
    for child in list(tag.contents):
        if isinstance(child, Tag) and child.name not in WHOLE and is_block(child):
            _settle(child, context)
    if not holds_block(tag):
        trim_breaks(tag)
    if tag.name in LISTS or tag.name in WHOLE:
        return
    if holds_block(tag):
        _wrap_loose(tag, context)
    elif tag.name == "blockquote" or tag.parent is None:
        _wrap(tag, 0, len(tag.contents), context)
    elif tag.name in HOLDERS:
        split_inline(tag, context)
        split_lines(tag, context)
    else:
        _end_leaf(tag, context)
        return
    if (
        tag.parent is not None
        and tag.name not in HOLDERS
        and tag.name not in ("h1", "h2", "h3", "h4", "h5", "h6")
    ):
        _hand_on(tag, context)
        context.unwrap(tag, "paragraphs")


def _end_leaf(tag: Tag, context: Context) -> None:
    """A box without blocks is a paragraph, or several."""
    if tag.name in BLOCK_LIKE and tag.name != "h1":
        context.rename(tag, "p")
    trim_breaks(tag)
    if tag.name == "p":
        split_inline(tag, context)
        split_lines(tag, context)
        if holds_block(tag):
            _hand_on(tag, context)
            context.unwrap(tag, "paragraphs")


def _hand_on(tag: Tag, context: Context) -> None:
    """Give what a box says of its name and language to what stands in it."""
    blocks = [child for child in tag.contents if isinstance(child, Tag) and is_block(child)]
    if "id" in tag.attrs and blocks and "id" not in blocks[0].attrs:
        context.set_id(blocks[0], str(tag.attrs["id"]))
    named = CAPTION.search(str(tag.attrs.get("class", ""))) is not None
    shown = [block for block in blocks if tree.shows(block)] if named else []
    if len(shown) == 1 and shown[0].name == "p":
        shown[0].attrs.setdefault("class", tag.attrs["class"])
    for key in ("lang", "dir"):
        if tag.attrs.get(key):
            for block in blocks:
                block.attrs.setdefault(key, tag.attrs[key])


def _wrap_loose(tag: Tag, context: Context) -> None:
    """Put each run of text beside blocks into a paragraph."""
    index = 0
    while index < len(tag.contents):
        stop = index
        while stop < len(tag.contents) and not is_block(tag.contents[stop]):
            stop += 1
        if stop > index:
            stop = index + _wrap(tag, index, stop, context)
        index = stop + 1


def _wrap(tag: Tag, start: int, stop: int, context: Context) -> int:
    """Wrap a run that shows something; return how many nodes stand where the run stood."""
    if start == stop:
        return 0
    if not any(_shows(node) for node in tag.contents[start:stop]):
        for node in [node for node in tag.contents[start:stop] if isinstance(node, Tag)]:
            tree.remove(node)
            stop -= 1
        return stop - start
    made = context.wrap(tag, start, stop, "p")
    before = len(tag.contents)
    _end_leaf(made, context)
    return 1 + len(tag.contents) - before


def _shows(node: PageElement) -> bool:
    return tree.shows(node) if isinstance(node, Tag) else bool(str(node).strip())


def _push_down(tag: Tag, context: Context) -> None:
    """Take elements of the line off the blocks they hold, and put emphasis into those blocks."""
    index = 0
    while index < len(tag.contents):
        node = tag.contents[index]
        if isinstance(node, Tag) and node.name not in WHOLE and not is_block(node) and _has_block(node):
            inner = list(node.contents)
            if node.name in INLINE_KEPT:
                for child in inner:
                    _emphasise(child, node.name, context)
            _hand_on(node, context)
            context.unwrap(node, "paragraphs")
            continue
        index += 1


def _has_block(tag: Tag) -> bool:
    return any(is_block(inner) for inner in tree.descend(tag) if inner is not tag)


def _emphasise(node: PageElement, name: str, context: Context) -> None:
    if isinstance(node, Tag) and (is_block(node) or _has_block(node)):
        if node.name in WHOLE or node.name in ("table", "figure"):
            return
        for child in list(node.contents):
            _emphasise(child, name, context)
    elif _shows(node):
        parent, index = tree.place_of(node)
        if parent.name not in LISTS or parent.name in ("caption", "dt", "figcaption"):
            context.wrap(parent, index, index + 1, name)
