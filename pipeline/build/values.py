"""What a build is asked for and what it answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from pipeline.findings import Finding


Progress = Callable[[int, int, str], None]
Outcome = Literal["built", "unchanged", "refused"]


def in_silence(done: int, total: int, what: str) -> None:
    """Show no progress."""
    del done, total, what


@dataclass(frozen=True, slots=True)
class BookResult:
    """What became of one book."""

    file: str  # relative to the home
    outcome: Outcome
    title: str
    articles: int
    pictures: int
    size_bytes: int


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did."""

    books: tuple[BookResult, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """How a build is to run."""

    executor: str = "auto"
    jobs: int | None = None
    allow_missing: bool = False
    epoch: str | None = None  # SOURCE_DATE_EPOCH as YYYY-MM-DDThh:mm:ssZ
    progress: Progress = in_silence
    told: Callable[[BookResult], None] | None = None  # hears of each book as it is done
