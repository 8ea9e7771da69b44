"""Make tables regular: head cells are told, of the first rows and of the first column."""

from __future__ import annotations

import re

from bs4 import Tag

from pipeline.clean import tree
from pipeline.clean.context import Context, count_letters
from pipeline.patterns import lazy


CELLS = ("td", "th")
HEAD_LETTERS = 24  # of a head cell
MOST_HEAD_ROWS = 3
MOST = 0.6  # of the cells below and beside heads are figures, where nothing else tells that those are heads
_UNIT = r"(?:[%‰‱]|[\u4e00-\u9fff]{1,2}|[a-zA-Z²³°℃/]{1,4})?"
_FIGURE = lazy(
    rf"[<>≤≥约≈￥¥$€£]?\s?[+\-−–]?\d[\d,.\s]*{_UNIT}(?:\s?[-–—~～至/]\s?[\d,.]+%?)?|[-–—…/.]+|n/?a",
    re.IGNORECASE,
)
_YEAR = lazy(r"(?:19|20)\d\d(?:年(?:\d{1,2}月)?|[-/]\d{1,2})?|\d{1,2}月|[QH][1-4]")
Rows = list[list[Tag]]


def tables(_root: Tag, context: Context) -> None:
    """Settle the heads of each table."""
    for table in context.tags("table"):
        rows = [tag for tag in tree.descend(table) if tag.name == "tr"]
        cells = [
            [cell for cell in row.contents if isinstance(cell, Tag) and cell.name in CELLS] for row in rows
        ]
        if len(rows) < 2 or not cells[0]:
            continue
        heads = _head_rows(rows, cells)
        for cell in [cell for row in cells[:heads] for cell in row]:
            context.rename(cell, "th")
        if heads:
            _make_head(table, rows[:heads], cells[:heads], context)
        if _has_row_heads(cells[heads:]):
            for row in cells[heads:]:
                context.rename(row[0], "th")
                row[0].attrs.setdefault("scope", "row")
        for cell in [cell for row in cells[max(1, heads) :] for cell in row if cell.name == "th"]:
            cell.attrs.setdefault("scope", "row")
        for cell in [cell for row in cells for cell in row if cell.name == "th"]:
            _settle(cell, context)


def _head_rows(rows: list[Tag], cells: Rows) -> int:
    """Return how many of the first rows are the head; more than one where a cell of the first reaches down."""
    first = cells[0]
    if len(first) < 2 and not _in_head(rows[0]):
        return 0
    told = (
        _in_head(rows[0]) or all(cell.name == "th" for cell in first) or all(_is_bold(cell) for cell in first)
    )
    reach = max((_span(cell, "rowspan") for cell in first), default=1)
    inside = sum(_in_head(row) for row in rows)
    reach = max(reach, inside) if told else reach
    if reach > MOST_HEAD_ROWS or reach >= len(rows):
        reach = 1
    if told:
        return reach
    if any(cell.name == "th" for row in cells for cell in row):
        return 0
    return reach if _reads_as_head(cells[:reach], cells[reach:]) else 0


def _in_head(row: Tag) -> bool:
    return row.parent is not None and row.parent.name == "thead"


def _span(cell: Tag, key: str) -> int:
    told = str(cell.attrs.get(key, "1")).strip()
    return int(told) if told.isdecimal() and len(told) < 4 else 1


def _reads_as_head(heads: Rows, below: Rows) -> bool:
    """Words stand above figures; the first may be empty, and years are words."""
    texts = [_text(cell) for row in heads for cell in row]
    if any(not text or count_letters(text) > HEAD_LETTERS for text in texts[1:]):
        return False
    named = [text for text in texts if text]
    if any(_FIGURE.fullmatch(text) and not _YEAR.fullmatch(text) for text in named):
        return False
    figures = [_text(cell) for row in below for cell in row[1:] if _text(cell)]
    return bool(figures) and sum(_FIGURE.fullmatch(text) is not None for text in figures) >= MOST * len(
        figures
    )


def _has_row_heads(cells: Rows) -> bool:
    """Tell whether the first column names the rows: words beside figures, or labels with a colon."""
    if len(cells) < 2 or any(len(row) < 2 or row[0].name == "th" for row in cells):
        return False
    if any(_span(row[0], "rowspan") > 1 or _span(row[0], "colspan") > 1 for row in cells):
        return False
    names = [_text(row[0]) for row in cells]
    if any(not name or count_letters(name) > HEAD_LETTERS or _FIGURE.fullmatch(name) for name in names):
        return False
    if all(name.endswith(("：", ":")) for name in names):
        return len(cells[0]) == 2
    figures = [text for row in cells for cell in row[1:] if (text := _text(cell))]
    is_figured = sum(_FIGURE.fullmatch(text) is not None for text in figures) >= MOST * len(figures) > 0
    return is_figured and len(set(names)) == len(names)


def _text(cell: Tag) -> str:
    return " ".join(tree.text_of(cell).split())


def _make_head(table: Tag, rows: list[Tag], cells: Rows, context: Context) -> None:
    """Put the head's rows into a `thead`, unless one of their cells reaches below it."""
    for cell in [cell for row in cells for cell in row]:
        cell.attrs["scope"] = (
            "col"
            if cell.attrs.get("scope") not in ("col", "row", "colgroup", "rowgroup")
            else cell.attrs["scope"]
        )
    parent, index = tree.place_of(rows[0])
    reaches = any(
        _span(cell, "rowspan") > len(rows) - place for place, row in enumerate(cells) for cell in row
    )
    together = all(row.parent is parent for row in rows)
    if parent.name not in ("table", "tbody") or reaches or not together or _has_head(table):
        return
    _, last = tree.place_of(rows[-1])
    context.wrap(parent, index, last + 1, "thead")
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
