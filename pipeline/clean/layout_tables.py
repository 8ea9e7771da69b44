"""Unwrap tables that only lay a page out: those that hold tables, have one cell, or no more than pictures."""

from __future__ import annotations

from bs4 import Tag

from pipeline.clean import tree
from pipeline.clean.context import Context, count_letters
from pipeline.model import Counts
from pipeline.patterns import lazy


PARTS = ("caption", "thead", "tbody", "tfoot", "tr", "td", "th")
_NUMBER = lazy(r"\s*[（(]?\d{1,3}(?:[.-]\d{1,3})*[a-z]?[)）]?\s*")
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
    if not any(letters) or _is_equation(cells):
        return True
    rows = [part for part in _parts(table) if part.name == "tr"]
    one_column = len(cells) == len(rows) and all(cell.name == "td" for cell in cells)
    return one_column and sum(letters) >= LONG * len(cells)


def _is_equation(cells: list[Tag]) -> bool:
    """A row, or a few, whose cells hold a formula, nothing, or the formula's number."""
    held = [cell for cell in cells if tree.shows(cell)]
    formulas = [cell for cell in held if any(tag.name == "math" for tag in tree.descend(cell))]
    rest = [cell for cell in held if all(cell is not formula for formula in formulas)]
    return bool(formulas) and all(_NUMBER.fullmatch(tree.text_of(cell)) for cell in rest)
