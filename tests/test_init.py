"""A new home: it builds at once in every language, and nothing that is there is touched."""

from __future__ import annotations

import json
import os
import re
import zipfile
from pathlib import Path

import pytest

from pipeline.cli.first_issue import words_of
from pipeline.cli.init import key_of
from pipeline.cli.main import main
from pipeline.config import load_home
from pipeline.terms import LANGUAGES


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1623976200")  # 2021-06-18


def contents(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


@pytest.mark.parametrize("language", [*LANGUAGES, "it"])
def test_a_new_home_loads_and_says_what_to_do(language: str) -> None:
    assert main(["init", "new", "--language", language]) == 0
    home = load_home(Path("new"))
    words = words_of(language)
    assert home.findings == ()
    assert home.periodical.language == language
    assert home.periodical.title == words.title
    assert home.periodical.direction == ("rtl" if language == "ar" else "ltr")
    (issue,) = home.issues
    assert (issue.year, issue.number, issue.whole_number, issue.date) == (2021, 1, None, "2021-06")
    assert issue.entries[0].title == words.article
    assert issue.entries[0].language == ("en" if language == "it" else None)
    text = Path("new/sources/issues/2021/01/01.txt").read_text("utf-8")
    for verb in ("build", "add", "show", "check"):
        assert f"presswork {verb}" in text
    assert words.comments.keys() == words_of("en").comments.keys()


def test_a_folder_names_the_files_where_the_title_cannot() -> None:
    assert main(["init", "yuandi", "--title", "园地"]) == 0
    assert load_home(Path("yuandi")).periodical.key == "yuandi"


def test_the_first_article_is_in_no_way_of_back_issues_and_of_new_ones() -> None:
    assert main(["init", "new", "--title", "园地"]) == 0
    assert main(["add", "--home", "new", "2021/02", "https://news.example/a.html"]) == 0
    assert [issue.whole_number for issue in load_home(Path("new")).issues] == [None, 2]
    old = Path("new/sources/issues/2020/08/issue.yaml")
    old.parent.mkdir(parents=True)
    old.write_text(
        "number: 8\nwhole_number: 30\ndate: 2020-06\narticles: [{url: https://news.example/b.html}]\n"
    )
    Path("new/sources/issues/2021/02/issue.yaml").unlink()
    assert len(load_home(Path("new")).issues) == 2
    assert main(["add", "--home", "new", "2021/02", "https://news.example/a.html"]) == 0
    assert [issue.whole_number for issue in load_home(Path("new")).issues] == [30, None, None]


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_home_builds_at_once(language: str, capsys) -> None:
    assert main(["init", "new", "--language", language]) == 0
    assert main(["build", "--home", "new"]) == 0
    key = load_home(Path("new")).periodical.key
    books = sorted(path.name for path in Path("new/dist").rglob("*.epub"))
    assert books == [f"{key}-2021-no01.epub", f"{key}-2021.epub"]
    told = [line for line in capsys.readouterr().err.splitlines() if "warning" in line]
    assert [line for line in told if "PUB-101" not in line] == []
    if language != "ar":  # the cover's font has no Arabic
        assert told == []


def test_the_first_build_has_the_article_and_its_source() -> None:
    assert main(["init", "new", "--title", "园地"]) == 0
    assert main(["build", "--home", "new"]) == 0
    with zipfile.ZipFile("new/dist/issues/new-2021-no01.epub") as book:
        name = next(name for name in book.namelist() if name.startswith("EPUB/text/a2021-01"))
        article = book.read(name).decode()
    assert "从这里开始" in article
    assert "园地" in article


def test_what_is_made_can_be_worked_with(capsys) -> None:
    assert main(["init", "new", "--title", "A Small Paper"]) == 0
    told = capsys.readouterr()
    assert told.out == "cd new\npresswork build\npresswork add 2021/02 https://…\n"
    assert "is the home of A Small Paper (en)" in told.err
    assert Path("new/.gitignore").read_text("utf-8").splitlines()[1:] == ["/dist/", "/.presswork/"]
    assert main(["add", "2021/02", "https://news.example/a.html", "--home", "new"]) == 0
    home = load_home(Path("new"))
    assert home.periodical.key == "a-small-paper"
    assert [(issue.number, issue.whole_number, issue.date) for issue in home.issues] == [
        (1, None, "2021-06"),
        (2, 2, "2021-07"),
    ]
    assert home.issues[1].entries[0].outlet == "example"


def test_every_home_has_a_namespace_of_its_own() -> None:
    assert main(["init", "a"]) == main(["init", "b"]) == 0
    assert load_home(Path("a")).periodical.namespace != load_home(Path("b")).periodical.namespace


@pytest.mark.parametrize(
    ("title", "key", "language"),
    [
        ("园地", "periodical", "zh-Hans"),
        ("The Gardener’s “Post”", "the-gardeners-post", "en"),
        ("L'Été — Fête", "lete-fete", "en"),
        ("2021 review", "periodical", "en"),
        ("みどりの園", "periodical", "ja"),
        ("Сад", "periodical", "ru"),
        ("x" * 80, "x" * 40, "en"),
        ('a: "b" #c', "a-b-c", "en"),
        ("{0} %s \\n", "0-s-n", "en"),
    ],
)
def test_key_and_language_come_from_the_title(title: str, key: str, language: str) -> None:
    key = key if re.match("[a-z]", key) else "periodical"
    assert key_of(title) == key
    assert main(["init", "2021", "--title", title]) == 0  # a folder that is no key either
    periodical = load_home(Path("2021")).periodical
    assert (periodical.title, periodical.key, periodical.language) == (title, key, language)


def test_an_empty_folder_and_a_fresh_checkout_may_become_a_home() -> None:
    Path("new/.git").mkdir(parents=True)
    assert main(["init", "new"]) == 0
    load_home(Path("new"))


def test_a_program_is_told_what_was_made(capsys) -> None:
    assert main(["init", "new", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["home"] == os.path.realpath("new")
    assert "sources/periodical.yaml" in told["files"]
    assert told["next"][0] == "cd new"


@pytest.mark.parametrize(
    ("there", "words", "said"),
    [
        ({"new/a.txt": "a"}, ["new"], "new is not empty, it holds a.txt; choose a new or an empty folder"),
        ({"new/.hidden": "a"}, ["new"], "new is not empty, it holds .hidden"),
        ({"new/sources/periodical.yaml": "key: a"}, ["new"], "new is a periodical's home already"),
        ({"new": "a"}, ["new"], "new cannot be a home: "),
        ({"new": "a"}, ["new/inside"], "choose another folder"),
        (
            {},
            ["new", "--language", "english"],
            "--language: 'english' is not a language tag; write one like en",
        ),
        ({}, ["new", "--title", " "], "--title is empty"),
        ({}, ["new", "--title", "a\nb"], "--title: a line break inside"),
    ],
)
def test_what_cannot_be_a_home_is_left_as_it_is(
    there: dict[str, str], words: list[str], said: str, capsys
) -> None:
    for name, text in there.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, "utf-8")
    before = contents(Path())
    assert main(["init", *words]) == 2
    assert said in capsys.readouterr().err
    assert contents(Path()) == before


def test_show_says_that_no_source_is_told(capsys) -> None:
    assert main(["init", "new", "--title", "园地"]) == 0
    Path("new/sources/issues/2021/01/issue.yaml").write_text(
        "number: 1\ndate: 2021-06\narticles: [{file: 01.txt, title: 甲}]\n", "utf-8"
    )
    main(["show", "2021/01", "--home", "new"])
    assert "\n      (no source is told)\n" in capsys.readouterr().out
