"""Books that were made and not let out → `.presswork/waiting/`, each with the reasons; and back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.build.inputs import hash_file
from pipeline.findings import Finding
from pipeline.store import keep, read_kept


FOLDER = ".presswork/waiting"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A book that waits for a person, or that no person can let out."""

    name: str  # 2021/08, or 2021 for a volume
    file: str  # relative to dist/
    key: str  # of its plan
    content: str  # the digest of what a person approves: the articles, not how they are drawn
    sha256: str
    grave: tuple[Finding, ...] = ()  # what no approval lets pass
    reasons: tuple[Finding, ...] = ()  # what an approval lets pass

    def candidate(self, home: Path) -> Path:
        """Name the book's file, for a person to look at."""
        return home / FOLDER / self.file


def load_waiting(home: Path) -> tuple[Waiting, ...]:
    """Read what waits; a lost list is empty, and the next run makes it again."""
    return read_kept(_place(home), tuple[Waiting, ...], ())


def save_waiting(home: Path, waiting: tuple[Waiting, ...]) -> None:
    """Write what waits, by name."""
    keep(_place(home), tuple(sorted(waiting, key=lambda each: each.name)))


def is_whole(home: Path, waiting: Waiting) -> bool:
    """Tell whether the candidate is still the file that was judged."""
    path = waiting.candidate(home)
    return path.is_file() and hash_file(path) == waiting.sha256


def _place(home: Path) -> Path:
    return home / ".presswork" / "waiting.json"
