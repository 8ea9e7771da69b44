"""`presswork read`: pages → normal-form articles, nothing else."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import UsageError


if TYPE_CHECKING:
    from pipeline.model import Reading


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's own arguments."""
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a page, or a folder of pages")
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="where NAME.body.html, .txt, .json go"
    )
    parser.add_argument("--outlet", metavar="KEY", help="the home's outlet whose rules to use")
    parser.add_argument("--url", metavar="URL", help="the page's address (one page only)")
    parser.add_argument(
        "--why", action="store_true", help="tell the choices made, into NAME.why.txt and on stdout"
    )
    parser.add_argument("--language", metavar="TAG", help="the language to expect where a page does not tell")


@dataclass(frozen=True, slots=True)
class _Task:
    path: str
    name: str
    url: str | None
    language: str
    outlet: Any
    out: str
    why: bool = False


def run(args: argparse.Namespace) -> int:
    """Read every page and write what it says."""
    from pipeline.build.executor import map_over
    from pipeline.cli.shared import reporter_of
    from pipeline.codec import from_json
    from pipeline.findings import Finding
    from pipeline.report import exit_code

    reporter = reporter_of(args)
    tasks = list(_tasks(args))
    args.out.mkdir(parents=True, exist_ok=True)
    findings: list[Finding] = []
    for done, text in enumerate(map_over(args.executor, args.jobs, _read_one, tasks), start=1):
        told = from_json(tuple[Finding, ...], text)
        reporter.findings(told)
        findings.extend(told)
        reporter.progress(done, len(tasks), "pages")
    if args.json:
        reporter.results({"pages": [task.name for task in tasks], "findings": findings})
    else:
        for task in tasks:
            reporter.result(str(args.out / f"{task.name}.body.html"))
            why = args.out / f"{task.name}.why.txt"
            if args.why and why.is_file():
                reporter.result(why.read_text("utf-8").rstrip())
    return exit_code(findings, args.fail_on)


def _tasks(args: argparse.Namespace) -> Iterator[_Task]:
    from pipeline.build.pages import MEDIA_TYPES

    outlet, language = _outlet(args)
    files = [file for path in args.paths for file in _files(path, frozenset(MEDIA_TYPES))]
    if args.url and len(files) != 1:
        raise UsageError(
            f"--url names one page's address, and {len(files)} pages were given; use index.json in the folder"
        )
    names: dict[str, Path] = {}
    for file, url in files:
        if file.stem in names:
            raise UsageError(
                f"{file} and {names[file.stem]} would both be written as {file.stem}; read them apart"
            )
        names[file.stem] = file
        yield _Task(str(file), file.stem, args.url or url, language, outlet, str(args.out), args.why)


def _outlet(args: argparse.Namespace) -> tuple[Any, str]:
    """Return the outlet asked for and the language to expect; a home is needed only for an outlet."""
    from pipeline.cli.shared import home_root
    from pipeline.config.load import load_home

    try:
        root = home_root(args)
    except UsageError:
        if args.outlet or args.home:
            raise
        return None, args.language or "zh-Hans"
    if not args.outlet:
        return None, args.language or "zh-Hans"
    home = load_home(root)
    outlets = dict(home.outlets)
    if args.outlet not in outlets:
        raise UsageError(
            f"--outlet {args.outlet}: there is no such outlet; known are {', '.join(outlets) or 'none'}"
        )
    return outlets[args.outlet], args.language or home.periodical.language


def _files(path: Path, kinds: frozenset[str]) -> list[tuple[Path, str | None]]:
    if path.is_file():
        return [(path, None)]
    if not path.is_dir():
        raise UsageError(f"{path}: no such file or folder; name a saved page or a folder of them")
    addresses = _addresses(path / "index.json")
    found = sorted(file for file in path.iterdir() if file.suffix.lower() in kinds and file.is_file())
    if not found:
        raise UsageError(f"{path}: holds no page; pages end in {', '.join(sorted(kinds))}")
    return [(file, addresses.get(file.stem)) for file in found]


def _addresses(index: Path) -> dict[str, str | None]:
    if not index.is_file():
        return {}
    try:
        table = json.loads(index.read_text("utf-8"))
        return {name: row.get("url") for name, row in table.items()}
    except (ValueError, AttributeError) as error:
        raise UsageError(
            f'{index}: is not of the form {{"NAME": {{"url": …}}}}: {error}; mend or remove it'
        ) from error


def _read_one(task: _Task) -> str:
    """Read one page and write its three files; return its findings as JSON."""
    from pipeline import markup
    from pipeline.build.pages import MEDIA_TYPES
    from pipeline.codec import to_json
    from pipeline.model import Page
    from pipeline.read import read
    from pipeline.store import write_whole

    source = Path(task.path)
    page = Page(
        task.path, source.read_bytes(), MEDIA_TYPES.get(source.suffix.lower(), "text/html"), url=task.url
    )
    reading = read(page, task.outlet, task.language)
    told = _told(reading)
    out = Path(task.out)
    write_whole(out / f"{task.name}.body.html", (reading.body + "\n").encode())
    write_whole(out / f"{task.name}.txt", ("\n".join(markup.running_text(reading.body)) + "\n").encode())
    write_whole(out / f"{task.name}.json", (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode())
    if task.why and page.media_type == "text/html":
        from pipeline.read.explain import explain

        lines = explain(page, task.outlet, task.language, reading)
        write_whole(out / f"{task.name}.why.txt", ("\n".join(lines) + "\n").encode())
    return to_json(reading.findings)


def _told(reading: Reading) -> dict[str, object]:
    """Gather what is written of a reading beside its text."""
    from pipeline.codec import plain

    credit = reading.credit
    return {
        "title": reading.title,
        "kicker": reading.kicker,
        "deck": reading.deck,
        "outlet": credit.outlet,
        "portal": credit.portal,
        "byline": [person.name for person in credit.byline],
        "editor": credit.editor,
        "published": credit.published,
        "language": reading.language,
        "url": credit.url,
        "canonical": reading.canonical,
        "lead_picture": reading.lead_picture,
        "keywords": list(reading.keywords),
        "reader": reading.reader,
        "credit": plain(credit),
        "losses": plain(reading.ledger.dropped),
        "ledger": {"total": plain(reading.ledger.total), "kept": plain(reading.ledger.kept)},
        "findings": [str(finding) for finding in reading.findings],
    }
