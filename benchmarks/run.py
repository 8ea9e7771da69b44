"""A generated home → presswork beside a plain script and the floor: CPU seconds, peak memory, ratios of one run.

python benchmarks/run.py [--articles 240] [--rounds 3]
Every figure is a whole process: user + system time of it and its children, best of the rounds, and the largest
single process's peak memory.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from generate import generate


PEERS = Path(__file__).with_name("peers.py")
# Compiled modules are kept, as pip keeps those of the libraries that the script uses; each command is run before it counts.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


@dataclass(frozen=True, slots=True)
class Figure:
    """What one process cost."""

    cpu_s: float
    peak_mb: float


def main() -> None:
    """Measure and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=240)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--presswork", default=shutil.which("presswork", path=str(Path(sys.executable).parent))
    )
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        generate(home, args.articles)
        _report(_measure(home, Path(folder), args.presswork, args.rounds), args.articles)


def _measure(home: Path, folder: Path, presswork: str, rounds: int) -> dict[str, Figure]:
    python, out = sys.executable, str(folder / "out.epub")
    volume = [presswork, "build", "2021", "-q", "--home", str(home)]
    everything = [presswork, "build", "-q", "--home", str(home)]

    def cold() -> None:
        shutil.rmtree(home / ".presswork", ignore_errors=True)
        shutil.rmtree(home / "dist", ignore_errors=True)

    def warm() -> None:
        shutil.rmtree(home / "dist", ignore_errors=True)

    def ready() -> None:
        subprocess.run(everything, check=True, stdout=subprocess.DEVNULL, env=ENVIRONMENT)

    cases: list[tuple[str, list[str], Callable[[], None]]] = [
        ("floor", [python, str(PEERS), "floor", str(home), out], lambda: None),
        (
            "plain ebooklib + BeautifulSoup script",
            [python, str(PEERS), "script", str(home), out],
            lambda: None,
        ),
        ("presswork, the volume, cold", volume, cold),
        ("presswork, the volume, from the store", volume, warm),
        ("presswork, 12 issues and the volume, cold", everything, cold),
        ("presswork, 12 issues and the volume, from the store", everything, warm),
        ("presswork, nothing changed", everything, ready),
        ("presswork --help", [presswork, "--help"], lambda: None),
    ]
    ready()
    best: dict[str, Figure] = {}
    for _ in range(rounds):  # in turn, so that the machine's drift touches all alike
        for name, command, before in cases:
            before()
            figure = _cost(command)
            if name not in best or figure.cpu_s < best[name].cpu_s:
                best[name] = figure
    return best


def _cost(command: list[str]) -> Figure:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=ENVIRONMENT)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit(f"{' '.join(command)}: exit {os.waitstatus_to_exitcode(status)}")
    return Figure(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def _report(figures: dict[str, Figure], articles: int) -> None:
    floor = figures["floor"].cpu_s
    script = figures["plain ebooklib + BeautifulSoup script"].cpu_s
    print(f"{articles} raw pages, CPU seconds of whole processes, best of the rounds")
    print("| what | CPU s | peak MB | × script | × floor |\n|---|---|---|---|---|")
    for name, figure in figures.items():
        ratios = f"{figure.cpu_s / script:.2f} | {figure.cpu_s / floor:.2f}"
        print(f"| {name} | {figure.cpu_s:.2f} | {figure.peak_mb:.0f} | {ratios} |")


if __name__ == "__main__":
    main()
