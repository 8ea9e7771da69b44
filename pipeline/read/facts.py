"""A page and its outlet's rules → what the page tells of its article: title, deck, language, credit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from urllib.parse import urljoin

from pipeline.credit import Fields, read_line
from pipeline.dates import read_labelled_date
from pipeline.findings import Finding, find
from pipeline.model import Outlet, Page
from pipeline.read.address import page_url
from pipeline.read.agree import agreed_date, agreed_people
from pipeline.read.declared import (
    declared_change,
    declared_fields,
    declared_people,
    name_of,
    people_of,
    site_of,
)
from pipeline.read.head import Head, read_head
from pipeline.read.language import language_of, primary
from pipeline.read.lines import first_lines, labelled_lines, lines_near
from pipeline.read.named import read_named
from pipeline.read.select import select
from pipeline.read.title import clear, read_deck, read_title
from pipeline.read.tree import Element, elements, line_of, value_of
from pipeline.read.when import date_of_address, date_of_scripts


_BAIDU = "//*[@id='source_baidu' or @id='pubtime_baidu' or @id='author_baidu' or @id='editor_baidu']"
OWN = re.compile(
    r"本(?:网|站|报|刊|台|社|網|報)(?:讯|原创|综合|專訊)?|原创|原創|未知|网络|互联网|佚名|admin|本站原创",
    re.IGNORECASE,
)
CLUTTER = re.compile(
    r"\s(?:举报|分享|收藏|评论|微博|微信|QQ空间|我要评论|点赞|关注|订阅|朗读|听新闻)(?=\s|$)"
)
NO_FIELDS = Fields()


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page tells of its article before the article is cleaned."""

    title: str | None
    deck: str | None = None
    fields: Fields = NO_FIELDS
    site: str | None = None
    language: str | None = None
    base_url: str | None = None
    url: str | None = None
    description: str | None = None  # the summary its metas give
    article_text: str | None = None  # the whole text, where its JSON-LD has it


@dataclass(frozen=True, slots=True)
class _Sight:
    """A page as it is looked at for facts."""

    root: Element
    head: Head
    headline: Element | None
    is_asian: bool  # where the visible lines are exact, and what is declared for machines is often stale
    has_baidu: bool
    url: str | None


def read_facts(
    root: Element, page: Page, outlet: Outlet | None, language: str
) -> tuple[Facts, list[Finding]]:
    """Read what a page tells: by the outlet's selectors, else in its visible lines, metas and data."""
    head = read_head(root)
    found, findings = _selected(root, outlet, page.name)
    headline = found["title"][0] if "title" in found else None
    title, headline = (value_of(headline), headline) if headline is not None else read_title(root, head)
    spoken = primary(language_of(head.language, title or "", language))
    url = page_url(page)
    sight = _Sight(root, head, headline, spoken in ("zh", "ja", "ko"), b"_baidu" in page.data, url)
    facts = Facts(
        title=clear(title),
        deck=clear(value_of(found["deck"][0]) if "deck" in found else read_deck(headline)),
        fields=_fields(sight, _told(found)),
        site=outlet.name if outlet else site_of(head),
        language=head.language,
        base_url=urljoin(url, head.base) if url and head.base else (url or head.base),
        url=url,
        description=head.meta("og:description", "description", "twitter:description"),
        article_text=head.told("articleBody"),
    )
    return facts, findings


def _selected(
    root: Element, outlet: Outlet | None, where: str
) -> tuple[dict[str, list[Element]], list[Finding]]:
    found: dict[str, list[Element]] = {}
    findings: list[Finding] = []
    if outlet is None:
        return found, findings
    for name in ("title", "deck", "date", "outlet", "byline"):
        elements, told = select(root, outlet, name, where)
        findings += told
        if filled := [el for el in elements if value_of(el)]:
            found[name] = filled
        elif not told and name == "title" and outlet.select.title:  # the others may be missing on a page
            selector = outlet.select.title
            findings.append(find("REA-017", where, name=name, selector=selector, outlet=outlet.key))
    return found, findings


