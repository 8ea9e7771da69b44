"""Lines of a whole text → its contents list, each title matched to where it stands over its article."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from pipeline.importers.credits import names_source
from pipeline.importers.lines import Line, join_lines, join_texts
from pipeline.importers.script import ends_sentence, size, squash


MOST_LINES = 4  # of one title
LONGEST_TITLE = 70
SHORTEST_KEY = 3
ALIKE = 0.78  # a title and its line in the list may differ in a word
HEADINGS = frozenset(
    [
        "目录",
        "目次",
        "本期目录",
        "要目",
        "本期要目",
        "本期导读",
        "导读",
        "本期内容",
        "内容提要",
        "目錄",
        "本期目錄",
        "本期看点",
        "contents",
        "tableofcontents",
        "inthisissue",
        "inside",
        "insidethisissue",
        "inhalt",
        "sommaire",
        "目录contents",
        "contents目录",
        "차례",
        "목차",
    ]
)
_NUMBER = re.compile(
    r"(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[、．)）:：]|\.(?!\d))|[①-⑳㈠-㈩⑴-⒇]|[•●■◆◇★☆▲▶►▪·◎○□※*-])\s*"
)
_PAGE_FIRST = re.compile(r"(?:[Pp]\.?\s*)?\d{1,3}(?:\s+|\s*[/|｜]\s*)")
_TAILS = (
    re.compile(
        r"\s*(?:[.．·•‥…_]{2,}|(?:\s[.·]){2,}|\s*[/|｜]\s*|[\t\u3000]|\s{2,})[\s.·…]*[（(\[]?\s*(?:[Pp]\.?|第)?\s*\d{1,3}\s*[页版]?[）)\]]?$"
    ),
    re.compile(r"\s*[（(\[]\s*(?:[Pp]\.?|第)?\s*\d{1,3}\s*[页版]?\s*[）)\]]$"),
    re.compile(r"\s+(?:[Pp]\.?\s*)?\d{1,3}$"),
    re.compile(
        r"\s*(?:[.．·•‥…_]{2,}|[/|｜\t\u3000]|\s{2,})[\s.·…]*[^.…·/|]{1,16}?[\s.·…（(/]*\d{0,3}[）)]?$"
    ),
)
_LEADER = re.compile(r"(?:[.．·•‥…_]{3,}|\s{2,}|\t)[\s.·…]*[（(]?\d{1,3}[）)]?$")
_LATIN_PROSE = re.compile(r"[a-zà-ÿ][.!?][”\"’]?\s+[A-Z“\"]|^.{50,}[a-zà-ÿ][.!?][”\"’]?$")


@dataclass(frozen=True, slots=True)
class Listed:
    """A title of the contents list, and the lines it has over its article."""

    title: str
    first: int  # where it stands in the list
    count: int
    at: int | None  # where it stands over its article; None: nowhere
    span: int = 1
    department: str | None = None
    is_marked: bool = False  # by a number or a page number
    differs: bool = False  # the list has other words


@dataclass(frozen=True, slots=True)
class Contents:
    """A contents list; without one, empty."""

    listed: tuple[Listed, ...] = ()
    lines: frozenset[int] = frozenset()  # places of its lines


def read_contents(lines: tuple[Line, ...]) -> Contents:
    """Find the contents list before the first prose, or under its own heading."""
    heading = next((at for at, line in enumerate(lines) if _key(line.text).strip("-:·") in HEADINGS), None)
    start = 0 if heading is None else heading + 1
    end = next(
        (at for at in range(start, len(lines)) if is_prose(lines[at]) or names_source(lines[at].text)),
        len(lines),
    )
    listed, departments = _walk(lines, start, end, _places(lines, start), has_heading=heading is not None)
    listed = [_alike(lines, entry, listed, end) if entry.at is None else entry for entry in listed]
    if not _is_list(lines, listed, has_heading=heading is not None):
        return Contents()
    taken = {at for entry in listed for at in range(entry.first, entry.first + entry.count)} | departments
    return Contents(tuple(listed), frozenset(taken | ({heading} if heading is not None else set())))


def is_prose(line: Line) -> bool:
    """Tell whether a line is running text, which no front page has."""
    return "。" in line.text or size(line.text) > LONGEST_TITLE or bool(_LATIN_PROSE.search(line.text))


def _key(text: str) -> str:
    return squash(text)


def _places(lines: tuple[Line, ...], start: int) -> dict[str, list[tuple[int, int]]]:
    """Index what one to four lines together say, so that a title is found however its lines are broken."""
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for at in range(start, len(lines)):
        text = ""
        for span in range(1, min(MOST_LINES, len(lines) - at) + 1):
            text += squash(lines[at + span - 1].text)
            if len(text) > LONGEST_TITLE * 2:
                break
            places[text].append((at, span))
    return places


def _variants(group: tuple[Line, ...]) -> list[str]:
    """List what lines of the list may say without their number and page, the fullest first."""
    bare = _NUMBER.sub("", group[0].text, count=1)
    starts = [bare, _PAGE_FIRST.sub("", bare, count=1)]
    ends = [group[-1].text, *(tail.sub("", group[-1].text) for tail in _TAILS)]
    if len(group) == 1:
        found = [group[0].text, bare, *(tail.sub("", bare) for tail in _TAILS), starts[1]]
    else:
        found = [
            join_texts((start, *(line.text for line in group[1:-1]), end)) for start in starts for end in ends
        ]
    return list(dict.fromkeys(found))


def _walk(
    lines: tuple[Line, ...],
    start: int,
    end: int,
    places: dict[str, list[tuple[int, int]]],
    *,
    has_heading: bool,
) -> tuple[list[Listed], set[int]]:
    listed: list[Listed] = []
    departments: set[int] = set()
    used: set[int] = set()
    department, at = None, start
    while at < min([end, *(entry.at for entry in listed if entry.at is not None)]):
        entry = _match(lines, at, end, places, used) or (_unmatched(lines, at, end, has_heading=has_heading))
        if entry is None:
            if (listed or has_heading) and _is_department(lines[at].text):
                department, departments = lines[at].text.strip("【】[]〔〕◎●◆■☆★ "), departments | {at}
            at += 1
            continue
        listed.append(replace(entry, department=department))
        used |= {entry.at} if entry.at is not None else set()
        at += entry.count
    return listed, departments


def _match(
    lines: tuple[Line, ...], at: int, end: int, places: dict[str, list[tuple[int, int]]], used: set[int]
) -> Listed | None:
    for count in range(min(MOST_LINES, end - at), 0, -1):
        group = lines[at : at + count]
        text = join_lines(group)
        for variant in _variants(group):
            key = squash(variant)
            if len(key) < SHORTEST_KEY:
                continue
            for place, span in places.get(key, ()):
                if place >= at + count and place not in used:
                    return Listed(variant, at, count, place, span, is_marked=variant != text)
    return None


def _unmatched(lines: tuple[Line, ...], at: int, end: int, *, has_heading: bool) -> Listed | None:
    """Read a line that is of a contents list by its number or page, although its title is nowhere else."""
    text = lines[at].text
    if not (_NUMBER.match(text) or _LEADER.search(text)) or size(text) < SHORTEST_KEY:
        return None
    count = 1
    while (
        at + count < end
        and not (
            _NUMBER.match(lines[at + count].text) or lines[at + count].gap or size(lines[at + count].text) < 2
        )
        and not _LEADER.search(lines[at + count - 1].text)
    ):
        count += 1
    text = _NUMBER.sub("", join_lines(lines[at : at + count]), count=1)
    paged = _TAILS[:3] if has_heading or _LEADER.search(text) else ()
    title = min([text, *(tail.sub("", text) for tail in paged)], key=len)
    return Listed(title, at, count, None, is_marked=True)


def _is_department(text: str) -> bool:
    return bool(re.fullmatch(r"[【\[〔◎●◆■☆★].{2,12}", text)) or (
        2 <= size(text) <= 8 and not ends_sentence(text)
    )


def _alike(lines: tuple[Line, ...], entry: Listed, listed: list[Listed], end: int) -> Listed:
    """Find the title that a line of the list means with other words."""
    used = {other.at for other in listed}
    key = squash(entry.title)
    best, score = None, ALIKE
    for at in range(entry.first + entry.count, len(lines)):
        text = squash(lines[at].text)
        if at in used or (
            at < end and any(other.first <= at < other.first + other.count for other in listed)
        ):
            continue
        if not len(key) <= len(text) * 2 <= len(key) * 4 or size(lines[at].text) > LONGEST_TITLE:
            continue
        likeness = (
            0.9 if min(len(key), len(text)) >= 6 and (text.startswith(key) or key.startswith(text)) else 0.0
        )
        likeness = likeness or SequenceMatcher(None, key, text, autojunk=False).ratio()
        if likeness > score and not ends_sentence(lines[at].text):
            best, score = at, likeness
    return entry if best is None else replace(entry, at=best, differs=True)


def _is_list(lines: tuple[Line, ...], listed: list[Listed], *, has_heading: bool) -> bool:
    """Tell whether what was found is a contents list, and not one line that happens to stand twice."""
    found = [entry for entry in listed if entry.at is not None]
    if has_heading or len([entry for entry in listed if entry.is_marked]) > 1 or len(found) > 1:
        return bool(listed)
    return any(entry.is_marked or names_source(lines[(entry.at or 0) + entry.span].text) for entry in found)
