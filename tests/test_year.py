"""A year of runs against sites that change; runs killed, doubled, without disk or post: the same tree in the end."""

from __future__ import annotations

import json
import random
import re
import shutil
import subprocess
import sys
import threading
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from month import SITES, SUBSCRIBERS, PostOffice, Town, choices_at, write_town_home
from web import Call, Web

from pipeline.archive import open_archive
from pipeline.config import load_home
from pipeline.deliver.records import Records
from pipeline.run.month import run_month
from pipeline.run.values import RunReport
from pipeline.validate.rules import check_rules
from pipeline.validate.shelf import check_shelf


pytestmark = pytest.mark.slow
RUNNER = Path(__file__).with_name("one_run.py")
KILLS = 30
READER, STAFF, FRIEND, CHIEF = (
    "reader@kindle.com",
    "desk@gmail.com",
    "friend@mail.example",
    "chief@mini.example",
)


def office_of(office: PostOffice) -> str:
    return (
        f"editor: {CHIEF}\nsite: https://mini.example/books\n"
        f"mail: {{from: 小园 <post@mini.example>, server: '127.0.0.1:{office.port}', security: none}}\n"
    )


def tree_of(home: Path) -> dict[str, bytes]:
    """Read what a run leaves for good; archives and ledgers tell when and how often, and are compared by what they say."""
    return {
        path.relative_to(home).as_posix(): path.read_bytes()
        for folder in ("sources", "dist")
        for path in sorted((home / folder).rglob("*"))
        if path.is_file() and not {"reports", "archive", "ledger"} & set(path.parts)
    }


def archived(home: Path) -> dict[str, str]:
    """Read what the archives hold: address → digest of the newest good answer, if it is no robots.txt."""
    found = {}
    for path in sorted((home / "sources/archive").rglob("*.warc.gz")):
        archive = open_archive(path)
        for url in archive.urls():
            snapshot = archive.latest(url)
            if snapshot is not None and snapshot.kind != "robots":
                found[url] = snapshot.digest
    return found


def letters_of(book: Path) -> str:
    """Read all text of a book."""
    with zipfile.ZipFile(book) as archive:
        pages = [archive.read(name).decode() for name in archive.namelist() if name.startswith("EPUB/text/a")]
    return re.sub(r"<[^>]+>", "", "".join(pages))


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    with Web() as running:
        yield running


@pytest.fixture(scope="module")
def office() -> Iterator[PostOffice]:
    with PostOffice() as running:
        yield running


# --- a year ---------------------------------------------------------------------------------------------------


def test_a_year_makes_itself(tmp_path: Path) -> None:
    with Web() as web, PostOffice() as office:
        _a_year(tmp_path, web, office)


def _a_year(root: Path, web: Web, office: PostOffice) -> None:
    town = Town(web)
    home = write_town_home(root, town, office_of(office))
    (home / "sources/subscribers.yaml").write_text(SUBSCRIBERS, "utf-8")
    reports: dict[str, RunReport] = {}
    for month in range(1, 13):
        town.publish(f"2021-{month:02d}")
        _events(town, month)
        first = f"{2021 + month // 12}-{month % 12 + 1:02d}-01T06:00"
        reports[f"{month}"] = run_month(home, choices_at(first, web))
        if month == 5:
            town.down.clear()
            reports["5 again"] = run_month(home, choices_at("2021-06-02T06:00", web))
    codes = {name: report.code for name, report in reports.items()}
    assert codes == dict.fromkeys(codes, 0) | {"5": 4}, {
        name: [str(need.finding) for need in report.needs] for name, report in reports.items()
    }
    _the_books_are_sound(home)
    _the_events_were_seen(reports, town, office, home)
    _each_got_each_book_once(office)
    calm = run_month(home, choices_at("2022-01-02T06:00", web))
    assert (calm.code, calm.changed) == (0, False)


def _events(town: Town, month: int) -> None:
    """Let something happen at the end of a month."""
    if month == 3:
        town.templates["north"] = "new"
    elif month == 5:
        town.down.add("south")
    elif month == 7:
        town.corrected["/north/2021-06/1.html"] = "更正：上文所说的日期应为六月十二日，特此说明。"
    elif month == 9:
        town.zones["south"] = "+0000"  # local times sent out as Greenwich's
        town.add("south", "2021-09", 3, "2021-09-30T20:30:00")
    elif month == 11:
        town.gone.add("/south/2021-10/2.html")


