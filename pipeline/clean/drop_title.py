"""Drop the title where the body repeats it at its top."""

from __future__ import annotations

from bs4 import Tag

from pipeline.clean.blocks import block_list, has_picture, line_of
from pipeline.clean.context import Context
from pipeline.markup.vocabulary import HEADINGS
from pipeline.patterns import lazy


_MARKS = lazy(r"[\W_]+")
_LETTER = lazy(r"[^\W_]")
TOP = 3  # blocks


def drop_title(root: Tag, context: Context) -> None:
    """Drop the title's repetition, and any h1 that is the title."""
    title = _MARKS.sub("", context.options.title or "").casefold()
    if not title:
        return
    blocks = block_list(root)
    for place, tag in enumerate(blocks):
        near = tag.name == "h1" or (place < TOP and (tag.name == "p" or tag.name in HEADINGS))
        if near and _is(line_of(tag), title) and not has_picture(tag):
            context.drop(tag, "drop_title")


def _is(line: str, title: str) -> bool:
    first = _LETTER.search(line)  # tells most lines from the title
    if first is None or not title.startswith(first[0].casefold()):
        return False
    return _MARKS.sub("", line).casefold() == title
