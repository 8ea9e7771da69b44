"""What a run is asked for and what it tells."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from pipeline.build.acquire import new_client
from pipeline.build.values import BookResult, Progress, in_silence
from pipeline.config.home import Home
from pipeline.fetch.client import Client
from pipeline.findings import Finding


@dataclass(frozen=True, slots=True)
class RunChoices:
    """How a run is to go."""

    now: datetime  # with a zone; a run has one time from its beginning to its end
    month: str | None = None
    executor: str = "auto"
    jobs: int | None = None
    epoch: str | None = None
    progress: Progress = in_silence
    client: Callable[[Home], Client] = new_client
    say: Callable[[str], None] | None = None  # hears of each book as it is done

    @property
    def moment(self) -> str:
        """Return the run's time as ISO 8601 in UTC."""
        return utc(self.now)


def utc(now: datetime) -> str:
    """Write a moment as ISO 8601 in UTC, to the second."""
    from datetime import UTC

    return now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a run: how long it took and what came of it."""

    name: str
    seconds: float
    line: str


@dataclass(frozen=True, slots=True)
class Added:
    """An article that was put into an issue."""

    issue: str
    url: str
    title: str | None
    day: str | None


@dataclass(frozen=True, slots=True)
class Sent:
    """What a delivery did, without a name of anybody."""

    sent: int = 0
    before: int = 0  # had it already
    failed: int = 0
    copied: int = 0  # files


@dataclass(frozen=True, slots=True)
class Need:
    """What a person must do: the thing, where it is, and the command to try."""

    finding: Finding
    issue: str | None
    article: str | None
    site: str | None
    saved: str | None  # where the page lies as it came
    command: str


@dataclass(frozen=True, slots=True)
class RunReport:
    """All that a run tells."""

    run: str  # its time
    title: str  # the periodical's
    version: str
    due: tuple[str, ...]
    next_due: str
    seconds: float
    code: int
    line: str
    changed: bool  # whether anything is other than before
    steps: tuple[Step, ...] = ()
    added: tuple[Added, ...] = ()
    books: tuple[BookResult, ...] = ()
    missing: tuple[Finding, ...] = ()
    changes: tuple[Finding, ...] = ()  # on the sites
    delivered: Sent = Sent()
    needs: tuple[Need, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(slots=True)
class Notes:
    """What a run has noted so far."""

    steps: list[Step] = field(default_factory=list)
    added: list[Added] = field(default_factory=list)
    books: list[BookResult] = field(default_factory=list)
    changes: list[Finding] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    delivered: Sent = Sent()
    fetched: int = 0
    unfetched: int = 0
    shelf_changed: bool = False

    @contextmanager
    def step(self, name: str) -> Iterator[list[str]]:
        """Time a step; what is put into the list is its line."""
        began = time.monotonic()
        told: list[str] = []
        yield told
        self.steps.append(Step(name, round(time.monotonic() - began, 3), "; ".join(told)))
