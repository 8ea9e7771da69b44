"""The work that leaves this process: a plain description in, a plain value out."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import BuildError
from pipeline.findings import Finding
from pipeline.images.values import Prepared, is_of
from pipeline.model import Outlet, Page, Reading
from pipeline.store import write_whole


if TYPE_CHECKING:
    from pipeline.archive import Visit
    from pipeline.saved import Resource, Saved


NOTED = re.compile(
    rb"Page saved with SingleFile|saved from url=\(\d"
)  # what a browser notes of a page it saves
NOTE_WITHIN = 4096
CONTAINERS = (".mhtml", ".mht", ".warc", ".warc.gz", ".wacz")


def holds_its_pictures(name: str) -> bool:
    """Tell whether a saved file is one that holds a page and what it shows."""
    return name.lower().endswith(CONTAINERS)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One page: where it lies, what its bytes must be, what is known about it."""

    path: str  # on this machine: the page, an archive, or a file that holds a page and its pictures
    name: str  # relative to the home, or the address in an archive: for findings
    sha256: str
    media_type: str
    url: str | None = None
    retrieved: str | None = None
    visit: Visit | None = None  # where in an archive


@dataclass(frozen=True, slots=True)
class ReadTask:
    """An article to read: its pages in order, its outlet, the language to expect."""

    pages: tuple[SourceFile, ...]
    outlet: Outlet | None
    language: str


@dataclass(frozen=True, slots=True)
class PictureTask:
    """A picture to make ready: a file, a visit of an archive, what a saved file holds, or a data: address."""

    path: str | None
    sha256: str
    where: str
    blob: str  # where to leave the bytes, if they change; the name is appended
    inline: str | None = None
    visit: Visit | None = None
    resource: Resource | None = None


@dataclass(frozen=True, slots=True)
class PictureResult:
    """A picture made ready, or why not."""

    name: str = ""
    media_type: str = ""
    width: int = 0
    height: int = 0
    size_bytes: int = 0
    changed: bool = False  # its bytes lie in the store; else the source itself is streamed
    findings: tuple[Finding, ...] = ()


def read_article(task: ReadTask) -> Reading:
    """Read one article."""
    from pipeline.read import read

    loaded = [_page(source) for source in task.pages]
    first, *others = [page for page, _ in loaded]
    page = Page(
        name=first.name,
        data=first.data,
        media_type=first.media_type,
        url=first.url,
        retrieved=first.retrieved,
        parts=tuple(others),
    )
    reading: Reading = read(page, task.outlet, task.language)
    told = [finding for _, findings in loaded for finding in findings]
    return replace(reading, findings=(*told, *reading.findings)) if told else reading


def load_page(source: SourceFile) -> Page:
    """Load a page as it was hashed."""
    return _page(source)[0]


def _page(source: SourceFile) -> tuple[Page, tuple[Finding, ...]]:
    if source.visit is not None:
        from pipeline.archive import load_snapshot, page_of

        page = page_of(load_snapshot(Path(source.path), source.visit), name=source.name)
        return replace(page, retrieved=source.retrieved or page.retrieved), ()
    data = _bytes_of(source.path)
    _same(data, source.sha256, source.name)
    if holds_its_pictures(source.path) or NOTED.search(data, 0, NOTE_WITHIN):
        return _saved_page(source)
    return Page(source.name, data, source.media_type, url=source.url, retrieved=source.retrieved), ()


def _saved_page(source: SourceFile) -> tuple[Page, tuple[Finding, ...]]:
    saved = open_saved(source)
    page = replace(
        saved.page,
        name=source.name,
        url=source.url or saved.page.url,
        retrieved=source.retrieved or saved.page.retrieved,
    )
    return page, tuple(
        replace(told, where=told.where.replace(source.path, source.name)) for told in saved.findings
    )


def open_saved(source: SourceFile) -> Saved:
    """Open a saved page: the one of its address where the file holds many, else the first."""
    from pipeline.saved import load_saved

    saved = load_saved(Path(source.path), url=source.url)
    if any(told.code == "ARC-022" for told in saved.findings):  # the editor's address is not the one captured
        return load_saved(Path(source.path))
    return saved


def prepare_picture(task: PictureTask) -> PictureResult:
    """Make one picture ready; its bytes are left in the store if they changed."""
    from pipeline.images import prepare

    data = _picture_bytes(task)
    prepared = prepare(data, where=task.where)
    is_file = task.path is not None and task.visit is None and task.resource is None
    is_whole = isinstance(prepared, Prepared) and prepared.data is None and is_of(prepared.name, task.sha256)
    if is_file and not is_whole:  # one that stays as it is was named by its hash already
        _same(data, task.sha256, task.where)
    if isinstance(prepared, Finding):
        return PictureResult(findings=(prepared,))
    changed = prepared.data is not None or not is_file
    content = data if prepared.data is None else prepared.data
    if changed:
        write_whole(blob_path(task.blob, prepared.name), content)
    size = (prepared.width, prepared.height, len(content))
    return PictureResult(prepared.name, prepared.media_type, *size, changed, prepared.findings)


def blob_path(root: str, name: str) -> Path:
    """Name the place of a changed picture's bytes."""
    return Path(root) / name[:2] / name


def inline_bytes(address: str) -> bytes:
    """Return what a data: address holds (RFC 2397); empty when it is not one that can be read."""
    from pipeline.saved.values import data_resource

    resource = data_resource(address)
    return resource.load() if resource is not None else b""


def _picture_bytes(task: PictureTask) -> bytes:
    if task.inline is not None:
        return inline_bytes(task.inline)
    if task.resource is not None:
        return task.resource.load()
    if task.visit is not None:
        from pipeline.archive import load_snapshot

        return load_snapshot(Path(task.path or ""), task.visit).body
    assert task.path is not None
    return _bytes_of(task.path)


def _bytes_of(path: str) -> bytes:
    with open(path, "rb", buffering=0) as source:  # noqa: PTH123  # a build reads hundreds: half the cost of a Path
        return source.read()


def _same(data: bytes, sha256: str, name: str) -> None:
    if hashlib.sha256(data).hexdigest() != sha256:
        raise BuildError(f"{name}: changed while the build was running; build again")
