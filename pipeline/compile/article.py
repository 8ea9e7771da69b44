"""An entry of the plan, what its page says and its pictures → one Article."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline import markup
from pipeline.credit import lacks, merge
from pipeline.findings import Finding, find
from pipeline.model import Article, Credit, Entry, Outlet, Picture, Reading


_TITLE_LETTERS = 30
_TOLD_HERE = (
    "REA-008",
    "REA-009",
    "REA-010",
)  # no title, date, outlet on the page: the plan may say what the page does not


def compile_article(
    entry: Entry,
    reading: Reading,
    *,
    key: str,
    where: str,
    outlet: Outlet | None,
    language: str,
    pictures: Mapping[str, Picture],
    digest: str,
    findings: tuple[Finding, ...] = (),
) -> Article:
    """Join the editor's plan with the page: a field set in the plan wins over what the page says."""
    credit = merge(reading.credit, entry.credit, outlet)
    seen = [finding for finding in reading.findings if finding.code not in _TOLD_HERE]
    told = [*seen, *findings, *lacks(credit, where, is_web=is_web(entry))]
    title = entry.title or reading.title
    if not title:
        title = _first_words(reading.body) or where
        told.append(find("CMP-001", where, title=title))
    used = sorted(set(re.findall(r'<img[^>]* src="([^"]*)"', reading.body)) & {*map(_escaped, pictures)})
    told += [find("CMP-012", where, ref=ref[:200]) for ref in _undescribed(reading.body, pictures)]
    return Article(
        key=key,
        title=title,
        body=reading.body,
        language=entry.language or reading.language or language,
        credit=credit,
        deck=entry.deck or reading.deck,
        kicker=entry.kicker or reading.kicker,
        department=entry.department,
        series=entry.series,
        pictures=tuple(pictures[ref] for ref in sorted(pictures) if _escaped(ref) in used),
        digest=digest,
        findings=tuple(told),
        ledger=reading.ledger,
    )


def missing_article(entry: Entry, *, key: str, language: str, reason: Finding) -> Article:
    """Stand in for an article that could not be had, so that the book shows the gap."""
    return Article(
        key=key,
        title=entry.title or entry.url or entry.file or key,
        body="",
        language=entry.language or language,
        credit=merge(Credit(), entry.credit, None),
        department=entry.department,
        series=entry.series,
        missing=reason.what,
        findings=(reason,),
    )


def is_web(entry: Entry) -> bool:
    """Tell whether an entry's text was published on the web, so that its address should be known.

    An editor who writes `url: null` says that there is none.
    """
    if "url" in entry.credit.given:
        return entry.credit.url is not None
    return entry.url is not None or (entry.file or "").lower().endswith((".html", ".htm", ".shtml", ".xhtml"))


def _undescribed(body: str, pictures: Mapping[str, Picture]) -> list[str]:
    """List the pictures that neither the page, a caption nor the editor describes, each once."""
    shown = dict.fromkeys(markup.undescribed(body))
    return [ref for ref in shown if ref in pictures and pictures[ref].alt is None]


def _first_words(body: str) -> str:
    lines = markup.paragraphs(body)
    return lines[0][:_TITLE_LETTERS] + ("…" if len(lines[0]) > _TITLE_LETTERS else "") if lines else ""


def _escaped(ref: str) -> str:
    return ref.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
