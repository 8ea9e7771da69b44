"""Take lines that are nothing but credit out of the top and the end of the text, and keep what they say."""

from __future__ import annotations

from bs4 import Tag

from pipeline.clean import tree
from pipeline.clean.blocks import block_list, has_picture, line_of
from pipeline.clean.context import Context, count_letters
from pipeline.clean.lines import trim_breaks
from pipeline.clean.white_space import collapse
from pipeline.credit import is_credit_line, read_dateline


TOP, END = 3, 5  # blocks with text
MOST = 120  # letters


def credit_lines(root: Tag, context: Context) -> None:
    """Drop credit lines into the context's list."""
    blocks = [tag for tag in block_list(root) if tag.name not in ("figure", "hr", "aside", "table")]
    ends = [*blocks[:TOP], *blocks[TOP:][-END:]]
    for tag in ends:
        if tag.name in ("p", "blockquote") and not has_picture(tag):
            line = line_of(tag)
            if _is_credit(line):
                if line not in context.credit_lines:
                    context.credit_lines.append(line)
                if read_dateline(line) is None:  # a dispatch's opening is its text too
                    context.drop(tag, "credit_lines")
            elif tag.name == "p":
                _drop_last_line(tag, context)


def _is_credit(text: str) -> bool:
    return 0 < count_letters(text) <= MOST and is_credit_line(text)


def _drop_last_line(tag: Tag, context: Context) -> None:
    """Drop a credit line that stands below the last `br` of a paragraph."""
    breaks = [child for child in tag.contents if isinstance(child, Tag) and child.name == "br"]
    if not breaks:
        return
    _, place = tree.place_of(breaks[-1])
    nodes = tag.contents[place + 1 :]
    text = " ".join("".join([tree.text_of(node) for node in nodes]).split())
    if _is_credit(text):
        context.credit_lines.append(text)
        context.drop(context.wrap(tag, place, len(tag.contents), "span"), "credit_lines")
        trim_breaks(tag)
        collapse(tag)
