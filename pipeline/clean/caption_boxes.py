"""Make a figure of a box with a picture and a line that its class calls a caption, as CMSes write them without one."""

from __future__ import annotations

import re

from bs4 import Tag

from pipeline.clean import tree
from pipeline.clean.context import Context
from pipeline.patterns import lazy


_NAMED = lazy(
    r"(?:^|[\s_-])(?:captions?|cutline|legend|legende|bildunterschrift|pic-?text|img-?(?:text|desc|caption))(?:$|[\s_-])",
    re.IGNORECASE,
)
NAMES = ("span", "div", "p", "small", "em", "figcaption", "dd", "cite")
BOXES = ("span", "div", "p", "dl", "center", "section", "li")
MOST = 400  # letters of a caption
BESIDE = 60  # letters the box may hold beside it: a credit
HIGHEST = 4  # elements from a caption up to the box that holds its picture


def caption_boxes(root: Tag, context: Context) -> None:
    """Name captions and their boxes."""
    for tag in context.tags(*NAMES):
        if not _NAMED.search(str(tag.attrs.get("class", ""))) or any(
            _is_there(above) for above in tag.parents
        ):
            continue
        words = len(tree.text_of(tag).strip())
        if not 0 < words <= MOST or _has_picture(tag):
            continue
        box = _box(tag, root, words)
        if box is not None:
            context.rename(box, "figure")
            context.rename(tag, "figcaption")
            context.changes += 1


def _is_there(above: Tag) -> bool:
    return above.name in ("figure", "figcaption", "table")


def _has_picture(tag: Tag) -> bool:
    return any(inner.name == "img" for inner in tree.descend(tag))


def _box(caption: Tag, root: Tag, words: int) -> Tag | None:
    """Return the nearest element around a caption that holds a picture, if it holds little else."""
    for _, above in zip(range(HIGHEST), caption.parents, strict=False):
        if above is root or above.name not in BOXES or len(tree.text_of(above).strip()) > words + BESIDE:
            return None
        if _has_picture(above):
            others = [tag for tag in tree.descend(above) if tag.name == "p" and tag is not caption]
            return (
                None
                if any(tree.text_of(tag).strip() and caption not in tree.descend(tag) for tag in others)
                else above
            )
    return None
