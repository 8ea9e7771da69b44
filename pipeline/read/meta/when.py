"""The address and the scripts of a page → the date that they tell where nothing shown or declared does."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import cache
from urllib.parse import urlsplit

from pipeline.dates import read_labelled_date
from pipeline.patterns import lazy
from pipeline.read.tree import Element


_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905
_YEAR, _MONTH, _DAY = r"(?P<y>(?:19[89]|20[0-4])\d)", r"(?P<m>0?[1-9]|1[0-2])", r"(?P<d>0?[1-9]|[12]\d|3[01])"
_MM, _DD = r"(?P<m>0[1-9]|1[0-2])", r"(?P<d>0[1-9]|[12]\d|3[01])"
ARCHIVE = lazy(r"^https?://[^/]+/web/\d{4,14}[a-z_]*/(?=https?:)")  # the day of a copy is not the page's
FIRST = 1990  # there were no pages before, and a page's date of its own cannot be older
_IN_SCRIPT = lazy(
    r"""["']?\b(?:publish(?:ed)?_?(?:time|date|at|on)?|pub_?(?:date|time)|ptime|pdate|first_?publish(?:ed)?_?(?:date|time|at)?"""
    r"""|date_?published|publication_?date|create_?(?:time|d_?at)|ori_create_?time|oriCreateTime|ct|article_?date|release_?date|publishTimestamp)"""
    r"""["']?\s*[:=]\s*["']?(?P<value>\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}[^"',;<]{0,24}|1\d{9}(?:\d{3})?)(?=["',;\s}])""",
    re.IGNORECASE,
)


@cache
def _in_address() -> tuple[re.Pattern[str], ...]:
    """The surest first: /2021/06/18/, /2021-06-18, /2021/0618/, /202106/18/, /2021/jun/18/, t20210618_."""
    return tuple(
        re.compile(form, re.IGNORECASE)
        for form in (
            rf"/{_YEAR}/{_MONTH}/{_DAY}(?=[/_-]|$)",
            rf"/{_YEAR}/[a-z_-]{{2,20}}/{_MM}/{_DD}/",
            rf"(?<!\d){_YEAR}-{_MM}-{_DD}(?!\d)",
            rf"/{_YEAR}[/-]{_MM}-?{_DD}(?=[/_.-]|$)",
            rf"/{_YEAR}-?{_MM}/{_DD}(?=[/_.-]|$)",
            rf"/{_YEAR}/(?P<n>{'|'.join(_MONTHS)})[a-z]*/{_DAY}(?=[/_.-]|$)",
            rf"(?<![\d.]){_YEAR}{_MM}{_DD}(?!\d)",
            rf"(?<=[/_t-]){_YEAR}{_MM}{_DD}(?=\d{{0,12}}[_./-])",
        )
    )


def date_of_address(url: str | None) -> str | None:
    """Return the full date that stands in the path of an address."""
    path = urlsplit(ARCHIVE.sub("", url)).path if url else ""
    for form in _in_address():
        if match := form.search(path):
            found = match.groupdict()
            month = _MONTHS.index(found["n"].lower()) + 1 if "n" in found else int(found["m"])
            if day := _day(int(found["y"]), month, int(found["d"])):
                return day
    return None


def date_of_scripts(root: Element) -> str | None:
    """Return the first date of publication that a script of the page holds, a count of seconds in UTC."""
    for script in root.iter("script"):
        text = script.text or ""
        if ("ct" in text or "ate" in text or "ime" in text) and (match := _IN_SCRIPT.search(text)):
            value = match["value"]
            told = date_of_seconds(int(value[:10])) if value.isdecimal() else read_labelled_date(value)
            if told:
                return told
    return None


def days_apart(first: str, second: str) -> int:
    """Return how many days lie between two dates, 0 where one names no day."""
    try:
        return abs((date.fromisoformat(first[:10]) - date.fromisoformat(second[:10])).days)
    except ValueError:  # a month or a year
        return 0


def date_of_seconds(seconds: int) -> str | None:
    """Return the moment in UTC that many seconds after 1970, None where there were no pages yet."""
    moment = datetime.fromtimestamp(seconds, UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment.year >= FIRST else None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:  # /2021/02/31/ is no date
        return None
