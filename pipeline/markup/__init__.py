"""The normal form of an article's body: a small checked XHTML vocabulary, read, written, checked and counted.

A body is a run of sibling block elements, a line each: `<p>…</p>`, `<h2>…</h2>` (vocabulary.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.markup.check import check
from pipeline.markup.pictures import undescribed
from pipeline.markup.text import counts, escape, paragraphs, parse, running_text, write


if TYPE_CHECKING:
    from bs4 import Tag

__all__ = [
    "check",
    "counts",
    "escape",
    "from_soup",
    "paragraphs",
    "parse",
    "running_text",
    "undescribed",
    "write",
]


def from_soup(root: Tag) -> str:
    """Write a cleaned soup in the normal form."""
    from pipeline.markup import soup  # BeautifulSoup is heavy; most who read a body need none

    return soup.from_soup(root)
