"""Results of pure functions, named by the hash of what made them; disposable, rebuilt by the next build."""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pipeline.codec import from_json, to_json


T = TypeVar("T")
U = TypeVar("U")
README = "Made by presswork. Everything here can be deleted; the next build makes it again.\n"


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of entries; each begins with the hash of its own content, so a damaged one is a miss."""

    root: Path

    def get(self, key: str) -> bytes | None:
        """Return what was kept under a key, None when there is nothing sound."""
        try:
            raw = Path(self._path(key)).read_bytes()
        except FileNotFoundError:
            return None
        seal, content = raw[:64], raw[65:]
        return content if _seal(content) == seal else None

    def put(self, key: str, content: bytes) -> None:
        """Keep content under a key. What is written in part is no entry: its seal does not fit."""
        sealed = _seal(content) + b"\n" + content
        path = self._path(key)
        try:
            _write(path, sealed)
        except FileNotFoundError:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            _write(path, sealed)

    def drawer(self, name: str) -> Drawer:
        """Open what is kept together under a name."""
        path = self.root / "drawers" / name
        try:
            lines = path.read_bytes().split(b"\n")
        except FileNotFoundError:
            return Drawer(path)
        found = (line.partition(b" ") for line in lines if line)
        return Drawer(path, {key.decode("ascii", "replace"): rest for key, _, rest in found})

    def blob(self, name: str) -> Path:
        """Name the place of a file kept as it is, such as a resized picture."""
        return self.root / "blobs" / name[:2] / name

    def _path(self, key: str) -> str:
        return f"{self.root}/{key[:1]}/{key[1:]}"  # few folders: to make one costs more than to fill it


@dataclass(slots=True)
class Drawer:
    """Entries that belong together, in one file, a line each: a file for each costs more to make than its content.

    A line is its key, the seal of its content, and the content; a damaged one is a miss. What nobody asked for before
    the drawer is closed goes out of it, when something new comes in.
    """

    path: Path
    held: dict[str, bytes] = field(default_factory=dict)  # key → seal and content, as found
    used: dict[str, bytes] = field(default_factory=dict)
    has_new: bool = False  # what is used is not all in the file
    was_closed: bool = False

    def get(self, key: str) -> bytes | None:
        """Return what was kept under a key, None when there is nothing sound."""
        if (raw := self.held.pop(key, None)) is not None:
            seal, _, content = raw.partition(b" ")
            if _seal(content) == seal:
                self.used.setdefault(key, content)
                self.has_new |= self.was_closed  # it went out of the file when nobody had asked for it
        return self.used.get(key)

    def put(self, key: str, content: bytes) -> None:
        """Keep one line of content under a key, when the drawer is closed."""
        if b"\n" in content:
            raise ValueError("an entry of a drawer is one line")
        self.used[key] = content
        self.has_new = True

    def close(self) -> None:
        """Write what is new; the drawer may be used on."""
        if self.has_new:
            lines = [
                b"%s %s %s\n" % (key.encode(), _seal(content), content) for key, content in self.used.items()
            ]
            write_whole(self.path, b"".join(lines))
            self.has_new, self.was_closed = False, True


def _seal(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()


def _write(path: str, content: bytes) -> None:
    """Write a file where it stands: making it beside its place first costs as much again."""
    with open(path, "wb", buffering=0) as out:  # noqa: PTH123  # a build writes hundreds
        out.write(content)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that a reader sees the old or the new one, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink()
        raise


def read_kept(path: Path, kind: type[T], lost: U) -> T | U:
    """Read a value kept as JSON; one that is lost or damaged is as if it had never been kept."""
    try:
        return from_json(kind, path.read_bytes())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return lost


def keep(path: Path, value: object) -> None:
    """Keep a value as JSON."""
    write_whole(path, to_json(value).encode())


def open_store(home: Path) -> Store:
    """Return the home's store, its folder made and marked."""
    root = home / ".presswork" / "store"
    marker = root.parent / "README"
    if not marker.exists():
        write_whole(marker, README.encode())
        write_whole(root.parent / ".gitignore", b"*\n")
    return Store(root)
