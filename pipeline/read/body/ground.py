"""A page's runs of text outside its furniture → the ground on which every way of finding the article stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.patterns import lazy
from pipeline.read.blocks import Block
from pipeline.read.body.furniture import prose_within
from pipeline.read.body.hints import Hints
from pipeline.read.tree import Element, class_of


GOOD = lazy(
    r"article|content|detail|entry|main|post|story|text|正文|zhengwen|\bzw\b|body(?!_?bg)", re.IGNORECASE
)
BAD = lazy(r"comment|side|foot|relat|recommend|widget|share|promo|list|nav|reply|rank|\bhot", re.IGNORECASE)
BELOW_HEADLINE = 1.4  # favour of what stands below the headline
CLIMBS = 4  # elements between a headline and the article it stands above


class Ground:
    """What every way of finding looks at: the runs outside the furniture, their sums, the headline's ancestors."""

    def __init__(
        self,
        body: Element,
        runs: Sequence[Block],
        headline: Element | None,
        hints: Hints,
        suspects: Iterable[Element] = (),
    ) -> None:
        """Sum up the prose of the runs."""
        doubtful = set(suspects)
        self.suspected = frozenset(
            id(run)
            for run in (runs if doubtful else ())
            if run.score and any(el in doubtful for el in (run.holder, *run.holder.iterancestors()))
        )
        self.body = body
        self.hints = hints
        self.runs = runs
        self.whole = prose_within(runs)
        self.above_headline = frozenset() if headline is None else frozenset(headline.iterancestors())

    def favour(self, el: Element) -> float:
        """Weigh what an element is called, and whether it stands below the headline."""
        names = f"{class_of(el)} {el.get('id') or ''}"
        named = (1.25 if GOOD.search(names) else 1.0) * (0.6 if BAD.search(names) else 1.0)
        return named * (BELOW_HEADLINE if self._is_below_headline(el) else 1.0)

    def _is_below_headline(self, el: Element) -> bool:
        if not self.above_headline:
            return False
        for _, above in zip(range(CLIMBS), (el, *el.iterancestors()), strict=False):
            if above in self.above_headline:
                return above.tag not in ("body", "html")
        return False


def within(boxes: Iterable[Element], ground: Ground) -> tuple[Block, ...]:
    """Return the runs that stand within elements."""
    members = set(boxes)
    return tuple(
        run
        for run in ground.runs
        if run.holder in members or any(el in members for el in run.holder.iterancestors())
    )
