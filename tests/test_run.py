"""The scheduled month: what is due, one run at a time, what waits, what is told."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import time_machine
from homes import text_of, write_home
from lxml import html
from month import SITES, SUBSCRIBERS, PostOffice, Town, choices_at, write_town_home
from prometheus_client.openmetrics.parser import text_string_to_metric_families
from web import Waits, Web

from pipeline.build.values import BookResult
from pipeline.cli.main import main
from pipeline.config import load_home
from pipeline.errors import BuildError, UsageError
from pipeline.findings import find
from pipeline.ledger import ledger_path, lines_of, note
from pipeline.model import Issue
from pipeline.run.approve import approve
from pipeline.run.due import due_issues, next_due
from pipeline.run.health import metrics
from pipeline.run.lock import held_by, only_run
from pipeline.run.masked import masked
from pipeline.run.month import run_month
from pipeline.run.needs import needs_of
from pipeline.run.page import write_page
from pipeline.run.publishing import Approval
from pipeline.run.rehearse import rehearse
from pipeline.run.state import State
from pipeline.run.values import Need, RunReport, Step


NO_ISSUES: tuple[Issue, ...] = ()


# --- what is due ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("frequency", "today", "due", "following"),
    [
        ("monthly", "2021-07-01", "2021-06", "2021-08-01"),
        ("monthly", "2021-01-16", "2020-12", "2021-02-01"),
        ("semimonthly", "2021-07-01", "2021-06-16", "2021-07-16"),
        ("semimonthly", "2021-07-16", "2021-07-01", "2021-08-01"),
        ("weekly", "2021-07-01", "2021-06-27", "2021-07-05"),
        ("quarterly", "2021-07-01", "2021-04", "2021-10-01"),
        ("quarterly", "2021-06-30", "2021-01", "2021-07-01"),
        ("every 10 days", "2021-07-01", "2021-06-30", "2021-07-11"),
    ],
)
def test_a_home_without_issues_begins_with_the_newest_days_that_are_over(
    frequency: str, today: str, due: str, following: str
) -> None:
    day = date.fromisoformat(today)
    assert [each.date for each in due_issues(NO_ISSUES, frequency, day)] == [due]
    assert next_due(NO_ISSUES, frequency, day).isoformat() == following


@pytest.mark.parametrize(
    ("frequency", "last", "today", "due", "following"),
    [
        ("monthly", (2021, 5, "2021-05"), "2021-05-31", [], "2021-06-01"),
        ("monthly", (2021, 5, "2021-05"), "2021-06-01", ["2021/05"], "2021-07-01"),
        ("monthly", (2021, 5, "2021-05"), "2021-08-01", ["2021/05", "2021/06", "2021/07"], "2021-09-01"),
        ("monthly", (2021, 8, "2021-06"), "2021-07-31", ["2021/08"], "2021-08-01"),
        ("monthly", (2020, 12, "2020-12"), "2021-02-01", ["2020/12", "2021/01"], "2021-03-01"),
        ("weekly", (2021, 1, "2021-01-03"), "2021-01-11", ["2021/01", "2021/02"], "2021-01-18"),
        ("every 10 days", (2021, 1, "2021-01-10"), "2021-01-21", ["2021/01", "2021/02"], "2021-01-31"),
    ],
)
def test_the_newest_is_due_and_what_nobody_has_begun(
    frequency: str, last: tuple[int, int, str], today: str, due: list[str], following: str
) -> None:
    issues = (Issue(*last, ()),)
    day = date.fromisoformat(today)
    assert [each.name for each in due_issues(issues, frequency, day)] == due
    assert next_due(issues, frequency, day).isoformat() == following


def test_an_issue_in_preparation_is_not_due() -> None:
    issues = (Issue(2021, 5, "2021-05", ()), Issue(2021, 6, "2021-06", ()))
    assert [each.name for each in due_issues(issues, "monthly", date(2021, 6, 20))] == ["2021/05"]
    assert next_due(issues, "monthly", date(2021, 6, 20)) == date(2021, 7, 1)


def test_the_day_is_the_homes_own() -> None:
    """At 20:00 UTC on the last of June it is July in Shanghai."""
    from pipeline.collect.period import zone_of
    from pipeline.model import Periodical
    from pipeline.run.due import today_in

    now = datetime(2021, 6, 30, 20, tzinfo=UTC)
    about = Periodical("k", "t", "zh-Hans", "p", "n")
    assert today_in(now, zone_of(about)) == date(2021, 7, 1)
    assert today_in(now, UTC) == date(2021, 6, 30)


# --- one run at a time ----------------------------------------------------------------------------------------

HOLD = """\
import sys, time
from pathlib import Path
from pipeline.run.lock import only_run
with only_run(Path(sys.argv[1]), "run", "2021-07-01T00:00:00Z"):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_run_is_refused_and_a_dead_one_is_seen(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with (
            pytest.raises(
                BuildError, match=rf"another run is at work \(presswork run, process {other.pid} on "
            ),
            only_run(tmp_path, "run", "2021-07-01T00:00:01Z"),
        ):
            pass
        assert str(held_by(tmp_path)).endswith("since 2021-07-01T00:00:00Z")
        other.send_signal(signal.SIGKILL)
        other.wait()
    assert held_by(tmp_path) is None
    with only_run(tmp_path, "run", "2021-07-01T00:00:02Z") as died:
        assert died is not None
        assert died.pid == other.pid
    with only_run(tmp_path, "run", "2021-07-01T00:00:03Z") as died:
        assert died is None


# --- the ledger -----------------------------------------------------------------------------------------------


def test_a_line_that_was_cut_off_counts_as_unwritten(tmp_path: Path) -> None:
    path = ledger_path(tmp_path, "approved")
    first, second = Approval("2021/01", "a", "t"), Approval("2021/02", "b", "t")
    note(path, first)
    with path.open("ab") as stream:
        stream.write(b'{"at":"t","con')
    note(path, second)
    assert list(lines_of(path, Approval)) == [first, second]


# --- runs -----------------------------------------------------------------------------------------------------


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as running:
        yield running


@pytest.fixture
def town(web: Web) -> Town:
    town = Town(web)
    town.publish("2021-01")
    return town


Live = Callable[[str], RunReport]


def live_in(home: Path, town: Town) -> Live:
    return lambda moment: run_month(home, choices_at(moment, town.web))


def test_nothing_is_due_before_the_days_are_over(town: Town, tmp_path: Path) -> None:
    home = write_town_home(tmp_path, town)
    folder = home / "sources/issues/2021/01"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text("一。\n\n二。\n", "utf-8")
    (folder / "issue.yaml").write_text(
        "number: 1\ndate: 2021-01\narticles:\n  - file: a.txt\n    title: 一\n    credit: {outlet: 本刊}\n",
        "utf-8",
    )
    report = live_in(home, town)("2021-01-31T23:00")
    assert (report.code, report.line, report.next_due) == (0, "nothing is due", "2021-02-01")
    assert not (home / "dist/issues").exists()
    assert town.web.seen == []


def test_a_rehearsal_tells_every_article_and_writes_nothing(town: Town, tmp_path: Path) -> None:
    home = write_town_home(tmp_path, town)
    told = rehearse(home, choices_at("2021-02-01T06:00", town.web))
    assert told.due == ("2021/01",)
    assert sorted((each.change, each.title) for each in told.changes) == sorted(
        ("add", town.title(f"/{site}/2021-01/{number}.html")) for site in SITES for number in (1, 2)
    )
    assert not (home / "sources/issues").exists()
    assert not (home / "dist").exists()


def test_the_verb_rehearses_and_tells_what_is_due(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = write_home(tmp_path, issues=2)
    with time_machine.travel("2021-03-01T06:00:00+08:00", tick=False):
        assert main(["run", "--dry-run", "--home", str(home)]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert lines[0] == "2021/02 is due"
        assert [line.split()[0] for line in lines[1:3]] == ["new", "new"]
        assert main(["status", "--home", str(home)]) == 0
    told = capsys.readouterr().out
    assert "due now: 2021/02\nnext due: 2021-04-01\nlast good run: none yet\n" in told


def test_an_approval_of_nothing_is_refused(tmp_path: Path) -> None:
    home = write_home(tmp_path, issues=1)
    with pytest.raises(UsageError, match="nothing named '2021/1' waits to be let out: nothing does"):
        approve(home, ["2021/1"], "2021-07-01T00:00:00Z")
    with pytest.raises(UsageError, match="names no issue"):
        approve(home, ["June"], "2021-07-01T00:00:00Z")


def test_a_mistake_of_the_subscribers_is_told_before_any_work(town: Town, tmp_path: Path) -> None:
    from pipeline.errors import ConfigError

    home = write_town_home(tmp_path, town)
    (home / "sources/subscribers.yaml").write_text("subscribers:\n  - {adress: a@b.example}\n", "utf-8")
    with pytest.raises(ConfigError, match="did you mean 'address'"):
        live_in(home, town)("2021-02-01T06:00")
    assert town.web.seen == []


def tree_of(home: Path) -> dict[str, bytes]:
    """Read what a run leaves for good, but its reports and the archives, which tell when they were made."""
    return {
        path.relative_to(home).as_posix(): path.read_bytes()
        for folder in ("sources", "dist")
        for path in sorted((home / folder).rglob("*"))
        if path.is_file() and "reports" not in path.parts and "archive" not in path.parts
    }


@pytest.mark.slow
def test_a_month_makes_itself_and_a_second_run_does_nothing(town: Town, tmp_path: Path) -> None:
    with PostOffice() as office:
        home = write_town_home(tmp_path, town, mail_of(office))
        (home / "sources/subscribers.yaml").write_text(SUBSCRIBERS, "utf-8")
        report = live_in(home, town)("2021-02-01T06:00")
        assert (report.code, report.needs) == (0, ())
        assert report.line == (
            "2021/01: 4 articles found, 5 pages and pictures fetched, 2 published, sent to 3"
        )
        told = json.loads((home / "dist/reports/RUN.json").read_text("utf-8"))
        assert (told["line"], told["needs"], told["delivered"]["sent"]) == (report.line, [], 3)
        assert (home / "dist/index.html").is_file()
        before, asked = tree_of(home), len(town.web.seen)
        again = live_in(home, town)("2021-02-02T06:00")
        assert (again.code, again.changed, again.line) == (0, False, "2021/01: 2 up to date")
        assert tree_of(home) == before
        assert (len(town.web.seen), len(office.mails)) == (asked, 3)
        assert json.loads((home / "dist/reports/RUN.json").read_text("utf-8")) == told
        health = json.loads((home / "dist/reports/health.json").read_text("utf-8"))
        assert (health["status"], health["last_good_run"]) == ("ok", "2021-02-01T22:00:00Z")


def mail_of(office: PostOffice) -> str:
    return (
        "editor: chief@mini.example\nsite: https://mini.example/books\n"
        f"mail: {{from: 小园 <post@mini.example>, server: '127.0.0.1:{office.port}', security: none}}\n"
    )


@pytest.mark.slow
def test_a_review_stops_before_publishing_until_it_is_approved(town: Town, tmp_path: Path) -> None:
    with PostOffice() as office:
        home = write_town_home(tmp_path, town, mail_of(office) + "review: required\n")
        (home / "sources/subscribers.yaml").write_text(SUBSCRIBERS, "utf-8")
        live = live_in(home, town)
        report = live("2021-02-01T06:00")
        assert (report.code, [book.outcome for book in report.books]) == (0, ["waiting"])
        assert not list((home / "dist").glob("*/*.epub"))
        assert [need.command for need in report.needs] == ["presswork approve 2021/01"]
        assert [to for to, _ in office.mails] == ["chief@mini.example"]
        assert "presswork approve 2021/01" in str(office.mails[0][1].get_content())
        assert live("2021-02-02T06:00").changed is False
        assert len(office.mails) == 1  # the same thing is told once

        (let_out,) = approve(home, ["2021/1"], "2021-02-02T00:00:00Z")
        assert let_out.name == "2021/01"
        report = live("2021-02-03T06:00")
        assert (report.code, [book.outcome for book in report.books]) == (0, ["built", "built"])
        assert len(office.to("reader@kindle.com")) == 1


@pytest.mark.slow
def test_a_site_that_was_down_holds_the_issue_until_it_is_read(town: Town, tmp_path: Path) -> None:
    home = write_town_home(tmp_path, town)
    town.down.add("south")
    live = live_in(home, town)
    report = live("2021-02-01T06:00")
    assert report.code == 4
    assert "RUN-008" in {finding.code for finding in report.findings}
    assert not list((home / "dist").glob("*/*.epub"))
    page = (home / "dist/reports/RUN.html").read_text("utf-8")
    assert "presswork approve 2021/01" in page
    town.down.clear()
    report = live("2021-02-02T06:00")
    assert (report.code, sum(book.articles for book in report.books)) == (0, 8)


@pytest.mark.slow
def test_a_worse_book_never_takes_the_place_of_a_good_one(town: Town, tmp_path: Path) -> None:
    home = write_town_home(tmp_path, town)
    live = live_in(home, town)
    live("2021-02-01T06:00")
    book = home / "dist/issues/mini-2021-no01.epub"
    good = book.read_bytes()
    outlet = home / "sources/outlets/north.yaml"
    outlet.write_text(outlet.read_text("utf-8").replace('"#body"', '"#body p:first-child"'), "utf-8")
    report = live("2021-02-02T06:00")
    assert report.code == 4
    assert {finding.code for finding in report.findings} >= {"RUN-005", "RUN-006", "RUN-009"}
    assert book.read_bytes() == good
    approve(home, ["2021/01"], "2021-02-02T00:00:00Z")
    assert live("2021-02-03T06:00").code == 0
    assert book.read_bytes() != good


# --- what is told ---------------------------------------------------------------------------------------------


def a_report(**more: object) -> RunReport:
    finding = find(
        "RUN-003", "2021/01", issue="2021/01", file=".presswork/waiting/issues/mini-2021-no01.epub"
    )
    need = Need(finding, "2021/01", None, None, None, "presswork approve 2021/01")
    told: dict[str, object] = {
        "run": "2021-02-01T22:00:00Z",
        "title": "小园 <&>",
        "version": "1",
        "due": ("2021/01",),
        "next_due": "2021-03-01",
        "seconds": 12.5,
        "code": 0,
        "line": "2021/01: 1 waiting for review",
        "changed": True,
        "steps": (Step("fetch", 1.25, "5 fetched"),),
        "books": (BookResult("dist/issues/mini-2021-no01.epub", "waiting", "小园", 4, 1, 0),),
        "needs": (need,),
        "findings": (finding,),
    }
    return RunReport(**(told | more))  # type: ignore[arg-type]


def test_the_metrics_are_openmetrics() -> None:
    text = metrics("mini", a_report(), State(last_good="2021-01-01T22:00:00Z"))
    found = {family.name: family for family in text_string_to_metric_families(text)}
    values = {
        (
            sample.name.removeprefix("presswork_"),
            *(value for key, value in sample.labels.items() if key != "periodical"),
        ): sample.value
        for family in found.values()
        for sample in family.samples
    }
    assert values["last_good_run_timestamp_seconds",] == datetime(2021, 1, 1, 22, tzinfo=UTC).timestamp()
    assert values["step_duration_seconds", "fetch"] == 1.25
    assert values["books", "waiting"] == 1
    assert values["needs",] == 1
    assert found["presswork_run_duration_seconds"].unit == "seconds"


def test_the_page_is_sound_html_and_says_what_to_do_first() -> None:
    page = write_page(a_report()).decode()
    tree = html.fromstring(page)
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert [each.text for each in tree.iter("h2")][:2] == ["What you must do", "What was made"]
    assert "presswork approve 2021/01" in [each.text_content() for each in tree.iter("code")]
    assert "小园 &lt;&amp;&gt;" in page
    assert all(each.get("scope") == "col" for each in tree.iter("th"))
    assert list(tree.iter("main"))


def test_a_report_that_others_may_see_names_nobody() -> None:
    told = find(
        "DEL-002",
        "2021/01",
        address="lin.xiao+books@mail.example",
        why="550 <lin.xiao+books@mail.example> unknown",
    )
    need = Need(told, "2021/01", None, None, None, "presswork deliver 2021/01")
    shown = str(masked(a_report(findings=(told,), needs=(need,))))
    assert "lin.xiao" not in shown
    assert "l…@mail.example was refused: 550 <l…@mail.example> unknown" in shown


def test_what_a_person_must_do_names_article_site_page_and_command(town: Town, tmp_path: Path) -> None:
    home = write_town_home(tmp_path, town)
    url = town.web.url("/north/2021-01/1.html")
    folder = home / "sources/issues/2021/01"
    folder.mkdir(parents=True)
    (folder / "issue.yaml").write_text(
        f"number: 1\ndate: 2021-01\narticles:\n  - {{url: '{url}', outlet: north, title: 看土}}\n", "utf-8"
    )
    town.templates["north"] = "new"
    assert main(["fetch", "-q", "--home", str(home)]) == 0
    told = find("REA-006", url, selector="#body", outlet="north")
    (need,) = needs_of(load_home(home), (told, find("CMP-001", url, title="x")))
    assert (need.issue, need.article, need.site) == ("2021/01", "看土", "127.0.0.1")
    assert need.saved is not None
    assert "<section class='story'>" in (home / need.saved).read_text("utf-8")
    assert need.command == f"presswork read {need.saved} --url {url} --outlet north --out look"
    words = need.command.split()[1:]
    words[1] = str(home / need.saved)
    words[-1] = str(tmp_path / "look")
    assert main([*words, "--home", str(home)]) == 0  # the command can be typed as it stands


@pytest.mark.slow
def test_a_book_the_checkers_refuse_is_let_out_by_nobody(tmp_path: Path) -> None:
    home = write_home(tmp_path, issues=1)
    (home / "styles").mkdir()
    (home / "styles/home.css").write_text(
        "body { background: url(https://news.example/paper.png) }\n", "utf-8"
    )
    choices = replace(choices_at("2021-02-01T06:00", Waits()), month="2021-01")
    report = run_month(home, choices)
    assert report.code == 4
    assert "RUN-007" in {finding.code for finding in report.findings}
    assert "presswork check .presswork/waiting/issues/mini-2021-no01.epub" in {
        need.command for need in report.needs
    }
    assert not list((home / "dist").glob("*/*.epub"))
    with pytest.raises(UsageError, match="2021/01 has errors of the checkers, which no approval lets pass"):
        approve(home, ["2021/01"], "2021-07-01T00:00:00Z")


@pytest.mark.slow
def test_an_article_that_is_not_to_be_had_is_let_out_with_a_note(
    town: Town, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    heard: list[dict[str, object]] = []
    town.web.route("/hook", lambda call: (heard.append(json.loads(call.body)), call.send("ok")))
    home = write_town_home(tmp_path, town, f"webhook: ['{town.web.url('/hook')}']\n")
    town.gone.add("/north/2021-01/2.html")
    report = live_in(home, town)("2021-02-01T06:00")
    assert report.code == 4
    url = town.web.url("/north/2021-01/2.html")
    need = next(need for need in report.needs if need.finding.where == url)
    assert (need.finding.code, need.site, need.command) == ("FET-021", "127.0.0.1", "presswork fetch 2021/01")
    assert need.saved is not None
    assert (home / need.saved).read_bytes() == b"gone"
    assert [(each["ok"], each["event"]) for each in heard] == [(False, "run")]
    with time_machine.travel("2021-02-02T06:00:00+08:00", tick=False):
        assert (
            main(["approve", "2021/1", "--home", str(home)]) == 1
        )  # it is out, and the page is still missing
    book = home / "dist/issues/mini-2021-no01.epub"
    assert book.is_file()
    assert url in "".join(text_of(book, f"text/{name}") for name in names_of(book))
    assert len(heard) == 2
    asked = len(town.web.seen)
    assert live_in(home, town)("2021-02-03T06:00").changed is False
    assert len(town.web.seen) == asked


def names_of(book: Path) -> list[str]:
    import zipfile

    with zipfile.ZipFile(book) as archive:
        return [
            name.removeprefix("EPUB/text/") for name in archive.namelist() if name.startswith("EPUB/text/a")
        ]
