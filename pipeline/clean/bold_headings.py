"""Make a heading of a short bold line that introduces text."""

from __future__ import annotations

from itertools import pairwise

from bs4 import Tag

from pipeline.clean import tree
from pipeline.clean.blocks import block_list, is_bold, line_of
from pipeline.clean.context import Context, count_letters
from pipeline.clean.marks import RANKS, mark_of
from pipeline.clean.typed_headings import level_of
from pipeline.markup.vocabulary import HEADINGS
from pipeline.patterns import lazy


_SENTENCE_END = lazy("[。！？；，、：:;,.!?…”’」』]$")
_NOT_HEADING = lazy(r"^(?:[（(【\[].*[)）】\]]|[\W\d_]+|问[:：].*|答[:：].*)$")
LONGEST = 40  # letters, or
WORDS = 12
LEAST_BELOW = 20  # letters of the text it introduces


def bold_headings(root: Tag, context: Context) -> None:
    """Rename bold lines, one level below the headings that the page has."""
    blocks = block_list(root)
    found = [tag for tag, below in pairwise(blocks) if _is_heading(tag) and _introduces(below)]
    for tag, level in [(tag, _level(blocks, tag)) for tag in found]:
        mark = mark_of(line_of(tag))
        for strong in [inner for inner in tree.descend(tag) if inner.name == "strong"]:
            tree.unwrap(strong)
        tag.attrs["data-bold"] = "1"
        is_numbered = mark is not None and mark.kind in RANKS
        context.rename(tag, level_of(tag, mark.kind, blocks) if mark and is_numbered else level)
        context.changes += 1


def _is_heading(tag: Tag) -> bool:
    if tag.name != "p" or not is_bold(tag):
        return False
    text = line_of(tag)
    is_word = len(text) == 1 and "\u3400" <= text <= "\u9fff"  # 翻, 手
    if not (1 if is_word else 2) <= count_letters(text) <= LONGEST or len(text.split()) > WORDS:
        return False
    if any(inner.name in ("br", "img") for inner in tree.descend(tag)):
        return False
    return not _SENTENCE_END.search(text) and not _NOT_HEADING.match(text)


def _introduces(below: Tag) -> bool:
    if below.name in ("ul", "ol", "table", "blockquote") or below.attrs.get("class") == "verse":
        return True
    return below.name == "p" and not is_bold(below) and count_letters(line_of(below)) >= LEAST_BELOW


def _level(blocks: list[Tag], tag: Tag) -> str:
    """Stand below the page's own heading before it, if there is one."""
    above = ""
    for block in blocks:
        if block is tag:
            break
        if block.name in HEADINGS and "data-bold" not in block.attrs:
            above = block.name
    return f"h{min(6, int(above[-1]) + 1)}" if above else "h2"
