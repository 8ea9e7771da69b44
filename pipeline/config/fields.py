"""The text of one field → its value, or a `FieldError` that says what is wrong and what to write."""

from __future__ import annotations

import functools
import re
from datetime import datetime

from pipeline.config.sheet import FieldError, advise, quoted
from pipeline.patterns import lazy


CONTROL = lazy(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\ufeff\ufffe\uffff]")
DIRECTIONS = ("ltr", "rtl", "vertical-rl")
FREQUENCIES = ("monthly", "semimonthly", "weekly", "quarterly", "every N days")
# What people write for a frequency, and what they mean.
MEANT_FREQUENCY = {
    "月刊": "monthly",
    "半月刊": "semimonthly",
    "周刊": "weekly",
    "季刊": "quarterly",
    "旬刊": "every 10 days",
}
EVERY = lazy(r"every ([1-9][0-9]{0,3}) days?", re.ASCII)
NAME = lazy(r"[a-z][a-z0-9-]*", re.ASCII)
DATE = lazy(r"(?P<year>[1-9][0-9]{3})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?", re.ASCII)
MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
DATE_LIKE = lazy(r"([1-9]\d{3})\s*[-./年]?\s*(\d{1,2})(?:\s*[-./月]\s*(\d{1,2}))?\s*[月日]?")
UUID = lazy(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE | re.ASCII)
ISSN = lazy(r"(\d{4})-?(\d{3})([\dxX])", re.ASCII)
# Codecs that turn bytes into text, yet never a web page's.
NO_PAGE_ENCODINGS = frozenset(
    {"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "mbcs", "oem"}
)
COMMON_ENCODINGS = (
    "utf-8", "gb18030", "gbk", "gb2312", "big5", "big5hkscs", "shift_jis", "euc-jp", "euc-kr", "windows-1252",
    "windows-1251", "iso-8859-1", "iso-8859-15", "koi8-r", "utf-16",
)  # fmt: skip


def text(value: str) -> str:
    """Return a text that may run over lines, without white space at its ends."""
    match = CONTROL.search(value)
    if match:
        raise FieldError(f"control character U+{ord(match[0]):04X} in the text", "delete it")
    return value.strip()


def line(value: str) -> str:
    """Return a text of one line."""
    stripped = text(value)
    for mark, name, action in (
        ("\n", "a line break", "write it on one line"),
        ("\t", "a tab", "use a space"),
    ):
        if mark in stripped:
            raise FieldError(f"{name} inside {quoted(stripped)}", action)
    return stripped


def key(value: str) -> str:
    """Return a key: file names and identifiers are made of it."""
    return _name(value, "key", "my-paper")


def style(value: str) -> str:
    """Return the name of a style."""
    return _name(value, "style", "classic")


def _name(value: str, what: str, example: str) -> str:
    if NAME.fullmatch(value):
        return value
    allowed = "small letters a to z, digits and '-', a letter first"
    raise FieldError(f"{quoted(value)} is not a {what}", f"write {allowed}, like {example}")


def date(value: str) -> str:
    """Return a date of honest precision: YYYY, YYYY-MM or YYYY-MM-DD."""
    match = DATE.fullmatch(value)
    if match is None:
        raise FieldError(f"{quoted(value)} is not a date", f"write {_date_meant(value)}")
    if match["month"]:
        _check_day(int(match["year"]), int(match["month"]), match["day"])
    return value


def moment(value: str) -> str:
    """Return a date, or a date and time in ISO 8601."""
    if "T" not in value and " " not in value:
        return date(value)
    day, _, time = value.replace(" ", "T", 1).partition("T")
    if len(day) < len("2021-06-18") or not _is_time(time):
        raise FieldError(f"{quoted(value)} is not a date and time", "write it like 2021-06-18T15:47+08:00")
    return f"{date(day)}T{time}"


def _is_time(text: str) -> bool:
    try:
        datetime.fromisoformat(f"2000-01-01T{text}")
    except ValueError:
        return False
    return True


def _check_day(year: int, month: int, day: str | None) -> None:
    if not 1 <= month <= 12:
        raise FieldError(f"month {month:02d} does not exist", "write 01 to 12")
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    last = 29 if month == 2 and is_leap else MONTH_DAYS[month - 1]
    if day is not None and not 1 <= int(day) <= last:
        raise FieldError(f"day {day} does not exist in {year}-{month:02d}", f"write 01 to {last}")


def _date_meant(value: str) -> str:
    match = DATE_LIKE.fullmatch(value)
    if match:
        year, month, day = match[1], int(match[2]), int(match[3] or 0)
        if 1 <= month <= 12 and day <= 31:
            return f"{int(year)}-{month:02d}" + (f"-{day:02d}" if day else "")
    return "it like 2021-06 or 2021-06-15"


def issn(value: str) -> str:
    """Return an ISSN whose check digit is right (ISO 3297)."""
    match = ISSN.fullmatch(value)
    if match is None:
        raise FieldError(
            f"{quoted(value)} is not an ISSN", "write it like 2049-3630, or null if there is none"
        )
    digits = match[1] + match[2]
    rest = -sum(int(digit) * weight for digit, weight in zip(digits, range(8, 1, -1), strict=True)) % 11
    check = "X" if rest == 10 else str(rest)
    shown = f"{match[1]}-{match[2]}{match[3].upper()}"
    if match[3].upper() != check:
        raise FieldError(f"check digit of {shown} should be {check}", "copy the ISSN again, or write null")
    return shown


def namespace(value: str) -> str:
    """Return a UUID in its usual form."""
    if not UUID.fullmatch(value) or not value.strip("0-"):
        action = "write 32 hexadecimal digits as 8-4-4-4-12; `presswork init` makes one"
        raise FieldError(f"{quoted(value)} is not a UUID", action)
    return value.lower()


def direction(value: str) -> str:
    """Return the way the text runs."""
    return _one_of(value, DIRECTIONS, "direction")


def frequency(value: str) -> str:
    """Return how often an issue appears."""
    match = EVERY.fullmatch(value)
    if match:
        return f"every {match[1]} day" + ("s" if match[1] != "1" else "")
    if value in MEANT_FREQUENCY:
        raise FieldError(f"{quoted(value)} is not a frequency", f"write {MEANT_FREQUENCY[value]}")
    if value == FREQUENCIES[-1]:
        raise FieldError(f"{quoted(value)} is not a frequency", "write a number for N")
    return _one_of(value, FREQUENCIES, "frequency")


def volume(value: str) -> str:
    """Return what is bound: a year, half of one, or several."""
    if re.fullmatch(r"[1-9][0-9]{3}-h[12]", value, re.ASCII):
        return value
    match = re.fullmatch(r"([1-9][0-9]{3})-([1-9][0-9]{3})", value, re.ASCII)
    if match is None:
        return _one_of(value, ("yearly", "half-yearly", "2018-2021"), "volume")
    if match[1] >= match[2]:
        raise FieldError(f"{quoted(value)} ends before it begins", "write the earlier year first")
    return value


def index_order(value: str) -> str:
    """Return how Chinese is filed in indexes."""
    return _one_of(value, ("pinyin", "strokes"), "order")


def _one_of(value: str, allowed: tuple[str, ...], what: str) -> str:
    if value in allowed:
        return value
    raise FieldError(f"{quoted(value)} is not a {what}", f"write one of {', '.join(allowed)}")


def encoding(value: str) -> str:
    """Return an encoding that Python knows and a web page can have."""
    try:
        "a".encode(value)  # an empty text is encoded by any name at all
        is_known = value.lower().replace("-", "_") not in NO_PAGE_ENCODINGS
    except (LookupError, UnicodeError, ValueError):
        is_known = False
    if not is_known:
        raise FieldError(f"{quoted(value)} is not an encoding", advise(value, COMMON_ENCODINGS))
    return value


@functools.lru_cache(maxsize=1024)
def selector(value: str) -> str:
    """Return a CSS selector that compiles."""
    import cssselect  # 9 ms that only a home with selectors pays

    try:
        cssselect.HTMLTranslator().css_to_xpath(value)
    except (cssselect.SelectorError, RecursionError) as error:
        raise FieldError(
            f"{quoted(value)} is not a CSS selector ({error})", "mend it, or remove the line"
        ) from None
    return value


def rule(value: str) -> str:
    """Return the name of a cleaning rule."""
    from pipeline.clean import RULE_NAMES  # the rules load Beautiful Soup

    if value not in RULE_NAMES:
        raise FieldError(f"no rule is named {quoted(value)}", advise(value, tuple(RULE_NAMES)))
    return value


def beside(value: str) -> str:
    """Return the path of a file, relative and written with '/'."""
    if "\\" in value:
        raise FieldError(f"a backslash in {quoted(value)}", "write '/' between folders")
    if value.startswith(("/", "~")) or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", value):
        raise FieldError(
            f"{quoted(value)} is not a path beside this file", "copy the file here and write its name"
        )
    return value
