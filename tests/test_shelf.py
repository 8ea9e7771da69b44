"""`presswork shelf`: feeds, pages and search of the books that lie in dist/."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from homes import write_home
from lxml import etree, html

from pipeline.cli.main import main
from pipeline.config.load import load_home
from pipeline.library.shelf import make_shelf


ATOM = {"a": "http://www.w3.org/2005/Atom", "dc": "http://purl.org/dc/terms/"}
FREE = "http://opds-spec.org/acquisition/open-access"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home of three issues, built, with its shelf."""
    home = write_home(tmp_path_factory.mktemp("shelf") / "home", issues=3)
    assert main(["build", "--home", str(home), "-q"]) == 0
    assert main(["shelf", "--home", str(home), "-q"]) == 0
    return home


def tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def walk(start: str, read: object) -> Iterator[tuple[str, etree._Element]]:
    """Follow the feeds as a reader app does: from the root, by links alone."""
    seen, waiting = {start}, [start]
    while waiting:
        address = waiting.pop()
        feed = etree.fromstring(read(address))
        yield address, feed
        for link in feed.iterfind(".//a:link", ATOM):
            target = urljoin(address, link.get("href"))
            if "profile=opds-catalog" in link.get("type", "") and target not in seen:
                seen.add(target)
                waiting.append(target)


def test_every_book_is_reached_from_the_root_of_the_feeds(built: Path) -> None:
    dist = (built / "dist").as_uri() + "/"

    def read(address: str) -> bytes:
        return Path(unquote(urlsplit(address).path)).read_bytes()

    reached: dict[str, bytes] = {}
    for address, feed in walk(f"{dist}opds/root.xml", read):
        for entry in feed.iterfind("a:entry", ATOM):
            for link in entry.iterfind(f"a:link[@rel='{FREE}']", ATOM):
                target = urljoin(address, link.get("href"))
                reached[target.removeprefix(dist)] = read(target)
                assert int(link.get("length")) == len(read(target))
            for link in entry.xpath("a:link[contains(@rel, 'image')]", namespaces=ATOM):
                assert read(urljoin(address, link.get("href")))[:3] == b"\xff\xd8\xff"
    there = {name: data for name, data in tree(built / "dist").items() if name.endswith(".epub")}
    assert len(there) == 4
    assert reached == there


def test_the_json_feeds_say_what_the_atom_feeds_say(built: Path) -> None:
    opds = built / "dist" / "opds"
    names = sorted(path.relative_to(opds).with_suffix("").as_posix() for path in opds.rglob("*.xml"))
    assert names == sorted(path.relative_to(opds).with_suffix("").as_posix() for path in opds.rglob("*.json"))
    for name in names:
        atom = etree.fromstring((opds / f"{name}.xml").read_bytes())
        feed = json.loads((opds / f"{name}.json").read_text("utf-8"))
        assert [each["metadata"]["identifier"] for each in feed.get("publications", [])] == [
            entry.findtext("dc:identifier", namespaces=ATOM)
            for entry in atom.iterfind("a:entry", ATOM)
            if entry.find("dc:identifier", ATOM) is not None
        ]
        assert [each["title"] for each in feed.get("navigation", [])] == [
            entry.findtext("a:title", namespaces=ATOM)
            for entry in atom.iterfind("a:entry", ATOM)
            if entry.find("dc:identifier", ATOM) is None
        ]


def pages(dist: Path) -> dict[str, html.HtmlElement]:
    return {name: html.fromstring(data) for name, data in tree(dist).items() if name.endswith(".html")}


def test_no_link_of_a_page_is_dead_and_none_loads_from_elsewhere(built: Path) -> None:
    assert_links_hold(built / "dist")


def assert_links_hold(dist: Path) -> None:
    for name, page in pages(dist).items():
        ids = set(page.xpath("//@id"))
        for address in page.xpath("//@src | //link/@href"):
            assert not urlsplit(address).scheme, f"{name} loads {address}"
        for address in page.xpath("//@href | //@src"):
            parts = urlsplit(address)
            if parts.scheme:
                continue
            if parts.path:
                assert (dist / name).parent.joinpath(unquote(parts.path)).is_file(), f"{name}: {address}"
            elif parts.fragment:
                assert parts.fragment in ids, f"{name}: {address}"


def test_every_article_is_read_from_the_front_page_on(built: Path) -> None:
    dist = built / "dist"
    front = html.fromstring((dist / "index.html").read_bytes())
    read: set[str] = set()
    for href in front.xpath("//ul[@class='covers']//a[not(@download)]/@href"):
        issue = html.fromstring((dist / href).read_bytes())
        for link in issue.xpath("//ol[contains(@class, 'entries')]//a"):
            path = (dist / href).parent / link.get("href")
            assert link.text_content() in path.read_text("utf-8")
            read.add(path.name)
    assert len(read) == 6


