"""LIB: what is told of a shelf, its records and its proofs."""

from __future__ import annotations

from pipeline.findings.code import Code


LIB: dict[str, Code] = {
    "LIB-001": Code(
        "warning",
        "{count} books are older than their sources: {names}; the shelf tells what the sources say now",
        "run presswork build, then presswork shelf",
    ),
    "LIB-002": Code(
        "note", "{count} issues and volumes are planned and not on the shelf: {names}", "run presswork build"
    ),
    "LIB-003": Code(
        "error",
        "cannot be read as a book: {reason}; the shelf leaves it out",
        "run presswork build; it makes the book again",
    ),
}
