"""A page's runs of text → the threads in which readers wrote, told by how they are built: names play no part."""

from __future__ import annotations

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


_Key = tuple[Element, str, str]  # the parent of siblings, their tag and name


class _Marks:
    """The lines of a page that tell a thread: of a reader's words, or that call what follows so."""

    def __init__(self, runs: Sequence[Block]) -> None:
        self.series: dict[_Key, _Series] = {}
        self.answers: dict[tuple[str, str], list[Element]] = {}
        self.labels: list[int] = []
        self.short = [(at, run) for at, run in enumerate(runs) if run.weight <= MARK]
        for at, run in self.short:
            if run.linked < LINKED and len(run.text) <= LABEL and REPLIES.fullmatch(run.text):
                self.labels.append(at)
            if ANSWERED.fullmatch(run.text) or (TOLD.search(run.text) and SAYS.match(run.text)):
                self.answers.setdefault(_kind(run.holder), []).append(run.holder)

    def tells_thread(self) -> bool:
        """Tell whether a thread can stand on the page at all."""
        return bool(self.labels) or sum(map(len, self.answers.values())) >= FEW

    def gather(self) -> None:
        """Enter every mark into the series that it may belong to."""
        for holders in self.answers.values():
            for holder in holders:
                self._enter(holder, posted=False, answered=True)
        for _, run in self.short:
            if DIGIT.search(run.text) and (DATED.search(run.text) or AGO.search(run.text)):
                self._enter(run.holder, posted=True, answered=False)

    def _enter(self, holder: Element, *, posted: bool, answered: bool) -> None:
        el = holder
        for _ in range(LEVELS):
            parent = el.getparent()
            if parent is None or parent.tag == "html":
                return
            one = self.series.setdefault((parent, *_kind(el)), _Series())
            item = one.items.setdefault(el, _Item())
            item.posted |= posted
            item.answered |= answered
            el = parent


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


def threads(runs: Sequence[Block], headline: Element | None) -> list[Element]:
    """Return the outermost elements that hold what readers wrote below an article, given a page's runs of text.

    A thread is a series of siblings of one kind, in each a line that tells how to answer it; or that tells when it was
    written, below a line that calls it comments. An article's worth of prose stands before it. The entries of a live
    blog tell when, too, but nobody may answer them.
    """
    marks = _Marks(runs)
    if not marks.tells_thread():
        return []
    marks.gather()
    above = frozenset() if headline is None else frozenset((headline, *headline.iterancestors()))
    order = _Order(runs)
    for key in _counted(marks.labels, order):
        marks.series.setdefault(key, _Series()).is_counted = True
    found: list[Element] = []
    for (parent, tag, name), one in marks.series.items():
        if len(one.items) < FEW and not one.is_counted:
            continue
        alike = [el for el in parent if _kind(el) == (tag, name)]
        if above.isdisjoint(alike) and _is_thread(one, alike, marks.labels, order):
            found += _whole(parent, alike, order, above)
    found += _scattered(marks.answers, order, above)
    return outermost(dict.fromkeys(found))


def _kind(el: Element) -> tuple[str, str]:
    """Return what siblings of one kind have in common: of a class the first word, for others tell odd from even."""
    return str(el.tag), (el.get("class") or "").split(" ")[0]


def _is_thread(one: _Series, alike: Sequence[Element], labels: Sequence[int], order: _Order) -> bool:
    start, end = order.span(alike)
    marked, whole = len(one.items), len(alike)
    if start == end or order.prose(0, start) < ARTICLE:
        return False
    if any(order.span((el,))[0] in labels for el in alike):  # what follows is called so further down
        return False
    if one.is_counted and whole >= FEWEST and sum(_begins(el, order, 0) for el in alike) * 2 > whole:
        return True
    answered = sum(item.answered for item in one.items.values())
    both = sum(item.answered and item.posted for item in one.items.values())
    if answered >= whole * PART and (answered >= FEWEST or both >= FEW):
        return True
    return marked >= max(FEWEST, whole * PART) and any(start - NEAR <= at <= start for at in labels)


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
