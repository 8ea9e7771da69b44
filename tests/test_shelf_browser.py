"""The sample's shelf in Chromium, opened from the disk: axe, a phone, a desk, the search, no script, no network.

python tests/test_shelf_browser.py .github/pictures    takes the README's pictures of it
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli.main import main
from pipeline.errors import UsageError
from pipeline.validate.ace import find_ace, find_browser, find_node


pytestmark = pytest.mark.slow
HERE = Path(__file__).resolve().parent
PAGES = (
    "index.html",
    "read/yuandi/yuandi-2021-no06.html",
    "read/yuandi/yuandi-2022.html",
    "read/yuandi/a2021-03-01.html",
    "read/yuandi/a2021-06-03.html",
)
SIZES = ((360, 740), (1280, 900))


def looked(dist: Path, **more: object) -> Any:
    """Let Chromium look at a shelf."""
    browser = find_browser()
    try:
        modules = find_ace().parents[3]
        node = find_node()
    except UsageError as error:
        pytest.skip(str(error))
    if browser is None:
        pytest.skip("there is no Chromium")
    ask = {"base": f"{dist.as_uri()}/", "pages": PAGES, "sizes": SIZES, "queries": (), **more}
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(ask, file)
        file.flush()
        command = [node, HERE / "shelf_look.cjs", modules, browser, file.name]
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def made_shelf(home: Path) -> Path:
    """Build the sample and its shelf in a folder."""
    shutil.copytree(HERE.parent / "sources", home / "sources")
    assert main(["build", "--home", str(home), "-q"]) == 0
    assert main(["shelf", "--home", str(home), "-q"]) == 0
    return home / "dist"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Any:
    dist = made_shelf(tmp_path_factory.mktemp("browser"))
    return looked(dist, queries=("昙花", "昙花 沈惠兰", "ｓｍａｌｌ POND", "没有这样的话"))


def test_axe_finds_nothing_at_either_size_nor_in_the_dark(told: Any) -> None:
    assert {name: page["violations"] for name, page in told["pages"].items() if page["violations"]} == {}
    assert told["violations"] == told["dark"] == []


def test_no_page_is_wider_than_the_screen_and_every_picture_shows(told: Any) -> None:
    assert {name: page["wide"] for name, page in told["pages"].items() if page["wide"] > 0} == {}
    assert {name: page["unseen"] for name, page in told["pages"].items() if page["unseen"]} == {}


def test_the_search_finds_chinese_in_titles_and_text_from_the_disk(told: Any) -> None:
    one = told["queries"]["昙花"]
    assert one["found"] == f"找到{len(one['pages'])}篇"
    assert "read/yuandi/a2021-08-02.html" in one["pages"]
    assert set(one["marked"]) == {"昙花"}
    assert "read/yuandi/a2021-08-02.html" in told["queries"]["昙花 沈惠兰"]["pages"]
    assert told["queries"]["ｓｍａｌｌ POND"]["pages"][0] == "read/yuandi/a2021-05-02.html"
    assert told["queries"]["没有这样的话"]["found"] == "找到0篇"


def test_nothing_leaves_the_machine(told: Any) -> None:
    assert [address for address in told["requests"] if not address.startswith("file:")] == []


def test_the_keyboard_meets_the_way_to_the_text_first(told: Any) -> None:
    assert told["first"] == "#text"


def test_without_a_script_all_but_the_search_is_there(told: Any) -> None:
    assert told["plain"]["form"] == "none"
    assert told["plain"]["links"] == 2 * 17


def test_print_leaves_out_what_only_a_screen_needs(told: Any) -> None:
    assert told["printed"] == "none"


if __name__ == "__main__":
    out = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        pictures = (
            (str(out / "shelf.png"), "index.html", 1100, 760, None),
            (str(out / "shelf-phone.png"), "index.html", 390, 760, "昙花"),
        )
        looked(made_shelf(Path(folder)), pictures=pictures)
