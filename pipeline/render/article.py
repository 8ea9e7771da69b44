"""An article's section → its page: opening, body, provenance."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

from lxml import etree

from pipeline import markup
from pipeline.credit import ProvenanceRow, byline_text, provenance
from pipeline.model import Article, Section
from pipeline.render.languages import mark_runs, may_hold_runs
from pipeline.render.mend import mend
from pipeline.render.tables import fit_tables
from pipeline.render.xhtml import XHTML, XML_LANG, E, address_link, in_language, text_of, typed
from pipeline.terms import Terms, date_text


LONG_FIELD = 20  # halves of a Han character's width


def article_section(
    section: Section, language: str, terms: Terms, links: Mapping[str, str]
) -> etree._Element:
    """Build the section of an article's page."""
    article = section.article
    assert article is not None
    title_id = f"{section.id}-title"
    outer = E.section({"id": section.id, "aria-labelledby": title_id, "class": "article"})
    typed(outer, "chapter", "doc-chapter")
    in_language(outer, article.language, language)
    inner = E.article(_opening(article, title_id, language, terms))
    if section.kind == "reference":
        inner.append(E.p({"class": "see"}, _see_link(section, language, terms)))
    elif article.missing is not None:
        gap = E.p({"class": "missing"}, terms.word("missing_article"))
        inner.append(_in_book(gap, article, language))
    else:
        inner.extend(_body(article, terms, links))
    inner.extend(_amended(section, language, terms))
    inner.extend(_series(section, language, terms))
    if article.missing is None and (rows := provenance(article.credit, terms)):
        inner.append(_provenance(rows, article, language, terms))
    outer.append(inner)
    return outer


def _in_book(element: etree._Element, article: Article, language: str) -> etree._Element:
    """Mark our own words with the book's language inside an article of another."""
    return in_language(element, language, article.language)


def _opening(article: Article, title_id: str, language: str, terms: Terms) -> etree._Element:
    header = E.header()
    label = [article.department] if article.department else []
    if article.series:
        label.append(terms.text("series_part", name=article.series.name, part=article.series.part))
    if label:
        header.append(_in_book(E.p({"class": "department"}, " · ".join(label)), article, language))
    if article.kicker:
        header.append(E.p({"class": "kicker"}, article.kicker))
    header.append(E.h1({"id": title_id}, article.title))
    if article.deck:
        header.append(E.p({"class": "deck"}, article.deck))
    if byline := byline_text(article.credit, terms):
        credit = typed(E.span(*_fields(byline, terms.word("field_separator"))), "credit", "doc-credit")
        header.append(_in_book(E.p({"class": "byline"}, credit), article, language))
    return header


def _fields(text: str, separator: str) -> list[object]:
    """Keep a source, a name and a date each on one line, where a phone's line of large type has room for it."""
    first, *others = text.split(separator)
    spans: list[object] = [_whole(first)]
    for field in others:
        spans += [separator, _whole(field)]
    return spans


def _whole(field: str) -> object:
    width = sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in field)
    return E.span({"class": "whole"}, field) if width <= LONG_FIELD else field


def _see_link(section: Section, language: str, terms: Terms) -> etree._Element:
    assert section.see is not None
    link = E.a({"href": section.see}, terms.text("see", title=section.see_text or ""))
    assert section.article is not None
    return _in_book(link, section.article, language)


def _body(article: Article, terms: Terms, links: Mapping[str, str]) -> list[etree._Element]:
    root = markup.parse(article.body)
    for element in root.iterfind(".//*[@lang]"):
        element.set(XML_LANG, element.get("lang", ""))
    if may_hold_runs(article.body, article.language):
        mark_runs(root, article.language)
    mend(root, article, terms, links)
    fit_tables(root, terms)
    _mark_targets(root)
    _number_headings(root)
    _link_notes(root, terms)
    return list(root)


# what may hold a mark; others, such as a list, keep their id
_MARKED = tuple(
    f"{{{XHTML}}}{name}"
    for name in ("p", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "td", "th", "figcaption")
)


