"""`presswork add`: addresses and files → entries at the end of an issue's articles."""

from __future__ import annotations

import argparse
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import UsageError


if TYPE_CHECKING:
    from pipeline.config.desk import Desk
    from pipeline.config.edit import Addition
    from pipeline.findings import Finding
    from pipeline.model import Entry


WEB_PAGES = frozenset({".html", ".htm", ".shtml", ".xhtml"})
WITH_PICTURES = WEB_PAGES | {".md"}
# The files a page or a Markdown text shows, as it names them.
REFERENCE = re.compile(
    rb"\b(?:src|data-src|data-original)\s*=\s*[\"']([^\"'<>]+)|!\[[^\]]*\]\(\s*<?([^)\s>]+)", re.IGNORECASE
)
ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://|[A-Za-z][A-Za-z0-9+-]+:(?!\d)")  # C:/a.html is a file
HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+(?P<port>:\d+)?(?P<path>/|$)")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's own arguments."""
    parser.add_argument("issue", metavar="ISSUE", help="2021/08, or latest; a new one is made")
    parser.add_argument("articles", nargs="+", metavar="URL|FILE", help="an address, or a saved page or text")
    parser.add_argument(
        "--date", metavar="DATE", help="a new issue's date (default: it follows the last one's)"
    )
    parser.add_argument("--department", metavar="NAME", help="the department they belong to")
    parser.add_argument("--again", action="store_true", help="add also what an issue has already")


@dataclass(slots=True)
class _Shelf:
    """What the issues have already, by address and by content; and what is to be copied."""

    addresses: dict[str, str] = field(default_factory=dict)  # address key → where it stands
    contents: dict[str, str] = field(default_factory=dict)  # sha256 → where it stands
    copies: dict[Path, Path] = field(default_factory=dict)  # to → from
    findings: list[Finding] = field(default_factory=list)


def run(args: argparse.Namespace) -> int:
    """Add the articles; what an issue has already is told and left out."""
    from pipeline.build.collecting import guessed_date
    from pipeline.cli.shared import home_root, reporter_of
    from pipeline.config.desk import open_issue
    from pipeline.config.edit import Addition
    from pipeline.report import exit_code

    reporter = reporter_of(args)
    root = home_root(args)
    desk = open_issue(root, *_named(root, args.issue), day=_date(args.date))
    shelf = _shelf_of(desk)
    department = _line(args.department) if args.department else None
    additions = []
    for word in args.articles:
        entry = _entry(word, desk, shelf, department, again=args.again)
        if entry is not None:
            additions.append(Addition(entry))
    findings = [*shelf.findings, *guessed_date(desk, additions)]
    _write(desk, additions, shelf)
    reporter.findings(findings)
    if args.json:
        added = [addition.entry.url or addition.entry.file for addition in additions]
        reporter.results({"issue": desk.name, "file": str(desk.path), "added": added, "findings": findings})
    elif additions:
        reporter.result(str(desk.path))
    if additions:
        verb = "made with" if desk.text is None else "now has"
        count = len(desk.issue.entries) + len(additions)
        reporter.say(f"{desk.name} ({desk.issue.date}) {verb} {count} article{'s' * (count > 1)}")
    return exit_code(findings, args.fail_on)


def _named(root: Path, text: str) -> tuple[int, int]:
    from pipeline.config import load_home, parse_issue_name, parse_target

    if text.strip() == "latest":
        issue = parse_target(text, load_home(root).issues).issues[0]
        return issue.year, issue.number
    return parse_issue_name(text)


def _date(text: str | None) -> str | None:
    from pipeline.config import fields
    from pipeline.config.sheet import FieldError

    try:
        return fields.date(text.strip()) if text is not None else None
    except FieldError as error:
        raise UsageError(f"--date: {error.what}; {error.action}") from error


def _line(text: str) -> str:
    from pipeline.config import fields
    from pipeline.config.sheet import FieldError

    try:
        return fields.line(text)
    except FieldError as error:
        raise UsageError(f"{error.what}; {error.action}") from error


# --- what the issues have already -----------------------------------------------------------------------------


def _shelf_of(desk: Desk) -> _Shelf:
    from pipeline.collect.addresses import address_key

    shelf = _Shelf()
    for issue in desk.home.issues:
        folder = desk.home.folder(issue)
        for entry in issue.entries:
            where = f"{issue.year}/{issue.number:02d}"
            where += f", line {entry.line}" if issue.key == desk.issue.key else ""
            path = folder / entry.file if entry.file else None
            for url in filter(None, (entry.url, entry.credit.url, _address_in(path))):
                shelf.addresses.setdefault(address_key(url), where)
            if path is not None and path.is_file():
                shelf.contents.setdefault(_sha256(path), where)
    return shelf


def _address_in(path: Path | None) -> str | None:
    """Return the address a saved page tells of itself."""
    from pipeline.model import Page
    from pipeline.read import page_url

    if path is None or path.suffix.lower() not in WEB_PAGES or not path.is_file():
        return None
    return page_url(Page(path.name, path.read_bytes()))


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _is_new(shelf: _Shelf, word: str, marks: list[tuple[dict[str, str], str, str]], *, again: bool) -> bool:
    """Tell whether an article is new, by each of its marks; remember it."""
    from pipeline.findings import find

    for known, mark, reason in marks:
        if mark in known and not again:
            shelf.findings.append(find("COL-010", word, reason=reason, other=known[mark]))
            return False
    for known, mark, _ in marks:
        known.setdefault(mark, word)
    return True


