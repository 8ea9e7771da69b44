"""A home and the time → what a run would change, article by article; nothing is written but the store."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.archive import open_archive
from pipeline.build import inputs
from pipeline.build.archives import archive_path
from pipeline.build.books import BookPlan, make_book, plan_issue
from pipeline.build.collecting import collect
from pipeline.build.gather import gather
from pipeline.build.workshop import Workshop
from pipeline.config import Home, load_home
from pipeline.config.desk import open_issue
from pipeline.config.subscribers import load_subscribers
from pipeline.counted import counted
from pipeline.deliver.post import wants
from pipeline.deliver.records import FINAL, Records
from pipeline.findings import Finding
from pipeline.model import Issue, Section
from pipeline.run.delivering import letterhead_of
from pipeline.run.due import Due
from pipeline.run.gathering import book_of, issues_of
from pipeline.run.month import what_is_due
from pipeline.run.state import load_state
from pipeline.run.values import RunChoices
from pipeline.store import open_store


@dataclass(frozen=True, slots=True)
class Change:
    """What would become of one article."""

    issue: str
    change: str  # add, fetch, new, changed, gone, same, missing
    title: str
    where: str


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What a run would do."""

    due: tuple[str, ...]
    changes: tuple[Change, ...]
    mails: int  # to subscribers, of what is on the shelf now
    findings: tuple[Finding, ...]

    def lines(self) -> Iterator[str]:
        """Write it for a person."""
        if not self.due:
            yield "nothing is due"
        for name in self.due:
            yield f"{name} is due"
            for each in self.changes:
                if each.issue == name:
                    yield f"  {each.change:<8} {each.title}  {each.where}"
        yield f"{counted(self.mails, 'mail')} would go out for what is published already"


def rehearse(root: Path, choices: RunChoices) -> Rehearsal:
    """Find out what a run would change."""
    home = load_home(root)
    due = what_is_due(home, choices)
    changes: list[Change] = []
    findings: list[Finding] = []
    if due and any(outlet.collect for _, outlet in home.outlets):
        with choices.client(home) as client:
            for each in due:
                if load_state(root).of(each.name).collected or book_of(home, each.key).is_file():
                    continue
                desk = open_issue(root, each.year, each.number, day=None if each.is_there else each.date)
                found = collect(desk, client, progress=choices.progress)
                findings += found.findings
                changes += [
                    Change(each.name, "add", choice.candidate.title or "", choice.candidate.url)
                    for choice in found.choices
                    if choice.is_in
                ]
    for issue in issues_of(home, due):
        changes += _to_fetch(home, issue)
    changes += _articles(home, issues_of(home, due), choices)
    return Rehearsal(tuple(each.name for each in due), tuple(changes), _mails(home, due), tuple(findings))


def _to_fetch(home: Home, issue: Issue) -> Iterator[Change]:
    archive = open_archive(archive_path(home, issue))
    for entry in issue.entries:
        if entry.url is not None:
            visit = archive.find(entry.url)
            if visit is None or not visit.is_answer:
                yield Change(issue.name, "fetch", entry.title or "", entry.url)


def _articles(home: Home, issues: Sequence[Issue], choices: RunChoices) -> Iterator[Change]:
    """Draw the books apart, and compare their articles with those published."""
    shop = Workshop(home, inputs.hash_home(home.root), open_store(home.root), choices.executor, choices.jobs)
    gathered = gather(shop, issues)
    with tempfile.TemporaryDirectory(prefix="presswork-rehearsal-") as scratch:
        for issue in issues:
            plan = plan_issue(shop, issue, gathered, choices.epoch)
            drawn = Path(scratch, Path(plan.publication.file_name).name)
            make_book(shop, plan, drawn)
            yield from _compared(issue.name, plan, drawn, book_of(home, issue.key))


def _compared(name: str, plan: BookPlan, drawn: Path, published: Path) -> Iterator[Change]:
    now, before = _texts(drawn), _texts(published)
    for section in _leaves(plan.publication.sections):
        file = f"EPUB/text/{section.file}"
        if section.article is not None and section.article.missing:
            change = "missing"
        elif file not in before:
            change = "new"
        else:
            change = "same" if before[file] == now.get(file) else "changed"
        yield Change(name, change, section.title, section.file)
    for file in sorted(before.keys() - now.keys()):
        yield Change(name, "gone", "", Path(file).name)


def _leaves(sections: Sequence[Section]) -> Iterator[Section]:
    for section in sections:
        if section.kind == "article":
            yield replace(section, children=())
        yield from _leaves(section.children)


def _texts(book: Path) -> dict[str, bytes]:
    """Read the articles' files of a book; of one that is not there, none."""
    try:
        with zipfile.ZipFile(book) as archive:
            names = [name for name in archive.namelist() if name.startswith("EPUB/text/a")]
            return {name: archive.read(name) for name in names}
    except (OSError, zipfile.BadZipFile):
        return {}


def _mails(home: Home, due: Sequence[Due]) -> int:
    records = Records(home.root, home.periodical.namespace)
    books = [letterhead_of(home, each.name) for each in due if book_of(home, each.key).is_file()]
    return sum(
        wants(subscriber, book) is not None
        and ((last := records.last(book.identifier, subscriber.address)) is None or last.outcome not in FINAL)
        for book in books
        for subscriber in load_subscribers(home.root)
    )
