"""Dates as people write them, in many languages → ISO 8601 at exactly the precision that was written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pipeline.dates.plain import exists
from pipeline.dates.words import AFTERNOON, ERAS, HAN_DIGITS, LABELS, MONTHS, ZONES
from pipeline.patterns import lazy


Order = Literal["dmy", "mdy"]  # of the numbers of 06/07/2021


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date found in a text, and where it stands there."""

    start: int
    end: int
    iso: str


_NUMBER = r"\d{1,2}|[一二三四五六七八九十廿卅]{1,3}"
_WORD = r"(?:(?:كانون|تشرين)\s)?[^\W\d_]{2,12}"
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th|er|º|°)?"
_YEAR = r"(?P<y>\d{4})(?!\d)"
# Each form, with what a text must hold for it to be worth looking for.
_EAST, _NUMERIC, _DOTTED, _TONED, _WEST = (
    re.compile(sign) for sign in (r"[年년]", r"\d[-/.]\d", r"\d\. \d", "tháng", r"[^\W\d_\u2e80-\uffff]{2}")
)
# 2021年6月18日, 二〇二一年六月, 令和3年6月18日, 2021년 6월 18일
_CJK = (
    rf"(?:(?P<era>{'|'.join(ERAS)})\s*)?(?<!\d)(?P<y>\d{{1,4}}|[〇零○Ｏ元一二三四五六七八九十]{{1,4}})\s*[年년]"
    rf"\s*(?P<m>{_NUMBER})\s*[月월](?:份|\s*(?P<d>{_NUMBER})(?:\s*[日号號일]|(?=\s|$)))?"
)
# 2021-06-18, 2021/6/18, 2021.06.18
_YEAR_FIRST = r"(?<![\d.])(?P<y>\d{4})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?!\d|(?P=s)\d)"
# 18.06.2021, 18/06/2021, 06/18/2021
_YEAR_LAST = rf"(?<![\d.])(?P<a>\d{{1,2}})(?P<s>[./-])(?P<b>\d{{1,2}})(?P=s){_YEAR}(?!\.\d)"
# 18 June 2021, 18. Juni 2021, 18 de junio de 2021, 18-Jun-2021
_DAY_FIRST = (
    rf"(?<![\d.]){_DAY}(?:\.?\s*|-)(?:(?:de|of|d[e’'])\s+)?(?P<n>{_WORD})(?:\s?[/(]\s?{_WORD}\)?)?\.?,?(?:\s*|-)"
    rf"(?:(?:de|del)\s+)?{_YEAR}"
)
# 2021. 6. 18., 2021년 6. 18
_SPACED = r"(?<![\d.])(?P<y>\d{4})\.\s(?P<m>\d{1,2})\.\s(?P<d>\d{1,2})(?!\d)\.?"
# 2021 June 18, 2021. június 18., 2021-Jun-18
_YEAR_THEN_MONTH = rf"(?<![\d.])(?P<y>\d{{4}})[.,]?(?:\s+|-)(?P<n>{_WORD})\.?(?:\s+|-)(?P<d>\d{{1,2}})(?!\d)"
# ngày 18 tháng 6 năm 2021
_VIETNAMESE = r"(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2})(?:,|\s+năm)?\s+(?P<y>\d{4})(?!\d)"
# June 18, 2021, Fri Jun 18 08:30:00 CST 2021
_MONTH_FIRST = rf"(?<!\w)(?P<n>{_WORD})\.?\s+{_DAY}(?P<t>\s+\d\d:\d\d:\d\d(?:\s+[A-Z]{{3,4}})?)?,?\s+{_YEAR}"
# June 2021, junio de 2021
_MONTH_ONLY = rf"(?<!\w)(?P<n>{_WORD})\.?,?\s+(?:(?:de|del)\s+)?{_YEAR}"
_FORMS = (
    (_EAST, _CJK),
    (_NUMERIC, _YEAR_FIRST),
    (_NUMERIC, _YEAR_LAST),
    (_DOTTED, _SPACED),
    (_WEST, _DAY_FIRST),
    (_WEST, _MONTH_FIRST),
    (_WEST, _YEAR_THEN_MONTH),
    (_TONED, _VIETNAMESE),
    (_WEST, _MONTH_ONLY),
)
_COMPACT = lazy(r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)(?:(?P<h>\d\d)(?P<min>\d\d)(?P<sec>\d\d)?)?(?!\d)")
_YEAR_MONTH = lazy(r"(?P<y>\d{4})(?P<s>[-/.])(?P<m>\d{1,2})(?!\d)(?!(?P=s)\d)")
# What may stand between a day and its time: （金）, 星期五, the Russian г.
_AFTER_DAY = lazy(
    r"\s*(?:[（(](?:星期|周|週)?[一二三四五六日天月火水木金土](?:曜日)?[）)]|(?:星期|周|週)[一二三四五六日天]|г\.?(?!\w)|года\b)"
)
_TIME = lazy(
    r"(?:\s*[,，|·•–—-]?\s*(?:at|@|um|à|a las|às|alle(?: ore)?|ore|kl\.?|klo|saat|o godz\.|в|о|t)?\s*)"
    r"(?P<half>上午|下午|晚上|凌晨|中午|傍晚|早上|午前|午後|오전|오후)?\s*"
    r"(?P<h>\d{1,2})(?:[:：]|(?<=\d\d)\.(?=\d\d(?![\d.]))|\s*[时時点點시]\s*|h(?=\d\d))(?P<min>\d\d)(?!\d)(?:\s?分)?(?:[:：]?(?P<sec>\d\d)(?!\d)秒?(?:[.,]\d+)?)?"
    r"(?:\s*(?P<half2>[ap]\.?m\b\.?))?",
    re.IGNORECASE,
)
_ZONE = lazy(
    r"\s*[（(]?(?:(?P<base>GMT|UTC)?(?P<sign>[+-])(?P<zh>\d{1,2})(?::?(?P<zm>\d\d))?(?![\d:])"
    rf"|(?P<zone>{'|'.join(sorted(ZONES, key=len, reverse=True))})(?!\w))",
    re.IGNORECASE,
)


