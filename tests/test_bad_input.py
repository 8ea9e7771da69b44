"""What people really feed in: each case is told with its place and its remedy, nothing breaks, nothing is lost in silence."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from homes import OUTLET, PARAGRAPH, PERIODICAL, page, picture, text_of
from lxml import etree

from pipeline.build.executor import map_over
from pipeline.cli.main import main


BOOK = "dist/issues/mini-2021-no01.epub"
FOLDER = "sources/issues/2021/01"
ROOT = Path(__file__).parent.parent
TEXT = f"春日，晴。\n\n{PARAGRAPH}\n"
OTHER = f"<p>　　{PARAGRAPH[::-1]}</p>"
ENTRY = "  - file: {}\n    title: 园中记事\n    credit: {{outlet: 本刊, byline: 顾小满}}\n"
WORD_PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/document.xml": '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    f"<w:p><w:r><w:t>{PARAGRAPH}</w:t></w:r></w:p></w:body></w:document>",
}


@dataclass(frozen=True)
class Told:
    """What a command answered."""

    code: int
    out: str
    err: str


Run = Callable[..., Told]


def run_without_roots_powers(root: Path, *words: str) -> Told:
    """Run a command in a process of its own whose user may read and write only what its permissions say."""
    bounded = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
    command = [*bounded, sys.executable, "-m", "pipeline", *words, "--home", str(root)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode != 70, done.stderr
    return Told(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in the home of the test."""

    def command(*words: str) -> Told:
        capsys.readouterr()
        code = main([*words, "--home", str(tmp_path)])
        told = capsys.readouterr()
        assert code != 70, told.err
        return Told(code, told.out, told.err)

    return command


