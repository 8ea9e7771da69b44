"""What was found, and what was not → the findings an editor looks through."""

from __future__ import annotations

from pipeline.counted import counted
from pipeline.findings import Finding, find
from pipeline.importers.articles import Parted
from pipeline.importers.credits import is_kept
from pipeline.importers.paragraphs import Seam
from pipeline.importers.parts import Parts
from pipeline.importers.script import beginning, ending
from pipeline.importers.values import ImportedArticle


EITHER_SIDE = 12  # Chinese characters shown of a text in a finding


def front_findings(parts: Parts, name: str) -> list[Finding]:
    """Tell what the front page lacks, what has no place, and what was taken for page furniture."""
    front = parts.front
    findings: list[Finding] = []
    if front.nameplate is None:
        findings.append(find("IMP-006", name))
    if front.folio.whole_number is None:
        findings.append(find("IMP-007", name))
    if front.note:
        findings.append(find("IMP-016", name, text=short(front.note)))
    findings += [find("IMP-008", name, text=text) for text in front.leftover]
    if parts.furniture:
        samples = list(dict.fromkeys(short(line.text) for line in parts.furniture))
        shown = " / ".join(samples[:3])
        findings.append(find("IMP-009", name, count=counted(len(parts.furniture), "line"), sample=shown))
    findings += [
        find("IMP-010", at_line(name, line.number), text=short(line.text)) for line in parts.doubtful
    ]
    return findings


def list_findings(parts: Parts, name: str) -> list[Finding]:
    """Tell where the contents list and the articles differ."""
    starts = [parted.start for parted in parts.articles]
    contents = parts.contents
    findings: list[Finding] = []
    for entry in contents.listed:
        if entry.at is None:
            findings.append(find("IMP-011", name, title=entry.title))
        elif entry.differs:
            title = next(start.title for start in starts if start.at == entry.at)
            findings.append(find("IMP-012", name, listed=entry.title, title=title))
    if contents.listed:
        findings += [find("IMP-013", name, title=start.title) for start in starts if start.listed is None]
    if not starts:
        findings.append(find("IMP-014", name))
    elif not contents.listed:
        titles = " / ".join(short(start.title) for start in starts)
        findings.append(find("IMP-015", name, count=len(starts), titles=titles))
    return findings


def seam_finding(seam: Seam, name: str) -> Finding:
    """Tell of a broken paragraph, with the words either side."""
    code = "IMP-020" if seam.joined else "IMP-021"
    before, after = ending(seam.before, EITHER_SIDE), beginning(seam.after, EITHER_SIDE)
    return find(code, at_line(name, seam.line), before=before, after=after)


def article_findings(article: ImportedArticle, parted: Parted, name: str) -> list[Finding]:
    """Tell what an editor should look at in an article."""
    where = at_line(name, parted.heading[0].number)
    findings: list[Finding] = []
    if article.headings:
        shown = " / ".join(article.paragraphs[at] for at in sorted(article.headings))
        findings.append(find("IMP-022", where, count=len(article.headings), headings=shown))
    if not article.paragraphs:
        findings.append(find("IMP-023", where, title=article.title))
    if not (article.credit.outlet or article.credit.original):
        findings.append(find("IMP-024", where, title=article.title))
    if article.credit.byline and parted.authors:
        findings.append(find("IMP-025", where, names="、".join(line.text for line in parted.authors)))
    findings += [
        find("IMP-026", at_line(name, line.number), text=line.text)
        for line in parted.credits
        if not is_kept(line.text)
    ]
    return findings


def short(text: str) -> str:
    """Return the beginning of a text."""
    return text if len(text) <= EITHER_SIDE * 2 else text[: EITHER_SIDE * 2] + "…"


def at_line(name: str, line: int) -> str:
    """Name a line of a file."""
    return f"{name}:{line}"