def _told(found: dict[str, list[Element]]) -> Fields:
    """Read what stands in the elements that the outlet's selectors found."""
    fields = NO_FIELDS
    if "outlet" in found:
        text = value_of(found["outlet"][0])
        line = read_line(text)
        fields = replace(fields, outlet=line.outlet or name_of(text), original=line.original)
    if "byline" in found:
        people = [person for el in found["byline"] for person in people_of(value_of(el))]
        fields = replace(fields, byline=tuple(dict.fromkeys(people)))
    if "date" in found:
        date = read_labelled_date(value_of(found["date"][0])) or read_labelled_date(line_of(found["date"][0]))
        fields = replace(fields, published=date)
    return fields


def _fields(sight: _Sight, told: Fields) -> Fields:
    """Take each field from the most trusted place that tells it; search the page for what is missing."""
    fields = merge([told, *_sources(sight, told)])
    if not fields.published:
        fields = replace(fields, published=_last_date(sight))
    missing = [
        name for name in ("outlet", "editor", "original_title", "original") if not getattr(fields, name)
    ]
    lines = labelled_lines(sight.root, missing)
    return merge([fields, *(replace(read_line(line), published=None, byline=()) for line in lines)])


def _sources(sight: _Sight, told: Fields) -> Iterator[Fields]:
    """Yield what each place of a page tells, the most trusted first."""
    if sight.has_baidu:
        yield from (read_line(line_of(el)) for el in elements(sight.root.xpath(_BAIDU)))
    declared = declared_fields(sight.head)
    if not sight.is_asian:
        yield _western(sight, declared)
    if not (told.outlet and told.published and told.byline):
        yield from (read_info(line) for line in _lines(sight))
    if sight.is_asian:
        data, metas = declared_people(sight.head)
        yield replace(declared, byline=data or metas)


def _western(sight: _Sight, declared: Fields) -> Fields:
    """Weigh what a Western page declares against what its named elements show."""
    named = read_named(sight.root, sight.headline)
    data, metas = declared_people(sight.head)
    return replace(
        declared,
        byline=agreed_people(data, metas, named.people),
        published=agreed_date(declared.published, named, date_of_address(sight.url)),
    )


def _last_date(sight: _Sight) -> str | None:
    """Find a date where no line and no meta tells one: in named elements, the address, scripts, of a change."""
    named = read_named(sight.root, sight.headline)
    return (
        named.published
        or date_of_address(sight.url)
        or named.dated
        or date_of_scripts(sight.root)
        or declared_change(sight.head)
        or named.modified
    )


def _lines(sight: _Sight) -> tuple[str, ...]:
    body = sight.root.find("body")
    if body is None:
        return ()
    if sight.headline is None or sight.headline.tag == "meta":
        return first_lines(body)
    return lines_near(sight.headline, body)


def read_info(line: str) -> Fields:
    """Read a line beside the headline, where a medium may have no label: 2019-09-26 10:56 证券时报网."""
    fields = read_line(CLUTTER.sub(" ", line))
    rest = re.split(r"[\s/|｜·]+", fields.rest.strip())
    named = next((word for word in rest if _medium().fullmatch(word)), None) if len(rest) <= 3 else None
    return replace(fields, outlet=named) if named and not fields.outlet and not fields.original else fields


@cache
def _medium() -> re.Pattern[str]:
    return re.compile(
        r"《?[\u4e00-\u9fff·]{2,14}(?:社|网|網|报|報|电视台|广播|周刊|月刊|杂志|客户端|新闻|在线|之声)》?"
        r"|(?:新华|央视|人民|光明|经济|求是|中新|澎湃)[\u4e00-\u9fff]{1,4}"
    )


def merge(sources: Iterable[Fields]) -> Fields:
    """Take each field from the first source that tells it; a date with its time wins over the bare day."""
    merged = NO_FIELDS
    for source in sources:
        named = source.outlet if source.outlet and not OWN.fullmatch(source.outlet) else None
        merged = Fields(
            outlet=merged.outlet or named,
            original=merged.original or source.original,
            byline=merged.byline or source.byline,
            editor=merged.editor or source.editor,
            published=_finer(merged.published, source.published),
            rights=merged.rights or source.rights,
            original_title=merged.original_title or source.original_title,
        )
    return merged


def _finer(first: str | None, second: str | None) -> str | None:
    if not first:
        return second
    return second if second and len(second) > len(first) and second.startswith(first) else first
