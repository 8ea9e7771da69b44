"""Unwrap elements of the line that show nothing."""

from __future__ import annotations

from bs4 import Tag

from pipeline.clean import tree
from pipeline.clean.context import Context


NAMES = ("strong", "em", "code", "sup", "sub", "span", "ruby")


def empty_inline(_root: Tag, context: Context) -> None:
    """Unwrap what shows nothing; the white space or line end in it stays."""
    for tag in context.tags(*NAMES):
        if not tree.shows(tag):
            context.unwrap(tag, "empty_inline")
