"""A body's elements → as a book needs them: pictures, stress, lists, code, links, readings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lxml import etree

from pipeline.model import Article, Picture
from pipeline.render.languages import language_at
from pipeline.render.xhtml import XHTML, E, text_of
from pipeline.terms import Terms
from pipeline.tongues import EMPHASIS, is_right_to_left, primary


@dataclass(frozen=True, slots=True)
class _Scene:
    article: Article
    pictures: Mapping[str, Picture]
    terms: Terms
    links: Mapping[str, str]


def _mend_picture(element: etree._Element, scene: _Scene) -> None:
    picture = scene.pictures.get(element.get("src", ""))
    if picture is None:
        _say_missing(element, scene.terms)
        return
    element.set("src", f"../images/{picture.name}")
    if picture.alt:
        element.set("alt", picture.alt)
    element.set("alt", _alternative(element, scene.terms))


def _alternative(element: etree._Element, terms: Terms) -> str:
    """Give the text alternative; one that only repeats the caption would be read twice."""
    alt = (element.get("alt") or "").strip()
    caption = _caption(element)
    if not alt:
        return terms.word("picture_see_caption") if caption else terms.word("picture_without_alternative")
    return terms.word("picture_see_caption") if alt == caption else alt


def _caption(element: etree._Element) -> str:
    figure = next(element.iterancestors(f"{{{XHTML}}}figure"), None)
    caption = figure.find(f".//{{{XHTML}}}figcaption") if figure is not None else None
    return text_of(caption) if caption is not None else ""


def _say_missing(element: etree._Element, terms: Terms) -> None:
    """Leave a visible note where a picture could not be had."""
    alt = (element.get("alt") or "").strip()
    text = terms.label("missing_picture", alt) if alt else terms.word("missing_picture")
    parent = element.getparent()
    assert parent is not None
    inline = parent.tag in (
        f"{{{XHTML}}}p",
        f"{{{XHTML}}}td",
        f"{{{XHTML}}}th",
        f"{{{XHTML}}}li",
        f"{{{XHTML}}}a",
    )
    note = E.span({"class": "missing"}, text) if inline else E.p({"class": "missing"}, text)
    note.tail = element.tail
    parent.replace(element, note)


def _mend_emphasis(element: etree._Element, scene: _Scene) -> None:
    """Where letters do not slant, stress is strong: so it is without a sheet too."""
    if manner := EMPHASIS.get(primary(language_at(element, scene.article.language))):
        element.tag = f"{{{XHTML}}}strong"
        element.set("class", manner)


def _mend_code(element: etree._Element, scene: _Scene) -> None:
    """Code runs to the right in every language."""
    if is_right_to_left(language_at(element, scene.article.language)):
        element.set("dir", "ltr")


def _mend_list(element: etree._Element, scene: _Scene) -> None:
    """Number no list whose numbers are typed: without a sheet each would be there twice."""
    del scene
    if element.get("class") == "typed":
        element.tag = f"{{{XHTML}}}ul"
        for name in ("start", "reversed", "type"):
            element.attrib.pop(name, "")


def _mend_link(element: etree._Element, scene: _Scene) -> None:
    file = scene.links.get(element.get("href", "").split("#")[0])
    if file:
        element.set("href", file)


def _mend_ruby(element: etree._Element, scene: _Scene) -> None:
    """Bracket each reading for engines that set it on the line."""
    del scene
    if element.find(f"{{{XHTML}}}rp") is not None:
        return
    for reading in list(element.iter(f"{{{XHTML}}}rt")):
        tail, reading.tail = reading.tail, None
        reading.addprevious(E.rp("（"))
        closing = E.rp("）")
        closing.tail = tail
        reading.addnext(closing)


_MENDERS: dict[str, Callable[[etree._Element, _Scene], None]] = {
    f"{{{XHTML}}}img": _mend_picture,
    f"{{{XHTML}}}em": _mend_emphasis,
    f"{{{XHTML}}}ol": _mend_list,
    f"{{{XHTML}}}pre": _mend_code,
    f"{{{XHTML}}}code": _mend_code,
    f"{{{XHTML}}}a": _mend_link,
    f"{{{XHTML}}}ruby": _mend_ruby,
}


def mend(root: etree._Element, article: Article, terms: Terms, links: Mapping[str, str]) -> None:
    """Mend every element of a body that a book writes otherwise than a page."""
    scene = _Scene(article, {picture.ref: picture for picture in article.pictures}, terms, links)
    for element in list(root.iter(*_MENDERS)):
        _MENDERS[element.tag](element, scene)
