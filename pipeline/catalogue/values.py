"""What lies on a shelf: periodicals, their books, the files of these."""

from __future__ import annotations

import posixpath
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipeline.model import Article, Issue, Periodical, Publication
from pipeline.render.back import articles
from pipeline.terms import Terms


Files = dict[str, bytes]  # path under the shelf's root → what is to stand there


@dataclass(frozen=True, slots=True)
class Book:
    """A book's file, and the pictures that stand for it; paths are relative to the shelf's root."""

    file: str
    size_bytes: int
    sha256: str
    cover: str
    cover_type: str
    thumbnail: str


@dataclass(frozen=True, slots=True)
class Item:
    """A book on the shelf: what it says and where it lies."""

    publication: Publication
    issues: tuple[Issue, ...]  # the one it is, or those bound into it
    book: Book

    @property
    def year(self) -> int:
        """Return the year a book is shelved under; a volume of several, under its last."""
        return self.issues[-1].year

    @property
    def edition(self) -> str:
        """Return which edition it is; nothing for the book itself."""
        return self.publication.periodical.edition

    @property
    def is_volume(self) -> bool:
        """Tell a volume from an issue."""
        return self.publication.face.is_volume

    @property
    def articles(self) -> tuple[Article, ...]:
        """Return the articles it prints, in order."""
        return tuple(articles(self.publication.sections))


@dataclass(frozen=True, slots=True)
class Title:
    """A periodical with all of its books that are there, oldest first."""

    periodical: Periodical
    terms: Terms
    issues: tuple[Item, ...]
    volumes: tuple[Item, ...] = ()
    missing: tuple[tuple[int, tuple[int, ...]], ...] = ()  # year → numbers that are not there

    @property
    def items(self) -> tuple[Item, ...]:
        """Return volumes and issues, oldest first; a volume stands behind its issues."""
        both = (*self.issues, *self.volumes)
        return tuple(sorted(both, key=lambda item: (item.year, item.is_volume, item.publication.date)))

    @property
    def years(self) -> tuple[int, ...]:
        """Return the years there are, newest first."""
        return tuple(sorted({item.year for item in self.items}, reverse=True))

    @property
    def own(self) -> Title:
        """Return the periodical without its editions: what counts and cites its articles must not do so twice."""
        issues = tuple(item for item in self.issues if not item.edition)
        volumes = tuple(item for item in self.volumes if not item.edition)
        return replace(self, issues=issues, volumes=volumes)

    def identifier(self, of: str) -> str:
        """Name something of the periodical for ever: a urn:uuid."""
        return uuid.uuid5(uuid.UUID(self.periodical.namespace), of).urn


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All periodicals of a shelf, by key."""

    titles: tuple[Title, ...]

    @property
    def modified(self) -> str:
        """Return the latest date any book tells: nothing here knows a clock."""
        return newest(item for title in self.titles for item in title.items)


def newest(items: Iterable[Item]) -> str:
    """Return the latest moment at which one of some books was changed."""
    return max((item.publication.modified for item in items), default="1970-01-01T00:00:00Z")


def relative(path: str, seen_from: str) -> str:
    """Return a path as a file that lies at another must write it."""
    return posixpath.relpath(path, posixpath.dirname(seen_from) or ".")


def outlet_of(article: Article) -> str | None:
    """Return the medium an article is credited to."""
    return article.credit.outlet or article.credit.portal


def outlets(items: Iterable[Item]) -> dict[str, list[Item]]:
    """Map each outlet to the books that print something of it, the outlet with most of them first."""
    found: dict[str, list[Item]] = {}
    for item in items:
        for name in dict.fromkeys(outlet_of(article) for article in item.articles):
            if name:
                found.setdefault(name, []).append(item)
    return dict(sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0])))


def megabytes(size_bytes: int) -> str:
    """Write a size as people read it."""
    return f"{size_bytes / 1_000_000:.1f} MB" if size_bytes >= 100_000 else f"{max(1, size_bytes // 1000)} kB"
