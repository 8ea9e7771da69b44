"""Publication and what its pages hold → the package document's metadata, in the order readers expect."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model import Article, Meta, Publication
from pipeline.render.back import articles
from pipeline.terms import Terms


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the finished pages hold; accessibility metadata is computed from it, never promised."""

    pictures: int = 0
    without_alternative: int = 0
    ruby: bool = False
    mathematics: bool = False


def metadata(publication: Publication, holdings: Holdings, terms: Terms) -> tuple[Meta, ...]:
    """Make all metadata of a book (EPUB 3.3 §5.5, EPUB Accessibility 1.1)."""
    return (
        *_core(publication, terms),
        *_people(publication),
        *_sources(publication),
        *_collections(publication),
        *_articles(publication),
        *_accessibility(publication, holdings, terms),
        Meta("meta", None, (("name", "cover"), ("content", "cover-image"))),
    )


def _meta(name: str, text: str, **attributes: str) -> Meta:
    told = (("property", name), *((key.replace("_", ":"), value) for key, value in attributes.items()))
    return Meta("meta", text, told)


def _core(publication: Publication, terms: Terms) -> Iterator[Meta]:
    periodical = publication.periodical
    yield Meta("dc:identifier", publication.identifier, (("id", "pub-id"),))
    yield Meta("dc:title", publication.title, (("id", "title"),))
    yield Meta("dc:language", periodical.language)
    yield Meta("dc:date", publication.date)
    yield Meta("dc:publisher", periodical.publisher)
    yield Meta("dc:type", publication.kind)
    yield Meta("dc:rights", periodical.rights or terms.word("reprint_notice"))
    yield _meta("title-type", "main", refines="#title")
    yield _meta("file-as", publication.sort_title, refines="#title")
    yield _meta("dcterms:issued", publication.issued)


def _people(publication: Publication) -> Iterator[Meta]:
    """The issuing body is the creator; an article's authors stand with their article.

    It has no role: calibre shows a book as of an unknown author whose creator has any but `aut`.
    """
    yield Meta("dc:creator", publication.periodical.publisher, (("id", "creator"),))
    yield Meta("dc:contributor", "presswork", (("id", "maker"),))
    yield _meta("role", "bkp", refines="#maker", scheme="marc:relators")


def _sources(publication: Publication) -> Iterator[Meta]:
    seen: dict[str, None] = {}
    for article in articles(publication.sections):
        if article.credit.url:
            seen.setdefault(article.credit.url)
    for url in seen:
        yield Meta("dc:source", url)
    if publication.periodical.issn:
        yield _meta("dcterms:isPartOf", f"urn:issn:{publication.periodical.issn}")
    for part in publication.parts:
        yield _meta("dcterms:hasPart", part)


def _collections(publication: Publication) -> Iterator[Meta]:
    """Series first: calibre takes the first one; its own form follows for shelves that know only that."""
    for number, collection in enumerate(publication.collections, start=1):
        name = f"c{number}"
        yield _meta("belongs-to-collection", collection.name, id=name)
        yield _meta("collection-type", collection.kind, refines=f"#{name}")
        yield _meta("group-position", str(collection.position), refines=f"#{name}")
        if collection.identifier:
            yield _meta("dcterms:identifier", collection.identifier, refines=f"#{name}")
    series = publication.collections[0]
    yield Meta("meta", None, (("name", "calibre:series"), ("content", series.name)))
    yield Meta("meta", None, (("name", "calibre:series_index"), ("content", str(series.position))))


def _articles(publication: Publication) -> Iterator[Meta]:
    for article in articles(publication.sections):
        yield from _article(article)


def _article(article: Article) -> Iterator[Meta]:
    refines = f"#a{article.key}"
    credit = article.credit
    yield _meta("dcterms:title", article.title, refines=refines)
    if credit.url:
        yield _meta("dcterms:source", credit.url, refines=refines)
    for digest in article.digest.split():
        yield _meta("dcterms:source", _named_information(digest), refines=refines)
    if credit.outlet:
        yield _meta("dcterms:publisher", credit.outlet, refines=refines)
    for person in credit.byline:
        yield _meta("dcterms:creator", person.name, refines=refines)
    if credit.published:
        yield _meta("dcterms:issued", credit.published, refines=refines)


def _named_information(digest: str) -> str:
    """Name the bytes an article was read from by their hash (RFC 6920), so that a copy can be proved."""
    value = urlsafe_b64encode(bytes.fromhex(digest)).rstrip(b"=").decode()
    return f"ni:///sha-256;{value}"


def _accessibility(publication: Publication, holdings: Holdings, terms: Terms) -> Iterator[Meta]:
    """EPUB Accessibility 1.1: what is there, and no more."""
    all_told = holdings.without_alternative == 0
    yield _meta("schema:accessMode", "textual")
    if holdings.pictures:
        yield _meta("schema:accessMode", "visual")
    if all_told:
        yield _meta("schema:accessModeSufficient", "textual")
    if holdings.pictures:
        yield _meta("schema:accessModeSufficient", "textual,visual")
    features = [
        "tableOfContents",
        "readingOrder",
        "structuralNavigation",
        "displayTransformability",
        "ARIA",
        "unlocked",
    ]
    features += ["alternativeText"] if all_told and holdings.pictures else []
    features += ["index"] if any(section.index for section in publication.sections) else []
    features += ["rubyAnnotations"] if holdings.ruby else []
    features += ["MathML"] if holdings.mathematics else []
    features += ["verticalWriting"] if publication.periodical.direction == "vertical-rl" else []
    for feature in features:
        yield _meta("schema:accessibilityFeature", feature)
    yield _meta("schema:accessibilityHazard", "none")
    summary = terms.word("accessibility_summary")
    if not all_told:
        summary += terms.text("accessibility_missing", count=holdings.without_alternative)
    yield _meta("schema:accessibilitySummary", summary)
