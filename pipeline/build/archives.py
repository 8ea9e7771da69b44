"""Where an issue's archive lies, and what it holds: read once, then known by the hash of the file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.codec import from_json, to_json
from pipeline.config import Home
from pipeline.model import Issue


if TYPE_CHECKING:  # a home without archives builds without their reader
    from pipeline.archive import Visit

Visits = dict[str, "tuple[Visit, ...]"]  # address → its visits, oldest first


def archive_path(home: Home, issue: Issue) -> Path:
    """Name an issue's archive."""
    return home.root / "sources" / "archive" / str(issue.year) / f"{issue.number:02d}.warc.gz"


def list_visits(path: Path) -> str:
    """List all visits of an archive as canonical JSON."""
    from pipeline.archive import open_archive
    from pipeline.archive.address import address_key

    archive = open_archive(path)
    found = {address_key(url): archive.visits(url) for url in archive.urls()}
    moved = {
        address_key(visit.final_url): archive.visits(visit.final_url)
        for each in found.values()
        for visit in each
    }
    return to_json(sorted((moved | found).items()))


def read_visits(text: str) -> Visits:
    """Read the list back."""
    from pipeline.archive import Visit

    return dict(from_json(tuple[tuple[str, tuple[Visit, ...]], ...], text))
