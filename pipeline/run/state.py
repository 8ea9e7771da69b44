"""What runs have done for the issues that are due → `.presswork/run.json`, and back; lost, it is found out again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.store import keep, read_kept


MOST_RUNS = 50


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an issue has come."""

    issue: str  # 2021/08
    collected: bool = False  # every outlet that lists its articles has answered
    unread: tuple[str, ...] = ()  # outlets that have not
    looked_back: bool = False  # the issue before was asked for again
    sources: str = ""  # the hash of its file when all of it had been fetched
    done: bool = False  # out, and nobody waits for it


@dataclass(frozen=True, slots=True)
class Past:
    """A run in one line."""

    at: str
    took_s: float
    code: int
    line: str
    needs: int = 0


@dataclass(frozen=True, slots=True)
class State:
    """Where runs stand."""

    issues: tuple[Progress, ...] = ()
    runs: tuple[Past, ...] = ()  # oldest first
    last_good: str | None = None
    told: str = ""  # the digest of what the editor was told last

    def unfinished(self) -> tuple[str, ...]:
        """Return the issues that runs have begun and not brought to their end."""
        return tuple(each.issue for each in self.issues if not each.done)

    def of(self, issue: str) -> Progress:
        """Return how far an issue has come."""
        return next((each for each in self.issues if each.issue == issue), Progress(issue))

    def having(self, progress: Progress) -> State:
        """Return the state with an issue's progress renewed."""
        kept = {each.issue: each for each in self.issues} | {progress.issue: progress}
        return replace(self, issues=tuple(kept[name] for name in sorted(kept)))

    def after(self, run: Past, *, is_good: bool, told: str) -> State:
        """Return the state with one run more."""
        good = run.at if is_good else self.last_good
        return replace(self, runs=(*self.runs, run)[-MOST_RUNS:], last_good=good, told=told)


def load_state(home: Path) -> State:
    """Read the state; a lost or damaged one is an empty one."""
    return read_kept(_place(home), State, State())


def save_state(home: Path, state: State) -> None:
    """Write the state."""
    keep(_place(home), state)


def _place(home: Path) -> Path:
    return home / ".presswork" / "run.json"
