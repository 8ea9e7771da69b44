"""Lines of a text and its contents list → where each article begins, its head, its body and its tail."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.credit.names import SURNAMES
from pipeline.importers.contents import LONGEST_TITLE, Contents, Listed, is_prose
from pipeline.importers.credits import is_credit, names_source
from pipeline.importers.lines import Line, join_lines
from pipeline.importers.script import PAUSE, bare_end, size


WIDE_GAP = 3  # blank lines that divide articles where nothing else does
_NAMES = re.compile(
    r"[\u3400-\u9fff]{2,3}(?:[ \u3000、]+[\u3400-\u9fff]{2,3}){0,3}|[\u3400-\u9fff][ \u3000]+[\u3400-\u9fff]"
)
_DECK = re.compile(r"(?:——|―|–|—|--).+")


@dataclass(frozen=True, slots=True)
class Start:
    """Where an article begins."""

    at: int
    span: int  # lines of its title
    title: str
    listed: Listed | None = None


@dataclass(frozen=True, slots=True)
class Parted:
    """The lines of one article, told apart."""

    start: Start
    heading: tuple[Line, ...]  # the title's lines
    deck: tuple[Line, ...]
    credits: tuple[Line, ...]
    authors: tuple[Line, ...]  # bare names under the title
    body: tuple[Line, ...]
    departments: tuple[Line, ...] = ()  # the department's name over the title


def find_starts(lines: tuple[Line, ...], contents: Contents) -> tuple[Start, ...]:
    """Find where articles begin: at the titles of the list, and at a title with a credit line under it."""
    listed = [
        Start(entry.at, entry.span, _title(lines[entry.at : entry.at + entry.span], entry), entry)
        for entry in contents.listed
        if entry.at is not None
    ]
    starts = {start.at: start for start in listed}
    covered = {start.at + place for start in listed for place in range(start.span)}
    for at in range(1, len(lines)):
        over = _over_credit(lines, at, contents.lines) if names_source(lines[at].text) else None
        if over and over.at not in covered and not _heads_already(lines, starts, over.at, at):
            starts[over.at] = over
    if not starts or not listed:
        for start in _by_gaps(lines, contents, after=min(starts, default=None)):
            starts.setdefault(start.at, start)
    return tuple(starts[at] for at in sorted(starts))


def part(lines: tuple[Line, ...], start: Start, end: int, departments: frozenset[str]) -> Parted:
    """Tell an article's title, deck, credits, body and closing credits apart."""
    at = start.at + start.span
    deck: list[Line] = []
    told: list[Line] = []
    authors: list[Line] = []
    while at < end:
        line = lines[at]
        if is_credit(line.text):
            told.append(line)
        elif (
            not (deck or told or authors)
            and _DECK.fullmatch(line.text)
            and size(line.text) <= LONGEST_TITLE // 2
            and not is_prose(line)
        ):
            deck.append(line)
        elif not authors and _is_names(line.text) and at + 1 < end:
            authors.append(line)
        else:
            break
        at += 1
    tail, over = end, end
    while over > at and lines[over - 1].text.strip("【】[]〔〕◎●◆■☆★ ") in departments:
        over -= 1
    tail = over
    while tail > at and is_credit(lines[tail - 1].text):
        tail -= 1
    return Parted(
        start,
        lines[start.at : start.at + start.span],
        tuple(deck),
        (*told, *lines[tail:over]),
        tuple(authors),
        lines[at:tail],
        lines[over:end],
    )


def _title(group: tuple[Line, ...], entry: Listed) -> str:
    """Return the title as its article has it; a space at its line breaks is the list's to tell."""
    together = join_lines(group)
    if len(group) > 1 and entry.count == 1 and not entry.differs:
        return entry.title
    return together


def is_title_like(line: Line) -> bool:
    """Tell whether a line has the form of a title."""
    return (
        2 <= size(line.text) <= LONGEST_TITLE // 2 * 2
        and not is_prose(line)
        and bare_end(line.text) not in "。；：;:,.…" + PAUSE
        and not is_credit(line.text)
    )


def _over_credit(lines: tuple[Line, ...], at: int, taken: frozenset[int]) -> Start | None:
    """Find the title over a credit line, past decks, names and other credit lines."""
    top = at - 1
    while top > 0 and (
        is_credit(lines[top].text) or _is_names(lines[top].text) or _DECK.fullmatch(lines[top].text)
    ):
        top -= 1
    if top in taken or not is_title_like(lines[top]) or size(lines[top].text) < 2:
        return None
    first = top
    while (
        first > 0
        and lines[first].gap == 0
        and first - 1 not in taken
        and is_title_like(lines[first - 1])
        and top - first < 2
    ):
        first -= 1
    if lines[first].gap == 0 and first > 0:
        first = top  # no blank line over it: the line above is the end of something else
    group = lines[first : top + 1]
    return Start(first, len(group), join_lines(group))


def _heads_already(lines: tuple[Line, ...], starts: dict[int, Start], at: int, credit: int) -> bool:
    """Tell whether a credit line belongs to the head of an article that is known."""
    above = max((place for place in starts if place <= credit), default=None)
    if above is None:
        return False
    between = lines[above + starts[above].span : credit]
    return at <= above or not any(is_prose(line) or size(line.text) > LONGEST_TITLE // 2 for line in between)


def _by_gaps(lines: tuple[Line, ...], contents: Contents, after: int | None) -> list[Start]:
    """Find titles by the white space over them, and the first by the prose under it."""
    found: list[Start] = []
    prose = next(
        (at for at, line in enumerate(lines) if is_prose(line) and at not in contents.lines), len(lines)
    )
    if after is None or after > prose:
        first = next((at for at in range(prose - 1, -1, -1) if is_title_like(lines[at])), None)
        if first is not None and first not in contents.lines:
            found.append(Start(first, 1, lines[first].text))
    for at in range(prose + 1, len(lines) - 1):
        line, following = lines[at], lines[at + 1]
        is_apart = line.gap >= WIDE_GAP and (following.gap < line.gap)
        if is_apart and is_title_like(line) and (is_prose(following) or is_credit(following.text)):
            found.append(Start(at, 1, line.text))
    return found


def _is_names(text: str) -> bool:
    """Tell whether a line is only names of persons."""
    if not _NAMES.fullmatch(text):
        return False
    names = [text] if len("".join(text.split())) == 2 else re.split(r"[ \u3000、]+", text)
    return all(name[0] in SURNAMES for name in names)
