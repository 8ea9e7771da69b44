"""A home's folder → its periodical, outlets and issues; the mistakes of all its files are told together."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.config import schema
from pipeline.config.beside import Surroundings, check_issue, plain_files, repeated_entries
from pipeline.config.folders import IssueFile, OutletFile, issue_files, outlet_files
from pipeline.config.home import Home
from pipeline.config.locate import PERIODICAL_FILE
from pipeline.config.marks import read_tree
from pipeline.config.numbering import Heading, numbering_findings, numbering_mistakes
from pipeline.config.office import check_office, office
from pipeline.config.shapes import Record, Shape
from pipeline.config.sheet import START, Sheet, advise, quoted
from pipeline.errors import ConfigError, Mistake
from pipeline.findings import Finding, find
from pipeline.model import Issue
from pipeline.places import data_dir


@dataclass(frozen=True, slots=True)
class _Read:
    """A file as far as it could be read."""

    sheet: Sheet
    record: Record | None


def load_home(root: Path, years: Collection[int] | None = None) -> Home:
    """Read all files of a home, or only the issues of some years."""
    root = Path(os.path.realpath(root))
    sheets: list[Sheet] = []
    findings: list[Finding] = []
    about = _read_periodical(root, sheets)
    outlets = [(file, _read(root, file.path, schema.OUTLET, sheets)) for file in outlet_files(root, sheets)]
    issues = [
        (file, _read(root, file.path, schema.ISSUE, sheets))
        for file in issue_files(root, sheets, findings)
        if years is None or file.year in years
    ]
    keys = {file.key for file, _ in outlets}
    for file, read in issues:
        if read.record is not None:
            _check_number(read.sheet, read.record, file)
            folder = root / file.folder
            check_issue(read.sheet, read.record, Surroundings(root, folder, keys, plain_files(folder)))
    headings = [_heading(file, read.record) for file, read in issues]
    _raise_all([*(told for sheet in sheets for told in sheet.mistakes), *numbering_mistakes(headings)])

    periodical = schema.periodical(_whole(about))
    values = tuple((file.key, schema.outlet(file.key, _whole(read))) for file, read in outlets)
    plans = [(file, schema.issue(file.year, _whole(read))) for file, read in issues]
    plans.sort(key=lambda plan: (plan[1].year, plan[1].number))
    findings += [
        *_shared_hosts(outlets),
        *numbering_findings(headings, periodical.numbering),
        *(finding for file, issue in plans for finding in repeated_entries(file.path, issue)),
    ]
    return Home(
        root,
        periodical,
        values,
        tuple(issue for _, issue in plans),
        tuple(findings),
        tuple((issue.key, file.folder) for file, issue in plans),
        office(_whole(about)),
    )


def read_issue(path: str, year: int, data: bytes) -> Issue:
    """Read one issue file from its bytes, without looking for the files it names."""
    sheet = Sheet(path)
    tree = read_tree(sheet, data)
    record = schema.ISSUE(sheet, "issue", tree) if tree else None
    _raise_all(sheet.mistakes)
    return schema.issue(year, _whole(_Read(sheet, record if isinstance(record, Record) else None)))


def _read(root: Path, path: str, shape: Shape, sheets: list[Sheet]) -> _Read:
    sheet = Sheet(path)
    sheets.append(sheet)
    try:
        data = (root / path).read_bytes()
    except FileNotFoundError:
        sheet.tell(START, "the file is not there", "write it, or make a new home with `presswork init DIR`")
        return _Read(sheet, None)
    except OSError as error:
        sheet.tell(START, f"the file cannot be read ({error.strerror})", "see what it is and who may read it")
        return _Read(sheet, None)
    tree = read_tree(sheet, data)
    record = shape(sheet, path, tree) if tree else None
    return _Read(sheet, record if isinstance(record, Record) else None)


def _whole(read: _Read) -> Record:
    assert read.record is not None, f"{read.sheet.path} has no record, yet no mistake was told"
    return read.record


def _raise_all(mistakes: Iterable[Mistake]) -> None:
    told = sorted(set(mistakes), key=lambda told: (told.path, told.line, told.column, told.what))
    if told:
        raise ConfigError(tuple(told))


def _check_number(sheet: Sheet, record: Record, file: IssueFile) -> None:
    _check_spans(sheet, record)
    number = record.values.get("number")
    if number is not None and number != file.number:
        what = f"number {number} lies in the folder of number {file.number}"
        action = f"write {file.number}, or move the folder to sources/issues/{file.year}/{number:02d}"
        sheet.tell(record.places["number"], what, action)


def _read_periodical(root: Path, sheets: list[Sheet]) -> _Read:
    about = _read(root, PERIODICAL_FILE, schema.PERIODICAL, sheets)
    if about.record is not None:
        check_office(about.sheet, about.record)
        _check_style(about.sheet, about.record, root)
    return about


def _check_style(sheet: Sheet, record: Record, root: Path) -> None:
    """Tell of a style that has no cover theme, neither of ours nor of the home's own."""
    name = record.values.get("style")
    folders = (root / "styles" / "covers", data_dir("styles") / "covers")
    if name is not None and not any((folder / f"{name}.yaml").is_file() for folder in folders):
        known = sorted({path.stem for folder in folders for path in folder.glob("*.yaml")})
        sheet.tell(record.places["style"], f"no style is named {quoted(name)}", advise(name, known))


def _check_spans(sheet: Sheet, record: Record) -> None:
    """See that a double issue's last number is above its first."""
    for first, last in (("number", "through"), ("whole_number", "whole_through")):
        below, above = record.values.get(first), record.values.get(last)
        if above is not None and (below is None or above <= below):
            what = f"'{last}' {above} is not above '{first}'" + (f" {below}" if below is not None else "")
            sheet.tell(
                record.places[last], what, f"write the last number of the double issue, or remove {last}:"
            )


def _heading(file: IssueFile, record: Record | None) -> Heading:
    values, places = (record.values, record.places) if record else ({}, {})
    return Heading(
        file.path,
        file.year,
        values.get("number", file.number),
        values.get("whole_number"),
        values.get("date"),
        number_at=places.get("number", START),
        whole_number_at=places.get("whole_number", START),
        date_at=places.get("date", START),
        through=values.get("through"),
        whole_through=values.get("whole_through"),
        special=values.get("special"),
    )


def _shared_hosts(outlets: Iterable[tuple[OutletFile, _Read]]) -> Iterator[Finding]:
    owners: dict[str, str] = {}
    for file, read in outlets:
        for host in _whole(read).values["hosts"]:
            if owners.setdefault(host, file.path) != file.path:
                line, column = _whole(read).places["hosts"]
                yield find("CFG-009", f"{file.path}:{line}:{column}", host=host, other=owners[host])
