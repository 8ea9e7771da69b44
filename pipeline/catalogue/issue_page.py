"""A book on the shelf → its page: cover, number and date, note, contents, sources, download."""

from __future__ import annotations

from collections.abc import Container
from itertools import pairwise

from lxml import etree

from pipeline.catalogue.html import H, Place, page, place_of
from pipeline.catalogue.values import Item, Title, megabytes, outlet_of
from pipeline.credit import reference
from pipeline.model import Section
from pipeline.terms import Terms


def issue_path(item: Item) -> str:
    """Return where a book's page lies."""
    stem = item.book.file.rpartition("/")[2].removesuffix(".epub")
    return f"read/{item.publication.periodical.key}/{stem}.html"


def article_path(periodical: str, key: str) -> str:
    """Return where an article's page lies."""
    return f"read/{periodical}/a{key}.html"


def neighbours(items: tuple[Item, ...]) -> dict[str, tuple[Item | None, Item | None]]:
    """Map each book's file to the one before and the one after it."""
    before = {later.book.file: earlier for earlier, later in pairwise(items)}
    after = {earlier.book.file: later for earlier, later in pairwise(items)}
    return {item.book.file: (before.get(item.book.file), after.get(item.book.file)) for item in items}


def issue_page(
    item: Item, title: Title, beside: tuple[Item | None, Item | None], known: Container[str]
) -> bytes:
    """Write the page of an issue or a volume; `known` are the articles that have a page."""
    place = place_of(issue_path(item), title)
    publication, terms = item.publication, title.terms
    main = [
        _header(item, place, terms),
        H.h2(terms.word("contents")),
        _contents(publication.sections, place, title, known),
        *_missing(publication.missing, terms),
        H.h2(terms.word("credits")),
        _sources(item, terms),
    ]
    return page(place, publication.title, main, ways=_ways(place, title, beside))


def _ways(place: Place, title: Title, beside: tuple[Item | None, Item | None]) -> list[etree._Element]:
    """Lead back to the shelf, and to the books before and after."""
    ways = [place.link("index.html", title.periodical.title)]
    for item, arrow, rel in zip(beside, ("← {}", "{} →"), ("prev", "next"), strict=True):
        if item is not None:
            ways.append(place.link(issue_path(item), arrow.format(item.publication.face.folio), rel=rel))
    return ways


def _header(item: Item, place: Place, terms: Terms) -> etree._Element:
    face, book = item.publication.face, item.book
    alt = terms.text("cover_alternative", title=item.publication.title)
    header = H.header(
        {"class": "face"},
        H.img({"class": "cover", "src": place.to(book.cover), "alt": alt}),
        H.h1(H.span({"class": "nameplate"}, face.nameplate), " ", H.span({"class": "folio"}, face.folio)),
        H.p({"class": "date"}, face.date_text),
    )
    if item.publication.status:
        header.append(H.p({"class": "note"}, item.publication.status))
    for line in (item.publication.note or "").splitlines():
        if line.strip():
            header.append(H.p({"class": "note"}, line.strip()))
    size = megabytes(book.size_bytes)
    header.append(
        H.p({"class": "get"}, place.link(book.file, terms.text("download", size=size), download=""))
    )
    header.append(H.p({"class": "proof"}, f"sha256 {book.sha256}"))
    return header


def _contents(
    sections: tuple[Section, ...], place: Place, title: Title, known: Container[str]
) -> etree._Element:
    """List what is read: each article leads to its own page, in a volume under its issue."""
    listing = H.ol({"class": "entries"})
    for section in sections:
        article = section.article
        if section.children:
            inner = _contents(section.children, place, title, known)
            listing.append(H.li({"class": "issue"}, H.span({"class": "name"}, section.title), inner))
        elif article is not None:
            path = article_path(title.periodical.key, article.key)
            is_there = article.key in known
            name = place.link(path, article.title) if is_there else H.span(article.title)
            name.set("lang", article.language)
            told = [text for text in (article.department, outlet_of(article)) if text]
            about = title.terms.word("field_separator").join(told)
            listing.append(H.li(name, H.span({"class": "about"}, " " + about)))
    return listing


def _missing(missing: tuple[str, ...], terms: Terms) -> list[etree._Element]:
    if not missing:
        return []
    return [H.h2(terms.word("missing_heading")), H.ul(*(H.li(text) for text in missing))]


def _sources(item: Item, terms: Terms) -> etree._Element:
    listing = H.ol({"class": "sources"})
    for article in item.articles:
        text = reference(article.title, article.credit, terms)
        url = article.credit.url
        before, address, after = text.partition(url) if url else (text, "", "")
        entry = H.li({"lang": article.language}, before)
        if address.startswith(("http://", "https://")):
            link = H.a({"href": address, "rel": "external noreferrer"}, address)
            link.tail = after
            entry.append(link)
        else:
            entry.text = text
        listing.append(entry)
    return listing
