"""The JSON-LD of a page → the thing in it that is the page's article, its references resolved."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator

from pipeline.patterns import lazy
from pipeline.read.tree import Element, squeeze


Thing = dict[str, object]
ARTICLE_TYPES = frozenset(
    "Article NewsArticle ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle AdvertiserContentArticle "  # noqa: SIM905
    "BackgroundNewsArticle ReviewNewsArticle AskPublicNewsArticle SatiricalArticle BlogPosting TechArticle "
    "ScholarlyArticle MedicalScholarlyArticle Report LiveBlogPosting SocialMediaPosting APIReference".split()
)
KIN_TYPES = frozenset(  # what a page may be instead; taken only where they tell a headline or a date
    "WebPage ItemPage CreativeWork Recipe Review CriticReview VideoObject PodcastEpisode Episode HowTo "  # noqa: SIM905
    "DiscussionForumPosting QAPage MedicalWebPage ProfilePage AboutPage Blog ClaimReview Event".split()
)
WITHIN = ("@graph", "mainEntity", "mainEntityOfPage")
TOLD = ("datePublished", "headline", "author", "dateModified", "publisher")
MOST_DEPTH = 40
STRAY = lazy(r"[\x00-\x1f]+")
AROUND = lazy(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*;?\s*$"
)
TRAILING = lazy(r",\s*([}\]])")
PAIR = lazy(
    r'"(datePublished|dateModified|headline)"\s*:\s*"((?:[^"\\]|\\.)*)"|"author"\s*:\s*[\[{][^\]}]*?"name"\s*:\s*"((?:[^"\\]|\\.)*)"'
)


def article_of(root: Element, title: str) -> Thing:
    """Return the article that a page's JSON-LD describes: that of its title, else the one told most of."""
    found: list[Thing] = []
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            found += _things(_loaded(script.text or ""))
    known = {str(thing["@id"]): thing for thing in found if "@id" in thing and len(thing) > 2}
    articles = [thing for thing in found if _types(thing) & ARTICLE_TYPES]
    article = _most([thing for thing in articles if _is_titled(thing, title)] or articles)
    if article is None or not (article.get("datePublished") and article.get("author")):
        kin = [thing for thing in found if _types(thing) & KIN_TYPES and thing.get("datePublished")]
        article = {**(_most(kin) or {}), **(article or {})} if article or kin else None
    return {name: _resolved(value, known) for name, value in article.items()} if article else {}


def texts_at(value: object, path: tuple[str, ...]) -> Iterator[str]:
    """Yield the texts at a path of a thing; a text stands for a thing that has only a name."""
    if isinstance(value, list):
        for one in value:
            yield from texts_at(one, path)
    elif not path:
        if isinstance(value, str) and squeeze(value):
            yield squeeze(html.unescape(value))
    elif isinstance(value, dict):
        yield from texts_at(value.get(path[0]), path[1:])
    elif path == ("name",) and isinstance(value, str) and squeeze(value):
        yield squeeze(html.unescape(value))  # "author": "Jane Roe" for {"name": "Jane Roe"}


def _is_titled(thing: Thing, title: str) -> bool:
    told = thing.get("headline") or thing.get("name")
    return isinstance(told, str) and len(told) > 3 and squeeze(told).casefold() in title.casefold()


def _most(things: Iterable[Thing]) -> Thing | None:
    """Return the first thing of those that tell most; a list of teasers tells little of each."""
    return max(things, key=lambda thing: sum(bool(thing.get(name)) for name in TOLD), default=None)


def _loaded(text: str) -> object:
    text = AROUND.sub("", STRAY.sub(" ", text))
    for form in (text, TRAILING.sub(r"\1", text)):
        try:
            return json.loads(form)
        except (ValueError, RecursionError):  # a careless system's; the next form may be read
            continue
    return _picked(text)


def _picked(text: str) -> Thing:
    """Pick the telling pairs out of what is not JSON; what cannot be read says nothing."""
    if "Article" not in text and "BlogPosting" not in text:
        return {}
    thing: Thing = {"@type": "Article"}
    for name, value, author in PAIR.findall(text[:200_000]):
        thing.setdefault(name or "author", value or author)
    return thing


def _things(value: object, depth: int = 0) -> Iterator[Thing]:
    if depth > MOST_DEPTH:
        return
    if isinstance(value, list):
        for one in value:
            yield from _things(one, depth + 1)
    elif isinstance(value, dict):
        yield value
        for name in WITHIN:
            yield from _things(value.get(name), depth + 1)


def _types(thing: Thing) -> set[str]:
    told = thing.get("@type")
    return {re.split(r"[/#:]", str(name))[-1] for name in (told if isinstance(told, list) else [told])}


def _resolved(value: object, known: dict[str, Thing]) -> object:
    """Put a thing in the place of a reference to it: {"@id": "#jane"}."""
    if isinstance(value, list):
        return [_resolved(one, known) for one in value]
    if isinstance(value, dict) and "name" not in value and "@id" in value:
        return known.get(str(value["@id"]), value)
    return value
