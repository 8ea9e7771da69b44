"""The numbers and dates of all issues → what is missing, written twice or out of order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.config.sheet import Place
from pipeline.errors import Mistake
from pipeline.findings import Finding, find
from pipeline.model import Issue, Numbering, Span


@dataclass(frozen=True, slots=True)
class Heading:
    """The numbers of one issue and where they are written."""

    path: str
    year: int
    number: int
    whole_number: int | None
    date: str | None
    number_at: Place
    whole_number_at: Place
    date_at: Place
    through: int | None = None
    whole_through: int | None = None
    special: str | None = None

    @property
    def last(self) -> int:
        """Return the last number of a double issue."""
        return self.through or self.number

    @property
    def whole_last(self) -> int:
        """Return its last whole number."""
        return self.whole_through or self.whole_number or 0

    @property
    def numbers(self) -> range:
        """Return the numbers it has among those of its year; a special issue has none."""
        return range(0) if self.special else range(self.number, self.last + 1)

    @property
    def name(self) -> str:
        """`2021/08`, as a target names it."""
        return f"{self.year}/{self.number:02d}"


def missing_numbers(issues: Iterable[Issue | Heading]) -> tuple[int, ...]:
    """Return the numbers of a year that lie below its newest and are not there."""
    present = {number for issue in issues for number in issue.numbers}
    return tuple(number for number in range(1, max(present, default=0)) if number not in present)


def missing_of(issues: Sequence[Issue], span: Span) -> tuple[tuple[int, int], ...]:
    """Return the numbers that a volume lacks, each with its year; the second half of a year begins after the first."""
    found: list[tuple[int, int]] = []
    for year in sorted({issue.year for issue in issues}):
        of_year = [issue for issue in issues if issue.year == year]
        begin = min(issue.number for issue in of_year) if span.half == 2 else 1
        found += [(year, number) for number in missing_numbers(of_year) if number >= begin]
    return tuple(found)


def numbering_mistakes(headings: Iterable[Heading]) -> Iterator[Mistake]:
    """Find numbers that two issues bear, and whole numbers that do not rise: books would be mixed up."""
    ordered = _ordered(headings)
    for earlier, later in pairwise(ordered):
        if (earlier.year, earlier.number) == (later.year, later.number):
            other = f"{earlier.path}:{earlier.number_at[0]}:{earlier.number_at[1]}"
            what = f"number {later.number} of {later.year} is also the number of {other}"
            yield Mistake(later.path, *later.number_at, what, "give one of the two another number and folder")
    seen: dict[int, Heading] = {}
    before: Heading | None = None
    for heading in ordered:
        whole = heading.whole_number
        if whole is None:
            continue
        if whole in seen:
            what = f"whole number {whole} is also that of {seen[whole].name}"
            yield Mistake(
                heading.path, *heading.whole_number_at, what, f"mend it here or in {seen[whole].path}"
            )
        elif before is not None and whole <= before.whole_last:
            what = f"whole number {whole} comes after {before.whole_last} of {before.name}"
            yield Mistake(heading.path, *heading.whole_number_at, what, f"mend it here or in {before.path}")
        seen.setdefault(whole, heading)
        before = heading


def numbering_findings(headings: Iterable[Heading], numbering: Numbering | None) -> Iterator[Finding]:
    """Find gaps, whole numbers that do not follow, dates out of order: a build goes on, a librarian asks."""
    ordered = _ordered(headings)
    counted = [heading for heading in ordered if heading.special is None]
    yield from _gaps(counted)
    yield from _whole_numbers(counted, numbering)
    for earlier, later in pairwise(ordered):
        if earlier.date and later.date and _is_before(later.date, earlier.date):
            place = _at(later, later.date_at)
            yield find("CFG-004", place, date=later.date, before=earlier.name, earlier=earlier.date)
    for heading in ordered:
        if heading.date and not heading.date.startswith(str(heading.year)):
            yield find("CFG-005", _at(heading, heading.date_at), date=heading.date, year=heading.year)


def _gaps(ordered: list[Heading]) -> Iterator[Finding]:
    for year in sorted({heading.year for heading in ordered}):
        issues = [heading for heading in ordered if heading.year == year]
        missing = list(missing_numbers(issues))
        folder = f"sources/issues/{year}"
        if year == ordered[0].year:
            older = [number for number in missing if number < ordered[0].number]
            missing = [number for number in missing if number > ordered[0].number]
            if older:
                yield find("CFG-011", folder, first=ordered[0].name, missing=_are_not_here(older))
        if missing:
            present = _counted(number for heading in issues for number in heading.numbers)
            yield find(
                "CFG-001", folder, year=year, present=present, missing=_are_not_here(missing), folder=folder
            )


def _whole_numbers(ordered: list[Heading], numbering: Numbering | None) -> Iterator[Finding]:
    counted = [heading for heading in ordered if heading.whole_number is not None]
    if numbering is not None:
        yield from _beginning(counted, numbering)
    for earlier, later in pairwise(counted):
        steps = (later.whole_number or 0) - earlier.whole_last
        same_year = earlier.year == later.year
        least = later.number - earlier.last if same_year else later.number
        # Over the turn of a year nobody knows how many issues followed the last one here.
        if steps < least or (same_year and steps > least):
            expected = earlier.whole_last + least
            yield find(
                "CFG-002",
                _at(later, later.whole_number_at),
                number=later.whole_number,
                after=f"{earlier.whole_last} of {earlier.name}",
                expected=f"{expected}" if same_year else f"at least {expected}",
            )
        elif steps > least:
            missing = range(earlier.whole_last + 1, (later.whole_number or 0) - later.number + 1)
            place = _at(later, later.whole_number_at)
            yield find(
                "CFG-003",
                place,
                year=earlier.year,
                last=earlier.name,
                missing=_are_not_here(missing, "whole "),
            )


def _beginning(counted: list[Heading], numbering: Numbering) -> Iterator[Finding]:
    # Only where the counting begins: what follows is compared with what stands before it.
    first = [heading for heading in counted if heading.year >= numbering.first_year][:1]
    for heading in [*(heading for heading in counted[:1] if heading.year < numbering.first_year), *first]:
        place = _at(heading, heading.whole_number_at)
        expected = numbering.first_whole_number + heading.number - 1
        if heading.year < numbering.first_year:
            yield find("CFG-007", place, year=heading.year, first=numbering.first_year)
        elif heading.year == numbering.first_year and heading.whole_number != expected:
            yield find("CFG-006", place, number=heading.whole_number, expected=expected)
        elif (heading.whole_number or 0) < expected:
            yield find("CFG-006", place, number=heading.whole_number, expected=f"at least {expected}")


def _ordered(headings: Iterable[Heading]) -> list[Heading]:
    return sorted(headings, key=lambda heading: (heading.year, heading.number, heading.path))


def _is_before(date: str, other: str) -> bool:
    precision = min(len(date), len(other))
    return date[:precision] < other[:precision]


def _at(heading: Heading, place: Place) -> str:
    return f"{heading.path}:{place[0]}:{place[1]}"


def _are_not_here(numbers: Iterable[int], kind: str = "") -> str:
    listed = list(numbers)
    return f"{kind}{_counted(listed)} {'is' if len(listed) == 1 else 'are'} not here"


def _counted(numbers: Iterable[int]) -> str:
    listed = list(numbers)
    return f"number{'' if len(listed) == 1 else 's'} {_ranges(listed)}"


def _ranges(numbers: Iterable[int]) -> str:
    """Write `1, 2, 4–9`: three or more in a row are a range."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)
