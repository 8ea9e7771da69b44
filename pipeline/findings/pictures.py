"""The IMG family: pictures."""

from __future__ import annotations

from pipeline.findings.code import Code


IMG: dict[str, Code] = {
    "IMG-001": Code(
        "warning",
        "the picture's file is empty; the book shows a note in its place",
        "fetch it again (`presswork fetch --refetch`), or lay the picture beside issue.yaml",
    ),
    "IMG-002": Code(
        "warning",
        "a web page came instead of the picture; the book shows a note in its place",
        "look whether the site has moved the picture or asks for a login; or lay the picture beside issue.yaml",
    ),
    "IMG-003": Code(
        "warning",
        "the file is no picture of a kind that is read (JPEG, PNG, GIF, WebP, AVIF, BMP, TIFF, SVG); "
        "the book shows a note in its place",
        "save it as JPEG or PNG and lay it beside issue.yaml",
    ),
    "IMG-004": Code(
        "warning",
        "the drawing (SVG) cannot be put into a book: {why}; the book shows a note in its place",
        "save it as PNG and lay it beside issue.yaml",
    ),
    "IMG-005": Code(
        "warning",
        "the picture is broken: {why}; the book shows a note in its place",
        "fetch it again (`presswork fetch --refetch`), or lay the picture beside issue.yaml",
    ),
    "IMG-006": Code(
        "warning",
        "the picture has more than {limit} million pixels and is not decoded; the book shows a note in its place",
        "save it smaller and lay it beside issue.yaml",
    ),
    "IMG-007": Code(
        "note",
        "the picture moves; the book shows its first frame",
        "nothing, if the first frame tells enough; else lay a better still beside issue.yaml",
    ),
    "IMG-008": Code(
        "note",
        "the drawing (SVG) is shown without {what}",
        "look at it in the book; if something is missing, save it as PNG and lay it beside issue.yaml",
    ),
}
