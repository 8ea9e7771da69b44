"""Targets as a person types them → the issues and years to build."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.build.planned import Wanted, everything_of
from pipeline.config.home import Home
from pipeline.config.locate import issues_of_month, parse_target
from pipeline.errors import UsageError
from pipeline.model import Issue, Span


def wanted_of(home: Home, targets: Sequence[str], month: str | None) -> Wanted:
    """Return what targets and --month name; everything when they name nothing."""
    if not targets and month is None:
        return everything_of(home)
    issues: list[Issue] = []
    spans: list[Span] = []
    for text in targets:
        target = parse_target(text, home.issues)
        if target.span is not None:
            spans.append(target.span)
        else:
            issues.extend(target.issues)
    if month is not None:
        of_month = issues_of_month(home.issues, month)
        if not of_month:
            raise UsageError(f"--month {month}: no issue has that date; see presswork show")
        issues.extend(of_month)
    return Wanted(tuple(dict.fromkeys(issues)), tuple(dict.fromkeys(spans)))
