"""Sections before the articles → cover page, title page, contents, and an issue's own page in a volume."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from pipeline.model import Article, Publication, Section
from pipeline.render.xhtml import E, in_language, typed
from pipeline.terms import Terms


def cover_section(publication: Publication, name: str, terms: Terms) -> etree._Element:
    """Show the cover's picture and no text: Kindle moves a cover page that carries text to the end."""
    alt = terms.text("cover_alternative", title=publication.title)
    picture = E.img({"src": f"../images/{name}", "alt": alt, "role": "doc-cover"})
    section = E.section({"id": "cover", "class": "cover", "aria-label": terms.word("cover")}, picture)
    return typed(section, "cover")


def titlepage_section(publication: Publication, terms: Terms) -> etree._Element:
    """Set nameplate, folio, date, ears and the editor's note."""
    face = publication.face
    section = typed(
        E.section({"id": "titlepage", "class": "titlepage", "aria-labelledby": "nameplate"}), "titlepage"
    )
    section.append(E.h1({"id": "nameplate"}, face.nameplate))
    section.append(E.p({"class": "folio"}, face.folio))
    section.append(E.p({"class": "date"}, face.date_text))
    if publication.status:
        section.append(E.p({"class": "status"}, publication.status))
    section.extend(_ears(face.ears, terms))
    if publication.note:
        section.append(_note(publication.note, terms))
    section.append(E.p({"class": "publisher"}, publication.periodical.publisher))
    return section


def contents_section(publication: Publication, terms: Terms) -> etree._Element:
    """List every issue and article with its department and outlet; each entry leads to a whole file."""
    nav = E.nav({"id": "contents", "class": "contents", "aria-labelledby": "contents-title"})
    typed(nav, "toc", "doc-toc")
    nav.append(E.h1({"id": "contents-title"}, terms.word("contents")))
    nav.extend(_elsewhere(publication, before=True))
    nav.append(_entries(publication.sections, publication.periodical.language, terms))
    nav.extend(_elsewhere(publication, before=False))
    return nav


def _elsewhere(publication: Publication, *, before: bool) -> list[etree._Element]:
    """List what the other parts of a volume hold: a contents list is of the whole."""
    listed = E.ol({"class": "entries"})
    for issue in publication.elsewhere:
        if issue.is_before == before:
            titles = E.ol({"class": "entries"}, *(E.li(title) for title in issue.articles))
            listed.append(E.li(issue.title, E.div({"class": "about"}, issue.part), titles))
    return [listed] if len(listed) else []


def issue_section(section: Section, language: str, terms: Terms) -> etree._Element:
    """Open an issue inside a volume: its nameplate, number, date, ears, note and list of articles."""
    face = section.issue
    assert face is not None
    outer = E.section(
        {"id": section.id, "class": "titlepage issue", "aria-labelledby": f"{section.id}-title"}
    )
    typed(outer, "part", "doc-part")
    outer.append(
        E.h1(
            {"id": f"{section.id}-title"},
            E.span({"class": "nameplate"}, face.title),
            E.br(),
            E.span({"class": "folio"}, face.folio),
            " ",
            E.span({"class": "date"}, face.date_text),
        )
    )
    outer.extend(_ears(face.ears, terms))
    if face.note:
        outer.append(_note(face.note, terms))
    outer.append(_entries(section.children, language, terms))
    return outer


def _ears(ears: tuple[str, ...], terms: Terms) -> list[etree._Element]:
    if not ears:
        return []
    block = E.div({"class": "ears", "aria-label": terms.word("ears")}, *(E.p(ear) for ear in ears))
    return [typed(block, "epigraph", "doc-epigraph")]


def _note(note: str, terms: Terms) -> etree._Element:
    paragraphs = [E.p(line.strip()) for line in note.splitlines() if line.strip()]
    block = E.div({"class": "editors-note"}, E.h2(terms.word("editors_note")))
    block.extend(paragraphs)
    return block


def _entries(sections: Iterable[Section], language: str, terms: Terms) -> etree._Element:
    entries = E.ol({"class": "entries"})
    for section in sections:
        if section.kind in ("cover", "titlepage", "contents", "credits", "index", "colophon"):
            continue
        entry = E.li(
            in_language(E.a({"href": section.file}, section.title), _language(section.article), language)
        )
        if about := _about(section, terms):
            entry.append(E.div({"class": "about"}, about))
        if section.children:
            entry.append(_entries(section.children, language, terms))
        entries.append(entry)
    return entries


def _language(article: Article | None) -> str | None:
    return article.language if article else None


def _about(section: Section, terms: Terms) -> str:
    article = section.article
    if article is None:
        return ""
    told = [text for text in (article.department, article.credit.outlet) if text]
    return terms.word("field_separator").join(told)
