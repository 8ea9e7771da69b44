"""A finished EPUB → the findings of DAISY Ace, run without a screen; any violation fails."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from pipeline.errors import UsageError
from pipeline.findings import Finding, find


# `ace` itself starts Electron; this runner takes any Chromium.
RUNNER = Path("@daisy", "ace", "bin", "ace-puppeteer.js")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
TIMEOUT_S = 3600
INSTALL = (
    "install it with `npm install @daisy/ace` (PUPPETEER_SKIP_DOWNLOAD=1 where a Chromium is installed), "
    "or name its bin/ace-puppeteer.js in PRESSWORK_ACE"
)


def check_ace(path: Path, *, home: Path | None = None) -> tuple[Finding, ...]:
    """Run Ace over one book."""
    if not path.is_file():
        raise UsageError(f"{path}: no such book; name an EPUB file")
    runner = (find_node(), str(find_ace(home)))
    with tempfile.TemporaryDirectory(prefix="presswork-ace-") as scratch:
        command = [*runner, "-s", "-f", "-M", "-o", scratch, str(path.resolve())]
        try:
            done = subprocess.run(
                command,
                capture_output=True,
                cwd=scratch,
                env=_surroundings(scratch),
                timeout=TIMEOUT_S,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return (find("EPC-006", str(path), reason=f"no answer within {TIMEOUT_S} s"),)
        report = Path(scratch, "report.json")
        if done.returncode not in (0, 2) or not report.is_file():
            return (find("EPC-006", str(path), reason=_reason(done)),)
        return _findings(json.loads(report.read_bytes()), str(path))


def find_ace(home: Path | None = None) -> Path:
    """Find Ace's runner: PRESSWORK_ACE, else node_modules of the home, of this folder or above, else npm."""
    named = os.environ.get("PRESSWORK_ACE")
    if named:
        if not Path(named).is_file():
            raise UsageError(f"PRESSWORK_ACE names {named}, which is not a file; {INSTALL}")
        return Path(named)
    here = Path.cwd()
    for folder in (*([home] if home else []), here, *here.parents):
        if (folder / "node_modules" / RUNNER).is_file():
            return folder / "node_modules" / RUNNER
    shared = _global_modules()
    if shared and (shared / RUNNER).is_file():
        return shared / RUNNER
    raise UsageError(f"DAISY Ace is not installed; {INSTALL}")


def find_node() -> str:
    """Find Node.js, which runs Ace."""
    node = shutil.which("node") or shutil.which("nodejs")
    if node is None:
        raise UsageError(
            "DAISY Ace needs Node.js 20 or later and there is none on PATH; install nodejs and npm"
        )
    return node


def find_browser() -> str | None:
    """Find a Chromium: PUPPETEER_EXECUTABLE_PATH, else one on PATH; None leaves it to Puppeteer's cache."""
    return os.environ.get("PUPPETEER_EXECUTABLE_PATH") or next(
        filter(None, map(shutil.which, BROWSERS)), None
    )


def _global_modules() -> Path | None:
    npm = shutil.which("npm")
    if npm is None:
        return None
    done = subprocess.run([npm, "root", "-g"], capture_output=True, text=True, check=False)
    return Path(done.stdout.strip()) if done.returncode == 0 else None


def _surroundings(scratch: str) -> dict[str, str]:
    """Keep Ace out of the user's folders, and give a busy machine time to start the browser."""
    own = {"XDG_CONFIG_HOME": f"{scratch}/config", "XDG_STATE_HOME": f"{scratch}/state"}
    patience = {"ACE_TIMEOUT_INITIAL": os.environ.get("ACE_TIMEOUT_INITIAL", "60000")}
    browser = find_browser()
    return {**os.environ, **own, **patience, **({"PUPPETEER_EXECUTABLE_PATH": browser} if browser else {})}


def _findings(report: dict[str, Any], book: str) -> tuple[Finding, ...]:
    found = [
        find(
            "EPC-005",
            _where(book, document, violation),
            rule=violation["earl:test"]["dct:title"],
            impact=violation["earl:test"].get("earl:impact", "unknown impact"),
            description=" ".join(violation["earl:result"]["dct:description"].split()),
        )
        for document in report["assertions"]
        for violation in document["assertions"]
    ]
    if not found and report["earl:result"]["earl:outcome"] != "pass":
        found = [
            find(
                "EPC-006",
                book,
                reason=f"its outcome is {report['earl:result']['earl:outcome']}, without a reason",
            )
        ]
    return tuple(sorted(found, key=lambda finding: (finding.where, finding.what)))


def _where(book: str, document: dict[str, Any], violation: dict[str, Any]) -> str:
    inner = document["earl:testSubject"]["url"]
    pointer = (violation["earl:result"].get("earl:pointer") or {}).get("css") or []
    return f"{book}/{inner}" + (f" ({pointer[0]})" if pointer else "")


def _reason(done: subprocess.CompletedProcess[bytes]) -> str:
    text = (done.stderr + b"\n" + done.stdout).decode("utf-8", "replace")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    told = next((line for line in lines if "rror" in line), lines[-1] if lines else "no message")
    return f"{told} (exit code {done.returncode})"
