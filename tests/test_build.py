"""A home becomes books: only what is out of date is made, the same sources make the same bytes, gaps show."""

from __future__ import annotations

import io
import json
import os
import random
import shutil
import subprocess
import sys
import zipfile
from base64 import urlsafe_b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from homes import issue_yaml, page, picture, text_of, write_home
from PIL import Image

from pipeline.build.tasks import PictureTask, ReadTask, SourceFile, prepare_picture, read_article
from pipeline.cli.main import main
from pipeline.errors import BuildError


ISSUE = "dist/issues/mini-2021-no01.epub"
SECOND = "dist/issues/mini-2021-no02.epub"
VOLUME = "dist/volumes/mini-2021.epub"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = write_home(tmp_path_factory.mktemp("home"))
    assert main(["build", "-q", "--home", str(home)]) == 0
    return home


@pytest.fixture
def home(built: Path, tmp_path: Path) -> Path:
    """A built home of one's own."""
    shutil.copytree(built, tmp_path / "home")
    return tmp_path / "home"


def outcome(home: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, str]]:
    capsys.readouterr()
    code = main(["build", *words, "--json", "-q", "--home", str(home)])
    books = json.loads(capsys.readouterr().out)["books"]
    return code, {book["file"]: book["outcome"] for book in books}


def changed(home: Path, capsys: pytest.CaptureFixture[str], *words: str) -> set[str]:
    code, books = outcome(home, capsys, *words)
    assert code == 0
    return {file for file, what in books.items() if what == "built"}


def test_an_issue_and_a_volume_are_made(built: Path) -> None:
    assert all((built / file).is_file() for file in (ISSUE, SECOND, VOLUME))


def test_the_volume_holds_each_article_of_its_issues_once(built: Path) -> None:
    def articles(file: str) -> list[str]:
        with zipfile.ZipFile(built / file) as book:
            return [name for name in book.namelist() if "/text/a" in name]

    assert sorted(articles(ISSUE) + articles(SECOND)) == sorted(articles(VOLUME))


def test_an_article_reads_the_same_in_issue_and_volume(built: Path) -> None:
    href = "text/a2021-01-01.xhtml"
    assert text_of(built / ISSUE, href) == text_of(built / VOLUME, href)


def entries_of(store: Path) -> set[tuple[str, str]]:
    """List what a store holds, each with its file: a file is an entry, and each line of a drawer."""
    found: set[tuple[str, str]] = set()
    for path in filter(Path.is_file, store.rglob("*")):
        text = path.read_text("utf-8", "replace")
        entries = text.splitlines() if path.parent.name == "drawers" else [text]
        found.update((path.name, entry) for entry in entries)
    return found


