"""An issue and the outlets of its home → the articles proposed for its days, written into its file when accepted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.archive import open_archive, page_of
from pipeline.build.archives import archive_path
from pipeline.build.keep import keep
from pipeline.build.values import Progress
from pipeline.collect.known import Saved, known_articles
from pipeline.collect.period import Window, window_of, zone_of
from pipeline.collect.propose import Wanted, propose
from pipeline.collect.values import Choice, Known, Proposal
from pipeline.config import issues_of_month, load_home, parse_issue_name
from pipeline.config.desk import Desk, open_issue
from pipeline.config.edit import Addition
from pipeline.config.following import next_number
from pipeline.config.home import Home
from pipeline.errors import UsageError
from pipeline.fetch.client import Client
from pipeline.fetch.values import Fetched, Outcome
from pipeline.findings import Finding, find
from pipeline.model import Entry, Issue, Page, Snapshot
from pipeline.read import outlet_for
from pipeline.store import write_whole


ADDRESS = re.compile(r"https?://[^\s\"'<>]+")
LATEST = "latest"


@dataclass(frozen=True, slots=True)
class Collected:
    """What a run found and did."""

    desk: Desk
    days: Window
    choices: tuple[Choice, ...]
    added: tuple[str, ...]  # addresses written into the issue's file
    findings: tuple[Finding, ...]
    answered: int  # outlets; none: the collecting failed
    unread: tuple[str, ...] = ()  # the keys of those that did not answer


def open_desk(root: Path, name: str | None = None, month: str | None = None) -> Desk:
    """Open the issue that is named, else the one of a month, else the newest; a new one is dated by the month."""
    if month is not None:
        issues_of_month((), month)  # says what is no month
    if name is not None and name.strip() != LATEST:
        year, number = parse_issue_name(name)
    else:
        year, number = _unnamed(load_home(root).issues, month if name is None else None)
    desk = open_issue(root, year, number)
    is_dated = desk.text is not None or month is None
    return desk if is_dated else open_issue(root, year, number, day=month)


def collect(
    desk: Desk,
    client: Client,
    *,
    month: str | None = None,
    accept: bool = False,
    progress: Progress | None = None,
) -> Collected:
    """Propose the articles of an issue's days, or of a month's; write them into its file when they are accepted."""
    window = window_of(month or desk.issue.date, desk.home.periodical.frequency)
    brought: dict[str, Outcome] = {}

    def get(url: str) -> Snapshot | Finding:
        brought[url] = outcome = client.get(url, kind="feed")
        return outcome.snapshot if isinstance(outcome, Fetched) else outcome.finding

    outlets = [outlet for _, outlet in desk.home.outlets if outlet.collect is not None]
    if not outlets:
        raise UsageError(
            "no outlet says where its articles are listed; write `collect: {feed: https://…}` "
            "into its file under sources/outlets/"
        )
    wanted = Wanted(window, zone_of(desk.home.periodical), tuple(_known(desk)), _taken(desk))
    proposal = propose(outlets, wanted, get, progress)
    added = _accept(desk, proposal) if accept else ()
    if accept and (added or desk.text is not None):  # there is an issue that they belong to
        archive = open_archive(archive_path(desk.home, desk.issue))
        for url in sorted(brought):
            keep(archive, brought[url], "feed", f"the articles of {window} are looked for here")
    told = sorted((finding for outcome in brought.values() for finding in outcome.findings), key=str)
    findings = (*told, *proposal.findings, *guessed_date(desk, added))
    return Collected(desk, window, proposal.choices, added, findings, proposal.answered, proposal.unread)


def _unnamed(issues: tuple[Issue, ...], month: str | None) -> tuple[int, int]:
    """Return year and number of the issue that is meant: a month's, the one after the last, or the newest."""
    if month is None:
        if not issues:
            raise UsageError(
                "there are no issues yet; name the one to begin, like `presswork collect 2021/01`"
            )
        return issues[-1].year, issues[-1].number
    of_month = issues_of_month(issues, month)
    if len(of_month) > 1:
        names = ", ".join(f"{issue.year}/{issue.number:02d}" for issue in of_month)
        raise UsageError(f"--month {month} has the issues {names}; name one of them")
    if of_month:
        return of_month[0].year, of_month[0].number
    return int(month[:4]), next_number(issues, int(month[:4]))


def _known(desk: Desk) -> Iterator[Known]:
    """Yield what the issues have, and what an editor has put behind a # in this one: it is not wanted."""
    home = desk.home
    for issue in home.issues:
        yield from known_articles([(issue, home.folder(issue))], _saved(home, issue))
    for line in (desk.text or "").splitlines():
        _, _, comment = line.partition("#")
        for match in ADDRESS.finditer(comment):
            yield Known(f"a comment of {desk.name}", match[0])


def _saved(home: Home, issue: Issue) -> Saved | None:
    """Return how pages come out of an issue's archive, where it has one."""
    path = archive_path(home, issue)
    if not path.is_file():
        return None
    archive = open_archive(path)

    def saved(url: str) -> Page | None:
        snapshot = archive.latest(url)
        return page_of(snapshot) if snapshot is not None and snapshot.status < 300 else None

    return saved


def _taken(desk: Desk) -> Counter[str]:
    """Count the articles the issue has of each outlet: they count against its limit."""
    outlets = dict(desk.home.outlets)
    keys = (
        entry.outlet or getattr(outlet_for(entry.url, outlets), "key", "") for entry in desk.issue.entries
    )
    return Counter(keys)


def _accept(desk: Desk, proposal: Proposal) -> tuple[str, ...]:
    """Write what is proposed into the issue's file, each with its day and title in a comment."""
    additions = [
        Addition(
            Entry(url=choice.candidate.url, outlet=choice.candidate.outlet),
            f"{choice.day} {choice.candidate.title or ''}",
        )
        for choice in proposal.chosen
    ]
    if additions:
        try:
            write_whole(desk.path, desk.with_entries(additions))
        except OSError as error:
            raise UsageError(f"{desk.path} cannot be written: {error.strerror}") from error
    return tuple(choice.candidate.url for choice in proposal.chosen)


def guessed_date(desk: Desk, added: Sequence[object]) -> Iterator[Finding]:
    """Tell of a date that nothing told."""
    if added and desk.is_date_guessed:
        yield find("COL-011", str(desk.path), date=desk.issue.date)
