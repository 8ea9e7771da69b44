"""The folders under `sources/` → the outlet and issue files that stand in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.config.sheet import START, Sheet, quoted
from pipeline.findings import Finding, find
from pipeline.patterns import lazy


OUTLETS_FOLDER = "sources/outlets"
ISSUES_FOLDER = "sources/issues"
ISSUE_FILE = "issue.yaml"
OUTLET_KEY = lazy(r"[a-z0-9][a-z0-9._-]*", re.ASCII)
YEAR = lazy(r"[1-9][0-9]{3}", re.ASCII)
NUMBER = lazy(r"0{0,2}[1-9][0-9]{0,2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class OutletFile:
    """Where an outlet is described."""

    path: str
    key: str


@dataclass(frozen=True, slots=True)
class IssueFile:
    """Where an issue is planned, and what its folder's name says."""

    path: str
    folder: str
    year: int
    number: int


def outlet_files(root: Path, sheets: list[Sheet]) -> Iterator[OutletFile]:
    """List the outlets' files by key; tell of names that cannot be keys."""
    for path in _visible(root / OUTLETS_FOLDER):
        place = f"{OUTLETS_FOLDER}/{path.name}"
        if path.suffix.lower() in {".yml", ".yaml"} and path.suffix != ".yaml":
            _tell(sheets, place, f"the name ends in {path.suffix}", f"rename it {path.stem}.yaml")
        elif path.suffix == ".yaml":
            if not OUTLET_KEY.fullmatch(path.stem):
                allowed = "small letters a to z, digits, '-', '_' and '.'"
                _tell(
                    sheets,
                    place,
                    f"{quoted(path.stem)} is not an outlet's key",
                    f"rename the file with {allowed}",
                )
            yield OutletFile(place, path.stem)


def issue_files(root: Path, sheets: list[Sheet], findings: list[Finding]) -> Iterator[IssueFile]:
    """List the issues' files by folder; tell of folders whose names say no year and number."""
    for year in _visible(root / ISSUES_FOLDER):
        place = f"{ISSUES_FOLDER}/{year.name}"
        if not year.is_dir():
            continue
        if (year / ISSUE_FILE).is_file():
            what = "an issue's file lies in the folder of a year"
            _tell(
                sheets,
                f"{place}/{ISSUE_FILE}",
                what,
                f"move it into a folder named by its number, like {place}/08",
            )
        for folder in _visible(year):
            if folder.is_dir():
                yield from _issue_file(year.name, folder, sheets, findings)


def _issue_file(year: str, folder: Path, sheets: list[Sheet], findings: list[Finding]) -> Iterator[IssueFile]:
    place = f"{ISSUES_FOLDER}/{year}/{folder.name}"
    is_named = YEAR.fullmatch(year) and NUMBER.fullmatch(folder.name)
    if (folder / ISSUE_FILE).is_file():
        if is_named:
            yield IssueFile(f"{place}/{ISSUE_FILE}", place, int(year), int(folder.name))
        else:
            what = f"the folder {quoted(f'{year}/{folder.name}')} is not a year and a number"
            _tell(sheets, f"{place}/{ISSUE_FILE}", what, "rename it like 2021/08")
    elif (folder / "issue.yml").is_file():
        _tell(sheets, f"{place}/issue.yml", "the name ends in .yml", f"rename it {ISSUE_FILE}")
    elif is_named:
        findings.append(find("CFG-010", place, file=ISSUE_FILE))


def _tell(sheets: list[Sheet], path: str, what: str, action: str) -> None:
    sheet = Sheet(path)
    sheet.tell(START, what, action)
    sheets.append(sheet)


def _visible(folder: Path) -> list[Path]:
    """List a folder by name, without hidden files; a folder that is not there is empty."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
