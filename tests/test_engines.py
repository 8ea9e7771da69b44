"""Books in two reading systems' own engines, epub.js and foliate-js: every chapter on every screen, every entry landed."""

from __future__ import annotations

import contextlib
import functools
import http.server
import json
import os
import shutil
import subprocess
import threading
from collections import Counter
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import kobofix
import pytest
from tongues import write_tongue

from pipeline.cli.main import main
from pipeline.errors import UsageError
from pipeline.validate.ace import check_ace, find_ace, find_browser, find_node
from pipeline.validate.epubcheck import check_epub
from pipeline.validate.rules import check_rules


pytestmark = pytest.mark.slow
HERE = Path(__file__).resolve().parent
PICTURES = HERE.parent / "artefacts" / "engines"  # looked at by a person; not in the repository
ENGINES = ("epubjs", "foliate")
SCREENS: dict[str, dict[str, object]] = {
    "phone": {"width": 360, "height": 640, "scale": 100, "theme": "light"},
    "phone-large": {"width": 360, "height": 640, "scale": 200, "theme": "dark"},
    "reader": {"width": 600, "height": 800, "scale": 100, "theme": "light", "grey": True},
    "reader-large": {"width": 600, "height": 800, "scale": 200, "theme": "dark", "grey": True},
    "tablet": {"width": 820, "height": 1180, "scale": 100, "theme": "dark"},
    "tablet-large": {"width": 820, "height": 1180, "scale": 200, "theme": "light"},
}
FEW = ("phone-large", "reader")
# language and direction → the screens its newest issue is read on
TONGUES: dict[tuple[str, str], tuple[str, ...]] = {
    ("zh-Hant", "vertical-rl"): tuple(SCREENS),
    ("ar", ""): tuple(SCREENS),
    ("en", ""): tuple(SCREENS),
    **{(language, ""): FEW for language in ("ja", "ko", "de", "fr", "es", "ru")},
    ("ja", "vertical-rl"): FEW,
}


# What an engine does wrong by itself: epub.js bounds the pictures of a lying page by the width of the vertical page
# before it, with !important.
THEIRS = (("epubjs", "tablet-large", "text/a2021-02-02.xhtml", "a picture"),)


@pytest.fixture(scope="module")
def modules() -> Path:
    """Find where npm has put the engines: beside Ace, as .ci/run does."""
    try:
        folder = find_ace().parents[3]
    except UsageError as error:
        pytest.skip(str(error))
    lacking = [
        name for name in ("epubjs", "foliate-js", "jszip", "puppeteer-core") if not (folder / name).is_dir()
    ]
    if lacking:
        pytest.skip(f"npm install --ignore-scripts {' '.join(lacking)} beside Ace ({folder})")
    if find_browser() is None:
        pytest.skip("there is no Chromium")
    return folder


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Path, tuple[str, ...]]]:
    """Build every kind of book: the sample's, one of each language, one in vertical lines."""
    home = tmp_path_factory.mktemp("sample")
    shutil.copytree(HERE.parent / "sources", home / "sources")
    assert main(["build", "2021/6", "2021", "--home", str(home), "-q"]) == 0
    made = [
        (home / "dist/issues/yuandi-2021-no06.epub", tuple(SCREENS)),
        (home / "dist/volumes/yuandi-2021.epub", FEW[:1]),
    ]
    for (language, direction), screens in TONGUES.items():
        tongue = write_tongue(tmp_path_factory.mktemp("tongue"), language, direction)
        assert main(["build", "2021/2", "--home", str(tongue), "-q"]) == 0
        made += [(path, screens) for path in (tongue / "dist").rglob("*.epub")]
    return made


