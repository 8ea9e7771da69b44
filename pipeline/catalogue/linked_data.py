"""A periodical → schema.org in JSON-LD: the serial, its volumes and issues, their articles and sources."""

from __future__ import annotations

from pipeline.catalogue.opds2 import Members, json_bytes
from pipeline.catalogue.values import Item, Title
from pipeline.credit.write import AUTHORS
from pipeline.model import Article


CONTEXT = {"@vocab": "https://schema.org/"}  # written out: nothing has to be fetched to read it


def linked_data(title: Title) -> bytes:
    """Write the whole graph of a periodical."""
    serial = title.identifier("serial")
    graph: list[Members] = [_periodical(title, serial)]
    graph += [_of_year(title, year, serial) for year in reversed(title.years)]
    graph += [_issue(item, title) for item in title.issues]
    graph += [_volume(item, serial) for item in title.volumes]
    return json_bytes({"@context": CONTEXT, "@graph": graph})


def _year(title: Title, year: int) -> str:
    return title.identifier(f"year:{year}")


def _periodical(title: Title, serial: str) -> Members:
    periodical = title.periodical
    made: Members = {
        "@id": serial,
        "@type": "Periodical",
        "name": periodical.title,
        "inLanguage": periodical.language,
        "publisher": {"@type": "Organization", "name": periodical.publisher},
    }
    if periodical.issn:
        made |= {"issn": periodical.issn, "sameAs": {"@id": f"urn:issn:{periodical.issn}"}}
    return made


def _of_year(title: Title, year: int, serial: str) -> Members:
    return {
        "@id": _year(title, year),
        "@type": "PublicationVolume",
        "name": f"{title.periodical.title} {year}",
        "volumeNumber": str(year),
        "isPartOf": {"@id": serial},
    }


def _issue(item: Item, title: Title) -> Members:
    publication, issue = item.publication, item.issues[0]
    articles = [_article(article, place, item, title) for place, article in enumerate(item.articles, start=1)]
    return {
        "@id": publication.identifier,
        "@type": "PublicationIssue",
        "name": publication.title,
        "issueNumber": issue.special or "-".join(map(str, dict.fromkeys((issue.number, issue.last)))),
        "datePublished": publication.issued,
        "dateModified": publication.modified,
        "isPartOf": {"@id": _year(title, issue.year)},
        "encoding": _encoding(item),
        "hasPart": articles,
    }


def _volume(item: Item, serial: str) -> Members:
    publication = item.publication
    return {
        "@id": publication.identifier,
        "@type": "Book",
        "bookFormat": {"@id": "https://schema.org/EBook"},
        "name": publication.title,
        "datePublished": publication.issued,
        "dateModified": publication.modified,
        "inLanguage": publication.periodical.language,
        "isPartOf": {"@id": serial},
        "encoding": _encoding(item),
        "hasPart": [{"@id": part} for part in publication.parts],
    }


def _encoding(item: Item) -> Members:
    """Name the file: who has a copy can prove it."""
    book = item.book
    return {
        "@type": "MediaObject",
        "encodingFormat": "application/epub+zip",
        "contentSize": f"{book.size_bytes} B",
        "sha256": book.sha256,
        "name": book.file,
    }


def _article(article: Article, place: int, item: Item, title: Title) -> Members:
    credit = article.credit
    made: Members = {
        "@id": title.identifier(f"article:{article.key}"),
        "@type": "Article",
        "headline": article.title,
        "position": place,
        "inLanguage": article.language,
        "isPartOf": {"@id": item.publication.identifier},
    }
    authors = [person.name for person in credit.byline if person.role in AUTHORS]
    optional: Members = {
        "alternativeHeadline": article.deck,
        "articleSection": article.department,
        "author": [{"@type": "Person", "name": name} for name in authors],
        "editor": {"@type": "Person", "name": credit.editor} if credit.editor else None,
        "datePublished": credit.published,
        "isBasedOn": {"@id": credit.url} if credit.url else None,
        "sourceOrganization": {"@type": "Organization", "name": credit.outlet} if credit.outlet else None,
        "usageInfo": credit.rights,
    }
    return made | {name: value for name, value in optional.items() if value}
