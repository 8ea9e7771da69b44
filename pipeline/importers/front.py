"""The lines of a front page, without its contents list → nameplate, ears, folio, note, and the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import groupby

from pipeline.importers.contents import is_prose
from pipeline.importers.folio import Folio, read_folio
from pipeline.importers.lines import Line
from pipeline.importers.script import is_joined_script


@dataclass(frozen=True, slots=True)
class Front:
    """What the front page says of the issue."""

    nameplate: str | None = None
    ears: tuple[str, ...] = ()
    folio: Folio = field(default_factory=Folio)
    note: str | None = None
    leftover: tuple[str, ...] = ()  # printed there, and has no place in an issue file
    roles: tuple[tuple[str, Line], ...] = ()  # every line, by what it was taken for


_EAR = re.compile(r"[\u3400-\u9fff]{2,8}")
_BETWEEN = re.compile(r"[\s\u3000|｜·•★☆◆/]+")
# What a front page prints about its making.
_IMPRINT = re.compile(
    r"主办|主編|主编|编印|編印|编辑|編輯|责编|内部|资料|免费|印发|准印|刊号|电话|地址|邮箱|电邮|印数|发送|报送|抄送|ISSN|CN\s?\d|https?:|www\.|@"
    r"|edited|editor|published|publisher|volume|free copy",
    re.IGNORECASE,
)
ROLES = ("nameplate", "folio", "ears", "note", "front")  # what a line of a front page is taken for
MOST_EARS = 2  # of an issue file


def read_front(lines: tuple[Line, ...]) -> Front:
    """Tell the parts of a front page apart by their form, in whatever order they stand."""
    columns, ears, rest = _vertical(lines)
    folio, folios, rest = _folio(rest)
    prose = [line for line in rest if is_prose(line)]
    words = [line for line in rest if not is_prose(line)]
    beside, words = _on_one_line(words)
    level, words = _equal_pair(words) if not (ears or beside) else ((), words)
    found = (*ears, *beside, *(_together(line.text) for line in level))
    nameplate = next((line for line in words if not _IMPRINT.search(line.text)), None)
    title = _title(nameplate.text) if nameplate else None
    if title is None and len(ears) == 3:  # the nameplate too is set from top to bottom, between its ears
        title, found = ears[1], (ears[0], ears[2])
    others = [line for line in words if line is not nameplate]
    roles = {line.number: "front" for line in (*lines, *others)} | {line.number: "note" for line in prose}
    roles |= {line.number: "ears" for line in (*columns, *level)} | {line.number: "folio" for line in folios}
    roles |= {nameplate.number: "nameplate"} if nameplate else {}
    return Front(
        nameplate=title,
        ears=found[:MOST_EARS],
        folio=folio,
        note="\n\n".join(line.text for line in prose) or None,
        leftover=(*found[MOST_EARS:], *(line.text for line in others)),
        roles=tuple((roles[line.number], line) for line in lines),
    )


def _vertical(lines: tuple[Line, ...]) -> tuple[list[Line], tuple[str, ...], list[Line]]:
    """Read texts set from top to bottom, one character a line, or two such texts side by side."""
    ears: list[str] = []
    columns: list[Line] = []
    rest: list[Line] = []
    for kind, run in groupby(lines, key=_column_kind):
        group = list(run)
        if kind == 1 and len(group) > 1:
            ears += _columns_of_one(group)
        elif kind == 2 and len(group) > 2:
            ears += ["".join(line.text.split()[column] for line in group) for column in (0, 1)]
        else:
            rest += group
            continue
        columns += group
    return columns, tuple(ears), rest


def _column_kind(line: Line) -> int:
    words = line.text.split()
    return len(words) if all(len(word) == 1 and is_joined_script(word) for word in words) else 0


def _columns_of_one(group: list[Line]) -> list[str]:
    """Divide a run of single characters where blank lines stand between some of them."""
    least = min((line.gap for line in group[1:]), default=0)
    columns: list[str] = []
    for place, line in enumerate(group):
        if place == 0 or line.gap > least:
            columns.append("")
        columns[-1] += line.text
    return columns


def _folio(lines: list[Line]) -> tuple[Folio, list[Line], list[Line]]:
    """Read the folio from all lines that have a part of it; what else they say goes on."""
    folio = Folio()
    folios: list[Line] = []
    rest: list[Line] = []
    for line in lines:
        found, other = (Folio(), line.text) if is_prose(line) else read_folio(line.text)
        if found != Folio():
            folio = folio.or_else(found)
            folios.append(line)
        if other:
            rest.append(replace(line, text=other))
    return folio, folios, rest


def _on_one_line(lines: list[Line]) -> tuple[tuple[str, ...], list[Line]]:
    """Read two ears on one line, alone or either side of the nameplate."""
    rest: list[Line] = []
    ears: tuple[str, ...] = ()
    for line in lines:
        words = [word.strip("“”\"'「」【】") for word in _BETWEEN.split(line.text) if word]
        outer = (words[0], words[-1]) if len(words) in (2, 3) else ("", "")
        if (
            ears
            or _IMPRINT.search(line.text)
            or not all(_EAR.fullmatch(word) for word in outer)
            or len(outer[0]) != len(outer[1])
            or outer[0] == outer[1]
        ):
            rest.append(line)
            continue
        ears = outer
        rest += [replace(line, text=word) for word in words[1:-1]]
    return ears, rest


def _equal_pair(lines: list[Line]) -> tuple[tuple[Line, ...], list[Line]]:
    """Take two short lines of one length as the ears, where another line is left for the nameplate."""
    short = [
        line for line in lines if _EAR.fullmatch(_together(line.text)) and not _IMPRINT.search(line.text)
    ]
    lengths = [len(_together(line.text)) for line in short]
    pair = tuple(line for line in short if lengths.count(len(_together(line.text))) == 2)
    if len(pair) != 2 or len(lines) < 3:
        return (), lines
    return pair, [line for line in lines if line not in pair]


def _together(text: str) -> str:
    """Close up a text set with a space between all its characters."""
    words = text.split()
    return "".join(words) if all(len(word) == 1 and is_joined_script(word) for word in words) else text


def _title(text: str) -> str:
    """Return a nameplate as a title: closed up, without the brackets of a book's name."""
    closed = _together(text)
    return closed[1:-1] if closed[:1] + closed[-1:] == "《》" and "》" not in closed[1:-1] else closed
