"""A Markdown text → a Reading: written as HTML, then cleaned like any page."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model import Outlet, Page, Reading
from pipeline.read.encoding import decode


def read_markdown(page: Page, outlet: Outlet | None, language: str) -> Reading:
    """Read a Markdown text: CommonMark with tables; its first top heading is the title."""
    from markdown_it import MarkdownIt

    from pipeline.read.written import read_written

    decoded = decode(page.data, page.name, header=page.charset, told=outlet.encoding if outlet else None)
    text = decoded.text.replace("\r\n", "\n")
    written = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text)
    reading = read_written(written, page, outlet, language)
    return replace(reading, reader="markdown", findings=(*decoded.findings, *reading.findings))
