"""A page → why it is read as it is: candidates and how well they fit, what was left out and by which rule."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.counted import counted
from pipeline.model import Outlet, Page, Reading
from pipeline.read.body.generic import find_article
from pipeline.read.body.hints import Hints, hints_of
from pipeline.read.meta.facts import read_facts
from pipeline.read.select import Lookup, select
from pipeline.read.sheet import open_sheet
from pipeline.read.tree import Element, line_of


SAMPLE = 60


def explain(page: Page, outlet: Outlet | None, language: str, reading: Reading) -> tuple[str, ...]:
    """Return lines that tell how an HTML page was read; `reading` is what came of it."""
    sheet = open_sheet(page, outlet)
    if sheet is None:
        return (f"{page.name}: there is no page in it",)
    lines = [
        f"{page.name}: {reading.reader} reader, {sheet.encoding}, {counted(reading.ledger.kept.letters, 'letter')} kept"
    ]
    if outlet is not None and outlet.select.body:
        found, _ = select(Lookup(sheet.root), outlet, "body", page.name)
        told = ", ".join(f"<{el.tag}> {line_of(el)[:SAMPLE]!r}" for el in found) or "nothing"
        lines.append(f"  the outlet's selector {outlet.select.body!r} finds {told}")
    facts, _ = read_facts(sheet.root, page, outlet, language)
    lines += _found(facts.title, sheet.body, hints_of(facts.article_text, facts.description))
    for drop in reading.ledger.dropped:
        counts = drop.counts
        lost = ((counts.letters, "letter"), (counts.pictures, "picture"), (counts.links, "link"))
        told = ", ".join(counted(number, one) for number, one in lost)
        lines.append(f"  cleaning left out: {drop.rule}: {told}{f': {drop.sample!r}' if drop.sample else ''}")
    lines += [f"  {finding}" for finding in reading.findings]
    return tuple(lines)


def _found(title: str | None, body: Element, hints: Hints) -> Iterator[str]:
    found = find_article(body, title, hints, why=True)
    for choice in found.choices:
        mark = "taken" if choice.taken else "weighed"
        yield f"  {mark}: {choice.element} ({choice.way}), fit {choice.fit}"
    for cut in found.cuts:
        if cut.sample:
            yield f"  left out: {cut.element}: {cut.why}: {cut.sample!r}"
    yield f"  doubt: {found.doubt or 'none'}"
