"""A home and the time → the month made: found, fetched, built, judged, published, delivered, and told."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from pipeline import __version__
from pipeline.collect.period import window_of, zone_of
from pipeline.config import Home, load_home
from pipeline.config.locate import issues_of_month
from pipeline.config.subscribers import load_subscribers
from pipeline.counted import counted
from pipeline.errors import PressworkError
from pipeline.findings import find
from pipeline.library.shelf import make_shelf
from pipeline.model import Issue
from pipeline.run.delivering import deliver_due, shelf_books
from pipeline.run.due import Due, due_now, due_of, due_of_month, next_due, today_in
from pipeline.run.gathering import file_hash, gather_issues
from pipeline.run.lock import only_run
from pipeline.run.needs import needs_of
from pipeline.run.outcome import code_of, line_of
from pipeline.run.publishing import publish_issues, published
from pipeline.run.state import load_state, save_state
from pipeline.run.sweep import sweep
from pipeline.run.tell import tell, tell_failure
from pipeline.run.values import Notes, RunChoices, RunReport
from pipeline.validate.epubcheck import epubcheck_command


OWED = ("DEL-001", "DEL-003", "DEL-010")  # mails that are to go yet
MISSING = ("CMP-005", "CMP-011", "CMP-006", "REA-004", "REA-005", "REA-014", "RUN-002", "RUN-008")


def run_month(root: Path, choices: RunChoices, named: Sequence[str] = ()) -> RunReport:
    """Make what is due, and what is named beside it; a second time there is nothing left to do."""
    home = load_home(root)
    load_subscribers(root)  # a mistake in the file is told before any work
    epubcheck_command()  # what is not installed too
    notes = Notes()
    began = time.monotonic()
    with only_run(root, "run", choices.moment) as died:
        if died is not None:
            sweep(root)
            notes.findings.append(find("RUN-001", str(root), owner=str(died)))
        try:
            unfinished = load_state(root).unfinished()
            due = _with_named(home, what_is_due(home, choices), (*named, *unfinished))
            if due:
                home = gather_issues(root, due, choices, notes)
                _publish(home, due, choices, notes)
                _note_done(home, due, notes)
            report = _report(home, due, choices, notes, time.monotonic() - began)
            return tell(home, report, choices)
        except (PressworkError, OSError) as error:
            tell_failure(home, error, choices)
            raise


def _publish(home: Home, due: Sequence[Due], choices: RunChoices, notes: Notes) -> None:
    over = _over(home, due, choices)
    with notes.step("publish") as told:
        publish_issues(home, due, over, choices, notes)
        told.append(f"{sum(book.outcome == 'built' for book in notes.books)} of {len(notes.books)} books new")
    is_new = any(book.outcome == "built" for book in notes.books)
    if shelf_books(home) and (is_new or not (home.root / "dist/index.html").is_file()):
        with notes.step("shelf") as told:
            shelf = make_shelf(replace(home, issues=tuple(over)), progress=choices.progress)
            notes.shelf_changed = bool(shelf.written or shelf.removed)
            told.append(f"{counted(shelf.books, 'book')}, {counted(shelf.written, 'file')} new")
    with notes.step("deliver") as told:
        deliver_due(home, due, today_of(home, choices), choices, notes)
        told.append(f"{notes.delivered.sent} sent, {notes.delivered.copied} copied")


def _note_done(home: Home, due: Sequence[Due], notes: Notes) -> None:
    """Note the issues that are out and whose mails have gone; the others stay due.

    What one that is out lacks is not asked for again, until its file changes or a person fetches.
    """
    issues = {issue.name: issue for issue in home.issues}
    state, out = load_state(home.root), published(home, notes.books)
    owed = {finding.where for finding in notes.findings if finding.code in OWED}
    for each in due:
        progress = state.of(each.name)
        is_done = each.name in out and each.name not in owed
        sources = file_hash(home, issues[each.name]) if is_done else progress.sources
        state = state.having(replace(progress, done=is_done, sources=sources))
    save_state(home.root, state)


def _with_named(home: Home, due: Sequence[Due], named: Sequence[str]) -> tuple[Due, ...]:
    """Add issues a person has named to those that are due; a volume comes with any issue of its year."""
    more = [
        due_of(issue, home.periodical.frequency)
        for issue in home.issues
        if issue.name in named or (f"{issue.year}" in named and issue == home.of_year(issue.year)[-1])
    ]
    return tuple(sorted(dict.fromkeys([*due, *more]), key=lambda each: (each.year, each.number)))


def what_is_due(home: Home, choices: RunChoices) -> tuple[Due, ...]:
    """Return the issues that are due, or a month's."""
    frequency = home.periodical.frequency
    if choices.month is not None:
        issues_of_month((), choices.month)  # says what is no month
        return due_of_month(home.issues, frequency, choices.month)
    return due_now(home, today_of(home, choices))


def today_of(home: Home, choices: RunChoices) -> date:
    """Return the day it is where the periodical appears."""
    return today_in(choices.now, zone_of(home.periodical))


def _over(home: Home, due: Sequence[Due], choices: RunChoices) -> list[Issue]:
    """Return the issues whose days are over, and those that are due whatever their days."""
    today = today_of(home, choices).isoformat()
    named = {each.key for each in due}
    frequency = home.periodical.frequency
    return [
        issue for issue in home.issues if issue.key in named or window_of(issue.date, frequency).last < today
    ]


def _report(home: Home, due: Sequence[Due], choices: RunChoices, notes: Notes, seconds: float) -> RunReport:
    findings = tuple(dict.fromkeys([*home.findings, *notes.findings, *notes.changes]))
    return RunReport(
        run=choices.moment,
        title=home.periodical.title,
        version=__version__,
        due=tuple(each.name for each in due),
        next_due=next_due(home.issues, home.periodical.frequency, today_of(home, choices)).isoformat(),
        seconds=round(seconds, 3),
        code=code_of(notes, findings),
        line=line_of(notes, due),
        changed=_has_changed(notes),
        steps=tuple(notes.steps),
        added=tuple(notes.added),
        books=tuple(notes.books),
        missing=tuple(each for each in findings if each.code in MISSING),
        changes=tuple(dict.fromkeys(notes.changes)),
        delivered=notes.delivered,
        needs=needs_of(home, findings),
        findings=findings,
    )


def _has_changed(notes: Notes) -> bool:
    is_built = any(book.outcome == "built" for book in notes.books)
    counts = (notes.fetched, len(notes.added), notes.delivered.sent, notes.delivered.copied)
    return is_built or notes.shelf_changed or any(counts)