def write(root: Path, entries: str, files: Mapping[str, str | bytes], *, head: str = "") -> Path:
    """Write a home of one issue; its cover is a picture of its own, for drawing one takes a moment."""
    place = root / FOLDER
    place.mkdir(parents=True)
    (root / "sources/outlets").mkdir()
    (root / "sources/periodical.yaml").write_text(PERIODICAL, "utf-8")
    (root / "sources/outlets/news.yaml").write_text(OUTLET, "utf-8")
    (place / "face.jpg").write_bytes(picture(9, (700, 900)))
    (place / "issue.yaml").write_text(
        head or f"number: 1\ndate: 2021-01\ncover: face.jpg\narticles:\n{entries}", "utf-8"
    )
    for name, content in files.items():
        (place / name).parent.mkdir(exist_ok=True)
        (place / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def write_one(root: Path, name: str, content: str | bytes, **more: str | bytes) -> Path:
    """Write a home of one page or text, with the files it names."""
    return write(root, f"  - file: {name}\n", {name: content} | {key: more[key] for key in more})


def article_of(root: Path) -> str:
    """Read the one article of the book."""
    with zipfile.ZipFile(root / BOOK) as book:
        (name,) = (name for name in book.namelist() if "/text/a2021" in name)
        return book.read(name).decode()


class TestPages:
    @pytest.mark.parametrize("content", ["", " \n\t\n", "\ufeff", "<html></html>"])
    def test_an_empty_page_is_refused(self, tmp_path: Path, run: Run, content: str) -> None:
        write_one(tmp_path, "01.html", content)
        told = run("build")
        assert told.code == 4
        assert f"{FOLDER}/01.html: error REA-003: the page is empty; " in told.err
        assert not (tmp_path / BOOK).exists()

    def test_with_leave_its_gap_speaks_the_books_language(self, tmp_path: Path, run: Run) -> None:
        write_one(tmp_path, "01.html", "")
        assert run("build", "2021/01", "--allow-missing").code == 1
        assert '<p class="missing">此处原有文章，未能取得</p>' in article_of(tmp_path)

    def test_a_page_that_is_only_a_picture_is_printed_and_told(self, tmp_path: Path, run: Run) -> None:
        write(
            tmp_path,
            "  - file: 01.html\n",
            {"01.html": page("一图", '<p><img src="p.jpg"></p>'), "p.jpg": picture()},
        )
        told = run("build", "2021/01")
        assert told.code == 0
        assert f"{FOLDER}/01.html: warning REA-011" in told.err
        assert "<img " in article_of(tmp_path)

    def test_a_page_without_title_is_named_by_its_first_words(self, tmp_path: Path, run: Run) -> None:
        write_one(tmp_path, "01.html", f"<html><body><p>{PARAGRAPH}</p>{OTHER}</body></html>")
        told = run("build", "2021/01")
        assert told.code == 0
        assert f"{FOLDER}/01.html: warning CMP-001: no title was found" in told.err
        assert "set title: in issue.yaml" in told.err
        assert f">{PARAGRAPH[:10]}" in article_of(tmp_path)

    def test_an_odd_title_stands_in_every_file_of_the_book(self, tmp_path: Path, run: Run) -> None:
        title = '甲&amp;乙 &lt;丙&gt; "丁" \x01&#2;戊'
        write_one(tmp_path, "01.html", page(title))
        assert run("build", "2021/01").code == 0
        with zipfile.ZipFile(tmp_path / BOOK) as book:
            for name in book.namelist():
                if name.endswith((".xhtml", ".opf", ".ncx")):
                    etree.fromstring(book.read(name))  # well-formed
            package = etree.fromstring(book.read("EPUB/content.opf"))
            contents = etree.fromstring(book.read("EPUB/text/contents.xhtml"))
        expected = '甲&乙 <丙> "丁" 戊'
        assert expected in package.xpath("//*[@property='dcterms:title']/text()")
        assert expected in contents.xpath("//*[local-name()='a']/text()")

    @pytest.mark.parametrize("declared", ["utf-8", "big5", "iso-8859-1", "klingon", ""])
    def test_a_declaration_never_wins_over_bytes_that_cannot_be_it(
        self, tmp_path: Path, run: Run, declared: str
    ) -> None:
        html = page("朱镕基与喆").replace('charset="utf-8"', f'charset="{declared}"')
        write_one(tmp_path, "01.html", html.encode("gb18030"))
        assert run("build", "2021/01").code == 0
        assert "朱镕基与喆</h1>" in article_of(tmp_path)
        assert PARAGRAPH in article_of(tmp_path)

    def test_a_selector_that_finds_nothing_is_told(self, tmp_path: Path, run: Run) -> None:
        write_one(tmp_path, "01.html", page().replace('id="body"', 'id="changed"'))
        told = run("build", "2021/01")
        assert told.code == 0
        assert "warning REA-006: select: body: #body of outlet news found nothing" in told.err
        assert PARAGRAPH in article_of(tmp_path)

    @pytest.mark.parametrize("name", ["01.txt", "01.md"])
    def test_a_single_sentence_is_an_article(self, tmp_path: Path, run: Run, name: str) -> None:
        write(tmp_path, ENTRY.format(name), {name: "今日无事。\n"})
        assert run("build", "2021/01", "--fail-on", "warning").code == 0
        assert "<p>今日无事。</p>" in article_of(tmp_path)

    def test_a_word_file_is_read(self, tmp_path: Path, run: Run) -> None:
        write(tmp_path, ENTRY.format("01.docx"), {})
        with zipfile.ZipFile(tmp_path / FOLDER / "01.docx", "w") as file:
            for name, xml in WORD_PARTS.items():
                file.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{xml}')
        assert run("build", "2021/01").code == 0
        assert PARAGRAPH in article_of(tmp_path)

    @pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04 cut short"])
    def test_a_word_file_that_is_none_is_refused(self, tmp_path: Path, run: Run, content: bytes) -> None:
        write(tmp_path, ENTRY.format("01.docx"), {"01.docx": content})
        told = run("build", "2021/01")
        assert told.code == 4
        assert f"{FOLDER}/01.docx: error REA-" in told.err

    @pytest.mark.parametrize("name", ["01.pdf", "01.xlsx", "01"])
    def test_a_kind_that_cannot_be_read_is_refused(self, tmp_path: Path, run: Run, name: str) -> None:
        write(tmp_path, ENTRY.format(name), {name: TEXT})
        told = run("build", "2021/01")
        assert told.code == 4
        assert f"{FOLDER}/{name}: error CMP-006" in told.err

    def test_names_that_are_not_ascii_reach_no_name_of_the_book(self, tmp_path: Path, run: Run) -> None:
        body = f'<p>　　{PARAGRAPH}</p><p><img src="%E5%9B%BE%20%E4%B8%80.jpg" alt="一"></p><p><img src="图 二.jpg" alt="二"></p>{OTHER}'
        files = {
            "我 的 页面.html": page("看土", body),
            "图 一.jpg": picture(1),
            "图 二.jpg": picture(2),
        }
        write(tmp_path, "  - file: 我 的 页面.html\n", files)
        assert run("build", "2021/01", "--fail-on", "warning").code == 0
        assert article_of(tmp_path).count("<img ") == 2
        with zipfile.ZipFile(tmp_path / BOOK) as book:
            assert all(name.isascii() and " " not in name for name in book.namelist())


class TestPictures:
    def build(self, root: Path, run: Run, ref: str, name: str, content: bytes) -> Told:
        body = f'<p>　　{PARAGRAPH}</p><p><img src="{ref}" alt="一株新芽"></p>{OTHER}'
        write(root, "  - file: 01.html\n", {"01.html": page("看土", body), name: content})
        return run("build", "2021/01")

    @pytest.mark.parametrize(
        ("content", "code"),
        [
            (b"", "IMG-001"),
            (b"<!DOCTYPE html><html><body>404</body></html>", "IMG-002"),
            (b"no picture at all, only words", "IMG-003"),
            (picture()[:300], "IMG-005"),
        ],
    )
    def test_a_bad_picture_leaves_a_note_in_its_place(
        self, tmp_path: Path, run: Run, content: bytes, code: str
    ) -> None:
        told = self.build(tmp_path, run, "p.jpg", "p.jpg", content)
        assert told.code == 0
        assert f"{FOLDER}/p.jpg: warning {code}" in told.err
        assert "此处原有图片，未能取得：一株新芽" in article_of(tmp_path)
        assert "<img " not in article_of(tmp_path)

    @pytest.mark.parametrize(
        ("ref", "name"),
        [
            ("p.jpg?w=800&amp;h=600", "p.jpg"),
            ("p.jpg#top", "p.jpg"),
            ("./01_files/p.jpg", "01_files/p.jpg"),
            ("https://news.example/img/p.jpg?x=1", "p.jpg"),
        ],
    )
    def test_a_saved_picture_is_found(self, tmp_path: Path, run: Run, ref: str, name: str) -> None:
        told = self.build(tmp_path, run, ref, name, picture())
        assert "warning" not in told.err
        assert '<img alt="一株新芽"' in article_of(tmp_path)


class TestFiles:
    """Mistakes in the files of a home: exit 2, `file:line:col: what; what to do`."""

    @pytest.mark.parametrize(
        ("text", "place", "what"),
        [
            ("number: 1\ndate: 2021-01\narticles:\n\t- file: 01.txt\n", "4:1", "a tab"),
            ("number: 1\ndate: 2021-13\narticles:\n  - file: 01.txt\n", "2:7", "month 13 does not exist"),
            ("number: 1\ndate: 2021-01\narticles:\n  - file: 02.html\n", "4:11", "no file '02.html'"),
            ("date: 2021-01\narticles:\n  - file: 01.txt\n", "1:1", "'number' is missing"),
            (
                "number: 1\nnumber: 1\ndate: 2021-01\narticles:\n  - file: 01.txt\n",
                "2:1",
                "is written twice",
            ),
            ("number: 1\ndate: 2021-01\narticles:\n  - file: /etc/hostname\n", "4:11", "is not a path"),
            (
                "number: 1\ndate: 2021-01\narticles:\n  - file: ../../../../../x.txt\n",
                "4:11",
                "outside sources/",
            ),
            ("number: 1\ndate: 2021-01\narticles:\n  - file: 01.txt\n    tilte: x\n", "5:5", "'title'"),
            (
                'number: 1\ndate: 2021-01\narticles:\n  - file: 01.txt\n    title: "\\u0001"\n',
                "5:12",
                "control",
            ),
            ("just words\n", "1:1", "holds no"),
        ],
    )
    def test_a_mistake_has_a_place_and_a_remedy(
        self, tmp_path: Path, run: Run, text: str, place: str, what: str
    ) -> None:
        write(tmp_path, "", {"01.txt": TEXT}, head=text)
        told = run("build")
        assert told.code == 2
        (line,) = (line for line in told.err.splitlines() if what in line)
        assert line.startswith(f"{FOLDER}/issue.yaml:{place}: ")  # at the line's start: editors jump there
        assert "; " in line

    def test_all_mistakes_are_told_at_once(self, tmp_path: Path, run: Run) -> None:
        write(
            tmp_path,
            "",
            {},
            head="number: one\ndate: soon\nwhole_number: -3\narticles:\n  - file: nowhere.txt\n",
        )
        assert len(run("build").err.splitlines()) == 4

    def test_two_issues_with_one_number(self, tmp_path: Path, run: Run) -> None:
        write(tmp_path, ENTRY.format("01.txt"), {"01.txt": TEXT})
        second = tmp_path / "sources/issues/2021/02"
        second.mkdir()
        (second / "01.txt").write_text(TEXT, "utf-8")
        (second / "issue.yaml").write_text(
            f"number: 1\ndate: 2021-02\narticles:\n{ENTRY.format('01.txt')}", "utf-8"
        )
        told = run("build")
        assert told.code == 2
        assert "sources/issues/2021/01/issue.yaml" in told.err
        assert "sources/issues/2021/02/issue.yaml" in told.err

    def test_a_style_that_is_not_there_is_a_mistake_of_configuration(self, tmp_path: Path, run: Run) -> None:
        text = ENTRY.format("01.txt")
        write(tmp_path, "", {"01.txt": TEXT}, head=f"number: 1\ndate: 2021-01\narticles:\n{text}")
        (tmp_path / "sources/periodical.yaml").write_text(PERIODICAL.replace("modern", "modem"), "utf-8")
        told = run("build", "2021/01")
        assert told.code == 2
        assert "'modem'" in told.err
        assert "modern" in told.err


class TestCommandLine:
    @pytest.fixture(autouse=True)
    def _home(self, tmp_path: Path) -> None:
        write(tmp_path, ENTRY.format("01.txt"), {"01.txt": TEXT})

    def test_a_log_that_cannot_be_written_is_told_before_any_work(self, tmp_path: Path, run: Run) -> None:
        told = run("build", "--log", str(tmp_path / "nowhere/log.jsonl"))
        assert told.code == 2
        assert "--log" in told.err
        assert not (tmp_path / "dist").exists()

    @pytest.mark.parametrize("jobs", ["0", "-1", "x", "1.5"])
    def test_a_wrong_number_of_jobs(self, run: Run, jobs: str) -> None:
        told = run("build", f"--jobs={jobs}")
        assert told.code == 2
        assert "is not a whole number of 1 or more" in told.err

    def test_json_tells_the_same_of_a_book_that_was_built_and_is_unchanged(self, run: Run) -> None:
        built, idle = (json.loads(run("build", "--json", "-q").out)["books"] for _ in range(2))
        assert [book["outcome"] for book in idle] == ["unchanged"] * 2
        for before, after in zip(built, idle, strict=True):
            assert after == {**before, "outcome": "unchanged"}

    @pytest.mark.parametrize(
        "words", [("build",), ("show",), ("check", "--no-epubcheck"), ("doctor",)], ids=" ".join
    )
    def test_json_is_all_that_stdout_carries(self, run: Run, words: tuple[str, ...]) -> None:
        run("build", "-q")
        json.loads(run(*words, "--json").out)

    def test_notes_show_with_v_and_warnings_hide_with_q(self, tmp_path: Path, run: Run) -> None:
        assert ": note " not in run("build").err
        assert ": note " in run("build", "-v").err
        (tmp_path / FOLDER / "issue.yaml").write_text(
            "number: 1\ndate: 2021-01\ncover: face.jpg\narticles:\n  - file: 01.txt\n", "utf-8"
        )
        assert ": warning " in run("build").err
        assert run("build", "-q").err == ""

    @pytest.mark.parametrize(("bar", "code"), [("note", 1), ("warning", 0), ("error", 0)])
    def test_the_bar_is_the_exit_code(self, run: Run, bar: str, code: int) -> None:
        assert run("build", "--fail-on", bar).code == code

    def test_the_home_is_found_upwards_and_by_environment(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path / FOLDER)
        assert main(["build", "-q"]) == 0
        monkeypatch.chdir("/")
        assert main(["build", "-q"]) == 2
        assert "--home DIR" in capsys.readouterr().err
        monkeypatch.setenv("PRESSWORK_HOME", str(tmp_path))
        assert main(["build", "-q"]) == 0


class TestMachine:
    """What the machine refuses is a failure that is told (exit 4), no bug of ours (exit 70)."""

    @pytest.fixture(autouse=True)
    def _home(self, tmp_path: Path) -> None:
        write(tmp_path, ENTRY.format("01.txt"), {"01.txt": TEXT})

    @pytest.mark.parametrize("name", ["dist", ".presswork"])
    def test_a_file_where_a_folder_belongs(self, tmp_path: Path, run: Run, name: str) -> None:
        (tmp_path / name).write_text("", "utf-8")
        told = run("build")
        assert told.code == 4
        assert str(tmp_path / name) in told.err

    @pytest.mark.parametrize("name", ["dist", "."])
    def test_a_folder_that_may_not_be_written(self, tmp_path: Path, name: str) -> None:
        (tmp_path / "dist").mkdir()
        (tmp_path / name).chmod(0o555)
        try:
            told = run_without_roots_powers(tmp_path, "build")
        finally:
            (tmp_path / name).chmod(0o755)
        assert told.code == 4
        assert "Permission denied; " in told.err

    def test_a_file_that_may_not_be_read(self, tmp_path: Path) -> None:
        (tmp_path / FOLDER / "01.txt").chmod(0)
        told = run_without_roots_powers(tmp_path, "build")
        assert told.code == 4
        assert "01.txt: Permission denied; " in told.err

    def test_a_damaged_store_is_a_lost_one(self, tmp_path: Path, run: Run) -> None:
        assert run("build").code == 0
        good = (tmp_path / BOOK).read_bytes()
        for content in (b"", b"garbage", b'{"books": 3}'):
            for place in (tmp_path / ".presswork").rglob("*"):
                if place.is_file():
                    place.write_bytes(content)
            (tmp_path / BOOK).unlink()
            assert run("build").code == 0
            assert (tmp_path / BOOK).read_bytes() == good

    @pytest.mark.slow
    def test_a_full_disk_is_told_and_breaks_nothing(self, tmp_path: Path, run: Run) -> None:
        assert run("build").code == 0
        good = (tmp_path / BOOK).read_bytes()
        (tmp_path / FOLDER / "01.txt").write_text(TEXT * 2, "utf-8")
        command = f"ulimit -f 1; exec {sys.executable} -m pipeline build --home {tmp_path}"
        done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, cwd=ROOT, check=False)
        assert done.returncode == 4, done.stderr
        assert "File too large; " in done.stderr
        assert (tmp_path / BOOK).read_bytes() == good
        assert run("build").code == 0
        assert (tmp_path / BOOK).read_bytes() != good


