"""A book's pages → faults of language, headings and forbidden content (BOOK.md B, D, P8)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pipeline.validate.book import (
    EPUB_TYPE,
    HEADINGS,
    XHTML,
    XML_LANG,
    Book,
    Fault,
    outer_sections,
    place,
    text_of,
    words,
)


FORBIDDEN = (
    "script",
    "form",
    "iframe",
    "object",
    "embed",
    "input",
    "button",
    "select",
    "textarea",
    "audio",
    "video",
)
BOLD = (f"{XHTML}strong", f"{XHTML}b")
BLOCKS = (f"{XHTML}article", f"{XHTML}section", f"{XHTML}div")
STOPS = "。．.！!？?；;：:，,…”」』）)"
HEADING_LETTERS = 30  # a longer bold paragraph is emphasis, not a heading


def languages(book: Book) -> Iterator[Fault]:
    """Find pages that speak another language than the package, or two at once."""
    told = book.package.get(XML_LANG) or ""
    declared = [text_of(row) for row in book.dublin("language")]
    if told not in declared:
        yield book.package_name, {"problem": f"package xml:lang is “{told}”, dc:language {declared}"}
    for name, page in book.pages.items():
        pair = (page.get("lang") or "", page.get(XML_LANG) or "")
        if {value.lower() for value in pair} != {told.lower()}:
            yield (
                place(name, page),
                {"problem": f"html lang is “{pair[0]}”, xml:lang “{pair[1]}”, the package’s “{told}”"},
            )
        for element in page.iterfind(f".//{XHTML}*[@lang]"):
            if (element.get("lang") or "").lower() != (element.get(XML_LANG) or "").lower():
                yield place(name, element), {"problem": "lang and xml:lang differ"}


def one_h1(book: Book) -> Iterator[Fault]:
    """Find pages without their one main heading; a cover holds only its picture."""
    for name, page in book.pages.items():
        count = sum(1 for _ in page.iter(f"{XHTML}h1"))
        if count != (0 if is_cover(page) else 1):
            yield name, {"count": count}


def heading_steps(book: Book) -> Iterator[Fault]:
    """Find headings that skip a level."""
    for name, page in book.pages.items():
        last = 0
        for heading in page.iter(*HEADINGS):
            level = int(str(heading.tag)[-1])
            if level > last + 1:
                yield place(name, heading), {"level": level, "last": last or "nothing"}
            last = level


def headings_filled(book: Book) -> Iterator[Fault]:
    """Find headings and page titles without words."""
    for name, page in book.pages.items():
        for element in page.iter(*HEADINGS, f"{XHTML}title"):
            if not text_of(element) and not any(image.get("alt") for image in element.iter(f"{XHTML}img")):
                yield place(name, element), {"tag": str(element.tag)[len(XHTML) :]}
        if page.find(f"{XHTML}head/{XHTML}title") is None:
            yield name, {"tag": "title"}


def forbidden(book: Book) -> Iterator[Fault]:
    """Find elements and attributes that mail to a Kindle, or a reader, refuses."""
    for name, page in book.pages.items():
        for element in page.iter(*(XHTML + tag for tag in FORBIDDEN)):
            yield place(name, element), {"problem": f"element {str(element.tag)[len(XHTML) :]}"}
        for element in page.iter(f"{XHTML}*"):
            for attribute in element.attrib:
                if str(attribute).startswith(("on", "data-Amzn", "srcset")):
                    yield place(name, element), {"problem": f"attribute {attribute!s}"}
        body = page.find(f"{XHTML}body")
        if body is not None and body.get("id"):
            yield place(name, body), {"problem": "an id on body, which a Kindle cannot link to"}


def inline_styles(book: Book) -> Iterator[Fault]:
    """Find style attributes and style elements: the look belongs to the sheets."""
    for name, page in book.pages.items():
        for element in page.iter(f"{XHTML}*"):
            if element.get("style") is not None or element.tag == f"{XHTML}style":
                yield place(name, element), {}


def false_headings(book: Book) -> Iterator[Fault]:
    """Find bold paragraphs that stand where a heading should: Ace does not see them."""
    for item, page in book.chapters():
        for paragraph in page.iter(f"{XHTML}p"):
            if _is_false_heading(paragraph):
                yield place(item.name, paragraph), {"text": text_of(paragraph)}


def tables(book: Book) -> Iterator[Fault]:
    """Find tables without a heading cell: Ace does not see them."""
    for item, page in book.chapters():
        for table in page.iter(f"{XHTML}table"):
            if next(table.iter(f"{XHTML}th"), None) is None:
                yield place(item.name, table), {}


def is_cover(page: etree._Element) -> bool:
    """Say whether a page is the cover."""
    return any("cover" in words(section, EPUB_TYPE) for section in outer_sections(page))


def _is_false_heading(paragraph: etree._Element) -> bool:
    text, parent, following = text_of(paragraph), paragraph.getparent(), paragraph.getnext()
    return (
        0 < len(text) <= HEADING_LETTERS
        and text[-1] not in STOPS
        and _is_bold(paragraph)
        and parent is not None
        and parent.tag in BLOCKS
        and following is not None
        and following.tag == f"{XHTML}p"
        and not _is_bold(following)
    )


def _is_bold(paragraph: etree._Element) -> bool:
    """Say whether all of a paragraph's text is bold."""
    bold = "".join(text_of(child) for child in paragraph if child.tag in BOLD)
    return bold.replace(" ", "") == text_of(paragraph).replace(" ", "")
