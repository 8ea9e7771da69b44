"""What a page tells for machines of its article's text → how far a text found agrees with it."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.patterns import lazy


LETTERS = lazy(r"[\W_]+")
WINDOW = 16  # letters
SAMPLES = 24  # windows looked for
WORDS = lazy(r"[^\W\d_]+")
HAN = lazy("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
STEM = 4  # letters of a western word that are looked for
FEW = 3  # words of a title, or pairs of its characters: of fewer nothing follows
STRANGE = 0.1
PROBE = 40  # letters by which a paragraph is known again
ENOUGH = 200  # letters: a shorter articleBody is a summary


@dataclass(frozen=True, slots=True)
class Hints:
    """The article's text as JSON-LD tells it, and the summary of its metas."""

    article: str = ""
    description: str = ""

    def agree(self, plain: str) -> float:
        """Return 0 to 2.5: how much of what the page tells stands in a text, given as its letters."""
        if not self.article and not self.description:
            return 0.0
        told = 0.0
        if len(self.article) >= ENOUGH:
            exact = min(1.0, len(self.article) / max(1, len(plain)))
            told += share(self.article, plain) * (1.0 + exact)
        if len(self.description) >= WINDOW * 2:
            told += 0.5 * share(self.description, plain)
        return told


NO_HINTS = Hints()


def is_strange(plain: str, title: str | None, hints: Hints) -> bool:
    """Tell a text, given as its letters, in which neither the title's words nor the summary's are found."""
    words: list[str] = WORDS.findall((title or "").lower())
    grams = [word[at : at + 2] for word in words if HAN.match(word) for at in range(len(word) - 1)]
    grams += [word[:STEM] for word in words if not HAN.match(word) and len(word) >= STEM]
    if len(grams) < FEW or len(plain) < WINDOW:
        return False
    named = sum(gram in plain for gram in grams) / len(grams)
    return named < STRANGE and share(hints.description, plain) < STRANGE


def hints_of(article: str | None, description: str | None) -> Hints:
    """Make hints of what a page declares."""
    return Hints(letters(article or ""), letters(description or ""))


def letters(text: str) -> str:
    """Return a text's letters and digits, in lower case."""
    return LETTERS.sub("", text).lower()


def share(told: str, found: str) -> float:
    """Return which share of samples, evenly taken from a text, stands in another."""
    last = len(told) - WINDOW
    if last <= 0:
        return float(told in found)
    places = sorted({last * number // (SAMPLES - 1) for number in range(SAMPLES)})
    return sum(told[place : place + WINDOW] in found for place in places) / len(places)
