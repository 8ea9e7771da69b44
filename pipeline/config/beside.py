"""An issue's record and its folder → the mistakes only the files around it can show."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from pipeline.config.shapes import Record
from pipeline.config.sheet import Place, Sheet, advise, quoted
from pipeline.findings import Finding, find
from pipeline.model import Issue


MAX_NAMES_TOLD = 12


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an issue's file may refer to."""

    root: Path  # the home, resolved
    folder: Path  # the issue's own
    outlets: Collection[str]  # keys
    files: Collection[str] = ()  # names of plain files in the folder, which need no closer look


def check_issue(sheet: Sheet, record: Record, around: Surroundings) -> None:
    """Tell of files, pictures, outlets and articles that an issue names and that are not there."""
    entries: tuple[Record, ...] = record.values.get("articles", ())
    for entry in entries:
        _check_entry(sheet, entry, around)
    if "cover" in record.values:
        _check_file(sheet, record.places["cover"], record.values["cover"], around)
    if "alt" in record.values:
        _check_pictures(sheet, record.values["alt"], entries, around)
    for correction in record.values.get("corrections", ()):
        position = correction.values.get("article", 1)
        if position > len(entries) and not sheet.mistakes:
            what = f"the issue has no article {position}"
            sheet.tell(correction.places["article"], what, f"write 1 to {len(entries)}, or remove the line")


def plain_files(folder: Path) -> frozenset[str]:
    """List what lies in a folder and is neither link nor folder nor hidden; nothing of a folder behind a link."""
    if os.path.realpath(folder) != str(folder):
        return frozenset()
    try:
        with os.scandir(folder) as found:
            return frozenset(
                each.name for each in found if each.name[0] != "." and each.is_file(follow_symlinks=False)
            )
    except OSError:
        return frozenset()


def repeated_entries(path: str, issue: Issue) -> Iterator[Finding]:
    """Find addresses and files an issue lists twice."""
    lines: dict[str, int] = {}
    for entry in issue.entries:
        named = entry.url or entry.file or ""
        if named in lines:
            yield find("CFG-008", f"{path}:{entry.line}", named=quoted(named), line=lines[named])
        lines.setdefault(named, entry.line)


def _check_entry(sheet: Sheet, entry: Record, around: Surroundings) -> None:
    if "url" in entry.places and "file" in entry.places:
        later = max(entry.places["url"], entry.places["file"])
        sheet.tell(later, "an article has both 'url' and 'file'", "keep one of the two")
    elif "url" not in entry.places and "file" not in entry.places:
        sheet.tell(entry.place, "an article has neither 'url' nor 'file'", "add one of the two")
    if "file" in entry.values:
        _check_file(sheet, entry.places["file"], entry.values["file"], around)
    key = entry.values.get("outlet")
    if key is not None and key not in around.outlets:
        action = advise(key, around.outlets, none=f"describe it in sources/outlets/{key}.yaml")
        sheet.tell(entry.places["outlet"], f"no outlet has the key {quoted(key)}", action)


def _check_file(sheet: Sheet, place: Place, name: str, around: Surroundings) -> None:
    if name in around.files:
        return
    path = Path(os.path.realpath(around.folder / name))
    told = Path(os.path.normpath(around.folder / name))
    copy = "copy the file beside this one and write its name"
    if not (path.is_relative_to(around.root) and told.is_relative_to(around.root / "sources")):
        sheet.tell(place, f"{quoted(name)} lies outside sources/", copy)
    elif Path(os.path.realpath(told.parent)) != told.parent:  # a build does not follow links to folders
        sheet.tell(place, f"{quoted(name)} lies behind a link to another folder", copy)
    elif any(part.startswith(".") for part in told.relative_to(around.root).parts):
        sheet.tell(place, f"{quoted(name)} is hidden by a dot before its name", "rename it without the dot")
    elif _is_folder(path):
        sheet.tell(place, f"{quoted(name)} is a folder", "write the path of a file")
    elif not _is_file(path):
        action = advise(name, _names(around.folder, name), none="put it there, or mend its name")
        sheet.tell(place, f"no file {quoted(name)} beside this file", action)


def _check_pictures(sheet: Sheet, alt: Record, entries: tuple[Record, ...], around: Surroundings) -> None:
    files = [entry.values["file"] for entry in entries if "file" in entry.values]
    if len(files) < len(entries) or any(name.lower().endswith(".docx") for name in files):
        return  # the pictures of an address are in the archive, those of a .docx inside it
    for name in alt.values:
        if "://" not in name and not _is_picture(name, files, around.folder):
            action = advise(
                name, _names(around.folder, name), none="write its path beside this file, or its address"
            )
            sheet.tell(alt.places[name], f"no picture {quoted(name)} beside this file", action)


def _is_picture(name: str, files: list[str], folder: Path) -> bool:
    """Say whether a picture is there: by its path from the issue or an article, or by its name alone."""
    spelled = unquote(name)
    bases = sorted({folder, *((folder / file).parent for file in files)})
    if any(_is_file(base / form) for base in bases for form in (name, spelled)):
        return True
    return "/" not in spelled and any(path.name == spelled for path in folder.rglob("*"))


def _names(folder: Path, name: str) -> tuple[str, ...]:
    """Name the files that stand where a missing one was looked for, as this file would write them."""
    prefix, _, _ = name.rpartition("/")
    try:
        found = sorted(path.name for path in (folder / prefix).iterdir() if not path.name.startswith("."))
    except OSError:
        return ()
    near = [f"{prefix}/{file}" if prefix else file for file in found if file != "issue.yaml"]
    return tuple(near) if len(near) <= MAX_NAMES_TOLD else ()


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name longer than the file system allows
        return False


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name longer than the file system allows
        return False
