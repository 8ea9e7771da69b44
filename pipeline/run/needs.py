"""Findings → what a person must do: which article, which site, the page as it came, the command to try."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import urlsplit

from pipeline.archive import open_archive
from pipeline.build.archives import archive_path
from pipeline.config import Home
from pipeline.findings import Finding
from pipeline.model import Entry, Issue
from pipeline.read import outlet_for
from pipeline.run.values import Need
from pipeline.store import write_whole


PAGES = ".presswork/pages"
UNFETCHED = ("CMP-005", "CMP-011")  # told better by what fetching has to say of the page
REDESIGN = ("REA-006", "REA-017")  # a page whose design has changed is one thing, however many selectors fail
ALWAYS = frozenset(
    {"RUN-003", "RUN-004", "DEL-006", "DEL-009", "REA-006", "REA-017"}
)  # warnings that a person answers
NAME = re.compile(r"\b(\d{4}/\d{2,3})\b")
FILE = re.compile(r"a(\d{4})-(\d{2,3})-")
# The beginning of a code → the command; the first that fits holds, its {names} filled in.
COMMANDS: tuple[tuple[str, str], ...] = (
    ("FET", "presswork fetch {issue}"),
    ("CMP-005", "presswork fetch {issue}"),
    ("CMP-011", "presswork fetch {issue}"),
    ("COL", "presswork collect {issue} -v"),
    ("REA", "presswork read {saved} --url {url} --outlet {outlet} --out look"),
    ("CLN", "presswork read {saved} --url {url} --outlet {outlet} --out look"),
    ("RUN-002", "presswork add {issue} URL"),
    ("RUN-004", "presswork show {issue}"),
    ("RUN-005", "presswork show {issue} -v"),
    ("RUN-007", "presswork check {file}"),
    ("RUN", "presswork approve {issue}"),
    ("EPC", "presswork check {file}"),
    ("DEL", "presswork deliver {issue}"),
    ("CFG", "presswork show"),
)
WITH_PAGE = ("REA", "CLN", "FET-02", "FET-045", "FET-047")  # an answer came


@dataclass(frozen=True, slots=True)
class _Place:
    """What a finding is about."""

    issue: Issue
    entry: Entry


def needs_of(home: Home, findings: Sequence[Finding]) -> tuple[Need, ...]:
    """Return what a person must do, each thing once, articles before books."""
    pages = {entry.url: _Place(issue, entry) for issue in home.issues for entry in issue.entries if entry.url}
    grave = [each for each in findings if each.severity == "error" or each.code in ALWAYS]
    told = {each.where for each in grave if each.code.startswith("FET")}
    kept = [each for each in grave if not (each.code in UNFETCHED and each.where in told)]
    kept = [each for each in kept if each.code != "PUB-001"]
    once = {
        (each.where, REDESIGN if each.code in REDESIGN else (each.code, each.what)): each
        for each in kept[::-1]
    }
    return tuple(_need(home, each, pages.get(each.where)) for each in sorted(once.values(), key=_rank))


def _rank(finding: Finding) -> tuple[bool, str, str]:
    return finding.code.startswith(("RUN", "DEL")), finding.where, finding.code


def _need(home: Home, finding: Finding, place: _Place | None) -> Need:
    issue = place.issue.name if place else _named(finding)
    url = finding.where if "://" in finding.where else None
    saved = _saved(home, place) if place and finding.code.startswith(WITH_PAGE) else None
    outlet = outlet_for(url, dict(home.outlets)) if url else None
    command = next(
        text for start, text in (*COMMANDS, ("", "presswork show {issue}")) if finding.code.startswith(start)
    )
    values = {
        "issue": issue or "latest",
        "saved": saved or "PAGE",
        "outlet": outlet.key if outlet else "KEY",
        "url": url or "URL",
        "file": _book(finding),
    }
    words = [
        word for word in _filled(command, values) if not (outlet is None and word in ("--outlet", "KEY"))
    ]
    article = (place.entry.title or url) if place else None
    return Need(finding, issue, article, urlsplit(url).hostname if url else None, saved, " ".join(words))


def _filled(command: str, values: dict[str, str]) -> Iterator[str]:
    for word in command.split():
        yield word.format(**values)


def _named(finding: Finding) -> str | None:
    """Find the issue in what a finding says of itself."""
    found = NAME.search(f"{finding.where} {finding.what}".replace("sources/issues/", ""))
    if found:
        return found[1]
    in_book = FILE.search(finding.where)
    return f"{in_book[1]}/{in_book[2]}" if in_book else None


def _book(finding: Finding) -> str:
    """Name the book a finding is about: where it waits."""
    found = re.search(r"(?:dist/)?((?:issues|volumes)/[^/\s]+\.epub)", finding.where)
    return f".presswork/waiting/{found[1]}" if found else "dist"


def _saved(home: Home, place: _Place) -> str | None:
    """Lay the page as it came where a person can open it."""
    snapshot = open_archive(archive_path(home, place.issue)).latest(place.entry.url or "")
    if snapshot is None:
        return None
    name = f"{PAGES}/{sha256((place.entry.url or '').encode()).hexdigest()[:12]}.html"
    path = home.root / name
    if not path.is_file() or path.read_bytes() != snapshot.body:
        write_whole(path, snapshot.body)
    return name
