"""Parts of a series lead to one another; corrections are told, raise `modified` and keep the identifier."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from homes import write_home
from lxml import etree

from pipeline.cli.main import main
from pipeline.validate.rules import check_rules


X = "{http://www.w3.org/1999/xhtml}"
FIRST = "dist/issues/mini-2021-no01.epub"
SECOND = "dist/issues/mini-2021-no02.epub"
VOLUME = "dist/volumes/mini-2021.epub"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Write three issues whose texts are parts 1, 2 and 4 of a series, the last fetched from a site."""
    root = write_home(tmp_path / "mini", issues=3)
    for number, part in ((1, 1), (2, 2), (3, 4)):
        place = root / f"sources/issues/2021/{number:02d}/issue.yaml"
        text = place.read_text("utf-8").replace(
            "title: 园中记事", f"title: 堆肥{part}\n    series: {{name: 堆肥记, part: {part}}}"
        )
        if number == 3:
            text = text.replace("byline: 顾小满}", "byline: 顾小满, url: 'https://news.example/4'}")
        place.write_text(text, "utf-8")
    return root


def build(home: Path) -> None:
    assert main(["build", "--home", str(home), "-q"]) == 0


def page(book: Path, name: str) -> etree._Element:
    with zipfile.ZipFile(book) as archive:
        return etree.fromstring(archive.read(f"EPUB/text/{name}.xhtml"))


def foot(book: Path, name: str, kind: str) -> list[tuple[str, str | None]]:
    block = page(book, name).find(f".//{X}div[@class='{kind}']")
    rows = [] if block is None else list(block.iter(f"{X}p"))
    return [("".join(row.itertext()), next((a.get("href") for a in row.iter(f"{X}a")), None)) for row in rows]


def package(book: Path) -> dict[str, str]:
    with zipfile.ZipFile(book) as archive:
        root = etree.fromstring(archive.read("EPUB/content.opf"))
    dc = "{http://purl.org/dc/elements/1.1/}"
    modified = root.xpath("string(//*[@property='dcterms:modified'])")
    return {"identifier": root.findtext(f".//{dc}identifier") or "", "modified": str(modified)}


def test_in_a_volume_the_parts_of_a_series_lead_to_one_another(home: Path) -> None:
    build(home)
    assert foot(home / VOLUME, "a2021-01-02", "series") == [("系列下一篇：堆肥2", "a2021-02-02.xhtml")]
    assert foot(home / VOLUME, "a2021-02-02", "series") == [
        ("系列上一篇：堆肥1", "a2021-01-02.xhtml"),
        ("系列下一篇：堆肥4", "a2021-03-02.xhtml"),
    ]
    assert foot(home / VOLUME, "a2021-01-01", "series") == []
    assert check_rules(home / VOLUME) == ()


def test_an_issue_names_the_parts_that_other_issues_hold(home: Path) -> None:
    build(home)
    assert foot(home / SECOND, "a2021-02-02", "series") == [
        ("系列上一篇：第1期 堆肥1", None),
        ("系列下一篇：第3期 堆肥4", "https://news.example/4"),
    ]


def correct(home: Path) -> None:
    place = home / "sources/issues/2021/01/issue.yaml"
    told = "corrections:\n  - {date: 2021-07-02, text: 第二段的数字应为12公斤。, article: 2}\n  - {date: 2021-07-05, text: 封底地址已更新。}\n"
    place.write_text(told + place.read_text("utf-8"), "utf-8")


def test_corrections_are_told_raise_modified_and_keep_the_identifier(home: Path) -> None:
    build(home)
    before = {file: package(home / file) for file in (FIRST, SECOND, VOLUME)}
    correct(home)
    build(home)
    after = {file: package(home / file) for file in (FIRST, SECOND, VOLUME)}
    assert {file: each["identifier"] for file, each in after.items()} == {
        file: each["identifier"] for file, each in before.items()
    }
    assert after[FIRST]["modified"] == after[VOLUME]["modified"] == "2021-07-05T00:00:00Z"
    assert after[SECOND] == before[SECOND]
    for book in (FIRST, VOLUME):
        colophon = page(home / book, "colophon")
        assert [heading.text for heading in colophon.iter(f"{X}h2")] == ["更正"]
        items = [
            ("".join(item.itertext()), next((a.get("href") for a in item.iter(f"{X}a")), None))
            for item in colophon.iter(f"{X}li")
        ]
        assert items == [
            ("2021年7月5日：封底地址已更新。", None),
            ("2021年7月2日：第二段的数字应为12公斤。 堆肥1", "a2021-01-02.xhtml"),
        ]
        assert foot(home / book, "a2021-01-02", "amendments") == [
            ("更正 2021年7月2日：第二段的数字应为12公斤。", None)
        ]
        assert check_rules(home / book) == ()
