"""Tables of MARC 21: what our words are called in its codes."""

from __future__ import annotations

import re

from pipeline.model import Periodical, Role


LANGUAGES = {
    "ar": "ara", "bo": "tib", "de": "ger", "en": "eng", "es": "spa", "fr": "fre", "hi": "hin", "id": "ind", "it": "ita",
    "ja": "jpn", "ko": "kor", "mn": "mon", "nl": "dut", "pl": "pol", "pt": "por", "ru": "rus", "th": "tha", "tr": "tur",
    "ug": "uig", "uk": "ukr", "vi": "vie", "yue": "chi", "zh": "chi",
}  # fmt: skip
COUNTRIES = {
    "cn": "cc", "hk": "cc", "mo": "cc", "tw": "ch", "jp": "ja", "kr": "ko", "de": "gw", "at": "au", "ch": "sz",
    "fr": "fr", "es": "sp", "ru": "ru", "gb": "xxk", "us": "xxu", "sg": "si",
}  # fmt: skip
SCRIPTS = {"zh": "e", "yue": "e", "ja": "d", "ko": "k", "ru": "c", "uk": "c", "ar": "f", "th": "l"}
FREQUENCIES = {"monthly": "m", "semimonthly": "s", "weekly": "w", "quarterly": "q"}
DAYS = {1: "d", 7: "w", 10: "j", 14: "e", 15: "s"}
RELATORS: dict[Role, str] = {
    "author": "aut",
    "reporter": "aut",
    "correspondent": "aut",
    "editor": "edt",
    "responsible-editor": "edt",
    "translator": "trl",
    "photographer": "pht",
}
_EVERY = re.compile(r"every (\d+) days?")


def language_code(language: str) -> str:
    """Return a language's MARC code, `und` where the table has none."""
    return LANGUAGES.get(language.split("-", maxsplit=1)[0].lower(), "und")


def country_code(language: str) -> str:
    """Return the code of the place: the language's region where it tells one, China's for simplified characters."""
    subtags = language.lower().split("-")
    region = next((COUNTRIES[subtag] for subtag in subtags[1:] if subtag in COUNTRIES), None)
    guess = "cc" if subtags[0] == "zh" and "hans" in subtags else "xx"
    return (region or guess).ljust(3)


def script_code(language: str) -> str:
    """Return the code of the title's alphabet; a is Latin without marks."""
    return SCRIPTS.get(language.split("-", maxsplit=1)[0].lower(), "b")


def every_days(periodical: Periodical) -> int | None:
    """Return N of `every N days`."""
    match = _EVERY.fullmatch(periodical.frequency)
    return int(match[1]) if match else None


def frequency_code(periodical: Periodical) -> str:
    """Return the code of how often issues appear; z is none of the table's."""
    days = every_days(periodical)
    return DAYS.get(days, "z") if days else FREQUENCIES.get(periodical.frequency, "u")
