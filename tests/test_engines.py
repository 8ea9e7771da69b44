"""Books in three reading systems' own engines, epub.js, foliate-js and Readium: every chapter, screen, page and entry."""

from __future__ import annotations

import functools
import json
import re
import shutil
import subprocess
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import kobofix
import pytest
from served import offer, serving, with_fonts
from tongues import write_tongue

from pipeline.cli.main import main
from pipeline.errors import UsageError
from pipeline.validate.ace import check_ace, find_ace, find_browser, find_node
from pipeline.validate.epubcheck import check_epub
from pipeline.validate.rules import check_rules


pytestmark = pytest.mark.slow
HERE = Path(__file__).resolve().parent
PICTURES = HERE.parent / "artefacts" / "engines"  # looked at by a person; not in the repository
ENGINES = ("epubjs", "foliate", "readium")
SIZES: dict[str, dict[str, object]] = {
    "phone": {"width": 360, "height": 640},
    "reader": {"width": 600, "height": 800, "grey": True},
    "tablet": {"width": 820, "height": 1180},
}
SCALES, THEMES = (100, 200), ("light", "dark")
LANGUAGES = ("zh-Hant", "ja", "ko", "en", "de", "fr", "es", "ru", "ar")  # zh-Hans is the sample's
VERTICAL = ("zh-Hans", "zh-Hant", "ja")
BARE = "bare-"  # before the name of a book whose sheets are taken off, as a reader may have it
SHEETS = re.compile(rb'<link [^>]*rel="stylesheet"[^>]*/>')


VOLUME = "yuandi-2021.epub"
SPOILT = "spoilt-"  # before the name of a book that has every fault, to see that each is found
SPOILS = b"""
h2 { font-size: 1em; font-weight: normal; }
.article p { color: #333333; text-indent: 0; }
.article footer.provenance { margin-top: -6em; }
figure img { min-width: 500px; }
.article strong { font-style: italic; }
rt { font-size: 1em; }
header p { width: 40em; }
"""
FOUND = {
    "a heading looks like text",
    "a paragraph looks like its neighbour's end",
    "a picture is wider than its column",
    "a picture runs over the page's end",
    "a reading is as large as its character",
    "letters slant that cannot",
    "lines lie upon each other",
    "text keeps a colour of its own",
    "text runs over the page's end",
}
MENDED = {"readium": {"letters slant that cannot", "text keeps a colour of its own"}}  # by its own sheet


@dataclass(frozen=True, slots=True)
class Theirs:
    """What goes wrong by no fault of the book."""

    engine: str
    books: str  # a part of their names
    faults: str  # how they begin

    def holds(self, each: dict[str, Any], fault: str) -> bool:
        return each["engine"] == self.engine and self.books in each["book"] and fault.startswith(self.faults)


THEIRS = (
    # epub.js bounds the pictures of a lying page by the width of the vertical page before it, with !important.
    Theirs("epubjs", "vertical-rl", "a picture"),
    # epub.js gives a picture a page's whole width, and a figure without a sheet has margins of its own.
    Theirs("epubjs", BARE, "a picture runs over the page's end"),
)


def screens_of(engine: str, name: str) -> list[tuple[str, int]]:
    """Return the sizes and scales on which an engine reads a book, each in both themes."""
    if engine == "readium" and "vertical" in name:
        return []  # it has no pages of vertical lines
    if name.startswith((BARE, SPOILT)):
        return [("phone", 100)]
    if engine == "readium" and name == VOLUME:
        return [("phone", scale) for scale in SCALES]  # the other two read it on all
    return list(product(SIZES, SCALES))


