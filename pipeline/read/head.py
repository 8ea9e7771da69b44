"""The tree of a page → what it declares of itself for machines: metas, JSON-LD, title, language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.read.tree import Element, squeeze


ARTICLE_TYPES = frozenset(
    "Article NewsArticle ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle "  # noqa: SIM905
    "BackgroundNewsArticle ReviewNewsArticle BlogPosting TechArticle ScholarlyArticle Report "
    "LiveBlogPosting SocialMediaPosting".split()
)
LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{1,8})*")
STRAY = re.compile(r"[\x00-\x1f]+")


@dataclass(frozen=True, slots=True)
class Head:
    """What a page declares: metas by lower-case name, its article in JSON-LD, title, language."""

    metas: dict[str, str] = field(default_factory=dict)
    article: dict[str, object] = field(default_factory=dict)
    title: str = ""
    language: str | None = None
    base: str | None = None

    def meta(self, *names: str) -> str | None:
        """Return the first of these metas that the page tells."""
        return next((self.metas[name] for name in names if self.metas.get(name)), None)

    def told(self, *path: str) -> str | None:
        """Return the text at a path of the JSON-LD article, the first where there are several."""
        return next(iter(_texts(self.article, path)), None)

    def names(self, *path: str) -> tuple[str, ...]:
        """Return all texts at a path of the JSON-LD article."""
        return tuple(dict.fromkeys(_texts(self.article, path)))


def read_head(root: Element) -> Head:
    """Gather what a page declares, in one walk over its metas and one over its scripts of data."""
    metas: dict[str, str] = {}
    for el in root.iter("meta"):
        name = el.get("name") or el.get("property") or el.get("itemprop") or el.get("http-equiv")
        content = squeeze(el.get("content") or "")
        if name and content:
            metas.setdefault(name.strip().lower(), content)
    title, base = root.find(".//title"), root.find(".//base")
    return Head(
        metas,
        _article(root),
        line_of_title(title),
        _language(root, metas),
        base.get("href") if base is not None else None,
    )


def line_of_title(title: Element | None) -> str:
    """Return the text of a <title>, where <br> is text like any other."""
    return (
        squeeze(re.sub(r"<br\s*/?>", " ", "".join(map(str, title.itertext())), flags=re.IGNORECASE))
        if title is not None
        else ""
    )


def _language(root: Element, metas: dict[str, str]) -> str | None:
    told = (root.get("lang"), root.get("{http://www.w3.org/XML/1998/namespace}lang"), root.get("xml:lang"))
    for value in (*told, metas.get("content-language"), metas.get("og:locale"), metas.get("dc.language")):
        tag = (value or "").strip().replace("_", "-")
        if LANGUAGE.fullmatch(tag):
            return tag
    return None


def _article(root: Element) -> dict[str, object]:
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            for thing in _things(_loaded(script.text or "")):
                if _types(thing) & ARTICLE_TYPES:
                    return thing
    return {}


def _loaded(text: str) -> object:
    try:
        return json.loads(STRAY.sub(" ", text))
    except (ValueError, RecursionError):  # what cannot be read says nothing; the visible lines decide
        return None


def _things(value: object) -> Iterator[dict[str, object]]:
    if isinstance(value, list):
        for one in value:
            yield from _things(one)
    elif isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _things(value.get(name))


def _types(thing: dict[str, object]) -> set[str]:
    told = thing.get("@type")
    return {str(name).rpartition("/")[2] for name in (told if isinstance(told, list) else [told])}


def _texts(value: object, path: tuple[str, ...]) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from _texts(one, path)
    elif not path:
        if isinstance(value, str) and squeeze(value):
            yield squeeze(value)
    elif isinstance(value, dict):
        yield from _texts(value.get(path[0]), path[1:])
    elif path == ("name",) and isinstance(value, str) and squeeze(value):
        yield squeeze(value)  # "author": "Jane Roe" for {"name": "Jane Roe"}
