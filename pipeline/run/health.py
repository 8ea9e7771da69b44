"""A run's report → what monitors read: health.json, and metrics as OpenMetrics text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from pipeline.findings import SEVERITIES
from pipeline.run.state import State
from pipeline.run.values import RunReport
from pipeline.store import write_whole


REPORTS = "dist/reports"
OUTCOMES = ("built", "unchanged", "waiting", "refused")
Sample = tuple[dict[str, str], float]


def write_health(home: Path, key: str, report: RunReport, state: State) -> None:
    """Write both files; every run does, also one that had nothing to do."""
    status = "failed" if report.code not in (0, 1) else "attention" if report.needs else "ok"
    told = {
        "status": status,
        "last_run": report.run,
        "last_good_run": state.last_good,
        "exit_code": report.code,
        "next_due": report.next_due,
        "waits_for_a_person": len(report.needs),
        "line": report.line,
    }
    write_whole(
        home / REPORTS / "health.json", (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()
    )
    write_whole(home / REPORTS / "metrics.prom", metrics(key, report, state).encode())


def metrics(key: str, report: RunReport, state: State) -> str:
    """Write the metrics of a run (OpenMetrics 1.0)."""
    return "\n".join([*_families(key, report, state), "# EOF", ""])


def _families(key: str, report: RunReport, state: State) -> Iterator[str]:
    one = {"periodical": key}
    for name, text, value in _single(report, state):
        if value is not None:
            yield from _family(name, text, [(one, value)])
    for name, text, label, values in _counted(report):
        yield from _family(name, text, [({**one, label: each}, value) for each, value in values.items()])


def _single(report: RunReport, state: State) -> tuple[tuple[str, str, float | None], ...]:
    good = _seconds(state.last_good)
    return (
        ("last_run_timestamp_seconds", "When the last run began.", _seconds(report.run)),
        ("last_good_run_timestamp_seconds", "When the last run began that ended well.", good),
        ("next_due_timestamp_seconds", "The day the next issue is due.", _seconds(report.next_due)),
        ("run_duration_seconds", "How long the last run took.", report.seconds),
        ("run_exit_code", "The exit code of the last run.", report.code),
        ("needs", "Things that wait for a person.", len(report.needs)),
    )


def _counted(report: RunReport) -> tuple[tuple[str, str, str, dict[str, float]], ...]:
    steps = {step.name: step.seconds for step in report.steps}
    books = _counts(OUTCOMES, [book.outcome for book in report.books])
    findings = _counts(SEVERITIES, [told.severity for told in report.findings])
    mails: dict[str, float] = {"sent": report.delivered.sent, "failed": report.delivered.failed}
    return (
        ("step_duration_seconds", "How long each step took.", "step", steps),
        ("books", "Books, by what became of them.", "outcome", books),
        ("findings", "Findings, by severity.", "severity", findings),
        ("deliveries", "Mails, by what became of them.", "outcome", mails),
    )


def _counts(names: Iterable[str], found: Sequence[str]) -> dict[str, float]:
    return {name: found.count(name) for name in names}


def _family(name: str, text: str, samples: Iterable[Sample]) -> Iterator[str]:
    rows = list(samples)
    if not rows:
        return
    whole = f"presswork_{name}"
    yield f"# TYPE {whole} gauge"
    if name.endswith("_seconds"):
        yield f"# UNIT {whole} seconds"
    yield f"# HELP {whole} {text}"
    for labels, value in rows:
        inner = ",".join(f'{label}="{_escaped(content)}"' for label, content in labels.items())
        yield f"{whole}{{{inner}}} {value:.15g}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace('"', '\\"')


def _seconds(moment: str | None) -> float | None:
    if moment is None:
        return None
    told = datetime.fromisoformat(moment)
    return (told if told.tzinfo else told.replace(tzinfo=UTC)).timestamp()
