"""A page as it is looked at → what each of its places tells of the credit, weighed and checked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.credit import Fields, is_east_asian, read_line
from pipeline.dates import Order, read_date_without_year, read_labelled_date, read_relative_date
from pipeline.findings import Finding
from pipeline.patterns import lazy
from pipeline.read.meta.agree import agreed_date, agreed_people, contradictions
from pipeline.read.meta.beside_date import person_beside_date
from pipeline.read.meta.dated_lines import date_of_lines
from pipeline.read.meta.declared import declared_change, declared_fields, declared_people
from pipeline.read.meta.head import Head
from pipeline.read.meta.lines import LABELLED, first_lines, labelled_lines, lines_near
from pipeline.read.meta.merge import merge
from pipeline.read.meta.named import Named, read_named
from pipeline.read.meta.persons import FURNITURE, is_person
from pipeline.read.meta.when import date_of_address, date_of_scripts
from pipeline.read.tree import Element, elements, line_of


_BAIDU = "//*[@id='source_baidu' or @id='pubtime_baidu' or @id='author_baidu' or @id='editor_baidu']"
CLUTTER = lazy(
    r"\s(?:举报|分享|收藏|评论|微博|微信|QQ空间|我要评论|点赞|关注|订阅|朗读|听新闻)(?:\s?[(（]?\d+[)）]?)?(?=\s|$)"
    r"|官方[账帐]号|\d+\s?人?(?:参与|跟贴|评论)"
)
SAYS = lazy(r"(^|[\s|｜])来源(?:于\s*[:：]?)?\s*(?=[\w《]{2,16}(?:[\s|｜》]|$))")
LONGEST_ACCOUNT = 14
HOURS = {"zh": 8, "ja": 9, "ko": 9}  # ahead of UTC
_MEDIUM = lazy(
    r"《?[\u4e00-\u9fff·]{2,14}(?:社|网|網|报|報|电视台|广播|周刊|月刊|杂志|客户端|新闻|在线|之声)》?"
    r"|(?:新华|央视|人民|光明|经济|求是|中新|澎湃)[\u4e00-\u9fff]{1,4}"
)


@dataclass(frozen=True, slots=True)
class Sight:
    """A page as it is looked at for its credit."""

    root: Element
    head: Head
    headline: Element | None
    language: str  # without script and region
    order: Order
    has_baidu: bool
    url: str | None
    retrieved: str | None

    @property
    def is_asian(self) -> bool:
        """Tell whether visible lines are exact, and what is declared for machines is often stale."""
        return self.language in HOURS


def read_sources(sight: Sight, told: Fields, where: str) -> tuple[Fields, list[Finding]]:
    """Take each field from the most trusted place that tells it; search the page for what is missing."""
    declared, (data, metas) = declared_fields(sight.head), declared_people(sight.head)
    is_told = bool(told.outlet and told.published and told.byline)
    lines = () if is_told else _lines(sight)
    shown = [] if is_told else list(_shown(sight, lines))
    seen = merge(shown)
    known = merge([told, seen])
    is_complete = sight.is_asian and bool(known.published and known.byline and known.outlet)
    named = (
        Named()
        if is_complete
        else read_named(sight.root, sight.headline, sight.order, is_asian=sight.is_asian)
    )
    if sight.is_asian:
        people = replace(declared, byline=data or metas)
        account = next((name for line in shown if (name := _account(line))), None)
        near = Fields() if is_complete else _near(named, lines)
        fields = merge([told, *shown, people, near, Fields(outlet=account)])
    else:
        date = agreed_date(declared.published, named, date_of_address(sight.url))
        people = replace(declared, byline=agreed_people(data, metas, named.people), published=date)
        fields = merge([told, people, *shown])
        if not fields.byline:
            fields = replace(fields, byline=person_beside_date(lines, sight.order))
    if not fields.published:
        fields = replace(fields, published=_last_date(sight, named, lines))
    shows = seen if sight.is_asian else replace(seen, published=named.published, byline=named.people)
    told_twice = contradictions(replace(declared, byline=data or metas), shows, fields, where)
    return fields, told_twice


def labelled_fields(body: Element, text: str, names: Iterable[str] = LABELLED) -> Fields:
    """Search a page and its text for the labels of these fields; what they say of dates and people is not trusted."""
    lines = labelled_lines(body, text, names)
    return merge(replace(read_line(line), published=None, byline=()) for line in lines)


def _shown(sight: Sight, lines: Iterable[str]) -> Iterator[Fields]:
    """Yield what the ids of Baidu and the lines around the headline show, the most trusted first."""
    if sight.has_baidu:
        yield from (read_line(line_of(el)) for el in elements(sight.root.xpath(_BAIDU)))
    yield from (read_info(line) for line in lines)


def _last_date(sight: Sight, named: Named, lines: Sequence[str]) -> str | None:
    """Find a date where no line and no meta tells one, the surest of what is left."""
    return (
        named.published
        or date_of_address(sight.url)
        or named.dated
        or _of_lines(sight, lines)
        or named.above
        or date_of_scripts(sight.root)
        or _of_page(sight)
        or declared_change(sight.head)
        or named.modified
    )


def _of_lines(sight: Sight, lines: Sequence[str]) -> str | None:
    """Read the lines around the headline for 06/07/2021, and for 3小时前 where the time of fetching is known."""
    if day := next((day for line in lines if (day := read_labelled_date(line, sight.order))), None):
        return day
    fetched, hours = sight.retrieved, HOURS.get(sight.language, 0)
    if not fetched:
        return None
    readers = (read_relative_date, read_date_without_year) if sight.is_asian else (read_relative_date,)
    told = (reader(line, fetched, hours) for line in lines if len(line) <= 80 for reader in readers)
    return next((day for day in told if day), None)


def _of_page(sight: Sight) -> str | None:
    body = sight.root.find("body")
    return date_of_lines(body, sight.order) if body is not None else None


def _lines(sight: Sight) -> tuple[str, ...]:
    body = sight.root.find("body")
    if body is None:
        return ()
    if sight.headline is None or sight.headline.tag == "meta":
        return first_lines(body)
    return lines_near(sight.headline, body)


def read_info(line: str) -> Fields:
    """Read a line beside the headline, where a medium may have no label: 2019-09-26 10:56 证券时报网."""
    fields = read_line(CLUTTER.sub(" ", SAYS.sub(r"\1来源：", line)))
    if fields.outlet or fields.original:
        return fields
    rest = [word for word in re.split(r"[\s/|｜·]+", fields.rest.strip()) if word]
    named = next((word for word in rest if _MEDIUM.fullmatch(word)), None) if len(rest) <= 3 else None
    return replace(fields, outlet=named) if named else fields


def _near(named: Named, lines: tuple[str, ...]) -> Fields:
    """Keep what stands right around the headline: the margins of an East Asian page are full of names."""
    near = " ".join(lines)
    people = tuple(person for person in named.people if person.name in near)
    return Fields(outlet=named.outlet if named.outlet and named.outlet in near else None, byline=people)


def _account(fields: Fields) -> str | None:
    """Return the one word beside a date that can be who published it: 2019-05-17 · 苏皖城市报道."""
    rest = [
        word
        for word in re.split(r"[\s/|｜·]+|\[整理\]", fields.rest.strip())
        if word and not word.isdecimal()
    ]
    word = rest[0] if len(rest) == 1 and fields.published else ""
    is_short = 3 <= len(word) <= LONGEST_ACCOUNT and is_east_asian(word)
    if not is_short or re.search(r"[\d:：，。！？]", word) or FURNITURE.search(word) or is_person(word):
        return None
    return word
