"""An article's markup and its language → runs of other languages marked, numerals upright in vertical lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from lxml import etree

from pipeline.patterns import lazy
from pipeline.render.xhtml import XHTML, E, in_language
from pipeline.tongues import is_right_to_left, is_upright, primary


# Scripts that belong to one language, where the text around is in another; Latin needs words to tell.
_SCRIPTS: tuple[tuple[str, str], ...] = (
    ("ja", "[\u3041-\u3096\u30a1-\u30fa\u30fc]"),
    ("ko", "[\uac00-\ud7a3]"),
    ("ru", "[\u0410-\u044f\u0401\u0451]"),
    ("ar", "[\u0621-\u064a\u0660-\u0669]"),
    ("he", "[\u05d0-\u05ea]"),
    ("el", "[\u0391-\u03c9]"),
)
_WORDS = {
    "en": "the of and in to is for with that are was by on from as at it this be or an not have which",
    "fr": "le la les de des du et est une un dans pour que qui au aux sur pas avec ce par plus sont",
    "de": "der die das und ist nicht ein eine zu den von mit auf für im dem des sich als auch wird bei",
    "es": "el los las y es en del que una por con para se al como más su lo son sus",
}
_LETTERED = frozenset(
    ("zh", "ja", "ko", "ru", "uk", "be", "bg", "sr", "ar", "fa", "ur", "he", "el", "th", "hi")
)
_KIN = {"ru": ("uk", "be", "bg", "sr", "mk", "kk"), "ar": ("fa", "ur", "ps", "ug", "ckb"), "he": ("yi",)}
_FUNCTION_WORDS = {language: frozenset(words.split()) for language, words in _WORDS.items()}
_LATIN_RUN = lazy(r"[A-Za-zÀ-ÖØ-öø-ÿŒœß]+(?:[ \u00a0,.;:'’\"“”()!?\-–—]+[A-Za-zÀ-ÖØ-öø-ÿŒœß]+){3,}[.!?]?")
_DIGITS = lazy(r"(?<![0-9A-Za-z.,:%‰°\-–])[0-9]{1,3}(?![0-9A-Za-z.,:%‰°\-–])")
_JAPANESE = lazy("[\u3041-\u30ff\u3400-\u9fff々〆]+(?:、[\u3041-\u30ff\u3400-\u9fff々〆]+)*[。！？]?")
_KANA = 0.2  # the least share of kana in a Japanese clause
_WHOLE = tuple(
    f"{{{XHTML}}}{name}"
    for name in ("p", "li", "dt", "dd", "td", "th", "figcaption", "caption", "h2", "h3", "h4", "h5", "h6")
)
_PLAIN = frozenset(f"{{{XHTML}}}{name}" for name in ("a", "code", "pre", "rt", "rp", "ruby"))


def language_at(element: etree._Element, language: str) -> str:
    """Return the language an element stands in: its own, that of what holds it, or the article's."""
    holders = (each.get("lang") for each in (element, *element.iterancestors()))
    return next((tag for tag in holders if tag), language)


def may_hold_runs(body: str, language: str) -> bool:
    """Tell quickly whether a body may hold another language, before it is looked at piece by piece."""
    return _is_foreign(body, primary(language))


def mark_runs(root: etree._Element, language: str) -> None:
    """Give runs of another language their lang, so that they are read, broken and drawn as theirs."""
    own = primary(language)
    for element in list(root.iter(f"{{{XHTML}}}*")):
        if element.tag in _PLAIN:
            continue
        _replace(element, "text", language, own)
        for child in list(element):
            if isinstance(child.tag, str):
                _replace(child, "tail", language, own)


# Four words: the last letter of the first, two whole ones, the first letter of the last.
_LATIN_WORDS = lazy(r"[A-Za-z][ ,.'’\-]+[A-Za-z]+[ ,.'’\-]+[A-Za-z]+[ ,.'’\-]+[A-Za-z]")


def _is_foreign(text: str, own: str) -> bool:
    """Tell whether a text of a language may hold what is of another."""
    found = _other_letters(own).search(text) or (own in _LETTERED and _LATIN_WORDS.search(text))
    return bool(found)


@cache
def _other_letters(own: str) -> re.Pattern[str]:
    """Return the letters of the other scripts: one class of all is looked for ten times as fast as several."""
    scripts = [letter[1:-1] for tag, letter in _SCRIPTS if tag != own and own not in _KIN.get(tag, ())]
    return re.compile(f"[{''.join(scripts)}]")