class TestWhatIsOutOfDate:
    def test_a_second_build_makes_nothing(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        before = {file: (home / file).stat().st_mtime_ns for file in (ISSUE, SECOND, VOLUME)}
        assert changed(home, capsys) == set()
        assert {file: (home / file).stat().st_mtime_ns for file in before} == before

    def test_one_article_touches_its_issue_and_its_volume_only(
        self, home: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (home / "sources/issues/2021/02/02.txt").write_text("二月，雪。\n\n雪下了一夜。\n", "utf-8")
        assert changed(home, capsys) == {SECOND, VOLUME}

    def test_one_article_is_all_that_is_read_again(
        self, home: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        store = home / ".presswork/store"
        before = entries_of(store)
        page_of = home / "sources/issues/2021/02/01.html"
        page_of.write_text(page_of.read_text("utf-8").replace("第2月。", "第二月。"), "utf-8")
        assert changed(home, capsys) == {SECOND, VOLUME}
        fresh = [entry for _, entry in entries_of(store) - before]
        assert [("第二月。" in entry, "url" in entry) for entry in fresh if "body" in entry] == [(True, True)]
        assert len(fresh) == 2  # its reading, and the address it tells

    def test_what_no_article_needs_goes_out_of_an_issues_readings(
        self, home: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        drawer = home / ".presswork/store/drawers/2021-02.readings"
        before = drawer.read_text("utf-8").splitlines()
        page_of = home / "sources/issues/2021/02/01.html"
        page_of.write_text(page_of.read_text("utf-8").replace("第2月。", "第二月。"), "utf-8")
        assert changed(home, capsys) == {SECOND, VOLUME}
        after = drawer.read_text("utf-8").splitlines()
        assert len(after) == len(before)
        assert len({*after} & {*before}) == len(before) - 1

    def test_a_damaged_reading_is_made_again(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        drawer = home / ".presswork/store/drawers/2021-02.readings"
        sound = drawer.read_bytes()
        drawer.write_bytes(sound[:-40] + b"x" * 30 + sound[-10:])
        shutil.rmtree(home / "dist")
        before = sound.splitlines()
        assert changed(home, capsys) >= {SECOND, VOLUME}
        assert sorted(drawer.read_bytes().splitlines()) == sorted(before)

    def test_a_picture_that_was_work_is_kept_though_it_stays_as_it_is(
        self, home: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        out = io.BytesIO()
        Image.frombytes("RGB", (1000, 800), random.Random(1).randbytes(2_400_000)).save(
            out, "JPEG", quality=60
        )
        large, small = home / "sources/issues/2021/02/p.jpg", home / "sources/issues/2021/01/p.jpg"
        large.write_bytes(out.getvalue())
        assert changed(home, capsys) == {SECOND, VOLUME}
        kept = "".join(entry for _, entry in entries_of(home / ".presswork/store"))
        names = [f"{sha256(picture.read_bytes()).hexdigest()[:16]}.jpg" for picture in (large, small)]
        assert [name in kept for name in names] == [True, False]

    def test_a_comment_rewrites_no_book(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        place = home / "sources/issues/2021/01/issue.yaml"
        place.write_text("# 一句注释\n" + place.read_text("utf-8"), "utf-8")
        assert changed(home, capsys) == set()

    def test_a_change_of_furniture_rewrites_the_books_only_for_the_checksum(
        self, home: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        before = text_of(home / ISSUE, "text/a2021-01-01.xhtml")
        place = home / "sources/issues/2021/01/01.html"
        place.write_text(place.read_text("utf-8").replace("</body>", "<p>页脚</p></body>"), "utf-8")
        assert changed(home, capsys) == {ISSUE, VOLUME}
        assert text_of(home / ISSUE, "text/a2021-01-01.xhtml") == before

    def test_a_book_that_was_tampered_with_is_made_again(
        self, home: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        good = (home / ISSUE).read_bytes()
        (home / ISSUE).write_bytes(good[:-1] + b"x")
        assert changed(home, capsys) == {ISSUE}
        assert (home / ISSUE).read_bytes() == good

    def test_a_lost_store_makes_the_same_books(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        before = {file: (home / file).read_bytes() for file in (ISSUE, SECOND, VOLUME)}
        shutil.rmtree(home / ".presswork")
        shutil.rmtree(home / "dist")
        assert changed(home, capsys) == set(before)
        assert {file: (home / file).read_bytes() for file in before} == before

    def test_a_new_picture_is_taken_in(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        shutil.copy(home / "sources/issues/2021/02/p.jpg", home / "sources/issues/2021/01/p.jpg")
        assert changed(home, capsys) == {ISSUE, VOLUME}


class TestTargets:
    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            (["2021/01"], {ISSUE}),
            (["2021/1"], {ISSUE}),
            (["latest"], {SECOND}),
            (["2021"], {VOLUME}),
            (["--month", "2021-02"], {SECOND}),
        ],
    )
    def test_a_target_names_its_books(
        self, home: Path, capsys: pytest.CaptureFixture[str], words: list[str], expected: set[str]
    ) -> None:
        shutil.rmtree(home / "dist")
        assert changed(home, capsys, *words) == expected

    @pytest.mark.parametrize("words", [["2021/07"], ["2019"], ["nonsense"], ["--month", "2021-12"]])
    def test_what_is_not_there_is_a_usage_error(
        self, home: Path, capsys: pytest.CaptureFixture[str], words: list[str]
    ) -> None:
        assert main(["build", *words, "--home", str(home)]) == 2
        assert "2021" in capsys.readouterr().err


class TestReproducible:
    @pytest.mark.slow
    @pytest.mark.parametrize(
        "changes",
        [
            {"TZ": "Asia/Shanghai", "PYTHONHASHSEED": "1", "LC_ALL": "C"},
            {"TZ": "America/Los_Angeles", "PYTHONHASHSEED": "4242", "LC_ALL": "C.UTF-8"},
        ],
    )
    def test_any_folder_time_zone_locale_and_hash_seed(
        self, built: Path, tmp_path: Path, changes: dict[str, str]
    ) -> None:
        elsewhere = tmp_path / "another place"
        shutil.copytree(built / "sources", elsewhere / "sources")
        command = [sys.executable, "-m", "pipeline", "build", "-q", "--home", str(elsewhere)]
        environment = {**os.environ, **changes, "PYTHONPATH": str(Path(__file__).parent.parent)}
        subprocess.run(command, check=True, env=environment, cwd=tmp_path, capture_output=True)
        for file in (ISSUE, SECOND, VOLUME):
            assert (elsewhere / file).read_bytes() == (built / file).read_bytes()

    @pytest.mark.parametrize("executor", ["thread", "process", "executors:inline"])
    def test_any_executor(self, built: Path, tmp_path: Path, executor: str) -> None:
        shutil.copytree(built / "sources", tmp_path / "sources")
        assert main(["build", "-q", "--executor", executor, "--jobs", "2", "--home", str(tmp_path)]) == 0
        for file in (ISSUE, SECOND, VOLUME):
            assert (tmp_path / file).read_bytes() == (built / file).read_bytes()

    def test_source_date_epoch_is_the_date_of_revision(
        self, home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1640995200")
        assert changed(home, capsys) == {ISSUE, SECOND, VOLUME}
        assert "2022-01-01T00:00:00Z" in text_of(home / ISSUE, "content.opf")

    def test_a_wrong_source_date_epoch_is_told(
        self, home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
        assert main(["build", "--home", str(home)]) == 2
        assert "SOURCE_DATE_EPOCH" in capsys.readouterr().err


class TestGate:
    def broken(self, home: Path) -> None:
        (home / "sources/issues/2021/01/01.html").write_text("", "utf-8")

    def test_the_last_good_book_stays(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        good = (home / ISSUE).read_bytes()
        self.broken(home)
        code, books = outcome(home, capsys)
        assert code == 4
        assert books == {ISSUE: "refused", SECOND: "unchanged", VOLUME: "refused"}
        assert (home / ISSUE).read_bytes() == good

    def test_it_is_refused_again_until_it_is_mended(
        self, home: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.broken(home)
        assert outcome(home, capsys)[0] == 4
        assert outcome(home, capsys)[0] == 4
        (home / "sources/issues/2021/01/01.html").write_text(page("新篇"), "utf-8")
        assert changed(home, capsys) == {ISSUE, VOLUME}

    def test_with_leave_the_gap_shows_in_the_book(
        self, home: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.broken(home)
        code, books = outcome(home, capsys, "--allow-missing")
        assert (code, books[ISSUE]) == (1, "built")
        assert "未能取得" in text_of(home / ISSUE, "text/a2021-01-01.xhtml")


def test_a_page_of_another_issue_may_be_named(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = issue_yaml(2, {"../01/01.html": "", "02.txt": ""}, "2021-02")
    (home / "sources/issues/2021/02/issue.yaml").write_text(plan, "utf-8")
    assert changed(home, capsys) == {SECOND, VOLUME}
    assert "看土之1" in text_of(home / SECOND, "nav.xhtml")


def test_findings_are_told_again_when_nothing_changed(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "sources/issues/2021/01/p.jpg").unlink()
    assert main(["build", "-q", "--fail-on", "warning", "--home", str(home)]) == 1
    capsys.readouterr()
    assert main(["build", "--fail-on", "warning", "--home", str(home)]) == 1
    assert "CMP-008" in capsys.readouterr().err


def test_show_tells_the_plan_and_changes_nothing(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "sources/issues/2021/02/02.txt").write_text("二月，雪。\n", "utf-8")
    before = (home / SECOND).read_bytes()
    assert main(["show", "--home", str(home)]) == 0
    out = capsys.readouterr().out
    assert f"{ISSUE}  小园 2021年第1期  [up to date]" in out
    assert f"{SECOND}  小园 2021年第2期  [to build: its articles, plan or style have changed]" in out
    assert "来源：样报" in out
    assert (home / SECOND).read_bytes() == before


def test_the_log_holds_findings_and_results(home: Path, tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    (home / "sources/issues/2021/01/p.jpg").unlink()
    main(["build", "-q", "--log", str(log), "--home", str(home)])
    kinds = [json.loads(line)["kind"] for line in log.read_text("utf-8").splitlines()]
    assert set(kinds) == {"finding", "build"}


def test_numbers_that_are_not_there_are_named(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = home / "sources/issues/2021"
    (folder / "02").rename(folder / "03")
    text = (folder / "03/issue.yaml").read_text("utf-8").replace("number: 2", "number: 3")
    (folder / "03/issue.yaml").write_text(text, "utf-8")
    assert main(["build", "-q", "--home", str(home)]) == 0
    assert "第2期未收录" in text_of(home / VOLUME, "text/colophon.xhtml")


def test_a_reprint_is_printed_once_in_the_volume(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = home / "sources/issues/2021"
    shutil.copy(folder / "01/01.html", folder / "02/01.html")
    assert changed(home, capsys) == {SECOND, VOLUME}
    again = text_of(home / VOLUME, "text/a2021-02-01.xhtml")
    assert 'href="a2021-01-01.xhtml"' in again
    assert "春天的院子里" not in again
    assert "春天的院子里" in text_of(home / SECOND, "text/a2021-02-01.xhtml")


def test_the_package_names_the_bytes_an_article_was_read_from(built: Path) -> None:
    digest = sha256((built / "sources/issues/2021/01/01.html").read_bytes()).digest()
    named = "ni:///sha-256;" + urlsafe_b64encode(digest).rstrip(b"=").decode()
    assert named in text_of(built / ISSUE, "content.opf")


def test_a_homes_own_style_wins(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "styles").mkdir()
    (home / "styles/home.css").write_text("h1 { margin: 2em 0; }", "utf-8")
    assert changed(home, capsys) == {ISSUE, SECOND, VOLUME}
    assert "margin: 2em 0" in text_of(home / ISSUE, "css/book.css")


def test_a_homes_own_cover_is_used(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = home / "sources/issues/2021/01"
    text = issue_yaml(
        1,
        {"01.html": "", "02.txt": "    title: 记事\n    credit: {outlet: 本刊}\n"},
        "2021-01",
        "cover: p.jpg\n",
    )
    (place / "issue.yaml").write_text(text, "utf-8")
    assert ISSUE in changed(home, capsys)
    with zipfile.ZipFile(home / ISSUE) as book:
        assert len(book.read("EPUB/images/cover.jpg")) < 3000


def test_a_page_that_is_not_the_one_that_was_hashed_is_refused(tmp_path: Path) -> None:
    place = tmp_path / "01.html"
    place.write_text(page("新"), "utf-8")
    source = SourceFile(str(place), "01.html", sha256(page("旧").encode()).hexdigest(), "text/html")
    with pytest.raises(BuildError, match="changed while the build was running"):
        read_article(ReadTask((source,), None, "zh-Hans"))


def test_a_picture_that_is_not_the_one_that_was_hashed_is_refused(tmp_path: Path) -> None:
    new, old = (sha256(picture(shade)).hexdigest() for shade in (1, 2))
    place = tmp_path / "p.jpg"
    place.write_bytes(picture(1))
    assert prepare_picture(PictureTask(str(place), new, "p.jpg", str(tmp_path))).changed is False
    with pytest.raises(BuildError, match="changed while the build was running"):
        prepare_picture(PictureTask(str(place), old, "p.jpg", str(tmp_path)))


def test_a_page_too_long_for_old_readers_is_told(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "sources/issues/2021/01/02.txt").write_text(
        ("春天的院子里，第一件事是看土。" * 40 + "\n\n") * 160, "utf-8"
    )
    assert main(["build", "--home", str(home)]) == 0
    assert "PUB-007" in capsys.readouterr().err


def test_a_small_cover_is_told(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = home / "sources/issues/2021/01"
    fields = {"01.html": "", "02.txt": "    title: 记事\n    credit: {outlet: 本刊}\n"}
    (place / "issue.yaml").write_text(issue_yaml(1, fields, "2021-01", "cover: p.jpg\n"), "utf-8")
    assert main(["build", "2021/01", "--home", str(home)]) == 0
    assert "PUB-008" in capsys.readouterr().err


def test_the_credits_link_the_article_and_its_address(built: Path) -> None:
    page_text = text_of(built / ISSUE, "text/credits.xhtml")
    assert 'href="a2021-01-01.xhtml"' in page_text
    assert (
        '<a href="https://news.example/1.html">https://<wbr/>news<wbr/>.example/<wbr/>1<wbr/>.html</a>'
        in page_text
    )
