"""Elements → a complete XHTML page as bytes, the way every reading system takes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from lxml import etree
from lxml.builder import ElementMaker

from pipeline.patterns import lazy
from pipeline.tongues import is_right_to_left


XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
EPUB_TYPE = f"{{{OPS}}}type"
PROLOGUE = b'<?xml version="1.0" encoding="UTF-8"?>\n'


class _Maker(Protocol):
    """What an ElementMaker's attribute is: children, texts and attributes in, an element out."""

    def __call__(self, *children: object, **attributes: str) -> etree._Element: ...


class Maker(Protocol):
    """lxml's ElementMaker, typed."""

    def __getattr__(self, name: str) -> _Maker: ...


E: Maker = ElementMaker(namespace=XHTML, nsmap={None: XHTML, "epub": OPS})


@dataclass(frozen=True, slots=True)
class Setting:
    """What every page of a book shares."""

    language: str
    direction: str  # ltr or rtl
    css: str  # the style sheet's href seen from a page


def page(title: str, section: etree._Element, setting: Setting, classes: str) -> bytes:
    """Wrap a section in a page: declaration, language on html, title, one style sheet."""
    section.set("class", f"{section.get('class', '')} {classes}".strip())
    html = E.html(
        {"lang": setting.language, XML_LANG: setting.language},
        E.head(
            E.meta(charset="UTF-8"),
            E.title(title),
            E.link(rel="stylesheet", type="text/css", href=setting.css),
        ),
        E.body(section),
    )
    if setting.direction == "rtl":
        for element in (html, html[1]):  # an engine that turns pages by script looks at the body alone
            element.set("dir", "rtl")
    return document(html)


def document(root: etree._Element) -> bytes:
    """Serialise with a declaration in the form Send to Kindle reads, and the HTML doctype for pages."""
    body: bytes = etree.tostring(root, encoding="UTF-8")
    doctype = b"<!DOCTYPE html>\n" if root.tag == f"{{{XHTML}}}html" else b""
    return PROLOGUE + doctype + body + b"\n"


# An address goes on to another line after a slash and before a point; what has neither, after sixteen letters.
_PIECES = lazy(r"\w+:/+|[.?&_#%]?[^/.?&_#%]{0,16}/?")


def breakable(text: str) -> list[str | etree._Element]:
    """Say where an address or a checksum may be broken, for a reader that takes no sheet of ours."""
    first, *others = filter(None, _PIECES.findall(text))
    return [first, *(part for piece in others for part in (E.wbr(), piece))]


def address_link(address: str, text: str, language: str) -> etree._Element:
    """Link an address; in lines that run to the left it runs to the right."""
    link = E.a({"href": address}, *breakable(text))
    if is_right_to_left(language):
        link.set("dir", "ltr")
    return link


def text_of(element: etree._Element) -> str:
    """Return all text inside an element."""
    return "".join(str(text) for text in element.itertext()).strip()


def typed(element: etree._Element, kind: str, role: str | None = None) -> etree._Element:
    """Set epub:type, and the matching DPUB-ARIA role where one exists."""
    element.set(EPUB_TYPE, kind)
    if role:
        element.set("role", role)
    return element


def in_language(element: etree._Element, language: str | None, book_language: str) -> etree._Element:
    """Mark an element's language where it differs from the book's."""
    if language and language.lower() != book_language.lower():
        element.set("lang", language)
        element.set(XML_LANG, language)
        if is_right_to_left(language) != is_right_to_left(book_language):
            element.set("dir", "rtl" if is_right_to_left(language) else "ltr")
    return element