@pytest.fixture(scope="module")
def modules() -> Path:
    """Find where npm has put the engines: beside Ace, as .ci/run does."""
    try:
        folder = find_ace().parents[3]
    except UsageError as error:
        pytest.skip(str(error))
    lacking = [
        name
        for name in (
            "epubjs",
            "foliate-js",
            "@readium/navigator",
            "@readium/shared",
            "jszip",
            "puppeteer-core",
        )
        if not (folder / name).is_dir()
    ]
    if lacking:
        pytest.skip(f"npm install --ignore-scripts {' '.join(lacking)} beside Ace ({folder})")
    if find_browser() is None:
        pytest.skip("there is no Chromium")
    return folder


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Build every kind of book: the sample's issue and volume, one of each language, one of each in vertical lines."""
    home = tmp_path_factory.mktemp("sample")
    shutil.copytree(HERE.parent / "sources", home / "sources")
    assert main(["build", "2021/6", "2021", "--home", str(home), "-q"]) == 0
    made = [home / "dist/issues/yuandi-2021-no06.epub", home / "dist/volumes/yuandi-2021.epub"]
    for language, direction in [(each, "") for each in LANGUAGES] + [
        (each, "vertical-rl") for each in VERTICAL
    ]:
        tongue = write_tongue(tmp_path_factory.mktemp("tongue"), language, direction)
        assert main(["build", "2021/2", "--home", str(tongue), "-q"]) == 0
        made += (tongue / "dist").rglob("*.epub")
    return made


