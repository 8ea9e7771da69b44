"""What was sent to whom → the ledger that is kept for good, without a name: an address is known again by its digest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.ledger import ledger_path, lines_of, note


FINAL = ("sent", "unsure", "refused", "bounced")
BAD = ("refused", "bounced")


@dataclass(frozen=True, slots=True)
class Delivery:
    """A line of the ledger: what became of one mail."""

    book: str  # its identifier
    name: str  # 2021/08
    to: str  # the address's digest
    how: str  # book or link
    outcome: str  # begun, sent, later, refused, bounced, unsure, again
    at: str
    why: str = ""


class Records:
    """The deliveries of a home."""

    def __init__(self, home: Path, namespace: str) -> None:
        self._path = ledger_path(home, "delivered")
        self._namespace = namespace
        self._last: dict[tuple[str, str], Delivery] = {}
        self._bad: dict[str, Delivery] = {}
        for line in lines_of(self._path, Delivery):
            self._take(line)

    def mark(self, address: str) -> str:
        """Return the digest an address is known again by."""
        return hashlib.sha256(f"{self._namespace} {address.lower()}".encode()).hexdigest()[:20]

    def last(self, book: str, address: str) -> Delivery | None:
        """Return what became last of a book for an address."""
        return self._last.get((book, self.mark(address)))

    def bad(self, address: str) -> Delivery | None:
        """Return why an address takes nothing any more."""
        return self._bad.get(self.mark(address))

    def add(self, line: Delivery) -> None:
        """Note a line; when this returns it is on the disk."""
        note(self._path, line)
        self._take(line)

    def counts(self, book: str) -> dict[str, int]:
        """Count what became of a book, by outcome."""
        found: dict[str, int] = {}
        for (which, _), line in self._last.items():
            if which == book:
                found[line.outcome] = found.get(line.outcome, 0) + 1
        return found

    def bad_ones(self, addresses: Iterable[str]) -> list[tuple[str, Delivery]]:
        """Return the addresses that take nothing any more, and why."""
        return [(address, line) for address in addresses if (line := self.bad(address)) is not None]

    def _take(self, line: Delivery) -> None:
        self._last[line.book, line.to] = line
        if line.outcome in BAD:
            self._bad[line.to] = line
        elif line.outcome in ("sent", "again"):
            self._bad.pop(line.to, None)
