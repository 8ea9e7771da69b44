"""A book's texts and tables → characters that no font draws, tables that no small screen shows (BOOK.md C4, D)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.validate.book import XHTML, Book, Fault, place


# U+FFFD, private use, and what Unicode will never assign: a reader sees boxes
UNDRAWN = re.compile("[\ufffd\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U0010ffff]")
MOST_COLUMNS, MOST_ROWS = 10, 100  # Kindle's bounds


def undrawn(book: Book) -> Iterator[Fault]:
    """Find characters that show as boxes on every device."""
    for name, page in book.pages.items():
        for element in page.iter(f"{XHTML}*"):
            own = (element.text or "") + "".join(child.tail or "" for child in element)
            if found := sorted(set(UNDRAWN.findall(own))):
                yield place(name, element), {"characters": " ".join(f"U+{ord(char):04X}" for char in found)}


def large_tables(book: Book) -> Iterator[Fault]:
    """Find tables that a Kindle cuts: too wide, too long, or one inside another."""
    for name, page in book.pages.items():
        for table in page.iter(f"{XHTML}table"):
            rows = list(table.iter(f"{XHTML}tr"))
            columns = max((sum(int(cell.get("colspan", "1")) for cell in row) for row in rows), default=0)
            if next(table.iterdescendants(f"{XHTML}table"), None) is not None:
                yield place(name, table), {"problem": "holds another table"}
            elif columns > MOST_COLUMNS or len(rows) > MOST_ROWS:
                yield place(name, table), {"problem": f"has {columns} columns and {len(rows)} rows"}
