"""What a cleaning is told and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.findings import Finding
from pipeline.model import Counts, Drop


@dataclass(frozen=True, slots=True)
class Options:
    """How one article is to be cleaned."""

    language: str
    rules_off: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()  # the outlet's CSS selectors
    title: str | None = None  # repeated at the top, it is dropped
    base_url: str | None = None  # what relative addresses are relative to
    where: str = "body"  # the article's name in findings


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A body in the normal form, and the exact account of what it was made of: total = kept + dropped."""

    body: str
    total: Counts
    kept: Counts
    dropped: tuple[Drop, ...] = ()
    credit_lines: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
