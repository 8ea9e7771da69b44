"""The body of a page → the same with what a button shows opened: answers, and the rest of a text."""

from __future__ import annotations

import re
from itertools import islice

from pipeline.patterns import lazy
from pipeline.read.blocks import blocks
from pipeline.read.body.furniture import LINKED, NAMES, is_called_hidden, is_hidden, told_by
from pipeline.read.tree import Element, short_line


FOLDS = ("div", "section", "dd")
PARAGRAPHS = ("p", "blockquote", "h2", "h3", "ul", "ol")
MORE = lazy(
    r"\bmore\b|\bcontinue\b|\bexpand\b|\bfull\b|展开|展開|全文|更多|余下|继续阅读|続き|もっと|더 ?보기|"
    r"weiter|mehr|suite|plus|más|mais|altro|leggi|meer|więcej|далее|полностью|ещё|المزيد|עוד",
    re.IGNORECASE,
)
NEAR, MOST, LONGEST = 2, 12, 30  # siblings on either side; elements within them; characters of a button
LEAST_FOLDED, PROSE = 2, 25  # paragraphs of the rest of a text, and the weight of each
FOLDED = lazy(r"accordion|faq|spoiler|tab-?pane|(?:^|[\W_])answer", re.IGNORECASE)
LEVELS = 2  # outwards


def open_folds(body: Element) -> None:
    """Show the answers that are folded below their questions, and the rest of a text below its beginning."""
    for el in body.iter(*FOLDS):
        if (is_hidden(el) or is_called_hidden(el)) and (_is_answer(el) or _goes_on(el)):
            for name in {"hidden", "style"} & set(el.keys()):
                del el.attrib[name]
            if el.get("class"):
                el.set("class", " ".join(word for word in el.get("class", "").split() if word != "hidden"))


def _is_answer(el: Element) -> bool:
    """Tell a part named as one of those that are shown in turn, or that stands within what is named so."""
    around = (el, *(above for _, above in zip(range(LEVELS), el.iterancestors(), strict=False)))
    return any(FOLDED.search(told_by(one)) for one in around if one.tag not in ("body", "html"))


def _goes_on(el: Element) -> bool:
    """Tell the rest of a text, which a button shows: paragraphs without links, right below another."""
    before = next((one for one in el.itersiblings(preceding=True) if one.tag not in ("a", "button")), None)
    if before is None or before.tag not in PARAGRAPHS or not _is_prose(before):
        return False
    if (
        not _has_button(el)
        or NAMES.search(told_by(el))
        or next(el.iter("form", "input", "textarea", "img"), None) is not None
    ):
        return False
    inner = [one for one in el if isinstance(one.tag, str)]
    told = [one for one in inner if one.tag in PARAGRAPHS and _is_prose(one)]
    return len(told) >= LEAST_FOLDED and len(told) * 2 > len(inner)


def _has_button(el: Element) -> bool:
    """Tell whether a button that shows more stands right beside, or within what stands beside."""
    near = [*islice(el.itersiblings(preceding=True), NEAR), *islice(el.itersiblings(), NEAR)]
    buttons = (one for side in near for one in side.iter("button", "a", "span", "label", "summary", "div"))
    return any((text := short_line(one, LONGEST)) and MORE.search(text) for one in islice(buttons, MOST))


def _is_prose(el: Element) -> bool:
    runs = list(blocks(el))
    return any(run.score and run.marks and run.weight >= PROSE and run.linked < LINKED for run in runs)
