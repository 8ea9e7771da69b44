"""Drop furniture that its class or id names: share bars, related boxes, newsletters, advertisements."""

from __future__ import annotations

import re

from bs4 import Tag

from pipeline.clean import tree
from pipeline.clean.context import Context, count_letters, measure
from pipeline.patterns import lazy


_ANYWAY = lazy(
    r"(?:^|[\s_-])(?:share|sharing|bdshare|bdsharebuttonbox|social(?:-share|-links)?|newsletter|subscribe|subscription|"
    r"ads?|advert|advertisement|adsbygoogle|guanggao|gg|sponsor(?:ed)?|promo|breadcrumbs?|toolbar|toolbox|fontsize|"
    r"print|pager|pagination|qrcode|erweima|ewm|cookie|paywall|login|tags?|jiathis|mw-editsection)(?:$|[\s_-])",
    re.IGNORECASE,
)
_LISTS = lazy(
    r"(?:^|[\s_-])(?:related|recommend(?:ed|ation|ations)?|readmore|read-more|more-(?:news|stories)|xgyd|xgxw|tuijian|comments?|"
    r"comment-list|hot-?news|also-?read|prev-?next|nav|navigation|menu|navbox|catlinks)(?:$|[\s_-])",
    re.IGNORECASE,
)
BOXES = ("div", "section", "ul", "ol", "aside", "nav", "p", "span", "table", "dl", "footer", "ins")
MOST_LETTERS = 200  # of a box that is dropped for its name alone
MOST_SHARE = 0.3  # of the article
LINKED = 0.4  # share of a list's letters that stand in links


def drop_boxes(_root: Tag, context: Context) -> None:
    """Drop named furniture, but never a box that could be the article."""
    for tag in context.tags(*BOXES):
        if tag.parent is None or not (tag.attrs or tag.name == "nav"):
            continue
        name = f"{tag.attrs.get('class', '')} {tag.attrs.get('id', '')}"
        anyway = _ANYWAY.search(name) is not None and "ltx_" not in name  # a tag there is a number
        is_list = tag.name == "nav" or tag.attrs.get("role") == "navigation" or _LISTS.search(name)
        if (anyway or is_list) and _is_small(tag, context, anyway=anyway):
            context.drop(tag, "drop_boxes")


def _is_small(tag: Tag, context: Context, *, anyway: bool) -> bool:
    held = measure(tag)
    if held.letters > MOST_SHARE * context.total.letters and held.letters > 0:
        return False
    return (anyway and held.letters <= MOST_LETTERS) or linked(tag) >= LINKED


def linked(tag: Tag) -> float:
    """Return which share of an element's letters stands in links."""
    letters = count_letters(tree.text_of(tag))
    inside = sum(count_letters(tree.text_of(inner)) for inner in tree.descend(tag) if inner.name == "a")
    return inside / letters if letters else 0.0
