"""`presswork cover`: a preview in any theme, the editor's own picture, a home's own template; nothing is built."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from homes import write_home
from PIL import Image

from pipeline.assets import load_yaml
from pipeline.build.covers import cover_styles
from pipeline.cli.main import main
from pipeline.places import data_dir


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return write_home(tmp_path / "mini")


def covers(home: Path, *words: str, capsys: pytest.CaptureFixture[str]) -> list[Path]:
    assert main(["cover", *words, "--home", str(home)]) == 0
    return [Path(line) for line in capsys.readouterr().out.splitlines()]


def test_every_theme_of_an_issue_is_drawn_and_nothing_is_built(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drawn = covers(home, "2021/1", "--theme", "all", "--out", str(home / "seen"), capsys=capsys)
    assert [path.name for path in drawn] == [
        "mini-2021-no01-classic.jpg",
        "mini-2021-no01-modern.jpg",
        "mini-2021-no01-pattern.jpg",
        "mini-2021-no01-plain.png",
    ]
    assert len({path.read_bytes() for path in drawn}) == 4
    assert not (home / "dist").exists()


def test_without_a_theme_it_is_the_cover_the_book_gets(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (path,) = covers(home, "2021", capsys=capsys)
    assert path == home / ".presswork" / "covers" / "mini-2021.jpg"
    own = home / "sources/issues/2021/01"
    Image.new("RGB", (900, 1200), "navy").save(own / "mine.png")
    text = (own / "issue.yaml").read_text("utf-8")
    (own / "issue.yaml").write_text("cover: mine.png\n" + text, "utf-8")
    (path,) = covers(home, "2021/1", capsys=capsys)
    with Image.open(path) as picture:
        assert picture.size == (900, 1200)
    (path,) = covers(home, "2021/1", "--theme", "plain", capsys=capsys)
    with Image.open(path) as picture:
        assert picture.size == (1200, 1600)


def own_theme(home: Path, picture: str) -> None:
    mine = load_yaml(data_dir("styles") / "covers" / "modern.yaml")
    mine.pop("volume")
    mine |= {"layout": "template", "picture": picture, "areas": {"nameplate": [80, 80, 1040, 300]}}
    colours = ("nameplate", "folio", "ink", "heading", "ear", "publisher")
    mine["palette"] = dict.fromkeys(colours, "#ffffff")
    folder = home / "styles" / "covers"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "mine.yaml").write_text(json.dumps(mine), "utf-8")


def test_a_home_brings_its_own_template(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own_theme(home, "mine.png")
    Image.new("RGB", (900, 1200), "navy").save(home / "styles/covers/mine.png")
    assert "mine" in cover_styles(home)
    (path,) = covers(home, "2021/1", "--theme", "mine", capsys=capsys)
    with Image.open(path) as picture:
        assert picture.size == (1200, 1600)
        red, green, blue = picture.getpixel((10, 1590))  # type: ignore[misc]
        assert (red < 9, green < 9, 118 < blue < 138) == (True, True, True)


@pytest.mark.parametrize(
    ("prepare", "told"),
    [
        (lambda home: None, "there is no cover theme 'mine'; choose one of classic, modern, pattern, plain"),
        (lambda home: own_theme(home, "gone.png"), "there is no file 'gone.png' beside it"),
        (
            lambda home: (
                own_theme(home, "t.svg"),
                (home / "styles/covers/t.svg").write_text("<svg><text>a</text></svg>"),
            ),
            "turn its texts into paths",
        ),
    ],
    ids=["no theme", "no picture", "a font"],
)
def test_a_theme_that_cannot_be_used_says_why(
    home: Path, prepare: object, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert callable(prepare)
    prepare(home)
    assert main(["cover", "2021/1", "--theme", "mine", "--home", str(home)]) == 2
    assert told in capsys.readouterr().err


def test_a_volume_is_asked_for_by_its_year_and_told_as_json(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["cover", "2021", "--theme", "classic", "--json", "--home", str(home)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [Path(name).name for name in told["covers"]] == ["mini-2021-classic.jpg"]


def test_a_folder_that_cannot_be_made_is_usage(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        main(["cover", "2021/1", "--out", str(home / "sources/periodical.yaml/x"), "--home", str(home)]) == 2
    )
    assert "name a folder that can be made" in capsys.readouterr().err
