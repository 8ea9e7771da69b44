"""What a page declares, the letters of its text and the periodical's language → the article's language."""

from __future__ import annotations

import re

from pipeline.dates import Order
from pipeline.patterns import lazy
from pipeline.read.latin import latin_language


# Runs of letters: the first whose share is reached; kana before Han, which Japanese has too.
SCRIPTS: tuple[tuple[str, str], ...] = (
    ("ja", "[\u3041-\u30ff]+"),
    ("ko", "[\uac00-\ud7a3]+"),
    ("zh", "[\u3400-\u4dbf\u4e00-\u9fff]+"),
    ("ru", "[\u0400-\u04ff]+"),
    ("ar", "[\u0600-\u06ff]+"),
    ("he", "[\u0590-\u05ff]+"),
    ("el", "[\u0370-\u03ff]+"),
    ("th", "[\u0e00-\u0e7f]+"),
    ("hi", "[\u0900-\u097f]+"),
)
SHARE = {"ja": 0.12, "zh": 0.15}
OTHERS = 0.4
SAMPLE = 1000  # letters: enough for a share
TAGS = lazy(r"<[^>]*>|&\w+;")
LETTERS = lazy(r"[^\W\d_]+")
CYRILLIC = frozenset(("ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "tg", "mn"))
ARABIC = frozenset(("ar", "fa", "ur", "ug", "ps"))
KIN = {"ru": CYRILLIC, "ar": ARABIC, "he": frozenset(("he", "yi")), "hi": frozenset(("hi", "mr", "ne", "sa"))}
DAY_FIRST = ("en-gb", "en-au", "en-nz", "en-ie", "en-in", "en-za", "en-sg", "en-hk", "en-ng", "en-ke")
DAY_FIRST_HOSTS = r"^https?://[^/]+\.(?:uk|au|nz|ie|in|za|sg|hk|ng|ke|pk|bd|lk|my)(?:[:/]|$)"
# Characters that the two ways of writing Chinese write otherwise, among the commonest of any text.
OLD = "們這來時國個會說對為與過後應將還沒從當點開關門問間車東書學習題實讓語該場發現進運動業務員電話條"
NEW = "们这来时国个会说对为与过后应将还没从当点开关门问间车东书学习题实让语该场发现进运动业务员电话条"
_SOME_OLD, _SOME_NEW = re.compile(f"[{OLD}]"), re.compile(f"[{NEW}]")
LEAST_HAN = 5
# Languages too near to be told apart by little words: what is declared stays.
ALIKE = {
    "nb": ("no", "da", "sv"), "nn": ("no", "da", "sv"), "no": ("no", "da"), "da": ("da", "no"), "ms": ("id",),
    "gl": ("pt", "es", "gl"), "ca": ("ca", "es"), "sk": ("cs", "sk"), "hr": ("hr", "cs"), "sl": ("sl", "cs"),
    "af": ("nl", "af"), "eu": ("es",), "lb": ("de",), "la": ("it", "la"), "eo": ("it",),
}  # fmt: skip
TRADITIONAL = frozenset(("hk", "tw", "mo", "hant"))


def language_of(declared: str | None, body: str, language: str) -> str:
    """Return the language of an article: what the page tells, unless its letters say otherwise."""
    script = _script(body)
    told = primary(declared)
    if script == "latin":
        seen = latin_language(body)
        if not declared or told in ("zh", "ja", "ko", *CYRILLIC, *ARABIC):
            return seen or _latin(language)
        return seen if seen and seen not in ALIKE.get(told or "", (told,)) else declared
    if script is None:
        return _tidy(declared, language) if declared else language
    if (
        script == "zh"
        and (seen := _han(body))
        and not (declared and told == "zh" and _chinese(declared) == seen)
    ):
        return language if primary(language) == "zh" and _chinese(language) == seen else seen
    if declared and (told == script or told in KIN.get(script, frozenset())):
        return _tidy(declared, language)
    return language if primary(language) == script else script


def order_of(declared: str | None, url: str | None) -> Order:
    """Return how a page writes 06/07/2021: month first in the United States, day first elsewhere."""
    tag = (declared or "").lower()
    if primary(tag) not in ("en", "fil", "tl") or tag.startswith(DAY_FIRST):
        return "dmy"
    return "mdy" if not re.search(DAY_FIRST_HOSTS, url or "") else "dmy"


def primary(tag: str | None) -> str | None:
    """Return the language of a tag without its script and region."""
    return tag.partition("-")[0].lower() if tag else None


def _latin(language: str) -> str:
    return (
        language
        if primary(language) not in ("zh", "ja", "ko", *CYRILLIC, *ARABIC, "he", "el", "th", "hi")
        else "en"
    )


def _tidy(declared: str, language: str) -> str:
    """Write the periodical's own tag for its own language: zh-CN and zh-Hans are one to a reader."""
    if primary(declared) != primary(language):
        return _chinese(declared) if primary(declared) == "zh" else declared
    if primary(declared) != "zh":
        return declared if "-" in declared else language
    return language if _chinese(declared) == _chinese(language) else _chinese(declared)


def _han(body: str) -> str | None:
    """Tell traditional from simplified characters, None where a text has too few that differ."""
    sample = body[: SAMPLE * 2]
    # Most texts have none of the ones or of the others, which one look through them tells.
    old, new = (
        sum(map(sample.count, letters)) if some.search(sample) else 0
        for letters, some in ((OLD, _SOME_OLD), (NEW, _SOME_NEW))
    )
    if max(old, new) < LEAST_HAN or min(old, new) * 4 > max(old, new):
        return None
    return "zh-Hant" if old > new else "zh-Hans"


def _chinese(tag: str) -> str:
    return "zh-Hant" if TRADITIONAL & set(tag.lower().split("-")) else "zh-Hans"


def _script(body: str) -> str | None:
    letters = ""
    for length in (SAMPLE * 4 // 3, SAMPLE * 2):  # the first is enough, but for bodies with many tags
        if len(letters) < SAMPLE:
            letters = "".join(LETTERS.findall(TAGS.sub("", body[:length])))[:SAMPLE]
    if len(letters) < 10:
        return None
    for name, pattern in SCRIPTS:
        if sum(map(len, re.findall(pattern, letters))) >= len(letters) * SHARE.get(name, OTHERS):
            return name
    return "latin"
