"""LIB: what is told of a shelf, its records and its proofs."""

from __future__ import annotations

from pipeline.findings.code import Code


LIB: dict[str, Code] = {
    "LIB-001": Code(
        "warning",
        "{count} on the shelf, older than the sources: {names}; the shelf tells what the sources say now",
        "run presswork build, then presswork shelf",
    ),
    "LIB-002": Code("note", "{count} planned and not on the shelf: {names}", "run presswork build"),
    "LIB-003": Code(
        "error",
        "cannot be read as a book: {reason}; the shelf leaves it out",
        "run presswork build; it makes the book again",
    ),
    "LIB-010": Code("error", "the book is not on the shelf", "run presswork build"),
    "LIB-011": Code(
        "error",
        "article {key} ({title}) is not what the sources build",
        "see which of the two is right; presswork build makes the book anew",
    ),
    "LIB-012": Code(
        "error",
        "not what the sources build: {parts}",
        "see which of the two is right; presswork build makes the book anew",
    ),
    "LIB-013": Code(
        "warning", "no source makes this file", "remove it, or put its issue back under sources/issues"
    ),
    "LIB-014": Code(
        "error", "the file is not what books and sources make", "run presswork shelf; it makes the file anew"
    ),
    "LIB-020": Code(
        "warning",
        "there is no archive of {missing}, so the bag holds their pages only as the books have them",
        "run presswork fetch, if the articles have addresses",
    ),
}
