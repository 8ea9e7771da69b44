"""`presswork bag`: a year for a library's store, as a BagIt bag."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from pipeline.counted import counted


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's own arguments."""
    parser.add_argument("year", metavar="YEAR", help="the year, such as 2021")
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help="the bag's folder (default: dist/bags/KEY-YEAR)"
    )


def run(args: argparse.Namespace) -> int:
    """Make the bag and return the exit code."""
    from pipeline.cli.shared import home_root, reporter_of
    from pipeline.config.load import load_home
    from pipeline.errors import UsageError
    from pipeline.library.bag import make_bag
    from pipeline.report import exit_code

    reporter = reporter_of(args)
    if not re.fullmatch(r"[1-9][0-9]{3}", args.year):
        raise UsageError(f"{args.year!r} is not a year; write one like 2021")
    report = make_bag(load_home(home_root(args)), int(args.year), args.out)
    reporter.findings(report.findings)
    if args.json:
        reporter.results(report)
    else:
        reporter.result(report.place)
    reporter.say(
        f"{counted(report.files, 'file')}, {report.size_bytes / 1_000_000:.1f} MB, sha256 and sha512 of each"
    )
    return exit_code(report.findings, args.fail_on)
