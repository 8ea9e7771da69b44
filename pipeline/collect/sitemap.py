"""A sitemap, a news sitemap or an index of them → their candidates within an issue's days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from pipeline.collect.addresses import address_key, day_in_address, whole_address
from pipeline.collect.answers import Answer, ask, failed
from pipeline.collect.feeds import root_of
from pipeline.collect.moments import read_moment
from pipeline.collect.period import Window, first_day
from pipeline.collect.texts import plain
from pipeline.collect.values import Candidate, Get, Harvest
from pipeline.findings import Finding, find


MOST_SITEMAPS = 20  # of an index, the newest; a news site may keep thousands


@dataclass(frozen=True, slots=True)
class _Sitemap:
    url: str
    changed: str  # "" where the index does not tell


def read_sitemap(get: Get, url: str, window: Window, where: str, outlet: str = "") -> Harvest:
    """Read a sitemap, and those an index names, where they may hold articles of the window."""
    candidates: list[Candidate] = []
    findings: list[Finding] = []
    waiting, seen, is_read = [url], {address_key(url)}, False
    while waiting:
        answer = ask(get, waiting.pop(0), where)
        root = answer if isinstance(answer, Harvest) else _grow(answer, where)
        if isinstance(root, Harvest):
            findings.extend(root.findings)
            continue
        assert isinstance(answer, Answer), "what was grown was answered"
        is_read = True
        candidates.extend(_candidates(root, answer.base, outlet))
        named = [part for part in _sitemaps(root, answer.base, window) if address_key(part) not in seen]
        room = MOST_SITEMAPS - len(seen)
        if len(named) > room:
            findings.append(find("COL-007", where, url=answer.base, limit=MOST_SITEMAPS))
        waiting.extend(named[:room])
        seen.update(map(address_key, named[:room]))
    return Harvest(tuple(candidates), tuple(findings), is_read)


def _grow(answer: Answer, where: str) -> etree._Element | Harvest:
    reader = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, remove_comments=True)
    root: etree._Element | None = etree.fromstring(answer.data, reader) if answer.data.strip() else None
    name = _name(root) if root is not None else ""
    if root is not None and name in {"urlset", "sitemapindex"}:
        return root
    shown = root_of(answer.data[:4000].decode("latin-1")) or "nothing"
    return failed("COL-002", where, url=answer.base, what=f"it is no sitemap, it begins with {shown}")


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""


def _texts(element: etree._Element) -> dict[str, str]:
    """Return the texts under an entry by their names; news:title and image:title are told apart."""
    found: dict[str, str] = {}
    for child in element.iter(etree.Element):
        parent = child.getparent()
        if child is not element and parent is not None and _name(parent) not in {"image", "video"}:
            found.setdefault(_name(child), plain("".join(map(str, child.itertext()))))
    return found


def _candidates(root: etree._Element, base: str, outlet: str) -> Iterator[Candidate]:
    for element in root:
        if _name(element) != "url":
            continue
        texts = _texts(element)
        url = whole_address(texts.get("loc"), base)
        if url is None:
            continue
        day = read_moment(texts.get("publication_date"))
        day = day or day_in_address(url) or read_moment(texts.get("lastmod"))
        yield Candidate(url, texts.get("title") or None, day, texts.get("keywords", ""), outlet)


def _sitemaps(root: etree._Element, base: str, window: Window) -> list[str]:
    """Return the sitemaps an index names, the newest first; one unchanged since before the window has none of it."""
    found: list[_Sitemap] = []
    for element in root:
        if _name(element) == "sitemap":
            texts = _texts(element)
            url = whole_address(texts.get("loc"), base)
            changed = read_moment(texts.get("lastmod")) or ""
            if url and not (changed and _is_older(changed, window)):
                found.append(_Sitemap(url, changed))
    found.sort(key=lambda part: part.changed, reverse=True)
    return [part.url for part in found]


def _is_older(changed: str, window: Window) -> bool:
    day = changed[:10]
    return not window.has(day) and first_day(day) < window.first
