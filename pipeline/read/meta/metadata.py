"""What a page told and the credit lines that cleaning found in its text → the article's credit."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from pipeline.credit import Fields, read_line, split_issue
from pipeline.dates import with_offset
from pipeline.findings import Finding, find
from pipeline.model import Credit, Outlet, Page
from pipeline.read.language import primary
from pipeline.read.meta.declared_title import plain
from pipeline.read.meta.facts import Facts
from pipeline.read.meta.intext import date_in_text, outlet_in_text, people_in_text
from pipeline.read.meta.lines import LABELLED
from pipeline.read.meta.merge import NO_FIELDS, merge


CHINA = "+08:00"  # of the mainland, Hong Kong, Macau and Taiwan


@dataclass(frozen=True, slots=True)
class Said:
    """What tells the credit beside the page's head: lines of credit in the text, the text, labels anywhere."""

    credit_lines: tuple[str, ...]
    body: str
    labels: Callable[[Iterable[str]], Fields] = lambda _: NO_FIELDS  # fields → what their labels tell


def credit_of(
    facts: Facts, said: Said, outlet: Outlet | None, page: Page, language: str
) -> tuple[Credit, list[Finding]]:
    """Make the credit: the original medium wins over the portal, the page's head over lines in its text, both over
    labels elsewhere on the page."""
    own = [read_line(line) for line in said.credit_lines]
    told = merge([facts.fields, *own])
    rest = said.labels([name for name in LABELLED if not getattr(told, name)])
    fields = merge([replace(facts.fields, original=None), *own, replace(rest, original=None)])
    fields = _from_text(fields, said.body, primary(language))
    originals = (*(line.original for line in own), facts.fields.original, rest.original)
    original = next((one for one in originals if one), None)
    named = original or fields.outlet or facts.site
    credited, issue = split_issue(named) if named else (None, None)
    portal = (fields.outlet if original else None) or facts.site
    other_title = fields.original_title
    credit = Credit(
        outlet=credited,
        portal=portal if portal and credited and plain(portal) != plain(credited) else None,
        url=facts.url,
        byline=fields.byline,
        editor=fields.editor,
        published=_zoned(fields.published, language),
        retrieved=page.retrieved,
        rights=(outlet.rights if outlet else None) or fields.rights,
        original_issue=issue,
        original_title=other_title if plain(other_title or "") != plain(facts.title or "") else None,
    )
    missing = [
        code for code, value in (("REA-009", credit.published), ("REA-010", credit.outlet)) if not value
    ]
    return credit, [find(code, page.name) for code in missing]


def _from_text(fields: Fields, body: str, language: str | None) -> Fields:
    """Fill what neither the page nor a credit line tells from the article's own first and last paragraphs."""
    byline = fields.byline or people_in_text(body)
    if language != "zh":
        return replace(fields, byline=byline)
    outlet = fields.outlet or outlet_in_text(body)
    return replace(fields, byline=byline, outlet=outlet, published=fields.published or date_in_text(body))


def _zoned(iso: str | None, language: str) -> str | None:
    """Give a Chinese page's time its zone; of another's time without a zone only the day is known."""
    if not iso or "T" not in iso:
        return iso
    zoned = with_offset(iso, CHINA)
    if primary(language) == "zh" and zoned.endswith("Z"):
        moment = datetime.fromisoformat(zoned) + timedelta(hours=8)  # the day is China's, as readers saw it
        return moment.strftime("%Y-%m-%dT%H:%M:%S") + CHINA
    return zoned if zoned == iso or primary(language) == "zh" else iso.partition("T")[0]
