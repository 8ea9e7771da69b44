"""`presswork collect`: the articles that outlets' feeds, sitemaps and list pages have for an issue's days."""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import UsageError


if TYPE_CHECKING:
    from pipeline.collect.known import Saved
    from pipeline.collect.period import Window
    from pipeline.collect.values import Choice, Get, Known, Proposal
    from pipeline.config.desk import Desk
    from pipeline.config.home import Home
    from pipeline.findings import Finding
    from pipeline.model import Issue, Page, Snapshot
    from pipeline.report import Reporter


WIDEST_TITLE = 44  # columns; a Chinese letter takes two
ADDRESS = re.compile(r"https?://[^\s\"'<>]+")
EXIT_FETCH = 3
LATEST = "latest"


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What a run found and did."""

    desk: Desk
    days: Window
    choices: tuple[Choice, ...]
    added: tuple[str, ...]
    findings: tuple[Finding, ...]

    def plain(self) -> dict[str, object]:
        """Return it as a program reads it."""
        return {
            "issue": self.desk.name,
            "file": str(self.desk.path),
            "days": [self.days.first, self.days.last],
            "candidates": [
                {
                    "date": choice.day,
                    "published": choice.candidate.date,
                    "outlet": choice.candidate.outlet,
                    "title": choice.candidate.title,
                    "url": choice.candidate.url,
                    "in": choice.is_in,
                    "why": choice.why,
                }
                for choice in self.choices
            ],
            "added": self.added,
            "findings": self.findings,
        }


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's own arguments."""
    parser.add_argument("issue", nargs="?", metavar="ISSUE", help="2021/08; none: the newest, or --month's")
    parser.add_argument("--month", metavar="YYYY-MM", help="take the articles of this month")
    parser.add_argument("--accept", action="store_true", help="write what is proposed into the issue file")


def run(args: argparse.Namespace) -> int:
    """Propose articles, and write them into the issue when they are accepted."""
    from pipeline.cli.shared import home_root, reporter_of
    from pipeline.collect.period import window_of
    from pipeline.report import exit_code

    reporter = reporter_of(args)
    desk = _desk(home_root(args), args)
    window = window_of(args.month or desk.issue.date, desk.home.periodical.frequency)
    told: list[Finding] = []
    with _getter(desk.home, told) as get:
        proposal = _proposal(desk, window, get, reporter)
    added = _accept(desk, proposal) if args.accept else ()
    findings = (*sorted(told, key=str), *proposal.findings, *_guessed(desk, added))
    reporter.findings(findings)
    outcome = _Outcome(desk, window, proposal.choices, added, findings)
    _show(outcome, reporter, args)
    return exit_code(findings, args.fail_on) if proposal.answered else EXIT_FETCH


# --- the issue and its days -----------------------------------------------------------------------------------


def _desk(root: Path, args: argparse.Namespace) -> Desk:
    """Open the issue that is named, else the one of a month, else the newest; a new one is dated by the month."""
    from pipeline.config import issues_of_month, load_home, parse_issue_name
    from pipeline.config.desk import open_issue

    if args.month is not None:
        issues_of_month((), args.month)  # says what is no month
    if args.issue is not None and args.issue.strip() != LATEST:
        year, number = parse_issue_name(args.issue)
    else:
        year, number = _unnamed(load_home(root).issues, args.month if args.issue is None else None)
    desk = open_issue(root, year, number)
    is_dated = desk.text is not None or args.month is None
    return desk if is_dated else open_issue(root, year, number, day=args.month)


def _unnamed(issues: tuple[Issue, ...], month: str | None) -> tuple[int, int]:
    """Return year and number of the issue that is meant: a month's, the one after the last, or the newest."""
    from pipeline.config import issues_of_month
    from pipeline.config.following import next_number

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


def _proposal(desk: Desk, window: Window, get: Get, reporter: Reporter) -> Proposal:
    from pipeline.collect.period import zone_of
    from pipeline.collect.propose import Wanted, propose

    outlets = [outlet for _, outlet in desk.home.outlets if outlet.collect is not None]
    if not outlets:
        raise UsageError(
            "no outlet says where its articles are listed; write `collect: {feed: https://…}` "
            "into its file under sources/outlets/"
        )
    wanted = Wanted(window, zone_of(desk.home.periodical), tuple(_known(desk)), _taken(desk))
    return propose(outlets, wanted, get, reporter.progress)


