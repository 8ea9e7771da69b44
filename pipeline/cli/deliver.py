"""`presswork deliver`: published books → the subscribers who have them not yet, and the places copies go to."""

from __future__ import annotations

import argparse
from pathlib import Path

from pipeline.counted import counted


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's own arguments."""
    parser.add_argument(
        "targets", nargs="*", metavar="TARGET", help="2021/08, 2021 (a volume); none: the newest issue"
    )
    parser.add_argument("--group", action="append", default=[], metavar="NAME", help="only this group")
    parser.add_argument(
        "--again", action="append", default=[], metavar="ADDRESS", help="send it to this subscriber once more"
    )
    parser.add_argument(
        "--bounces", type=Path, metavar="MAILBOX", help="first note what came back (Maildir, mbox, .eml)"
    )


def run(args: argparse.Namespace) -> int:
    """Deliver and return the exit code."""
    from pipeline.cli.run import choices_of
    from pipeline.cli.shared import home_root, reporter_of
    from pipeline.report import exit_code
    from pipeline.run.delivery import Wish, deliver_named

    reporter = reporter_of(args)
    wish = Wish(tuple(args.targets), tuple(args.group), tuple(args.again), args.bounces)
    notes = deliver_named(home_root(args), wish, choices_of(args, reporter))
    reporter.findings(notes.findings)
    reporter.log_line("deliver", notes.delivered)
    done = notes.delivered
    if args.json:
        reporter.results(done)
    else:
        reporter.result(
            f"{done.sent} sent, {done.before} had it before, {done.failed} not delivered, "
            f"{counted(done.copied, 'file')} copied"
        )
    return exit_code(notes.findings, args.fail_on)
