"""A library of several periodicals and years on one shelf, walked from the root to every book."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html


pytestmark = pytest.mark.slow
BENCHMARK = Path(__file__).resolve().parent.parent / "benchmarks" / "library.py"


def test_a_library_is_built_shelved_and_walked(tmp_path: Path) -> None:
    command = [sys.executable, BENCHMARK, tmp_path, "--periodicals", "3", "--years", "4"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    shelf = tmp_path / "shelf"
    gaps = 0
    for number in range(3):
        text = (shelf / "records" / f"lib{number:02d}-holdings.csv").read_text("utf-8-sig")
        rows = list(csv.DictReader(text.splitlines()))
        gaps += sum(row["status"] == "missing" for row in rows)
        assert len(rows) == 4 * 4 + 4
    assert gaps
    assert told["books"] == 3 * 4 * 4 - gaps + 3 * 4
    front = html.fromstring((shelf / "index.html").read_bytes())
    assert [each.text_content() for each in front.xpath("//main/h2")] == ["园地", "河讯", "灯下"]
    assert len(front.xpath("//ul[@class='covers']/li")) == told["books"]