def _the_books_are_sound(home: Path) -> None:
    books = sorted((home / "dist").glob("*/*.epub"))
    assert [book.name for book in books] == [
        *(f"mini-2021-no{number:02d}.epub" for number in range(1, 13)),
        "mini-2021.epub",
    ]
    assert [finding for book in books for finding in check_rules(book)] == []
    assert check_shelf(books) == ()
    verdicts = json.loads((home / ".presswork/waiting.json").read_text("utf-8"))
    assert verdicts == []


def _the_events_were_seen(reports: dict[str, RunReport], town: Town, office: PostOffice, home: Path) -> None:
    def codes(name: str) -> set[str]:
        return {finding.code for finding in reports[name].findings}

    dist = home / "dist/issues"
    # The redesign: the outlet's selectors find nothing, the articles are read all the same, a person is told.
    assert "REA-006" in codes("3")
    assert any(need.saved and need.command.startswith("presswork read ") for need in reports["3"].needs)
    assert town.title("/north/2021-03/1.html") in letters_of(dist / "mini-2021-no03.epub")
    # The outage: the issue waits a day, then is whole.
    assert {"RUN-008", "RUN-006"} <= codes("5")
    assert [book.outcome for book in reports["5 again"].books if "no05" in book.file] == ["built"]
    # The correction: noticed a month later, the book made again, and sent to nobody a second time.
    assert "CMP-009" in {finding.code for finding in reports["7"].changes}
    assert "六月十二日" in letters_of(dist / "mini-2021-no06.epub")
    assert "六月十二日" in letters_of(home / "dist/volumes/mini-2021.epub")
    # The wrong zone: at the border of two months an article is in one of them, once.
    border = town.title("/south/2021-09/3.html")
    holding = [book.name for book in sorted(dist.glob("*.epub")) if border in letters_of(book)]
    assert holding == ["mini-2021-no10.epub"]
    # The withdrawal: told, and the book keeps the article.
    assert "RUN-004" in {finding.code for finding in reports["11"].changes}
    assert town.title("/south/2021-10/2.html") in letters_of(dist / "mini-2021-no10.epub")
    told = [str(mail.get_body(("plain",)).get_content()) for mail in office.to(CHIEF)]
    for word in ("presswork approve 2021/05", "presswork read ", "presswork show 2021/10"):
        assert any(word in text for text in told), word


def _each_got_each_book_once(office: PostOffice) -> None:
    titles = [f"小园 2021年第{number}期" for number in range(1, 13)]
    assert Counter(mail["Subject"] for mail in office.to(READER)) == Counter(titles)
    assert Counter(mail["Subject"] for mail in office.to(FRIEND)) == Counter(titles)
    assert Counter(mail["Subject"] for mail in office.to(STAFF)) == Counter([*titles, "小园 2021年合订本"])


# --- a run cut off anywhere -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def bed(web: Web, office: PostOffice, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a home before its first run with a warm store, so that runs are short, and the same home after it."""
    town = Town(web)
    town.publish("2021-01")
    home = write_town_home(tmp_path_factory.mktemp("bed") / "home", town, office_of(office))
    (home / "sources/subscribers.yaml").write_text(SUBSCRIBERS, "utf-8")
    before = home.with_name("before")
    shutil.copytree(home, before)
    assert run_month(home, choices_at("2021-02-01T06:00", web)).code == 0
    shutil.copytree(home / ".presswork/store", before / ".presswork/store")
    office.mails.clear()
    return before, home


def start(home: Path, *more: str) -> subprocess.Popen[str]:
    """Start a run; return when it has begun."""
    words = [sys.executable, str(RUNNER), str(home), "2021-02-01T06:00", *more]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=RUNNER.parent.parent)
    assert process.stdout is not None
    assert process.stdout.readline() == "go\n"
    return process


def finish(home: Path, *more: str) -> tuple[int, str]:
    """Run to the end."""
    process = start(home, *more)
    told, _ = process.communicate()
    return process.returncode, told


