"""The text of a whole issue → its lines, told apart: furniture, front page, contents list, articles."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.importers.articles import Parted, Start, find_starts, part
from pipeline.importers.contents import Contents, read_contents
from pipeline.importers.front import Front, read_front
from pipeline.importers.furniture import strip_furniture
from pipeline.importers.lines import Line, read_lines


@dataclass(frozen=True, slots=True)
class Parts:
    """Every line of a text, each in one part."""

    front: Front
    contents: Contents
    listed: tuple[Line, ...]  # the lines of the contents list
    articles: tuple[Parted, ...]
    furniture: tuple[Line, ...]
    doubtful: tuple[Line, ...]  # looks like furniture, and is in an article


def take_apart(text: str) -> Parts:
    """Tell the lines of a text apart."""
    stripped = strip_furniture(read_lines(text))
    lines = stripped.lines
    contents = read_contents(lines)
    starts = find_starts(lines, contents)
    first = starts[0].at if starts else len(lines)
    return Parts(
        front=read_front(tuple(line for at, line in enumerate(lines[:first]) if at not in contents.lines)),
        contents=contents,
        listed=tuple(lines[at] for at in sorted(contents.lines)),
        articles=_part_all(lines, starts, contents),
        furniture=stripped.furniture,
        doubtful=stripped.doubtful,
    )


def _part_all(lines: tuple[Line, ...], starts: tuple[Start, ...], contents: Contents) -> tuple[Parted, ...]:
    departments = frozenset(entry.department for entry in contents.listed if entry.department)
    ends = [*(start.at for start in starts[1:]), len(lines)][: len(starts)]
    return tuple(part(lines, start, end, departments) for start, end in zip(starts, ends, strict=True))
