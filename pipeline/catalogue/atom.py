"""A catalogue → the Atom feed of its new issues and volumes, for feed readers."""

from __future__ import annotations

from pipeline.catalogue.feeds import NEWEST
from pipeline.catalogue.html import ATOM
from pipeline.catalogue.issue_page import issue_path
from pipeline.catalogue.opds1 import summary
from pipeline.catalogue.values import Catalogue, relative
from pipeline.catalogue.xml import A, xml_bytes
from pipeline.render.xhtml import XML_LANG


def write_atom(catalogue: Catalogue) -> bytes:
    """Write feed.xml; its addresses are relative, so it serves wherever the shelf is put."""
    first = catalogue.titles[0]
    periodical = first.periodical
    name = periodical.title if len(catalogue.titles) == 1 else first.terms.word("shelf")
    feed = A.feed(
        {XML_LANG: periodical.language},
        A.id(first.identifier("feed")),
        A.title(name),
        A.updated(catalogue.modified),
        A.author(A.name(periodical.publisher)),
        A.link(rel="self", href=ATOM, type="application/atom+xml"),
        A.link(rel="alternate", href="index.html", type="text/html"),
    )
    pairs = [(item, title) for title in catalogue.titles for item in title.items]
    pairs.sort(key=lambda pair: (pair[0].publication.date, pair[0].publication.title), reverse=True)
    for item, title in pairs[:NEWEST]:
        publication, book = item.publication, item.book
        feed.append(
            A.entry(
                A.id(publication.identifier),
                A.title(publication.title),
                A.updated(publication.modified),
                A.summary(summary(item, title.terms)),
                A.link(rel="alternate", href=relative(issue_path(item), ATOM), type="text/html"),
                A.link(
                    rel="enclosure",
                    href=relative(book.file, ATOM),
                    type="application/epub+zip",
                    length=str(book.size_bytes),
                ),
            )
        )
    return xml_bytes(feed)
