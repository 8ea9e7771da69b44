"""Drop blocks that show nothing."""

from __future__ import annotations

from bs4 import Tag

from pipeline.clean import tree
from pipeline.clean.blocks import block_list
from pipeline.clean.context import Context
from pipeline.clean.strays import settle_terms


BLOCKS = (
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "figcaption", "caption", "blockquote",
    "pre", "figure", "ul", "ol", "dl", "table", "aside",
)  # fmt: skip


def drop_empty(root: Tag, context: Context) -> None:
    """Drop empty blocks, the inner ones first."""
    for tag in reversed([tag for name in BLOCKS for tag in context.tags(name)]):
        if tag.parent is not None and not tree.shows(tag):
            _mark_gap(tag)
            context.drop(tag, "drop_empty")
            context.changes += 1
    _drop_rules(root, context)
    for terms in context.tags("dl"):
        settle_terms(terms, context)


def _mark_gap(tag: Tag) -> None:
    """Leave a mark for the rule that finds verse: an empty paragraph is what parts stanzas."""
    below = tag.next_sibling
    while below is not None and not isinstance(below, Tag):
        below = below.next_sibling
    if below is not None:
        below.attrs["data-gap"] = "1"


def _drop_rules(root: Tag, context: Context) -> None:
    """Drop lines drawn at an end of the text, above its notes, or below another."""
    blocks = block_list(root)
    for place, tag in enumerate(blocks):
        below = blocks[place + 1].name if place + 1 < len(blocks) else "aside"
        if tag.name == "hr" and (not place or below == "aside" or blocks[place - 1].name == "hr"):
            context.drop(tag, "drop_empty")
