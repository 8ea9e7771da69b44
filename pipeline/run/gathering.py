"""Issues that are due → their articles found, their pages in the archive, and the issue before looked at again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.archive import open_archive
from pipeline.build.acquire import AcquireReport, acquire
from pipeline.build.archives import archive_path
from pipeline.build.collecting import collect
from pipeline.build.inputs import hash_file
from pipeline.config import Home, load_home
from pipeline.config.desk import open_issue
from pipeline.fetch.client import Client
from pipeline.findings import Finding, find
from pipeline.model import Issue
from pipeline.run.due import Due
from pipeline.run.state import load_state, save_state
from pipeline.run.values import Added, Notes, RunChoices


GONE = ("FET-020", "FET-021", "FET-023")  # a site's own word that a page is no longer there
AT_ONCE = 4


def gather_issues(root: Path, due: Sequence[Due], choices: RunChoices, notes: Notes) -> Home:
    """Find and fetch what the due issues lack; return the home as it is then."""
    home = load_home(root)
    with choices.client(home) as client:
        if any(outlet.collect for _, outlet in home.outlets):
            with notes.step("collect") as told:
                for each in due:
                    told.extend(_collect(home, each, client, choices, notes))
            home = load_home(root)
        with notes.step("fetch") as told:
            told.extend(_fetch(home, due, client, choices, notes))
        with notes.step("look back") as told:
            told.extend(_look_back(home, due, client, choices, notes))
    return home


def _collect(home: Home, due: Due, client: Client, choices: RunChoices, notes: Notes) -> list[str]:
    """Put a due issue's articles into its file, once every outlet has answered; those that failed are asked again."""
    state = load_state(home.root)
    progress = state.of(due.name)
    if progress.collected or (due.is_there and _is_published(home, due)):
        return []
    desk = open_issue(home.root, due.year, due.number, day=None if due.is_there else due.date)
    found = collect(desk, client, accept=True, progress=choices.progress)
    notes.findings.extend(found.findings)
    taken = {choice.candidate.url: choice for choice in found.choices}
    notes.added.extend(
        Added(due.name, url, taken[url].candidate.title, taken[url].day) for url in found.added
    )
    save_state(home.root, state.having(replace(progress, collected=not found.unread, unread=found.unread)))
    return [f"{due.name}: {len(found.added)} of {len(found.choices)} articles taken"]


def _is_published(home: Home, due: Due) -> bool:
    return book_of(home, due.key).is_file()


def book_of(home: Home, key: str) -> Path:
    """Name the place of an issue's book."""
    year, number = key.split("-")
    return home.root / "dist" / "issues" / f"{home.periodical.key}-{year}-no{number}.epub"


def volume_of(home: Home, year: int) -> Path:
    """Name the place of a volume."""
    return home.root / "dist" / "volumes" / f"{home.periodical.key}-{year}.epub"


def issues_of(home: Home, due: Sequence[Due]) -> list[Issue]:
    """Return the due issues that are there by now."""
    keys = {each.key for each in due}
    return [issue for issue in home.issues if issue.key in keys]


def _fetch(home: Home, due: Sequence[Due], client: Client, choices: RunChoices, notes: Notes) -> list[str]:
    """Fetch what the due issues name; an issue whose file is as when all of it was fetched is not asked for again."""
    state = load_state(home.root)
    stale = [
        issue for issue in issues_of(home, due) if state.of(issue.name).sources != file_hash(home, issue)
    ]
    if not stale:
        return []
    report = acquire(home, stale, client, jobs=choices.jobs or AT_ONCE, progress=choices.progress)
    _count(notes, report)
    notes.findings.extend(report.findings)
    for issue in stale:
        if not _lacks(home, issue):
            state = state.having(replace(state.of(issue.name), sources=file_hash(home, issue)))
    save_state(home.root, state)
    return [_line(report)]


def _lacks(home: Home, issue: Issue) -> bool:
    """Tell whether a page of an issue is not in its archive; pictures that cannot be had are told in the book."""
    archive = open_archive(archive_path(home, issue))
    visits = [archive.find(entry.url) for entry in issue.entries if entry.url]
    return any(visit is None or not visit.is_answer for visit in visits)


def _look_back(
    home: Home, due: Sequence[Due], client: Client, choices: RunChoices, notes: Notes
) -> list[str]:
    """Ask the issue before for changes on its sites, once for each that is due."""
    told = []
    for each in due:
        state = load_state(home.root)
        progress = state.of(each.name)
        before = [
            issue for issue in home.issues if issue.key < each.key and book_of(home, issue.key).is_file()
        ]
        if progress.looked_back or not before or not any(entry.url for entry in before[-1].entries):
            continue
        report = acquire(
            home, before[-1:], client, refetch=True, jobs=choices.jobs or AT_ONCE, progress=choices.progress
        )
        gone, unseen = _changes(before[-1], report)
        notes.changes.extend(gone)
        notes.findings.extend(unseen)
        notes.fetched += report.fetched
        save_state(home.root, state.having(replace(progress, looked_back=not unseen)))
        told.append(f"{before[-1].name}: {_line(report)}")
    return told


def _changes(issue: Issue, report: AcquireReport) -> tuple[list[Finding], list[Finding]]:
    """Tell pages that the sites have taken away, and pages that could not be looked at: the archive has them."""
    pages = {entry.url for entry in issue.entries}
    told = [finding for finding in report.findings if finding.where in pages and finding.severity == "error"]
    gone = [
        find("RUN-004", finding.where, issue=issue.name, why=finding.what)
        for finding in told
        if finding.code in GONE
    ]
    return gone, [replace(finding, severity="note") for finding in told if finding.code not in GONE]


def _count(notes: Notes, report: AcquireReport) -> None:
    notes.fetched += report.fetched
    notes.unfetched += report.failed


def _line(report: AcquireReport) -> str:
    return (
        f"{report.fetched} fetched, {report.unchanged} unchanged, {report.kept} kept, {report.failed} failed"
    )


def file_hash(home: Home, issue: Issue) -> str:
    """Hash an issue's file."""
    return hash_file(home.folder(issue) / "issue.yaml")