# 18.06.21, which only stands alone
_SHORT_YEAR = lazy(
    r"(?P<d>\d\d|\d(?=\.\d\d))\.(?P<m>\d\d?)\.(?P<y>[0-3]\d)(?P<t>,?\s+\d\d?[:.]\d\d)?(?:\s?Uhr)?"
)


def read_date(text: str, order: Order | None = None) -> str | None:
    """Return the first date that a text tells; a day that is not written is never added."""
    span = next(find_dates(_tidy(text), order), None)
    return span.iso if span else None


@lru_cache(maxsize=512)  # the articles of a month share their days
def read_labelled_date(text: str, order: Order | None = None) -> str | None:
    """Return the date after a label such as 发布时间 or Published, before any other date of the text."""
    text = _tidy(text)
    for label in LABELS:
        for match in label.finditer(text):
            if iso := _date_at(text[match.end() : match.end() + 60], order):
                return iso
    if short := _SHORT_YEAR.fullmatch(text):
        return read_date(f"{short['d']}.{short['m']}.20{short['y']}{short['t'] or ''}")
    return _date_at(text, order) if re.fullmatch(r"\d{4}[-/.]?\d+", text) else read_date(text, order)


def find_dates(text: str, order: Order | None = None) -> Iterator[DateSpan]:
    """Yield the dates of a tidy line (NFC, no long white space) in order, each with its time and offset."""
    position = 0
    forms = (form for sign, form in _FORMS if sign.search(text))  # compiled when a page first needs one
    found = [match for form in forms for match in re.finditer(form, text, re.IGNORECASE)]
    for match in sorted(found, key=lambda match: (match.start(), -match.end())):
        if match.start() >= position and (day := _day_of(match, order)):
            clock, end = _clock_at(text, match)
            position = end
            yield DateSpan(match.start(), end, day + clock)


