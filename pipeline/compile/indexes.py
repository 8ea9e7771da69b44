"""A volume's articles → its indexes: of titles, authors, outlets, departments and dates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.collate import OTHER, Filed
from pipeline.model import Article, IndexEntry, IndexGroup, IndexPlace, Section
from pipeline.terms import Terms, month_text


PLACES_A_PAGE = 600  # of an index; more make a page that old readers choke on
AUTHOR_ROLES = ("author", "reporter", "correspondent", "translator", "photographer")
File = Callable[[Sequence[str], bool], Mapping[str, Filed]]  # terms, whether they are names → their places


@dataclass(frozen=True, slots=True)
class Indexed:
    """An article as an index leads to it."""

    article: Article
    file: str
    label: str  # the issue's: 第3期
    date: str  # when it was published at its source, else its issue's


def index_sections(printed: Sequence[Indexed], terms: Terms, file: File) -> Iterator[Section]:
    """Make every index that has something to say."""
    titles = [_Line(each.article.title, each) for each in printed]
    yield from _pages(
        "titles", "index_by_title", _filed(titles, file(_terms(titles), False), terms, bare=True), terms
    )
    for name, word, are_names, of in (
        ("authors", "index_by_author", True, _authors),
        ("outlets", "index_by_outlet", False, _outlets),
        ("departments", "index_by_department", False, _departments),
    ):
        lines = [_Line(term, each) for each in printed for term in of(each.article)]
        groups = _filed(lines, file(_terms(lines), are_names), terms)
        yield from _pages(name, word, groups, terms)
    yield from _pages("dates", "index_by_date", list(_by_month(printed, terms)), terms)


@dataclass(frozen=True, slots=True)
class _Line:
    term: str
    at: Indexed


def _terms(lines: Iterable[_Line]) -> list[str]:
    return sorted({line.term for line in lines})


def _authors(article: Article) -> Iterable[str]:
    return dict.fromkeys(person.name for person in article.credit.byline if person.role in AUTHOR_ROLES)


def _outlets(article: Article) -> Iterable[str]:
    name = article.credit.outlet or article.credit.portal
    return (name,) if name else ()


def _departments(article: Article) -> Iterable[str]:
    return (article.department,) if article.department else ()


def _filed(
    lines: Sequence[_Line], places: Mapping[str, Filed], terms: Terms, *, bare: bool = False
) -> list[IndexGroup]:
    """Sort lines and group them; under a term its articles stand in the volume's order."""
    ordered = sorted(lines, key=lambda line: (places[line.term].key, line.term))
    groups: list[IndexGroup] = []
    for group, members in groupby(ordered, key=lambda line: places[line.term].group):
        entries = []
        for term, same in groupby(members, key=lambda line: line.term):
            found = tuple(_place(line.at) for line in same)
            entries += [IndexEntry(None, (place,)) for place in found] if bare else [IndexEntry(term, found)]
        groups.append(IndexGroup(_heading(group, terms), tuple(entries)))
    return groups


def _heading(group: str, terms: Terms) -> str:
    if group == OTHER:
        return terms.word("index_other")
    return terms.text("strokes", count=group) if group.isdigit() else group


def _place(at: Indexed) -> IndexPlace:
    return IndexPlace(at.file, f"{at.article.title} {at.label}", at.article.language)


def _by_month(printed: Sequence[Indexed], terms: Terms) -> Iterator[IndexGroup]:
    ordered = sorted(printed, key=lambda each: each.date[:10])
    for month, members in groupby(ordered, key=lambda each: each.date[:7]):
        entries = tuple(
            IndexEntry(day, tuple(_place(each) for each in same))
            for day, same in groupby(members, key=lambda each: each.date[:10])
        )
        yield IndexGroup(month_text(month, terms), entries)


def _pages(name: str, word: str, groups: Sequence[IndexGroup], terms: Terms) -> Iterator[Section]:
    """Put an index on one page, or on as many as its length needs, a group never parted."""
    pages: list[list[IndexGroup]] = []
    count = PLACES_A_PAGE
    for group in groups:
        length = sum(len(entry.places) for entry in group.entries)
        if count + length > PLACES_A_PAGE or not pages:
            pages.append([])
            count = 0
        pages[-1].append(group)
        count += length
    for number, page in enumerate(pages, start=1):
        title, file = terms.word(word), f"index-{name}"
        if len(pages) > 1:
            title = f"{title} {page[0].heading}–{page[-1].heading}"
            file += f"-{number}"
        yield Section(file, f"{file}.xhtml", "index", title, index=tuple(page))
