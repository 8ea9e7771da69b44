"""Join a paragraph that the page broke in the middle of a sentence; only where everything speaks for it."""

from __future__ import annotations

import re
from itertools import pairwise

from bs4 import Tag

from pipeline.clean import tree
from pipeline.clean.blocks import block_list, is_bold, line_of
from pipeline.clean.context import Context, count_letters
from pipeline.patterns import lazy


_NEW_START = lazy(
    r"^(?:第[一二三四五六七八九十百\d]+|[一二三四五六七八九十]+[、是要]|图|表|注|（|附|来源|作者|记者|编辑|责任编辑|本报|新华社)"
)
LEAST = 30  # letters of the paragraph that was broken
MOST_INDENTED = (
    0.6  # share of the paragraphs that the page indents, where one without an indent is no paragraph
)


def join_broken_paragraphs(root: Tag, context: Context) -> None:
    """Join broken paragraphs; each is told."""
    blocks = block_list(root)
    texts = [tag for tag in blocks if tag.name == "p"]
    if len(texts) < 3 or sum("data-indent" in tag.attrs for tag in texts) < MOST_INDENTED * len(texts):
        return
    for first, second in pairwise(blocks):
        if first.parent is not None and second.parent is not None and _is_broken(first, second):
            context.find("CLN-007", text=f"{line_of(first)[-12:]}|{line_of(second)[:12]}")
            _join(first, second)
            context.changes += 1
            return


def _is_broken(first: Tag, second: Tag) -> bool:
    if (
        first.name != "p"
        or second.name != "p"
        or "data-indent" in second.attrs
        or "data-indent" not in first.attrs
    ):
        return False
    if any(key in tag.attrs for tag in (first, second) for key in ("align", "class", "id")):
        return False
    before, after = line_of(first), line_of(second)
    return (
        count_letters(before) >= LEAST
        and (before[-1] in "，、" or _is_han(before[-1]))
        and _is_han(after[:1])
        and _NEW_START.match(after) is None
        and re.search("[。！？]", after) is not None
        and not is_bold(first)
        and not is_bold(second)
    )


def _is_han(letter: str) -> bool:
    return "\u3400" <= letter <= "\u4dbf" or "\u4e00" <= letter <= "\u9fff"


def _join(first: Tag, second: Tag) -> None:
    for node in list(second.contents):
        tree.remove(node)
        tree.insert(first, len(first.contents), node)
    tree.remove(second)