def _tidy(text: str) -> str:
    """Compose accents and collapse white space, on which patterns would else spend their time."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _date_at(text: str, order: Order | None) -> str | None:
    """Read a date that stands right behind a label, where shorter forms cannot be mistaken."""
    start = text.lstrip(" \t\r\n\u00a0\u3000:：|｜-—")
    if match := _COMPACT.match(start):
        day = _day_of(match)
        return day and day + (_clock(match["h"], match["min"], match["sec"]) or "")
    if match := _YEAR_MONTH.match(start):
        return _day_of(match)
    return read_date(text, order)


def _day_of(match: re.Match[str], order: Order | None = None) -> str | None:
    """Write the day a form matched, None when the calendar does not have it."""
    found = match.groupdict()
    if "a" in found:
        found |= _day_and_month(int(found["a"]), int(found["b"]), found["s"], order)
    year = _year(found["y"], found.get("era"))
    month = _month(found["n"]) if "n" in found else _number(found["m"])
    day = _number(found["d"]) if found.get("d") else None
    if not (1000 <= year <= 2199 and exists(year, month, 1 if day is None else day)):
        return None
    return f"{year:04d}-{month:02d}" + ("" if day is None else f"-{day:02d}")


def _day_and_month(first: int, second: int, separator: str, order: Order | None) -> dict[str, str]:
    """Order 18.06. and 18/06/; 06/07 could be either, so it is a date only where the order is known."""
    if separator == "." or first > 12 or first == second or (order == "dmy" and second <= 12):
        return {"d": str(first), "m": str(second)}
    return {"d": str(second if second > 12 or order == "mdy" else 0), "m": str(first)}


def _year(text: str, era: str | None) -> int:
    if text.isdecimal():
        number = int(text) if era or len(text) == 4 else 0
    elif era:
        number = _number(text)
    else:
        number = int("".join(str(HAN_DIGITS.get(c, "")) for c in text) or 0) if len(text) == 4 else 0
    return number + (ERAS[era] if era else 0)


def _number(text: str) -> int:
    """Read 18, 十八 or 廿八."""
    if text.isdecimal():
        return int(text)
    text = text.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = text.rpartition("十")
    return (HAN_DIGITS.get(tens, 1) * 10 if ten else 0) + HAN_DIGITS.get(ones, 0 if not ones else 99)


def _fold(word: str) -> str:
    """Fold case and accents, so that Août, aout and AOÛT are one month."""
    parts = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in parts if not unicodedata.combining(c))


_MONTH_NUMBERS = {
    _fold(name).replace("_", " "): number for row in MONTHS for number, name in enumerate(row.split(), 1)
}


def _month(word: str) -> int:
    return _MONTH_NUMBERS.get(_fold(word), 0)


def _clock_at(text: str, match: re.Match[str]) -> tuple[str, int]:
    """Read the time and offset beside a day: "T08:30+08:00" and where they end."""
    if "T" not in _precision(match):
        return "", match.end()
    if inner := match.groupdict().get("t"):  # Jun 18 08:30:00 CST 2021: the time stands before the year
        words = inner.split()
        zone = ZONES.get(words[1].lower(), "") if len(words) > 1 else ""
        return "T" + words[0] + zone, match.end()
    after = _AFTER_DAY.match(text, match.end())
    day_end = after.end() if after else match.end()
    time = _TIME.match(text, day_end)
    if not time or not (clock := _clock(time["h"], time["min"], time["sec"], time["half"] or time["half2"])):
        return "", day_end
    zone_match = _ZONE.match(text, time.end())
    offset = _offset(zone_match, time[0]) if zone_match else ""
    return clock + offset, zone_match.end() if zone_match and offset else time.end()


def _precision(match: re.Match[str]) -> str:
    """Tell whether a form names a day, beside which a time may stand."""
    return "T" if match.groupdict().get("d") or "a" in match.groupdict() else ""


def _clock(hour: str | None, minute: str | None, second: str | None, half: str | None = None) -> str:
    if hour is None or minute is None:
        return ""
    hours, is_afternoon = int(hour), (half or "").lower() in AFTERNOON
    if half and hours == 12 and half.lower().startswith(("a", "午前", "오전", "凌晨")):
        hours = 0
    elif is_afternoon and hours < 12:
        hours += 12
    if hours > 23 or int(minute) > 59 or int(second or 0) > 59:
        return ""
    return f"T{hours:02d}:{int(minute):02d}" + (f":{int(second):02d}" if second else "")


def _offset(match: re.Match[str], time: str) -> str:
    """Write an offset as ±hh:mm; 08:30-09:30 outside ISO 8601's own T form is a span of time, not one."""
    if match["zone"]:
        return ZONES[match["zone"].lower()]
    hours, minutes = int(match["zh"]), int(match["zm"] or 0)
    is_told = match["base"] or time[:1] in "Tt" or (match["sign"] == "+" and len(match["zh"]) == 2)
    is_told = is_told or (match["zm"] and ":" not in match[0])
    return f"{match['sign']}{hours:02d}:{minutes:02d}" if is_told and hours <= 14 and minutes < 60 else ""
