"""`presswork shelf`: feeds, records and pages from what is in dist/; of several homes, one catalogue."""

from __future__ import annotations

import argparse
from pathlib import Path

from pipeline.counted import counted


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's own arguments."""
    parser.add_argument(
        "homes", nargs="*", type=Path, metavar="HOME", help="homes to put on one shelf (default: this one)"
    )
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help="where the shelf stands (default: dist/ of the home, or here)"
    )
    parser.add_argument(
        "--analytics", action="store_true", help="records of every article too, as MARC 21 and MARCXML"
    )


def run(args: argparse.Namespace) -> int:
    """Make the shelf and return the exit code."""
    from pipeline.cli.shared import home_root, reporter_of
    from pipeline.config.load import load_home
    from pipeline.config.locate import find_home
    from pipeline.library.shelf import make_shelf
    from pipeline.report import exit_code

    reporter = reporter_of(args)
    roots = [find_home(Path.cwd(), home) for home in args.homes] or [home_root(args)]
    homes = [load_home(root) for root in dict.fromkeys(roots)]
    out = args.out or (Path("dist").resolve() if len(homes) > 1 else None)
    report = make_shelf(*homes, out=out, articles=args.analytics, progress=reporter.progress)
    reporter.findings(report.findings)
    reporter.log_line("shelf", report)
    if args.json:
        reporter.results(report)
    else:
        reporter.result(f"{report.root}/index.html")
    reporter.say(
        f"{counted(report.books, 'book')}; {report.written} of {report.files} files beside them are new, "
        f"{report.removed} are gone"
    )
    return exit_code(report.findings, args.fail_on)
