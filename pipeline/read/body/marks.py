"""A page's runs of text → the lines that mark what readers wrote, and the siblings in which they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.patterns import lazy
from pipeline.read.blocks import Block
from pipeline.read.body.ground import LINK_LINE
from pipeline.read.body.phrases import AGO, ANSWERED, COMMENTS, DATED, SAYS
from pipeline.read.tree import Element, kind_of


LEVELS = 7  # elements between a mark and the item it belongs to
MARK = 30.0  # the most weight of a line that tells when, or what others may do
FEW = 2  # marks from which a thread may stand on a page
PART = 0.5  # of those who speak that must be different persons
LABEL = 45  # characters of a line that calls what follows comments
DIGIT, TOLD = lazy(r"\d"), lazy("[:：…]")
# A chapter, not a count: 4. Discussion, 2 Responses.
NUMBERED = lazy(r"\d+(?:\.\d+)*\.?\s+(?:Discussion|Responses?|Conversation)|\d+\.\s", re.IGNORECASE)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "dt", "th"))
Key = tuple[Element, str, str]  # the parent of siblings, their tag and name


@dataclass(slots=True)
class Item:
    """What a reader may have written: whether a line of it tells when, and what others may do with it."""

    posted: bool = False
    answered: bool = False


@dataclass(slots=True)
class Series:
    """Siblings of one kind with marks in them, or below a line that counts comments."""

    items: dict[Element, Item] = field(default_factory=dict)
    is_counted: bool = False


class Order:
    """The runs of a page in order: which stand within an element, and how much prose stands between two."""

    def __init__(self, runs: Sequence[Block]) -> None:
        """Find the first and the last run of every element."""
        self.runs = runs
        self.spans: dict[Element, tuple[int, int]] = {}
        self.sums = [0.0]
        for at, run in enumerate(runs):
            self.sums.append(self.sums[-1] + run.score)
            for el in (run.holder, *run.holder.iterancestors()):
                self.spans[el] = (self.spans.get(el, (at, at))[0], at + 1)

    def span(self, elements: Iterable[Element]) -> tuple[int, int]:
        """Return from which run to which elements reach; the same twice where no run is in them."""
        found = [self.spans[el] for el in elements if el in self.spans]
        return (min(start for start, _ in found), max(end for _, end in found)) if found else (0, 0)

    def prose(self, start: int, end: int) -> float:
        """Return how much prose stands from one run up to another."""
        return self.sums[end] - self.sums[start]


class Marks:
    """The lines of a page that tell a thread: of a reader's words, or that call what follows so."""

    def __init__(self, runs: Sequence[Block]) -> None:
        """Find the marks; `gather` enters them into series."""
        self.series: dict[Key, Series] = {}
        self.answers: dict[tuple[str, str], list[Element]] = {}
        self.said: list[int] = []
        self.labels: list[int] = []
        self.short = [(at, run) for at, run in enumerate(runs) if run.weight <= MARK]
        for at, run in self.short:
            if run.linked < LINK_LINE and len(run.text) <= LABEL and _is_label(run):
                self.labels.append(at)
            if run.holder.tag in HEADINGS:
                continue
            if TOLD.search(run.text) and SAYS.fullmatch(run.text):
                self.said.append(at)
            elif ANSWERED.fullmatch(run.text):
                self.answers.setdefault(kind_of(run.holder), []).append(run.holder)

    def tells_thread(self) -> bool:
        """Tell whether a thread can stand on the page at all."""
        return bool(self.labels) or len(self.said) + sum(map(len, self.answers.values())) >= FEW

    def gather(self, order: Order) -> None:
        """Enter every mark into the series that it may belong to."""
        for holders in self.answers.values():
            for holder in holders:
                for item in self._items(holder):
                    item.answered = True
        speakers = {order.runs[at].text for at in self.said}
        if len(speakers) < len(self.said) * PART:  # the few persons of an interview
            self.said.clear()
        for at in self.said:  # somebody says it where that is how an item begins; else a text quotes somebody
            for item in self._items(order.runs[at].holder, order, at):
                item.answered = True
        for _, run in self.short:
            if DIGIT.search(run.text) and (DATED.search(run.text) or AGO.search(run.text)):
                for item in self._items(run.holder):
                    item.posted = True

    def _items(self, holder: Element, order: Order | None = None, first: int = 0) -> Iterator[Item]:
        el = holder
        for _ in range(LEVELS):
            parent = el.getparent()
            if parent is None or parent.tag == "html" or el.tag == "blockquote":
                return
            if order is not None and order.spans[el][0] != first:
                return
            one = self.series.setdefault((parent, *kind_of(el)), Series())
            yield one.items.setdefault(el, Item())
            el = parent


def _is_label(run: Block) -> bool:
    """Tell a line that calls what follows comments, and is no cell of a table and no numbered chapter."""
    if run.holder.tag in ("dt", "th", "td") or not COMMENTS.fullmatch(run.text):
        return False
    return NUMBERED.match(run.text) is None
