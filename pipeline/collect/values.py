"""What collecting gives: candidates, what was chosen of them and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.findings import Finding
from pipeline.model import Snapshot


Get = Callable[[str], bytes | Snapshot | Finding]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that a feed, sitemap or list page names."""

    url: str
    title: str | None = None
    date: str | None = None  # ISO 8601 at the precision that was told, with its offset where one was
    summary: str = ""
    outlet: str = ""  # an outlet's key


@dataclass(frozen=True, slots=True)
class Harvest:
    """What one address gave."""

    candidates: tuple[Candidate, ...] = ()
    findings: tuple[Finding, ...] = ()
    is_read: bool = True  # False: it could not be fetched, or was none of what is read
    next_page: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """An article that an issue has already."""

    where: str  # 2021/07
    url: str | None = None
    title: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A candidate, the day it counts as in the periodical's time zone, and whether it is proposed."""

    candidate: Candidate
    day: str | None
    is_in: bool
    why: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed for an issue."""

    choices: tuple[Choice, ...]
    findings: tuple[Finding, ...] = ()
    asked: int = 0  # outlets
    answered: int = 0
    unread: tuple[str, ...] = ()  # the keys of those that did not

    @property
    def chosen(self) -> tuple[Choice, ...]:
        """Return what is proposed, in order."""
        return tuple(choice for choice in self.choices if choice.is_in)
