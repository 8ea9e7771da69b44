"""`presswork check` and `presswork doctor` as typed."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from sample_book import good_files, write_book

from pipeline.cli.doctor import LIBRARIES
from pipeline.cli.main import main


TWO = "EPUB/text/a2021-08-02.xhtml"
PERIODICAL = """key: shili
title: 示例通讯
language: zh-Hans
publisher: 示例通讯编辑部
namespace: 60aa4f41-dbe8-4bde-b30b-07edb0e45f4d
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "periodical.yaml").write_text(PERIODICAL, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write_good(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_book(good_files(), path)
    return path


def write_bad(path: Path) -> Path:
    files = good_files()
    write_book(files | {TWO: files[TWO].replace(b"<h2>", b"<h3>").replace(b"</h2>", b"</h3>")}, path)
    return path


def write_doubtful(path: Path) -> Path:
    files = good_files()
    bold = "<p><b>浅种</b></p><p>豆子".encode()
    write_book(files | {TWO: files[TWO].replace("<p>豆子".encode(), bold)}, path)
    return path


def test_a_good_and_a_bad_book(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = write_good(home / "a.epub"), write_bad(home / "b.epub")
    assert main(["check", str(good), "--no-epubcheck"]) == 0
    assert capsys.readouterr() == (f"{good}: passed\n", "")
    assert main(["check", str(bad), "--no-epubcheck"]) == 1
    told = capsys.readouterr()
    assert told.out == f"{bad}: failed (1 error)\n"
    assert told.err.startswith(f"{bad}/{TWO}:")
    assert "error EPC-042" in told.err


@pytest.mark.parametrize(("bar", "code"), [("error", 0), ("warning", 1), ("note", 1)])
def test_the_bar_decides(home: Path, capsys: pytest.CaptureFixture[str], bar: str, code: int) -> None:
    book = write_doubtful(home / "a.epub")
    assert main(["check", str(book), "--no-epubcheck", "--fail-on", bar]) == code
    assert capsys.readouterr().out == f"{book}: {'failed' if code else 'passed'} (1 warning)\n"


def test_without_files_all_books_of_the_shelf_are_checked(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--no-epubcheck"]) == 2
    assert "presswork build" in capsys.readouterr().err
    write_good(home / "dist" / "issues" / "shili-2021-no08.epub")
    write_bad(home / "dist" / "draft.epub")
    assert main(["check", "--no-epubcheck"]) == 1
    out = capsys.readouterr().out
    assert [line.split(": ")[1].split()[0] for line in out.splitlines()] == [
        "failed",
        "failed",
    ]  # one identifier


def test_the_answer_as_json(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = write_bad(home / "b.epub")
    assert main(["check", str(bad), str(bad), "--no-epubcheck", "--json"]) == 1
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["path"], row["passed"], row["counts"]) == (
        str(bad),
        False,
        {"error": 1, "warning": 0, "note": 0},
    )
    assert row["findings"][0]["code"] == "EPC-042"


def test_a_folder_stands_for_its_books(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_good(home / "books" / "a.epub")
    assert main(["check", "books", "--no-epubcheck"]) == 0
    assert capsys.readouterr().out == "books/a.epub: passed\n"
    (home / "empty").mkdir()
    assert main(["check", "empty", "--no-epubcheck"]) == 2
    assert main(["check", "none.epub", "--no-epubcheck"]) == 2


def test_what_is_no_book_is_a_finding_and_no_crash(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "zero.epub").touch()
    assert main(["check", "zero.epub"]) == 1
    told = capsys.readouterr()
    assert told.out == "zero.epub: failed (1 error)\n"
    assert "it is empty" in told.err


@pytest.mark.slow
def test_epubcheck_runs_over_several_books_at_once(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = good_files()
    write_book(
        files | {TWO: files[TWO].replace(b"<article>", b'<article role="doc-chapter">')}, home / "b.epub"
    )
    (home / "c.epub").write_bytes(b"no book")
    assert main(["check", "c.epub", "b.epub", "--jobs", "2"]) == 1
    told = capsys.readouterr()
    assert "EPUBCheck RSC-005" in told.err
    assert [line.split(":")[0] for line in told.out.splitlines()] == ["c.epub", "b.epub"]


# --- doctor ---------------------------------------------------------------------------------------------------


def test_the_doctor_looks_at_every_library_of_ours() -> None:
    project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text("utf-8"))["project"]
    named = [line.split(">")[0].split("=")[0] for line in project["dependencies"]]
    assert [library.name for library in LIBRARIES if library.extra is None] == named
    for library in LIBRARIES:
        if library.extra:
            assert any(
                line.startswith(library.name) for line in project["optional-dependencies"][library.extra]
            )


@pytest.mark.slow
def test_the_doctor_finds_this_machine_well(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--json"]) == 0
    rows = {row["name"]: row for row in json.loads(capsys.readouterr().out)}
    for name in ("Python", "pillow", "home", "write dist", "cover", "EPUBCheck", "Java"):
        assert rows[name]["works"], rows[name]
    assert all(row["works"] or row["action"] for row in rows.values())


@pytest.mark.slow
def test_the_doctor_names_a_home_that_is_none(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "elsewhere").mkdir()
    assert main(["doctor", "--home", str(home / "elsewhere" / "none")]) == 1
    told = [line for line in capsys.readouterr().out.splitlines() if line.startswith("home ")]
    assert "missing" in told[0]
