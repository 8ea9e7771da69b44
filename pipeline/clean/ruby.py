"""Keep ruby that has a reading; unwrap the rest."""

from __future__ import annotations

from bs4 import Tag

from pipeline.clean import tree
from pipeline.clean.context import Context
from pipeline.markup.soup import is_block


def ruby(_root: Tag, context: Context) -> None:
    """Unwrap ruby without a reading, and readings without ruby."""
    for tag in context.tags("ruby"):
        has_reading = any(isinstance(child, Tag) and child.name == "rt" for child in tag.contents)
        if not has_reading or any(is_block(inner) for inner in tree.descend(tag) if inner is not tag):
            context.unwrap(tag, "ruby")
    for tag in context.tags("rt", "rp"):
        if tag.parent is not None and tag.parent.name != "ruby":
            context.unwrap(tag, "ruby")
