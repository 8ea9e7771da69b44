"""The text of a page → its tree, what CSS selectors find in it, and how much is in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from lxml import etree
from lxml.cssselect import CSSSelector

from pipeline.patterns import lazy


Element = etree._Element  # noqa: SLF001  # the name that lxml gives its class of elements
UNSEEN = frozenset(
    ("script", "style", "noscript", "template", "head", "title", "svg", "iframe", "object", "textarea")
)
# What HTML has empty and libxml2 does not know to be: the rest of a text would stand within a player.
EMPTY = lazy(r"<((?:bgsound|embed|keygen|source|track|wbr)\b[^<>]*?)/?>", re.IGNORECASE)
ENDS = lazy(r"</(?:body|html)\b[^>]*>", re.IGNORECASE)
CONTROLS = lazy("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
POST = lazy(r"(?<!\S)(?:hentry|type-post|post-\d+)(?!\S)")
SORTED = lazy(r"(?<!\S)(?:post_)?(?:tag|category|author|format|post_format)-\S+")
INVISIBLE = lazy("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


def grow(text: str) -> Element | None:
    """Parse a page once; None where nothing is in it."""
    return grow_and_tell(text)[0]


def grow_and_tell(text: str) -> tuple[Element | None, str | None]:
    """Parse a page once, without the network; tell where the parser gave up before the end."""
    # Plain elements: lxml.html's own classes cost a call of Python for every element that is touched.
    reader = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        # Without the end tags of the page: libxml2 stops at the first, and old pages go on after it.
        text = EMPTY.sub(r"<\1 />", ENDS.sub("", text))
        root = etree.fromstring(text.encode("utf-8", "ignore"), reader)
    except etree.XMLSyntaxError:  # "Document is empty"
        return None, None
    if root is None or root.tag != "html":
        return None, None
    return root, next((error.message for error in reader.error_log.filter_from_fatals()), None)


def class_of(el: Element) -> str:
    """Return the class of an element; of WordPress's post without what the post is about: tag-share, author-jane."""
    name = el.get("class")
    return _unsorted(name) if name else ""


@lru_cache(maxsize=4096)
def _unsorted(name: str) -> str:
    return SORTED.sub("", name) if POST.search(name) else name


def kind_of(el: Element) -> tuple[str, str]:
    """Return what siblings of one kind have in common: of a class the first word, for others tell odd from even."""
    return str(el.tag), (el.get("class") or "").split(" ")[0]


def innermost(chains: Iterable[Iterable[Element]]) -> Element | None:
    """Return the innermost element that stands in all of several chains of ancestors; None for none."""
    common = set.intersection(*map(set, chains))
    return max(common, key=lambda el: sum(1 for _ in el.iterancestors()), default=None)


def cut(el: Element) -> None:
    """Take an element out of its tree; the text after it stays."""
    parent = el.getparent()
    if parent is None:
        return
    if el.tail:
        before = el.getprevious()
        if before is None:
            parent.text = (parent.text or "") + el.tail
        else:
            before.tail = (before.tail or "") + el.tail
    parent.remove(el)


@cache
def compiled(selector: str) -> CSSSelector:
    """Compile a CSS selector once; raises cssselect.SelectorError for what is none."""
    return CSSSelector(selector, translator="html")


def elements(found: object) -> list[Element]:
    """Return the elements of what an XPath or a selector gave."""
    return [el for el in found if isinstance(el, Element)] if isinstance(found, list) else []


def outermost(elements: Iterable[Element]) -> list[Element]:
    """Leave out the elements that lie within another of them; document order stays."""
    found = list(elements)
    members = set(found)
    return [el for el in found if not any(above in members for above in el.iterancestors())]


def line_of(el: Element) -> str:
    """Return the text of an element as one line, as a reader sees it."""
    return squeeze(" ".join(pieces(el)) if len(el) and el.find(".//br") is not None else "".join(pieces(el)))


def short_line(el: Element, most: int) -> str | None:
    """Return the text of an element as one line; None as soon as it is longer, where a tag was never closed."""
    seen = 0
    for text in pieces(el):
        seen += len(text.strip())
        if seen > most:
            return None
    line = line_of(el)
    return line if len(line) <= most else None


def value_of(el: Element) -> str:
    """Return what an element says: a meta its content, a time its datetime, anything else its text."""
    if el.tag == "meta":
        return squeeze(el.get("content") or "")
    return squeeze(el.get("datetime") or "") if el.tag == "time" and el.get("datetime") else line_of(el)


def pieces(el: Element) -> Iterator[str]:
    """Yield the visible runs of text within an element, in order."""
    stack: list[tuple[Element, bool]] = [(el, False)]
    while stack:
        node, left = stack.pop()
        if left:
            if node.tail:
                yield node.tail
            continue
        if node is not el:
            stack.append((node, True))
        if node.tag in UNSEEN or not isinstance(node.tag, str):
            continue
        if node.text:
            yield node.text
        stack.extend((child, False) for child in reversed(node))


def text_in(el: Element) -> str:
    """Return all text in an element, that of scripts too."""
    return etree.tostring(el, method="text", encoding="unicode", with_tail=False)


def shows(el: Element) -> bool:
    """Tell whether an element shows anything: a letter or a picture."""
    return any(text.strip() for text in pieces(el)) or next(el.iter("img"), None) is not None


def squeeze(text: str) -> str:
    """Collapse white space of every width to one space, and drop what cannot be seen."""
    return " ".join(INVISIBLE.sub("", CONTROLS.sub(" ", text)).split())