def _known(desk: Desk) -> Iterator[Known]:
    """Yield what the issues have, and what an editor has put behind a # in this one: it is not wanted."""
    from pipeline.collect.known import known_articles
    from pipeline.collect.values import Known

    home = desk.home
    for issue in home.issues:
        yield from known_articles([(issue, home.folder(issue))], _saved(home, issue))
    for line in (desk.text or "").splitlines():
        _, _, comment = line.partition("#")
        for match in ADDRESS.finditer(comment):
            yield Known(f"a comment of {desk.name}", match[0])


def _saved(home: Home, issue: Issue) -> Saved | None:
    """Return how pages come out of an issue's archive, where it has one."""
    from pipeline.archive import open_archive, page_of
    from pipeline.build.archives import archive_path

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
    from pipeline.read import outlet_for

    outlets = dict(desk.home.outlets)
    keys = (
        entry.outlet or getattr(outlet_for(entry.url, outlets), "key", "") for entry in desk.issue.entries
    )
    return Counter(keys)


@contextmanager
def _getter(home: Home, told: list[Finding]) -> Iterator[Get]:
    """Open the client that asks the outlets; what it has to tell of an answer is noted."""
    from pipeline.cli.shared import new_client
    from pipeline.fetch.values import Fetched

    with new_client(home) as client:

        def get(url: str) -> Snapshot | Finding:
            outcome = client.get(url, kind="feed", reason="collect")
            if not isinstance(outcome, Fetched):
                return outcome
            told.extend(outcome.findings)
            return outcome.snapshot

        yield get


# --- what becomes of it ---------------------------------------------------------------------------------------


def _accept(desk: Desk, proposal: Proposal) -> tuple[str, ...]:
    """Write what is proposed into the issue's file, each with its day and title in a comment."""
    from pipeline.config.edit import Addition
    from pipeline.model import Entry
    from pipeline.store import write_whole

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


def _guessed(desk: Desk, added: tuple[str, ...]) -> Iterator[Finding]:
    from pipeline.findings import find

    if added and desk.is_date_guessed:
        yield find("COL-011", str(desk.path), date=desk.issue.date)


def _show(outcome: _Outcome, reporter: Reporter, args: argparse.Namespace) -> None:
    if args.json:
        reporter.results(outcome.plain())
    else:
        for line in _table(
            [choice for choice in outcome.choices if args.verbose or _is_near(choice, outcome)]
        ):
            reporter.result(line)
    chosen = sum(choice.is_in for choice in outcome.choices)
    reporter.say(f"{outcome.desk.name}, {outcome.days}: {chosen} of {len(outcome.choices)} articles proposed")
    if outcome.added:
        reporter.say(f"written into {outcome.desk.path}")
    elif chosen:
        reporter.say("nothing was written; --accept writes them into the issue file")


def _is_near(choice: Choice, outcome: _Outcome) -> bool:
    """Tell whether a line is worth showing without -v: what lies outside the issue's days is not."""
    return choice.is_in or (choice.day is not None and outcome.days.has(choice.day))


def _table(choices: list[Choice]) -> Iterator[str]:
    rows = [
        (
            "in" if choice.is_in else "out",
            choice.day or "no date",
            choice.candidate.outlet,
            _cut(choice.candidate.title or "(no title)"),
            choice.candidate.url,
            choice.why,
        )
        for choice in choices
    ]
    widths = [max((_width(row[at]) for row in rows), default=0) for at in range(4)]
    for row in rows:
        cells = [text + " " * (width - _width(text)) for text, width in zip(row, widths, strict=False)]
        yield "  ".join([*cells, *row[4:]])


def _width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(unicodedata.combining(char) != 0 for char in text)


def _cut(title: str) -> str:
    if _width(title) <= WIDEST_TITLE:
        return title
    while _width(title) > WIDEST_TITLE - 1:
        title = title[:-1]
    return f"{title}…"
