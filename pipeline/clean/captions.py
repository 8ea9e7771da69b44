"""Make the paragraph below a picture its caption, where the page tells that it is one."""

from __future__ import annotations

import re
from itertools import pairwise

from bs4 import Tag

from pipeline.clean import tree
from pipeline.clean.blocks import block_list
from pipeline.clean.context import Context, count_letters
from pipeline.clean.paragraphs import CAPTION
from pipeline.markup.vocabulary import HEADINGS
from pipeline.patterns import lazy


_SET_APART = "wp-caption"  # what a CMS sets apart from the text by itself
_CENTRED = lazy(r"text-align\s*:\s*center", re.IGNORECASE)
_SMALL = lazy(
    r"font-size\s*:\s*(?:1[0-3](?:\.\d+)?px|[6-9](?:\.\d+)?pt|0?\.[5-8]\d*r?em|small)", re.IGNORECASE
)
_FIGURE_OF = lazy(
    r"^(?:[（(【]?图(?:为|[一二三四五六七八九十\d]+|片)|[▲△↑▼↓]|(?:photo|image|figure|fig\.)\s*[:\d])",
    re.IGNORECASE,
)
_TABLE_OF = lazy(
    r"(?:附?表\s?[\dA-Z一二三四五六七八九十]{1,3}(?:[-–.]\d{1,2})?|(?:table|tabelle|tableau|tabla|tabela|таблица)\s?[\dIVX]{1,4})"
    r"(?=[\s\u3000：:.、]|$)",
    re.IGNORECASE,
)
_ENDED = lazy("[。；;，,]$")
_SENTENCE = lazy("[。！？].+[。！？]")
MOST = 90  # letters
BRIEF = 50  # letters of a centred line that may be two sentences


def captions(root: Tag, context: Context) -> None:
    """Move captions into their figures."""
    blocks = block_list(root)
    for above, table in pairwise(blocks):
        if table.name == "table" and above.parent is not None and _names_table(above, table):
            _give_caption(above, table, context)
    for figure, below in pairwise(blocks):
        if figure.name != "figure" or below.name != "p" or figure.parent is None:
            continue
        held = next(
            (child for child in figure.contents if isinstance(child, Tag) and child.name == "figcaption"),
            None,
        )
        if held is not None and "data-film" not in held.attrs:
            continue
        if _is_caption(below) and held is not None:
            _join(held, below, context)
        elif _is_caption(below):
            context.rename(below, "figcaption")
            if _SET_APART not in str(below.attrs.get("class", "")):
                below.attrs["class"] = (
                    "in-text"  # a line of the text that was found to be a caption stays one
                )
            tree.remove(below)
            tree.insert(figure, len(figure.contents), below)
            context.changes += 1


def _names_table(above: Tag, table: Tag) -> bool:
    """表1　绿化主要指标; Table 1. Girths."""
    if above.name not in ("p", *HEADINGS) or any(child.name == "caption" for child in tree.descend(table)):
        return False
    text = " ".join(tree.text_of(above).split())
    is_label = _TABLE_OF.match(text) is not None and not _ENDED.search(text)
    return (
        is_label
        and count_letters(text) <= MOST
        and not any(tag.name in ("img", "br") for tag in tree.descend(above))
    )


def _give_caption(above: Tag, table: Tag, context: Context) -> None:
    for strong in [tag for tag in tree.descend(above) if tag.name == "strong"]:
        tree.unwrap(strong)
    tree.remove(above)
    context.rename(above, "caption")
    tree.insert(table, 0, above)
    context.changes += 1


def _join(held: Tag, below: Tag, context: Context) -> None:
    """Put a caption before the link to a film, in the line above it."""
    tree.remove(below)
    for place, node in enumerate([*list(below.contents), context.new("br")]):
        if node.parent is not None:
            tree.remove(node)
        tree.insert(held, place, node)
    del held.attrs["data-film"]
    context.changes += 1


def _is_caption(tag: Tag) -> bool:
    text = tree.text_of(tag).strip()
    if not 0 < count_letters(text) <= MOST or any(inner.name in ("img", "br") for inner in tree.descend(tag)):
        return False
    if _FIGURE_OF.match(text) or CAPTION.search(str(tag.attrs.get("class", ""))):
        return True
    style = str(tag.attrs.get("style", ""))
    centred = tag.attrs.get("align") == "center" or _CENTRED.search(style) is not None
    strong = all(isinstance(child, Tag) and child.name == "strong" for child in tag.contents)
    told = centred or _SMALL.search(style) is not None or tag.attrs.get("data-caption") == "1"
    brief = _SENTENCE.search(text) is None or (centred and count_letters(text) <= BRIEF)
    return told and not strong and brief
