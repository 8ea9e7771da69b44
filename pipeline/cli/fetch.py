"""`presswork fetch`: the pages and pictures that issues name → the archive."""

from __future__ import annotations

import argparse

from pipeline.errors import FetchError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's own arguments."""
    parser.add_argument(
        "targets", nargs="*", metavar="TARGET", help="2021/08, 2021 or latest; none: all issues"
    )
    parser.add_argument(
        "--refetch",
        action="store_true",
        help="ask again for what is there; changes are added",
    )


def run(args: argparse.Namespace) -> int:
    """Fill the archive and return the exit code."""
    from pipeline.build.acquire import acquire, new_client
    from pipeline.build.wanted import wanted_of
    from pipeline.cli.shared import home_root, reporter_of
    from pipeline.config import load_home
    from pipeline.report import exit_code

    reporter = reporter_of(args)
    home = load_home(home_root(args))
    wanted = wanted_of(home, args.targets, None)
    issues = [issue for issue in home.issues if wanted.needs(issue)]
    with new_client(home) as client:
        report = acquire(
            home, issues, client, refetch=args.refetch, jobs=args.jobs or 4, progress=reporter.progress
        )
    reporter.findings(report.findings)
    reporter.log_line("fetch", report)
    if args.json:
        reporter.results(report)
    reporter.say(
        f"{report.fetched} fetched, {report.unchanged} unchanged, {report.kept} kept from before, "
        f"{report.failed} failed"
    )
    if report.failed and not (report.fetched or report.unchanged or report.kept):
        raise FetchError("nothing could be fetched; what stands above says why")
    return exit_code(report.findings, args.fail_on)
