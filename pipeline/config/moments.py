"""How dates are written and in which time zone they count, as a person tells it → what collecting works with."""

from __future__ import annotations

import re

from pipeline.config.sheet import FieldError, quoted
from pipeline.patterns import lazy


OFFSET = lazy(r"(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d\d))?", re.IGNORECASE | re.ASCII)
# strftime's letters, for people who do not write regular expressions.
LETTERS = {
    "%Y": r"(?P<Y>[0-9]{4})",
    "%y": r"(?P<y>[0-9]{2})",
    "%m": r"(?P<m>[0-9]{1,2})",
    "%d": r"(?P<d>[0-9]{1,2})",
    "%%": "%",
}
LETTER = lazy("%.")


def date_pattern(value: str) -> str:
    """Return the regular expression of a date; %Y, %m and %d in it are its year, month and day."""
    unknown = [letter for letter in LETTER.findall(value) if letter not in LETTERS]
    if unknown:
        raise FieldError(
            f"{quoted(unknown[0])} is none of %Y, %m, %d", "write %% for a % that stands for itself"
        )
    written = _expanded(value)
    try:
        compiled = re.compile(written)
    except (re.error, RecursionError, OverflowError) as error:
        raise FieldError(
            f"{quoted(value)} is not a regular expression ({error})", "mend it, or write one like %Y-%m-%d"
        ) from None
    named = set(compiled.groupindex)
    if not {"m", "d"} <= named and (named or compiled.groups != 1):
        raise FieldError(
            f"{quoted(value)} does not say which part is the date",
            "write %Y, %m and %d, or put the date into one pair of parentheses",
        )
    return written


def _expanded(value: str) -> str:
    seen: set[str] = set()

    def expand(match: re.Match[str]) -> str:
        form = LETTERS[match[0]]
        is_repeated = match[0] in seen  # /%Y/t%Y%m%d_1.html: a group's name stands once
        seen.add(match[0])
        return re.sub(r"^\(\?P<\w>(.*)\)$", r"\1", form) if is_repeated else form

    return LETTER.sub(expand, value)


def time_zone(value: str) -> str:
    """Return the name of a time zone, or an offset as ±hh:mm."""
    offset = OFFSET.fullmatch(value)
    if offset:
        sign, hours, minutes = offset[1], int(offset[2]), int(offset[3] or 0)
        if hours > 14 or minutes > 59:
            raise FieldError(f"{quoted(value)} is not an offset", "write one like +08:00")
        return f"{sign}{hours:02d}:{minutes:02d}"
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(value)
    except (ValueError, OSError, LookupError):  # no such key, a path, a folder of the database
        raise FieldError(
            f"{quoted(value)} is not a time zone", "write one like Asia/Shanghai or +08:00"
        ) from None
    return value
