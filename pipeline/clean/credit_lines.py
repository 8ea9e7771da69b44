"""Take lines that are nothing but credit out of the top and the end of the text, and keep what they say."""

from __future__ import annotations

import re

from bs4 import Tag

from pipeline.clean import tree
from pipeline.clean.blocks import block_list, has_picture, line_of
from pipeline.clean.context import Context, count_letters
from pipeline.clean.lines import trim_breaks
from pipeline.clean.white_space import collapse
from pipeline.credit import is_credit_line, read_dateline
from pipeline.patterns import lazy


# A day with its time or weekday, as a site prints it above an article.
_CLOCK = r"(?:at )?\d{1,2}(?:[:：.]\d{2}){1,2}(?:\s?[ap]\.?m\.?)?(?:\s?Uhr)?|\d{1,2}時\d{1,2}分"
_DAY = lazy(
    r"(?:\w{2,12}[.,]?,? )?(?:"
    r"\d{4}\s?[年년/.-]\s?\d{1,2}\s?[月월/.-]\s?\d{1,2}\s?[日일]?|\d{1,2}[./-]\d{1,2}[./-]\d{4}|"
    r"\d{1,2}(?:\.|st|nd|rd|th)? (?:de )?[^\W\d]{3,10}\.?,? (?:de )?\d{4}|"
    r"[^\W\d]{3,10}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}"
    rf")(?:\s?г\.)?(?:[\s,|·-]{{0,3}}(?:{_CLOCK}))?",
    re.IGNORECASE,
)
TOP, END = 3, 5  # blocks with text
MOST = 120  # letters


def credit_lines(root: Tag, context: Context) -> None:
    """Drop credit lines into the context's list."""
    blocks = [tag for tag in block_list(root) if tag.name not in ("figure", "hr", "aside", "table")]
    _drop_date(blocks, context)
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


def _drop_date(blocks: list[Tag], context: Context) -> None:
    """Drop the day that stands above the text, if no other stands in a line of its own, as in a diary."""
    if len(blocks) < 2 or blocks[0].name != "p" or not _DAY.fullmatch(line_of(blocks[0])):
        return
    if not any(_DAY.fullmatch(line_of(tag)) for tag in blocks[1:] if tag.attrs.get("class") != "signature"):
        context.credit_lines.append(line_of(blocks[0]))
        context.drop(blocks[0], "credit_lines")
        blocks.pop(0)


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
