"""`presswork verify` and `presswork bag`: what lies on a shelf is proved, and put away for good."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import bagit
import pytest
from homes import write_home

from pipeline.cli.main import main


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = write_home(tmp_path_factory.mktemp("proof") / "home", issues=2)
    assert main(["build", "--home", str(home), "-q"]) == 0
    assert main(["shelf", "--home", str(home), "-q"]) == 0
    return home


@pytest.fixture
def home(kept: Path, tmp_path: Path) -> Path:
    shutil.copytree(kept, tmp_path / "home")
    return tmp_path / "home"


def proved(home: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict, list[str]]:
    capsys.readouterr()
    code = main(["verify", "--home", str(home), "--json", *words])
    report = json.loads(capsys.readouterr().out)
    return code, report, [finding["code"] for finding in report["findings"]]


def rewrite(book: Path, change: dict[str, tuple[str, str]]) -> None:
    with zipfile.ZipFile(book) as archive:
        entries = [(entry, archive.read(entry)) for entry in archive.infolist()]
    with zipfile.ZipFile(book, "w") as archive:
        for entry, data in entries:
            old, new = change.get(entry.filename, ("", ""))
            archive.writestr(entry, data.decode().replace(old, new).encode() if old else data)


def test_what_the_sources_build_is_genuine(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(home / ".presswork")
    code, report, codes = proved(home, capsys)
    assert (code, codes) == (0, [])
    assert len(report["files"]) == 3
    assert all(proof["is_genuine"] for proof in report["files"])


def test_the_article_that_was_changed_is_named(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = home / "dist" / "issues" / "mini-2021-no02.epub"
    rewrite(book, {"EPUB/text/a2021-02-02.xhtml": ("2月，晴。", "2月，雨。")})
    code, report, codes = proved(home, capsys, "2021/02")
    assert code == 1
    assert codes == ["LIB-011"]
    (proof,) = report["files"]
    assert proof["articles"] == ["2021-02-02"]
    assert "园中记事" in report["findings"][0]["what"]


def test_a_store_that_lies_is_not_believed(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The book and all that the last build kept agree with each other, and not with the sources."""
    text = home / "sources" / "issues" / "2021" / "01" / "02.txt"
    right = text.read_text("utf-8")
    text.write_text(right.replace("晴", "雨"), "utf-8")
    assert main(["build", "--home", str(home), "-q"]) == 0
    assert proved(home, capsys, "2021/01")[0] == 0
    text.write_text(right, "utf-8")
    code, report, _ = proved(home, capsys, "2021/01")
    assert code == 1
    assert report["files"][0]["articles"] == ["2021-01-02"]


