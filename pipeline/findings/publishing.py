"""The PUB family: packing and publishing."""

from __future__ import annotations

from pipeline.findings.code import Code


PUB: dict[str, Code] = {
    "PUB-001": Code(
        "error",
        "not published: {count}; {keeps}",
        "mend what is told of it, or build with --allow-missing",
    ),
    "PUB-002": Code(
        "error",
        "the file {file} stands {count} times in the book",
        "give the entries different files in issue.yaml",
    ),
    "PUB-003": Code("error", "{file} has no title", "set title: in issue.yaml"),
    "PUB-004": Code(
        "error", "the body is not in the normal form: {violation}", "report it with the page: this is a bug"
    ),
    "PUB-005": Code("error", "the book has no article", "add articles to issue.yaml"),
    "PUB-006": Code("error", "refers to {see}, which is not in the book", "report it: this is a bug"),
    "PUB-007": Code(
        "warning",
        "{file} is {size} kB long, and old readers grow slow above {limit} kB",
        "part the article in two entries; `presswork check` refuses it",
    ),
    "PUB-008": Code(
        "warning",
        "the cover {name} is {width} × {height} pixels, and shops want {least} at least on each side",
        "draw a larger one, or leave cover: out of issue.yaml",
    ),
    "PUB-101": Code(
        "warning",
        "the cover's fonts lack {characters}",
        "check the text for odd characters, or give the periodical a font that has them",
    ),
    "PUB-102": Code("note", "the cover shortens '{text}'", "give it a shorter form if the cut reads badly"),
}
