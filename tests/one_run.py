"""One run in a process of its own, for tests that kill it, start two, or take its disk away.

python one_run.py HOME MOMENT [MOST_BYTES_A_FILE]
"""

from __future__ import annotations

import resource
import sys
from pathlib import Path

from month import choices_at
from web import Waits

from pipeline.errors import PressworkError
from pipeline.run.month import run_month


def main(words: list[str]) -> int:
    """Run, and say so at the beginning."""
    if len(words) > 2:
        limit = int(words[2])
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    choices = choices_at(words[1], Waits())
    print("go", flush=True)
    try:
        report = run_month(Path(words[0]), choices)
    except (PressworkError, OSError) as error:
        print(error, flush=True)
        return 4
    print(report.line, flush=True)
    return report.code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
