"""Make a rule of a paragraph that is nothing but typed ornament: ***, ___, ◇◇◇, ※."""

from __future__ import annotations

from bs4 import Tag

from pipeline.clean.blocks import block_list, line_of, may_be_line
from pipeline.clean.context import Context
from pipeline.patterns import lazy


LONGEST = 60  # characters
# Not points or dots alone: in a dialogue, …… is a silence.
# Nor are what a critic gives, ★★★★☆ and ●●○, and a blank to be filled in.
_RATING = lazy(r"[★☆]{1,5}|(?=.*★)(?=.*☆).*|(?=.*●)(?=.*○).*|(?=.*■)(?=.*□).*|(?=.*◆)(?=.*◇).*|_{8,}")
_ORNAMENT = lazy(r"(?:[*＊_＿=＝~～#＃◇◆☆★○●■□※·•\-—–─━]\s*){3,}|[◇◆☆※❖✦❦☙⁂]")


def typed_breaks(root: Tag, context: Context) -> None:
    """Put an `hr` in the place of each such paragraph; what was typed is entered in the ledger."""
    for tag in block_list(root):
        if tag.name != "p" or not may_be_line(tag, LONGEST):
            continue
        line = line_of(tag)
        if (
            line
            and len(line) <= LONGEST
            and _ORNAMENT.fullmatch(line)
            and not _RATING.fullmatch(line.replace(" ", ""))
        ):
            for node in list(tag.contents):
                context.drop(node, "typed_breaks")
            tag.name = "hr"
