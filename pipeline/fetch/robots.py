"""robots.txt as a site answers it → what may be fetched there, and how slowly (RFC 9309)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.fetch.trouble import TroubleError
from pipeline.fetch.values import Outcome


if TYPE_CHECKING:
    from protego import Protego


PRODUCT = "presswork"  # the name a robots.txt may address us by
# A site that cannot be reached at all is told as what it is, not as an unreadable robots.txt.
UNREACHABLE = {"FET-010", "FET-011", "FET-014", "FET-015", "FET-016", "FET-017"}
TOO_FAR = {"FET-050", "FET-051", "FET-052"}  # redirects that lead nowhere: as if there was no robots.txt
MISSING = {"FET-020", "FET-021", "FET-022", "FET-023", "FET-027"}  # 4xx but 429


@dataclass(frozen=True, slots=True)
class Rules:
    """What one site's robots.txt lets us do."""

    protego: Protego | None = None  # None: everything
    delay_s: float = 0.0
    trouble: TroubleError | None = None  # nothing is fetched, for this reason

    def check(self, url: str) -> None:
        """Raise TroubleError for an address that is not to be fetched."""
        if self.trouble is not None:
            raise self.trouble.again()
        if self.protego is not None and not self.protego.can_fetch(url, PRODUCT):
            raise TroubleError("FET-030")


def read_rules(body: bytes) -> Rules:
    """Read a robots.txt; lines that make no sense are ignored, its last one too if the file was cut there."""
    from protego import Protego

    rules = Protego.parse(body.decode("utf-8-sig", "replace"))
    delay = rules.crawl_delay(PRODUCT) or 0.0
    rate = rules.request_rate(PRODUCT)
    if rate is not None and rate.requests > 0:
        delay = max(delay, rate.seconds / rate.requests)
    return Rules(rules, delay)


def rules_after(trouble: TroubleError) -> Rules:
    """Return what holds when robots.txt could not be had: no file allows all, no answer forbids all."""
    if trouble.code in MISSING | TOO_FAR:
        return Rules()
    if trouble.code in UNREACHABLE:
        return Rules(trouble=trouble)
    return Rules(trouble=TroubleError("FET-031", reason=trouble.what))


class Robots:
    """The rules of every site met in a run, each read once."""

    def __init__(self, fetch: Callable[[str], tuple[Outcome, bytes | TroubleError]]) -> None:
        self._fetch = fetch  # what came of it, and the file or why it could not be had
        self._lock = threading.Lock()
        self._reading: dict[str, threading.Lock] = {}
        self._rules: dict[str, Rules] = {}

    def rules(self, site: str) -> tuple[Rules, Outcome | None]:
        """Return a site's rules, and what came of asking for its robots.txt if that was just now."""
        with self._lock:
            reading = self._reading.setdefault(site, threading.Lock())
        with reading:
            if site in self._rules:
                return self._rules[site], None
            outcome, got = self._fetch(f"{site}/robots.txt")
            rules = rules_after(got) if isinstance(got, TroubleError) else read_rules(got)
            self._rules[site] = rules
            return rules, outcome

    def delay_s(self, site: str) -> float:
        """Return the delay a site asks for, as far as it is known."""
        rules = self._rules.get(site)
        return rules.delay_s if rules else 0.0
