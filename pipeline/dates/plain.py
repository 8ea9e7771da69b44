"""Dates in ISO 8601, whole or partial → whether they are dates, their last day, and their zone."""

from __future__ import annotations

import re
from datetime import date as calendar_date
from datetime import timedelta

from pipeline.patterns import lazy


_PARTIAL = lazy(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def is_date(text: str) -> bool:
    """Tell whether a text is 2021, 2021-06 or 2021-06-18, and of a day that exists."""
    match = _PARTIAL.fullmatch(text)
    return match is not None and exists(*(int(part or 1) for part in match.groups()))


def check_date(text: str) -> str:
    """Return a configuration's date unchanged; raise ValueError when it is none."""
    if not is_date(text):
        raise ValueError(f"{text!r} is not a date; write YYYY, YYYY-MM or YYYY-MM-DD, of a day that exists")
    return text


def last_day(date: str) -> str:
    """Return the last day of a year or a month, and a full date's own day, as YYYY-MM-DD."""
    year, month, *day = (int(part) for part in (date[:10] + ("-12" if len(date) == 4 else "")).split("-"))
    if day:
        return date[:10]
    following = calendar_date(year + month // 12, month % 12 + 1, 1) if year < 9999 or month < 12 else None
    return (following - timedelta(days=1)).isoformat() if following else "9999-12-31"


def with_offset(iso: str, offset: str) -> str:
    """Attach an offset to a date and time that has none; a date without a time stays as it is."""
    _, clock, time = iso.partition("T")
    return iso + offset if clock and not re.search(r"Z$|[+-]\d\d:\d\d$", time) else iso


def exists(year: int, month: int, day: int) -> bool:
    """Tell whether the calendar has a day."""
    try:
        calendar_date(year, month, day)
    except ValueError:
        return False
    return True
