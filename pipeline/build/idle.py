"""A home that has not changed since its last whole build → the answer from hashes alone, and nothing else loaded."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

from pipeline.build import inputs
from pipeline.build.state import load_state
from pipeline.build.values import BookResult, BuildReport, Choices
from pipeline.errors import UsageError


def source_date_epoch() -> str | None:
    """Read SOURCE_DATE_EPOCH (seconds since 1970, reproducible-builds.org) as a UTC moment."""
    text = os.environ.get("SOURCE_DATE_EPOCH")
    if text is None:
        return None
    try:
        moment = datetime.fromtimestamp(int(text), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(
            f"SOURCE_DATE_EPOCH={text}: not a number of seconds; unset it or give a whole number"
        ) from error
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def nothing_to_do(root: Path, choices: Choices) -> BuildReport | None:
    """Answer from hashes alone when a whole build would change nothing; None when there may be work."""
    state = load_state(root)
    if not state.inputs or state.inputs != everything(root, choices):
        return None
    books = []
    for made in state.books:
        place = root / "dist" / made.file
        if not place.is_file() or inputs.hash_file(place) != made.sha256:
            return None
        size = place.stat().st_size
        books.append(
            BookResult(f"dist/{made.file}", "unchanged", made.title, made.articles, made.pictures, size)
        )
    return BuildReport(tuple(books), state.findings)


def everything(root: Path, choices: Choices) -> str:
    """Hash all that a whole build of a home depends on."""
    return inputs.everything(inputs.hash_home(root), f"{choices.epoch} {choices.allow_missing}")
