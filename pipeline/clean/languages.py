"""Tell the language of a paragraph that is not in the article's own: by its letters, or by its commonest words."""

from __future__ import annotations

import re
from functools import cache

from bs4 import Tag

from pipeline.clean import tree
from pipeline.clean.blocks import block_list
from pipeline.clean.context import Context, count_letters
from pipeline.patterns import lazy


LEAST = 20  # letters of a paragraph
KANA = 0.15  # share of a Japanese text's letters
SHARE = 0.8  # of its letters are of one script
WORDS = 3  # of a language's commonest words, that a text is in it
# Scripts that tell the language where the article is in none of theirs.
SCRIPTS: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("ja", "\u3041-\u30ff", frozenset({"ja"})),
    ("ko", "\uac00-\ud7a3", frozenset({"ko"})),
    ("zh", "\u3400-\u4dbf\u4e00-\u9fff", frozenset({"zh", "ja", "ko"})),
    ("ru", "\u0400-\u04ff", frozenset({"ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "tg", "mn"})),
    ("ar", "\u0600-\u06ff", frozenset({"ar", "fa", "ur", "ug", "ps"})),
    ("he", "\u0590-\u05ff", frozenset({"he", "yi"})),
)
FOREIGN_SCRIPT = frozenset(language for _, _, languages in SCRIPTS for language in languages)
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ps", "ug", "ur", "yi"})
COMMON: dict[str, str] = {
    "en": "the of and to in is was that it for with as his her on are this",
    "fr": "le la les des et est une dans que qui pour sur pas au du avec",
    "de": "der die das und ist nicht ein eine mit den von zu auf im dem sich",
    "es": "el la los las y es una en que por con para se del al lo",
    "pt": "o a os as e é uma em que por com para se do da não",
    "it": "il la le di che è un una per con non si del della gli",
    "vi": "và là của không có cho một những được các người trong",
}
TEXTUAL = ("p", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol")
_KANA = lazy("[\u3041-\u30ff]")
_FOREIGN = lazy("[" + "".join(script for _, script, _ in SCRIPTS) + "]")
_LATIN = lazy("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_WORD = lazy(r"[^\W\d_]+")


def languages(root: Tag, context: Context) -> None:
    """Mark the blocks that are in another language."""
    own = context.options.language.partition("-")[0].lower()
    for tag in block_list(root):
        if tag.name in TEXTUAL and "lang" not in tag.attrs:
            told = _other(tree.text_of(tag), own)
            if told:
                tag.attrs["lang"] = told
                if (told in RIGHT_TO_LEFT) != (own in RIGHT_TO_LEFT):
                    tag.attrs["dir"] = "rtl" if told in RIGHT_TO_LEFT else "ltr"


def _other(text: str, own: str) -> str | None:
    """Return the language of a text, None where it is the article's own or cannot be told."""
    if len(text) < LEAST:
        return None
    if own in FOREIGN_SCRIPT and _own_script(own).search(text):
        is_japanese = own == "zh" and len(_KANA.findall(text)) >= KANA * len(text)
        return "ja" if is_japanese else None
    is_own = own not in COMMON or _own_words(own).search(text) is not None
    if own not in FOREIGN_SCRIPT and is_own and not _FOREIGN.search(text):
        return None
    letters = count_letters(text)
    if not text.isascii():
        for language, script, languages_of in SCRIPTS:
            if own not in languages_of and len(re.findall(f"[{script}]", text)) >= SHARE * letters * 0.9:
                return language
    if letters < LEAST or len(_LATIN.findall(text)) < SHARE * letters:
        return None
    return _by_words(text, own)


@cache
def _own_script(own: str) -> re.Pattern[str]:
    return re.compile(
        "[" + "".join(script for _, script, languages_of in SCRIPTS if own in languages_of) + "]"
    )


@cache
def _own_words(own: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{COMMON[own].replace(' ', '|')})\b")


def _by_words(text: str, own: str) -> str | None:
    words = [word.lower() for word in _WORD.findall(text)]
    found = {language: sum(word in common for word in words) for language, common in _common().items()}
    if found.get(own):
        return None
    best = max(found, key=lambda language: found[language])
    rest = max(times for language, times in found.items() if language != best)
    return best if found[best] >= WORDS and found[best] > rest else None


@cache
def _common() -> dict[str, frozenset[str]]:
    return {language: frozenset(words.split()) for language, words in COMMON.items()}
