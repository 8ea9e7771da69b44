"""Make tables regular: head cells are told, empty rows go."""

from __future__ import annotations

from bs4 import Tag

from pipeline.clean import tree
from pipeline.clean.context import Context, count_letters


def tables(_root: Tag, context: Context) -> None:
    """Settle the head of each table."""
    for table in context.tags("table"):
        rows = [tag for tag in tree.descend(table) if tag.name == "tr"]
        cells = [
            [cell for cell in row.contents if isinstance(cell, Tag) and cell.name in ("td", "th")]
            for row in rows
        ]
        if len(rows) < 2 or len(cells[0]) < 2:
            continue
        if all(_is_bold(cell) for cell in cells[0]):
            for cell in cells[0]:
                context.rename(cell, "th")
        if all(cell.name == "th" for cell in cells[0]):
            _make_head(table, rows[0], cells[0], context)
        for row in cells[1:]:
            for cell in row:
                if cell.name == "th":
                    cell.attrs.setdefault("scope", "row")
        for cell in (cell for row in cells for cell in row if cell.name == "th"):
            _settle(cell, context)


def _make_head(table: Tag, row: Tag, cells: list[Tag], context: Context) -> None:
    for cell in cells:
        cell.attrs.setdefault("scope", "col")
    parent, index = tree.place_of(row)
    reaches_down = any(str(cell.get("rowspan", "1")).strip() not in ("", "1") for cell in cells)
    if parent.name in ("table", "tbody") and not reaches_down and not _has_head(table):
        context.wrap(parent, index, index + 1, "thead")
        if parent.name == "tbody":
            _lift(parent, index)


def _has_head(table: Tag) -> bool:
    return any(isinstance(child, Tag) and child.name == "thead" for child in table.contents)


def _lift(body: Tag, index: int) -> None:
    """Put a head that was made in a table's first body before that body."""
    head = body.contents[index]
    tree.remove(head)
    parent, place = tree.place_of(body)
    tree.insert(parent, place, head)


def _is_bold(cell: Tag) -> bool:
    letters = count_letters(tree.text_of(cell))
    strong = [tag for tag in tree.descend(cell) if tag.name == "strong"]
    bold = sum(
        count_letters(tree.text_of(tag)) for tag in strong if not any(p.name == "strong" for p in tag.parents)
    )
    return letters > 0 and bold == letters


def _settle(cell: Tag, context: Context) -> None:
    """A head cell is bold by itself; one without words is a plain cell."""
    for tag in [tag for tag in tree.descend(cell) if tag.name == "strong"]:
        context.unwrap(tag, "tables")
    if not tree.text_of(cell).strip():
        context.rename(cell, "td")
