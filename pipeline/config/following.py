"""The issues of a home and a number → the issue that bears it, dated and counted on from those around it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from pipeline.model import Issue, Numbering, Periodical


def plan_issue(
    periodical: Periodical, issues: Sequence[Issue], year: int, number: int, day: str | None = None
) -> tuple[Issue, bool]:
    """Return a new issue without articles, and whether its date is known and not guessed."""
    ordered = sorted(issues, key=lambda issue: (issue.year, issue.number))
    before = [issue for issue in ordered if (issue.year, issue.number) < (year, number)]
    after = [issue for issue in ordered if (issue.year, issue.number) > (year, number)]
    whole = _whole_number(before, after, periodical.numbering, year, number)
    told = day or (_following(before[-1].date, year, periodical.frequency) if before else None)
    return Issue(year, number, told or _guess(year, number), (), whole_number=whole), told is not None


def next_number(issues: Sequence[Issue], year: int) -> int:
    """Return the number that follows the last issue of a year."""
    return (
        max((issue.last for issue in issues if issue.year == year and issue.special is None), default=0) + 1
    )


def _whole_number(
    before: Sequence[Issue], after: Sequence[Issue], numbering: Numbering | None, year: int, number: int
) -> int | None:
    whole: int | None = None
    last = before[-1] if before else None
    if last and last.whole_number is not None:
        whole = (last.whole_through or last.whole_number) + number - (last.last if last.year == year else 0)
    elif after and after[0].whole_number is not None and after[0].year == year:
        whole = after[0].whole_number + number - after[0].number
    elif numbering is not None and year == numbering.first_year and not _are_counted(before):
        whole = numbering.first_whole_number + number - 1
    limit = next((issue.whole_number for issue in after if issue.whole_number is not None), None)
    is_possible = whole is not None and whole >= 1 and (limit is None or whole < limit)
    return whole if is_possible else None


def _are_counted(issues: Sequence[Issue]) -> bool:
    return any(issue.whole_number is not None for issue in issues)


def _following(day: str, year: int, frequency: str) -> str:
    """Return the date after another's, written as precisely, within a year: the folder's."""
    if len(day) == 4:
        return f"{year}"
    told = date_after(day, frequency)
    if told[:4] == f"{year}":
        return told
    first, last = (f"{year}-01", f"{year}-12") if len(told) == 7 else (f"{year}-01-01", f"{year}-12-31")
    return first if int(told[:4]) < year else last


def date_after(day: str, frequency: str) -> str:
    """Return the date that follows another, written as precisely."""
    if len(day) == 4:
        return f"{int(day) + 1:04d}"
    days = {"weekly": 7}.get(frequency) or (
        int(frequency.split()[1]) if frequency.startswith("every ") else 0
    )
    if len(day) == 10 and days:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    if len(day) == 10 and frequency == "semimonthly" and day[8:] <= "15":
        return (date.fromisoformat(day) + timedelta(days=15)).isoformat()
    months = int(day[:4]) * 12 + int(day[5:7]) - 1 + (3 if frequency == "quarterly" else 1)
    month = f"{months // 12:04d}-{months % 12 + 1:02d}"
    if len(day) == 7:
        return month
    if frequency == "semimonthly":
        return f"{month}-{max(1, int(day[8:]) - 15):02d}"
    return f"{month}-{min(int(day[8:]), 28):02d}"


def _guess(year: int, number: int) -> str:
    """Date the first issue of a home: a monthly counts its months."""
    return f"{year}-{number:02d}" if number <= 12 else f"{year}"
