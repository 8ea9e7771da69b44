"""An executor of one's own for --executor module:factory."""

from __future__ import annotations

from concurrent.futures import Executor, ThreadPoolExecutor


def inline() -> Executor:
    """Make an executor."""
    return ThreadPoolExecutor(1)
