"""What is printed, where, and what only the log hears."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from pipeline.findings import Finding, gravest
from pipeline.report import Reporter, exit_code


NOTE = Finding("CMP-004", "note", "a", "said", "nothing")
WARNING = Finding("CMP-001", "warning", "b", "odd", "look")
ERROR = Finding("PUB-001", "error", "c", "bad", "mend")


@pytest.mark.parametrize(
    ("how", "heard"),
    [({}, [WARNING, ERROR]), ({"verbose": True}, [NOTE, WARNING, ERROR]), ({"quiet": True}, [ERROR])],
)
def test_findings_by_loudness(
    how: dict[str, bool], heard: list[Finding], capsys: pytest.CaptureFixture[str]
) -> None:
    Reporter(**how).findings([NOTE, WARNING, ERROR])  # type: ignore[arg-type]
    assert capsys.readouterr().err.splitlines() == [str(finding) for finding in heard]


def test_the_log_hears_all(tmp_path: Path) -> None:
    log = tmp_path / "log"
    Reporter(quiet=True, log=log).findings([NOTE, ERROR])
    assert [json.loads(line)["value"]["code"] for line in log.read_text("utf-8").splitlines()] == [
        "CMP-004",
        "PUB-001",
    ]


def test_results_go_to_stdout_and_words_to_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    reporter = Reporter(verbose=True)
    reporter.result("book")
    reporter.say("done")
    reporter.detail("more")
    assert capsys.readouterr() == ("book\n", "done\nmore\n")


def test_a_bar_shows_only_where_a_person_watches(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    reporter = Reporter()
    reporter.progress(1, 2, "页")
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    reporter.progress(1, 2, "页")
    assert "1/2 页" in capsys.readouterr().err
    reporter.progress(2, 2, "页")
    assert capsys.readouterr().err.endswith("\r\x1b[K")


@pytest.mark.parametrize(
    ("findings", "bar", "code"),
    [
        ([NOTE], "warning", 0),
        ([NOTE], "note", 1),
        ([WARNING], "error", 0),
        ([WARNING, ERROR], "error", 1),
        ([], "note", 0),
    ],
)
def test_the_bar_decides_the_exit_code(findings: list[Finding], bar: str, code: int) -> None:
    assert exit_code(findings, bar) == code  # type: ignore[arg-type]


def test_the_gravest_is_told() -> None:
    assert gravest((NOTE, ERROR, WARNING)) == "error"
    assert gravest(()) is None
