"""What the stages of a build share: the home, its files' hashes, the store, and where work goes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.build.archives import Visits, list_visits, read_visits
from pipeline.build.inputs import fingerprint
from pipeline.build.values import Progress, in_silence
from pipeline.codec import digest
from pipeline.config import Home
from pipeline.store import Store


@dataclass(frozen=True, slots=True)
class Workshop:
    """A home at work."""

    home: Home
    hashes: dict[str, str]  # path relative to the home → sha256, as the build found it
    store: Store
    executor: str = "auto"
    jobs: int | None = None
    progress: Progress = in_silence
    known: dict[str, Visits] = field(default_factory=dict)  # archives read in this build, by hash

    def remember(self, stage: str, what: tuple[object, ...], make: Callable[[], str]) -> str:
        """Return a stage's result for these arguments, made now if the store has none."""
        key = digest(fingerprint(stage), *what)
        if (kept := self.store.get(key)) is not None:
            return kept.decode()
        made = make()
        self.store.put(key, made.encode())
        return made

    def visits(self, path: Path, sha256: str) -> Visits:
        """Return what an archive holds, by address."""
        if sha256 not in self.known:
            self.known[sha256] = read_visits(self.remember("archive", (sha256,), lambda: list_visits(path)))
        return self.known[sha256]
