"""A book's tree and the plans of all issues → each article's neighbours in its series, in this book or in another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.model import Issue, Neighbour, Section
from pipeline.terms import Terms, folio


Parts = dict[str, dict[int, Neighbour]]  # a series' name → its parts, by number


def with_neighbours(
    sections: Sequence[Section], issues: Sequence[Issue], terms: Terms
) -> tuple[Section, ...]:
    """Tell every article of a series the part before it and the part after it."""
    known: Parts = {}
    for issue in issues:
        for entry in issue.entries:
            if entry.series is not None:
                title = f"{folio(issue, terms)} {entry.title or ''}".strip()
                elsewhere = Neighbour("next", title, url=entry.credit.url or entry.url)
                known.setdefault(entry.series.name, {})[entry.series.part] = elsewhere
    for section in _articles(sections):
        assert section.article is not None
        if series := section.article.series:
            here = Neighbour("next", section.title, file=section.file)
            known.setdefault(series.name, {})[series.part] = here
    return tuple(_told(section, known) for section in sections)


def _articles(sections: Sequence[Section]) -> Iterator[Section]:
    for section in sections:
        if section.kind == "article" and section.article is not None:
            yield section
        yield from _articles(section.children)


def _told(section: Section, known: Parts) -> Section:
    children = tuple(_told(child, known) for child in section.children)
    series = section.article.series if section.kind == "article" and section.article else None
    if series is None:
        return replace(section, children=children) if children else section
    parts = known[series.name]
    before = max((part for part in parts if part < series.part), default=None)
    after = min((part for part in parts if part > series.part), default=None)
    neighbours = []
    if before is not None:
        neighbours.append(replace(parts[before], way="previous"))
    if after is not None:
        neighbours.append(parts[after])
    return replace(section, neighbours=tuple(neighbours), children=children)
