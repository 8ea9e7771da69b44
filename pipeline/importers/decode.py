"""The bytes of a text file → its text with its form feeds, and findings."""

from __future__ import annotations

from pipeline.findings import Finding
from pipeline.read.encoding import decode


def text_of(data: bytes, name: str) -> tuple[str, tuple[Finding, ...]]:
    """Decode a file as an article's page is decoded, but keep the form feeds: they end pages."""
    decoded = decode(data, name)
    if b"\f" not in data or decoded.encoding.startswith(("utf-16", "utf-32")):
        return decoded.text, decoded.findings
    pages = (decode(page, name, told=decoded.encoding).text for page in data.split(b"\f"))
    return "\f".join(pages), decoded.findings
