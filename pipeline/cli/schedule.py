"""`presswork schedule`: what systemd, cron or GitHub Actions needs to make the month."""

from __future__ import annotations

import argparse
from pathlib import Path


KINDS = ("systemd", "cron", "github")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's own arguments."""
    parser.add_argument("kind", choices=KINDS, help="whose scheduler")
    parser.add_argument("--at", default="06:00", metavar="HH:MM", help="time of day in the home's zone")
    parser.add_argument("--out", type=Path, metavar="DIR", help="write files there (default: print them)")


def run(args: argparse.Namespace) -> int:
    """Print or write what the scheduler needs."""
    from pipeline.cli.shared import home_root, reporter_of
    from pipeline.config import load_home
    from pipeline.schedule.files import files_of, text_of
    from pipeline.schedule.values import plan_of
    from pipeline.store import write_whole

    reporter = reporter_of(args)
    plan = plan_of(load_home(home_root(args)), args.at)
    if args.out is None:
        reporter.result(text_of(args.kind, plan).rstrip("\n"))
        return 0
    for name, text in files_of(args.kind, plan).items():
        write_whole(args.out / name, text.encode())
        reporter.result(str(args.out / name))
    return 0
