"""Drop what the page hides; a hidden part that is most of the article is kept and told."""

from __future__ import annotations

import re

from bs4 import Tag

from pipeline.clean.context import Context, measure
from pipeline.patterns import lazy


_NOT_SHOWN = lazy(r"display\s*:\s*none", re.IGNORECASE)
HALF = 0.5


def drop_hidden(_root: Tag, context: Context) -> None:
    """Drop hidden elements."""
    for tag in [tag for tag in context.bearing("style", "hidden", "aria-hidden") if _is_hidden(tag)]:
        if tag.parent is None:
            continue
        if measure(tag).letters > HALF * context.total.letters:
            _show(tag)
            context.find("CLN-004", letters=measure(tag).letters)
        else:
            context.drop(tag, "drop_hidden")


def _is_hidden(tag: Tag) -> bool:
    style = tag.attrs.get("style")
    return (
        (style is not None and _NOT_SHOWN.search(str(style)) is not None)
        or ("hidden" in tag.attrs and tag.attrs["hidden"] != "until-found")
        or tag.attrs.get("aria-hidden") == "true"
    )


def _show(tag: Tag) -> None:
    for key in ("style", "hidden", "aria-hidden"):
        tag.attrs.pop(key, None)
