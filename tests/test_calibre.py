"""What calibre sees of our books: title, author, series, number, language, cover; a Kindle's format made of one."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from homes import write_home
from PIL import Image

from pipeline.cli.main import main


# A large Debian package, and no part of what CI installs: it runs where somebody has it.
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        shutil.which("ebook-meta") is None, reason="calibre is not installed (apt-get install calibre)"
    ),
]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_home(tmp_path_factory.mktemp("mini"))
    assert main(["build", "--home", str(root), "-q"]) == 0
    return root


def calibre(*words: str, folder: Path) -> str:
    spaces = {**os.environ, "CALIBRE_CONFIG_DIRECTORY": str(folder), "LC_ALL": "C.UTF-8"}
    return subprocess.run(words, env=spaces, capture_output=True, text=True, timeout=120, check=True).stdout


def shown(book: Path, folder: Path) -> dict[str, str]:
    lines = calibre("ebook-meta", str(book), folder=folder).splitlines()
    return {name.strip(): value.strip() for name, _, value in (line.partition(" : ") for line in lines)}


@pytest.mark.parametrize(
    ("file", "title", "series"),
    [
        ("issues/mini-2021-no02.epub", "小园 2021年第2期", "小园 #202102"),
        ("volumes/mini-2021.epub", "小园 2021年合订本", "小园（年度合订本） #2021"),
    ],
)
def test_a_shelf_shows_what_the_book_says(
    home: Path, tmp_path: Path, file: str, title: str, series: str
) -> None:
    told = shown(home / "dist" / file, tmp_path)
    assert {name: told.get(name) for name in ("Title", "Author(s)", "Publisher", "Series", "Languages")} == {
        "Title": title,
        "Author(s)": "小园编辑部",
        "Publisher": "小园编辑部",
        "Series": series,
        "Languages": "zho",
    }
    cover = tmp_path / "cover.jpg"
    calibre("ebook-meta", "--get-cover", str(cover), str(home / "dist" / file), folder=tmp_path)
    with Image.open(cover) as picture:
        assert picture.size == (1200, 1600)


def test_a_book_for_a_kindle_is_made_of_it_whole(home: Path, tmp_path: Path) -> None:
    made, text = tmp_path / "book.azw3", tmp_path / "book.txt"
    told = calibre("ebook-convert", str(home / "dist/issues/mini-2021-no01.epub"), str(made), folder=tmp_path)
    assert not re.search(r"(?i)traceback|error", told)
    calibre("ebook-convert", str(made), str(text), folder=tmp_path)
    written = text.read_text("utf-8")
    assert [word for word in ("看土", "园中记事", "手指插得进去", "来源：样报") if word not in written] == []
    assert shown(made, tmp_path)["Title"] == "小园 2021年第1期"
