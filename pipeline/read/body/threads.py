"""A page's runs of text → the threads in which readers wrote, told by how they are built: names play no part."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.patterns import lazy
from pipeline.read.blocks import Block
from pipeline.read.body.phrases import AGO, ANSWERED, DATED, REPLIES, SAYS
from pipeline.read.tree import Element, outermost


ARTICLE = 8.0  # prose that stands before a thread, at the least: else the thread is what the page is about
LEVELS = 7  # elements between a mark and the item it belongs to
MARK = 30.0  # the most weight of a line that tells when, or what others may do
FEWEST, FEW = 3, 2  # items of a thread; of one whose items have both marks
MANY = 5  # marks of one kind that need not stand in siblings
PART = 0.5  # of the items of one kind that are marked
LABEL = 45  # characters of a line that calls what follows comments
TOGETHER = 0.6  # of the prose from the first item to the last that stands in the items
NEAR = 8  # runs before the first item among which that line stands
LINKED = 0.5  # of a line that leads to what readers wrote, elsewhere
NAME = 14.0  # the most weight of a reader's name
DIGIT, TOLD = lazy(r"\d"), lazy("[:：…]")
# A chapter, not a count: 4. Discussion, 2 Responses.
NUMBERED = lazy(r"\d+(?:\.\d+)*\.?\s+(?:Discussion|Responses?|Conversation)|\d+\.\s", re.IGNORECASE)
# A page whose title says that it is one of letters and answers.
ANSWERS = lazy(r"留言|回复|回覆|信箱|互动|访谈|问答|\bQ\s?&\s?A\b|\bletters?\b|\bmailbag\b", re.IGNORECASE)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "dt", "th", "td"))
NO_ITEMS = frozenset(("p", "span", "a", "td", "tr", "tbody", "table", "h1", "h2", "h3", "h4", "h5", "h6"))


@dataclass(slots=True)
class _Item:
    """What a reader may have written: whether a line of it tells when, and what others may do with it."""

    posted: bool = False
    answered: bool = False


@dataclass(slots=True)
class _Series:
    """Siblings of one kind with marks in them, or below a line that counts comments."""

    items: dict[Element, _Item] = field(default_factory=dict)
    is_counted: bool = False


@dataclass(frozen=True, slots=True)
class Thread:
    """An element that holds what readers wrote; whether that is sure, or some article may have been taken for it."""

    element: Element
    is_sure: bool


_Key = tuple[Element, str, str]  # the parent of siblings, their tag and name


class _Order:
    """The runs of a page in order: which stand within an element, and how much prose stands between two."""

    def __init__(self, runs: Sequence[Block]) -> None:
        self.runs = runs
        self.spans: dict[Element, tuple[int, int]] = {}
        self.sums = [0.0]
        for at, run in enumerate(runs):
            self.sums.append(self.sums[-1] + run.score)
            for el in (run.holder, *run.holder.iterancestors()):
                self.spans[el] = (self.spans.get(el, (at, at))[0], at + 1)

    def span(self, elements: Iterable[Element]) -> tuple[int, int]:
        found = [self.spans[el] for el in elements if el in self.spans]
        return (min(start for start, _ in found), max(end for _, end in found)) if found else (0, 0)

    def prose(self, start: int, end: int) -> float:
        return self.sums[end] - self.sums[start]


class _Marks:
    """The lines of a page that tell a thread: of a reader's words, or that call what follows so."""

    def __init__(self, runs: Sequence[Block]) -> None:
        self.series: dict[_Key, _Series] = {}
        self.answers: dict[tuple[str, str], list[Element]] = {}
        self.said: list[int] = []
        self.labels: list[int] = []
        self.short = [(at, run) for at, run in enumerate(runs) if run.weight <= MARK]
        for at, run in self.short:
            if run.linked < LINKED and len(run.text) <= LABEL and _is_label(run):
                self.labels.append(at)
            if TOLD.search(run.text) and SAYS.fullmatch(run.text):
                self.said.append(at)
            elif run.holder.tag not in HEADINGS and ANSWERED.fullmatch(run.text):
                self.answers.setdefault(_kind(run.holder), []).append(run.holder)

    def tells_thread(self) -> bool:
        """Tell whether a thread can stand on the page at all."""
        return bool(self.labels) or len(self.said) + sum(map(len, self.answers.values())) >= FEW

    def gather(self, order: _Order) -> None:
        """Enter every mark into the series that it may belong to."""
        for holders in self.answers.values():
            for holder in holders:
                for item in self._items(holder):
                    item.answered = True
        for at in self.said:  # somebody says it where that is how an item begins; else a text quotes somebody
            for item in self._items(order.runs[at].holder, order, at):
                item.answered = True
        for _, run in self.short:
            if DIGIT.search(run.text) and (DATED.search(run.text) or AGO.search(run.text)):
                for item in self._items(run.holder):
                    item.posted = True

    def _items(self, holder: Element, order: _Order | None = None, first: int = 0) -> Iterator[_Item]:
        el = holder
        for _ in range(LEVELS):
            parent = el.getparent()
            if parent is None or parent.tag == "html" or el.tag == "blockquote":
                return
            if order is not None and order.spans[el][0] != first:
                return
            one = self.series.setdefault((parent, *_kind(el)), _Series())
            yield one.items.setdefault(el, _Item())
            el = parent


def _is_label(run: Block) -> bool:
    """Tell a line that calls what follows comments, and is no cell of a table and no numbered chapter."""
    if run.holder.tag in ("dt", "th", "td") or not REPLIES.fullmatch(run.text):
        return False
    return NUMBERED.match(run.text) is None


