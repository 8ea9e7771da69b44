"""The fields of the three files a person writes, as tables; a record of them → a value of the model."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.config import fields
from pipeline.config.addresses import host_name, host_pattern, web_address
from pipeline.config.languages import language
from pipeline.config.moments import date_pattern, time_zone
from pipeline.config.office import MEANT as MEANT_OFFICE
from pipeline.config.office import OFFICE
from pipeline.config.shapes import Read, Record, Shape, listed, names, number, seconds, table, text, year
from pipeline.config.sheet import FieldError, quoted
from pipeline.model import (
    Collect,
    Correction,
    CreditOverride,
    Edition,
    Entry,
    Issue,
    Numbering,
    Outlet,
    Periodical,
    Selectors,
    Series,
)
from pipeline.tongues import is_right_to_left


def _of(check: Callable[[str], str]) -> Read:
    return text(lambda value: check(fields.line(value)))


def _picture(value: str) -> str:
    return web_address(value) if "://" in value else fields.beside(value)


def _version(value: str) -> str:
    if value not in ("print", "amp"):
        raise FieldError(f"{quoted(value)} is no version of a page", "write print or amp")
    return value


LINE = text(fields.line)
LINES = text(fields.text)
URL = _of(web_address)
DATE = _of(fields.date)
MOMENT = _of(fields.moment)
LANGUAGE = _of(language)
SELECTOR = _of(fields.selector)
FILE = _of(fields.beside)

UNDER_CREDIT = "write it under 'credit:'"

NUMBERING = Shape(
    required={"first_year": year},
    optional={"first_whole_number": number},
    meant={"start": "write first_year"},
)

EDITION = Shape(
    required={},
    optional={
        "language": LANGUAGE,
        "direction": _of(fields.direction),
        "title": LINE,
        "keep": listed(LINE),
    },
    meant={"lang": "did you mean 'language'?", "script": "did you mean 'language'?"},
)

PERIODICAL = Shape(
    required={
        "key": _of(fields.key),
        "title": LINE,
        "language": LANGUAGE,
        "publisher": LINE,
        "namespace": _of(fields.namespace),
    },
    optional={
        "direction": _of(fields.direction),
        "ears": listed(LINE, most=2),
        "issn": _of(fields.issn),
        "numbering": NUMBERING,
        "frequency": _of(fields.frequency),
        "style": _of(fields.style),
        "rights": LINES,
        "allow_private_hosts": listed(_of(host_name)),
        "contact": LINE,
        "time_zone": _of(time_zone),
        "volumes": listed(_of(fields.volume), least=1),
        "index_order": _of(fields.index_order),
        "readings": table(fields.line, LINE),
        "editions": listed(EDITION),
        **OFFICE,
    },
    meant={
        **MEANT_OFFICE,
        "name": "did you mean 'title'?",
        "theme": "did you mean 'style'?",
        "lang": "did you mean 'language'?",
        "timezone": "did you mean 'time_zone'?",
    },
)

SELECT = Shape(
    required={},
    optional=dict.fromkeys(
        ("title", "body", "date", "outlet", "byline", "deck", "kicker", "next_page"), SELECTOR
    ),
    meant={
        "author": "did you mean 'byline'?",
        "source": "did you mean 'outlet'?",
        "content": "did you mean 'body'?",
        "published": "did you mean 'date'?",
        "drop": "write it beside 'select:', not under it",
    },
)

COLLECT = Shape(
    required={},
    optional={
        "feed": URL,
        "match": listed(LINE),
        "limit": number,
        "sitemap": URL,
        "page": URL,
        "selector": SELECTOR,
        "date_pattern": _of(date_pattern),
        "next_page": SELECTOR,
    },
    meant={
        **dict.fromkeys(("rss", "atom", "url"), "did you mean 'feed'?"),
        "list": "did you mean 'page'?",
        "select": "did you mean 'selector'?",
        "date": "did you mean 'date_pattern'?",
        "words": "did you mean 'match'?",
    },
)

OUTLET = Shape(
    required={"name": LINE, "hosts": listed(_of(host_pattern), least=1)},
    optional={
        "select": SELECT,
        "drop": listed(SELECTOR),
        "rules_off": listed(_of(fields.rule)),
        "encoding": _of(fields.encoding),
        "pace_s": seconds,
        "prefer": _of(_version),
        "rights": LINES,
        "collect": COLLECT,
    },
    meant={
        **dict.fromkeys(SELECT.optional, "write it under 'select:'"),
        "host": "did you mean 'hosts'?",
        "charset": "did you mean 'encoding'?",
        "feed": "write it under 'collect:'",
    },
)

SERIES = Shape(
    required={"name": LINE, "part": number},
    optional={},
    meant={"title": "did you mean 'name'?", "number": "did you mean 'part'?"},
)

CREDIT = Shape(
    required={},
    optional={
        "outlet": LINE,
        "original": LINE,
        "url": URL,
        "published": MOMENT,
        "byline": names(LINE),
        "editor": LINE,
        "retrieved": MOMENT,
        "rights": LINES,
    },
    meant={
        "source": "did you mean 'outlet'?",
        "author": "did you mean 'byline'?",
        "date": "did you mean 'published'?",
        "original_title": "did you mean 'original'?",
    },
    keeps_null=True,
)

ENTRY = Shape(
    required={},
    optional={
        "url": URL,
        "file": FILE,
        "outlet": LINE,
        "title": LINE,
        "kicker": LINE,
        "deck": LINES,
        "language": LANGUAGE,
        "department": LINE,
        "series": SERIES,
        "credit": CREDIT,
    },
    meant={
        **dict.fromkeys(set(CREDIT.optional) - {"url", "outlet"}, UNDER_CREDIT),
        **dict.fromkeys(
            ("alt", "corrections", "note", "cover"), "write it at the left margin: it is the issue's"
        ),
        "author": "write 'byline' under 'credit:'",
        "source": "write 'outlet' under 'credit:'",
        "link": "did you mean 'url'?",
        "path": "did you mean 'file'?",
        "subtitle": "did you mean 'deck'?",
        "section": "did you mean 'department'?",
        "column": "did you mean 'department'?",
    },
)

CORRECTION = Shape(required={"date": DATE, "text": LINES}, optional={"article": number}, meant={})

ISSUE = Shape(
    required={"number": number, "date": DATE, "articles": listed(ENTRY, least=1)},
    optional={
        "whole_number": number,
        "through": number,
        "whole_through": number,
        "special": LINE,
        "title": LINE,
        "ears": listed(LINE, most=2),
        "note": LINES,
        "cover": FILE,
        "alt": table(_picture, text(fields.text, can_be_empty=True)),  # empty: an ornament
        "corrections": listed(CORRECTION),
    },
    meant={
        "entries": "did you mean 'articles'?",
        "issue": "did you mean 'number'?",
        "year": "remove it: the folder's name says the year",
        "errata": "did you mean 'corrections'?",
    },
)


def periodical(record: Record) -> Periodical:
    """Make the value of periodical.yaml."""
    values = {name: value for name, value in record.values.items() if name not in OFFICE}
    if "numbering" in values:
        values["numbering"] = Numbering(**values["numbering"].values)
    if "editions" in values:
        values["editions"] = tuple(Edition(**part.values) for part in values["editions"])
    values.setdefault("direction", "rtl" if is_right_to_left(values["language"]) else "ltr")
    return Periodical(**values)


def outlet(key: str, record: Record) -> Outlet:
    """Make the value of an outlet's file."""
    values = dict(record.values)
    if "select" in values:
        values["select"] = Selectors(**values["select"].values)
    if "collect" in values:
        values["collect"] = Collect(**values["collect"].values)
    return Outlet(key, **values)


def issue(year: int, record: Record) -> Issue:
    """Make the value of an issue.yaml."""
    values = dict(record.values)
    entries = tuple(_entry(part) for part in values.pop("articles"))
    if "corrections" in values:
        values["corrections"] = tuple(Correction(**part.values) for part in values["corrections"])
    if "alt" in values:
        values["alt"] = tuple(values["alt"].values.items())
    return Issue(year, entries=entries, **values)


def _entry(record: Record) -> Entry:
    values = dict(record.values)
    if "series" in values:
        values["series"] = Series(**values["series"].values)
    if "credit" in values:
        values["credit"] = _credit(values["credit"])
    return Entry(**values, line=record.place[0])


def _credit(record: Record) -> CreditOverride:
    # In the table's order, whatever order a person wrote: equal plans are equal values.
    given = tuple(name for name in CREDIT.optional if name in record.values)
    return CreditOverride(given, **{**record.values, "byline": record.values.get("byline") or ()})
