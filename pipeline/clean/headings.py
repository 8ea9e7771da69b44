"""Make each heading a line of its own; inside a quotation, item or cell it is bold text."""

from __future__ import annotations

from bs4 import Tag

from pipeline.clean import tree
from pipeline.clean.context import Context
from pipeline.markup.soup import is_block


NAMES = ("h1", "h2", "h3", "h4", "h5", "h6")
INSIDE = frozenset(
    {"aside", "blockquote", "caption", "dd", "dt", "figcaption", "figure", "li", "td", "th", *NAMES}
)


def headings(_root: Tag, context: Context) -> None:
    """Settle what headings stand in and what stands in headings."""
    for tag in context.tags(*NAMES):
        _open(tag, context)
        if any(is_block(inner) for inner in tree.descend(tag) if inner is not tag):
            context.rename(tag, "div")
        elif any(parent.name in INSIDE for parent in tag.parents):
            context.rename(tag, "p")
            if tag.contents:
                context.wrap(tag, 0, len(tag.contents), "strong")


def _open(tag: Tag, context: Context) -> None:
    """Unwrap a box that is all there is in a heading."""
    while True:
        inner = [node for node in tag.contents if isinstance(node, Tag) or str(node).strip()]
        if (
            len(inner) != 1
            or not isinstance(inner[0], Tag)
            or inner[0].name not in ("p", "div", "center", "section")
        ):
            return
        context.unwrap(inner[0], "headings")
