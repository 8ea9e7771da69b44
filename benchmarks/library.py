"""A library of many periodicals and years → built, shelved together, walked as a reader app does; what it cost.

python benchmarks/library.py DIR [--periodicals 10] [--years 20] [--issues 4]

Every periodical, outlet and name in it is made up. Numbers are lacking here and there, a series runs over the years,
some texts are printed twice: a librarian's everyday.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

from pipeline.cli.main import main as presswork


FIRST_YEAR = 2001
TITLES = ("园地", "河讯", "灯下", "山居", "码头", "新苗", "Garden Notes", "Harbour", "桥头", "瓦舍")
AUTHORS = ("曾一苇", "单小舟", "顾小满", "沈惠兰", "Ada Rowan", "任远", "解放鸣", "欧阳青")
OUTLETS = ("本刊", "河湾日报", "青野科普", "Harbour Post")
DEPARTMENTS = ("要闻", "农事", "科普", "园记")
ATOM = {"a": "http://www.w3.org/2005/Atom"}
FREE = "http://opds-spec.org/acquisition/open-access"


def write_library(root: Path, periodicals: int, years: int, issues: int) -> list[Path]:
    """Write the homes."""
    return [_home(root / f"p{number:02d}", number, years, issues) for number in range(periodicals)]


def _home(home: Path, number: int, years: int, issues: int) -> Path:
    sources = home / "sources"
    sources.mkdir(parents=True)
    title = TITLES[number % len(TITLES)] + (f"{number}" if number >= len(TITLES) else "")
    (sources / "periodical.yaml").write_text(
        f"key: lib{number:02d}\ntitle: {title}\nlanguage: {'en' if title.isascii() else 'zh-Hans'}\n"
        f"publisher: {title}编辑部\nnamespace: 5f0d3c52-9d0c-4a1e-8f59-2d0b7a1f{number:04d}\nfrequency: quarterly\n",
        "utf-8",
    )
    for year in range(FIRST_YEAR, FIRST_YEAR + years):
        for issue in range(1, issues + 1):
            if (year * 7 + number) % 11 or issue != 2:  # a number is lacking now and then
                _issue(sources / "issues" / str(year) / f"{issue:02d}", number, year, issue)
    return home


def _issue(folder: Path, number: int, year: int, issue: int) -> None:
    folder.mkdir(parents=True)
    entries: list[str] = []
    for place in range(1, 4):
        mark = number * 7 + year * 3 + issue + place
        # a reprint: the third text of every fourth issue is that of the year's first
        told = (year, 1) if place == 3 and issue == 4 else (year, issue)
        text = (
            f"{told[0]}年第{told[1]}期第{place}篇：{DEPARTMENTS[mark % 4]}之{mark}。\n\n"
            + f"这一季的事，记{mark}笔。" * 40
        )
        (folder / f"{place:02d}.txt").write_text(text + "\n", "utf-8")
        series = (
            f"    series: {{name: 年年记, part: {year - FIRST_YEAR + 1}}}\n"
            if place == 1 and issue == 1
            else ""
        )
        entries.append(
            f"  - file: {place:02d}.txt\n    title: {DEPARTMENTS[mark % 4]}小记{mark}\n"
            f"    department: {DEPARTMENTS[mark % 4]}\n{series}"
            f"    credit: {{outlet: {OUTLETS[mark % 4]}, byline: {AUTHORS[mark % 8]}, published: {year}-{issue * 3:02d}-01}}\n"
        )
    head = f"number: {issue}\ndate: {year}-{issue * 3:02d}\narticles:\n"
    (folder / "issue.yaml").write_text(head + "".join(entries), "utf-8")


def walked(shelf: Path) -> set[str]:
    """Follow the feeds from the root by links alone, and open every book they lead to."""
    base = f"{shelf.resolve().as_uri()}/"
    waiting, seen, books = [f"{base}opds/root.xml"], set[str](), set[str]()
    while waiting:
        here = waiting.pop()
        if here in seen:
            continue
        seen.add(here)
        for link in etree.parse(_path(here)).iterfind(".//a:link", ATOM):
            target = urljoin(here, link.get("href"))
            if link.get("rel") == FREE:
                assert _path(target).stat().st_size == int(link.get("length", "0"))
                books.add(target.removeprefix(base))
            elif "profile=opds-catalog" in link.get("type", ""):
                waiting.append(target)
    return books


def _path(address: str) -> Path:
    return Path(unquote(urlsplit(address).path))


def timed(what: str, do: Callable[[], object]) -> Iterator[tuple[str, float]]:
    """Yield what was done and its seconds of CPU, this process and its children."""
    before = _seconds()
    do()
    yield what, round(_seconds() - before, 2)


def _seconds() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def main() -> None:
    """Write, build, shelve and walk a library, and print what it cost as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    for name, default in (("periodicals", 10), ("years", 20), ("issues", 4)):
        parser.add_argument(f"--{name}", type=int, default=default)
    args = parser.parse_args()
    homes = write_library(args.folder, args.periodicals, args.years, args.issues)
    shelf = args.folder / "shelf"
    told: dict[str, object] = {}

    def run(*words: str) -> None:
        assert presswork([*words, "-q", "--log", str(args.folder / "log.jsonl")]) == 0, words

    def build() -> None:
        for home in homes:
            run("build", "--home", str(home))

    told |= timed("build", build)
    told |= timed("shelf", lambda: run("shelf", *map(str, homes), "--out", str(shelf)))
    told |= timed("shelf again", lambda: run("shelf", *map(str, homes), "--out", str(shelf)))
    books = {path.relative_to(shelf).as_posix() for path in shelf.rglob("*.epub")}
    assert walked(shelf) == books
    told["books"] = len(books)
    told["files"] = sum(path.is_file() for path in shelf.rglob("*"))
    told["peak MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps(told))


if __name__ == "__main__":
    main()