@pytest.fixture(scope="module")
def told(walked: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what was seen of all books but the spoilt one."""
    return [each for each in walked if not each["book"].startswith(SPOILT)]


@pytest.fixture(scope="module")
def walked(
    modules: Path, books: list[Path], tmp_path_factory: pytest.TempPathFactory
) -> list[dict[str, Any]]:
    """Walk through all books in all engines on every screen, and through each without its sheets on a phone."""
    root = tmp_path_factory.mktemp("served")
    (root / "npm").symlink_to(modules)
    (root / "engines").symlink_to(HERE / "engines")
    (root / "books").mkdir()
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir(parents=True)
    opening = {"yuandi": "a2021-06-02.xhtml", "yard": "a2021-02-01.xhtml"}
    bare = (".xhtml", functools.partial(SHEETS.sub, b""))
    offer(root, f"{SPOILT}{books[0].name}", books[0], (".css", lambda data: data + SPOILS))
    listed = [{"file": f"{SPOILT}{books[0].name}", "pictures": []}]
    for path in books:
        looked = opening[path.name.partition("-")[0]]
        offer(root, path.name, path)
        offer(root, f"{BARE}{path.name}", path, bare)
        listed.append({"file": path.name, "pictures": [looked]})
        listed.append({"file": f"{BARE}{path.name}", "pictures": [looked, "contents.xhtml"]})
    for each in listed:
        each["screens"] = {engine: screens_of(engine, str(each["file"])) for engine in ENGINES}
    with serving(root) as server:
        job = {"modules": str(modules), "browser": find_browser(), "server": server, "engines": ENGINES}
        job |= {"books": listed, "sizes": SIZES, "out": str(PICTURES)}
        (root / "job.json").write_text(json.dumps(job), "utf-8")
        words = [
            find_node(),
            str(HERE / "engines/walk.cjs"),
            str(root / "job.json"),
            str(PICTURES / "told.json"),
        ]
        done = subprocess.run(
            words, env=with_fonts(root), capture_output=True, text=True, timeout=900, check=False
        )
    assert done.returncode == 0, done.stderr
    return list(json.loads((PICTURES / "told.json").read_text("utf-8")))


def chapters(told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [each for each in told if "pages" in each]


def where(each: dict[str, Any], *names: str) -> tuple[Any, ...]:
    return tuple(each[name] for name in ("engine", "book", *names))


def test_every_chapter_is_opened_in_every_engine_on_every_screen_and_no_engine_fails(
    told: list[dict[str, Any]], books: list[Path]
) -> None:
    assert [each for each in told if "what" in each] == []
    seen = Counter(where(each, "size", "scale", "theme") for each in chapters(told))
    names = [prefix + path.name for path in books for prefix in ("", BARE)]
    assert set(seen) == {
        (engine, name, *screen, theme)
        for engine, name, theme in product(ENGINES, names, THEMES)
        for screen in screens_of(engine, name)
    }
    assert len(books) == 2 + len(LANGUAGES) + len(VERTICAL)
    for path in books:
        assert (
            len({count for (_, name, *_), count in seen.items() if name.removeprefix(BARE) == path.name}) == 1
        )


def test_every_fault_is_found_where_it_is(walked: list[dict[str, Any]]) -> None:
    for engine in ENGINES:
        found = {
            fault.split(":")[0]
            for each in walked
            if each["engine"] == engine and each["book"].startswith(SPOILT) and "faults" in each
            for fault in each["faults"]
        }
        assert found == FOUND - MENDED.get(engine, set())


def test_no_text_is_cut_covered_or_pushed_out_no_page_is_blank_and_all_looks_like_what_it_is(
    told: list[dict[str, Any]],
) -> None:
    faults = [
        (*where(each, "size", "scale", "theme", "chapter"), fault)
        for each in chapters(told)
        for fault in each["faults"]
        if not any(theirs.holds(each, fault) for theirs in THEIRS)
    ]
    assert faults == []


def test_every_engine_keeps_every_letter_with_and_without_our_sheets(told: list[dict[str, Any]]) -> None:
    counts: dict[tuple[str, str], set[int]] = {}
    for each in chapters(told):
        place = (each["book"].removeprefix(BARE), each["chapter"].rpartition("/")[2])
        counts.setdefault(place, set()).add(each["letters"])
    assert {place: found for place, found in counts.items() if len(found) > 1} == {}


def test_another_theme_moves_nothing(told: list[dict[str, Any]]) -> None:
    pages: dict[tuple[Any, ...], set[int]] = {}
    for each in chapters(told):
        pages.setdefault(where(each, "size", "scale", "chapter"), set()).add(each["pages"])
    assert {place: counts for place, counts in pages.items() if len(counts) > 1} == {}


def test_every_page_is_reached_by_turning_and_every_chapter_leads_to_the_next(
    told: list[dict[str, Any]],
) -> None:
    pages = {where(each, "size", "scale", "chapter"): each["pages"] for each in chapters(told)}
    turned = [each for each in told if "turned" in each]
    assert len(turned) == len(pages)
    # Readium leaves a chapter whose lines run to the left at its first page.
    turned = [each for each in turned if not (each["engine"] == "readium" and "-ar-" in each["book"])]
    assert [
        each
        for each in turned
        if each["turned"] != list(range(pages[where(each, "size", "scale", "chapter")]))
    ] == []
    assert sum(map(len, (each["turned"] for each in turned))) >= 5000
    for one, other in pairwise(turned):
        if where(one, "size", "scale") != where(other, "size", "scale"):
            assert one["leads"] == ""
        elif not (
            one["engine"] == "epubjs" and one["chapter"].endswith("cover.xhtml")
        ):  # it stands outside the order
            assert one["leads"] == other["chapter"]


def test_type_of_twice_the_size_takes_more_pages(told: list[dict[str, Any]]) -> None:
    pages: Counter[tuple[str, int]] = Counter()
    for each in chapters(told):
        if not each["book"].startswith(BARE):
            pages[each["size"], each["scale"]] += each["pages"]
    for size in SIZES:
        assert pages[size, 200] > 1.2 * pages[size, 100]


def test_every_entry_of_the_contents_lands_in_its_chapter(told: list[dict[str, Any]]) -> None:
    entries = [each for each in told if "entry" in each]
    assert len(entries) >= 200
    strayed = [
        each
        for each in entries
        if not each["isFound"]
        or each["entry"].split("#")[0].rpartition("/")[2] != each["chapter"].rpartition("/")[2]
    ]
    assert strayed == []


def test_every_kind_of_book_keeps_our_rules_and_a_kobos(
    books: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    for path in books:
        assert [str(finding) for finding in check_rules(path)] == []
        assert kobofix.main(["--check", str(path)]) == 0, capsys.readouterr().out


@pytest.mark.parametrize("name", ["yard-ar-2021", "yard-zh-hant-vertical-rl-2021"])
def test_epubcheck_and_ace_find_nothing_where_lines_run_the_other_way(
    books: list[Path], modules: Path, name: str
) -> None:
    assert modules
    (path,) = (path for path in books if path.name.startswith(name))
    assert [str(finding) for finding in check_epub(path) if finding.severity == "error"] == []
    assert [str(finding) for finding in check_ace(path)] == []


def test_every_link_between_chapters_has_its_chapter(told: list[dict[str, Any]]) -> None:
    assert [(each["book"], each["chapter"], each["lost"]) for each in chapters(told) if each["lost"]] == []
