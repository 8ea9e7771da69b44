"""A line of text → its letters, width, sentence end and brackets: what the importers judge by."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache


FINAL = "。！？!?．….｡؟۔।"  # ends a sentence
PAUSE = "，、,،"  # stands inside a sentence
LEADS = "：；:;—–―~～"  # ends a line that the next one answers to
CLOSERS = "”’」』）)】》〉〕］]〗»›\"'"
PAIRS = {
    "“": "”",
    "‘": "’",
    "「": "」",
    "『": "』",
    "（": "）",
    "(": ")",
    "《": "》",
    "〈": "〉",
    "【": "】",
    "〔": "〕",
}
# What can stand only behind something: a paragraph never begins with it.
NEVER_FIRST = "，、。；：！？”’」』）】》〉〕］%％‰"
MARKER = re.compile(
    r"[（(](?:[一二三四五六七八九十百]{1,4}|\d{1,3})[）)]|[一二三四五六七八九十百]{1,4}[、．.]|\d{1,3}(?:[、．.](?!\d)|[)）])"
    r"|[①-⑳㈠-㈩⑴-⒇]|第[一二三四五六七八九十百\d]{1,4}[章节節部篇条條讲講课課][、:：\s]?|[•●■◆◇★☆▲▶►▪·◎○□※\-*+]\s*|(?:——|—|--)\s*"
)
_KINDS = (
    ("一", re.compile(r"[一二三四五六七八九十百]{1,4}[、．.]")),
    ("（一）", re.compile(r"[（(][一二三四五六七八九十百]{1,4}[）)]|[㈠-㈩]")),
    ("1", re.compile(r"\d{1,3}(?:[、．.](?!\d)|[)）])")),
    ("（1）", re.compile(r"[（(]\d{1,3}[）)]|[①-⑳⑴-⒇]")),
    ("第", re.compile(r"第[一二三四五六七八九十百\d]{1,4}[章节節部篇条條讲講课課]")),
)


def letters(text: str) -> int:
    """Count the characters that are not white space."""
    return sum(not character.isspace() for character in text)


def width(text: str) -> int:
    """Measure a line in columns: a Chinese character or mark takes two, a Latin letter one."""
    return sum(_columns(character) for character in text)


@lru_cache(maxsize=8192)
def _columns(character: str) -> int:
    if character < "\x80":
        return 1
    if unicodedata.combining(character):
        return 0
    kind = unicodedata.east_asian_width(character)
    return 2 if kind in "WF" or (kind == "A" and unicodedata.category(character)[0] in "PS") else 1


def size(text: str) -> int:
    """Measure a text in Chinese characters; two Latin letters are about one."""
    return width(text) // 2


def squash(text: str) -> str:
    """Fold a text for comparing: no white space, no width, one form of quotes and dashes, no case."""
    folded = unicodedata.normalize("NFKC", text).translate(_QUOTES)
    return "".join(folded.split()).casefold()


_QUOTES = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "—": "-", "–": "-", "―": "-", "─": "-", "〇": "○"}
)


def is_joined_script(character: str) -> bool:
    """Tell whether a script sets no space between its words (Chinese, Japanese; not Korean)."""
    if "\uac00" <= character <= "\ud7a3" or "\u1100" <= character <= "\u11ff":
        return False
    return _columns(character) == 2 or "\u0e00" <= character <= "\u0eff" or "\u1000" <= character <= "\u109f"


def glue(before: str, after: str) -> str:
    """Join two pieces of a broken text: a space only between words of a script that has spaces."""
    if not before or not after:
        return before + after
    last, first = before[-1], after[0]
    if is_joined_script(last) or is_joined_script(first):
        return before + after
    if last in "-\u2010\u00ad" and before[-2:-1].isalpha() and first.islower():
        return before + after  # a word divided at the line end; its hyphen stays, it may be its own
    return f"{before} {after}"


def bare_end(text: str) -> str:
    """Return the last character of a text that is not a closing quote or bracket."""
    return text.rstrip().rstrip(CLOSERS)[-1:]


def ends_sentence(text: str) -> bool:
    """Tell whether a text ends as a sentence does, or leads over to the next (：；——……)."""
    return bare_end(text) in FINAL or text.rstrip()[-1:] in LEADS


def is_cut(text: str) -> bool:
    """Tell whether a text ends inside a sentence: with a letter, a figure, a closing bracket, or a pause."""
    return bool(text) and not ends_sentence(text)


def has_sentence(text: str) -> bool:
    """Tell whether a sentence ends anywhere inside a text."""
    return bool(_SENTENCE.search(text))


_SENTENCE = re.compile(r"[。！？；](?!\s*$)|[a-zà-ÿа-я][.!?][”’\"']?\s+[A-ZÀ-ÞА-Я“\"]|[。！？][”’」』]?$")


def open_brackets(text: str) -> str:
    """Return the closing brackets and quotes that a text still waits for, the innermost last."""
    waiting: list[str] = []
    for character in text:
        if character in PAIRS:
            waiting.append(PAIRS[character])
        elif waiting and character == waiting[-1]:
            waiting.pop()
    return "".join(waiting)


def marker_kind(text: str) -> str | None:
    """Name the kind of number a line begins with (一、 / （一） / 1. / （1） / 第一章); None without one."""
    return next((kind for kind, form in _KINDS if form.match(text)), None)


def first_word(text: str) -> str:
    """Return what a line break may not divide: a word, or a character with the marks that cling to it."""
    match = _FIRST_WORD.match(text)
    return match[0] if match else ""


_FIRST_WORD = re.compile(
    r"[“‘「『（(《〈【〔]*(?:[A-Za-z0-9À-ɏЀ-ӿ'’.,;:!?%/-]+|\S)[，、。；：！？”’」』）)】》〉〕…—]*"
)


def beginning(text: str, length: int) -> str:
    """Return the first words of a text: so many Chinese characters, or twice as many letters."""
    match = re.match(rf"(?:[^\x00-\u04ff]|[\x00-\u04ff]{{1,2}}?){{{length}}}[\x21-\u04ff]*", text)
    return match[0] if match else text


def ending(text: str, length: int) -> str:
    """Return the last words of a text."""
    return beginning(text[::-1], length)[::-1]


def one_line(text: str) -> str:
    """Return a text fit for a title: tabs and runs of spaces are one space, no control characters."""
    spaced = re.sub(r"[\t\u00a0 ]+", " ", text)
    return "".join(character for character in spaced if unicodedata.category(character) != "Cc")
