"""`presswork build`: issues and yearly volumes that are out of date."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.counted import counted
from pipeline.report import Reporter, exit_code


if TYPE_CHECKING:
    from pipeline.build.values import BuildReport, Choices


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's own arguments."""
    parser.add_argument(
        "targets", nargs="*", metavar="TARGET", help="2021/08, 2021 (a volume) or latest; none: all"
    )
    parser.add_argument("--month", metavar="YYYY-MM", help="the issues of a month")
    parser.add_argument("--allow-missing", action="store_true", help="publish although something is missing")


def run(args: argparse.Namespace) -> int:
    """Build what is out of date and return the exit code."""
    from pipeline.build.idle import nothing_to_do, source_date_epoch
    from pipeline.build.values import Choices
    from pipeline.cli.shared import home_root, reporter_of

    reporter = reporter_of(args)
    root = home_root(args)
    choices = Choices(
        executor=args.executor,
        jobs=args.jobs,
        allow_missing=args.allow_missing,
        epoch=source_date_epoch(),
        progress=reporter.progress,
        told=lambda result: reporter.say(
            _line(result.file, result.outcome, result.articles, result.pictures, result.size_bytes)
        ),
    )
    whole = not args.targets and not args.month
    report = (nothing_to_do(root, choices) if whole else None) or _build(root, args, choices)
    return _tell(report, reporter, args)


def _build(root: Path, args: argparse.Namespace, choices: Choices) -> BuildReport:
    from pipeline.build.executor import collector_at_rest

    with collector_at_rest():
        from pipeline.build.run import build
        from pipeline.build.wanted import wanted_of
        from pipeline.config.load import load_home

        home = load_home(root)
        return build(home, wanted_of(home, args.targets, args.month), choices)


def _line(file: str, outcome: str, articles: int, pictures: int, size_bytes: int) -> str:
    holds = f"{counted(articles, 'article')}, {counted(pictures, 'picture')}"
    return f"{file}: {outcome}, {holds}, {size_bytes / 1000:.0f} kB"


def _tell(report: BuildReport, reporter: Reporter, args: argparse.Namespace) -> int:
    reporter.findings(report.findings)
    reporter.log_line("build", report.books)
    if args.json:
        reporter.results({"books": report.books, "findings": report.findings})
    else:
        for book in report.books:
            if book.outcome != "refused":
                reporter.result(book.file)
    built = sum(book.outcome == "built" for book in report.books)
    refused = sum(book.outcome == "refused" for book in report.books)
    reporter.say(f"{built} built, {len(report.books) - built - refused} up to date, {refused} refused")
    if refused:
        return 4
    return exit_code(report.findings, args.fail_on)
