"""The command line: verbs, exit codes, and failures told in one place."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from homes import PARAGRAPH, page, write_home

from pipeline import __version__
from pipeline.cli import main as edge
from pipeline.cli.main import VERBS, main


ROOT = Path(__file__).parent.parent


def presswork(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipeline", *words]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"presswork {__version__}\n"


def test_help_names_every_verb(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    out = capsys.readouterr().out
    assert [verb for verb in VERBS if verb not in out] == []


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_every_verb_has_help_and_the_shared_options(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([verb, "--help"]) == 0
    out = capsys.readouterr().out
    assert all(option in out for option in ("--home", "--jobs", "--executor", "--fail-on", "--json", "--log"))


@pytest.mark.parametrize(
    "words",
    [[], ["nonsense"], ["build", "--jobs", "0"], ["build", "--nonsense"], ["build", "--fail-on", "x"]],
)
def test_a_wrong_command_line_is_usage(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    assert "usage" in capsys.readouterr().err


def test_without_a_home_it_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["build"]) == 2
    assert "presswork init" in capsys.readouterr().err


def test_a_home_is_found_upwards_and_by_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = write_home(tmp_path / "home", issues=1)
    monkeypatch.chdir(home / "sources" / "issues")
    assert main(["show", "-q"]) == 0
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PRESSWORK_HOME", str(home))
    assert main(["show", "-q"]) == 0


def test_all_mistakes_of_a_home_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = write_home(tmp_path, issues=1)
    (home / "sources/periodical.yaml").write_text("key: UPPER\ntitel: x\n", "utf-8")
    assert main(["build", "--home", str(home)]) == 2
    told = capsys.readouterr().err.splitlines()
    assert len(told) > 2
    assert all(line.startswith("sources/periodical.yaml:") for line in told)


def test_a_bug_becomes_a_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "broken_verb.py").write_text(
        "def add_arguments(parser):\n    pass\n\n\ndef run(args):\n    return 1 / 0\n", "utf-8"
    )
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setitem(VERBS, "broken", ("broken_verb", "fail"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert main(["broken"]) == 70
    err = capsys.readouterr().err
    assert "ZeroDivisionError" in err
    (crash,) = tmp_path.glob("presswork-crash-*.md")
    assert str(crash) in err
    assert "Traceback" in crash.read_text("utf-8")


def test_an_interrupt_is_130(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "slow_verb.py").write_text(
        "def add_arguments(parser):\n    pass\n\n\ndef run(args):\n    raise KeyboardInterrupt\n", "utf-8"
    )
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setitem(VERBS, "slow", ("slow_verb", "wait"))
    assert main(["slow"]) == edge.EXIT_INTERRUPTED == 130
    assert "interrupted" in capsys.readouterr().err


def test_a_closed_pipe_is_no_failure(tmp_path: Path) -> None:
    home = write_home(tmp_path, issues=1)
    line = f"'{sys.executable}' -m pipeline show --home '{home}' | true; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", line],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "0"
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_a_stream_that_is_closed_from_the_start_is_no_failure(tmp_path: Path, closed: str) -> None:
    command = f"{sys.executable} -m pipeline schedule cron --home {write_home(tmp_path)} {closed}"
    done = subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_what_is_to_be_done_at_the_end_is_done(tmp_path: Path) -> None:
    script = (
        "import atexit, sys, threading, time\n"
        "from pipeline import cli\n"
        "from pipeline.cli import main\n"
        "at_work = lambda: (time.sleep(0.2), open('thread', 'w').close())\n"
        "def work():\n"
        "    atexit.register(lambda: open('atexit', 'w').close())\n"
        "    if sys.argv[1] == 'thread': threading.Thread(target=at_work).start()\n"
        "    print('said')\n"
        "    return 4\n"
        "main.main = work\n"
        "cli.run()\n"
    )
    for word in ("alone", "thread"):
        done = subprocess.run(
            [sys.executable, "-c", script, word], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stdout, done.stderr) == (4, "said\n", "")
        assert (tmp_path / "atexit").exists()
        (tmp_path / "atexit").unlink()
    assert (tmp_path / "thread").exists()


def test_help_loads_nothing_of_weight(tmp_path: Path) -> None:
    code = "import sys\nfrom pipeline.cli.main import main\nmain(['--help'])\nprint([m for m in ('lxml', 'bs4', 'yaml', 'PIL') if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "[]"


class TestRead:
    def test_a_page_gives_body_text_and_facts(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "a.html").write_text(page("看土"), "utf-8")
        out = tmp_path / "out"
        assert main(["read", str(tmp_path / "a.html"), "--out", str(out), "-q"]) == 0
        assert capsys.readouterr().out == f"{out / 'a.body.html'}\n"
        told = json.loads((out / "a.json").read_text("utf-8"))
        assert (told["title"], told["outlet"], told["published"]) == (
            "看土",
            "样报",
            "2021-06-18T08:30+08:00",
        )
        assert (out / "a.txt").read_text("utf-8").splitlines() == [PARAGRAPH, PARAGRAPH[::-1]]
        assert (out / "a.body.html").read_text("utf-8").startswith("<p>")
        assert sum(drop["counts"].get("letters", 0) for drop in told["losses"]) == (
            told["ledger"]["total"]["letters"] - told["ledger"]["kept"]["letters"]
        )

    def test_a_folder_is_read_in_one_run_with_its_addresses(self, tmp_path: Path) -> None:
        pages = tmp_path / "pages"
        pages.mkdir()
        for name in ("a", "b"):
            body = f'<p>{PARAGRAPH}<a href="/there">那里</a></p><p>{PARAGRAPH}</p>'
            (pages / f"{name}.html").write_text(
                page(name, body).replace('rel="canonical"', 'rel="x"'), "utf-8"
            )
        (pages / "index.json").write_text(
            json.dumps({"a": {"url": "https://one.example/x/"}, "b": {"url": None}}), "utf-8"
        )
        assert main(["read", str(pages), "--out", str(tmp_path / "out"), "-q"]) == 0
        assert 'href="https://one.example/there"' in (tmp_path / "out/a.body.html").read_text("utf-8")
        assert (tmp_path / "out/b.txt").is_file()

    def test_an_outlets_rules_are_used(self, tmp_path: Path) -> None:
        home = write_home(tmp_path / "home", issues=1)
        (tmp_path / "a.html").write_text(page("看土"), "utf-8")
        words = [
            "read",
            str(tmp_path / "a.html"),
            "--out",
            str(tmp_path),
            "--home",
            str(home),
            "--outlet",
            "news",
            "-q",
        ]
        assert main(words) == 0
        assert json.loads((tmp_path / "a.json").read_text("utf-8"))["reader"] == "outlet"

    @pytest.mark.parametrize(
        ("words", "told"),
        [
            (["nowhere.html"], "no such file or folder"),
            (["."], "holds no page"),
            (["a.html", "--outlet", "x"], "no such outlet"),
            (["a.html", "b.html", "--url", "https://n.example/"], "names one page's address"),
            (["a.html", "more/a.html"], "would both be written as a"),
        ],
    )
    def test_what_cannot_be_read_is_told(
        self,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
        words: list[str],
        told: str,
    ) -> None:
        write_home(tmp_path / "home", issues=1)
        here = tmp_path / "home" / "here"
        (here / "more").mkdir(parents=True)
        monkeypatch.chdir(here)
        if words != ["."]:
            for name in ("a.html", "b.html", "more/a.html"):
                (here / name).write_text(page(), "utf-8")
        assert main(["read", *words, "--out", str(tmp_path / "out")]) == 2
        assert told in capsys.readouterr().err

    def test_a_wrong_index_is_told(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "a.html").write_text(page(), "utf-8")
        (tmp_path / "index.json").write_text("[1]", "utf-8")
        assert main(["read", str(tmp_path), "--out", str(tmp_path / "out")]) == 2
        assert "index.json" in capsys.readouterr().err

    def test_json_lists_the_pages(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "a.html").write_text("", "utf-8")
        assert main(["read", str(tmp_path), "--out", str(tmp_path / "out"), "--json", "-q"]) == 1
        told = json.loads(capsys.readouterr().out)
        assert told["pages"] == ["a"]
        assert [finding["code"] for finding in told["findings"]] == ["REA-003"]


def test_an_interrupt_waits_until_a_letter_is_drawn() -> None:
    script = """
import signal, time
from pipeline import cli
signal.signal(signal.SIGINT, cli.interrupt)
drawn = []
exec("def draw():\\n signal.raise_signal(signal.SIGINT)\\n drawn.append(1)", {**globals(), "__name__": cli.DRAWS}, space := {})
space["draw"]()
try:
    time.sleep(10)
except KeyboardInterrupt:
    print("drawn", len(drawn))
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=30, check=True
    )
    assert done.stdout == "drawn 1\n"
