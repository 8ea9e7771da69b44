"""`presswork status`: the last runs, the next due date, what waits for a person."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's own arguments: there are none."""
    del parser


def run(args: argparse.Namespace) -> int:
    """Show where the home stands."""
    from pipeline.cli.shared import home_root, reporter_of
    from pipeline.run.status import status_of

    reporter = reporter_of(args)
    status = status_of(home_root(args), datetime.now(UTC))
    if args.json:
        reporter.results(status)
    else:
        for line in status.lines():
            reporter.result(line)
    return 0
