"""An index of a volume → its page: groups, terms, and links to whole files."""

from __future__ import annotations

from lxml import etree

from pipeline.model import IndexEntry, IndexPlace, Section
from pipeline.render.xhtml import E, in_language, typed


def index_section(section: Section, language: str) -> etree._Element:
    """Build the section of an index."""
    title = f"{section.id}-title"
    outer = typed(
        E.section({"id": section.id, "class": "index", "aria-labelledby": title}), "index", "doc-index"
    )
    outer.append(E.h1({"id": title}, section.title))
    for group in section.index:
        held = typed(E.section(E.h2(group.heading)), "index-group")
        entries = (_entry(entry, language) for entry in group.entries)
        held.append(typed(E.ul({"class": "entries"}, *entries), "index-entry-list"))
        outer.append(held)
    return outer


def _entry(entry: IndexEntry, language: str) -> etree._Element:
    item = typed(E.li(), "index-entry")
    if entry.term is None:
        item.append(_place(entry.places[0], language))
        return item
    item.append(typed(E.span({"class": "term"}, entry.term), "index-term"))
    item.append(E.ul(*(E.li(_place(place, language)) for place in entry.places)))
    return item


def _place(place: IndexPlace, language: str) -> etree._Element:
    link = typed(E.a({"href": place.file}, place.text), "index-locator")
    return in_language(link, place.language, language)
