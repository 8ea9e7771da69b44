"""`presswork collect`: the articles that outlets' feeds, sitemaps and list pages have for an issue's days."""

from __future__ import annotations

import argparse
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from pipeline.build.collecting import Collected
    from pipeline.collect.values import Choice
    from pipeline.report import Reporter


WIDEST_TITLE = 44  # columns; a Chinese letter takes two
EXIT_FETCH = 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's own arguments."""
    parser.add_argument("issue", nargs="?", metavar="ISSUE", help="2021/08; none: the newest, or --month's")
    parser.add_argument("--month", metavar="YYYY-MM", help="take the articles of this month")
    parser.add_argument("--accept", action="store_true", help="write what is proposed into the issue file")


def run(args: argparse.Namespace) -> int:
    """Propose articles, and write them into the issue when they are accepted."""
    from pipeline.build.acquire import new_client
    from pipeline.build.collecting import collect, open_desk
    from pipeline.cli.shared import home_root, reporter_of
    from pipeline.report import exit_code

    reporter = reporter_of(args)
    desk = open_desk(home_root(args), args.issue, args.month)
    with new_client(desk.home) as client:
        outcome = collect(desk, client, month=args.month, accept=args.accept, progress=reporter.progress)
    reporter.findings(outcome.findings)
    _show(outcome, reporter, args)
    return exit_code(outcome.findings, args.fail_on) if outcome.answered else EXIT_FETCH


def _plain(outcome: Collected) -> dict[str, object]:
    """Return what was found as a program reads it."""
    return {
        "issue": outcome.desk.name,
        "file": str(outcome.desk.path),
        "days": [outcome.days.first, outcome.days.last],
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
            for choice in outcome.choices
        ],
        "added": outcome.added,
        "findings": outcome.findings,
    }


def _show(outcome: Collected, reporter: Reporter, args: argparse.Namespace) -> None:
    if args.json:
        reporter.results(_plain(outcome))
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
    elif days := sorted(choice.day for choice in outcome.choices if choice.day):
        reporter.say(
            f"what the outlets list is of {days[0]} to {days[-1]} (-v shows it); --month names other days"
        )


def _is_near(choice: Choice, outcome: Collected) -> bool:
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
