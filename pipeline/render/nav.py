"""A book's tree → the EPUB 3 navigation document and the NCX, both of the same entries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from lxml.builder import ElementMaker

from pipeline.model import Publication, Section
from pipeline.render.xhtml import XML_LANG, E, Maker, Setting, document, in_language, page, typed
from pipeline.terms import Terms
from pipeline.tongues import classes


DEEPEST = 3  # issue › article › section: Kobo shows three, Kindle two
NCX = "http://www.daisy.org/z3986/2005/ncx/"
N: Maker = ElementMaker(namespace=NCX, nsmap={None: NCX})


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the contents list."""

    title: str
    href: str  # relative to EPUB/
    language: str | None
    children: tuple[Entry, ...] = ()


def entries(sections: tuple[Section, ...], depth: int = 1) -> tuple[Entry, ...]:
    """Make the contents list of a tree: every file but the cover, and the headings inside articles."""
    return tuple(_entry(section, depth) for section in sections if section.kind != "cover")


def _entry(section: Section, depth: int) -> Entry:
    href = f"text/{section.file}"
    language = section.article.language if section.article else None
    children: tuple[Entry, ...] = ()
    if depth < DEEPEST:
        children = entries(section.children, depth + 1) or tuple(
            Entry(title, f"{href}#s{number}", language)
            for number, title in enumerate(section.headings, start=1)
            if title
        )
    return Entry(section.title, href, language, children)


def nav_page(publication: Publication, terms: Terms, setting: Setting) -> bytes:
    """Write nav.xhtml: the contents list and the landmarks."""
    language = publication.periodical.language
    toc = typed(E.nav({"id": "toc", "aria-labelledby": "toc-title"}), "toc", "doc-toc")
    toc.append(E.h1({"id": "toc-title"}, terms.word("contents")))
    toc.append(_list(entries(publication.sections), language))
    landmarks = typed(
        E.nav({"id": "landmarks", "hidden": "hidden", "aria-labelledby": "landmarks-title"}), "landmarks"
    )
    landmarks.append(E.h2({"id": "landmarks-title"}, terms.word("landmarks")))
    landmarks.append(
        E.ol(*(E.li(typed(E.a({"href": href}, title), kind)) for kind, title, href in marks(publication)))
    )
    holder = E.section(toc, landmarks)
    return page(publication.title, holder, setting, classes(language))


def marks(publication: Publication) -> Iterator[tuple[str, str, str]]:
    """Yield the landmarks, each once: (epub:type, title, href)."""
    kinds = {
        "cover": "cover",
        "titlepage": "titlepage",
        "contents": "toc",
        "credits": "credits",
        "index": "index",
    }
    body_seen = False
    for section in publication.sections:
        if section.kind in kinds:
            yield kinds.pop(section.kind), section.title, f"text/{section.file}"
        elif not body_seen and section.kind in ("issue", "article", "reference"):
            body_seen = True
            yield "bodymatter", section.title, f"text/{section.file}"


def _list(listed: tuple[Entry, ...], language: str) -> etree._Element:
    ol = E.ol()
    for entry in listed:
        item = E.li(in_language(E.a({"href": entry.href}, entry.title), entry.language, language))
        if entry.children:
            item.append(_list(entry.children, language))
        ol.append(item)
    return ol


def ncx(publication: Publication) -> bytes:
    """Write toc.ncx: Kobo's and older engines' only contents list."""
    listed = entries(publication.sections)
    counter = iter(range(1, 1_000_000))
    root = N.ncx(
        {"version": "2005-1", XML_LANG: publication.periodical.language},
        N.head(
            N.meta(name="dtb:uid", content=publication.identifier),
            N.meta(name="dtb:depth", content=str(_depth(listed))),
            N.meta(name="dtb:totalPageCount", content="0"),
            N.meta(name="dtb:maxPageNumber", content="0"),
        ),
        N.docTitle(N.text(publication.title)),
        N.docAuthor(N.text(publication.periodical.publisher)),
        N.navMap(*(_point(entry, counter) for entry in listed)),
    )
    return document(root)


def _point(entry: Entry, counter: Iterator[int]) -> etree._Element:
    number = str(next(counter))
    point = N.navPoint(
        {"id": f"p{number}", "playOrder": number}, N.navLabel(N.text(entry.title)), N.content(src=entry.href)
    )
    point.extend(_point(child, counter) for child in entry.children)
    return point


def _depth(listed: tuple[Entry, ...]) -> int:
    return 1 + max((_depth(entry.children) for entry in listed if entry.children), default=0)
