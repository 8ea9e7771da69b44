"""A saved .html file, and the folder its browser put beside it → the page and its pictures."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from pipeline.counted import counted
from pipeline.findings import find
from pipeline.model import Page
from pipeline.saved.origin import saved_from, ungrouped
from pipeline.saved.values import Resource, Resources, Saved


# What browsers call the folder of a saved page's pictures, after the page's own name.
FOLDERS = (
    *("_files", ".files", "-files", "_file", ".fld"),
    *(
        "_Dateien",
        "-Dateien",
        "_fichiers",
        "_archivos",
        "_arquivos",
        "_ficheiros",
        "_bestanden",
        "_soubory",
        "_pliki",
    ),
)
MOST_FILES = 5000


def load_html(path: Path, data: bytes) -> Saved:
    """Load a page saved as HTML, whole (`_files`) or in one file (SingleFile)."""
    url, retrieved = saved_from(data)
    page = Page(name=path.name, data=ungrouped(data), url=url, retrieved=retrieved)
    files, left_out = _files(path), 0
    found: list[Resource] = []
    for each in files:
        if each is None or len(found) >= MOST_FILES:
            left_out += 1
        else:
            found.append(Resource(quote(each.relative_to(path.parent).as_posix()), path=each))
    told = (
        (find("ARC-023", str(path), count=counted(left_out, "part"), why="they lie outside its folder"),)
        if left_out
        else ()
    )
    return Saved(page, Resources(found, base=url), told)


def companions(path: Path) -> Iterator[Path]:
    """Yield the folders that a browser put beside a page."""
    for ending in FOLDERS:
        folder = path.with_name(path.stem + ending)
        if folder.is_dir():
            yield folder


def _files(path: Path) -> Iterator[Path | None]:
    """List the files of a page's folder in order; None for one that leads out of it."""
    for folder in companions(path):
        root = folder.resolve()
        if not root.is_relative_to(path.parent.resolve()):
            yield None
            continue
        for place, folders, names in os.walk(folder):
            folders.sort()
            for name in sorted(names):
                file = Path(place, name)
                if file.is_file():
                    yield file if file.resolve().is_relative_to(root) else None
