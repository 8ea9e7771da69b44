"""All that the files of a home say, as one value."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from pipeline.findings import Finding
from pipeline.model import Issue, Office, Outlet, Periodical


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

    def of_year(self, year: int) -> tuple[Issue, ...]:
        """Return the issues of a year, in order."""
        return tuple(issue for issue in self.issues if issue.year == year)

    def folder(self, issue: Issue) -> Path:
        """Return the folder of an issue's file, also of one that is only planned."""
        planned = f"sources/issues/{issue.year}/{issue.number:02d}"
        return self.root / dict(self.folders).get(issue.key, planned)
