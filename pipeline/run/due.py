"""A periodical's frequency, its issues and today → the issues that are due, and when the next one is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from pipeline.collect.period import Window, window_of
from pipeline.config import Home
from pipeline.config.following import date_after, next_number
from pipeline.model import Issue


MOST_CAUGHT_UP = 12  # issues that a home which slept for years begins at once
QUARTERS = (1, 4, 7, 10)


@dataclass(frozen=True, slots=True)
class Due:
    """An issue whose days are over."""

    year: int
    number: int
    date: str
    days: Window
    is_there: bool  # or it is still to be begun

    @property
    def name(self) -> str:
        """Name the issue as a target does: 2021/08."""
        return f"{self.year}/{self.number:02d}"

    @property
    def key(self) -> str:
        """Name it as an Issue does."""
        return f"{self.year}-{self.number:02d}"


def today_in(now: datetime, zone: tzinfo) -> date:
    """Return the day it is in a zone."""
    return now.astimezone(zone).date()


def due_issues(issues: Sequence[Issue], frequency: str, today: date) -> tuple[Due, ...]:
    """Return the newest issue whose days are over, and those after it that nobody has begun, oldest first."""
    over = [issue for issue in issues if _ends(issue.date, frequency) < today]
    newest = [due_of(issue, frequency) for issue in over[-1:]]
    planned = [*issues]
    found = []
    for day in _following(issues, frequency, today):
        year = int(day[:4])
        number = next_number(planned, year)
        planned.append(Issue(year, number, day, ()))
        found.append(Due(year, number, day, window_of(day, frequency), is_there=False))
    return (*newest, *found[-MOST_CAUGHT_UP:])


def due_now(home: Home, today: date) -> tuple[Due, ...]:
    """Return what is due in a home; where no outlet lists its articles, of the issues to begin only the newest."""
    due = due_issues(home.issues, home.periodical.frequency, today)
    if any(outlet.collect for _, outlet in home.outlets):
        return due
    return (*[each for each in due if each.is_there], *[each for each in due if not each.is_there][-1:])


def due_of_month(issues: Sequence[Issue], frequency: str, month: str) -> tuple[Due, ...]:
    """Return a month's issues, whether or not their days are over; a month without any begins one."""
    found = [issue for issue in issues if issue.date[:7] == month]
    if found:
        return tuple(due_of(issue, frequency) for issue in found)
    year = int(month[:4])
    return (Due(year, next_number(issues, year), month, window_of(month, frequency), is_there=False),)


def next_due(issues: Sequence[Issue], frequency: str, today: date) -> date:
    """Return the day on which the next issue is due."""
    ends = [end for issue in issues if (end := _ends(issue.date, frequency)) >= today]
    if ends:
        return min(ends) + timedelta(days=1)
    last = issues[-1].date if issues else _first(frequency, today)
    while _ends(last, frequency) < today:
        last = date_after(last, frequency)
    return _ends(last, frequency) + timedelta(days=1)


def due_of(issue: Issue, frequency: str) -> Due:
    """Return an issue as one that is due."""
    return Due(issue.year, issue.number, issue.date, window_of(issue.date, frequency), is_there=True)


def _ends(day: str, frequency: str) -> date:
    return date.fromisoformat(window_of(day, frequency).last)


def _following(issues: Sequence[Issue], frequency: str, today: date) -> Iterator[str]:
    """Yield the dates of issues after the last one whose days are over."""
    day = date_after(issues[-1].date, frequency) if issues else _first(frequency, today)
    while _ends(day, frequency) < today:
        yield day
        day = date_after(day, frequency)


def _first(frequency: str, today: date) -> str:
    """Date the first issue of a home: the newest period that is over."""
    if frequency.startswith("every "):
        return (today - timedelta(days=1)).isoformat()
    day = _period(frequency, today)
    return day if _ends(day, frequency) < today else _period(frequency, _begins(day, frequency))


def _begins(day: str, frequency: str) -> date:
    return date.fromisoformat(window_of(day, frequency).first) - timedelta(days=1)


def _period(frequency: str, day: date) -> str:
    """Date an issue by the period that a day lies in."""
    if frequency == "quarterly":
        return f"{day.year:04d}-{max(month for month in QUARTERS if month <= day.month):02d}"
    if frequency == "semimonthly":
        return f"{day.year:04d}-{day.month:02d}-{'01' if day.day <= 15 else '16'}"
    if frequency == "weekly":  # Monday to Sunday
        return (day + timedelta(days=6 - day.weekday())).isoformat()
    return f"{day.year:04d}-{day.month:02d}"
