"""A feed → OPDS 1.2, which KOReader, Thorium and most reader apps walk."""

from __future__ import annotations

from lxml import etree

from pipeline.catalogue.feeds import ROOT, Feed
from pipeline.catalogue.values import Item, relative
from pipeline.catalogue.xml import OPDS, THREAD, A, D, xml_bytes
from pipeline.render.xhtml import XML_LANG
from pipeline.terms import Terms


NAVIGATION = "application/atom+xml;profile=opds-catalog;kind=navigation"
ACQUISITION = "application/atom+xml;profile=opds-catalog;kind=acquisition"
BUY_FREE = "http://opds-spec.org/acquisition/open-access"


def write_opds1(feed: Feed, terms: Terms) -> bytes:
    """Write one feed as Atom."""
    path = f"{feed.path}.xml"
    root = A.feed(
        {XML_LANG: feed.language},
        A.id(feed.identifier),
        A.title(feed.title),
        A.updated(feed.updated),
        A.author(A.name(feed.publisher)),
        _link("self", path, path, _kind(feed)),
        _link("start", f"{ROOT}.xml", path, NAVIGATION),
    )
    if feed.up:
        root.append(_link("up", f"{feed.up}.xml", path, NAVIGATION))
    root.extend(_facets(feed, path))
    for way in feed.ways:
        root.append(
            A.entry(
                A.id(way.feed.identifier),
                A.title(way.feed.title),
                A.updated(way.feed.updated),
                A.content({"type": "text"}, way.feed.title),
                _link(way.rel, f"{way.feed.path}.xml", path, _kind(way.feed)),
            )
        )
    root.extend(opds_entry(item, path, terms) for item in feed.items)
    return xml_bytes(root)


def opds_entry(item: Item, path: str, terms: Terms) -> etree._Element:
    """Write one book as an entry of the feed that lies at a path."""
    publication, book = item.publication, item.book
    periodical = publication.periodical
    entry = A.entry(
        A.id(publication.identifier),
        A.title(publication.title),
        A.updated(publication.modified),
        A.author(A.name(periodical.publisher)),
        A.rights(periodical.rights or terms.word("reprint_notice")),
        A.summary({"type": "text"}, summary(item, terms)),
        D.identifier(publication.identifier),
        D.language(periodical.language),
        D.issued(publication.issued),
        D.publisher(periodical.publisher),
    )
    if periodical.issn:
        entry.append(D.isPartOf(f"urn:issn:{periodical.issn}"))
    departments = dict.fromkeys(article.department for article in item.articles if article.department)
    entry.extend(A.category(term=name, label=name) for name in departments)
    entry.append(_link("http://opds-spec.org/image", book.cover, path, book.cover_type))
    entry.append(_link("http://opds-spec.org/image/thumbnail", book.thumbnail, path, "image/jpeg"))
    fetch = _link(BUY_FREE, book.file, path, "application/epub+zip")
    fetch.set("length", str(book.size_bytes))
    entry.append(fetch)
    return entry


def summary(item: Item, terms: Terms) -> str:
    """Say what is in a book: its note, then its titles."""
    titles = terms.join(tuple(dict.fromkeys(item.publication.face.lines)))
    if item.publication.face.more:
        titles += " " + terms.text("more_titles", count=item.publication.face.more)
    told = (item.publication.status, item.publication.note, titles)
    return " ".join(part for part in told if part).replace("\n", " ")


def _kind(feed: Feed) -> str:
    return NAVIGATION if feed.is_navigation else ACQUISITION


def _link(rel: str, target: str, path: str, media_type: str) -> etree._Element:
    return A.link(rel=rel, href=relative(target, path), type=media_type)


def _facets(feed: Feed, path: str) -> list[etree._Element]:
    links = []
    for facet in feed.facets:
        link = _link("http://opds-spec.org/facet", f"{facet.path}.xml", path, ACQUISITION)
        link.set("title", facet.title)
        link.set(f"{{{OPDS}}}facetGroup", facet.group)
        link.set(f"{{{THREAD}}}count", str(facet.count))
        if facet.active:
            link.set(f"{{{OPDS}}}activeFacet", "true")
        links.append(link)
    return links
