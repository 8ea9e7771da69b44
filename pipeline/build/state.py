"""What the last build made → `.presswork/build.json`, and back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.findings import Finding
from pipeline.store import keep, read_kept


@dataclass(frozen=True, slots=True)
class Made:
    """One book on the shelf: what it was made of and the bytes it has."""

    file: str  # relative to dist/
    key: str
    sha256: str
    title: str
    articles: int
    pictures: int


@dataclass(frozen=True, slots=True)
class State:
    """The shelf as the last build left it."""

    inputs: str = ""  # what the last whole build depended on; empty when it did not end well
    books: tuple[Made, ...] = ()
    findings: tuple[Finding, ...] = ()  # of the last whole build, told again when there is nothing to do

    def book(self, file: str) -> Made | None:
        """Return what is known of a book."""
        return next((made for made in self.books if made.file == file), None)


def load_state(home: Path) -> State:
    """Read the state; a lost or damaged one is an empty one."""
    return read_kept(_place(home), State, State())


def save_state(home: Path, state: State) -> None:
    """Write the state."""
    keep(_place(home), state)


def _place(home: Path) -> Path:
    return home / ".presswork" / "build.json"
