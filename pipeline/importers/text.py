"""The text of a whole back issue → its folio, nameplate, ears and articles, an exact account, findings."""

from __future__ import annotations

from dataclasses import replace

from pipeline.findings import Finding, find
from pipeline.importers.account import account
from pipeline.importers.credits import read_credit
from pipeline.importers.folio import Folio, read_folio
from pipeline.importers.headings import find_headings
from pipeline.importers.lines import Line, join_lines
from pipeline.importers.paragraphs import mend
from pipeline.importers.parts import Parts, take_apart
from pipeline.importers.script import one_line
from pipeline.importers.told import article_findings, front_findings, list_findings, seam_finding
from pipeline.importers.values import ImportedArticle, ImportedIssue
from pipeline.importers.wrap import divide, measure


def read_issue(
    text: str, *, name: str = "issue", year_hint: int | None = None, number_hint: int | None = None
) -> ImportedIssue:
    """Read the text of a whole issue; what a person named (`--issue 2021/08`) wins over the folio."""
    parts = take_apart(text)
    articles, notes = _articles(parts, name)
    folio, year, doubts = _settle(parts, name, year_hint, number_hint)
    front = parts.front
    return ImportedIssue(
        folio=folio,
        year=year,
        title=one_line(front.nameplate) if front.nameplate else None,
        ears=front.ears,
        articles=articles,
        note=front.note,
        ledger=account(text, parts, articles),
        findings=(*doubts, *front_findings(parts, name), *list_findings(parts, name), *notes),
    )


def _articles(parts: Parts, name: str) -> tuple[tuple[ImportedArticle, ...], tuple[Finding, ...]]:
    articles: list[ImportedArticle] = []
    findings: list[Finding] = []
    layout = measure(tuple(line for parted in parts.articles for line in parted.body))
    if layout.wrap and not (layout.is_indented or layout.is_spaced):
        findings.append(find("IMP-017", name, length=layout.wrap // 2))
    for parted in parts.articles:
        blocks = divide(parted.body, layout)
        mended = mend(blocks, find_headings(blocks), layout)
        articles.append(
            ImportedArticle(
                title=one_line(parted.start.title),
                paragraphs=tuple(block.text for block in mended.blocks),
                headings=mended.headings,
                deck=one_line(join_lines(parted.deck)) or None,
                department=parted.start.listed.department if parted.start.listed else None,
                credit=read_credit(
                    tuple(line.text for line in parted.credits), authors=_authors(parted.authors)
                ),
            )
        )
        findings += [seam_finding(seam, name) for seam in mended.seams]
        findings += article_findings(articles[-1], parted, name)
    return tuple(articles), tuple(findings)


def _authors(lines: tuple[Line, ...]) -> tuple[str, ...]:
    words = " ".join(line.text.replace("、", " ") for line in lines).split()
    return ("".join(words),) if words and all(len(word) == 1 for word in words) else tuple(words)


def _settle(
    parts: Parts, name: str, year_hint: int | None, number_hint: int | None
) -> tuple[Folio, int | None, tuple[Finding, ...]]:
    """Decide number, year and date: what a person named, then the folio, then the running headers."""
    folio = parts.front.folio
    for line in parts.furniture:
        found = read_folio(line.text)[0]
        if found.number or found.date:
            folio = folio.or_else(found)
    findings: list[Finding] = []
    year = year_hint or folio.year
    if number_hint and folio.number and number_hint != folio.number:
        findings.append(find("IMP-003", name, told=number_hint, found=folio.number))
    if year_hint and folio.year and year_hint != folio.year:
        findings.append(find("IMP-004", name, told=year_hint, found=folio.year))
    if number_hint and number_hint != folio.number:
        folio = replace(folio, number=number_hint, last_number=None)
    if year_hint and folio.year != year_hint and folio.date is None:
        folio = replace(folio, date=str(year_hint))
    if year is None or folio.number is None:
        findings.append(find("IMP-001", name, what="year" if folio.number else "number"))
    if folio.date is not None and len(folio.date) == 4:
        findings.append(find("IMP-002", name, date=folio.date))
    if folio.last_number:
        findings.append(find("IMP-005", name, first=folio.number, last=folio.last_number))
    return folio, year, tuple(findings)
