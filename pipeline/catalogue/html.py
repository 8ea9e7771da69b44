"""Elements → a page of the shelf: plain HTML that works without a script, by keyboard, read aloud and printed."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree
from lxml.builder import ElementMaker

from pipeline.catalogue.values import Title, relative
from pipeline.render.xhtml import Maker
from pipeline.terms import Terms


H: Maker = ElementMaker()
CSS = "read/shelf.css"
ATOM, OPDS = "feed.xml", "opds/root.xml"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page lies, and in whose words it speaks."""

    path: str
    language: str
    direction: str
    terms: Terms

    def to(self, path: str) -> str:
        """Return how the page writes the path of another file."""
        return relative(path, self.path)

    def link(self, path: str, *inside: object, **attributes: str) -> etree._Element:
        """Make a link to another file of the shelf."""
        return H.a({"href": self.to(path), **attributes}, *inside)


def place_of(path: str, title: Title) -> Place:
    """Say where a page of a periodical lies."""
    periodical = title.periodical
    return Place(path, periodical.language, "rtl" if periodical.direction == "rtl" else "ltr", title.terms)


def page(
    place: Place,
    name: str,
    main: list[etree._Element],
    *,
    ways: list[etree._Element] | None = None,
    scripts: tuple[str, ...] = (),
    language: str | None = None,
) -> bytes:
    """Wrap what a page says: head, a way past the navigation, the navigation, the text."""
    head = H.head(
        H.meta(charset="utf-8"),
        H.meta(name="viewport", content="width=device-width, initial-scale=1"),
        H.meta(name="referrer", content="no-referrer"),
        H.title(name),
        H.link(rel="stylesheet", href=place.to(CSS)),
        H.link(rel="alternate", type="application/atom+xml", title=name, href=place.to(ATOM)),
    )
    head.extend(H.script({"src": place.to(script), "defer": "defer"}) for script in scripts)
    skip = H.a({"class": "skip", "href": "#text"}, place.terms.word("skip_to_text"))
    body = H.body(skip)
    if ways:
        body.append(H.nav({"class": "ways", "aria-label": place.terms.word("landmarks")}, *ways))
    text = H.main({"id": "text", "tabindex": "-1"}, *main)
    if language and language != place.language:
        text.set("lang", language)
    body.append(text)
    html = H.html({"lang": place.language, "dir": place.direction}, head, body)
    made: bytes = etree.tostring(html, method="html", encoding="utf-8", doctype="<!DOCTYPE html>")
    return made + b"\n"
