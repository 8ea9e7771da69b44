"""A language tag → how its text is set: the sheet, direction, upright lines, the manner of emphasis."""

from __future__ import annotations


SHEETS = (
    "zh",
    "ja",
    "ko",
    "en",
    "de",
    "fr",
    "es",
    "ru",
    "ar",
)  # files of styles/languages, and classes of sections
OTHERS = "latin"  # the sheet of every other language
UPRIGHT = ("zh", "ja", "ko")  # languages that are set in vertical lines where a book has them
RIGHT_TO_LEFT = ("ar", "fa", "ur", "he", "yi", "ps", "ug", "sd", "dv", "ckb")
# languages that are never slanted → the class of what is stressed
EMPHASIS = {"zh": "dot", "ja": "sesame", "ko": "over"} | dict.fromkeys(RIGHT_TO_LEFT, "stress")


def primary(language: str) -> str:
    """Return the language of a tag without its script and region."""
    return language.partition("-")[0].lower()


def is_right_to_left(language: str) -> bool:
    """Tell whether a language's lines run from right to left."""
    return primary(language) in RIGHT_TO_LEFT


def is_upright(language: str) -> bool:
    """Tell whether a language is set in vertical lines in a book that has them."""
    return primary(language) in UPRIGHT


def sheet_of(language: str) -> str:
    """Name the sheet of styles/languages that a language is set by, which is also its class."""
    return primary(language) if primary(language) in SHEETS else OTHERS


def classes(language: str) -> str:
    """Return the classes of a section in a language."""
    return sheet_of(language) + (" rtl" if is_right_to_left(language) else "")
