"""`presswork run`: the scheduled month: collect, fetch, build, check, shelf, deliver; safe to repeat."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from pipeline.report import Reporter
    from pipeline.run.values import RunChoices, RunReport


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's own arguments."""
    parser.add_argument("--month", metavar="YYYY-MM", help="the issues of a month (default: what is due)")
    parser.add_argument(
        "--dry-run", action="store_true", help="show what would change, article by article; change nothing"
    )


def run(args: argparse.Namespace) -> int:
    """Make what is due and return the exit code."""
    from pipeline.cli.shared import home_root, reporter_of
    from pipeline.report import exit_code
    from pipeline.run.month import run_month

    reporter = reporter_of(args)
    root = home_root(args)
    choices = choices_of(args, reporter)
    if args.dry_run:
        return _rehearse(args, reporter, choices)
    report = run_month(root, choices)
    tell_report(report, reporter, args)
    return report.code or exit_code(report.findings, args.fail_on)


def choices_of(args: argparse.Namespace, reporter: Reporter) -> RunChoices:
    """Return how a run is to go, as the options say."""
    from pipeline.build.idle import source_date_epoch
    from pipeline.run.values import RunChoices

    return RunChoices(
        datetime.now(UTC),
        month=getattr(args, "month", None),
        executor=args.executor,
        jobs=args.jobs,
        epoch=source_date_epoch(),
        progress=reporter.progress,
        say=reporter.say,
    )


def tell_report(report: RunReport, reporter: Reporter, args: argparse.Namespace) -> None:
    """Tell how it went: findings on stderr, one line on stdout."""
    reporter.findings(report.findings)
    reporter.log_line("run", report)
    if args.json:
        reporter.results(report)
        return
    if reporter.quiet and not report.changed and not report.code:
        return  # a scheduler mails what it hears
    for need in report.needs:
        reporter.say(f"→ {need.command}")
    reporter.result(f"{report.line}; next due {report.next_due}")


def _rehearse(args: argparse.Namespace, reporter: Reporter, choices: RunChoices) -> int:
    from pipeline.cli.shared import home_root
    from pipeline.report import exit_code
    from pipeline.run.rehearse import rehearse

    rehearsal = rehearse(home_root(args), choices)
    reporter.findings(rehearsal.findings)
    if args.json:
        reporter.results(rehearsal)
    else:
        for line in rehearsal.lines():
            reporter.result(line)
    return exit_code(rehearsal.findings, args.fail_on)
