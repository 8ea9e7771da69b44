"""A page and its outlet's rules → what the page tells of its article: title, deck, language, credit."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.credit import Fields, read_line
from pipeline.dates import Order, read_labelled_date
from pipeline.findings import Finding, find
from pipeline.model import Outlet, Page
from pipeline.read.address import joined, page_url
from pipeline.read.language import language_of, order_of, primary
from pipeline.read.meta.deck import read_deck, read_kicker
from pipeline.read.meta.declared import name_of, site_of
from pipeline.read.meta.extras import NO_EXTRAS, Extras, read_extras
from pipeline.read.meta.head import read_head
from pipeline.read.meta.merge import NO_FIELDS
from pipeline.read.meta.persons import people_of
from pipeline.read.meta.site_name import site_in_title
from pipeline.read.meta.sources import Sight, read_sources
from pipeline.read.meta.title import clear, read_title
from pipeline.read.select import Lookup, select
from pipeline.read.tree import Element, line_of, value_of


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page tells of its article before the article is cleaned."""

    title: str | None
    deck: str | None = None
    kicker: str | None = None
    fields: Fields = NO_FIELDS
    site: str | None = None
    language: str | None = None
    base_url: str | None = None
    url: str | None = None
    description: str | None = None  # the summary its metas give
    article_text: str | None = None  # the whole text, where its JSON-LD has it
    extras: Extras = NO_EXTRAS


def read_facts(
    root: Element, page: Page, outlet: Outlet | None, language: str
) -> tuple[Facts, list[Finding]]:
    """Read what a page tells: by the outlet's selectors, else in its visible lines, metas and data."""
    head = read_head(root)
    found, findings = _selected(root, outlet, page.name)
    headline = found["title"][0] if "title" in found else None
    title, headline = (value_of(headline), headline) if headline is not None else read_title(root, head)
    spoken = primary(language_of(head.language, title or "", language))
    url = page_url(page)
    sight = Sight(
        root,
        head,
        headline,
        language=spoken or "",
        order=order_of(head.language, url),
        has_baidu=b"_baidu" in page.data,
        url=url,
        retrieved=page.retrieved,
    )
    fields, told_twice = read_sources(sight, _told(found, sight.order), page.name)
    base_url = (joined(url, head.base) if head.base else None) or url
    facts = Facts(
        title=clear(title),
        deck=clear(value_of(found["deck"][0]) if "deck" in found else read_deck(headline)),
        kicker=clear(value_of(found["kicker"][0]) if "kicker" in found else read_kicker(headline)),
        fields=fields,
        site=outlet.name if outlet else site_of(head) or site_in_title(head.title, url),
        language=head.language,
        base_url=base_url,
        url=url,
        description=head.meta("og:description", "description", "twitter:description"),
        article_text=head.told("articleBody"),
        extras=read_extras(head, base_url),
    )
    return facts, [*findings, *told_twice]


def _selected(
    root: Element, outlet: Outlet | None, where: str
) -> tuple[dict[str, list[Element]], list[Finding]]:
    found: dict[str, list[Element]] = {}
    findings: list[Finding] = []
    if outlet is None:
        return found, findings
    lookup = Lookup(root)
    for name in ("title", "kicker", "deck", "date", "outlet", "byline"):
        elements, told = select(lookup, outlet, name, where)
        findings += told
        if filled := [el for el in elements if value_of(el)]:
            found[name] = filled
        elif not told and name == "title" and outlet.select.title:  # the others may be missing on a page
            selector = outlet.select.title
            findings.append(find("REA-017", where, name=name, selector=selector, outlet=outlet.key))
    return found, findings


def _told(found: dict[str, list[Element]], order: Order) -> Fields:
    """Read what stands in the elements that the outlet's selectors found."""
    fields = NO_FIELDS
    if "outlet" in found:
        text = value_of(found["outlet"][0])
        line = read_line(text)
        fields = replace(fields, outlet=line.outlet or name_of(text), original=line.original)
    if "byline" in found:
        people = [person for el in found["byline"] for person in people_of(value_of(el))]
        fields = replace(fields, byline=tuple(dict.fromkeys(people)))
    if "date" in found:
        el = found["date"][0]
        date = read_labelled_date(value_of(el), order) or read_labelled_date(line_of(el), order)
        fields = replace(fields, published=date)
    return fields