class TestInterrupted:
    def test_a_pool_ends_at_once(self) -> None:
        started = time.monotonic()
        results = map_over("process", 2, _slowly, range(400))
        assert next(results) == 0
        with pytest.raises(KeyboardInterrupt):
            results.throw(KeyboardInterrupt)  # type: ignore[attr-defined]
        while multiprocessing.active_children():
            assert time.monotonic() < started + 10, "the pool's processes live on"
            time.sleep(0.01)

    @pytest.mark.slow
    @pytest.mark.parametrize("pause", [0.05, 0.2, 0.4])
    def test_ctrl_c_in_mid_build_breaks_nothing(self, tmp_path: Path, run: Run, pause: float) -> None:
        _write_many(tmp_path)
        child = _start(tmp_path, "--jobs", "2")
        while child.poll() is None and not (tmp_path / ".presswork/store").is_dir():
            time.sleep(0.01)
        time.sleep(pause)
        os.killpg(child.pid, signal.SIGINT)  # to every process, as a terminal does
        _, told = child.communicate(timeout=20)
        assert child.returncode in (130, -signal.SIGINT, 0), told
        assert "Traceback" not in told
        assert not list((tmp_path / "dist").rglob(".new*")) if (tmp_path / "dist").is_dir() else True
        assert run("build", "-q").code == 0
        assert run("check", "--no-epubcheck").code == 0

    @pytest.mark.slow
    def test_two_builds_at_once_make_one_shelf(self, tmp_path: Path, run: Run) -> None:
        _write_many(tmp_path)
        children = [_start(tmp_path), _start(tmp_path)]
        assert [(child.communicate(timeout=60), child.returncode)[1] for child in children] == [0, 0]
        good = (tmp_path / BOOK).read_bytes()
        assert "0 built, 2 up to date" in run("build").err
        (tmp_path / BOOK).unlink()
        assert run("build").code == 0
        assert (tmp_path / BOOK).read_bytes() == good


@pytest.mark.parametrize(
    ("direction", "language", "spine"), [("rtl", "ar", "rtl"), ("vertical-rl", "zh-Hant", "rtl")]
)
def test_books_that_begin_at_the_right(
    tmp_path: Path, run: Run, direction: str, language: str, spine: str
) -> None:
    write(tmp_path, ENTRY.format("01.txt"), {"01.txt": TEXT})
    text = PERIODICAL.replace("zh-Hans", language) + f"direction: {direction}\n"
    (tmp_path / "sources/periodical.yaml").write_text(text, "utf-8")
    assert run("build", "2021/01").code == 0
    assert f'page-progression-direction="{spine}"' in text_of(tmp_path / BOOK, "content.opf")
    assert run("check", "--no-epubcheck").code == 0


def _slowly(number: int) -> int:
    time.sleep(0.05 if number else 0)
    return number


def _write_many(root: Path) -> None:
    names = [f"{number:02d}.txt" for number in range(1, 61)]
    files = {name: f"第{name}篇。\n\n" + f"{PARAGRAPH}{name}\n\n" * 40 for name in names}
    write(root, "".join(ENTRY.format(name) for name in names), files)


def _start(home: Path, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "pipeline", "build", "-q", *words, "--home", str(home)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
    )
