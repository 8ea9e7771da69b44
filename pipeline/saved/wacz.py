"""A WACZ file (a zip of WARC files and a list of pages) → the page asked for, or its first one."""

from __future__ import annotations

import json
import struct
import zipfile
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from pipeline.counted import counted
from pipeline.findings import Finding, find
from pipeline.saved.values import MOST_BYTES, Saved, TooLargeError
from pipeline.saved.warc import Capture, captures_in, captures_in_memory, choose


MOST_ENTRIES = 20_000
MOST_PAGE_LIST = 16 * 1024 * 1024
PAGE_LISTS = ("pages/pages.jsonl", "pages/extraPages.jsonl")
LOCAL_HEADER = struct.Struct("<4s5H3L2H")


def load_wacz(path: Path, url: str | None = None) -> Saved:
    """Load a page of a WACZ file."""
    captures: list[Capture] = []
    findings: list[Finding] = []
    with path.open("rb") as stream, zipfile.ZipFile(stream) as archive:
        entries = archive.infolist()
        if len(entries) > MOST_ENTRIES:
            raise TooLargeError(f"it has {len(entries)} entries")
        refused = [entry for entry in entries if not _is_inside(entry.filename)]
        if refused:
            why = "their names lead out of the file"
            findings.append(find("ARC-023", str(path), count=counted(len(refused), "part"), why=why))
        for entry in entries:
            if entry not in refused and _is_warc(entry.filename):
                found, told = _captures(stream, archive, entry, path)
                captures += found
                findings += told
        pages = [url] if url else _pages(archive)
    known = {capture.url for capture in captures}
    wanted = pages if url else [page for page in pages if page in known]
    return choose(path, captures, wanted, findings, is_named=url is not None)


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return (
        not path.is_absolute() and ".." not in path.parts and ":" not in path.parts[0:1][0]
        if path.parts
        else False
    )


def _is_warc(name: str) -> bool:
    return name.startswith("archive/") and name.lower().endswith((".warc", ".warc.gz"))


def _captures(
    stream: BinaryIO, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: Path
) -> tuple[list[Capture], list[Finding]]:
    """Read a WARC file where it lies; unpack it only where somebody has packed it twice."""
    if entry.compress_type == zipfile.ZIP_STORED and not entry.flag_bits & 1:
        stream.seek(entry.header_offset)
        header = stream.read(LOCAL_HEADER.size)
        if len(header) < LOCAL_HEADER.size:
            raise zipfile.BadZipFile("it breaks off")
        *_, name_length, extra_length = LOCAL_HEADER.unpack(header)
        start = entry.header_offset + LOCAL_HEADER.size + name_length + extra_length
        return captures_in(stream, path, start=start, end=start + entry.file_size)
    return captures_in_memory(_unpacked(archive, entry, MOST_BYTES), path)


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limit: int) -> bytes:
    if entry.file_size > limit:
        raise TooLargeError(f"{entry.filename} is {entry.file_size >> 20} MB unpacked")
    with archive.open(entry) as stream:
        content = stream.read(limit + 1)
    if len(content) > limit:
        raise TooLargeError(f"{entry.filename} is more than {limit >> 20} MB unpacked")
    return content


def _pages(archive: zipfile.ZipFile) -> list[str]:
    """List the pages that the file's maker meant to keep, first ones first."""
    found: list[str] = []
    for name in PAGE_LISTS:
        if name not in archive.namelist():
            continue
        for line in _unpacked(archive, archive.getinfo(name), MOST_PAGE_LIST).splitlines():
            try:
                row = json.loads(line)
            except ValueError:
                continue  # a line cut off; the others still name their pages
            if isinstance(row, dict) and isinstance(row.get("url"), str):
                found.append(row["url"])
    return found
