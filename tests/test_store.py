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


def test_what_was_put_into_a_drawer_is_got_when_it_was_closed(tmp_path: Path) -> None:
    store = Store(tmp_path)
    drawer = store.drawer("2021-01")
    drawer.put(KEY, "文 一".encode())
    assert drawer.get(KEY) == "文 一".encode()
    assert store.drawer("2021-01").get(KEY) is None
    drawer.close()
    assert store.drawer("2021-01").get(KEY) == "文 一".encode()
    assert store.drawer("2021-02").get(KEY) is None
    with pytest.raises(ValueError, match="one line"):
        drawer.put(KEY, b"a\nb")


def test_a_drawer_keeps_what_was_asked_for_and_is_written_only_for_what_is_new(tmp_path: Path) -> None:
    store = Store(tmp_path)
    drawer = store.drawer("d")
    for key in ("a", "b"):
        drawer.put(key, key.encode())
    drawer.close()
    written = (tmp_path / "drawers/d").stat().st_mtime_ns
    again = store.drawer("d")
    assert again.get("a") == b"a"
    again.close()
    assert (tmp_path / "drawers/d").stat().st_mtime_ns == written
    again.put("c", b"c")
    again.close()
    assert [store.drawer("d").get(key) for key in "abc"] == [b"a", None, b"c"]


def test_what_is_asked_for_after_a_drawer_was_closed_is_kept_when_it_is_closed_again(tmp_path: Path) -> None:
    store = Store(tmp_path)
    drawer = store.drawer("d")
    for key in ("part", "whole"):
        drawer.put(key, key.encode())
    drawer.close()
    again = store.drawer("d")
    again.put("other", b"other")
    again.close()
    assert again.get("whole") == b"whole"
    again.close()
    kept = store.drawer("d")
    assert [kept.get(key) for key in ("part", "whole", "other")] == [None, b"whole", b"other"]


@pytest.mark.parametrize(
    "damage", [b"", b"k", b"k ", b"k 0 content", b"\xff\xfe \x00", b"k " + b"0" * 64 + b" content", b"\n\n"]
)
def test_a_damaged_line_of_a_drawer_is_a_miss_and_the_others_are_got(tmp_path: Path, damage: bytes) -> None:
    store = Store(tmp_path)
    drawer = store.drawer("d")
    drawer.put("a", b"content")
    drawer.close()
    place = tmp_path / "drawers/d"
    place.write_bytes(damage + b"\n" + place.read_bytes())
    assert store.drawer("d").get("k") is None
    assert store.drawer("d").get("a") == b"content"


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