def threads(runs: Sequence[Block], headline: Element | None, title: str | None = None) -> list[Thread]:
    """Return the outermost elements that hold what readers wrote below an article, given a page's runs of text.

    A thread is a series of siblings of one kind, in each a line that tells how to answer it; or that tells when it was
    written, below a line that calls it comments. An article's worth of prose stands before it. The entries of a live
    blog tell when, too, but nobody may answer them.
    """
    marks = _Marks(runs)
    if not marks.tells_thread() or (title and ANSWERS.search(title)):
        return []
    order = _Order(runs)
    marks.gather(order)
    above = frozenset() if headline is None else frozenset((headline, *headline.iterancestors()))
    start = order.spans[headline][1] if headline is not None and headline in order.spans else 0
    labels = [at for at in marks.labels if at >= start and order.prose(start, at) >= ARTICLE]
    for key in _counted(labels, order):
        marks.series.setdefault(key, _Series()).is_counted = True
    found: dict[Element, bool] = {}
    for (parent, tag, name), one in marks.series.items():
        if len(one.items) < FEW and not one.is_counted:
            continue
        alike = [el for el in parent if _kind(el) == (tag, name)]
        if above.isdisjoint(alike) and (sure := _is_thread(one, alike, labels, order)) is not None:
            is_sure = sure or not _is_much(alike, order, start)
            for el in _whole(parent, alike, order, above):
                found[el] = found.get(el, False) or is_sure
    found.update(dict.fromkeys(_scattered(marks.answers, order, above), True))
    return [Thread(el, found[el]) for el in outermost(found)]


def _is_much(alike: Sequence[Element], order: _Order, start: int) -> bool:
    """Tell a series that holds more prose than stands between the headline and it."""
    first, last = order.span(alike)
    return order.prose(first, last) > order.prose(min(start, first), first)


def _kind(el: Element) -> tuple[str, str]:
    """Return what siblings of one kind have in common: of a class the first word, for others tell odd from even."""
    return str(el.tag), (el.get("class") or "").split(" ")[0]


def _is_thread(one: _Series, alike: Sequence[Element], labels: Sequence[int], order: _Order) -> bool | None:
    """Tell whether a series is surely a thread, True, or only called one, False; None: it is none."""
    start, end = order.span(alike)
    marked, whole = len(one.items), len(alike)
    if start == end or order.prose(0, start) < ARTICLE:
        return None
    answered = sum(item.answered for item in one.items.values())
    both = sum(item.answered and item.posted for item in one.items.values())
    if answered >= whole * PART and (answered >= FEWEST or both >= FEW):
        return True
    firsts = [order.spans[el][0] for el in alike if el in order.spans]
    if not set(firsts).isdisjoint(labels):  # what follows is called so further down
        return None
    if sum(order.runs[at].holder.tag in ("h1", "h2", "h3") for at in firsts) * 2 > whole:
        return None
    if one.is_counted and whole >= FEWEST and sum(_begins(el, order, 0) for el in alike) * 2 > whole:
        return False
    is_called = any(start - NEAR <= at <= start for at in labels)
    return False if is_called and marked >= max(FEWEST, whole * PART) else None


def _counted(labels: Sequence[int], order: _Order) -> Iterator[_Key]:
    """Yield the series that begin right below a line that counts comments: each item begins with a name."""
    for at in labels:
        if not DIGIT.search(order.runs[at].text):
            continue
        for below in order.runs[at + 1 : at + 1 + NEAR]:
            for _, el in zip(range(LEVELS), (below.holder, *below.holder.iterancestors()), strict=False):
                parent = el.getparent()
                if parent is not None and el.tag not in NO_ITEMS and _begins(el, order, at):
                    yield (parent, *_kind(el))


def _begins(el: Element, order: _Order, after: int) -> bool:
    """Tell an item that begins with a short line, a name, and goes on."""
    start, end = order.spans.get(el, (0, 0))
    return (
        start > after and end - start > 1 and order.runs[start].weight <= NAME and not order.runs[start].score
    )


def _whole(
    parent: Element, alike: Sequence[Element], order: _Order, above: frozenset[Element]
) -> Iterator[Element]:
    """Yield the box that holds a thread and no other prose; where there is none, its items if they stand together.

    What stands within an article's paragraphs, one by one, are posts that it quotes.
    """
    held = order.prose(*order.span(alike))
    if not held:
        return
    box: Element | None = None
    for el in (parent, *parent.iterancestors()):
        if el.tag in ("body", "html") or el in above or order.prose(*order.spans[el]) > held:
            break
        box = el
    if box is not None:
        yield box
    elif sum(order.prose(*order.span((el,))) for el in alike) >= held * TOGETHER:
        yield from alike


def _scattered(
    answers: dict[tuple[str, str], list[Element]], order: _Order, above: frozenset[Element]
) -> Iterator[Element]:
    """Yield what holds all of one kind of mark, where replies stand in replies, or tags were never closed."""
    for holders in answers.values():
        if len(holders) < MANY:
            continue
        common = set(holders[0].iterancestors())
        for holder in holders[1:]:
            common.intersection_update(holder.iterancestors())
        box = max(common, key=lambda el: sum(1 for _ in el.iterancestors()))
        start, end = order.spans[box]
        is_after = order.prose(0, start) >= ARTICLE and order.prose(start, end) > 0
        if is_after and box not in above and box.tag not in ("body", "html"):
            yield box
