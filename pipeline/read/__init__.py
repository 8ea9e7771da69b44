"""A page and its outlet's rules → a Reading; which reader is decided by the media type."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.findings import find
from pipeline.model import Outlet, Page, Reading
from pipeline.read.address import outlet_for, page_url
from pipeline.read.pager import find_next


__all__ = ["READERS", "find_next", "outlet_for", "page_url", "read"]


def _page(page: Page, outlet: Outlet | None, language: str) -> Reading:
    from pipeline.read.page import read_page

    return read_page(page, outlet, language)


def _plaintext(page: Page, outlet: Outlet | None, language: str) -> Reading:
    from pipeline.read.plaintext import read_text

    return read_text(page, outlet, language)


def _markdown(page: Page, outlet: Outlet | None, language: str) -> Reading:
    from pipeline.read.markdown_text import read_markdown

    return read_markdown(page, outlet, language)


def _docx(page: Page, outlet: Outlet | None, language: str) -> Reading:
    from pipeline.read.docx import read_docx

    return read_docx(page, outlet, language)


PDF = "application/pdf"
READERS: dict[str, Callable[[Page, Outlet | None, str], Reading]] = {
    "text/html": _page,
    "application/xhtml+xml": _page,
    "text/plain": _plaintext,
    "text/markdown": _markdown,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": _docx,
}


def read(page: Page, outlet: Outlet | None, language: str) -> Reading:
    """Read an article out of a page or text; what cannot be read gives an empty body and says why."""
    media_type = page.media_type.partition(";")[0].strip().lower()
    if media_type == PDF or page.data.startswith(b"%PDF-"):
        return Reading(None, "", findings=(find("REA-031", page.name, address=page.url or page.name),))
    reader = READERS.get(media_type)
    if reader is None:
        return Reading(None, "", findings=(find("REA-015", page.name, media_type=page.media_type),))
    if not page.data.strip(b"\x00\xef\xbb\xbf\xff\xfe \t\r\n"):
        return Reading(None, "", findings=(find("REA-003", page.name),))
    return reader(page, outlet, language)
