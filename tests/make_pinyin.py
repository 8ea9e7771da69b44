"""What pypinyin reads → the table of readings that indexes are filed by, pipeline/collate/pinyin.txt.

python tests/make_pinyin.py > pipeline/collate/pinyin.txt

pypinyin takes 0.3 s and 50 MB to load, and other versions of it read otherwise, which would file an index otherwise.
The table holds every character it knows, and of its words those that the table so far would read otherwise; so it reads
all of them as pypinyin does, but for 一 and 不, whose tone a dictionary does not change. The same words in traditional
characters (OpenCC's) follow, where pypinyin has none.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from itertools import groupby

from opencc import OpenCC
from pypinyin import Style, lazy_pinyin
from pypinyin.constants import PHRASES_DICT, PINYIN_DICT


Reading = tuple[str, ...]  # a syllable a character
CITED = {"一": "yi1", "不": "bu4"}


def main() -> None:
    """Write the table."""
    sys.stdout.buffer.write(table().encode("utf-8"))


def table() -> str:
    """Return the table as it is written: the characters of each reading, an empty line, the reading of each word."""
    characters = readings_of_characters()
    told = readings_of_words()
    words = needed(told, characters, {})
    words |= needed(in_traditional(told), characters, words)
    return "\n\n".join("\n".join(lines) for lines in _lines(characters, words)) + "\n"


def readings_of_characters() -> dict[str, str]:
    """Return every character that pypinyin knows and its first reading."""
    return {chr(code): CITED.get(chr(code)) or _read(chr(code))[0] for code in PINYIN_DICT}


def readings_of_words() -> dict[str, Reading]:
    """Return every word that pypinyin knows and how it reads it."""
    told = {word: _read(word) for word in PHRASES_DICT}
    return {word: _cited(word, syllables) for word, syllables in told.items() if len(word) == len(syllables)}


def in_traditional(words: Mapping[str, Reading]) -> dict[str, Reading]:
    """Return words in traditional characters, those left out that stand in simplified ones too or look like doubtful."""
    convert = OpenCC("s2t").convert
    found = {convert(word): syllables for word, syllables in words.items()}
    return {
        word: syllables
        for word, syllables in found.items()
        if word not in words and len(word) == len(syllables) and "乾乾" not in word  # of 干干 and of 乾乾
    }


def needed(
    told: Mapping[str, Reading], characters: Mapping[str, str], known: Mapping[str, Reading]
) -> dict[str, Reading]:
    """Return the words that are read otherwise by the shorter words found before them; `known` are there already."""
    found: dict[str, Reading] = {}
    for _, words in groupby(sorted(told, key=lambda word: (len(word), word)), key=len):
        table = {**known, **found}
        longest = max(map(len, table), default=0)
        found |= {
            word: told[word] for word in words if _by_table(word, table, characters, longest) != told[word]
        }
    return found


def _by_table(
    text: str, words: Mapping[str, Reading], characters: Mapping[str, str], longest: int
) -> Reading:
    at, found = 0, list[str]()
    while at < len(text):
        length = next((size for size in range(longest, 1, -1) if text[at : at + size] in words), 1)
        part = text[at : at + length]
        found += words.get(part) or [characters.get(part, part)]
        at += length
    return tuple(found)


def _read(text: str) -> Reading:
    return tuple(lazy_pinyin(text, style=Style.TONE3, neutral_tone_with_five=True))


def _cited(word: str, syllables: Reading) -> Reading:
    return tuple(CITED.get(character, syllable) for character, syllable in zip(word, syllables, strict=True))


def _lines(characters: Mapping[str, str], words: Mapping[str, Reading]) -> Iterable[list[str]]:
    grouped: dict[str, str] = {}
    for character, syllable in sorted(characters.items()):
        grouped[syllable] = grouped.get(syllable, "") + character
    yield [f"{syllable} {found}" for syllable, found in sorted(grouped.items())]
    yield [f"{word} {' '.join(syllables)}" for word, syllables in sorted(words.items())]


if __name__ == "__main__":
    main()
