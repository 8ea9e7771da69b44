"""A page's runs of text → the threads in which readers wrote, told by how they are built: names play no part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.patterns import lazy
from pipeline.read.blocks import Block
from pipeline.read.body.furniture import ARTICLE
from pipeline.read.body.marks import DIGIT, LEVELS, Key, Marks, Order, Series
from pipeline.read.tree import Element, innermost, kind_of, outermost


FEWEST, FEW = 3, 2  # items of a thread; of one whose items have both marks
MANY = 5  # marks of one kind that need not stand in siblings
PART = 0.5  # of the items of one kind that are marked
TOGETHER = 0.6  # of the prose from the first item to the last that stands in the items
NEAR = 8  # runs before the first item among which a line stands that calls it comments
NAME = 14.0  # the most weight of a reader's name
# A page whose title says that it is one of letters and answers.
ANSWERS = lazy(r"留言|回复|回覆|信箱|互动|访谈|问答|\bQ\s?&\s?A\b|\bletters?\b|\bmailbag\b", re.IGNORECASE)
NO_ITEMS = frozenset(("p", "span", "a", "td", "tr", "tbody", "table", "h1", "h2", "h3", "h4", "h5", "h6"))


@dataclass(frozen=True, slots=True)
class Thread:
    """An element that holds what readers wrote; whether that is sure, or some article may have been taken for it."""

    element: Element
    is_sure: bool


def threads(runs: Sequence[Block], headline: Element | None, title: str | None = None) -> list[Thread]:
    """Return the outermost elements that hold what readers wrote below an article, given a page's runs of text.

    A thread is a series of siblings of one kind, in each a line that tells how to answer it; or that tells when it was
    written, below a line that calls it comments. An article's worth of prose stands before it, else it is
    what the page is about. The entries of a live blog tell when, too, but nobody may answer them.
    """
    marks = Marks(runs)
    if not marks.tells_thread() or (title and ANSWERS.search(title)):
        return []
    order = Order(runs)
    marks.gather(order)
    above = frozenset() if headline is None else frozenset((headline, *headline.iterancestors()))
    start = order.spans[headline][1] if headline is not None and headline in order.spans else 0
    labels = [at for at in marks.labels if at >= start and order.prose(start, at) >= ARTICLE]
    for key in _counted(labels, order):
        marks.series.setdefault(key, Series()).is_counted = True
    found: dict[Element, bool] = {}
    kinds: dict[Element, dict[tuple[str, str], list[Element]]] = {}
    for (parent, tag, name), one in marks.series.items():
        if len(one.items) < FEW and not one.is_counted:
            continue
        if parent not in kinds:
            kinds[parent] = {}
            for el in parent:
                kinds[parent].setdefault(kind_of(el), []).append(el)
        alike = kinds[parent][tag, name]
        if above.isdisjoint(alike) and (sure := _is_thread(one, alike, labels, order)) is not None:
            is_sure = sure or not _is_much(alike, order, start)
            for el in _whole(parent, alike, order, above, None if sure else labels):
                found[el] = found.get(el, False) or is_sure
    found.update(dict.fromkeys(_scattered(marks.answers, order, above), True))
    return [Thread(el, found[el]) for el in outermost(found)]


def _is_much(alike: Sequence[Element], order: Order, start: int) -> bool:
    """Tell a series that holds more prose than stands between the headline and it."""
    first, last = order.span(alike)
    return order.prose(first, last) > order.prose(min(start, first), first)


def _is_thread(one: Series, alike: Sequence[Element], labels: Sequence[int], order: Order) -> bool | None:
    """Tell whether a series is surely a thread, True, or only called one, False; None: it is none."""
    start, end = order.span(alike)
    whole = len(alike)
    if start == end or order.prose(0, start) < ARTICLE or _goes_on(alike, order):
        return None
    answered = sum(item.answered for item in one.items.values())
    both = sum(item.answered and item.posted for item in one.items.values())
    firsts = [order.spans[el][0] for el in alike if el in order.spans]
    is_headed = sum(order.runs[at].holder.tag in ("h1", "h2", "h3") for at in firsts) * 2 > whole
    if (both if is_headed else answered) >= whole * PART and (answered >= FEWEST or both >= FEW):
        return True
    if is_headed or not set(firsts).isdisjoint(labels):  # what follows is called so further down
        return None
    if one.is_counted and whole >= FEWEST and sum(_begins(el, order, 0) for el in alike) * 2 > whole:
        return False
    is_called = any(start - NEAR <= at <= start for at in labels)
    return False if is_called and len(one.items) >= max(FEWEST, whole * PART) else None


def _goes_on(alike: Sequence[Element], order: Order) -> bool:
    """Tell whether a series stands between paragraphs: a text that quotes what readers wrote goes on below it."""
    beside = alike[0].itersiblings("p", preceding=True), alike[-1].itersiblings("p")
    return all(any(_is_paragraph(el, order) for el in side) for side in beside)


def _is_paragraph(el: Element, order: Order) -> bool:
    return el in order.spans and order.prose(*order.spans[el]) > 0 and el.find(".//a") is None


def _counted(labels: Sequence[int], order: Order) -> Iterator[Key]:
    """Yield the series that begin right below a line that counts comments: each item begins with a name."""
    for at in labels:
        if not DIGIT.search(order.runs[at].text):
            continue
        for below in order.runs[at + 1 : at + 1 + NEAR]:
            for _, el in zip(range(LEVELS), (below.holder, *below.holder.iterancestors()), strict=False):
                parent = el.getparent()
                if parent is not None and el.tag not in NO_ITEMS and _begins(el, order, at):
                    yield (parent, *kind_of(el))


def _begins(el: Element, order: Order, after: int) -> bool:
    """Tell an item that begins with a short line, a name, and goes on."""
    start, end = order.spans.get(el, (0, 0))
    return (
        start > after and end - start > 1 and order.runs[start].weight <= NAME and not order.runs[start].score
    )


def _whole(
    parent: Element,
    alike: Sequence[Element],
    order: Order,
    above: frozenset[Element],
    labels: Sequence[int] | None,
) -> Iterator[Element]:
    """Yield the box that holds a thread and no other prose; where there is none, its items if they stand together.

    What stands within an article's paragraphs, one by one, are posts that it quotes. Given labels, the box must hold
    one of them or stand apart: a chapter that is called Comments stands among the other chapters of its text.
    """
    held = order.prose(*order.span(alike))
    if not held:
        return
    box: Element | None = None
    for el in (parent, *parent.iterancestors()):
        if el.tag in ("body", "html") or el in above or order.prose(*order.spans[el]) > held:
            break
        box = el
    if labels is not None:
        if box is not None and (_holds(box, labels, order) or not _is_in_text(box, order)):
            yield box
    elif box is not None:
        yield box
    elif sum(order.prose(*order.span((el,))) for el in alike) >= held * TOGETHER:
        yield from alike


def _holds(box: Element, labels: Sequence[int], order: Order) -> bool:
    first, last = order.spans[box]
    return any(first <= at < last for at in labels)


def _is_in_text(box: Element, order: Order) -> bool:
    """Tell a box that stands beside paragraphs."""
    sides = box.itersiblings("p", preceding=True), box.itersiblings("p")
    return any(_is_paragraph(el, order) for side in sides for el in side)


def _scattered(
    answers: dict[tuple[str, str], list[Element]], order: Order, above: frozenset[Element]
) -> Iterator[Element]:
    """Yield what holds all of one kind of mark, where replies stand in replies, or tags were never closed."""
    for holders in answers.values():
        if len(holders) < MANY:
            continue
        box = innermost(holder.iterancestors() for holder in holders)
        if box is None or box in above or box.tag in ("body", "html"):
            continue
        start, end = order.spans[box]
        if order.prose(0, start) >= ARTICLE and order.prose(start, end) > 0:
            yield box
