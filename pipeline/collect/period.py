"""An issue's date and the periodical's frequency → the days its articles come from, in its time zone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone, tzinfo

from pipeline.dates import last_day
from pipeline.model import Periodical


OFFSET = re.compile(r"(?P<sign>[+-])(?P<hours>\d\d):(?P<minutes>\d\d)")
CHINA = "Asia/Shanghai"
EVERY = re.compile(r"every (\d+) days?")
MONTHS = {"monthly": 1, "quarterly": 3}


@dataclass(frozen=True, slots=True)
class Window:
    """Days from the first to the last, both included, as YYYY-MM-DD."""

    first: str
    last: str

    def __str__(self) -> str:
        return f"{self.first} to {self.last}"

    def has(self, day: str) -> bool:
        """Tell whether a date may lie in the window; 2021-06 does when any of its days does."""
        return first_day(day) <= self.last and last_day(day) >= self.first


def first_day(day: str) -> str:
    """Return the first day of a year or month, and a full date's own."""
    return (day + "-01-01"[len(day) - 4 :])[:10]


def window_of(day: str, frequency: str = "monthly") -> Window:
    """Return the days of an issue: the month, half month or quarter of its date, or the days that end with it."""
    if len(day) == 4:
        return Window(first_day(day), last_day(day))
    year, month = int(day[:4]), int(day[5:7])
    length = {"weekly": 7}.get(frequency) or _days(frequency)
    if length and len(day) == 10:
        return Window((date.fromisoformat(day) - timedelta(days=length - 1)).isoformat(), day)
    if frequency == "semimonthly" and len(day) == 10:
        half = f"{day[:7]}-"
        return Window(half + "01", half + "15") if day[8:] <= "15" else Window(half + "16", last_day(day[:7]))
    months = MONTHS.get(frequency, 1)
    start = (month - 1) // months * months + 1
    return Window(f"{year:04d}-{start:02d}-01", last_day(f"{year:04d}-{start + months - 1:02d}"))


def _days(frequency: str) -> int:
    match = EVERY.fullmatch(frequency)
    return int(match[1]) if match else 0


def zone_of(periodical: Periodical) -> tzinfo:
    """Return the time zone that decides on which day an article appeared."""
    name = periodical.time_zone or default_zone(periodical.language)
    offset = OFFSET.fullmatch(name)
    if offset:
        minutes = int(offset["hours"]) * 60 + int(offset["minutes"])
        return timezone(timedelta(minutes=minutes if offset["sign"] == "+" else -minutes))
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except ZoneInfoNotFoundError:
        if name == CHINA:  # a machine without a time zone database; China has had one offset since 1991
            return timezone(timedelta(hours=8), CHINA)
        raise


def default_zone(language: str) -> str:
    """Return the time zone of a periodical that names none."""
    return CHINA if language.partition("-")[0].lower() in ("zh", "cmn", "yue") else "UTC"


def day_in(moment: str, zone: tzinfo) -> str:
    """Return the day of a date and time in a zone; without an offset it was told in that zone already."""
    day, has_time, _ = moment.partition("T")
    if not has_time:
        return day
    told = datetime.fromisoformat(moment)
    if told.tzinfo is None or told.year in (1, 9999):
        return day
    return told.astimezone(zone).date().isoformat()
