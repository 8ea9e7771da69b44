"""`presswork cover`: preview a book's cover in any theme, without building the book."""

from __future__ import annotations

import argparse
from pathlib import Path

from pipeline.errors import UsageError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's own arguments."""
    parser.add_argument("target", metavar="TARGET", help="2021/08, 2021 (a volume) or latest")
    parser.add_argument(
        "--theme", action="append", metavar="T", help="a file of styles/covers, or all; may be given twice"
    )
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help="where to put it (default: .presswork/covers)"
    )


def run(args: argparse.Namespace) -> int:
    """Draw the covers asked for and print where they lie."""
    from pipeline.build.covers import cover_styles
    from pipeline.build.preview import preview_covers
    from pipeline.build.wanted import wanted_of
    from pipeline.cli.shared import home_root, reporter_of
    from pipeline.config.load import load_home
    from pipeline.report import exit_code

    reporter = reporter_of(args)
    home = load_home(home_root(args))
    themes = (
        cover_styles(home.root) if "all" in (args.theme or ()) else tuple(dict.fromkeys(args.theme or ()))
    )
    out = args.out or home.root / ".presswork" / "covers"
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"--out {out}: {error.strerror}; name a folder that can be made") from error
    wanted = wanted_of(home, [args.target], None)
    made, findings = preview_covers(home, wanted, themes, out, executor=args.executor, jobs=args.jobs)
    reporter.findings(findings)
    if args.json:
        reporter.results({"covers": made, "findings": findings})
    else:
        for each in made:
            reporter.result(each)
    return exit_code(findings, args.fail_on)
