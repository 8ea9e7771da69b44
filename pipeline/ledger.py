"""What was decided and done for good → `sources/ledger/NAME.jsonl`, a line each, and back; never rewritten."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from pipeline.codec import from_json, to_json


T = TypeVar("T")


def ledger_path(home: Path, name: str) -> Path:
    """Name a ledger's file."""
    return home / "sources" / "ledger" / f"{name}.jsonl"


def note(path: Path, line: object) -> None:
    """Add a line; when this returns it is on the disk, and after a failure nothing of it stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = (to_json(line) + "\n").encode()
    with path.open("a+b", buffering=0) as stream:
        end = stream.seek(0, os.SEEK_END)
        stream.seek(max(0, end - 1))
        if (
            end and stream.read(1) != b"\n"
        ):  # a run was cut off in the middle of a line: it counts as unwritten
            content = b"\n" + content
        try:
            rest = memoryview(content)
            while rest:
                rest = rest[stream.write(rest) :]
            os.fsync(stream.fileno())
        except OSError:
            stream.truncate(end)
            raise


def lines_of(path: Path, kind: type[T]) -> Iterator[T]:
    """Yield the lines of a ledger, oldest first; one that was cut off is passed over."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return
    for line in content.splitlines():
        try:
            yield from_json(kind, line)
        except (json.JSONDecodeError, UnicodeDecodeError, KeyError, TypeError, AttributeError):
            continue
