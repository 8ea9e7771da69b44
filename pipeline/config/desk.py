"""An issue's name → its file as it stands or as it will be made, ready for new entries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.config.edit import Addition, append_entries
from pipeline.config.folders import ISSUE_FILE, ISSUES_FOLDER, NUMBER, issue_files
from pipeline.config.following import plan_issue
from pipeline.config.home import Home
from pipeline.config.load import load_home, read_issue
from pipeline.config.sheet import Sheet
from pipeline.config.texts import write_issue_yaml
from pipeline.errors import ConfigError, UsageError
from pipeline.findings import Finding
from pipeline.model import Entry, Issue


@dataclass(frozen=True, slots=True)
class Desk:
    """An issue's file on the table."""

    home: Home
    issue: Issue
    folder: Path
    text: str | None  # None: the file is not there yet
    is_date_guessed: bool = False

    @property
    def path(self) -> Path:
        """Name the issue's file."""
        return self.folder / ISSUE_FILE

    @property
    def name(self) -> str:
        """Name the issue as a target does: 2021/08."""
        return f"{self.issue.year}/{self.issue.number:02d}"

    def with_entries(self, additions: Sequence[Addition]) -> bytes:
        """Return the file's new bytes, with entries at the end of its articles."""
        text = write_issue_yaml(self.issue) if self.text is None else self.text
        return append_entries(text, additions, self.path.as_posix()).encode()


def open_issue(root: Path, year: int, number: int, day: str | None = None) -> Desk:
    """Open an issue's file, or plan the issue; a file that has no articles yet is no mistake here."""
    home = _load(root, year, number)
    issue = next((issue for issue in home.issues if (issue.year, issue.number) == (year, number)), None)
    if issue is None:
        planned, is_known = plan_issue(home.periodical, home.issues, year, number, day)
        return Desk(home, planned, _folder(home.root, year, number), None, is_date_guessed=not is_known)
    if day is not None and day != issue.date:
        path = home.folder(issue) / ISSUE_FILE
        raise UsageError(f"{year}/{number:02d} is there and has the date {issue.date}; mend it in {path}")
    folder = home.folder(issue)
    return Desk(home, issue, folder, (folder / ISSUE_FILE).read_bytes().decode())


def _folder(root: Path, year: int, number: int) -> Path:
    """Return the folder of a new issue: one that bears its number in any spelling, else 2021/08."""
    of_year = root / ISSUES_FOLDER / f"{year}"
    named = sorted(path for path in of_year.glob("*") if path.is_dir() and NUMBER.fullmatch(path.name))
    return next((path for path in named if int(path.name) == number), of_year / f"{number:02d}")


def _load(root: Path, year: int, number: int) -> Home:
    try:
        return load_home(root)
    except ConfigError as error:
        folder = _folder(root, year, number).relative_to(root)
        path = f"{folder.as_posix()}/{ISSUE_FILE}"
        if any(told.path != path or not told.what.startswith("'articles' ") for told in error.mistakes):
            raise
        return _load_apart(root, year, path)


def _load_apart(root: Path, year: int, empty: str) -> Home:
    """Load a home one of whose issues has no articles yet."""
    sheets: list[Sheet] = []
    findings: list[Finding] = []
    files = list(issue_files(root, sheets, findings))
    home = load_home(root, {file.year for file in files} - {year})
    issues, folders = list(home.issues), dict(home.folders)
    for file in (file for file in files if file.year == year):
        data = (root / file.path).read_bytes()
        issue = (
            _read_empty(file.path, year, data) if file.path == empty else read_issue(file.path, year, data)
        )
        issues.append(issue)
        folders[issue.key] = file.folder
    issues.sort(key=lambda issue: (issue.year, issue.number))
    return replace(home, issues=tuple(issues), folders=tuple(folders.items()))


def _read_empty(path: str, year: int, data: bytes) -> Issue:
    filled = append_entries(data.decode(), [Addition(Entry(file="article"))], path)
    return replace(read_issue(path, year, filled.encode()), entries=())
