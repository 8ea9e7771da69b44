"""All that the files of a home say, as one value."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.findings import Finding
from pipeline.model import Issue, Office, Outlet, Periodical, Span
from pipeline.patterns import lazy


SPAN_NAME = lazy(r"(?P<first>[1-9][0-9]{3})(?:-(?P<last>[1-9][0-9]{3})|-h(?P<half>[12]))?/?", re.ASCII)


def spans_named(name: str, years: tuple[int, ...]) -> tuple[Span, ...]:
    """Return the spans that a word or a name like 2018-2021 or 2021-h1 stands for."""
    if name == "yearly":
        return tuple(Span(year, year) for year in years)
    if name == "half-yearly":
        return tuple(Span(year, year, half) for year in years for half in (1, 2))
    match = SPAN_NAME.fullmatch(name)
    if match is None:
        return ()
    first = int(match["first"])
    if match["half"]:
        return (Span(first, first, 1 if match["half"] == "1" else 2),)
    return (Span(first, int(match["last"] or first)),)


@dataclass(frozen=True, slots=True)
class Home:
    """All that the files of a home say."""

    root: Path
    periodical: Periodical
    outlets: tuple[tuple[str, Outlet], ...]  # by key
    issues: tuple[Issue, ...]  # by year and number
    findings: tuple[Finding, ...] = ()
    folders: tuple[tuple[str, str], ...] = ()  # an issue's key → its folder under the root
    office: Office = field(default_factory=Office)

    @property
    def years(self) -> tuple[int, ...]:
        """Return the years that have an issue, in order."""
        return tuple(sorted({issue.year for issue in self.issues}))

    @property
    def spans(self) -> tuple[Span, ...]:
        """Return what is bound as a rule, each span that has an issue, in order."""
        found = {span for name in self.periodical.volumes for span in spans_named(name, self.years)}
        there = (span for span in found if self.of_span(span))
        return tuple(sorted(there, key=lambda span: (span.last, span.half or 3, -span.first)))

    def of_span(self, span: Span) -> tuple[Issue, ...]:
        """Return the issues that a volume binds, in order."""
        return tuple(issue for issue in self.issues if span.holds(issue))

    def of_year(self, year: int) -> tuple[Issue, ...]:
        """Return the issues of a year, in order."""
        return tuple(issue for issue in self.issues if issue.year == year)

    def folder(self, issue: Issue) -> Path:
        """Return the folder of an issue's file, also of one that is only planned."""
        planned = f"sources/issues/{issue.year}/{issue.number:02d}"
        return self.root / dict(self.folders).get(issue.key, planned)
