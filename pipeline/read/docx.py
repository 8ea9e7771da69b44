"""A .docx file → a Reading: mammoth writes it as HTML, then it is cleaned like any page."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

from pipeline.findings import Finding, find
from pipeline.model import Outlet, Page, Reading


STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='标题'] => h1:fresh
p[style-name='Subtitle'] => p.deck:fresh
"""
LARGEST = 200_000_000  # bytes unpacked; a text has fewer


def read_docx(page: Page, outlet: Outlet | None, language: str) -> Reading:
    """Read a Word file; without mammoth, or where the file is broken, say so."""
    try:
        import mammoth
    except ImportError:
        return Reading(None, "", reader="docx", findings=(find("REA-016", page.name),))

    from pipeline.read.written import read_written

    why = _broken(page.data)
    if why:
        return Reading(None, "", reader="docx", findings=(find("REA-014", page.name, why=why),))
    try:
        result = mammoth.convert_to_html(io.BytesIO(page.data), style_map=STYLES)
    except (KeyError, ValueError, AttributeError, IndexError, zipfile.BadZipFile) as error:
        why = f"{type(error).__name__}: {error}"
        return Reading(None, "", reader="docx", findings=(find("REA-014", page.name, why=why),))
    reading = read_written(result.value, page, outlet, language)
    return replace(
        reading, reader="docx", findings=(*_messages(result.messages, page.name), *reading.findings)
    )


def _broken(data: bytes) -> str | None:
    """Say why bytes are no Word file that may be unpacked, None where they are one."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist()) > LARGEST:
                return "it unpacks to more than 200 MB"
            return None if "word/document.xml" in archive.namelist() else "it is no Word document"
    except zipfile.BadZipFile:
        return "it is no .docx file"


def _messages(messages: list[object], where: str) -> list[Finding]:
    told = {str(getattr(message, "message", message)) for message in messages}
    return [find("REA-019", where, what=what) for what in sorted(told) if not what.startswith("Unrecognised")]