def _mark_targets(root: etree._Element) -> None:
    """Let links within the page lead to an empty mark in front of the text they mean.

    Kobo shows a link to an element with text as a note of it; notes are the ones that are meant so.
    """
    wanted = {link.get("href", "").removeprefix("#") for link in root.iter(f"{{{XHTML}}}a")}
    for target in list(root.iterfind(".//*[@id]")):
        name = target.get("id", "")
        if target.tag not in _MARKED:
            continue
        del target.attrib["id"]
        if name in wanted:
            mark = E.span({"id": name})
            mark.tail, target.text = target.text, None
            target.insert(0, mark)


def _number_headings(root: etree._Element) -> None:
    """Name the h2 headings s1, s2, …: contents lists lead to them."""
    for number, heading in enumerate(root.iter(f"{{{XHTML}}}h2"), start=1):
        heading.set("id", f"s{number}")


def _link_notes(root: etree._Element, terms: Terms) -> None:
    """Give notes and the marks that call them their roles, and each note a way back."""
    notes = {note.get("id", ""): note for note in root.iter(f"{{{XHTML}}}aside") if note.get("id")}
    called: set[str] = set()
    for link in list(root.iter(f"{{{XHTML}}}a")):
        target = link.get("href", "").removeprefix("#")
        if target not in notes or not link.get("href", "").startswith("#"):
            continue
        typed(link, "noteref", "doc-noteref")
        if target in called:
            continue
        called.add(target)
        _number_note(notes[target], text_of(link))
        link.set("id", f"ref-{target}")
        back = E.a(
            {"href": f"#ref-{target}", "role": "doc-backlink", "aria-label": terms.word("back_to_text")}, "↩"
        )
        last = list(notes[target])[-1] if len(notes[target]) else notes[target]
        last.append(back)
    for note in root.iter(f"{{{XHTML}}}aside"):
        typed(note, "footnote", "doc-footnote")


def _number_note(note: etree._Element, mark: str) -> None:
    """Begin a note with the mark that calls it, unless it has that typed."""
    bare = mark.strip("[]［］()（）〔〕【】 ")
    if len(note) and bare and bare not in text_of(note)[: len(bare) + 2]:
        first = note[0] if note[0].tag == f"{{{XHTML}}}p" else note
        first.text = f"{bare}. {first.text or ''}" if bare.isdecimal() else f"{mark} {first.text or ''}"


def _amended(section: Section, language: str, terms: Terms) -> Iterator[etree._Element]:
    """Say at an article's foot what was corrected in it."""
    if not section.amendments:
        return
    assert section.article is not None
    block = _in_book(E.div({"class": "amendments"}), section.article, language)
    for each in section.amendments:
        label = f"{terms.word('corrections')} {date_text(each.date, terms)}{terms.word('label_separator')}"
        block.append(E.p(E.span({"class": "label"}, label), each.text))
    yield block


def _series(section: Section, language: str, terms: Terms) -> Iterator[etree._Element]:
    """Lead to the part before and the part after: a page of this book, or where it was published."""
    if not section.neighbours:
        return
    assert section.article is not None
    block = _in_book(E.div({"class": "series"}), section.article, language)
    for each in section.neighbours:
        href = each.file or each.url
        label = terms.word(f"{each.way}_in_series") + terms.word("label_separator")
        block.append(
            E.p(E.span({"class": "label"}, label), E.a({"href": href}, each.title) if href else each.title)
        )
    yield block


def _provenance(
    rows: tuple[ProvenanceRow, ...], article: Article, language: str, terms: Terms
) -> etree._Element:
    footer = _in_book(E.footer({"class": "provenance"}), article, language)
    for row in rows:
        text = address_link(row.url, row.text, language) if row.url else row.text
        footer.append(E.p(E.span({"class": "label"}, row.label + terms.word("label_separator")), text))
    return footer
