"""A catalogue → a list of checksums a year, for `sha256sum -c` on any machine."""

from __future__ import annotations

from pipeline.catalogue.values import Catalogue, Files, Item


def sums(catalogue: Catalogue) -> Files:
    """Write SHA256SUMS-YEAR for the books of each year; names are as seen from the shelf's root."""
    of_year: dict[int, list[Item]] = {}
    for title in catalogue.titles:
        for item in title.items:
            of_year.setdefault(item.year, []).append(item)
    return {f"SHA256SUMS-{year}": sums_of(items) for year, items in sorted(of_year.items())}


def sums_of(items: list[Item]) -> bytes:
    """Write the checksums of some books, by name."""
    books = sorted((item.book for item in items), key=lambda book: book.file)
    return "".join(f"{book.sha256}  {book.file}\n" for book in books).encode()
