"""Findings, progress and results → the terminal and the log: the one module that prints."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from pipeline.codec import plain
from pipeline.findings import SEVERITIES, Finding, Severity


@dataclass(slots=True)
class Reporter:
    """Where words go: results to stdout, everything else to stderr, and all of it to the log when there is one."""

    quiet: bool = False
    verbose: bool = False
    as_json: bool = False
    log: Path | None = None
    started: float = field(default_factory=time.monotonic)
    _bar: bool = False

    def result(self, text: str) -> None:
        """Print one result on stdout."""
        self._clear()
        print(text)

    def results(self, values: object) -> None:
        """Print results as one JSON document on stdout."""
        self._clear()
        print(json.dumps(plain(values), ensure_ascii=False, indent=2))

    def say(self, text: str) -> None:
        """Print a line of progress or summary on stderr."""
        if not self.quiet:
            self._clear()
            print(text, file=sys.stderr)

    def detail(self, text: str) -> None:
        """Print what only -v shows."""
        if self.verbose:
            self.say(text)

    def progress(self, done: int, total: int, what: str) -> None:
        """Draw the progress bar where a person watches; elsewhere nothing."""
        if self.quiet or not sys.stderr.isatty():
            return
        width = 24
        filled = width * done // max(total, 1)
        print(
            f"\r{'█' * filled}{'·' * (width - filled)} {done}/{total} {what}\x1b[K",
            end="",
            file=sys.stderr,
            flush=True,
        )
        self._bar = True
        if done >= total:
            self._clear()

    def findings(self, findings: Iterable[Finding]) -> None:
        """Print findings: notes only with -v, errors even with -q."""
        for finding in findings:
            self.log_line("finding", finding)
            if finding.severity == "note" and not self.verbose:
                continue
            if self.quiet and finding.severity != "error":
                continue
            self._clear()
            print(str(finding), file=sys.stderr)

    def log_line(self, kind: str, value: object) -> None:
        """Append one JSON line to the log."""
        if self.log is None:
            return
        line = {"kind": kind, "seconds": round(time.monotonic() - self.started, 3), "value": plain(value)}
        with self.log.open("a", encoding="utf-8") as out:
            out.write(json.dumps(line, ensure_ascii=False) + "\n")

    def _clear(self) -> None:
        if self._bar:
            print("\r\x1b[K", end="", file=sys.stderr)
            self._bar = False


def show_findings(findings: Iterable[Finding], stream: TextIO | None = None) -> None:
    """Print findings on stderr, one a line."""
    for finding in findings:
        print(str(finding), file=stream or sys.stderr)


def exit_code(findings: Iterable[Finding], fail_on: Severity) -> int:
    """Return 1 when a finding is at or above the bar, else 0."""
    bar = SEVERITIES.index(fail_on)
    return int(any(SEVERITIES.index(finding.severity) >= bar for finding in findings))
