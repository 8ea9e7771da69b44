"""One file while it is read: its name in, the mistakes found in it out."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from pipeline.errors import Mistake
from pipeline.patterns import lazy


Place = tuple[int, int]  # line and column, 1-based
START: Place = (1, 1)

UNSEEN = lazy(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
SHOWN_LETTERS = 60


class FieldError(ValueError):
    """A value that cannot be used: what is wrong with it, and what to do."""

    def __init__(self, what: str, action: str) -> None:
        super().__init__(what, action)
        self.what = what
        self.action = action


@dataclass(frozen=True, slots=True)
class Sheet:
    """The mistakes of one file, gathered while it is read."""

    path: str  # relative to the home, with '/'
    mistakes: list[Mistake] = field(default_factory=list)

    def tell(self, place: Place, what: str, action: str) -> None:
        """Note one mistake."""
        self.mistakes.append(Mistake(self.path, *place, what, action))


def quoted(text: str) -> str:
    """Show a value in a message: short, on one line, without the password it may hold."""
    masked = re.sub(r"\S+", lambda word: _without_password(word[0]), text)
    shown = UNSEEN.sub(lambda match: f"\\x{ord(match[0]):02x}", masked)
    return f"'{shown if len(shown) <= SHOWN_LETTERS else shown[:SHOWN_LETTERS] + '…'}'"


def _without_password(word: str) -> str:
    # However badly the address is written, what stands before its '@' must not reach a terminal or a log.
    head, _, tail = word.rpartition("@")
    return f"…@{tail}" if ":" in head else word


def nearest(word: str, known: Collection[str]) -> str | None:
    """Return the known word a person most likely meant."""
    import difflib  # only a mistake needs it

    folded = {name.casefold(): name for name in sorted(known, reverse=True)}
    wanted = word.strip().casefold()
    match = difflib.get_close_matches(wanted, sorted(folded), n=1)
    if not match and len(wanted) > 2:
        match = [name for name in sorted(folded) if name.startswith(wanted)]
    return folded[match[0]] if match else None


def advise(word: str, known: Collection[str], *, none: str = "remove it") -> str:
    """Say what to write instead of a word that is not known."""
    near = nearest(word, known)
    if near is not None:
        return f"did you mean {quoted(near)}?"
    return f"write one of {', '.join(sorted(known))}" if known else none
