"""Chinese text → its reading in pinyin, by a table of what single characters and words are read as.

The table lies beside this file: the characters, a line a reading; an empty line; the words in order, a line a word.
tests/make_pinyin.py makes it from the readings that pypinyin knows (MIT License), and says how.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from pkgutil import get_data


@dataclass(frozen=True, slots=True)
class _Table:
    characters: dict[str, str]
    words: list[str]  # 重庆 chong2 qing4: only those that are read otherwise than their characters one by one


def read_pinyin(text: str) -> list[str]:
    """Return the syllables of a text, each with its tone as a number, 5 the neutral one (丫头: ya1 tou5).

    The longest word known is taken first, from left to right. Characters of no known reading stand as they are, a run
    of them as one. Tones are those of the dictionary: 一 and 不 do not change before others.
    """
    table = _table()
    found: list[str] = []
    is_open = False
    at = 0
    while at < len(text):
        told = _word(table.words, text, at) or table.characters.get(text[at])
        if told:
            found += told.split(" ")
        elif is_open:
            found[-1] += text[at]
        else:
            found.append(text[at])
        is_open = not told
        at += told.count(" ") + 1 if told else 1
    return found


def _word(words: list[str], text: str, at: int) -> str:
    """Return the reading of the longest word that begins here; words of the same beginning stand together."""
    best = ""
    beginning = text[at : at + 2]
    for place in range(bisect_left(words, beginning), len(words)):
        word, _, told = words[place].partition(" ")
        if not word.startswith(beginning):
            break
        if text.startswith(word, at):
            best = told  # a longer word comes after the one it begins with
    return best


@cache
def _table() -> _Table:
    data = get_data(__package__, "pinyin.txt") or b""
    first, second = data.decode("utf-8").split("\n\n")
    characters: dict[str, str] = {}
    for line in first.splitlines():
        syllable, _, found = line.partition(" ")
        characters.update(dict.fromkeys(found, syllable))
    return _Table(characters, second.splitlines())
