"""A line of a front page → the number, whole number, year and date it prints, and the rest of the line."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.dates import find_dates


@dataclass(frozen=True, slots=True)
class Folio:
    """What the folio of an issue tells."""

    number: int | None = None
    whole_number: int | None = None
    date: str | None = None  # YYYY, YYYY-MM or YYYY-MM-DD
    last_number: int | None = None  # of a combined issue (第8-9期)

    @property
    def year(self) -> int | None:
        """Return the year of the date."""
        return int(self.date[:4]) if self.date else None

    def or_else(self, other: Folio) -> Folio:
        """Fill what is missing from another line's folio; of two dates of a year the more exact wins."""
        date = self.date or other.date
        if date and other.date and other.date.startswith(date):
            date = other.date
        return Folio(
            self.number or other.number,
            self.whole_number or other.whole_number,
            date,
            self.last_number if self.number else other.last_number,
        )


_N = r"(?:\d{1,4}|[〇○零一二三四五六七八九十百廿卅]{1,6})"
_NO = r"(?:(?:No|Nr|N[º°o]|Núm|Number|Issue)\b[.:]?|№|#)"
_WHOLE = (
    re.compile(
        rf"(?:[总總][期号號]?[数數]?|累[计計]|通[巻卷]|통권)\s*[:：.．]?\s*(?:第|제|{_NO})?\s*({_N})"
        rf"(?:\s*[-—–~～、/至和]\s*{_N}(?=\s*[期号號]))?\s*[期号號호]?",
        re.IGNORECASE,
    ),
    re.compile(rf"(?:whole|total|overall|cumulative)\s*(?:{_NO}\s*){{0,2}}(\d{{1,5}})", re.IGNORECASE),
    re.compile(
        rf"(?<=\d)\s*[（(]\s*(?:{_NO}\s*)?"
        rf"(?!(?:19|20)\d\d\s*[)）])(\d{{1,5}})\s*(?:overall|in all|total)?\s*[)）]",
        re.IGNORECASE,
    ),
)
_NUMBER = (
    re.compile(
        rf"[第제]\s*({_N})\s*(?:[期号號호]?\s*[-—–~～、/至和・·]\s*第?\s*({_N})\s*)?(?:[期号號호]|(?=\s*[（(]?\s*$))"
    ),
    re.compile(rf"(?<=年)\s*({_N})\s*(?:[-—–~～、/至和]\s*({_N})\s*)?期"),
    re.compile(rf"{_NO}\s*(?:{_NO}\s*)?(\d{{1,4}})(?:\s*[-–/]\s*(\d{{1,4}})(?!\d))?", re.IGNORECASE),
)
_VOLUME = re.compile(
    r"(?:\b(?:vol(?:ume)?|jg|jahrgang|tome|año)\b\.?\s*(?:\d+|[IVXLC]+)\b)|第\s*[\d一二三四五六七八九十]+\s*卷",
    re.IGNORECASE,
)
_NUMERIC_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-./]\s*(0?[1-9]|1[0-2])(?!\d)")
_YEAR = re.compile(
    r"(?<![\d０-９])((?:19|20)\d\d|[０-９]{4}|[〇○零一二三四五六七八九]{4})(?:\s*年度?|(?![\d０-９]))"
)
_WEEKDAY = re.compile(r"[（(]?\s*(?:星期|周|週)[一二三四五六日天]\s*[）)]?|(?:出版|出刊|印发|編印|发行)$")
_EDGES = " \t\u3000·・|｜/／,，、;；:：()（）[]【】-—–"
_HAN = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}


def read_folio(text: str) -> tuple[Folio, str]:
    """Read the folio parts of a line; the second value is what else the line says, empty when nothing."""
    folio, rest = Folio(), text
    for form in _WHOLE[:2]:  # 总第30期 holds 第30期: the whole number is taken first
        if match := form.search(rest):
            folio, rest = (
                replace(folio, whole_number=_figure(match[1])),
                _cut(rest, match.start(), match.end()),
            )
            break
    if span := next(find_dates(rest), None):
        folio, rest = replace(folio, date=span.iso[:10]), _cut(rest, span.start, span.end)
        rest = _WEEKDAY.sub(" ", rest)
    folio, rest = _read_number(_VOLUME.sub(" ", rest), folio)
    if folio.date is None:
        folio, rest = _read_year(rest, folio)
    return folio, " ".join(rest.strip(_EDGES).split()) if folio != Folio() else text.strip()


def _read_number(rest: str, folio: Folio) -> tuple[Folio, str]:
    for form in _NUMBER:
        if match := form.search(rest):
            if folio.whole_number is None and (whole := _WHOLE[2].match(rest, match.end())):
                folio = replace(folio, whole_number=int(whole[1]))
                rest = _cut(rest, whole.start(), whole.end())
            last = _figure(match[2]) if match[2] else None
            return replace(folio, number=_figure(match[1]), last_number=last), _cut(
                rest, match.start(), match.end()
            )
    return folio, rest


def _read_year(rest: str, folio: Folio) -> tuple[Folio, str]:
    if match := _NUMERIC_DATE.search(rest):
        return replace(folio, date=f"{match[1]}-{int(match[2]):02d}"), _cut(rest, match.start(), match.end())
    if match := _YEAR.search(rest):
        return replace(folio, date=f"{_digits(match[1]):04d}"), _cut(rest, match.start(), match.end())
    return folio, rest


def _cut(text: str, start: int, end: int) -> str:
    return f"{text[:start]} {text[end:]}"


def _figure(text: str) -> int:
    """Read 8, ８, 八, 十八, 三十, 一百零二."""
    if text.isdecimal():
        return int(text)
    if not any(c in text for c in "十百廿卅"):
        return _digits(text)
    total, figure = 0, 0
    for character in text.replace("廿", "二十").replace("卅", "三十"):
        if character in "十百":
            total += (figure or 1) * (10 if character == "十" else 100)
            figure = 0
        else:
            figure = _HAN[character]
    return total + figure


def _digits(text: str) -> int:
    return int("".join(str(_HAN.get(c, c)) for c in text))
