"""`presswork check`: finished books → what EPUBCheck, our own rules and Ace say of them."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pipeline.cli.shared import home_root, reporter_of
from pipeline.errors import UsageError
from pipeline.findings import SEVERITIES, Finding, Severity
from pipeline.report import exit_code
from pipeline.validate.ace import check_ace, find_ace, find_node
from pipeline.validate.epubcheck import check_epub, epubcheck_command
from pipeline.validate.rules import check_rules
from pipeline.validate.shelf import check_shelf


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's own words to the command line."""
    parser.add_argument(
        "files",
        nargs="*",
        type=Path,
        metavar="FILE.epub",
        help="books, or folders of books (default: all of dist/)",
    )
    parser.add_argument("--ace", action="store_true", help="run DAISY Ace too; it takes a while")
    parser.add_argument(
        "--no-epubcheck", action="store_true", help="only our own rules, where there is no Java"
    )


def run(args: argparse.Namespace) -> int:
    """Check every book; 1 when a finding is at or above the bar."""
    books = _books(args)
    home = args.home or Path.cwd()
    if not args.no_epubcheck:
        epubcheck_command()  # what is not installed is told once, before any work
    if args.ace:
        find_node()
        find_ace(home)
    reporter = reporter_of(args)
    side_by_side = check_shelf(books) if len(books) > 1 else ()
    found: list[Finding] = []
    rows: list[dict[str, object]] = []
    for number, (book, alone) in enumerate(_checked(books, home, args), start=1):
        findings = (*alone, *(finding for finding in side_by_side if finding.where == str(book)))
        reporter.findings(findings)
        found += findings
        rows.append(_row(book, findings, args.fail_on))
        if not args.json:
            reporter.result(_line(rows[-1]))
        reporter.progress(number, len(books), "books checked")
    if args.json:
        reporter.results(rows)
    return exit_code(found, args.fail_on)


def _books(args: argparse.Namespace) -> list[Path]:
    """List the books to check, each once."""
    if not args.files:
        shelf = home_root(args) / "dist"
        bags = shelf / "bags"  # what is put into them are copies
        books = sorted(path for path in shelf.rglob("*.epub") if bags not in path.parents)
        if not books:
            raise UsageError(
                f"there are no books in {shelf}; make them with `presswork build`, or name a file"
            )
        return books
    books = []
    for path in args.files:
        if path.is_dir():
            books += sorted(path.rglob("*.epub"))
        elif path.is_file():
            books.append(path)
        else:
            raise UsageError(f"{path}: no such book; name an EPUB file or a folder of them")
    if not books:
        raise UsageError(f"there are no books in {', '.join(map(str, args.files))}; name an EPUB file")
    return list(dict.fromkeys(books))


def _checked(
    books: list[Path], home: Path, args: argparse.Namespace
) -> Iterator[tuple[Path, tuple[Finding, ...]]]:
    """Check books, several at once: the checkers are processes of their own, so threads serve."""
    pool = ThreadPoolExecutor(args.jobs or os.cpu_count() or 1)
    try:
        yield from zip(books, pool.map(lambda book: _check(book, home, args), books), strict=True)
    finally:
        pool.shutdown(cancel_futures=True)  # after an interrupt nothing new is begun


def _check(book: Path, home: Path, args: argparse.Namespace) -> tuple[Finding, ...]:
    ours = check_rules(book)
    if any(finding.code == "EPC-003" for finding in ours):  # there is nothing more to say of what is no book
        return ours
    theirs = () if args.no_epubcheck else check_epub(book)
    return (*ours, *theirs, *(check_ace(book, home=home) if args.ace else ()))


def _row(book: Path, findings: tuple[Finding, ...], bar: Severity) -> dict[str, object]:
    counts = {grade: sum(finding.severity == grade for finding in findings) for grade in reversed(SEVERITIES)}
    return {"path": str(book), "passed": not exit_code(findings, bar), "counts": counts, "findings": findings}


def _line(row: dict[str, object]) -> str:
    counts = row["counts"]
    assert isinstance(counts, dict)
    told = ", ".join(f"{count} {grade}{'s' * (count != 1)}" for grade, count in counts.items() if count)
    return f"{row['path']}: {'passed' if row['passed'] else 'failed'}" + (f" ({told})" if told else "")