def test_a_page_tells_its_language_and_has_one_heading_and_one_main(built: Path) -> None:
    for name, page in pages(built / "dist").items():
        assert page.get("lang") == "zh-Hans", name
        assert len(page.xpath("//h1")) == len(page.xpath("//main")) == 1, name
        assert all(picture.get("alt") is not None for picture in page.xpath("//img")), name


def test_the_search_knows_every_article_to_the_letter(built: Path) -> None:
    front = html.fromstring((built / "dist" / "index.html").read_bytes())
    (texts,) = front.xpath("//form/@data-texts")
    listed = []
    for path in texts.split():
        script = (built / "dist" / path).read_text("utf-8")
        listed += json.loads(re.fullmatch(r"presswork\.add\((.*)\);\n", script, re.DOTALL)[1])
    assert len(listed) == 6
    for one in listed:
        page = html.fromstring((built / "dist" / one["page"]).read_bytes())
        text = page.xpath("//article")[0].text_content()
        assert "".join(one["text"].split()) == "".join(text.split())


def test_the_same_books_make_the_same_shelf_and_nothing_is_written_twice(built: Path) -> None:
    before = tree(built / "dist")
    stamps = {path: path.stat().st_mtime_ns for path in (built / "dist").rglob("*") if path.is_file()}
    report = make_shelf(load_home(built))
    assert (report.written, report.removed) == (0, 0)
    assert {path: path.stat().st_mtime_ns for path in stamps} == stamps
    assert tree(built / "dist") == before


def test_what_is_taken_from_the_shelf_leaves_no_page_behind(built: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(built, home)
    (home / "dist" / "issues" / "mini-2021-no03.epub").unlink()
    report = make_shelf(load_home(home))
    assert report.books == 3
    assert report.removed
    assert "no03" not in " ".join(name for name in tree(home / "dist") if name.endswith(".html"))
    assert [finding.code for finding in report.findings] == ["LIB-002"]
    assert not (home / "dist" / "read" / "mini" / "a2021-03-01.html").exists()
    assert_links_hold(home / "dist")


def test_two_homes_share_a_shelf(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = write_home(tmp_path / "other", issues=1)
    config = other / "sources" / "periodical.yaml"
    text = config.read_text("utf-8").replace("key: mini", "key: maxi").replace("小园", "大园")
    config.write_text(text.replace("0a6d3c52", "1a6d3c52"), "utf-8")
    assert main(["build", "--home", str(other), "-q"]) == 0
    monkeypatch.chdir(tmp_path)
    assert main(["shelf", str(built), str(other), "--out", "both", "-q"]) == 0
    there = tree(tmp_path / "both")
    assert {name for name in there if name.endswith(".epub")} == {
        "issues/maxi-2021-no01.epub",
        "issues/mini-2021-no01.epub",
        "issues/mini-2021-no02.epub",
        "issues/mini-2021-no03.epub",
        "volumes/maxi-2021.epub",
        "volumes/mini-2021.epub",
    }
    front = html.fromstring(there["index.html"])
    assert [each.text_content() for each in front.xpath("//main/h2")] == ["大园", "小园"]
    root = etree.fromstring(there["opds/root.xml"])
    titles = [entry.findtext("a:title", namespaces=ATOM) for entry in root.iterfind("a:entry", ATOM)]
    assert titles == ["新到", "大园", "小园"]


def test_two_homes_of_one_key_are_refused(
    built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = write_home(tmp_path / "other", issues=1)
    assert main(["shelf", str(built), str(other), "--out", str(tmp_path / "both")]) == 2
    assert "both have key: mini; give one of the two another key" in capsys.readouterr().err


def test_a_home_without_books_is_told_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = write_home(tmp_path / "home", issues=1)
    assert main(["shelf", "--home", str(home)]) == 2
    assert "make them with `presswork build`" in capsys.readouterr().err


def test_a_broken_book_is_told_and_left_out(built: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(built, home)
    (home / "dist" / "issues" / "mini-2021-no02.epub").write_bytes(b"PK nothing")
    report = make_shelf(load_home(home))
    assert [finding.code for finding in report.findings] == ["LIB-003"]
    assert report.books == 3


# --- a librarian asks -----------------------------------------------------------------------------------------


def test_what_did_an_outlet_give_us(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "2021", "--outlet", "样报", "--home", str(built), "-q"]) == 0
    told = capsys.readouterr().out
    assert [line.split()[-1] for line in told.splitlines() if line.startswith("  2021-")] == [
        "看土之1",
        "看土之2",
        "看土之3",
    ]
    assert main(["show", "--outlet", "晚报", "--home", str(built)]) == 2
    assert "no article of '晚报'; there are 本刊, 样报" in capsys.readouterr().err


def test_where_does_an_article_come_from(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "2021/02", "--article", "看土之2", "--home", str(built), "-q"]) == 0
    told = capsys.readouterr().out
    assert "原文链接：https://news.example/2.html" in told
    page = (built / "sources" / "issues" / "2021" / "02" / "01.html").read_bytes()
    assert f"sha256：{hashlib.sha256(page).hexdigest()}" in told
    assert main(["show", "--article", "没有", "--home", str(built)]) == 2
