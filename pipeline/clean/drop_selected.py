"""Drop what the outlet's selectors name."""

from __future__ import annotations

from bs4 import Tag

from pipeline.clean.context import Context


def drop_selected(_root: Tag, context: Context) -> None:
    """Drop what the outlet's selectors name; what stands inside something dropped is gone already."""
    for tag in context.chosen:
        if tag.parent is not None:
            context.drop(tag, "drop_selected")
