"""Show the MathML that a page hides behind a drawing of it, and drop the drawing."""

from __future__ import annotations

import re

from bs4 import Tag

from pipeline.clean import tree
from pipeline.clean.context import Context
from pipeline.patterns import lazy


_DRAWING = lazy(r"mwe-math-fallback|tex-?img|math-?(?:img|image|fallback)|\blatex\b", re.IGNORECASE)
_DRAWN = lazy(r"(?:^|\s)(?:MathJax(?:_Preview|_Display|_CHTML|_SVG)?|katex-html|mjx-chtml)(?=$|\s)")
FORMULAS = ("math", "m:math", "mml:math")
BOXES = frozenset({"span", "div", "mjx-assistive-mml", "mjx-container"})


def formulas(_root: Tag, context: Context) -> None:
    """Settle each formula that stands twice."""
    for formula in [tag for name in FORMULAS for tag in context.tags(name)]:
        scope = _shown(formula)
        for picture in _drawings(scope):
            context.drop(picture, "formulas")
        for drawn in [tag for tag in tree.descend(scope) if _is_drawn(tag, formula)]:
            if drawn.parent is not None:
                context.drop(drawn, "formulas")


def _shown(formula: Tag) -> Tag:
    """Take off what hides a formula; return the outermost element that is nothing but this formula."""
    scope = formula
    while True:
        for key in ("style", "hidden", "aria-hidden"):
            scope.attrs.pop(key, None)
        above = scope.parent
        if above is None or above.name not in BOXES:
            return scope
        if any(tag.name in ("p", "math") and tag is not formula for tag in tree.descend(above)):
            return scope
        if not _is_named(above):
            return scope
        scope = above


def _is_named(tag: Tag) -> bool:
    told = f"{tag.attrs.get('class', '')} {tag.attrs.get('id', '')} {tag.name}".lower()
    return any(word in told for word in ("math", "katex", "mjx", "mml", "tex"))


def _drawings(scope: Tag) -> list[Tag]:
    """Return the pictures of the formula in its own box, and right behind it."""
    found = [tag for tag in tree.descend(scope) if tag.name == "img"]
    behind = scope.next_sibling
    if (
        isinstance(behind, Tag)
        and behind.name == "img"
        and _DRAWING.search(str(behind.attrs.get("class", "")))
    ):
        found.append(behind)
    return found


def _is_drawn(tag: Tag, formula: Tag) -> bool:
    """Tell whether an element is a formula put together of letters, beside its MathML."""
    if tag is formula or not _DRAWN.search(str(tag.attrs.get("class", ""))):
        return False
    return all(inner is not formula for inner in tree.descend(tag))
