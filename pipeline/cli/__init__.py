"""Command line → one verb's run → an exit code; the only place that exits."""

from __future__ import annotations

import _thread
import atexit
import os
import signal
import sys
import threading
from types import FrameType


DRAWS = "pipeline.render.cover.typecase"  # HarfBuzz calls back into it
AGAIN_S = 0.01


def run() -> None:
    """Run the command named on the command line and exit."""
    from pipeline.cli.main import main

    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, interrupt)
    _leave(main())


def interrupt(_number: int, frame: FrameType | None) -> None:
    """Interrupt as Python does, but not while a letter is drawn: C code that calls back would swallow the interrupt,
    and the letter would lack a stroke. It comes again a moment later."""
    at = frame
    while at is not None:
        if at.f_globals.get("__name__") == DRAWS:
            again = threading.Timer(AGAIN_S, _thread.interrupt_main)
            again.daemon = True
            again.start()
            return
        at = at.f_back
    raise KeyboardInterrupt


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
