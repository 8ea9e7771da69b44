"""A catalogue → the tree of its feeds: newest, by year, volumes, by outlet; written twice, as OPDS 1.2 and 2.0."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.catalogue.values import Catalogue, Item, Title, newest, outlets


NEWEST = 30
ROOT = "opds/root"


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to narrow what a feed lists: the same shelf, seen otherwise."""

    group: str
    title: str
    path: str
    count: int
    active: bool


@dataclass(frozen=True, slots=True)
class Way:
    """An entry of a feed that leads on to another feed."""

    feed: Feed
    rel: str


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed, whatever it is written in; its path has no ending."""

    path: str
    identifier: str
    title: str
    language: str
    publisher: str
    updated: str
    up: str | None = None
    ways: tuple[Way, ...] = ()  # a navigation feed has these
    items: tuple[Item, ...] = ()  # an acquisition feed these
    facets: tuple[Facet, ...] = ()

    @property
    def is_navigation(self) -> bool:
        """Tell which of the two it is."""
        return bool(self.ways)


def feeds(catalogue: Catalogue) -> tuple[Feed, ...]:
    """Make every feed of a shelf; the root is the first."""
    root = _root(catalogue)
    return tuple({feed.path: feed for feed in _walk(root)}.values())


def _walk(feed: Feed) -> Iterator[Feed]:
    yield feed
    for way in feed.ways:
        yield from _walk(way.feed)


def _root(catalogue: Catalogue) -> Feed:
    first = catalogue.titles[0]
    everything = [item for title in catalogue.titles for item in title.items]
    by_date = sorted(everything, key=lambda item: (item.publication.date, item.publication.title))
    latest = tuple(reversed(by_date))[:NEWEST]
    newest_feed = _feed(first, "opds/new", first.terms.word("shelf_newest"), latest, up=ROOT)
    ways = [Way(newest_feed, "http://opds-spec.org/sort/new")]
    if len(catalogue.titles) == 1:
        ways += _ways(first, up=ROOT)
    else:
        ways += [Way(_title_feed(title), "subsection") for title in catalogue.titles]
    name = first.periodical.title if len(catalogue.titles) == 1 else first.terms.word("shelf")
    return _feed(first, ROOT, name, (), ways=tuple(ways), updated=catalogue.modified)


def _title_feed(title: Title) -> Feed:
    path = f"opds/{title.periodical.key}/index"
    ways = tuple(_ways(title, up=path))
    return _feed(title, path, title.periodical.title, (), ways=ways, up=ROOT, updated=newest(title.items))


def _ways(title: Title, up: str) -> list[Way]:
    """List how a periodical's books can be come by."""
    folder, terms = f"opds/{title.periodical.key}", title.terms
    views = list(_views(title))
    facets = [(group, name, path, len(items)) for group, name, path, items in views]

    def acquisition(name: str, path: str, items: tuple[Item, ...], above: str) -> Feed:
        told = tuple(Facet(*facet, active=facet[2] == path) for facet in facets)
        return _feed(title, path, name, items, up=above, facets=told)

    made = {path: (group, name, path, items) for group, name, path, items in views}
    by_outlet = f"{folder}/outlets"
    ways: list[Way] = []
    outlet_ways: list[Way] = []
    for group, name, path, items in made.values():
        is_outlet = group == terms.word("by_outlet")
        feed = acquisition(name, path, items, by_outlet if is_outlet else up)
        (outlet_ways if is_outlet else ways).append(Way(feed, "subsection"))
    if outlet_ways:
        listing = _feed(
            title, by_outlet, terms.word("by_outlet"), (), ways=tuple(outlet_ways), up=up,
            updated=newest(title.items),
        )  # fmt: skip
        ways.append(Way(listing, "subsection"))
    return ways


def _views(title: Title) -> Iterator[tuple[str, str, str, tuple[Item, ...]]]:
    """Yield the lists of a periodical's books: (group, name, path, books), newest first."""
    folder, terms = f"opds/{title.periodical.key}", title.terms
    years = terms.word("by_year")
    yield years, terms.word("all_items"), f"{folder}/all", _backwards(title.items)
    if title.volumes:
        yield years, terms.word("shelf_volumes"), f"{folder}/volumes", _backwards(title.volumes)
    for year in title.years:
        of_year = [item for item in title.items if item.year == year]
        yield years, terms.text("year", year=year), f"{folder}/{year}", _backwards(of_year)
    for name, items in outlets(title.issues).items():
        yield terms.word("by_outlet"), name, f"{folder}/outlet-{_short(name)}", _backwards(items)


def _backwards(items: Iterable[Item]) -> tuple[Item, ...]:
    return tuple(reversed(tuple(items)))


def _short(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:8]


def _feed(
    title: Title,
    path: str,
    name: str,
    items: tuple[Item, ...],
    *,
    ways: tuple[Way, ...] = (),
    up: str | None = None,
    facets: tuple[Facet, ...] = (),
    updated: str | None = None,
) -> Feed:
    periodical = title.periodical
    return Feed(
        path,
        title.identifier(path),
        name,
        periodical.language,
        periodical.publisher,
        updated or newest(items),
        up,
        ways,
        items,
        facets,
    )
