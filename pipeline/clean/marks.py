"""A line → the number or bullet it was typed with: 第一章, 一、, （一）, 1., (1), ①, a), •, ——."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.patterns import lazy


@dataclass(frozen=True, slots=True)
class Mark:
    """A typed mark: its kind, its number (a bullet has none), how many characters it takes."""

    kind: str
    number: int
    length: int


HAN = "〇零一二三四五六七八九十百"
_H = f"[{HAN}]{{1,6}}"
# From the outermost: the order in which a text is parted.
NUMBERED: tuple[tuple[str, str], ...] = (
    ("part", rf"第({_H}|\d{{1,3}})(?:编|編|篇|部分)(?=[\s\u3000：:]|[^，。；]{{0,30}}$)"),
    ("chapter", rf"第({_H}|\d{{1,3}})[章回](?=[\s\u3000：:]|[^，。；]{{0,30}}$)"),
    ("section", rf"第({_H}|\d{{1,3}})[节節](?=[\s\u3000：:]|[^，。；]{{0,30}}$)"),
    ("han", rf"({_H})\s?[、．.](?!\d)"),
    ("bracketed", rf"[（(]\s?({_H})\s?[)）]、?"),
    ("arabic", r"(\d{1,2})\s?(?:[、．]|\.(?![\d.]))"),
    ("arabic_bracketed", r"(?:[（(]\s?(\d{1,2})\s?[)）]|(\d{1,2})[)）])、?"),
    ("circled", r"([①-⑳])"),
    ("letter", r"(?:[（(]([a-z])[)）]|([a-z])[)）]|([A-Z])\.)(?=\s)"),
)
RANKS = {name: rank for rank, (name, _) in enumerate(NUMBERED)}
BULLETS: tuple[tuple[str, str], ...] = (
    ("bullet", r"[•●○■□◆◇▪▫‣⁃∙★☆►▶➢➤✓✔※·・](?![●○■□◆◇★☆])\s*"),  # ★★★☆ is what a critic gives
    ("dash", r"[-–—*]\s+|[—–](?=[^\s—–-])"),
    ("double_dash", r"——|－－|--"),
)
_PATTERNS = [(name, re.compile(pattern)) for name, pattern in (*NUMBERED, *BULLETS[::-1])]
_FIRST = lazy(rf"[第{HAN}（(\d①-⑳a-zA-Z•●○■□◆◇▪▫‣⁃∙★☆►▶➢➤✓✔※·・*—–－-]")
_DIGITS = {"〇": 0, "零": 0, **{digit: number for number, digit in enumerate("一二三四五六七八九", 1)}}
LEAST_BEHIND = 1  # letters behind a mark; a mark alone is no item


def may_be_marked(text: str) -> bool:
    """Tell cheaply that a text begins with no mark, as most do."""
    return _FIRST.match(text.lstrip()[:1]) is not None


@lru_cache(maxsize=2048)
def mark_of(line: str) -> Mark | None:
    """Return the mark a line begins with."""
    if not line or not _FIRST.match(line):
        return None
    for kind, pattern in _PATTERNS:
        match = pattern.match(line)
        if match and len(line[match.end() :].strip()) >= LEAST_BEHIND:
            told = next((group for group in match.groups() if group), "")
            length = match.end() + len(line[match.end() :]) - len(line[match.end() :].lstrip())
            return Mark(kind, _number(told), length)
    return None


def follows(mark: Mark | None, before: Mark) -> bool:
    """Tell whether a mark is the next one of a sequence."""
    if mark is None or mark.kind != before.kind:
        return False
    return mark.number == before.number + 1 or mark.kind not in RANKS


def begins(mark: Mark) -> bool:
    """Tell whether a mark may be the first of a sequence."""
    return mark.number == 1 or mark.kind not in RANKS


def _number(told: str) -> int:
    if not told:
        return 0
    if told.isascii():
        return int(told) if told.isdecimal() else ord(told.lower()) - ord("a") + 1
    if "①" <= told <= "⑳":
        return ord(told) - ord("①") + 1
    return read_han(told)


def read_han(told: str) -> int:
    """Read a Chinese number below a thousand, written with its units or digit by digit."""
    if not set(told) & set("十百"):
        return int("".join(str(_DIGITS[digit]) for digit in told))
    total, digit = 0, 0
    for letter in told:
        if letter in _DIGITS:
            digit = _DIGITS[letter]
        else:
            total += (digit or 1) * (10 if letter == "十" else 100)
            digit = 0
    return total + digit
