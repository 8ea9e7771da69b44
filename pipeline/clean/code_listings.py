"""Make one `pre` of a listing that a page set in a table or in elements a line; its line numbers go."""

from __future__ import annotations

import re

from bs4 import Tag
from bs4.element import NavigableString

from pipeline.clean import tree
from pipeline.clean.context import Context
from pipeline.model import Counts
from pipeline.patterns import lazy


_NUMBERS = lazy(r"\s*(?:\d{1,5}\s*)+")
_LISTING = lazy(r"highlight|code|hljs|rouge|blob|syntax|listing|prettyprint|crayon", re.IGNORECASE)
_GUTTER = lazy(r"gutter|line-?num|lineno|linenos|hljs-ln-numbers|blob-num|line-?index|rownum", re.IGNORECASE)
CELLS = ("td", "th")


def code_listings(_root: Tag, context: Context) -> None:
    """Settle listings."""
    for table in context.tags("table"):
        if table.parent is not None and _is_listing(table):
            _open(table, context)
    for tag in context.tags("pre"):
        _drop_gutters(tag, context)
        _end_lines(tag)


def _is_listing(table: Tag) -> bool:
    """A table whose rows are a line number, or all of them, and code."""
    rows = [tag for tag in tree.descend(table) if tag.name == "tr"]
    cells = [[cell for cell in row.contents if isinstance(cell, Tag) and cell.name in CELLS] for row in rows]
    if not cells or any(len(row) != 2 for row in cells):
        return False
    if any(tree.text_of(row[0]).strip() and not _NUMBERS.fullmatch(tree.text_of(row[0])) for row in cells):
        return False
    holds_code = any(tag.name in ("pre", "code") for row in cells for tag in tree.descend(row[1]))
    named = [tag for tag in (table, table.parent, *cells[0]) if tag is not None]
    return holds_code or any(_LISTING.search(str(tag.attrs.get("class", ""))) for tag in named)


def _open(table: Tag, context: Context) -> None:
    """Put the code of all rows into one `pre` in the table's place."""
    rows = [tag for tag in tree.descend(table) if tag.name == "tr"]
    made = context.new("pre")
    for row in rows:
        number, code = [cell for cell in row.contents if isinstance(cell, Tag) and cell.name in CELLS]
        context.drop(number, "code_listings")
        if made.contents:
            tree.insert(made, len(made.contents), NavigableString("\n"))
        for inner in [tag for tag in tree.descend(code) if tag.name == "pre"]:
            context.unwrap(inner, "code_listings")
        for node in list(code.contents):
            tree.remove(node)
            tree.insert(made, len(made.contents), node)
    parent, place = tree.place_of(table)
    context.account("code_listings", Counts(tables=1), tree.text_of(made))
    tree.remove(table)
    tree.insert(parent, place, made)


def _drop_gutters(listing: Tag, context: Context) -> None:
    if tree.is_plain(listing):
        return
    for tag in tree.descend(listing):
        named = tag is not listing and _GUTTER.search(str(tag.attrs.get("class", "")))
        if named and tag.parent is not None and _NUMBERS.fullmatch(tree.text_of(tag)):
            context.drop(tag, "code_listings")


def _end_lines(listing: Tag) -> None:
    """End the lines of a listing that has an element for each and nothing between them."""
    lines = [
        child
        for child in listing.contents
        if isinstance(child, Tag) and child.name in ("code", "span", "div")
    ]
    if (
        len(lines) < 2
        or len(lines) != len(listing.contents)
        or any("\n" in tree.text_of(line) for line in lines)
    ):
        return
    if all(line.name == "code" for line in lines) or all(_is_line(line) for line in lines):
        for line in lines[:0:-1]:
            _, place = tree.place_of(line)
            tree.insert(listing, place, NavigableString("\n"))


def _is_line(tag: Tag) -> bool:
    told = str(tag.attrs.get("class", "")).split()
    return "line" in told or "code-line" in told
