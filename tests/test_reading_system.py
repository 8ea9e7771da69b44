"""A book in a real engine: every page of a volume, laid out in Chromium as wide as a phone."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from served import serving

from pipeline.cli.main import main
from pipeline.validate.ace import find_browser
from pipeline.validate.book import Book, read_book
from pipeline.validate.navigation import flat, nav_points


pytestmark = pytest.mark.slow
SOURCES = Path(__file__).resolve().parent.parent / "sources"
PHONE = 360  # CSS pixels, the narrowest that is common

# Loads every page into a frame of a phone's width and writes down what the engine made of it.
LOOK = """<!DOCTYPE html><meta charset="utf-8"><body><pre id="told"></pre><script>
const pages = %s, told = {};
function look(name) {
  return new Promise(done => {
    const frame = document.createElement("iframe");
    frame.style.cssText = "width: %dpx; height: 640px; border: 0";
    frame.onload = () => {
      const page = frame.contentDocument, root = page.documentElement;
      const first = page.querySelector("article > p:not([class])");
      told[name] = {
        type: page.contentType,
        broken: page.getElementsByTagName("parsererror").length,
        width: root.scrollWidth,
        letters: page.body.textContent.replace(/\\s/g, "").length,
        unseen: [...page.images].filter(image => !image.naturalWidth).map(image => image.src),
        ids: [...page.querySelectorAll("[id]")].map(element => element.id),
        indent: first && frame.contentWindow.getComputedStyle(first).textIndent,
        size: first && frame.contentWindow.getComputedStyle(first).fontSize,
        sheets: [...page.styleSheets].map(sheet => sheet.cssRules.length),
      };
      frame.remove();
      done();
    };
    frame.src = name;
    document.body.append(frame);
  });
}
(async () => { for (const name of pages) await look(name); document.getElementById("told").textContent = JSON.stringify(told); })();
</script>"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    home = tmp_path_factory.mktemp("sample")
    shutil.copytree(SOURCES, home / "sources")
    assert main(["build", "2021", "--home", str(home), "-q"]) == 0
    (path,) = (home / "dist" / "volumes").glob("*.epub")
    read = read_book(path)
    assert isinstance(read, Book)
    return read


@pytest.fixture(scope="module")
def seen(book: Book, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return what Chromium says of every page."""
    browser = find_browser()
    if browser is None:
        pytest.skip("there is no Chromium")
    tree = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(book.where) as archive:
        archive.extractall(tree)
    (tree / "look.html").write_text(LOOK % (json.dumps(list(book.pages)), PHONE), "utf-8")
    with serving(tree) as address:
        words = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        words += [
            f"--user-data-dir={tree}/profile",
            "--virtual-time-budget=60000",
            "--dump-dom",
            f"{address}/look.html",
        ]
        done = subprocess.run(words, capture_output=True, text=True, timeout=300, check=True)
    told = re.search(r'<pre id="told">(.*?)</pre>', done.stdout, re.DOTALL)
    assert told, done.stdout[-2000:]
    assert told[1], done.stderr[-2000:]
    return dict(json.loads(html.unescape(told[1])))


def each(seen: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    assert seen
    yield from seen.items()


def test_every_page_is_xhtml_that_parses(book: Book, seen: dict[str, Any]) -> None:
    assert set(seen) == set(book.pages)
    assert {(page["type"], page["broken"]) for _, page in each(seen)} == {("application/xhtml+xml", 0)}


def test_no_page_is_wider_than_a_phone(seen: dict[str, Any]) -> None:
    assert {name: page["width"] for name, page in each(seen) if page["width"] > PHONE} == {}


def test_every_picture_is_drawn(seen: dict[str, Any]) -> None:
    assert [image for _, page in each(seen) for image in page["unseen"]] == []


def test_the_engine_keeps_every_letter(book: Book, seen: dict[str, Any]) -> None:
    def letters(name: str) -> int:
        body = book.pages[name].find("{http://www.w3.org/1999/xhtml}body")
        assert body is not None
        return len("".join("".join(map(str, body.itertext())).split()))

    assert {name: page["letters"] for name, page in each(seen)} == {
        name: letters(name) for name in book.pages
    }


def test_every_entry_of_the_contents_leads_somewhere(book: Book, seen: dict[str, Any]) -> None:
    lost = [
        point.label
        for point in flat(nav_points(book))
        if point.target[1] and point.target[1] not in seen[point.target[0]]["ids"]
    ]
    assert lost == []


def test_paragraphs_of_chinese_are_indented_by_two_characters(seen: dict[str, Any]) -> None:
    indents = {(page["indent"], page["size"]) for name, page in each(seen) if page["indent"]}
    assert indents
    assert all(page["sheets"] and all(page["sheets"]) for _, page in each(seen))
    assert ("32px", "16px") in indents
