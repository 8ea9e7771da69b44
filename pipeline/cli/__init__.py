"""Command line → one verb's run → an exit code; the only place that exits."""

from __future__ import annotations

import atexit
import os
import sys
import threading


def run() -> None:
    """Run the command named on the command line and exit."""
    from pipeline.cli.main import main

    _leave(main())


def _leave(code: int) -> None:
    """Exit without freeing each object, which is a twentieth of a build's time: the machine takes all back at once."""
    try:
        for stream in filter(None, (sys.stdout, sys.stderr)):  # none where it was closed before the start
            stream.flush()
    except (OSError, ValueError):  # nobody listens any more: Python's own way out tells what is to be told
        sys.exit(code)
    if threading.active_count() > 1:  # who still works is waited for
        sys.exit(code)
    atexit._run_exitfuncs()  # noqa: SLF001  # the only name there is for what os._exit leaves out
    os._exit(code)
