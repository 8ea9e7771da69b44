"""A periodical → Dublin Core: the serial, every issue and volume, in the fifteen elements and their refinements."""

from __future__ import annotations

from lxml import etree
from lxml.builder import ElementMaker

from pipeline.catalogue.values import Item, Title
from pipeline.catalogue.xml import DC, TERMS, xml_bytes
from pipeline.render.xhtml import XML_LANG, Maker


R: Maker = ElementMaker(nsmap={"dc": DC, "dcterms": TERMS})
E: Maker = ElementMaker(namespace=DC)
T: Maker = ElementMaker(namespace=TERMS)


def dublin_core(title: Title) -> bytes:
    """Write a record of the serial and of each of its books."""
    root = R.metadata({XML_LANG: title.periodical.language}, _serial(title))
    root.extend(_item(item, title) for item in title.items)
    return xml_bytes(root)


def _serial(title: Title) -> etree._Element:
    periodical = title.periodical
    record = R.record(
        E.identifier(title.identifier("serial")),
        E.title(periodical.title),
        E.publisher(periodical.publisher),
        E.language(periodical.language),
        E.type("Text"),
        E.type("periodical"),
    )
    if periodical.issn:
        record.insert(1, E.identifier(f"urn:issn:{periodical.issn}"))
    if periodical.rights:
        record.append(E.rights(periodical.rights))
    return record


def _item(item: Item, title: Title) -> etree._Element:
    publication = item.publication
    periodical = title.periodical
    record = R.record(
        E.identifier(publication.identifier),
        E.title(publication.title),
        E.creator(periodical.publisher),
        E.publisher(periodical.publisher),
        E.date(publication.date),
        T.issued(publication.issued),
        T.modified(publication.modified),
        E.language(periodical.language),
        E.type("Text"),
        E.type(publication.kind),
        E.format("application/epub+zip"),
        T.extent(f"{item.book.size_bytes} B"),
        E.rights(periodical.rights or title.terms.word("reprint_notice")),
        T.isPartOf(f"urn:issn:{periodical.issn}" if periodical.issn else title.identifier("serial")),
    )
    record.extend(T.hasPart(part) for part in publication.parts)
    for article in item.articles:
        record.append(T.tableOfContents(article.title))
    sources = dict.fromkeys(article.credit.url for article in item.articles if article.credit.url)
    record.extend(E.source(url) for url in sources)
    subjects = dict.fromkeys(article.department for article in item.articles if article.department)
    record.extend(E.subject(name) for name in subjects)
    return record
