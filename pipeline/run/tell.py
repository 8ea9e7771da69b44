"""A finished run → its report on the disk, what monitors read, and word to those who must do something."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

from pipeline.codec import digest
from pipeline.config import Home
from pipeline.deliver.webhook import call_hooks
from pipeline.errors import PressworkError
from pipeline.findings import Finding
from pipeline.run.editor import Word, write_editor
from pipeline.run.health import REPORTS, write_health
from pipeline.run.masked import masked
from pipeline.run.needs import UNFETCHED
from pipeline.run.page import write_page
from pipeline.run.state import Past, State, load_state, save_state
from pipeline.run.values import Need, RunChoices, RunReport
from pipeline.store import write_whole


def tell(home: Home, report: RunReport, choices: RunChoices) -> RunReport:
    """Write and send what a run has to tell; what was told before and has not changed is not told again."""
    state = load_state(home.root)
    needs = digest([_mark(need) for need in report.needs])
    is_news = report.changed or needs != (state.told or digest([]))
    if is_news:
        findings = (*_hooks(home, masked(report)), *_editor(home, report, choices, needs, state))
        report = replace(report, findings=(*report.findings, *findings))
        write_report(home.root, masked(report))
    past = Past(report.run, report.seconds, report.code, report.line, len(report.needs))
    state = state.after(past, is_good=report.code == 0, told=needs)
    save_state(home.root, state)
    write_health(home.root, home.periodical.key, report, state)
    return report


def _mark(need: Need) -> tuple[str, ...]:
    """Return what makes a need the same as one that was told: a page that is not to be had is one, whoever says so."""
    finding = need.finding
    if finding.code.startswith("FET") or finding.code in UNFETCHED:
        return "unfetched", finding.where
    return finding.code, finding.where, finding.what


def tell_failure(home: Home, error: PressworkError | OSError, choices: RunChoices) -> None:
    """Send word of a run that could not go on; the disk may be full, so nothing is written."""
    told = {
        "event": "failed",
        "run": choices.moment,
        "periodical": home.periodical.key,
        "ok": False,
        "line": str(error),
    }
    call_hooks(home.root, home.office.webhook, told)
    write_editor(home, Word("the run failed", f"{error}\n\nTry: presswork run\n"), choices)


def write_report(home: Path, report: RunReport) -> None:
    """Write the report as JSON and as a page: the newest under one name, and each under its own."""
    data = (json.dumps(asdict(report), ensure_ascii=False, indent=2) + "\n").encode()
    page = write_page(report)
    for name in (report.run.replace(":", ""), "RUN"):
        write_whole(home / REPORTS / f"{name}.html", page)
        write_whole(home / REPORTS / f"{name}.json", data)


def _hooks(home: Home, report: RunReport) -> tuple[Finding, ...]:
    told: dict[str, object] = {
        "event": "run",
        "run": report.run,
        "periodical": home.periodical.key,
        "ok": report.code == 0,
        "exit_code": report.code,
        "line": report.line,
        "due": list(report.due),
        "next_due": report.next_due,
        "books": [{"file": book.file, "title": book.title, "outcome": book.outcome} for book in report.books],
        "needs": [
            {
                "code": need.finding.code,
                "where": need.finding.where,
                "what": need.finding.what,
                "do": need.finding.action,
                "command": need.command,
            }
            for need in report.needs
        ],
    }
    return call_hooks(home.root, home.office.webhook, told)


def _editor(
    home: Home, report: RunReport, choices: RunChoices, needs: str, state: State
) -> tuple[Finding, ...]:
    """Write to the editor when there is something to do that was not told before."""
    if not report.needs or needs == state.told:
        return ()
    lines = [report.line, ""]
    for number, need in enumerate(report.needs, start=1):
        lines += [f"{number}. {need.finding.what}", f"   {need.finding.where}"]
        about = [need.issue and f"issue {need.issue}", need.site and f"site {need.site}"]
        if any(about):
            lines.append(f"   {', '.join(each for each in about if each)}")
        lines.append(f"   To do: {need.finding.action}")
        if need.saved:
            lines.append(f"   The page as it came: {need.saved} (attached)")
        lines += [f"   Try: {need.command}", ""]
    lines.append(f"All of it: {REPORTS}/RUN.html")
    count = len(report.needs)
    subject = f"{count} {'thing waits' if count == 1 else 'things wait'} for you"
    saved = [home.root / need.saved for need in report.needs if need.saved]
    return write_editor(home, Word(subject, "\n".join(lines) + "\n", saved), choices)