@pytest.fixture(scope="module")
def told(
    modules: Path, books: list[tuple[Path, tuple[str, ...]]], tmp_path_factory: pytest.TempPathFactory
) -> list[dict[str, Any]]:
    """Walk through all books in both engines."""
    root = tmp_path_factory.mktemp("served")
    (root / "npm").symlink_to(modules)
    (root / "engines").symlink_to(HERE / "engines")
    (root / "books").mkdir()
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir(parents=True)
    listed = []
    for path, screens in books:
        shutil.copy(path, root / "books" / path.name)
        opening = "a2021-06-02.xhtml" if "yuandi" in path.name else "a2021-02-01.xhtml"
        listed.append({"file": path.name, "screens": screens, "pictures": [opening, "contents.xhtml"]})
    with serving(root) as server:
        job = {"modules": str(modules), "browser": find_browser(), "server": server, "engines": ENGINES}
        job |= {"books": listed, "screens": SCREENS, "out": str(PICTURES)}
        (root / "job.json").write_text(json.dumps(job), "utf-8")
        words = [
            find_node(),
            str(HERE / "engines/walk.cjs"),
            str(root / "job.json"),
            str(PICTURES / "told.json"),
        ]
        done = subprocess.run(
            words, env=with_fonts(root), capture_output=True, text=True, timeout=600, check=False
        )
    assert done.returncode == 0, done.stderr
    return list(json.loads((PICTURES / "told.json").read_text("utf-8")))


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder on loopback while the block lasts."""
    handler = functools.partial(Silent, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class Silent(http.server.SimpleHTTPRequestHandler):
    """Serves without a word."""

    def log_message(self, *words: object) -> None:
        del words


def with_fonts(folder: Path) -> dict[str, str]:
    """Lend the browser the covers' fonts: a bare machine has none for Chinese or Arabic."""
    places = [
        str(Path(place) / "fonts")
        for pack in ("justmytype_intl_cjk", "justmytype_intl_rtl")
        if (spec := find_spec(pack))
        for place in spec.submodule_search_locations or ()
    ]
    dirs = "".join(f"<dir>{place}</dir>" for place in places)
    (folder / "fonts.conf").write_text(
        f'<?xml version="1.0"?><fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>{dirs}'
        f"<cachedir>{folder}/fontcache</cachedir></fontconfig>",
        "utf-8",
    )
    return {**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")}


def chapters(told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [each for each in told if "pages" in each]


def test_every_chapter_is_opened_in_both_engines_and_no_engine_fails(
    told: list[dict[str, Any]], books: list[tuple[Path, tuple[str, ...]]]
) -> None:
    assert [each for each in told if "what" in each] == []
    seen = Counter((each["engine"], each["book"], each["screen"]) for each in chapters(told))
    assert set(seen) == {
        (engine, path.name, screen) for engine in ENGINES for path, screens in books for screen in screens
    }
    assert len({each["book"] for each in chapters(told)}) == len(books) >= 12
    assert len(chapters(told)) >= 500
    for path, screens in books:
        assert len({seen[engine, path.name, screen] for engine in ENGINES for screen in screens}) == 1


def test_no_text_is_cut_covered_or_pushed_out_and_no_page_is_blank(told: list[dict[str, Any]]) -> None:
    faults = [
        f"{each['engine']} {each['book']} {each['screen']} {each['chapter']}: {fault}"
        for each in chapters(told)
        for fault in each["faults"]
        if (each["engine"], each["screen"], each["chapter"], fault[:9]) not in THEIRS
    ]
    assert faults == []


def test_every_engine_keeps_every_letter(told: list[dict[str, Any]]) -> None:
    counts: dict[tuple[str, str], set[int]] = {}
    for each in chapters(told):
        counts.setdefault((each["book"], each["chapter"].rpartition("/")[2]), set()).add(each["letters"])
    assert {where: found for where, found in counts.items() if len(found) > 1} == {}


def test_type_of_twice_the_size_takes_more_pages(told: list[dict[str, Any]]) -> None:
    pages: Counter[str] = Counter()
    whole = [
        path
        for (path, screens) in Counter((e["book"], e["screen"]) for e in chapters(told))
        if screens == "tablet"
    ]
    for each in chapters(told):
        if each["book"] in whole:
            pages[each["screen"]] += each["pages"]
    for screen in ("phone", "reader", "tablet"):
        assert pages[f"{screen}-large"] > 1.2 * pages[screen]


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
    books: list[tuple[Path, tuple[str, ...]]], capsys: pytest.CaptureFixture[str]
) -> None:
    for path, _ in books:
        assert [str(finding) for finding in check_rules(path)] == []
        assert kobofix.main(["--check", str(path)]) == 0, capsys.readouterr().out


@pytest.mark.parametrize("name", ["yard-ar-2021", "yard-zh-hant-vertical-rl-2021"])
def test_epubcheck_and_ace_find_nothing_where_lines_run_the_other_way(
    books: list[tuple[Path, tuple[str, ...]]], modules: Path, name: str
) -> None:
    assert modules
    (path,) = (path for path, _ in books if path.name.startswith(name))
    assert [str(finding) for finding in check_epub(path) if finding.severity == "error"] == []
    assert [str(finding) for finding in check_ace(path)] == []


def test_every_link_between_chapters_has_its_chapter(told: list[dict[str, Any]]) -> None:
    assert [(each["book"], each["chapter"], each["lost"]) for each in chapters(told) if each["lost"]] == []
