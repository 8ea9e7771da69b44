"""A page of a book → the same article as a plain page of the shelf, and its words for the search."""

from __future__ import annotations

import json
import re
from collections.abc import Container
from itertools import pairwise

from lxml import etree

from pipeline.catalogue.html import H, Place, page, place_of
from pipeline.catalogue.issue_page import article_path, issue_path
from pipeline.catalogue.values import Files, Item, Title, outlet_of, relative
from pipeline.model import Article
from pipeline.render.xhtml import OPS, XHTML, XML_LANG


SCRIPT_HEAD, SCRIPT_TAIL = "presswork.add(", ");\n"
_IN_BOOK = re.compile(r"(a[a-z0-9-]+)\.xhtml(#.*)?\Z")
_BLOCKS = ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "dt", "dd", "figcaption", "pre")


def article_pages(item: Item, title: Title, texts: Files, known: Container[str]) -> Files:
    """Write the pages of an issue's articles; `texts` are the book's own pages by article key."""
    made: Files = {}
    articles = [article for article in item.articles if article.key in texts]
    before = {later.key: earlier for earlier, later in pairwise(articles)}
    after = {earlier.key: later for earlier, later in pairwise(articles)}
    for article in articles:
        place = place_of(article_path(title.periodical.key, article.key), title)
        ways = _ways(item, title, place, before.get(article.key), after.get(article.key))
        section = _plain(texts[article.key], known)
        made[place.path] = page(place, article.title, [section], ways=ways, language=article.language)
    return made


def _ways(
    item: Item, title: Title, place: Place, before: Article | None, after: Article | None
) -> list[etree._Element]:
    """Lead back to the shelf and to the issue, and to the articles before and after."""
    terms = title.terms
    ways = [
        place.link("index.html", title.periodical.title),
        place.link(issue_path(item), item.publication.face.folio, rel="up"),
    ]
    for other, word, rel in ((before, "previous_article", "prev"), (after, "next_article", "next")):
        if other is not None:
            label = terms.label(word, other.title)
            ways.append(place.link(article_path(title.periodical.key, other.key), label, rel=rel))
    return ways


def _plain(text: bytes, known: Container[str]) -> etree._Element:
    """Take the article out of a book's page, as HTML without namespaces."""
    root = etree.fromstring(text)
    section = root.find(f".//{{{XHTML}}}section")
    assert section is not None
    for element in section.iter(etree.Element):
        element.tag = etree.QName(element).localname
        for name in (f"{{{OPS}}}type", XML_LANG):
            element.attrib.pop(name, "")
        match = _IN_BOOK.match(element.get("href", "")) if element.tag == "a" else None
        if match and match[1].removeprefix("a") in known:
            element.set("href", f"{match[1]}.html{match[2] or ''}")
        elif match:
            del element.attrib["href"]
        if element.tag == "img":
            element.set("loading", "lazy")
    etree.cleanup_namespaces(section)
    plain = H.section()
    plain.extend(list(section))
    plain.set("class", section.get("class", ""))
    return plain


def search_texts(item: Item, title: Title, texts: Files) -> list[dict[str, str]]:
    """Return what the search knows of an issue's articles."""
    listed = []
    for article in item.articles:
        if article.key not in texts:
            continue
        people = tuple(person.name for person in article.credit.byline)
        about = (item.publication.face.folio, outlet_of(article) or "", *people)
        listed.append(
            {
                "page": relative(article_path(title.periodical.key, article.key), "index.html"),
                "book": item.book.file,
                "title": article.title,
                "about": " · ".join(part for part in (title.periodical.title, *about) if part),
                "date": item.publication.date,
                "text": words(texts[article.key]),
            }
        )
    return listed


def search_script(listed: list[dict[str, str]]) -> bytes:
    """Write them as a script: a page opened from a disk may load scripts and nothing else."""
    return (SCRIPT_HEAD + json.dumps(listed, ensure_ascii=False) + SCRIPT_TAIL).encode()


def words(text: bytes) -> str:
    """Return a page's text, a space between blocks."""
    root = etree.fromstring(text)
    for element in root.iter(*(f"{{{XHTML}}}{name}" for name in _BLOCKS)):
        element.tail = f" {element.tail or ''}"
    article = root.find(f".//{{{XHTML}}}article")
    assert article is not None
    return " ".join("".join(str(part) for part in article.itertext()).split())
