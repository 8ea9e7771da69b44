"""A home → how its runs went, what is due next, what waits for a person, who did not get what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipeline.collect.period import zone_of
from pipeline.config import Home, load_home
from pipeline.config.subscribers import load_subscribers
from pipeline.deliver.records import Records
from pipeline.run.delivering import letterhead_of
from pipeline.run.due import due_now, next_due, today_in
from pipeline.run.gathering import book_of
from pipeline.run.lock import Owner, held_by
from pipeline.run.state import Past, load_state
from pipeline.run.waiting import FOLDER, load_waiting


RUNS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Waits:
    """A book that is not let out."""

    name: str
    file: str
    reasons: tuple[str, ...]
    command: str


@dataclass(frozen=True, slots=True)
class Mailed:
    """How far the delivery of a due issue has come."""

    name: str
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Status:
    """Where a home stands."""

    at_work: str | None
    due: tuple[str, ...]  # whose book is not out
    next_due: str
    last_good: str | None
    runs: tuple[Past, ...]  # newest first
    waits: tuple[Waits, ...]
    mailed: tuple[Mailed, ...]
    bad: tuple[tuple[str, str], ...]  # address → why it takes nothing

    def lines(self) -> Iterator[str]:
        """Write it for a person."""
        if self.at_work:
            yield f"at work: {self.at_work}"
        yield f"due now: {', '.join(self.due) or 'nothing'}"
        yield f"next due: {self.next_due}"
        yield f"last good run: {self.last_good or 'none yet'}"
        for run in self.runs:
            needs = f", {run.needs} for a person" if run.needs else ""
            yield f"  {run.at}  exit {run.code}  {run.took_s:.1f} s  {run.line}{needs}"
        for each in self.waits:
            yield f"{each.name} waits: {each.file}"
            for reason in each.reasons:
                yield f"  {reason}"
            yield f"  → {each.command}"
        for mailed in self.mailed:
            yield f"{mailed.name} mailed: {', '.join(f'{count} {outcome}' for outcome, count in mailed.counts)}"
        for address, why in self.bad:
            yield f"{address} takes nothing: {why}"


def status_of(root: Path, now: datetime) -> Status:
    """Look up where a home stands; nothing is changed."""
    home = load_home(root)
    state = load_state(root)
    frequency, today = home.periodical.frequency, today_in(now, zone_of(home.periodical))
    due = due_now(home, today)
    owner: Owner | None = held_by(root)
    records = Records(root, home.periodical.namespace)
    bad = records.bad_ones(each.address for each in load_subscribers(root))
    return Status(
        str(owner) if owner else None,
        tuple(each.name for each in due if not book_of(home, each.key).is_file()),
        next_due(home.issues, frequency, today).isoformat(),
        state.last_good,
        state.runs[::-1][:RUNS_SHOWN],
        tuple(_waits(root)),
        tuple(_mailed(home, [each.name for each in due], records)),
        tuple((address, line.why) for address, line in bad),
    )


def _waits(root: Path) -> Iterator[Waits]:
    for each in load_waiting(root):
        reasons = tuple(str(finding) for finding in (*each.grave, *each.reasons))
        file = f"{FOLDER}/{each.file}"
        command = f"presswork check {file}" if each.grave else f"presswork approve {each.name}"
        yield Waits(each.name, file, reasons, command)


def _mailed(home: Home, names: list[str], records: Records) -> Iterator[Mailed]:
    for name in names:
        if book_of(home, name.replace("/", "-")).is_file():
            counts = records.counts(letterhead_of(home, name).identifier)
            if counts:
                yield Mailed(name, tuple(sorted(counts.items())))