@pytest.fixture(scope="module")
def whole_s(bed: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> float:
    """Return how long a run takes here and now, so that the kills fall into it."""
    home = shutil.copytree(bed[0], tmp_path_factory.mktemp("whole") / "home")
    process = start(home)
    began = time.monotonic()
    process.communicate()
    assert process.returncode == 0
    assert tree_of(home) == tree_of(bed[1])
    return time.monotonic() - began


@pytest.mark.parametrize("number", range(KILLS))
def test_a_run_killed_anywhere_goes_on(
    number: int, bed: tuple[Path, Path], whole_s: float, web: Web, office: PostOffice, tmp_path: Path
) -> None:
    before, after = bed
    home = tmp_path / "home"
    shutil.copytree(before, home)
    office.mails.clear()
    process = start(home)
    with process:
        threading.Event().wait(random.Random(number).uniform(0.0, whole_s))
        process.kill()
    assert run_month(home, choices_at("2021-02-01T06:00", web)).code == 0
    assert tree_of(home) == tree_of(after)
    assert archived(home) == archived(after)
    got = Counter(to for to, _ in office.mails)
    assert max(got.values(), default=1) == 1, [
        (to, str(mail["Subject"]), mail["Message-ID"]) for to, mail in office.mails
    ]
    records = Records(home, load_home(home).periodical.namespace)
    outcomes = {line.outcome for line in records._last.values()}
    assert outcomes <= {"sent", "unsure"}
    assert len(records._last) == 3
    if "unsure" not in outcomes:
        assert set(got) == {READER, STAFF, FRIEND}
    assert not list(home.rglob(".new-*"))


# --- two at once, no disk, no post ----------------------------------------------------------------------------


def test_of_two_runs_at_once_one_works_and_one_says_so(
    bed: tuple[Path, Path], web: Web, tmp_path: Path
) -> None:
    before, after = bed
    home = tmp_path / "home"
    shutil.copytree(before, home)
    asked, let_go = threading.Event(), threading.Event()
    feed = web.answer_for("/north/feed.xml")

    def slow(call: Call) -> None:
        asked.set()
        let_go.wait(30)
        feed(call)

    web.route("/north/feed.xml", slow)
    try:
        first = start(home)
        assert asked.wait(30)
        code, told = finish(home)
        assert code == 4
        assert f"another run is at work (presswork run, process {first.pid} on " in told
        let_go.set()
        first.communicate()
        assert first.returncode == 0
    finally:
        let_go.set()
        web.route("/north/feed.xml", feed)
    assert tree_of(home) == tree_of(after)


@pytest.mark.parametrize("limit", [0, 600, 3_000, 20_000, 60_000])
def test_a_full_disk_spoils_nothing(limit: int, bed: tuple[Path, Path], tmp_path: Path) -> None:
    before, after = bed
    home = tmp_path / "home"
    shutil.copytree(before, home)
    code, told = finish(home, str(limit))
    assert code == 4, told
    assert "File too large" in told
    assert not list(home.rglob(".new-*"))
    for book in (home / "dist").glob("*/*.epub"):
        assert book.read_bytes() == (after / book.relative_to(home)).read_bytes()
    code, told = finish(home)
    assert code == 0, told
    assert tree_of(home) == tree_of(after)
    assert archived(home) == archived(after)


def test_mail_that_could_not_go_goes_when_it_can(
    bed: tuple[Path, Path], web: Web, office: PostOffice, tmp_path: Path
) -> None:
    before, after = bed
    home = tmp_path / "home"
    shutil.copytree(before, home)
    office.stop()
    office.mails.clear()
    report = run_month(home, choices_at("2021-02-01T06:00", web))
    assert report.code == 1
    assert {"DEL-001", "RUN-011"} <= {finding.code for finding in report.findings}
    assert tree_of(home) == tree_of(after)
    office.__enter__()
    report = run_month(home, choices_at("2021-02-02T06:00", web))
    assert (report.code, report.delivered.sent) == (0, 3)
    assert set(SITES) == {"north", "south"}
    assert run_month(home, choices_at("2021-02-03T06:00", web)).delivered.sent == 0
