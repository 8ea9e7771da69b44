"""`presswork verify`: the proof that what is in dist/ is what the sources build, byte for byte."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's own arguments."""
    parser.add_argument(
        "targets",
        nargs="*",
        metavar="TARGET|FILE.epub",
        help="2021/08, 2021, latest, or a copy of a book from anywhere; none: everything in dist/",
    )


def run(args: argparse.Namespace) -> int:
    """Build anew, compare, and say which articles differ; 1 when any does."""
    from pipeline.build.idle import source_date_epoch
    from pipeline.build.values import Choices
    from pipeline.cli.shared import home_root, reporter_of
    from pipeline.config.load import load_home
    from pipeline.library.proof import copies_of, prove, wanted_copies

    reporter = reporter_of(args)
    home = load_home(home_root(args))
    copies = copies_of([Path(text) for text in args.targets if text.endswith(".epub")], home)
    targets = [text for text in args.targets if not text.endswith(".epub")]
    choices = Choices(
        executor=args.executor, jobs=args.jobs, epoch=source_date_epoch(), progress=reporter.progress
    )
    report = prove(home, wanted_copies(home, targets, copies), choices, copies)
    reporter.findings(report.findings)
    if args.json:
        reporter.results(report)
    for proof in () if args.json else report.files:
        place = copies.get(Path(proof.file).name, f"dist/{proof.file}")
        reporter.result(f"{place}: {'genuine' if proof.is_genuine else 'differs'}  {proof.sha256}".rstrip())
    genuine = sum(proof.is_genuine for proof in report.files)
    reporter.say(f"{genuine} of {len(report.files)} books are what the sources build")
    return int(any(finding.severity == "error" for finding in report.findings))
