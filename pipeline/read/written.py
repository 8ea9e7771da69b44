"""HTML that one of our own readers wrote of a text → a Reading, its first top heading the title."""

from __future__ import annotations

from pipeline.clean import Options, clean
from pipeline.findings import find
from pipeline.model import Outlet, Page, Reading
from pipeline.read.language import language_of
from pipeline.read.ledger import count, settle
from pipeline.read.meta.facts import Facts
from pipeline.read.meta.metadata import Said, credit_of
from pipeline.read.meta.title import clear
from pipeline.read.tree import Element, cut, grow, line_of


def read_written(html: str, page: Page, outlet: Outlet | None, language: str) -> Reading:
    """Clean the HTML of a text; what stands above the title stays in the body."""
    root = grow(f"<html><body>{html}</body></html>")
    body = root.find("body") if root is not None else None
    if body is None or (not line_of(body) and body.find(".//img") is None):
        return Reading(None, "", findings=(find("REA-003", page.name),))
    whole = count(body)
    title, deck = _take(body.find(".//h1")), _take(body.find(".//p[@class='deck']"))
    options = Options(
        language=language,
        rules_off=outlet.rules_off if outlet else (),
        drop=outlet.drop if outlet else (),
        title=title,
        base_url=page.url,
        where=page.name,
    )
    cleaned = clean(body, options)
    ledger, told = settle(whole, cleaned, (), page.name)
    spoken = language_of(None, cleaned.body, language)
    facts = Facts(title=title, deck=deck, site=outlet.name if outlet else None, url=page.url)
    credit, lacking = credit_of(facts, Said(cleaned.credit_lines, cleaned.body), outlet, page, spoken)
    findings = [*cleaned.findings, *told, *lacking, *([] if title else [find("REA-008", page.name)])]
    return Reading(title, cleaned.body, deck, credit, spoken, "text", ledger, tuple(findings))


def _take(el: Element | None) -> str | None:
    """Take a title out of the text, as plain text."""
    if el is None:
        return None
    text = clear(line_of(el))
    cut(el)
    return text
