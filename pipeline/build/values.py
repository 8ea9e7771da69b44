"""What a build is asked for and what it answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pipeline.findings import Finding


if TYPE_CHECKING:
    from pipeline.build.books import BookPlan
    from pipeline.build.workshop import Workshop

Progress = Callable[[int, int, str], None]
Outcome = Literal["built", "unchanged", "refused", "waiting"]
# A plan and its place on the shelf → what became of the book, and why: what judges a book before it is let out.
Gate = Callable[["Workshop", "BookPlan", Path], tuple[Outcome, tuple[Finding, ...]]]


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
    gate: Gate | None = None  # None: a book without errors is published
