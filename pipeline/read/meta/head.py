"""The tree of a page → what it declares of itself for machines: metas, JSON-LD, title, language."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.patterns import lazy
from pipeline.read.meta.data import article_of, texts_at
from pipeline.read.tree import Element, squeeze


LANGUAGE = lazy(r"[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{1,8})*")


MOST_METAS = 100  # of one name


@dataclass(frozen=True, slots=True)
class Head:
    """What a page declares: metas by lower-case name, its article in JSON-LD, title, language."""

    metas: dict[str, tuple[str, ...]] = field(default_factory=dict)
    article: dict[str, object] = field(default_factory=dict)
    title: str = ""
    language: str | None = None
    base: str | None = None
    links: dict[str, str] = field(default_factory=dict)  # canonical, image_src: the href by the rel

    def meta(self, *names: str) -> str | None:
        """Return the first of these metas that the page tells."""
        return next((self.metas[name][0] for name in names if name in self.metas), None)

    def every(self, *names: str) -> tuple[str, ...]:
        """Return all contents of the first of these metas that the page tells; authors have one each."""
        return next((self.metas[name] for name in names if name in self.metas), ())

    def told(self, *path: str) -> str | None:
        """Return the text at a path of the JSON-LD article, the first where there are several."""
        return next(iter(texts_at(self.article, path)), None)

    def names(self, *path: str) -> tuple[str, ...]:
        """Return all texts at a path of the JSON-LD article."""
        return tuple(dict.fromkeys(texts_at(self.article, path)))


def read_head(root: Element) -> Head:
    """Gather what a page declares, in one walk over its metas and links and one over its scripts of data."""
    metas: dict[str, tuple[str, ...]] = {}
    links: dict[str, str] = {}
    for el in root.iter("meta", "link"):
        if el.tag == "link":
            links.setdefault((el.get("rel") or "").strip().lower(), (el.get("href") or "").strip())
            continue
        name = el.get("name") or el.get("property") or el.get("itemprop") or el.get("http-equiv")
        content = squeeze(el.get("content") or "")
        if name and content and len(metas.get(key := name.strip().lower(), ())) < MOST_METAS:
            metas[key] = (*metas.get(key, ()), content)
    title, base = line_of_title(root.find(".//title")), root.find(".//base")
    return Head(
        metas,
        article_of(root, title),
        title,
        _language(root, metas),
        base.get("href") if base is not None else None,
        links,
    )


def line_of_title(title: Element | None) -> str:
    """Return the text of a <title>, where <br> is text like any other."""
    return (
        squeeze(re.sub(r"<br\s*/?>", " ", "".join(map(str, title.itertext())), flags=re.IGNORECASE))
        if title is not None
        else ""
    )


def _language(root: Element, metas: dict[str, tuple[str, ...]]) -> str | None:
    told = (root.get("lang"), root.get("{http://www.w3.org/XML/1998/namespace}lang"), root.get("xml:lang"))
    names = ("content-language", "og:locale", "dc.language", "dcterms.language", "language", "inlanguage")
    for value in (*told, *(metas[name][0] for name in names if name in metas)):
        tag = (value or "").strip().replace("_", "-")
        if LANGUAGE.fullmatch(tag):
            return tag
    return None
