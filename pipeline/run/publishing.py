"""The issues that are due → their books and volumes, built, judged, and let out; each with its reasons where not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.build.planned import Wanted
from pipeline.build.run import build
from pipeline.build.values import BookResult, Choices
from pipeline.config import Home
from pipeline.findings import Finding, find
from pipeline.ledger import ledger_path, lines_of
from pipeline.model import Issue
from pipeline.run.due import Due
from pipeline.run.gate import Gate, target_of
from pipeline.run.gathering import book_of, issues_of, volume_of
from pipeline.run.state import load_state
from pipeline.run.values import Notes, RunChoices


@dataclass(frozen=True, slots=True)
class Approval:
    """A line of the ledger: what a person let out."""

    name: str
    content: str
    at: str
    by: str = ""


def publish_issues(
    home: Home, due: Sequence[Due], over: Sequence[Issue], choices: RunChoices, notes: Notes
) -> None:
    """Build the due issues, those whose book is not there, and every volume they touch."""
    gate = Gate(home.root, home.office.review, approvals(home), _held(home, due))
    how = Choices(
        executor=choices.executor,
        jobs=choices.jobs,
        epoch=choices.epoch,
        progress=choices.progress,
        told=lambda result: choices.say(f"{result.file}: {result.outcome}") if choices.say else None,
        gate=gate,
    )
    wanted = _wanted(home, due, over)
    notes.findings.extend(_empty(due, wanted))
    bound = replace(
        home, issues=tuple(dict.fromkeys([*over, *wanted]))
    )  # what is being prepared is in no volume yet
    bound = replace(bound, issues=tuple(sorted(bound.issues, key=lambda issue: (issue.year, issue.number))))
    if not bound.issues:
        return
    report = build(bound, Wanted(tuple(wanted), ()), how)
    results, findings = [*report.books], [*report.findings]
    years, told = _years(home, bound.issues, wanted, report.books)
    findings += told
    if years:
        gate.passed = frozenset(each for each in report.findings if each.severity == "error")
        spans = tuple(span for span in bound.spans if any(span.first <= year <= span.last for year in years))
        volumes = build(bound, Wanted((), spans), how)
        results += volumes.books
        findings += [each for each in volumes.findings if each not in report.findings]
    notes.books.extend(results)
    notes.findings.extend(findings)
    notes.changes.extend(each for each in findings if each.code == "CMP-009")


def approvals(home: Home) -> dict[str, str]:
    """Return what a person has let out: name → the digest of its content."""
    return {line.name: line.content for line in lines_of(ledger_path(home.root, "approved"), Approval)}


def is_let_out(home: Home, name: str) -> bool:
    """Tell whether a book may go to the subscribers, however it came onto the shelf."""
    return not home.office.review or "/" not in name or name in approvals(home)


def _wanted(home: Home, due: Sequence[Due], over: Sequence[Issue]) -> list[Issue]:
    """Return the issues to build: due, looked at again before them, or without a book."""
    named = {issue.key for issue in issues_of(home, due)}
    for each in due:
        named |= {issue.key for issue in [issue for issue in home.issues if issue.key < each.key][-1:]}
    missing = {issue.key for issue in over if not book_of(home, issue.key).is_file()}
    return [issue for issue in home.issues if issue.key in named | missing]


def _held(home: Home, due: Sequence[Due]) -> dict[str, tuple[Finding, ...]]:
    state = load_state(home.root)
    held: dict[str, tuple[Finding, ...]] = {}
    for each in due:
        progress = state.of(each.name)
        if (unread := progress.unread) and not progress.done:
            held[each.name] = (find("RUN-008", each.name, issue=each.name, outlets=", ".join(unread)),)
    return held


def _empty(due: Sequence[Due], wanted: Sequence[Issue]) -> Iterable[Finding]:
    there = {issue.key for issue in wanted}
    for each in due:
        if each.key not in there:
            yield find("RUN-002", each.name, issue=each.name, days=str(each.days))


def _years(
    home: Home, over: Sequence[Issue], wanted: Sequence[Issue], results: Sequence[BookResult]
) -> tuple[tuple[int, ...], list[Finding]]:
    """Return the volumes to bind; one of whose issues is not out yet waits, and the last good one stays."""
    out = {target_of(result.file): result.outcome in ("built", "unchanged") for result in results}
    years, told = [], []
    touched = {issue.year for issue in wanted}
    touched |= {issue.year for issue in over if not volume_of(home, issue.year).is_file()}
    for year in sorted(touched):
        names = [issue.name for issue in over if issue.year == year]
        held = [name for name in names if not out.get(name, True)]
        if held:
            where = f"dist/{volume_of(home, year).relative_to(home.root / 'dist').as_posix()}"
            told.append(find("RUN-009", where, year=year, issues=", ".join(held)))
        else:
            years.append(year)
    return tuple(years), told


def published(home: Home, books: Sequence[BookResult]) -> set[str]:
    """Name what is out: built now or before, and not held back in this run."""
    held = {target_of(book.file) for book in books if book.outcome in ("refused", "waiting")}
    there = {
        target_of(path.name)
        for folder in ("issues", "volumes")
        for path in Path(home.root, "dist", folder).glob(f"{home.periodical.key}-*.epub")
        if not path.name.startswith(".")
    }
    return there - held
