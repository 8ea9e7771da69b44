"""A page's runs of text outside its furniture → the ground on which every way of finding the article stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.patterns import lazy
from pipeline.read.blocks import Block
from pipeline.read.body.hints import Hints
from pipeline.read.tree import Element, class_of


GOOD = lazy(
    r"article|content|detail|entry|main|post|story|text|正文|zhengwen|\bzw\b|body(?!_?bg)", re.IGNORECASE
)
BAD = lazy(r"comment|side|foot|relat|recommend|widget|share|promo|list|nav|reply|rank|\bhot", re.IGNORECASE)
BELOW_HEADLINE = 1.4  # favour of what stands below the headline
LINK_LINE = 0.5  # of a line, from which it is a link
CLIMBS = 4  # elements between a headline and the article it stands above


class Ground:
    """What every way of finding looks at: the runs outside the furniture, their sums, the headline's ancestors."""

    def __init__(
        self,
        body: Element,
        runs: Sequence[Block],
        headline: Element | None,
        hints: Hints,
        *,
        suspects: Iterable[Element] = (),
        title: str | None = None,
    ) -> None:
        """Sum up the runs."""
        doubtful = set(suspects)
        self.suspected = frozenset(
            id(run)
            for run in (runs if doubtful else ())
            if run.score and any(el in doubtful for el in (run.holder, *run.holder.iterancestors()))
        )
        self.body = body
        self.hints = hints
        self.title = title
        self.runs = runs
        self.whole: dict[Element, float] = {}
        self.weight: dict[Element, float] = {}
        self.linked: dict[Element, float] = {}  # the weight of the lines that are links
        self._sum_up()
        self.above_headline = frozenset() if headline is None else frozenset(headline.iterancestors())

    def _sum_up(self) -> None:
        """Add up, for every element, the prose, the weight, and the lines of links within it."""
        whole, weight, linked = self.whole, self.weight, self.linked
        for run in self.runs:
            for el in (run.holder, *run.holder.iterancestors()):
                weight[el] = weight.get(el, 0.0) + run.weight
                if run.score:
                    whole[el] = whole.get(el, 0.0) + run.score
                if run.linked >= LINK_LINE:
                    linked[el] = linked.get(el, 0.0) + run.weight * run.linked

    def link_share(self, el: Element, within: Element | None = None) -> float:
        """Return which share of an element's text is lines of links, 0 to 1; of what it has beside one within it."""
        weight = self.weight.get(el, 0.0) - (self.weight.get(within, 0.0) if within is not None else 0.0)
        linked = self.linked.get(el, 0.0) - (self.linked.get(within, 0.0) if within is not None else 0.0)
        return linked / weight if weight > 0 else 0.0

    def favour(self, el: Element) -> float:
        """Weigh what an element is called, and whether it stands below the headline."""
        named = (1.25 if self.is_named(el) else 1.0) * (0.6 if BAD.search(_called(el)) else 1.0)
        return named * (BELOW_HEADLINE if self._is_below_headline(el) else 1.0)

    def is_named(self, el: Element) -> bool:
        """Tell what is called as the boxes of articles are."""
        return GOOD.search(_called(el)) is not None

    def _is_below_headline(self, el: Element) -> bool:
        if not self.above_headline:
            return False
        for _, above in zip(range(CLIMBS), (el, *el.iterancestors()), strict=False):
            if above in self.above_headline:
                return above.tag not in ("body", "html")
        return False


def _called(el: Element) -> str:
    return f"{class_of(el)} {el.get('id') or ''}"


def within(boxes: Iterable[Element], ground: Ground) -> tuple[Block, ...]:
    """Return the runs that stand within elements."""
    members = set(boxes)
    return tuple(
        run
        for run in ground.runs
        if run.holder in members or any(el in members for el in run.holder.iterancestors())
    )
