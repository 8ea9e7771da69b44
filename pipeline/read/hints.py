"""What a page tells for machines of its article's text → how far a text found agrees with it."""

from __future__ import annotations

import re
from dataclasses import dataclass


LETTERS = re.compile(r"[\W_]+")
WINDOW = 16  # letters
SAMPLES = 24  # windows looked for
ENOUGH = 200  # letters: a shorter articleBody is a summary


@dataclass(frozen=True, slots=True)
class Hints:
    """The article's text as JSON-LD tells it, and the summary of its metas."""

    article: str = ""
    description: str = ""

    def agree(self, text: str) -> float:
        """Return 0 to 2.5: how much of what the page tells stands in a text."""
        if not self.article and not self.description:
            return 0.0
        plain = letters(text)
        told = 0.0
        if len(self.article) >= ENOUGH:
            exact = min(1.0, len(self.article) / max(1, len(plain)))
            told += share(self.article, plain) * (1.0 + exact)
        if len(self.description) >= WINDOW * 2:
            told += 0.5 * share(self.description, plain)
        return told


NO_HINTS = Hints()


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
