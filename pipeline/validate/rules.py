"""A finished EPUB → the findings of our own rules (BOOK.md G), one literal table of codes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from pipeline.findings import Finding, find
from pipeline.validate import (
    access,
    container,
    credit_list,
    links,
    navigation,
    package,
    pages,
    pictures,
    roles,
    sheets,
    texts,
)
from pipeline.validate.book import Book, Fault, read_book


Rule = Callable[[Book], Iterator[Fault]]
RULES: tuple[tuple[str, Rule], ...] = (
    ("EPC-010", container.mimetype),
    ("EPC-011", container.names),
    ("EPC-012", container.archive),
    ("EPC-013", container.unlisted),
    ("EPC-014", container.declarations),
    ("EPC-015", container.malformed),
    ("EPC-016", container.page_sizes),
    ("EPC-017", container.book_size),
    ("EPC-020", package.single_fields),
    ("EPC-021", package.identifier),
    ("EPC-022", package.ncx_identifier),
    ("EPC-023", package.dates),
    ("EPC-024", package.language),
    ("EPC-025", package.collections),
    ("EPC-026", package.articles),
    ("EPC-027", package.cover),
    ("EPC-030", navigation.same_tree),
    ("EPC-031", navigation.spine_order),
    ("EPC-032", navigation.complete),
    ("EPC-033", navigation.depth),
    ("EPC-034", navigation.distinct),
    ("EPC-035", navigation.labels),
    ("EPC-036", navigation.ncx_numbers),
    ("EPC-037", navigation.spine),
    ("EPC-038", navigation.landmarks),
    ("EPC-040", pages.languages),
    ("EPC-041", pages.one_h1),
    ("EPC-042", pages.heading_steps),
    ("EPC-043", pages.headings_filled),
    ("EPC-044", pages.forbidden),
    ("EPC-045", pages.inline_styles),
    ("EPC-046", pages.false_headings),
    ("EPC-047", pages.tables),
    ("EPC-048", texts.undrawn),
    ("EPC-049", texts.large_tables),
    ("EPC-050", roles.matching),
    ("EPC-051", roles.elements),
    ("EPC-052", roles.labels),
    ("EPC-060", links.whole_files),
    ("EPC-061", links.files_land),
    ("EPC-062", links.fragments_land),
    ("EPC-063", links.resources),
    ("EPC-064", links.notes),
    ("EPC-070", sheets.breaking),
    ("EPC-071", sheets.refused),
    ("EPC-072", sheets.colours),
    ("EPC-073", sheets.families),
    ("EPC-074", sheets.bare_selectors),
    ("EPC-080", pictures.formats),
    ("EPC-081", pictures.sizes),
    ("EPC-082", pictures.cover_size),
    ("EPC-083", pictures.content_names),
    ("EPC-084", pictures.used),
    ("EPC-085", pictures.alternatives),
    ("EPC-086", pictures.repeated),
    ("EPC-090", access.metadata),
    ("EPC-091", credit_list.listed),
)


def check_rules(path: Path) -> tuple[Finding, ...]:
    """Look at one book with every rule."""
    book = read_book(path)
    if isinstance(book, Finding):
        return (book,)
    return tuple(
        find(code, f"{book.where}/{where}" if where else book.where, **values)
        for code, rule in RULES
        for where, values in rule(book)
    )
