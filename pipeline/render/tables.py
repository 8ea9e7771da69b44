"""A table too wide for a phone → tables of at most four columns that repeat the first one."""

from __future__ import annotations

import copy

from lxml import etree

from pipeline.render.xhtml import XHTML, E, text_of
from pipeline.terms import Terms


WIDEST = 4  # Kobo warns above it; a phone cannot show more
_CELLS = (f"{{{XHTML}}}td", f"{{{XHTML}}}th")
_ROW = f"{{{XHTML}}}tr"
_CAPTION = f"{{{XHTML}}}caption"


def fit_tables(body: etree._Element, terms: Terms) -> None:
    """Part every table that is too wide; merged cells are told in each of their places."""
    for table in list(body.iter(f"{{{XHTML}}}table")):
        _scope(table)
        rows = list(table.iter(_ROW))
        width = max((len(row) for row in rows), default=0)
        if _has_spans(table):
            width = _spread_width(table)
            if width <= WIDEST or not _spread(table, width):
                continue
        elif width <= WIDEST or any(len(row) != width for row in rows):
            continue
        _part(table, width, terms)


def _scope(table: etree._Element) -> None:
    """Say which cells a header heads: its column in the first row, else its row."""
    for index, row in enumerate(table.iter(_ROW)):
        for cell in row:
            if cell.tag == _CELLS[1] and "scope" not in cell.attrib:
                cell.set("scope", "col" if index == 0 else "row")


def _has_spans(table: etree._Element) -> bool:
    return any("colspan" in cell.attrib or "rowspan" in cell.attrib for cell in table.iter(*_CELLS))


def _span(cell: etree._Element, key: str) -> int:
    told = cell.get(key, "1")
    return int(told) if told.isdecimal() else 1


def _spread_width(table: etree._Element) -> int:
    """Return how many columns a table has, merged cells counted in full."""
    return max((sum(_span(cell, "colspan") for cell in row) for row in table.iter(_ROW)), default=0)


def _spread(table: etree._Element, width: int) -> bool:
    """Give each place of a table a cell of its own; a table that does not come out even keeps its shape."""
    rows = list(table.iter(_ROW))
    grid: list[list[etree._Element | None]] = [[None] * width for _ in rows]
    for place, row in enumerate(rows):
        column = 0
        for cell in row:
            while column < width and grid[place][column] is not None:
                column += 1
            for down in range(_span(cell, "rowspan")):
                for right in range(_span(cell, "colspan")):
                    if place + down >= len(rows) or column + right >= width:
                        return False
                    grid[place + down][column + right] = cell
    if any(cell is None for line in grid for cell in line):
        return False
    seen: set[etree._Element] = set()
    for row, line in zip(rows, grid, strict=True):
        cells = [_copy(cell, seen) for cell in line if cell is not None]
        row[:] = cells
    return True


def _copy(cell: etree._Element, seen: set[etree._Element]) -> etree._Element:
    """Copy a merged cell into one of its places; an id stands once."""
    again = copy.deepcopy(cell)
    again.tail = None
    for key in ("colspan", "rowspan"):
        again.attrib.pop(key, "")
    if cell in seen:
        for named in again.iter():
            named.attrib.pop("id", "")
    seen.add(cell)
    return again


def _part(table: etree._Element, width: int, terms: Terms) -> None:
    caption = table.find(_CAPTION)
    name = text_of(caption) if caption is not None else ""
    parts = -(-(width - 1) // (WIDEST - 1))
    columns, over = divmod(width - 1, parts)  # as even as can be
    parent = table.getparent()
    assert parent is not None
    place = parent.index(table)
    table.tail = None
    for number in range(parts):
        first = 1 + number * columns + min(number, over)
        keep = {0, *range(first, first + columns + (number < over))}
        part = copy.deepcopy(table)
        for row in part.iter(_ROW):
            for index, cell in reversed(list(enumerate(row))):
                if index not in keep:
                    row.remove(cell)
        if number:
            for again in part.iterfind(".//*[@id]"):
                del again.attrib["id"]  # an id stands once
            _caption(part, _continued(name, terms))
        parent.insert(place + number, part)
    parent.remove(table)


def _caption(part: etree._Element, text: str) -> None:
    caption = part.find(_CAPTION)
    if caption is None:
        caption = E.caption()
        part.insert(0, caption)
    for child in list(caption):
        caption.remove(child)
    caption.text = text


def _continued(name: str, terms: Terms) -> str:
    again = terms.word("table_continued")
    return f"{name} {again}" if name else again
