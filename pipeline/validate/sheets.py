"""A book's style sheets → faults that break engines or tie a reader's hands (BOOK.md C3–C5, P10)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.validate.book import XHTML, Book, Fault, text_of


COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
STRING = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'")
# One unknown token, and an Adobe engine throws away the whole sheet or calls the book damaged.
BREAKING: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("a function of computation", re.compile(r"(?<![\w-])(calc|min|max|clamp|var|env)\(", re.IGNORECASE)),
    ("a custom property", re.compile(r"(?:^|[{;\s])--[\w-]+\s*:")),
    (
        "a unit of the root or the window",
        re.compile(r"(?<![\w#-])[+-]?(\d+\.?\d*|\.\d+)(rem|vh|vw|vmin|vmax)\b", re.IGNORECASE),
    ),
    (
        "an at-rule",
        re.compile(r"@(media|import|supports|namespace|font-face|layer|container|page)\b", re.IGNORECASE),
    ),
    ("a selector", re.compile(r":(is|where|has)\(", re.IGNORECASE)),
)
# property → the values that are refused; None: all of them
REFUSED: dict[str, re.Pattern[str] | None] = {
    "position": None,
    "transform": None,
    "direction": None,
    "unicode-bidi": None,
    "letter-spacing": None,
    "text-justify": None,
    "color-scheme": None,
    "display": re.compile(r"(inline-)?(flex|grid)"),
    "overflow": re.compile(r"auto|scroll"),
    "overflow-x": re.compile(r"auto|scroll"),
    "float": re.compile(r"footnote"),
}
NEGATIVE = re.compile(r"(?<![\w.])-(?:\d|\.\d)")
COLOUR = re.compile(r"(^|-)color$|^background")
FAMILY_SUBJECTS = re.compile(r"(h[1-6]|blockquote|pre|code|kbd|samp)(?![\w-])", re.IGNORECASE)
BARE = re.compile(r"(div|span)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Declaration:
    """One declaration of a sheet, with the selectors it applies to."""

    selectors: tuple[str, ...]
    name: str
    value: str
    line: int


def breaking(book: Book) -> Iterator[Fault]:
    """Find tokens that make an old engine refuse the whole sheet."""
    for where, css in _sheets(book):
        for what, pattern in BREAKING:
            for match in pattern.finditer(css):
                yield (
                    f"{where}:{_line(css, match.start())}",
                    {"what": what, "text": match.group().strip(" {;\n")},
                )


def refused(book: Book) -> Iterator[Fault]:
    """Find declarations that a reading system refuses or draws wrong."""
    for where, declaration in _declarations(book):
        values = REFUSED.get(declaration.name, re.compile(r"(?!)"))
        shift = declaration.name.startswith("margin") and NEGATIVE.search(declaration.value)
        if values is None or values.fullmatch(declaration.value) or shift:
            yield f"{where}:{declaration.line}", {"text": f"{declaration.name}: {declaration.value}"}


def colours(book: Book) -> Iterator[Fault]:
    """Find colours: without them the reader's themes work, night and sepia too."""
    for where, declaration in _declarations(book):
        if COLOUR.search(declaration.name):
            yield f"{where}:{declaration.line}", {"text": f"{declaration.name}: {declaration.value}"}


def families(book: Book) -> Iterator[Fault]:
    """Find a typeface set on running text: it locks a Kindle's font menu."""
    for where, declaration in _declarations(book):
        if declaration.name in ("font", "font-family"):
            for selector in declaration.selectors:
                if not FAMILY_SUBJECTS.match(_subject(selector)):
                    yield f"{where}:{declaration.line}", {"selector": selector}


def bare_selectors(book: Book) -> Iterator[Fault]:
    """Find rules for every div or span: Kobo puts in spans of its own."""
    for where, declaration in _declarations(book):
        for selector in declaration.selectors:
            if BARE.fullmatch(_subject(selector)):
                yield f"{where}:{declaration.line}", {"selector": selector}


def read_sheet(css: str) -> Iterator[Declaration]:
    """Read a sheet into its declarations; blocks inside an at-rule count like the others."""
    start = 0
    stack: list[tuple[str, ...]] = [()]
    for match in re.finditer(r"[{};]", css):
        piece = css[start : match.start()]
        if match.group() == "{":
            stack.append(tuple(" ".join(part.split()) for part in piece.split(",")))
        else:
            yield from _declaration(stack[-1], piece, _line(css, start + len(piece) - len(piece.lstrip())))
            if match.group() == "}" and len(stack) > 1:
                stack.pop()
        start = match.end()


def _declaration(selectors: tuple[str, ...], piece: str, line: int) -> Iterator[Declaration]:
    name, colon, value = piece.partition(":")
    if colon and selectors:
        yield Declaration(selectors, name.strip().lower(), " ".join(value.lower().split()), line)


def _declarations(book: Book) -> Iterator[tuple[str, Declaration]]:
    for where, css in _sheets(book):
        for declaration in read_sheet(css):
            yield where, declaration


def _sheets(book: Book) -> Iterator[tuple[str, str]]:
    """Yield every sheet with comments and strings blanked, so that lines still count."""
    for item in book.items:
        if item.media_type == "text/css" and item.name in book.files:
            yield item.name, _blank(book.files[item.name].decode("utf-8", "replace"))
    for name, page in book.pages.items():
        for style in page.iter(f"{XHTML}style"):
            yield name, _blank(text_of(style))


def _blank(css: str) -> str:
    without = COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), css)
    return STRING.sub(lambda match: '"' + " " * (len(match.group()) - 2) + '"', without)


def _line(css: str, index: int) -> int:
    return css.count("\n", 0, index) + 1


def _subject(selector: str) -> str:
    """Return the last compound of a selector: what it matches."""
    return re.split(r"[\s>+~]+", selector.strip())[-1]
