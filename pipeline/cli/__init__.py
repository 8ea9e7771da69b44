"""Command line → one verb's run → an exit code; the only place that exits."""

from __future__ import annotations

import sys


def run() -> None:
    """Run the command named on the command line and exit."""
    from pipeline.cli.main import main

    sys.exit(main())
