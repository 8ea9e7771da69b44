"""Several finished books → findings about what only shows side by side (BOOK.md A4, P3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from pipeline.findings import Finding, find
from pipeline.validate.book import Book, read_book, text_of


@dataclass(frozen=True, slots=True)
class Place:
    """Where a book stands on a shelf."""

    path: str
    identifier: str
    date: str
    series: str
    position: int


def check_shelf(paths: Sequence[Path]) -> tuple[Finding, ...]:
    """Find books that would take each other's place, or stand in the wrong order."""
    books = (read_book(path) for path in paths)
    places = [place for book in books if isinstance(book, Book) for place in _places(book)]
    return (*_same_identifiers(places), *_disorder(places))


def _places(book: Book) -> Iterable[Place]:
    identifier = next((text_of(row) for row in book.dublin("identifier")), "")
    date = next((text_of(row) for row in book.dublin("date")), "")
    for row in book.metas("belongs-to-collection"):
        ref = f"#{row.get('id')}"
        position = "".join(text_of(meta) for meta in book.metas("group-position", ref))
        if position.isdecimal() and any(
            text_of(kind) == "series" for kind in book.metas("collection-type", ref)
        ):
            yield Place(book.where, identifier, date, text_of(row), int(position))


def _same_identifiers(places: Iterable[Place]) -> Iterable[Finding]:
    seen: dict[str, str] = {}
    for place in places:
        first = seen.setdefault(place.identifier, place.path)
        if first != place.path:
            problem = f"it has the identifier of {first}"
            yield find("EPC-092", place.path, problem=problem)


def _disorder(places: Iterable[Place]) -> Iterable[Finding]:
    by_series: defaultdict[str, list[Place]] = defaultdict(list)
    for place in places:
        by_series[place.series].append(place)
    for series, members in sorted(by_series.items()):
        members.sort(key=lambda place: (place.position, place.date, place.path))
        for before, after in pairwise(members):
            if before.position == after.position:
                problem = f"it is number {after.position} of “{series}”, as is {before.path}"
                yield find("EPC-092", after.path, problem=problem)
            elif before.date > after.date:
                problem = f"number {after.position} of “{series}” is dated before number {before.position}"
                yield find("EPC-092", after.path, problem=problem)
