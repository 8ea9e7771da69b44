"""A book comes to the shelf whole or not at all."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import BinaryIO

import pytest

from pipeline.errors import BuildError
from pipeline.publish import publish


def test_a_book_is_put_in_its_place(tmp_path: Path) -> None:
    publish(tmp_path / "issues" / "a.epub", lambda out: out.write(b"book") and None)
    assert (tmp_path / "issues/a.epub").read_bytes() == b"book"
    assert (tmp_path / "issues/a.epub").stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize(
    "error", [OSError(errno.ENOSPC, "No space left on device"), RuntimeError("bug"), KeyboardInterrupt()]
)
def test_the_old_book_stays_and_no_part_is_left(tmp_path: Path, error: BaseException) -> None:
    place = tmp_path / "a.epub"
    place.write_bytes(b"good")

    def fail(out: BinaryIO) -> None:
        out.write(b"half")
        raise error

    with pytest.raises(BuildError if isinstance(error, OSError) else type(error)):
        publish(place, fail)
    assert place.read_bytes() == b"good"
    assert [path.name for path in tmp_path.iterdir()] == ["a.epub"]


def test_a_shelf_that_is_no_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "dist").write_text("", "utf-8")
    with pytest.raises(BuildError, match="make dist/ writable"):
        publish(tmp_path / "dist" / "a.epub", lambda out: None)
