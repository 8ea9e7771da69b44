"""The body of a page → the same with what a button shows opened: answers, and the rest of a text."""

from __future__ import annotations

import re

from pipeline.patterns import lazy
from pipeline.read.blocks import blocks
from pipeline.read.furniture import LINKED, NAMES, is_hidden, told_by
from pipeline.read.tree import Element


FOLDS = ("div", "section", "dd")
PARAGRAPHS = ("p", "blockquote", "h2", "h3", "ul", "ol")
LEAST_FOLDED, PROSE = 2, 25  # paragraphs of the rest of a text, and the weight of each
FOLDED = lazy(r"accordion|faq|(?:^|[\W_])answer", re.IGNORECASE)


def open_folds(body: Element) -> None:
    """Show the answers that are folded below their questions, and the rest of a text below its beginning."""
    for el in body.iter(*FOLDS):
        if is_hidden(el) and (FOLDED.search(told_by(el)) or _goes_on(el)):
            for name in {"hidden", "style"} & set(el.keys()):
                del el.attrib[name]
            if el.get("class"):
                el.set("class", " ".join(word for word in el.get("class", "").split() if word != "hidden"))


def _goes_on(el: Element) -> bool:
    """Tell the rest of a text, which a button shows: paragraphs without links, right below another."""
    before = next((one for one in el.itersiblings(preceding=True) if one.tag not in ("a", "button")), None)
    if before is None or before.tag not in PARAGRAPHS or not _is_prose(before):
        return False
    if NAMES.search(told_by(el)) or next(el.iter("form", "input", "textarea", "img"), None) is not None:
        return False
    inner = [one for one in el if isinstance(one.tag, str)]
    told = [one for one in inner if one.tag in PARAGRAPHS and _is_prose(one)]
    return len(told) >= LEAST_FOLDED and len(told) * 2 > len(inner)


def _is_prose(el: Element) -> bool:
    runs = list(blocks(el))
    return any(run.score and run.marks and run.weight >= PROSE and run.linked < LINKED for run in runs)
