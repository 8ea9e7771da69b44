"""`presswork approve`: a reviewed issue → let out, with its volume, shelf and mails."""

from __future__ import annotations

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's own arguments."""
    parser.add_argument(
        "names", nargs="+", metavar="ISSUE", help="2021/08 (or 2021, a volume) as status names it"
    )


def run(args: argparse.Namespace) -> int:
    """Note the approval and make what it lets go on."""
    from pipeline.cli.run import choices_of, tell_report
    from pipeline.cli.shared import home_root, reporter_of
    from pipeline.report import exit_code
    from pipeline.run.approve import approve
    from pipeline.run.lock import only_run
    from pipeline.run.month import run_month

    reporter = reporter_of(args)
    root = home_root(args)
    choices = choices_of(args, reporter)
    with only_run(root, "approve", choices.moment):
        let_out = approve(root, args.names, choices.moment)
    reporter.say(f"approved: {', '.join(each.name for each in let_out)}")
    report = run_month(root, choices, named=[each.name for each in let_out])
    tell_report(report, reporter, args)
    return report.code or exit_code(report.findings, args.fail_on)
