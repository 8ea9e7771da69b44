"""Text → numbered lines, each with the white space before it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce

from pipeline.importers.script import glue, letters, width


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank."""

    number: int  # 1-based in the file
    text: str  # without the white space at its ends
    indent: int = 0  # columns of white space before it
    gap: int = 0  # blank lines before it
    new_page: bool = False  # a page ended before it: a form feed, or page furniture that was taken out


def read_lines(text: str) -> tuple[Line, ...]:
    """Divide a text into its lines that are not blank; form feeds begin pages."""
    lines: list[Line] = []
    gap, new_page, number = 0, False, 0
    for page_number, page in enumerate(text.removeprefix("\ufeff").split("\f")):
        new_page = new_page or page_number > 0
        for raw in page.splitlines():
            number += 1
            if not (stripped := raw.strip()):
                gap += 1
                continue
            lines.append(Line(number, stripped, width(raw[: len(raw) - len(raw.lstrip())]), gap, new_page))
            gap, new_page = 0, False
    return tuple(lines)


def count_letters(lines: tuple[Line, ...]) -> int:
    """Count the characters of lines that are not white space."""
    return sum(letters(line.text) for line in lines)


def join_lines(lines: tuple[Line, ...]) -> str:
    """Join the lines of a broken text."""
    return join_texts(tuple(line.text for line in lines))


def join_texts(texts: tuple[str, ...]) -> str:
    """Join the pieces of a broken text."""
    return reduce(glue, texts, "")
