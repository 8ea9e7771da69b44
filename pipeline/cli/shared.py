"""Shared options → the home and the reporter that verbs work with."""

from __future__ import annotations

import argparse
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.report import Reporter


def home_root(args: argparse.Namespace) -> Path:
    """Find the periodical's home: --home, PRESSWORK_HOME, or the nearest folder upwards."""
    from pipeline.config.locate import find_home

    return find_home(Path.cwd(), args.home)


def reporter_of(args: argparse.Namespace) -> Reporter:
    """Make the reporter the shared options ask for; a log that cannot be written is told before any work."""
    if args.log is not None:
        try:
            args.log.open("a").close()
        except OSError as error:
            raise UsageError(
                f"--log {args.log}: {error.strerror}; name a file in a folder that is there and can be written to"
            ) from error
    return Reporter(quiet=args.quiet, verbose=args.verbose, as_json=args.json, log=args.log)
