"""Sections after the articles → the credits page and the colophon."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from lxml import etree

from pipeline import __version__
from pipeline.credit import reference
from pipeline.model import Amendment, Article, Publication, Section
from pipeline.render.xhtml import E, address_link, breakable, in_language, typed
from pipeline.terms import Terms, date_text


def articles(sections: tuple[Section, ...]) -> Iterator[Article]:
    """Yield every article of a tree in reading order."""
    for section in sections:
        if section.article is not None:
            yield section.article
        yield from articles(section.children)


def credits_section(publication: Publication, terms: Terms) -> etree._Element:
    """List every article once as a reference; a volume groups them by issue."""
    language = publication.periodical.language
    outer = E.section({"id": "credits", "class": "credits", "aria-labelledby": "credits-title"})
    typed(outer, "credits", "doc-credits")
    outer.append(E.h1({"id": "credits-title"}, terms.word("credits")))
    loose = [section for section in publication.sections if section.article is not None]
    if loose:
        outer.append(_references(loose, language, terms))
    for section in publication.sections:
        if section.issue is not None and section.children:
            outer.append(E.h2(section.title))
            outer.append(_references(section.children, language, terms))
    outer.append(E.p({"class": "notice"}, publication.periodical.rights or terms.word("reprint_notice")))
    return outer


def _references(sections: list[Section] | tuple[Section, ...], language: str, terms: Terms) -> etree._Element:
    listed = E.ol({"class": "references"})
    for section in sections:
        article = section.article
        assert article is not None
        listed.append(_reference(article, section.file, language, terms))
    return listed


def _reference(article: Article, file: str, language: str, terms: Terms) -> etree._Element:
    """Link a reference to its article, and the address in it to the web; the title is in its own language."""
    text, url = reference(article.title, article.credit, terms), article.credit.url
    before, address, after = text.partition(url) if url else (text, "", "")
    head, title, rest = before.rstrip().partition(article.title)
    named = in_language(E.span(title), article.language, language)
    item = E.li(E.a({"href": file}, head, named if named.attrib else title, rest))
    if address:
        outside = address_link(address, address, language)
        item.append(outside)
        outside.addprevious(E.span(" "))
        outside.tail = after
    return item


def colophon_section(publication: Publication, terms: Terms) -> etree._Element:
    """Say how the book was made: publisher, identifier, date, what is missing, checksum of the sources."""
    periodical = publication.periodical
    outer = E.section({"id": "colophon", "class": "colophon", "aria-labelledby": "colophon-title"})
    typed(outer, "colophon", "doc-colophon")
    outer.append(E.h1({"id": "colophon-title"}, terms.word("colophon")))
    rows = [
        (terms.word("title"), publication.title),
        (terms.word("publisher"), periodical.publisher),
        ("ISSN", periodical.issn),
        (terms.word("identifier"), publication.identifier),
        (terms.word("modified"), date_text(publication.modified[:10], terms)),
        (terms.word("rights"), periodical.rights),
        (terms.word("checksum"), f"sha256 {_checksum(publication)}"),
    ]
    for label, text in rows:
        if text:
            whole = breakable(text) if label in (terms.word("identifier"), terms.word("checksum")) else [text]
            outer.append(E.p(E.span({"class": "label"}, label + terms.word("label_separator")), *whole))
    if publication.status:
        outer.append(E.p({"class": "status"}, publication.status))
    if publication.missing:
        outer.append(E.h2(terms.word("missing_heading")))
        outer.append(E.ul(*(E.li(text) for text in publication.missing)))
    if publication.amendments:
        outer.append(E.h2(terms.word("corrections")))
        outer.append(E.ul(*(_amendment(each, terms) for each in publication.amendments)))
    outer.append(E.p({"class": "made"}, terms.text("made_with", version=__version__)))
    return outer


def _amendment(amendment: Amendment, terms: Terms) -> etree._Element:
    when = E.span({"class": "label"}, date_text(amendment.date, terms) + terms.word("label_separator"))
    item = E.li(when, amendment.text)
    if amendment.file:
        item.append(E.span(" "))
        item.append(E.a({"href": amendment.file}, amendment.title or ""))
    return item


def _checksum(publication: Publication) -> str:
    """Hash the pages' own hashes, in reading order: who has the sources can make it again."""
    digests = "\n".join(article.digest for article in articles(publication.sections))
    return hashlib.sha256(digests.encode()).hexdigest()
