"""The repository's own periodical, built whole, before every checker there is."""

from __future__ import annotations

import shutil
from pathlib import Path

import kobofix
import pytest

from pipeline.cli.main import main
from pipeline.errors import UsageError
from pipeline.validate.ace import check_ace, find_ace
from pipeline.validate.epubcheck import check_epub
from pipeline.validate.rules import check_rules
from pipeline.validate.shelf import check_shelf


pytestmark = pytest.mark.slow
SOURCES = Path(__file__).resolve().parent.parent / "sources"


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("sample")
    shutil.copytree(SOURCES, home / "sources")
    assert main(["build", "--home", str(home), "-q"]) == 0
    return home / "dist"


def books_of(dist: Path) -> list[Path]:
    books = sorted(dist.rglob("*.epub"))
    assert books
    return books


def test_every_book_keeps_our_rules(dist: Path) -> None:
    assert [str(finding) for book in books_of(dist) for finding in check_rules(book)] == []


def test_the_books_stand_in_order(dist: Path) -> None:
    assert check_shelf(books_of(dist)) == ()


def test_every_book_is_fit_for_a_kobo(dist: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for book in books_of(dist):
        assert kobofix.main(["--check", str(book)]) == 0, capsys.readouterr().out
        assert "0 error, 0 warning" in capsys.readouterr().out


@pytest.mark.parametrize("which", ["issues", "volumes"])
def test_epubcheck_finds_nothing_grave(dist: Path, which: str) -> None:
    """The largest issue and the largest volume hold all that the others hold."""
    book = max((dist / which).glob("*.epub"), key=lambda path: path.stat().st_size)
    assert [str(finding) for finding in check_epub(book) if finding.severity == "error"] == []


@pytest.mark.parametrize("which", ["issues", "volumes"])
def test_ace_finds_nothing(dist: Path, which: str) -> None:
    try:
        find_ace()
    except UsageError as error:
        pytest.skip(str(error))
    book = min((dist / which).glob("*.epub"), key=lambda path: path.stat().st_size)
    assert [str(finding) for finding in check_ace(book)] == []
