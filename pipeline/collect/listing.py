"""A list page → the links of its articles with their dates, and the page that goes on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.collect.addresses import address_key, day_in_address, whole_address
from pipeline.collect.answers import Answer
from pipeline.collect.moments import read_moment
from pipeline.collect.period import Window
from pipeline.collect.texts import plain
from pipeline.collect.values import Candidate, Harvest
from pipeline.dates import is_date
from pipeline.findings import find
from pipeline.model import Collect, Outlet
from pipeline.read.address import host_of, outlet_for
from pipeline.read.encoding import decode
from pipeline.read.tree import Element, compiled, elements, grow, line_of, value_of


MOST_LINKS_A_BOX = 3  # title, picture, department; more are a list
# Where a link stands alone with its date beside it.
BESIDE = frozenset({"span", "h2", "h3", "h4", "p", "div", "li", "td", "dt", "tr"})
# The pager of a publishing system that draws its links by script: createPageHTML(20, 0, "index", "html")
SCRIPT_PAGER = re.compile(
    r"createPageHTML\(\s*(\d+)\s*,\s*(\d+)\s*,\s*[\"']([\w-]+)[\"']\s*,\s*[\"'](\w+)[\"']"
)


@dataclass(frozen=True, slots=True)
class Rules:
    """How an outlet's list pages are read, and for which days."""

    outlet: Outlet
    collect: Collect
    window: Window


def read_listing(answer: Answer, rules: Rules, where: str) -> Harvest:
    """Read one list page."""
    decoded = decode(answer.data, where, header=answer.charset, told=rules.outlet.encoding)
    root = grow(decoded.text)
    base = _base(root, answer.base)
    boxes = _boxes(root, rules.collect.selector) if root is not None else []
    candidates = tuple(made for box in boxes if (made := _candidate(box, base, rules)))
    findings = decoded.findings
    if not candidates:
        selector = rules.collect.selector or "a[href]"
        findings += (find("COL-005", where, url=answer.base, selector=selector),)
    next_page = _next_page(root, decoded.text, base, rules.collect.next_page)
    return Harvest(candidates, findings, next_page=next_page)


def _boxes(root: Element, selector: str | None) -> list[Element]:
    """Return the links of a page or the boxes they stand in; a single box with many links is their frame."""
    boxes = elements(compiled(selector)(root)) if selector else [root]
    links = _links(boxes[0]) if len(boxes) == 1 else []
    return links if len(links) > MOST_LINKS_A_BOX else boxes


def _links(box: Element) -> list[Element]:
    return elements(box.xpath("descendant-or-self::a[@href]"))


def _base(root: Element | None, base: str) -> str:
    bases = elements(root.xpath("//base[@href]")) if root is not None else []
    return whole_address(bases[0].get("href"), base) or base if bases else base


def _candidate(box: Element, base: str, rules: Rules) -> Candidate | None:
    """Make a candidate of a link, or of the link with the most text in a box."""
    link = max(_links(box), key=lambda link: len(_title(link)), default=None)
    url = whole_address(link.get("href"), base) if link is not None else None
    if link is None or url is None or address_key(url) == address_key(base):
        return None
    title, text = _title(link), line_of(box)
    day = _day((*_times(box), text, url, *_around(box, link)), rules)
    if rules.collect.selector is None and not (day and _is_own(url, base, rules.outlet)):
        return None  # a menu, a partner's banner
    return Candidate(url, title or None, day, text if text != title else "", rules.outlet.key)


def _is_own(url: str, base: str, outlet: Outlet) -> bool:
    return host_of(url) == host_of(base) or outlet_for(url, {outlet.key: outlet}) is not None


def _times(box: Element) -> Iterable[str]:
    return (value_of(time) for time in elements(box.xpath("descendant-or-self::time[@datetime]")))


def _title(link: Element) -> str:
    """Return a link's text, or its title where a page shortens the text."""
    shown, told = plain(line_of(link)), plain(link.get("title"))
    is_cut = shown.endswith(("…", "...", "··")) or not shown
    return told if told and is_cut else shown


def _around(box: Element, link: Element) -> Iterable[str]:
    """Yield the text beside a link that is its own box: <li>06-18 <a>, <td><a><td>2021-06-18."""
    parent = box.getparent()
    while (
        box is link
        and parent is not None
        and parent.tag in {"span", "h2", "h3", "h4", "p", "div", "li", "td", "dt", "tr"}
    ):
        if len(_links(parent)) != 1:
            return
        yield from _times(parent)
        yield line_of(parent)
        parent = parent.getparent()


def _day(texts: Iterable[str], rules: Rules) -> str | None:
    """Find the date of an article by the outlet's pattern, else as people and addresses write it."""
    if rules.collect.date_pattern is not None:
        pattern = re.compile(rules.collect.date_pattern)
        for text in texts:
            for match in pattern.finditer(text):
                if day := _of_match(match, rules.window):
                    return day
        return None
    days = (day_in_address(text) if "://" in text else read_moment(text) for text in texts)
    return next((day for day in days if day), None)


def _of_match(match: re.Match[str], window: Window) -> str | None:
    groups = match.groupdict()
    if "m" not in groups or "d" not in groups:
        return read_moment(match[1])
    if not (groups["m"] and groups["d"]):
        return None
    year = groups.get("Y") or (groups.get("y") and "20" + str(groups["y"]))
    rest = f"-{int(groups['m']):02d}-{int(groups['d']):02d}"
    # A list that writes no year means the last such day; one within the window where there is one.
    years = [year] if year else [window.last[:4], f"{int(window.last[:4]) - 1:04d}"]
    days = [day for part in years if is_date(day := part + rest)]
    return next((day for day in days if year or day <= window.last), None)


def _next_page(root: Element | None, text: str, base: str, selector: str | None) -> str | None:
    if root is not None and selector is not None:
        for found in elements(compiled(selector)(root)):
            for link in _links(found):
                if (url := whole_address(link.get("href"), base)) and address_key(url) != address_key(base):
                    return url
    pager = SCRIPT_PAGER.search(text)
    if pager and int(pager[2]) + 1 < int(pager[1]):
        return whole_address(f"{pager[3]}_{int(pager[2]) + 1}.{pager[4]}", base)
    return None