# --- one article ----------------------------------------------------------------------------------------------


def _entry(word: str, desk: Desk, shelf: _Shelf, department: str | None, *, again: bool) -> Entry | None:
    if ADDRESS.match(word) and not Path(word).is_file():
        return _of_address(word, desk, shelf, department, again=again)
    return _of_file(word, desk, shelf, department, again=again)


def _of_address(word: str, desk: Desk, shelf: _Shelf, department: str | None, *, again: bool) -> Entry | None:
    from pipeline.collect.addresses import address_key, whole_address
    from pipeline.config.addresses import web_address
    from pipeline.config.sheet import FieldError
    from pipeline.model import Entry
    from pipeline.read import outlet_for

    try:
        told = web_address(word.strip())
    except FieldError as error:
        action = "name the file by its path" if word.lower().startswith("file:") else error.action
        raise UsageError(f"{error.what}; {action}") from error
    url = whole_address(told, told) or told
    if not _is_new(shelf, word, [(shelf.addresses, address_key(url), "the same address")], again=again):
        return None
    outlet = outlet_for(url, dict(desk.home.outlets))
    return Entry(url=url, outlet=outlet.key if outlet else None, department=department)


def _of_file(word: str, desk: Desk, shelf: _Shelf, department: str | None, *, again: bool) -> Entry | None:
    from pipeline.collect.addresses import address_key
    from pipeline.model import Entry

    path = _checked(word)
    marks = [(shelf.contents, _sha256(path), "the same file")]
    if url := _address_in(path):
        marks.append((shelf.addresses, address_key(url), "the same address"))
    if not _is_new(shelf, word, marks, again=again):
        return None
    folder = desk.folder.resolve()
    if path.is_relative_to(folder):
        return Entry(file=_name(path.relative_to(folder).as_posix()), department=department)
    for source, name in _with_companions(path):
        _copy(source, desk.folder / name, shelf)
    return Entry(file=_name(path.name), department=department)


def _checked(word: str) -> Path:
    from pipeline.build.pages import MEDIA_TYPES

    path = Path(word).expanduser()
    if path.is_dir():
        raise UsageError(f"{word} is a folder; name the files in it")
    if not path.is_file():
        host = HOST.match(word)
        looks = host and (host["port"] or host["path"] or path.suffix.lower() not in MEDIA_TYPES)
        hint = f"mend its name, or write https://{word} for an address" if looks else "mend its name"
        raise UsageError(f"there is no file {word}; {hint}")
    if path.suffix.lower() not in MEDIA_TYPES:
        raise UsageError(
            f"{word} is not a kind of file that is read; save it as one of {', '.join(MEDIA_TYPES)}"
        )
    return path.resolve()


def _name(name: str) -> str:
    from pipeline.config import fields
    from pipeline.config.sheet import FieldError

    try:
        return fields.beside(fields.line(name))
    except FieldError as error:
        raise UsageError(f"{error.what}; rename the file") from error


def _with_companions(path: Path) -> Iterator[tuple[Path, str]]:
    """Yield a file, the folder its browser saved with it, and the pictures it names beside it."""
    from pipeline.saved import companions

    yield path, path.name
    for folder in companions(path):
        for found in sorted(folder.rglob("*")):
            if found.is_file():
                yield found, found.relative_to(path.parent).as_posix()
    for name in _references(path) if path.suffix.lower() in WITH_PICTURES else ():
        found = (path.parent / name).resolve()
        if found.is_relative_to(path.parent) and found.is_file():
            yield found, found.relative_to(path.parent).as_posix()


def _references(path: Path) -> Iterator[str]:
    import html
    from urllib.parse import unquote

    for match in REFERENCE.finditer(path.read_bytes()):
        name = html.unescape((match[1] or match[2]).decode("utf-8", "replace")).strip()
        if not ADDRESS.match(name) and not name.startswith(("data:", "/", "#")) and "\0" not in name:
            yield unquote(name.partition("?")[0].partition("#")[0])


def _copy(source: Path, to: Path, shelf: _Shelf) -> None:
    if shelf.copies.get(to, source) != source or (to.exists() and _sha256(to) != _sha256(source)):
        raise UsageError(f"{to} is there already and is another file; rename {source.name} first")
    if not to.exists():
        shelf.copies[to] = source


def _write(desk: Desk, additions: list[Addition], shelf: _Shelf) -> None:
    """Copy the files, then write the issue, so that it never names one that is not there."""
    from pipeline.store import write_whole

    if not additions:
        return
    written = desk.with_entries(additions)
    try:
        for to, source in shelf.copies.items():
            write_whole(to, source.read_bytes())
        write_whole(desk.path, written)
    except OSError as error:
        raise UsageError(f"{error.filename or desk.path} cannot be written: {error.strerror}") from error
