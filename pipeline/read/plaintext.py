"""A plain text → a Reading: paragraphs, `## ` sub-headings, a `# ` title, credit lines at both ends."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.credit import is_credit_line
from pipeline.findings import Finding, find
from pipeline.markup import counts
from pipeline.markup.text import escape
from pipeline.model import Counts, Drop, Ledger, Outlet, Page, Reading
from pipeline.patterns import lazy
from pipeline.read.encoding import decode
from pipeline.read.language import language_of
from pipeline.read.ledger import merge
from pipeline.read.meta.facts import Facts
from pipeline.read.meta.metadata import Said, credit_of
from pipeline.read.tree import squeeze


HEADING = lazy(r"(#{1,3})\s+(\S.*)")
BLANK = lazy(r"\n[ \t\u3000]*(?=\n)")
INDENT = "\u3000"
WIDE = lazy("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’…—]")  # scripts and marks set without spaces
BULLET = lazy(r"[-*•·][ \t]+(?=\S)")
TITLE, CREDIT, MARKS, BULLETS = "title line", "credit line", "heading marks", "list marks"


@dataclass(slots=True)
class _Line:
    """A paragraph or heading: level 0 is text, 1 the title, 2 and 3 sub-headings; a list has items."""

    level: int
    text: str
    rows: list[str]  # the lines as they stand
    items: tuple[str, ...] = ()


def read_text(page: Page, outlet: Outlet | None, language: str) -> Reading:
    """Read a plain text; every character that is not white space is kept or accounted for."""
    decoded = decode(page.data, page.name, header=page.charset, told=outlet.encoding if outlet else None)
    lines = split(decoded.text)
    marks = sum(line.level for line in lines)
    title = lines.pop(0).text if lines and lines[0].level == 1 else None
    lines, taken = _without_credits(lines)
    lines, bullets = _lists(lines)
    body = "\n".join(_write(line) for line in lines)
    drops = [Drop(MARKS, Counts(letters=marks))] if marks else []
    drops += [Drop(BULLETS, Counts(letters=bullets))] if bullets else []
    drops += [Drop(TITLE, Counts(letters=letters(title)), title)] if title else []
    drops += [Drop(CREDIT, Counts(letters=letters(line)), line) for line in taken]
    kept = counts(body)
    facts = Facts(title=squeeze(title) if title else None, site=outlet.name if outlet else None, url=page.url)
    spoken = language_of(None, body, language)
    credit, told = credit_of(facts, Said(tuple(taken), body), outlet, page, spoken)
    total = Counts(letters=letters(decoded.text))
    rest = total - kept
    for drop in drops:
        rest = rest - drop.counts
    findings = [*decoded.findings, *_judge(facts.title, kept, rest, page.name), *told]
    ledger = Ledger(total, kept, merge(tuple(drops)))
    return Reading(facts.title, body, None, credit, spoken, "text", ledger, tuple(findings))


def split(text: str) -> list[_Line]:
    """Split a text at blank lines, or at every line where there are none; headings stand alone."""
    text = (
        text.replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\u2028", "\n")
        .replace("\u2029", "\n\n")
        .replace("\f", "\n\n")
    )
    has_blanks = BLANK.search(text.strip("\n \t\u3000")) is not None
    found: list[_Line] = []
    is_open = False
    for raw in text.split("\n"):
        line = raw.strip(" \t\u3000\u00a0\ufeff")
        heading = HEADING.fullmatch(line)
        if not line:
            is_open = False
        elif heading and (len(heading[1]) > 1 or not found):
            found.append(_Line(len(heading[1]), heading[2], []))
            is_open = False
        elif is_open and has_blanks and not raw.startswith(INDENT):
            found[-1].text = join(found[-1].text, line)
            found[-1].rows.append(line)
        else:
            found.append(_Line(0, line, [line]))
            is_open = True
    return found


def join(first: str, second: str) -> str:
    """Join two lines of a paragraph: no space where either side is written without spaces."""
    return first + second if WIDE.match(first[-1]) or WIDE.match(second[0]) else f"{first} {second}"


def letters(text: str | None) -> int:
    """Count the characters that are not white space."""
    return len("".join((text or "").split()))


def _without_credits(lines: list[_Line]) -> tuple[list[_Line], list[str]]:
    taken: list[str] = []
    while lines and lines[0].level == 0 and is_credit_line(lines[0].text):
        taken.append(lines.pop(0).text)
    ending: list[str] = []
    while lines and lines[-1].level == 0 and is_credit_line(lines[-1].text):
        ending.insert(0, lines.pop().text)
    return lines, taken + ending


def _lists(lines: list[_Line]) -> tuple[list[_Line], int]:
    """Make a list of a paragraph of two lines or more that all begin with a mark; count the marks."""
    marks = 0
    for line in lines:
        if len(line.rows) > 1 and all(BULLET.match(row) for row in line.rows):
            line.items = tuple(BULLET.sub("", row, count=1) for row in line.rows)
            marks += len(line.rows)
    return lines, marks


def _write(line: _Line) -> str:
    if line.items:
        return "<ul>" + "".join(f"<li>{escape(squeeze_inside(item))}</li>" for item in line.items) + "</ul>"
    name = f"h{line.level}" if line.level else "p"
    return f"<{name}>{escape(squeeze_inside(line.text))}</{name}>"


def squeeze_inside(text: str) -> str:
    """Collapse runs of ASCII white space; a full-width space within a line is text and stays."""
    return re.sub(r"[ \t\u00a0]+", " ", text)


def _judge(title: str | None, kept: Counts, rest: Counts, where: str) -> list[Finding]:
    findings = [] if title else [find("REA-008", where)]
    findings += [] if kept.letters else [find("REA-003", where)]
    return findings + ([find("REA-013", where, why=f"letters: {rest.letters:+}")] if rest != Counts() else [])