def test_other_parts_a_missing_book_and_strays_are_named(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rewrite(home / "dist" / "issues" / "mini-2021-no01.epub", {"EPUB/css/book.css": ("body", "main")})
    (home / "dist" / "issues" / "mini-2021-no02.epub").unlink()
    (home / "dist" / "issues" / "mini-2020-no01.epub").write_bytes(b"")
    _, report, codes = proved(home, capsys)
    assert codes[:3] == ["LIB-012", "LIB-010", "LIB-013"]
    assert report["files"][0]["parts"] == ["EPUB/css/book.css"]


def test_a_changed_page_of_the_shelf_is_named(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = home / "dist" / "read" / "mini" / "a2021-01-02.html"
    page.write_text(page.read_text("utf-8").replace("晴", "雨"), "utf-8")
    code, report, codes = proved(home, capsys)
    assert (code, codes) == (1, ["LIB-014"])
    assert report["findings"][0]["where"] == "dist/read/mini/a2021-01-02.html"


def test_a_copy_from_anywhere_is_proved(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "mini-2021-no01.epub"
    shutil.copy(home / "dist" / "issues" / copy.name, copy)
    assert main(["verify", "--home", str(home), str(copy)]) == 0
    assert capsys.readouterr().out.startswith(f"{copy}: genuine  ")
    rewrite(copy, {"EPUB/text/a2021-01-02.xhtml": ("晴", "雨")})
    assert main(["verify", "--home", str(home), str(copy)]) == 1
    assert f"{copy}: differs" in capsys.readouterr().out
    stranger = tmp_path / "other-2021.epub"
    stranger.write_bytes(b"")
    assert main(["verify", "--home", str(home), str(stranger)]) == 2


# --- bags ---------------------------------------------------------------------------------------------------


def test_a_bag_is_valid_and_holds_what_a_year_is_made_of(home: Path) -> None:
    assert main(["bag", "2021", "--home", str(home), "-q"]) == 0
    place = home / "dist" / "bags" / "mini-2021"
    bag = bagit.Bag(str(place))
    bag.validate()
    names = set(bag.payload_files())
    assert {
        "data/books/issues/mini-2021-no01.epub",
        "data/books/volumes/mini-2021.epub",
        "data/records/mini.marcxml",
        "data/records/mini-articles.mrc",
        "data/articles.jsonl",
        "data/sources/periodical.yaml",
        "data/sources/outlets/news.yaml",
        "data/sources/issues/2021/01/01.html",
    } <= names
    assert bag.info["Bagging-Date"] == "2021-02-28"
    assert bag.info["Source-Organization"] == "小园编辑部"
    lines = (place / "data" / "articles.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["key"] for line in lines] == [
        "2021-01-01",
        "2021-01-02",
        "2021-02-01",
        "2021-02-02",
    ]


def test_a_bag_rebuilds_the_year(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The sources in the bag are enough: nothing else of the home is needed to prove its books."""
    assert main(["bag", "2021", "--home", str(home), "--out", str(tmp_path / "bag"), "-q"]) == 0
    data = tmp_path / "bag" / "data"
    books = [str(path) for path in sorted((data / "books").rglob("*.epub"))]
    code, report, _ = proved(data, capsys, *books)
    assert code == 0
    assert len(report["files"]) == 3


def test_the_same_year_makes_the_same_bag_and_tampering_shows(home: Path, tmp_path: Path) -> None:
    for name in ("one", "two", "two"):
        assert main(["bag", "2021", "--home", str(home), "--out", str(tmp_path / name), "-q"]) == 0
    one, two = (
        {
            path.relative_to(tmp_path / name): path.read_bytes()
            for path in (tmp_path / name).rglob("*")
            if path.is_file()
        }
        for name in ("one", "two")
    )
    assert one == two
    (tmp_path / "one" / "data" / "articles.jsonl").write_text("{}\n", "utf-8")
    with pytest.raises(bagit.BagError):
        bagit.Bag(str(tmp_path / "one")).validate()


def test_the_archive_goes_into_the_bag_and_its_absence_is_told(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = home / "sources" / "issues" / "2021" / "01" / "issue.yaml"
    plan.write_text(
        plan.read_text("utf-8") + "  - url: https://news.example/3.html\n    title: 三\n", "utf-8"
    )
    assert main(["bag", "2021", "--home", str(home), "-q"]) == 0
    capsys.readouterr()
    archive = home / "sources" / "archive" / "2021"
    archive.mkdir(parents=True)
    (archive / "02.warc.gz").write_bytes(b"")
    assert main(["bag", "2021", "--home", str(home), "--json"]) == 0
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert ["2021/01" in finding["what"] for finding in findings if finding["code"] == "LIB-020"] == [True]
    assert (
        home / "dist" / "bags" / "mini-2021" / "data" / "sources" / "archive" / "2021" / "02.warc.gz"
    ).is_file()


@pytest.mark.parametrize(
    ("words", "told"),
    [(["2020"], "no issue of 2020 is here"), (["spring"], "is not a year; write one like 2021")],
)
def test_a_year_that_is_not_there_is_told(
    home: Path, words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["bag", *words, "--home", str(home)]) == 2
    assert told in capsys.readouterr().err


def test_a_folder_that_is_no_bag_is_not_replaced(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear")
    assert main(["bag", "2021", "--home", str(home), "--out", str(tmp_path / "mine")]) == 4
    assert "is no bag; move it out of the way" in capsys.readouterr().err
    assert (tmp_path / "mine" / "letter.txt").read_text() == "dear"
