"""Elements of a page → how much is in them; the account of a reading, and whether it balances."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import cast

from lxml import etree

from pipeline.clean import Cleaned
from pipeline.findings import Finding, find
from pipeline.model import Counts, Drop, Ledger
from pipeline.read.tree import Element, cut, text_in


UNSEEN = (
    "script",
    "style",
    "title",
    "head",
    "noscript",
)  # as cleaning counts, which opens a noscript's picture
OUTSIDE = "outside the body"
# Pictures, links, tables: counted by libxml2 itself, which makes no element of Python for each.
_MANY = tuple(etree.XPath(f"count(descendant-or-self::{what})") for what in ("img", "a/@href", "table"))


def count(el: Element, text: str | None = None) -> Counts:
    """Count what an element shows: letters outside scripts and styles, pictures, links, tables.

    `text` is all text in it, where it is known already.
    """
    counts = _all(el, text)
    for hidden in el.iter(*UNSEEN):
        if next(hidden.iterancestors(*UNSEEN), None) is None:
            counts = counts - _all(hidden)
    return counts


def _all(el: Element, text: str | None = None) -> Counts:
    letters = sum(map(len, (text_in(el) if text is None else text).split()))
    return Counts(letters, *(int(cast("float", many(el))) for many in _MANY))


def open_noscripts(box: Element) -> Counts:
    """Take the noscripts without a picture out of a box, and count the others, which cleaning opens."""
    opened = Counts()
    for el in list(box.iter("noscript")):
        if el.find(".//img[@src]") is None:
            cut(el)
        elif next(el.iterancestors("noscript"), None) is None:
            opened = opened + _all(el)
            for hidden in el.iter("script", "style", "title"):
                opened = opened - _all(hidden)
    return opened


def settle(
    whole: Counts, cleaned: Cleaned, repeats: tuple[Drop, ...], where: str
) -> tuple[Ledger, tuple[Finding, ...]]:
    """Make the account of a page whose body counts `whole`; what does not balance is told, never hidden."""
    outside = whole - cleaned.total
    for drop in repeats:
        outside = outside - drop.counts
    outside = replace(outside, notes=0)  # a raw page has links and boxes; only cleaning knows a note
    drops = merge((*((Drop(OUTSIDE, outside),) if outside != Counts() else ()), *repeats, *cleaned.dropped))
    ledger = Ledger(replace(whole, notes=cleaned.total.notes), cleaned.kept, drops)
    rest = ledger.total - ledger.kept
    for drop in drops:
        rest = rest - drop.counts
    names = [field.name for field in fields(Counts)]
    problems = [
        f"{name} outside the body: {getattr(outside, name)}" for name in names if getattr(outside, name) < 0
    ]
    problems += [f"{name}: {getattr(rest, name):+}" for name in names if getattr(rest, name)]
    return ledger, tuple(find("REA-013", where, why=problem) for problem in problems)


def merge(drops: tuple[Drop, ...]) -> tuple[Drop, ...]:
    """Add up the drops of one rule; the first sample stands."""
    sums: dict[str, Drop] = {}
    for drop in drops:
        before = sums.get(drop.rule)
        sums[drop.rule] = (
            Drop(drop.rule, before.counts + drop.counts, before.sample or drop.sample) if before else drop
        )
    return tuple(sums.values())
