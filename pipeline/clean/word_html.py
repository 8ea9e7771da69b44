"""Take Word's own elements out: o:p and its kin, list bullets written as text for old browsers stay."""

from __future__ import annotations

import re

from bs4 import Tag

from pipeline.clean import tree
from pipeline.clean.context import Context
from pipeline.patterns import lazy


PREFIXES = ("o:", "v:", "w:", "st1:", "m:", "x:", "xml:")
_IGNORED = lazy(r"mso-list\s*:\s*ignore", re.IGNORECASE)
DRAWN = frozenset("·lnqvuØü§¨o")  # letters that Word's symbol fonts draw as bullets
PICTURES = ("v:imagedata",)


def word_html(_root: Tag, context: Context) -> None:
    """Unwrap the elements of Word's namespaces; formulas keep theirs for the rule that reads them."""
    for tag in [tag for tag in context.bearing("style") if _IGNORED.search(str(tag.attrs["style"]))]:
        _name_bullet(tag, context)
    for name in [
        name for name in context.index if name.startswith(PREFIXES) and not name.startswith("m:math")
    ]:
        for tag in context.tags(name):
            context.unwrap(tag, "word_html")


def _name_bullet(tag: Tag, context: Context) -> None:
    """Write a bullet for the letter that a symbol font draws as one; a number stays."""
    strings = [node for node in tree.strings(tag) if node.strip()]
    if len(strings) == 1 and strings[0].strip() in DRAWN:
        context.rewrite(strings[0], "•", "word_html")
