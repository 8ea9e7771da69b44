"""Texts → the places they are filed under in an index: a group and a key that sorts as plain text.

Chinese is filed by pinyin, its initials the groups, or by strokes; all else by the Unicode collation algorithm (DUCET).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, Protocol

from pipeline.errors import UsageError
from pipeline.patterns import lazy


Order = Literal["pinyin", "strokes"]
OTHER = ""  # the group of what begins with no letter
# Surnames that are not read as the character is elsewhere; a name's first syllable is taken from here.
SURNAMES = {
    "万俟": "mo4 qi2", "尉迟": "yu4 chi2", "长孙": "zhang3 sun1", "澹台": "tan2 tai2", "单于": "chan2 yu2",
    "令狐": "ling2 hu2", "曾": "zeng1", "单": "shan4", "仇": "qiu2", "解": "xie4", "任": "ren2", "华": "hua4",
    "區": "ou1", "区": "ou1", "查": "zha1", "盖": "ge3", "蓋": "ge3", "翟": "zhai2", "朴": "piao2", "种": "chong2",
    "缪": "miao4", "繆": "miao4", "繁": "po2", "秘": "bi4", "折": "she2", "乐": "yue4", "員": "yun4", "员": "yun4",
    "召": "shao4", "冼": "xian3", "洗": "xian3", "覃": "qin2", "宁": "ning4", "隗": "wei3", "燕": "yan1", "纪": "ji3",
    "那": "na1", "卜": "bu3", "柏": "bai3", "石": "shi2", "盛": "sheng4", "相": "xiang4", "应": "ying1", "應": "ying1",
    "车": "che1", "車": "che1", "贾": "jia3", "賈": "jia3", "沈": "shen3", "曲": "qu1", "么": "yao1", "祭": "zhai4",
    "阚": "kan4", "葛": "ge3", "宓": "mi4", "郗": "xi1", "牟": "mou2", "尹": "yin3", "乜": "nie4", "仉": "zhang3",
    "逄": "pang2", "晁": "chao2", "尉": "wei4", "訾": "zi1", "於": "yu1", "陆": "lu4", "陸": "lu4", "褚": "chu3",
    "幺": "yao1", "佴": "nai4", "盍": "he2", "芮": "rui4", "樂": "yue4", "紀": "ji3", "員丘": "yun2 qiu1",
}  # fmt: skip
CONSONANTS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_HAN = lazy(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


class _Collator(Protocol):
    def sort_key(self, text: str) -> tuple[int, ...]: ...


@dataclass(frozen=True, slots=True)
class Filed:
    """Where a text is filed; texts are sorted by key, and those of a group stand together."""

    group: str  # a letter, or a number of strokes
    key: str


def file_texts(
    texts: Iterable[str],
    language: str,
    *,
    order: Order = "pinyin",
    are_names: bool = False,
    readings: Mapping[str, str] | None = None,
) -> dict[str, Filed]:
    """File texts for an index in a book's language; `readings` are the editor's own (曾国藩: zeng guofan)."""
    by_reading = language.split("-", maxsplit=1)[0].lower() in ("zh", "yue")
    file_han = _FILE_HAN[order] if by_reading else _file_letters
    told = dict(readings or {})
    return {text: _file(text, file_han, told, are_names=are_names) for text in texts}


def _file(
    text: str,
    file_han: Callable[[str, str | None], Filed],
    readings: Mapping[str, str],
    *,
    are_names: bool,
) -> Filed:
    """File one text by its first letter; quotes and brackets before it do not count."""
    bare = text.lstrip("".join(sorted({each for each in text if not each.isalnum()}))) or text
    if not bare[0].isalnum():
        return Filed(OTHER, f"9{text}")
    if not _HAN.match(bare):
        return _file_letters(bare, None)
    if file_han is _file_letters:  # Japanese and Korean: only the editor knows how a name is read
        return _file_letters(
            next((told for known, told in readings.items() if bare.startswith(known)), bare), None
        )
    return file_han(bare, _reading(bare, readings, are_names=are_names))


def _reading(text: str, readings: Mapping[str, str], *, are_names: bool) -> str | None:
    """Return how the editor, or the table of surnames, reads the beginning of a text, and our readings the rest."""
    for known in sorted(readings, key=len, reverse=True):
        if text.startswith(known):
            return f"{readings[known].lower()} {_pinyin(text[len(known) :])}"
    if are_names and len(text) <= 4:
        for length in (2, 1):
            if text[:length] in SURNAMES:
                return f"{SURNAMES[text[:length]]} {_pinyin(text[length:])}"
    return None


def _pinyin(text: str) -> str:
    from pipeline.collate.pinyin import read_pinyin

    return " ".join(read_pinyin(text))


def _file_pinyin(text: str, reading: str | None) -> Filed:
    told = reading or _pinyin(text)
    letter = told[:1].upper().replace("Ü", "Y")
    if not ("A" <= letter <= "Z"):  # a character of no known reading
        return Filed(OTHER, f"8{text}")
    # By the letters of all syllables first and by tones after, as dictionaries do.
    plain = " ".join(each.rstrip("012345") for each in told.split())
    return Filed(letter, f"1{letter}0{plain}\x00{told}\x00{text}")


def _file_strokes(text: str, reading: str | None) -> Filed:
    del reading
    counts = [_strokes(each) for each in text if _HAN.match(each)]
    return Filed(str(counts[0]), "0" + "".join(f"{count:02d}" for count in counts) + f"\x00{text}")


def _strokes(character: str) -> int:
    try:
        from strokes import strokes
    except ImportError as error:
        raise UsageError("to file by strokes, run: pip install 'presswork[strokes]'") from error
    return int(strokes(unicodedata.normalize("NFKC", character)))


_FILE_HAN: dict[Order, Callable[[str, str | None], Filed]] = {
    "pinyin": _file_pinyin,
    "strokes": _file_strokes,
}


def _file_letters(text: str, reading: str | None) -> Filed:
    """File by the Unicode collation algorithm, under the first letter without its marks."""
    del reading
    first = unicodedata.normalize("NFKD", text[0])[0]
    key = "".join(f"{weight:05x}" for weight in _collator().sort_key(text))
    if not first.isalpha() or _HAN.match(first):
        return Filed(OTHER, f"7{key}")
    letter = _shown(first)
    if "A" <= letter <= "Z":
        return Filed(letter, f"1{letter}1{key}")
    lead = "".join(f"{weight:05x}" for weight in _collator().sort_key(letter)[:1])
    return Filed(letter, f"2{lead}{key}")


def _shown(letter: str) -> str:
    """Return a first letter as a heading shows it: capital, hiragana, or a Korean consonant by itself."""
    place = ord(letter)
    if 0x1100 <= place < 0x1100 + len(CONSONANTS):
        return CONSONANTS[place - 0x1100]
    if 0x30A1 <= place <= 0x30F6:
        return chr(place - 0x60)
    return unicodedata.normalize("NFKC", letter.upper())


@cache
def _collator() -> _Collator:
    from pyuca import Collator

    collator: _Collator = Collator()
    return collator
