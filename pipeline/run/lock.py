"""A home → the same home, held by one run at a time; who holds it is written beside the lock."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import BuildError
from pipeline.store import keep, open_store, read_kept


@dataclass(frozen=True, slots=True)
class Owner:
    """The run that holds a home."""

    pid: int
    host: str
    verb: str
    since: str  # ISO 8601, UTC

    def __str__(self) -> str:
        return f"presswork {self.verb}, process {self.pid} on {self.host}, since {self.since}"


@contextmanager
def only_run(home: Path, verb: str, now: str) -> Iterator[Owner | None]:
    """Hold a home; give the run before if it died at work, and refuse where another is at work."""
    from filelock import FileLock, Timeout

    open_store(home)  # makes and marks the folder
    folder = home / ".presswork"
    lock = FileLock(folder / "run.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        who = owner_of(home)
        raise BuildError(
            f"{home}: another run is at work ({who or 'it has just begun'}); "
            "nothing was done; wait for it, or end it by its process number"
        ) from error
    try:
        died = owner_of(home)  # the system let go of its lock; what it wrote of itself is still there
        keep(_place(home), Owner(os.getpid(), socket.gethostname(), verb, now))
        yield died
    finally:
        _place(home).unlink(missing_ok=True)
        lock.release()


def held_by(home: Path) -> Owner | None:
    """Return the run that is at work now; one that died is none."""
    from filelock import FileLock, Timeout

    place = home / ".presswork" / "run.lock"
    if not place.is_file():
        return None
    try:
        with FileLock(place).acquire(timeout=0):
            return None
    except Timeout:
        return owner_of(home)


def owner_of(home: Path) -> Owner | None:
    """Return who wrote itself down as holding a home."""
    return read_kept(_place(home), Owner, None)


def _place(home: Path) -> Path:
    return home / ".presswork" / "owner.json"
