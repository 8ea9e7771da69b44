"""Homes → the shelf beside their books: feeds, records, pages; the same books, the same bytes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path

from pipeline.build.values import Progress, in_silence
from pipeline.config.home import Home
from pipeline.findings import Finding
from pipeline.library.files import shelf_files
from pipeline.library.stock import take_stock
from pipeline.publish import publish
from pipeline.store import write_whole


OURS = ("opds", "records", "covers", "read", "search")  # folders that hold nothing of anybody else's


@dataclass(frozen=True, slots=True)
class ShelfReport:
    """What became of a shelf."""

    root: str
    books: int
    files: int  # beside the books
    written: int  # of these, new or changed
    removed: int
    findings: tuple[Finding, ...]


def make_shelf(
    *homes: Home, out: Path | None = None, articles: bool = False, progress: Progress = in_silence
) -> ShelfReport:
    """Make the shelf of a home in its dist/, or one of several homes in a folder of its own."""
    root = out or homes[0].root / "dist"
    stock = take_stock(homes, progress)
    for file, place in sorted(stock.places.items()):
        if place != root / file:
            _copy(place, root / file)
    made: set[str] = set()
    written = 0
    for path, content in shelf_files(stock, homes[0].root, articles=articles):
        written += path not in made and _write(root / path, content)
        made.add(path)
    removed = _sweep(root, made)
    return ShelfReport(str(root), len(stock.places), len(made), written, removed, stock.findings)


def _write(path: Path, content: bytes) -> bool:
    """Write what is not there yet; what stays keeps its date, so that a copy of the shelf copies little."""
    if path.is_file() and path.read_bytes() == content:
        return False
    write_whole(path, content)
    return True


def _copy(place: Path, target: Path) -> None:
    if not target.is_file() or target.read_bytes() != place.read_bytes():
        with place.open("rb") as stream:
            publish(target, lambda out: shutil.copyfileobj(stream, out))


def _sweep(root: Path, made: Container[str]) -> int:
    """Take away what an earlier shelf had and this one has not."""
    removed = 0
    for folder in OURS:
        for place, folders, names in os.walk(root / folder, topdown=False):
            for name in names:
                path = Path(place, name)
                if path.relative_to(root).as_posix() not in made:
                    path.unlink()
                    removed += 1
            for name in folders:
                if not any(Path(place, name).iterdir()):
                    Path(place, name).rmdir()
    return removed
