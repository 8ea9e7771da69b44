"""Lines of a whole text → the lines without page numbers and running headers, and what was taken out."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.importers.credits import is_credit
from pipeline.importers.folio import read_folio
from pipeline.importers.lines import Line
from pipeline.importers.script import PAUSE, bare_end, has_sentence, is_cut, size, squash


LONGEST_HEADER = 40
_DASH = r"[-—–－─·•~～|]+"
_SURE_NUMBER = re.compile(
    rf"{_DASH}\s*\d{{1,4}}\s*{_DASH}|(?:共\s*\d+\s*[页頁]\s*)?第\s*\d{{1,4}}\s*[页頁](?:[\s,，/|（(]*共\s*\d+\s*[页頁][)）]?)?"
    r"|第\s*[一二三四五六七八九十百]{1,4}\s*[页頁]|(?:page|seite|página)\s+\d{1,4}(?:\s*(?:of|/|von|de)\s*\d{1,4})?",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(r"\d{1,3}(?:\s*/\s*\d{1,3})?|\d{1,3}\s+of\s+\d{1,3}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stripped:
    """A text without its page furniture."""

    lines: tuple[Line, ...]
    furniture: tuple[Line, ...] = ()
    doubtful: tuple[Line, ...] = ()  # looks like furniture, kept


def strip_furniture(lines: tuple[Line, ...]) -> Stripped:
    """Take out page numbers and running headers on evidence; keep what only looks like them."""
    sure = {at for at, line in enumerate(lines) if _SURE_NUMBER.fullmatch(line.text)}
    repeated = _repeated(lines)
    bare = _rising(lines)
    candidates = sure | bare | {at for places in repeated.values() for at in places}
    taken = set(sure)
    taken |= _numbers(lines, bare, candidates)
    for places in repeated.values():
        taken |= _headers(lines, places, candidates, taken)
    doubtful = {
        at
        for places in repeated.values()
        if len(places) >= 3 and not taken & set(places)
        for at in places[:1]
    }
    doubtful |= set(sorted(bare - taken)[:1])
    return Stripped(
        _without(lines, taken),
        tuple(lines[at] for at in sorted(taken)),
        tuple(lines[at] for at in sorted(doubtful)),
    )


def _without(lines: tuple[Line, ...], taken: set[int]) -> tuple[Line, ...]:
    """Take lines out; what follows begins a page, and keeps the blank lines that stood around them."""
    kept: list[Line] = []
    gap, new_page = 0, False
    for at, line in enumerate(lines):
        if at in taken:
            gap, new_page = gap + line.gap, True
            continue
        kept.append(replace(line, gap=line.gap + gap, new_page=line.new_page or new_page))
        gap, new_page = 0, False
    return tuple(kept)


def _rising(lines: tuple[Line, ...]) -> set[int]:
    """Find lines that are only a figure, where the figures rise through the text as page numbers do."""
    found = [
        (at, int(line.text.split("/")[0].split()[0]))
        for at, line in enumerate(lines)
        if _BARE_NUMBER.fullmatch(line.text)
    ]
    steps = [after - before for (_, before), (_, after) in pairwise(found)]
    return {at for at, _ in found} if found and all(1 <= step <= 4 for step in steps) else set()


def _numbers(lines: tuple[Line, ...], bare: set[int], candidates: set[int]) -> set[int]:
    """Take bare figures as page numbers when one stands where only a page ends: they may head sections."""
    ends = {0, len(lines) - 1}
    has_evidence = any(at in ends or _divides(lines, at, candidates) for at in bare)
    return bare if has_evidence and (len(bare) > 1 or not bare & {0}) else set()


def _repeated(lines: tuple[Line, ...]) -> dict[str, list[int]]:
    """Find short lines that stand in the text twice or more, but for the figures in them."""
    places: dict[str, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        if 2 <= size(line.text) <= LONGEST_HEADER and bare_end(line.text) not in "。！？；：，、…!?;:":
            places[re.sub(r"\d+", "0", squash(line.text)).strip("-|·.0")].append(at)
    return {key: found for key, found in places.items() if len(found) > 1 and len(key) > 1}


def _headers(lines: tuple[Line, ...], places: list[int], candidates: set[int], numbers: set[int]) -> set[int]:
    """Take the repetitions of a line as running headers when enough of them stand where a page ends."""
    prose = next(
        (at for at, line in enumerate(lines) if size(line.text) >= 15 and has_sentence(line.text)), len(lines)
    )
    body = [at for at in places if at > prose and not _heads_article(lines, at)]
    dividing = {at for at in body if _divides(lines, at, candidates)}
    beside = {at for at in body if {at - 1, at + 1} & numbers or _at_end(lines, at)}
    if not dividing | beside or (len(places) < 3 and not dividing):
        return set()
    if _is_known(lines, places, prose):
        return set(body)
    return set(body) - (set(body[:1]) - dividing)  # the first may be the title that the others repeat


def _is_known(lines: tuple[Line, ...], places: list[int], prose: int) -> bool:
    """Tell whether the line has its own place elsewhere: as the nameplate, a folio, or over its article."""
    if places[0] in _first_two(lines) or read_folio(lines[places[0]].text)[0].number is not None:
        return True
    heads = [at for at in places if _heads_article(lines, at) or (at < prose <= at + 1)]
    return bool(heads) or sum(at < prose for at in places) > 1


def _first_two(lines: tuple[Line, ...]) -> set[int]:
    """Return where the nameplate and the folio stand as a rule: the first two lines that are words."""
    return set([at for at, line in enumerate(lines) if size(line.text) >= 3][:2])


def _at_end(lines: tuple[Line, ...], at: int) -> bool:
    return lines[at].new_page or (at + 1 < len(lines) and lines[at + 1].new_page)


def _heads_article(lines: tuple[Line, ...], at: int) -> bool:
    """Tell whether the line is a title: a credit line follows it."""
    return at + 1 < len(lines) and is_credit(lines[at + 1].text)


def _divides(lines: tuple[Line, ...], at: int, candidates: set[int]) -> bool:
    """Tell whether a line stands inside a sentence: a page ends there."""
    before, after = at - 1, at + 1
    while before in candidates:
        before -= 1
    while after in candidates:
        after += 1
    if before < 0 or after >= len(lines):
        return False
    ahead = lines[before].text
    is_broken = (
        is_cut(ahead)
        and size(ahead) >= 15
        and (has_sentence(ahead) or any(c in ahead for c in PAUSE) or size(ahead) >= 30)
    )
    return is_broken and size(lines[after].text) >= 2
