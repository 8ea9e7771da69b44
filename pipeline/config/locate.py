"""A folder → the home it belongs to; a target as typed → the issues it names."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.config.home import SPAN_NAME, spans_named
from pipeline.config.sheet import nearest, quoted
from pipeline.errors import UsageError
from pipeline.patterns import lazy


if TYPE_CHECKING:
    from pipeline.model import Issue, Span


PERIODICAL_FILE = "sources/periodical.yaml"
HOME_VARIABLE = "PRESSWORK_HOME"
ISSUE_NAME = lazy(r"([1-9][0-9]{3})/([0-9]{1,3})/?", re.ASCII)
VOLUME_NAME = lazy(r"([1-9][0-9]{3})/?", re.ASCII)
MONTH = lazy(r"[1-9][0-9]{3}-(?:0[1-9]|1[0-2])", re.ASCII)
LATEST = "latest"
SHOWN_NAMES = 8


@dataclass(frozen=True, slots=True)
class Target:
    """What to work on: one issue, or the volume of a year."""

    year: int
    number: int | None  # None: the volume
    issues: tuple[Issue, ...]  # that one, or all of the volume
    span: Span | None = None  # of the volume

    def __str__(self) -> str:
        return self.span.name if self.span is not None else f"{self.year}/{self.number:02d}"


def find_home(start: Path, given: Path | None) -> Path:
    """Return the home's folder: the one given, else PRESSWORK_HOME, else the nearest folder upwards."""
    if given is not None:
        return _home_at(given, "--home")
    named = os.environ.get(HOME_VARIABLE)
    if named:
        return _home_at(Path(named), HOME_VARIABLE)
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / PERIODICAL_FILE).is_file():
            return folder
    raise UsageError(
        f"no {PERIODICAL_FILE} in {here} or above it; go to a periodical's folder, name it with --home DIR, "
        "or make one with `presswork init DIR`"
    )


def _home_at(folder: Path, said_by: str) -> Path:
    home = folder.expanduser().resolve()
    if (home / PERIODICAL_FILE).is_file():
        return home
    for parent in home.parents:
        if (parent / PERIODICAL_FILE).is_file():
            raise UsageError(f"{said_by} names {home}, a part of a home; name {parent}")
    raise UsageError(
        f"{said_by} names {home}, which has no {PERIODICAL_FILE}; name the folder that holds 'sources', "
        f"or make a home there with `presswork init {home}`"
    )


def parse_issue_name(text: str) -> tuple[int, int]:
    """Return year and number of `2021/08`, whether or not there is such an issue."""
    match = ISSUE_NAME.fullmatch(text.strip())
    if match is None or int(match[2]) == 0:
        raise UsageError(f"{quoted(text)} does not name an issue; write year and number like 2021/08")
    return int(match[1]), int(match[2])


def parse_target(text: str, issues: Iterable[Issue]) -> Target:
    """Return what `2021/08`, `2021` or `latest` names among the issues."""
    known = sorted(issues, key=lambda issue: (issue.year, issue.number))
    wanted = text.strip()
    if not known:
        raise UsageError("there are no issues yet; add one with `presswork add 2021/01 URL`")
    if wanted == LATEST:
        return Target(known[-1].year, known[-1].number, (known[-1],))
    if SPAN_NAME.fullmatch(wanted):
        (span,) = spans_named(wanted, ())
        bound = tuple(issue for issue in known if span.holds(issue))
        if bound:
            return Target(span.last, None, bound, span)
    elif ISSUE_NAME.fullmatch(wanted):
        year, number = (int(part) for part in wanted.rstrip("/").split("/"))
        named = tuple(issue for issue in known if (issue.year, issue.number) == (year, number))
        if named:
            return Target(year, number, named)
    raise UsageError(_no_such_target(wanted, known))


def issues_of_month(issues: Iterable[Issue], month: str) -> tuple[Issue, ...]:
    """Return the issues dated in a month like 2021-06, in order."""
    if not MONTH.fullmatch(month):
        raise UsageError(f"{quoted(month)} is not a month; write it like 2021-06")
    found = [issue for issue in issues if issue.date[: len(month)] == month]
    return tuple(sorted(found, key=lambda issue: (issue.year, issue.number)))


def _no_such_target(wanted: str, known: list[Issue]) -> str:
    names = [f"{issue.year}/{issue.number:02d}" for issue in known]
    years = sorted({str(issue.year) for issue in known})
    if MONTH.fullmatch(wanted):
        issue = f"{wanted[:4]}/{wanted[5:]}"
        return (
            f"{quoted(wanted)} looks like a month; write --month {wanted}, or {issue} for number {issue[5:]}"
        )
    # The newest issues of the year asked for say most about what a person may have meant.
    year = wanted[:4]
    of_year = [name for name in names if name.startswith(f"{year}/")]
    shown = (of_year or names)[-SHOWN_NAMES:]
    there = f"there are the volumes {', '.join(years)} and the issues "
    there += ("… " if len(shown) < len(of_year or names) else "") + ", ".join(shown)
    near = nearest(wanted, (*names, *years, LATEST))
    hint = f"did you mean {near}?" if near else "write one of them, or latest"
    return f"no issue or volume is named {quoted(wanted)}: {there}; {hint}"
