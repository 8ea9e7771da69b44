"""Editions: further books of the same sources, in the other Chinese script or in vertical lines."""

from __future__ import annotations

import builtins
import csv
import json
import uuid
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pymarc
import pytest
from lxml import etree
from tongues import write_tongue

from pipeline.build import editions
from pipeline.cli.main import main
from pipeline.validate.epubcheck import check_epub
from pipeline.validate.rules import check_rules
from pipeline.validate.shelf import check_shelf


DC = "{http://purl.org/dc/elements/1.1/}"
NAMESPACE = uuid.UUID("5f3f1d52-9d0c-4a1e-8f59-2d0b7a1f6f31")
BOTH = """editions:
  - {language: zh-Hant, keep: [河湾日报]}
  - {language: zh-Hant, direction: vertical-rl, title: 小院四季}
  - {direction: vertical-rl}
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = write_tongue(tmp_path_factory.mktemp("editions"), "zh-Hans", more=BOTH, key="yard")
    assert main(["build", "--home", str(home), "-q"]) == 0
    return home / "dist"


def text_of(book: Path, name: str) -> str:
    with zipfile.ZipFile(book) as archive:
        return archive.read(f"EPUB/{name}").decode()


def package(book: Path) -> etree._Element:
    return etree.fromstring(text_of(book, "content.opf").encode())


def told(book: Path, name: str) -> str:
    return package(book).findtext(f".//{DC}{name}") or ""


def test_every_issue_and_the_volume_has_its_editions(built: Path) -> None:
    assert sorted(path.name for path in built.rglob("*.epub")) == sorted(
        f"yard-2021{number}{edition}.epub"
        for number in ("-no01", "-no02", "")
        for edition in ("", "-zh-hant", "-zh-hant-vertical", "-vertical")
    )


def test_an_edition_is_a_book_of_its_own_with_an_identifier_of_the_same_root(built: Path) -> None:
    names = {"": "issue:2021-01", "-zh-hant": "issue:2021-01:zh-hant", "-vertical": "issue:2021-01:vertical"}
    for suffix, name in names.items():
        book = built / "issues" / f"yard-2021-no01{suffix}.epub"
        assert told(book, "identifier") == uuid.uuid5(NAMESPACE, name).urn
    titles = [told(path, "title") for path in sorted((built / "issues").glob("yard-2021-no01*.epub"))]
    assert sorted(titles) == [
        "小院四季 2021年第1期（總第7期）（繁體中文、直排版）",
        "小院四时 2021年第1期（总第7期）",
        "小院四时 2021年第1期（总第7期）（竖排版）",
        "小院四時 2021年第1期（總第7期）（繁體中文）",
    ]
    series = {
        str(package(path).xpath("string(//*[@property='belongs-to-collection'])"))
        for path in (built / "issues").glob("*no01*")
    }
    assert len(series) == 4


def test_the_text_is_in_the_other_script_and_what_is_not_chinese_is_left(built: Path) -> None:
    book = built / "issues/yard-2021-no02-zh-hant.epub"
    page = text_of(book, "text/a2021-02-01.xhtml")
    for word in ("園藝會在6月12日量過", "墊層怎樣鋪", "來源：河湾日报", "發布時間"):
        assert word in page
    assert 'lang="zh-Hant"' in page
    assert "https://paper.example/2021/zh-Hans/2-1.html" in page
    other = text_of(book, "text/a2021-02-02.xhtml")
    assert "Broken tile goes at the bottom" in other
    assert "土是活的" in other  # a Chinese sentence in an English article stays as it was printed
    assert told(book, "language") == "zh-Hant"


def test_a_vertical_edition_runs_to_the_left(built: Path) -> None:
    book = built / "volumes/yard-2021-vertical.epub"
    spine = package(book).find("{http://www.idpf.org/2007/opf}spine")
    assert spine is not None
    assert spine.get("page-progression-direction") == "rtl"
    assert "vertical-rl" in text_of(book, "css/book.css")
    assert '<span class="tcy">12</span>' in text_of(book, "text/a2021-01-01.xhtml")
    assert "vertical-rl" not in text_of(book, "css/lying.css")
    assert "lying.css" in text_of(book, "text/a2021-02-02.xhtml")


def test_all_books_of_the_shelf_keep_our_rules(built: Path) -> None:
    books = sorted(built.rglob("*.epub"))
    assert [str(finding) for book in books for finding in check_rules(book)] == []
    assert check_shelf(books) == ()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["yard-2021-zh-hant-vertical", "yard-2021-zh-hant"])
def test_epubcheck_finds_nothing_grave(built: Path, name: str) -> None:
    assert [str(f) for f in check_epub(built / "volumes" / f"{name}.epub") if f.severity == "error"] == []


def test_a_second_build_makes_nothing(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.stat().st_mtime_ns for path in built.rglob("*.epub")}
    assert main(["build", "--home", str(built.parent)]) == 0
    assert "0 built" in capsys.readouterr().err
    assert {path: path.stat().st_mtime_ns for path in built.rglob("*.epub")} == before


@pytest.mark.parametrize(
    ("language", "more", "said"),
    [
        ("zh-Hans", "editions: [{language: ja}]", "ja cannot be made of zh-Hans"),
        ("en", "editions: [{language: zh-Hant}]", "zh-Hant cannot be made of en"),
        ("zh-Hans", "editions: [{language: zh-Hans}]", "is the book itself"),
        ("zh-Hans", "editions: [{}]", "is the book itself"),
        ("zh-Hans", "editions: [{langauge: zh-Hant}]", "did you mean 'language'?"),
    ],
)
def test_an_edition_that_cannot_be_made_is_told(
    tmp_path: Path, language: str, more: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    home = write_tongue(tmp_path, language, more=more)
    assert main(["build", "--home", str(home), "-q"]) == 2
    assert said in capsys.readouterr().err


def test_without_opencc_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = builtins.__import__

    def without(
        name: str, spaces: Mapping[str, Any] | None = None, local: Mapping[str, Any] | None = None,
        wanted: Sequence[str] | None = (), level: int = 0,
    ) -> Any:  # fmt: skip
        if name == "opencc":
            raise ImportError(name)
        return real(name, spaces, local, wanted, level)

    editions._converter.cache_clear()
    monkeypatch.setattr(builtins, "__import__", without)
    home = write_tongue(tmp_path, "zh-Hans", more="editions: [{language: zh-Hant}]")
    assert main(["build", "--home", str(home), "-q"]) == 2
    assert "pip install 'presswork[opencc]'" in capsys.readouterr().err


def test_the_shelf_lists_the_editions_and_every_book_proves_genuine(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["shelf", "--home", str(built.parent), "-q"]) == 0
    assert main(["verify", "--home", str(built.parent), "-q"]) == 0
    assert capsys.readouterr().out.count("genuine") == 12
    assert (built / "opds" / "new.xml").read_text("utf-8").count("<entry>") == 12


def test_records_count_and_cite_each_article_once(built: Path) -> None:
    assert main(["shelf", "--home", str(built.parent), "-q", "--analytics"]) == 0
    records = built / "records"
    held = list(csv.DictReader((records / "yard-holdings.csv").read_text("utf-8-sig").splitlines()))
    assert [row["kind"] for row in held] == ["issue", "issue", "volume"]
    cited = [each["id"] for each in json.loads((records / "yard-articles.csl.json").read_text("utf-8"))]
    assert len(cited) == len(set(cited))
    with (records / "yard-articles.mrc").open("rb") as stream:
        assert sum(1 for _ in pymarc.MARCReader(stream)) == len(cited)


def test_a_copy_of_an_edition_is_proved_too(
    built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "yard-2021-zh-hant.epub"
    copy.write_bytes((built / "volumes" / copy.name).read_bytes())
    assert main(["verify", "--home", str(built.parent), str(copy)]) == 0
    assert f"{copy}: genuine" in capsys.readouterr().out
