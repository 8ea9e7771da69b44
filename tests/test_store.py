"""The store gives back what was kept, and a damaged entry is no entry."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.store import Store, open_store, write_whole


KEY = "ab" + "0" * 62


def test_what_was_put_is_got(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    assert store.get(KEY) is None
    store.put(KEY, "文".encode())
    assert store.get(KEY) == "文".encode()


def test_the_store_says_whose_it_is_and_stays_out_of_git(tmp_path: Path) -> None:
    open_store(tmp_path)
    assert "deleted" in (tmp_path / ".presswork" / "README").read_text("utf-8")
    assert (tmp_path / ".presswork" / ".gitignore").read_text("utf-8") == "*\n"


@pytest.mark.parametrize("damage", [b"", b"short", b"0" * 64 + b"\nother content"])
def test_a_damaged_entry_is_a_miss(tmp_path: Path, damage: bytes) -> None:
    store = Store(tmp_path)
    store.put(KEY, b"content")
    (tmp_path / KEY[:1] / KEY[1:]).write_bytes(damage)
    assert store.get(KEY) is None


def test_a_failed_write_leaves_the_old_file_and_no_rubbish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "file"
    write_whole(place, b"old")

    def refuse(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OSError, match="disk full"):
        write_whole(place, b"new")
    assert place.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
