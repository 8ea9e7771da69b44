"""What a page declares and what it shows → one byline and one date, the surer where they differ."""

from __future__ import annotations

import re

from pipeline.credit import Fields
from pipeline.findings import Finding, find
from pipeline.model import Person
from pipeline.patterns import lazy
from pipeline.read.meta.declared_title import plain
from pipeline.read.meta.named import Named
from pipeline.read.meta.when import days_apart


_HOUSE = lazy(  # a name that is a paper's, and no person's: Los Angeles Times
    r"\b(?:times|news|newspaper|tribune|gazette|herald|chronicle|media|magazine|ugc|zeitung|redaktion|diario|giornale|"
    r"gazeta)\b|^the .*\b(?:post|press|daily|journal)\b|\w \w+ (?:post|press|daily|journal)$",
    re.IGNORECASE,
)
SAME = 1  # days: a time zone's width


def agreed_people(
    data: tuple[Person, ...], metas: tuple[Person, ...], shown: tuple[Person, ...]
) -> tuple[Person, ...]:
    """Return the people of JSON-LD, else of the metas, unless the byline shown names them and more."""
    declared = data or metas
    if not declared or not shown:
        return declared or shown
    told, seen = _keys(declared), _keys(shown)
    if all(any(name in other or other in name for other in seen) for name in told):
        return shown if len(seen) > len(told) or _is_fuller(shown, declared) else declared
    if all(_HOUSE.search(person.name) for person in declared):
        return shown if all(" " in one.name and not _HOUSE.search(one.name) for one in shown) else declared
    is_handle = all(" " not in person.name for person in declared)
    return shown if is_handle and any(" " in person.name for person in shown) else declared


def agreed_date(declared: str | None, named: Named, address: str | None) -> str | None:
    """Return the date declared, else that shown as published, unless the address tells another day."""
    if declared:
        return declared
    for shown in (named.published, named.dated):
        if shown and (address is None or days_apart(shown, address) <= SAME):
            return shown
    return address


def contradictions(declared: Fields, shown: Fields, taken: Fields, where: str) -> list[Finding]:
    """Tell of every field that a page declares otherwise than it shows it."""
    pairs: list[tuple[str, str, str, str]] = []
    if declared.published and shown.published and days_apart(declared.published, shown.published) > SAME:
        pairs.append(("date", declared.published, shown.published, taken.published or ""))
    if declared.outlet and shown.outlet and not _is_one(declared.outlet, shown.outlet):
        pairs.append(("outlet", declared.outlet, shown.outlet, taken.outlet or ""))
    if declared.byline and shown.byline and not _have_one(declared.byline, shown.byline):
        pairs.append(("byline", _listed(declared.byline), _listed(shown.byline), _listed(taken.byline)))
    return [
        find("REA-030", where, field=field, declared=told, shown=seen, taken=chosen)
        for field, told, seen, chosen in pairs
    ]


def _listed(people: tuple[Person, ...]) -> str:
    return ", ".join(person.name for person in people)


def _is_one(first: str, second: str) -> bool:
    one, other = plain(first), plain(second)
    return one in other or other in one


def _have_one(first: tuple[Person, ...], second: tuple[Person, ...]) -> bool:
    return any(_is_one(one.name, other.name) for one in first for other in second)


def _keys(people: tuple[Person, ...]) -> set[str]:
    return {plain(person.name) for person in people}


def _is_fuller(shown: tuple[Person, ...], declared: tuple[Person, ...]) -> bool:
    """Tell whether the byline shown writes the names out: Jane Roe for jroe or Jane."""
    return len(shown) == len(declared) and all(" " not in one.name for one in declared)
