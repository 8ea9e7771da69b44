"""What an import gives: a back issue and its articles, and from them the plan of an issue."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.findings import Finding
from pipeline.importers.folio import Folio
from pipeline.model import CreditOverride, Entry, Issue, Ledger


@dataclass(frozen=True, slots=True)
class ImportedArticle:
    """One article of a back issue."""

    title: str
    paragraphs: tuple[str, ...]  # in order; the sub-headings among them are in `headings`
    headings: frozenset[int] = frozenset()  # places in `paragraphs`
    deck: str | None = None
    department: str | None = None
    credit: CreditOverride = field(default_factory=CreditOverride)


@dataclass(frozen=True, slots=True)
class ImportedIssue:
    """A back issue as its text tells it."""

    folio: Folio
    year: int | None
    title: str | None  # the nameplate
    ears: tuple[str, ...]
    articles: tuple[ImportedArticle, ...]
    note: str | None = None
    ledger: Ledger = field(default_factory=Ledger)
    findings: tuple[Finding, ...] = ()

    @property
    def number(self) -> int | None:
        """Return the number of the issue in its year."""
        return self.folio.number


def to_issue(imported: ImportedIssue, files: tuple[str, ...]) -> Issue:
    """Plan the issue over its article files; its year, number and date must be known."""
    folio = imported.folio
    if imported.year is None or folio.number is None:
        raise ValueError("an issue has a year and a number")
    entries = tuple(
        Entry(
            file=file,
            title=article.title,
            deck=article.deck,
            department=article.department,
            credit=article.credit,
        )
        for file, article in zip(files, imported.articles, strict=True)
    )
    return Issue(
        year=imported.year,
        number=folio.number,
        date=folio.date or str(imported.year),
        entries=entries,
        whole_number=folio.whole_number,
        title=imported.title,
        ears=imported.ears or None,
        note=imported.note,
    )
