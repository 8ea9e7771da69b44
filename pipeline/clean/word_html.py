"""Take Word's own elements out: o:p and its kin, list bullets written as text for old browsers stay."""

from __future__ import annotations

from bs4 import Tag

from pipeline.clean.context import Context


PREFIXES = ("o:", "v:", "w:", "st1:", "m:", "x:", "xml:")
PICTURES = ("v:imagedata",)


def word_html(_root: Tag, context: Context) -> None:
    """Unwrap the elements of Word's namespaces; formulas keep theirs for the rule that reads them."""
    for name in [
        name for name in context.index if name.startswith(PREFIXES) and not name.startswith("m:math")
    ]:
        for tag in context.tags(name):
            context.unwrap(tag, "word_html")
