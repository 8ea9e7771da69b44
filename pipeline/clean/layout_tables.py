"""Unwrap tables that only lay a page out: those that hold tables, have one cell, or no more than pictures."""

from __future__ import annotations

from bs4 import Tag

from pipeline.clean import tree
from pipeline.clean.context import Context, count_letters
from pipeline.model import Counts


PARTS = ("caption", "thead", "tbody", "tfoot", "tr", "td", "th")
LONG = 80  # letters a cell of a one-column table has on the average when it is text laid out


def layout_tables(_root: Tag, context: Context) -> None:
    """Unwrap layout tables, the innermost first."""
    for table in reversed(context.tags("table")):
        if _is_layout(table):
            for part in _parts(table):
                context.rename(part, "div")
            context.account("layout_tables", Counts(tables=1), tree.text_of(table))
            context.rename(table, "div")


def _parts(table: Tag) -> list[Tag]:
    """Return the table's own parts, not those of a table inside it."""
    found: list[Tag] = []
    for child in table.contents:
        if isinstance(child, Tag) and child.name in PARTS:
            found += [child, *(_parts(child) if child.name not in ("td", "th", "caption") else [])]
    return found


def _is_layout(table: Tag) -> bool:
    cells = [part for part in _parts(table) if part.name in ("td", "th")]
    if len(cells) <= 1 or any(tag.name == "table" for tag in tree.descend(table) if tag is not table):
        return True
    letters = [count_letters(tree.text_of(cell)) for cell in cells]
    if not any(letters):
        return True
    rows = [part for part in _parts(table) if part.name == "tr"]
    one_column = len(cells) == len(rows) and all(cell.name == "td" for cell in cells)
    return one_column and sum(letters) >= LONG * len(cells)
