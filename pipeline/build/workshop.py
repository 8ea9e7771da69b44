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
from pipeline.model import Issue
from pipeline.store import Drawer, Store


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
    drawers: dict[str, Drawer] = field(default_factory=dict)  # issues' readings, as far as they are open

    def remember(self, stage: str, what: tuple[object, ...], make: Callable[[], str]) -> str:
        """Return a stage's result for these arguments, made now if the store has none."""
        key = digest(fingerprint(stage), *what)
        if (kept := self.store.get(key)) is not None:
            return kept.decode()
        made = make()
        self.store.put(key, made.encode())
        return made

    def drawer(self, issue: Issue) -> Drawer:
        """Open the readings of an issue's articles."""
        if issue.key not in self.drawers:
            self.drawers[issue.key] = self.store.drawer(f"{issue.key.replace('/', '-')}.readings")
        return self.drawers[issue.key]

    def close_drawers(self) -> None:
        """Keep what was read, and let go of it."""
        for drawer in self.drawers.values():
            drawer.close()
        self.drawers.clear()

    def visits(self, path: Path, sha256: str) -> Visits:
        """Return what an archive holds, by address."""
        if sha256 not in self.known:
            self.known[sha256] = read_visits(self.remember("archive", (sha256,), lambda: list_visits(path)))
        return self.known[sha256]
