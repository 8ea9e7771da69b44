"""Put what stands loose in a list or table into an item, row or cell, and those where they belong."""

from __future__ import annotations

from bs4 import Tag
from bs4.element import PageElement

from pipeline.clean import tree
from pipeline.clean.context import Context
from pipeline.markup.soup import holds_block
from pipeline.markup.vocabulary import ORDER


SECTIONS = ("thead", "tbody", "tfoot")
CELLS = ("td", "th")
# An element, what it may hold, and what anything else in it is wrapped in.
HOLD: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("ul", ("li",), "li"),
    ("ol", ("li",), "li"),
    ("table", ("caption", *SECTIONS, "tr"), "tr"),
    ("thead", ("tr",), "tr"),
    ("tbody", ("tr",), "tr"),
    ("tfoot", ("tr",), "tr"),
    ("tr", CELLS, "td"),
)
BELONG: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("caption", *SECTIONS), ("table",)),
    "tr": ("table", *SECTIONS),
    **dict.fromkeys(CELLS, ("tr",)),
    **dict.fromkeys(("dt", "dd"), ("dl",)),
    "li": ("ul", "ol"),
}


def strays(_root: Tag, context: Context) -> None:
    """Settle lists and tables."""
    for terms in context.tags("dl"):
        for group in [child for child in terms.contents if isinstance(child, Tag) and child.name == "div"]:
            context.unwrap(group, "strays")
        settle_terms(terms, context)
    for name, may_hold, wrapper in HOLD:
        for tag in context.tags(name):
            if name in BELONG and not _belongs(tag):
                continue
            _wrap_others(tag, may_hold, wrapper, context)
    for name in ("caption", *SECTIONS, "tr", *CELLS, "dt", "dd"):
        for tag in context.tags(name):
            if not _belongs(tag):
                context.rename(tag, "div")
    for item in context.tags("li"):
        if not _belongs(item):
            _give_list(item, context)


def _belongs(tag: Tag) -> bool:
    return tag.parent is not None and tag.parent.name in BELONG[tag.name]


def _wrap_others(tag: Tag, may_hold: tuple[str, ...], wrapper: str, context: Context) -> None:
    index = 0
    while index < len(tag.contents):
        stop = index
        while stop < len(tag.contents) and not _is(tag.contents[stop], may_hold):
            stop += 1
        if any(_is_there(node) for node in tag.contents[index:stop]):
            context.wrap(tag, index, stop, wrapper)
            stop = index + 1
        index = stop + 1


def _is(node: PageElement, names: tuple[str, ...]) -> bool:
    return isinstance(node, Tag) and node.name in names


def _is_there(node: PageElement) -> bool:
    return isinstance(node, Tag) or bool(str(node).strip())


def _give_list(item: Tag, context: Context) -> None:
    parent, start = tree.place_of(item)
    stop = last = start + 1
    while stop < len(parent.contents) and (
        _is(parent.contents[stop], ("li",)) or not _is_there(parent.contents[stop])
    ):
        stop += 1
        last = stop if _is(parent.contents[stop - 1], ("li",)) else last
    context.wrap(parent, start, last, "ul")


def settle_terms(terms: Tag, context: Context) -> None:
    """Keep a list of terms where terms and definitions take turns; else it is paragraphs."""
    parts = [child for child in terms.contents if _is_there(child)]
    kinds = "".join(f"{part.name if isinstance(part, Tag) else 'text'} " for part in parts if _shows(part))
    if ORDER["dl"].fullmatch(kinds):
        for part in [part for part in parts if not _shows(part)]:
            context.drop(part, "strays")
        return
    for part in [part for part in parts if isinstance(part, Tag) and part.name in ("dt", "dd")]:
        if holds_block(part):
            context.unwrap(part, "strays")
        else:
            context.rename(part, "p")
    if any(not isinstance(part, Tag) for part in parts):
        context.rename(terms, "div")
    else:
        context.unwrap(terms, "strays")


def _shows(node: PageElement) -> bool:
    return tree.shows(node) if isinstance(node, Tag) else bool(str(node).strip())
