"""A book's pages, nav and NCX → faults of their links (BOOK.md D, P6)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from pipeline.validate.book import EPUB_TYPE, NCX, XHTML, Book, Fault, place, resolve, text_of, words


SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
OUTWARD = ("http:", "https:", "mailto:", "tel:")
NOTES = frozenset({"noteref", "doc-noteref", "backlink", "doc-backlink", "referrer"})
NOTE_LETTERS = 9  # Kobo takes what a link leads to for a note from here on
# A resource is fetched to show the page; a link is followed only when a person asks.
RESOURCES = ("src", "poster", "data")
SVG_LINK = "{http://www.w3.org/1999/xlink}href"


def whole_files(book: Book) -> Iterator[Fault]:
    """Find links to a text inside a page: Kobo shows them as a pop-up note. Real notes are meant so."""
    for name, element, reference in _references(book):
        if name in (book.nav_name, book.ncx_name) or "#" not in reference or SCHEME.match(reference):
            continue
        is_note = NOTES & {*words(element, EPUB_TYPE), *words(element, "role")}
        if element.tag == f"{XHTML}a" and not is_note and not _is_mark(book, name, reference):
            yield place(name, element), {"href": reference}


def _is_mark(book: Book, name: str, reference: str) -> bool:
    """Tell whether a link leads to a place of its own page with too little text to be taken for a note."""
    target, fragment = resolve(name, reference)
    if target != name:
        return False
    found = next((each for each in book.pages[name].iter(f"{XHTML}*") if each.get("id") == fragment), None)
    return found is not None and len(text_of(found)) < NOTE_LETTERS


def files_land(book: Book) -> Iterator[Fault]:
    """Find references to files that are not in the book; case counts."""
    listed = {item.name for item in book.items}
    for name, element, reference in _references(book):
        target, _ = resolve(name, reference)
        if not reference or (not SCHEME.match(reference) and target not in listed):
            yield place(name, element), {"href": reference or "(nothing)"}


def fragments_land(book: Book) -> Iterator[Fault]:
    """Find references to ids that are not in the page."""
    ids = {
        name: {element.get("id") for element in page.iter() if element.get("id")}
        for name, page in book.pages.items()
    }
    for name, element, reference in _references(book):
        target, fragment = resolve(name, reference)
        if fragment and not SCHEME.match(reference) and target in ids and fragment not in ids[target]:
            yield place(name, element), {"href": reference}


def resources(book: Book) -> Iterator[Fault]:
    """Find pictures and sheets that lie outside the book or inside an address, and links of odd schemes."""
    for name, element, reference in _references(book):
        scheme = SCHEME.match(reference)
        if scheme and (element.tag != f"{XHTML}a" or not reference.lower().startswith(OUTWARD)):
            yield place(name, element), {"href": reference[:80]}


def notes(book: Book) -> Iterator[Fault]:
    """Find notes that lead nowhere, or from where nothing leads back."""
    for name, page in book.pages.items():
        by_id = {element.get("id"): element for element in page.iter(f"{XHTML}*") if element.get("id")}
        for reference in page.iter(f"{XHTML}a"):
            if "doc-noteref" in words(reference, "role"):
                target, fragment = resolve(name, reference.get("href") or "")
                note = by_id.get(fragment) if target == name else None
                if note is None or "doc-footnote" not in words(note, "role"):
                    yield place(name, reference), {"problem": "a note’s mark leads to no note of its page"}
                elif not any(
                    f"#{reference.get('id')}" == (back.get("href") or "") for back in note.iter(f"{XHTML}a")
                ):
                    yield place(name, reference), {"problem": "from the note nothing leads back to its mark"}


def _references(book: Book) -> Iterator[tuple[str, etree._Element, str]]:
    for name, page in book.pages.items():
        for element in page.iter("*"):
            if element.tag == f"{XHTML}img" and element.get("src") is None:
                yield name, element, ""
            for attribute in ("href", SVG_LINK, *RESOURCES):
                value = element.get(attribute)
                if value is not None:
                    yield name, element, value.strip()
    ncx = book.trees.get(book.ncx_name)
    for content in ncx.iter(f"{NCX}content") if ncx is not None else ():
        yield book.ncx_name, content, content.get("src") or ""
