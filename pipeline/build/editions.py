"""A home and one of its editions → the same home in another Chinese script or another direction of lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from lxml import etree

from pipeline import markup
from pipeline.assets import load_terms
from pipeline.build.gather import Gathered
from pipeline.build.inputs import fingerprint
from pipeline.build.workshop import Workshop
from pipeline.codec import digest, from_json, to_json
from pipeline.errors import UsageError
from pipeline.model import Article, Edition, Entry, Issue, Periodical
from pipeline.terms import Terms, fold
from pipeline.tongues import primary


Convert = Callable[[str], str]
WHERE = "sources/periodical.yaml: editions"
# (script it is in, script and region it is to be in) → OpenCC's table: characters and the words that settle them
TABLES = {
    ("zh-Hans", "zh-hant"): "s2t",
    ("zh-Hans", "zh-hant-tw"): "s2tw",
    ("zh-Hans", "zh-tw"): "s2tw",
    ("zh-Hans", "zh-hant-hk"): "s2hk",
    ("zh-Hans", "zh-hk"): "s2hk",
    ("zh-Hant", "zh-hans"): "t2s",
    ("zh-Hant", "zh-hans-cn"): "t2s",
    ("zh-Hant", "zh-cn"): "t2s",
}
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True)
class _Script:
    """How texts of a home become texts of an edition."""

    language: str  # of the edition
    convert: Convert

    def optional(self, text: str | None) -> str | None:
        return self.convert(text) if text else text


def edition_shop(shop: Workshop, edition: Edition) -> Workshop:
    """Return a home at work as an edition has it: its periodical and the plans of its issues."""
    home = shop.home
    script = _script(home.periodical, edition)
    terms = load_terms(home.root, script.language if script else home.periodical.language)
    periodical = _periodical(home.periodical, edition, script, terms)
    issues = tuple(_issue(issue, script) for issue in home.issues)
    return replace(shop, home=replace(home, periodical=periodical, issues=issues))


def edition_articles(
    shop: Workshop, edition: Edition, gathered: Mapping[str, Gathered]
) -> dict[str, Gathered]:
    """Return every issue's articles as an edition has them; what is not Chinese stays as it is."""
    script = _script(shop.home.periodical, edition)
    if script is None:
        return dict(gathered)
    key = fingerprint("edition"), edition
    return {
        issue: replace(each, articles=tuple(_kept(shop, key, article, script) for article in each.articles))
        for issue, each in gathered.items()
    }


def _kept(shop: Workshop, key: tuple[object, ...], article: Article, script: _Script) -> Article:
    if primary(article.language) != "zh":
        return article
    name = digest(*key, article)
    text = shop.store.get(name)
    if text is None:
        text = to_json(_article(article, script)).encode()
        shop.store.put(name, text)
    return from_json(Article, text)


def _script(periodical: Periodical, edition: Edition) -> _Script | None:
    """Choose the table of an edition; raise UsageError where it asks for what cannot be made."""
    wanted = edition.language
    if wanted is None or wanted.lower() == periodical.language.lower():
        if edition.direction in (None, periodical.direction):
            raise UsageError(f"{WHERE}: an edition is the book itself; write another language: or direction:")
        return None
    table = (
        TABLES.get((fold(periodical.language), wanted.lower()))
        if primary(periodical.language) == "zh"
        else None
    )
    if table is None:
        raise UsageError(
            f"{WHERE}: language: {wanted} cannot be made of {periodical.language}; "
            "between zh-Hans and zh-Hant (zh-Hant-TW, zh-Hant-HK) it can"
        )
    return _Script(wanted, _keeping(_converter(table), edition.keep))


@cache
def _converter(table: str) -> Convert:
    try:
        import opencc
    except ImportError as error:
        raise UsageError(f"{WHERE}: OpenCC is not installed; run: pip install 'presswork[opencc]'") from error
    converter: Any = opencc.OpenCC(table)
    return lambda text: str(converter.convert(text)) if _HAN.search(text) else text


def _keeping(convert: Convert, words: tuple[str, ...]) -> Convert:
    """Leave the words an editor named as they are: names above all."""
    if not words:
        return convert
    kept = re.compile("(" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")")
    return lambda text: "".join(
        part if index % 2 else convert(part) for index, part in enumerate(kept.split(text))
    )


def _periodical(periodical: Periodical, edition: Edition, script: _Script | None, terms: Terms) -> Periodical:
    turned = edition.direction is not None and edition.direction != periodical.direction
    parts = [script.language.lower()] if script else []
    labels = [terms.word("language_name")] if script else []
    if turned:
        parts.append({"vertical-rl": "vertical", "ltr": "horizontal"}.get(edition.direction or "", "rtl"))
        labels.append(
            terms.word("vertical_edition" if edition.direction == "vertical-rl" else "horizontal_edition")
        )
    convert: Convert = script.convert if script else str
    return replace(
        periodical,
        title=edition.title or convert(periodical.title),
        language=script.language if script else periodical.language,
        direction=edition.direction or periodical.direction,
        publisher=convert(periodical.publisher),
        ears=tuple(map(convert, periodical.ears)),
        rights=convert(periodical.rights) if periodical.rights else None,
        editions=(),
        edition="-".join(parts),
        edition_label=terms.join(tuple(labels)),
    )


def _issue(issue: Issue, script: _Script | None) -> Issue:
    if script is None:
        return issue
    convert = script.convert
    return replace(
        issue,
        title=script.optional(issue.title),
        ears=None if issue.ears is None else tuple(map(convert, issue.ears)),
        note=script.optional(issue.note),
        entries=tuple(_entry(entry, script) for entry in issue.entries),
        corrections=tuple(replace(each, text=convert(each.text)) for each in issue.corrections),
    )


def _entry(entry: Entry, script: _Script) -> Entry:
    series = entry.series and replace(entry.series, name=script.convert(entry.series.name))
    return replace(entry, title=script.optional(entry.title), series=series)


def _article(article: Article, script: _Script) -> Article:
    """Convert what a reader reads. People keep their names: a character table cannot know a surname."""
    convert, credit = script.convert, article.credit
    return replace(
        article,
        title=convert(article.title),
        body=_body(article.body, convert),
        language=script.language,
        deck=script.optional(article.deck),
        kicker=script.optional(article.kicker),
        department=script.optional(article.department),
        series=article.series and replace(article.series, name=convert(article.series.name)),
        credit=replace(
            credit,
            outlet=script.optional(credit.outlet),
            portal=script.optional(credit.portal),
            rights=script.optional(credit.rights),
        ),
        pictures=tuple(replace(each, alt=script.optional(each.alt)) for each in article.pictures),
    )


def _body(body: str, convert: Convert) -> str:
    root = markup.parse(body)
    _convert(root, convert)
    return markup.write(root)


def _convert(element: etree._Element, convert: Convert) -> None:
    """Convert the texts in an element, but not in a run of another language, nor where they come after it."""
    for child in element:
        if child.tail:
            child.tail = convert(child.tail)
        if primary(child.get("lang") or "zh") == "zh":
            _convert(child, convert)
    if element.text:
        element.text = convert(element.text)
    if alt := element.get("alt"):
        element.set("alt", convert(alt))
