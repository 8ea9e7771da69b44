"""Give elements that only look like something their plain names: b → strong, i → em, font and u → nothing."""

from __future__ import annotations

import re

from bs4 import Tag

from pipeline.clean import tree
from pipeline.clean.context import Context, is_note
from pipeline.markup.vocabulary import BLOCK_LIKE, BLOCKS, CONTENT, MATH, PHRASING
from pipeline.patterns import lazy


NAMES = {
    "b": "strong",
    "i": "em",
    "cite": "em",
    "dfn": "em",
    "var": "em",
    "kbd": "code",
    "samp": "code",
    "tt": "code",
    "listing": "pre",
    "xmp": "pre",
    "menu": "ul",
    "dir": "ul",
    "address": "div",
}
KNOWN = frozenset({*PHRASING, *BLOCKS, *BLOCK_LIKE, *MATH, *CONTENT, "source", "rt", "rp"})
_BOLD = lazy(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)


def presentation(_root: Tag, context: Context) -> None:
    """Rename and unwrap; what is bold by style in the line is strong; what is unknown is nothing."""
    for tag in context.tags("span", "font"):
        if _BOLD.search(str(tag.attrs.get("style", ""))):
            context.rename(tag, "strong")
    for tag in context.tags("cite"):  # a title is slanted, a mark that calls a reference is not
        if any(
            str(inner.attrs.get("href", "")).startswith("#")
            for inner in tree.descend(tag)
            if inner.name == "a"
        ):
            context.unwrap(tag, "presentation")
    for old, new in NAMES.items():
        for tag in context.tags(old):
            context.rename(tag, new)
    for tag in context.tags("center"):  # a caption is known by it
        tag.attrs["align"] = "center"
        context.rename(tag, "div")
    for tag in context.tags("aside"):
        if not is_note(tag):
            context.rename(tag, "div")
    for name in [name for name in context.index if name not in KNOWN and not name.endswith(":math")]:
        for tag in context.tags(name):
            if "lang" in tag.attrs or "dir" in tag.attrs:
                context.rename(tag, "span")
            else:
                context.unwrap(tag, "presentation")
