"""An article's container, HTML or an lxml element → a soup of it, without what a browser never shows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from bs4 import Tag
from bs4.element import NavigableString, PageElement
from cssselect import SelectorError
from lxml import etree
from lxml.cssselect import CSSSelector

from pipeline.markup.text import clear
from pipeline.patterns import lazy


# A page of a thousand nested boxes is flattened below this depth: every walk here and later calls itself.
DEEPEST = 120
# Elements that HTML leaves empty, where lxml puts all that follows into those it does not know.
LEFT_EMPTY = frozenset(
    {"area", "basefont", "bgsound", "col", "embed", "keygen", "param", "source", "track", "wbr"}
)
NEVER_SHOWN = frozenset({"head", "link", "meta", "script", "style", "title"})
# A span or font that says nothing but how it looks is not built at all: most elements of many pages are such.
IDLE = frozenset({"font", "span"})
IDLE_ATTRIBUTES = frozenset({"style", "color", "face", "size"})
_TELLING_STYLE = lazy("display|font-weight|mso-list", re.IGNORECASE)
_ALONE = lazy(r"[a-z0-9]*(?:[.#][A-Za-z][\w-]*)*", re.ASCII)
# What BeautifulSoup gives an element of its own; a copy costs a third of making one.
_BARE_TAG = {key: value for key, value in vars(Tag(name="p")).items() if key != "contents"}


@dataclass
class Soup:
    """The soup, its elements by name and attribute, what the outlet's selectors chose, and those misread."""

    root: Tag
    index: dict[str, list[Tag]] = field(default_factory=dict)
    bearers: dict[str, list[Tag]] = field(default_factory=dict)
    chosen: list[Tag] = field(default_factory=list)
    misread: list[str] = field(default_factory=list)


def make_soup(container: str | etree._Element, selectors: tuple[str, ...] = ()) -> Soup:
    """Build the soup of a container.

    The elements are BeautifulSoup's; they are linked here from lxml's tree because BeautifulSoup's own
    building takes twice as long, and is the greater part of the cost of cleaning a page.
    """
    element = _parse(container) if isinstance(container, str) else container
    soup = Soup(Tag(name="body"))
    wanted = _choose(element, selectors, soup)
    _Builder(soup, wanted).fill(soup.root, element, 0)
    return soup


def _parse(text: str) -> etree._Element:
    """Read HTML; surrogates cannot be encoded, and lxml stops at a NUL."""
    plain = text.encode("utf-8", "ignore").decode().replace("\0", "")
    from lxml import html  # readers bring an element

    parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    return html.document_fromstring(f"<html><body><div>{plain}", parser=parser)


def _choose(element: etree._Element, selectors: tuple[str, ...], soup: Soup) -> set[etree._Element]:
    """Match selectors in the whole tree the container stands in: `.article .share` may begin above it."""
    found: set[etree._Element] = set()
    for selector in selectors:
        try:
            found |= _match(selector, element)
        except SelectorError:
            soup.misread.append(selector)
    return found - {element}


def _match(selector: str, element: etree._Element) -> set[etree._Element]:
    alone = _ALONE.fullmatch(selector) is not None  # nothing above the container can make it match
    matched = _compile(selector)(element if alone else element.getroottree().getroot())
    return {node for node in matched if etree.iselement(node)} if isinstance(matched, list) else set()


@lru_cache(maxsize=256)
def _compile(selector: str) -> CSSSelector:
    return CSSSelector(selector, translator="html")


def _is_idle(attributes: Mapping[str, str]) -> bool:
    return IDLE_ATTRIBUTES.issuperset(attributes) and not _TELLING_STYLE.search(attributes.get("style", ""))


class _Builder:
    """Links elements in document order, as BeautifulSoup's own builder does."""

    def __init__(self, soup: Soup, wanted: set[etree._Element]) -> None:
        self.soup = soup
        self.wanted = wanted
        self.last: PageElement = soup.root
        self.pending: list[str] = []

    def fill(self, tag: Tag, element: etree._Element, depth: int) -> None:
        """Copy an element's content into a tag, and end its last string."""
        self._copy(tag, element, depth)
        self._end_text(tag)

    def _copy(self, tag: Tag, element: etree._Element, depth: int) -> None:
        if element.text:
            self.pending.append(element.text)
        for child in element:
            told = child.tag
            if isinstance(told, str):  # a comment or instruction has no name
                name = told.rpartition("}")[2].lower() if "}" in told else told.lower()
                if name not in NEVER_SHOWN:
                    self._enter(tag, child, name, depth)
            if child.tail:
                self.pending.append(child.tail)

    def _enter(self, parent: Tag, element: etree._Element, name: str, depth: int) -> None:
        attributes: dict[str, str] = dict(element.items())  # type: ignore[arg-type]  # text, as all HTML is
        if depth >= DEEPEST and name not in ("br", "img"):
            self._flatten(parent, element)
        elif name in IDLE and element not in self.wanted and _is_idle(attributes):
            self._copy(parent, element, depth + 1)
        elif name in LEFT_EMPTY:
            self._add_tag(parent, element, name, attributes)
            self._copy(parent, element, depth + 1)
        else:
            self.fill(self._add_tag(parent, element, name, attributes), element, depth + 1)

    def _flatten(self, tag: Tag, element: etree._Element) -> None:
        hidden = 0
        for event, node in etree.iterwalk(element, events=("start", "end")):
            never = node.tag in NEVER_SHOWN
            if event == "start":
                hidden += never
                if not hidden and node.tag in ("br", "img"):
                    self._add_tag(
                        tag, node, str(node.tag), {str(key): str(value) for key, value in node.items()}
                    )
                self.pending.append("" if hidden else node.text or "")
            else:
                hidden -= never
                self.pending.append("" if hidden or node is element else node.tail or "")

    def _add_tag(self, parent: Tag, element: etree._Element, name: str, attributes: dict[str, str]) -> Tag:
        self._end_text(parent)
        tag = _tag(name, attributes)
        self.soup.index.setdefault(name, []).append(tag)
        for key in attributes:
            self.soup.bearers.setdefault(key, []).append(tag)
        if self.wanted and element in self.wanted:
            self.soup.chosen.append(tag)
        self._link(parent, tag)
        return tag

    def _end_text(self, parent: Tag) -> None:
        if self.pending:
            text = clear("".join(self.pending))
            self.pending.clear()
            if text:
                self._link(parent, NavigableString(text))

    def _link(self, parent: Tag, node: Tag | NavigableString) -> None:
        node.parent = parent
        contents = parent.contents
        if contents:
            before = contents[-1]
            node.previous_sibling = before
            before.next_sibling = node
        node.previous_element = self.last
        self.last.next_element = node
        self.last = node
        contents.append(node)


def _tag(name: str, attributes: dict[str, str]) -> Tag:
    tag = Tag.__new__(Tag)
    values = vars(tag)
    values.update(_BARE_TAG)
    values["name"] = name
    values["attrs"] = attributes
    values["contents"] = []
    return tag
