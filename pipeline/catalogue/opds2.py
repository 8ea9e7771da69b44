"""A feed → OPDS 2.0: JSON with Readium's words for periodicals."""

from __future__ import annotations

import json
from itertools import groupby

from pipeline.catalogue.feeds import ROOT, Feed
from pipeline.catalogue.opds1 import BUY_FREE, summary
from pipeline.catalogue.values import Item, relative
from pipeline.credit import reference
from pipeline.terms import Terms


OPDS2 = "application/opds+json"
Members = dict[str, object]


def write_opds2(feed: Feed, terms: Terms) -> bytes:
    """Write one feed as JSON; there is no empty member."""
    path = f"{feed.path}.json"
    links = [_link("self", path, path), _link("start", f"{ROOT}.json", path)]
    if feed.up:
        links.append(_link("up", f"{feed.up}.json", path))
    made: Members = {
        "metadata": {
            "title": feed.title,
            "modified": feed.updated,
            "identifier": feed.identifier,
            **({} if feed.is_navigation else {"numberOfItems": len(feed.items)}),
        },
        "links": links,
    }
    if feed.ways:
        made["navigation"] = [
            _link(way.rel, f"{way.feed.path}.json", path) | {"title": way.feed.title} for way in feed.ways
        ]
    if feed.items:
        made["publications"] = [publication2(item, path, terms) for item in feed.items]
    if feed.facets:
        made["facets"] = _facets(feed, path)
    return json_bytes(made)


def json_bytes(value: object) -> bytes:
    """Write JSON for people and programs alike."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def publication2(item: Item, path: str, terms: Terms) -> Members:
    """Write one book as a Readium publication."""
    publication, book = item.publication, item.book
    periodical = publication.periodical
    series = publication.collections[0]
    metadata: Members = {
        "@type": "http://schema.org/Book" if item.is_volume else "http://schema.org/PublicationIssue",
        "identifier": publication.identifier,
        "title": publication.title,
        "sortAs": publication.sort_title,
        "language": periodical.language,
        "publisher": periodical.publisher,
        "published": publication.date if len(publication.date) == 10 else f"{publication.date}-01",
        "modified": publication.modified,
        "description": summary(item, terms),
        "belongsTo": {
            "periodical": _periodical(item),
            "series": {"name": series.name, "position": series.position},
        },
    }
    outside = {"rel": BUY_FREE, "href": relative(book.file, path), "type": "application/epub+zip"}
    pictures = [
        {"href": relative(book.cover, path), "type": book.cover_type},
        {"href": relative(book.thumbnail, path), "type": "image/jpeg"},
    ]
    if not item.is_volume:
        metadata["contains"] = {"article": _contents(item, terms)}
    return {"metadata": metadata, "links": [outside | {"size": book.size_bytes}], "images": pictures}


def _periodical(item: Item) -> Members:
    periodical = item.publication.periodical
    volume: Members = {"position": item.year}
    if not item.is_volume:
        volume["issue"] = {"position": item.issues[0].number}
    named: Members = {"name": periodical.title, "volume": volume}
    return named | ({"identifier": f"urn:issn:{periodical.issn}"} if periodical.issn else {})


def _contents(item: Item, terms: Terms) -> list[Members]:
    listed = []
    for position, article in enumerate(item.articles, start=1):
        authors = [person.name for person in article.credit.byline if person.role == "author"]
        one: Members = {"name": article.title, "position": position}
        if authors:
            one["author"] = authors
        if article.credit.url:
            told = reference(article.title, article.credit, terms)
            one["links"] = [{"href": article.credit.url, "type": "text/html", "title": told}]
        listed.append(one)
    return listed


def _link(rel: str, target: str, path: str) -> Members:
    return {"rel": rel, "href": relative(target, path), "type": OPDS2}


def _facets(feed: Feed, path: str) -> list[Members]:
    made: list[Members] = []
    for group, facets in groupby(feed.facets, key=lambda facet: facet.group):
        links = []
        for facet in facets:
            link = _link("self" if facet.active else "subsection", f"{facet.path}.json", path)
            links.append(link | {"title": facet.title, "properties": {"numberOfItems": facet.count}})
        if len(links) > 1:  # the schema wants two: one is no choice
            made.append({"metadata": {"title": group}, "links": links})
    return made