def _replace(element: etree._Element, where: str, language: str, own: str) -> None:
    text = getattr(element, where)
    if not text or not _is_foreign(text, own):
        return
    holder = element if where == "text" else element.getparent()
    if holder is None or primary(language_at(holder, language)) != own:
        return
    runs = list(_runs(text, own))
    if len(runs) == 1 and where == "text" and len(element) == 0 and _is_whole(element, runs[0][1], own):
        in_language(element, runs[0][1] or None, language)
        return
    for span in wrap(element, where, runs):
        in_language(span, str(span.attrib.pop("class")), language)


def _is_whole(element: etree._Element, tag: str, own: str) -> bool:
    """Tell whether an element takes its text's language: a list's item does not turn round, nor its number with it."""
    turns = is_right_to_left(tag) != is_right_to_left(own)
    return element.tag in _WHOLE and not (turns and element.tag == f"{{{XHTML}}}li")


def _runs(text: str, own: str) -> Iterator[tuple[str, str]]:
    """Cut a text into runs, each with its language; the text's own is ''."""
    end = 0
    for start, stop, tag in _spans(text, own):
        if text[end:start]:
            yield text[end:start], ""
        yield text[start:stop], tag
        end = stop
    if text[end:]:
        yield text[end:], ""


def _spans(text: str, own: str) -> list[tuple[int, int, str]]:
    found = []
    for tag, letter in _SCRIPTS:
        if tag == own or own in _KIN.get(tag, ()):
            continue
        if tag == "ja":
            spans = [each.span() for each in _JAPANESE.finditer(text) if _is_japanese(each.group())]
        else:
            spans = [each.span() for each in re.finditer(_joined(letter), text)]
        found += [(start, stop, tag) for start, stop in spans]
    for match in _LATIN_RUN.finditer(text) if own in _LETTERED else ():
        if told := _language_of(match.group()):
            found.append((match.start(), match.end(), told))
    return sorted(found)


def _joined(letter: str) -> str:
    """Return a pattern of a script's letters with the marks and spaces between them."""
    return f"{letter}(?:[{letter[1:-1]}\u3000-\u303f\uff00-\uffef 0-9,.!?·\u060c\u061b\u061f-]*{letter})?"


def _is_japanese(clause: str) -> bool:
    """Tell whether a clause of Han and kana has as many kana as Japanese has."""
    return len(re.findall(_SCRIPTS[0][1], clause)) >= len(clause) * _KANA


def _language_of(run: str) -> str | None:
    """Tell a run's language by its smallest words; None where they do not settle it."""
    words = re.findall(r"[^\W\d_]+", run.lower())
    counts = {tag: sum(word in known for word in words) for tag, known in _FUNCTION_WORDS.items()}
    best, second = sorted(counts.values(), reverse=True)[:2]
    told = max(counts, key=lambda tag: counts[tag])
    return told if best > second and best * 6 >= len(words) else None


def stand_numerals(root: etree._Element, language: str) -> None:
    """Let numbers of up to three digits stand upright in vertical lines."""
    if not is_upright(language):
        return
    for element in list(root.iter(f"{{{XHTML}}}*")):
        if element.tag in (f"{{{XHTML}}}pre", f"{{{XHTML}}}code", f"{{{XHTML}}}td", f"{{{XHTML}}}th"):
            continue
        for each, where in ((element, "text"), *((child, "tail") for child in list(element))):
            text = getattr(each, where)
            if text and _DIGITS.search(text):
                wrap(each, where, list(_numerals(text)))


def _numerals(text: str) -> Iterator[tuple[str, str]]:
    end = 0
    for match in _DIGITS.finditer(text):
        yield text[end : match.start()], ""
        yield match.group(), "tcy"
        end = match.end()
    yield text[end:], ""


def wrap(element: etree._Element, where: str, runs: list[tuple[str, str]]) -> list[etree._Element]:
    """Replace an element's text or tail by runs, those with a class each in a span of its own; return the spans."""
    setattr(element, where, "" if runs[0][1] else runs.pop(0)[0])
    holder = element if where == "text" else element.getparent()
    assert holder is not None
    at = 0 if where == "text" else holder.index(element) + 1
    spans: list[etree._Element] = []
    for text, kind in runs:
        if kind:
            spans.append(E.span({"class": kind}, text))
            holder.insert(at + len(spans) - 1, spans[-1])
        else:
            spans[-1].tail = text
    return spans
