"""The tree of a page and its headline → the short lines around them that may tell date, outlet and people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from lxml import etree

from pipeline.patterns import lazy
from pipeline.read.blocks import Block, blocks
from pipeline.read.tree import UNSEEN, Element, elements, line_of, squeeze


LONGEST = 160  # a longer line is a paragraph
BEFORE, AFTER = 6, 25  # lines looked at above and below the headline
DECKED, LONGEST_BY = 8, 80  # lines looked at below a deck and a caption, and characters of a byline
NO_LINES = frozenset("h1 h2 h3 h4 h5 h6 figure figcaption aside blockquote nav footer li".split())  # noqa: SIM905
# A byline: a word for it, and two words or more, each with a capital.
_NAME = r"(?-i:[^\W\d_a-z][\w.'’-]*(?: (?:[a-z]{2,3} )?[^\W\d_a-z][\w.'’-]*){1,3})"
BY = lazy(rf"(?:by|von|par|por|door|author|written by)(?::\s*|\s+){_NAME}\s*(?:[,|/(]|$)", re.IGNORECASE)
LABEL = 8  # characters of a label
LEVELS = 5  # boxes looked at outwards from the headline
LABELLED = {  # labels looked for on the whole page, where the lines near the headline do not tell the field
    "outlet": ("来源：", "来源:", "來源：", "稿源：", "转自：", "来源 "),
    "original": ("原载", "原載"),
    "editor": ("责任编辑", "責任編輯", "责编"),
    "original_title": ("原标题", "原標題", "原题"),
}


def lines_near(headline: Element, body: Element) -> tuple[str, ...]:
    """Return the short lines under a headline down to the text, then those above it."""
    scope = headline
    for _ in range(LEVELS):
        above = scope.getparent()
        if above is None or scope is body:
            break
        scope = above
        before, after, has_text = _split(scope, headline)
        if has_text or len(after) >= AFTER:
            return (*after, *reversed(before[-BEFORE:]))
    before, after, _ = _split(scope, headline)
    return (*after, *reversed(before[-BEFORE:]))


def _split(scope: Element, headline: Element) -> tuple[list[str], list[str], bool]:
    before: list[str] = []
    after: list[str] = []
    own = set(headline.iter())
    passed = False
    runs = blocks(scope)
    for run in runs:
        if run.holder in own or (not passed and run.holder in headline.iterancestors()):
            passed = True
            if run.holder in own:
                continue
        if passed and is_text(run):
            return before, [*after, *_below_deck(runs)], True
        if len(run.text) <= LONGEST and not _is_caption(run.holder):
            _add(_parted(run), after if passed else before)
        if len(after) >= AFTER:
            break
    return before, after, False


def _below_deck(runs: Iterator[Block]) -> list[str]:
    """Return the first line below a headline's deck that names an author in so many words: By Ada Fernsby.

    Sub-headings, captions, quotations and what stands beside the text are none, nor is a line below its second
    paragraph.
    """
    texts = 0
    for run in islice(runs, DECKED):
        texts += is_text(run)
        if texts > 1:
            break
        if len(run.text) <= LONGEST_BY and BY.match(run.text) and not _is_within(run.holder):
            return [_parted(run)]
    return []


def _is_caption(el: Element) -> bool:
    """Tell a line below a picture: what it tells is of the picture."""
    above = el.getparent()
    return el.tag == "figcaption" or (above is not None and above.tag == "figcaption")


def _is_within(el: Element) -> bool:
    return any(one.tag in NO_LINES for one in (el, *el.iterancestors()))


def _add(line: str, lines: list[str]) -> None:
    """Add a line; what stands behind a label in a cell of its own belongs to it."""
    if (
        lines
        and len(lines[-1]) <= LABEL
        and lines[-1].endswith(("：", ":"))
        and not line.endswith(("：", ":"))
    ):
        lines[-1] += line
    else:
        lines.append(line)


def first_lines(body: Element) -> tuple[str, ...]:
    """Return the short lines at the top of a page whose headline was not found."""
    lines: list[str] = []
    for run in islice(blocks(body), 2 * AFTER):
        if len(run.text) <= LONGEST:
            _add(_parted(run), lines)
    return tuple(lines)


def _parted(run: Block) -> str:
    """Return a line with a space between elements that stand side by side: each is a field of its own."""
    if len(run.holder) < 2 or run.holder.find("br") is not None:
        return run.text
    text, seen = "", 0
    for part in _parts(run.holder):
        text, seen = text + part, seen + len(part.strip())
        if seen > len(run.text):  # it holds more than this line
            return run.text
    text = squeeze(text)
    return text if text.replace(" ", "") == run.text.replace(" ", "") else run.text


def _parts(el: Element) -> Iterator[str]:
    if isinstance(el.tag, str) and el.tag not in UNSEEN:
        yield el.text or ""
        for child in el:
            yield from _parts(child)
            yield child.tail or ("" if child.getnext() is None else " ")


def is_text(run: Block) -> bool:
    """Tell whether a run is the article's own text, not a line about it."""
    return run.linked < 0.5 and run.weight >= 60 and run.marks >= 2


def labelled_lines(body: Element, text: str, fields: Iterable[str]) -> Iterator[str]:
    """Yield the short lines of a page that carry the label of one of these fields; `text` is all text in it."""
    # One character is found faster than several, and most labels' second is not on most pages.
    labels = [label for field in fields for label in LABELLED[field] if label[1] in text and label in text]
    if not labels:
        return
    for el in elements(_holders(tuple(labels))(body)):
        if el.tag in ("script", "style", "title", "option"):
            continue
        line = line_of(el)
        above = el.getparent()
        if line.endswith(("：", ":")) and above is not None:  # the name stands beside its label
            line = line_of(above)
        if 3 <= len(line) <= LONGEST:
            yield line


@lru_cache(maxsize=64)
def _holders(labels: tuple[str, ...]) -> etree.XPath:
    """Compile what finds the elements with one of these labels in their own text, in one walk over it."""
    told = " or ".join(f"contains(., '{label}')" for label in labels)
    return etree.XPath(f"descendant::text()[{told}]/..")
