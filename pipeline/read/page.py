"""An HTML page, its following pages and its outlet's rules → a Reading."""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, replace

from lxml import etree

from pipeline.clean import Cleaned, Options, clean
from pipeline.findings import Finding, find
from pipeline.model import Counts, Drop, Outlet, Page, Reading
from pipeline.patterns import lazy
from pipeline.read.address import joined
from pipeline.read.body.folds import open_folds
from pipeline.read.body.hints import Hints, hints_of
from pipeline.read.encoding import decode
from pipeline.read.language import language_of
from pipeline.read.ledger import count, open_noscripts, settle
from pipeline.read.meta.facts import Facts, read_facts
from pipeline.read.meta.metadata import Said, credit_of
from pipeline.read.pager import find_next
from pipeline.read.select import Lookup, select
from pipeline.read.sheet import LITTLE, MUCH, Sheet, open_sheet
from pipeline.read.state import LEAST, append, embedded, without_scripts
from pipeline.read.tree import Element, grow, line_of, outermost, pieces, shows, squeeze
from pipeline.read.walls import BARE, find_wall, leads_to


LEAST_SHARE = 0.2  # of a page's letters: a selector that finds less is held against the generic reader
TIMES = 3  # as much as the selector, to be taken in its place
MORE = 3.0  # times as much in the data as is shown
PLAIN = frozenset(
    ["article", "body", "center", "div", "form", "main", "section", "td", "th"]
)  # boxes that say nothing of what they hold
ALONE = PLAIN | {"li", "dd", "dt", "caption"}  # taken out of what they need around them
REPEAT = "repeated page"
SAMPLE = 5000  # characters that tell an article's language
_GONE = lazy(
    r"页面不存在|您(?:访问|查看|浏览)的页面|页面(?:已(?:被)?删除|没有找到|找不到|未找到)|文章(?:不存在|已(?:被)?删除)|内容(?:不存在|已(?:被)?删除)|"
    r"該頁(?:面)?不存在|找不到(?:网页|該頁|该页|页面)|页面走丢|\b404\b|page\s+(?:was\s+)?not\s+found|not\s+found|no\s+longer\s+available|access\s+denied|"
    r"ページが見つかりません|seite\s+nicht\s+gefunden|page\s+introuvable|страница\s+не\s+найдена",
    re.IGNORECASE,
)


def read_page(page: Page, outlet: Outlet | None, language: str) -> Reading:
    """Read the article of a page: the outlet's selectors first, else the generic reader."""
    sheets = [sheet for one in (page, *page.parts) if (sheet := open_sheet(one, outlet)) is not None]
    if not sheets:
        return Reading(None, "", findings=(_told_empty(page),))
    facts, of_facts = read_facts(sheets[0].root, page, outlet, language)
    words = _error_words(sheets[0], facts.title)
    hints = hints_of(facts.article_text, facts.description)
    finds = [] if words else [_find(sheet, outlet, facts.title, hints) for sheet in sheets]
    finds, wall = _look_behind(sheets, finds, page)
    joined = _once([(sheet, one.boxes) for sheet, one in zip(sheets, finds, strict=False)])
    rescued = sum((open_noscripts(box) for box in joined.boxes), Counts())
    spoken = language_of(facts.language, _sample(joined.boxes), language)
    options = _options(page, outlet, facts, spoken)
    cleaned = clean(gather(joined.boxes), options) if joined.boxes else NOTHING
    whole = sum((sheet.whole for sheet in sheets), rescued)
    ledger, of_ledger = settle(whole, cleaned, joined.repeats, page.name)
    said = Said(cleaned.credit_lines, cleaned.body, sheets[0].labels)
    credit, of_credit = credit_of(facts, said, outlet, page, spoken)
    findings = [finding for sheet in sheets for finding in sheet.findings]
    findings += [finding for one in finds for finding in one.findings]
    findings += [*of_facts, *joined.findings, *cleaned.findings]
    findings += _judge(cleaned, facts, words, wall, page.name)
    return Reading(
        title=facts.title,
        body=cleaned.body,
        deck=facts.deck,
        kicker=facts.kicker,
        credit=credit,
        language=spoken,
        reader=finds[0].reader if finds else "generic",
        next_page=find_next((page, *page.parts)[-1], outlet),
        ledger=ledger,
        findings=(*findings, *of_ledger, *of_credit),
        canonical=facts.extras.canonical,
        lead_picture=facts.extras.lead_picture,
        keywords=facts.extras.keywords,
    )


def _told_empty(page: Page) -> Finding:
    """Tell a page without a body: its frames are pages of their own, or nothing is in it."""
    root = grow(decode(page.data, page.name, header=page.charset).text)
    address = leads_to(root) if root is not None else None
    return _told_leading(page, address) if address else find("REA-003", page.name)


def _told_leading(page: Page, address: str) -> Finding:
    return find("REA-037", page.name, address=joined(page.url, address) or address)


NOTHING = Cleaned(body="", total=Counts(), kept=Counts(), dropped=(), credit_lines=(), findings=())


@dataclass(frozen=True, slots=True)
class _Find:
    boxes: list[Element]
    reader: str
    findings: tuple[Finding, ...] = ()
    held: int | None = None  # letters in the boxes, where they were counted

    @property
    def letters(self) -> int:
        """Count the letters in the boxes."""
        return sum(count(box).letters for box in self.boxes) if self.held is None else self.held


def _look_behind(sheets: list[Sheet], finds: list[_Find], page: Page) -> tuple[list[_Find], Finding | None]:
    """Where little of an article is shown, take it from the page's data, or tell what stands before it."""
    letters = sum(one.letters for one in finds)
    if not finds or letters >= (MUCH if sheets[0].has_data else LITTLE):
        return finds, None
    first = sheets[0]
    is_pictured = any(box.find(".//img") is not None for one in finds for box in one.boxes)
    kept = (embedded(first.scripts), None if is_pictured else without_scripts(first.root))
    counted = [(count(one), one) for one in kept if one is not None]
    held, article = max(counted, key=lambda one: one[0].letters, default=(Counts(), None))
    if article is not None and held.letters >= max(MORE * letters, LEAST):
        append(first.body, article)
        first.whole = first.whole + held
        told = find("REA-036", page.name, letters=held.letters)
        return [_Find([article], finds[0].reader, (*finds[0].findings, told)), *finds[1:]], None
    shown = " ".join(line_of(box) for box in finds[0].boxes)
    unscripted = " ".join("".join(map(str, el.itertext())) for el in first.root.iter("noscript"))
    if letters < BARE and first.leads:
        return [], _told_leading(page, first.leads)
    wall = find_wall(first.signs, line_of(first.body), unscripted, shown, page.name)
    is_teaser = wall is not None and wall.code == "REA-032" and letters >= BARE
    return (finds if wall is None or is_teaser else []), wall


def _find(sheet: Sheet, outlet: Outlet | None, title: str | None, hints: Hints) -> _Find:
    """Find the article's elements on one page: the outlet's selector, else the generic reader."""
    told: tuple[Finding, ...] = ()
    if outlet and outlet.select.body:
        open_folds(sheet.body)
        boxes, told = select(Lookup(sheet.root), outlet, "body", sheet.page.name)
        boxes = [box for box in outermost(boxes) if shows(box)]
        if boxes:
            return _more(sheet, outlet, _Find(boxes, "outlet", told), title, hints)
        told = told or (find("REA-006", sheet.page.name, selector=outlet.select.body, outlet=outlet.key),)
    found = _generic(sheet.body, sheet, title, hints)
    return replace(found, findings=(*told, *found.findings))


def _generic(body: Element, sheet: Sheet, title: str | None, hints: Hints) -> _Find:
    from pipeline.read.body.generic import find_article  # where selectors tell, it need not be loaded

    sheet.labels()  # furniture will be cut, and some carries a label
    found = find_article(body, title, hints)
    told = (find("REA-007", sheet.page.name, why=found.doubt),) if found.doubt and found.boxes else ()
    return _Find(list(found.boxes), "generic", told)


def _more(sheet: Sheet, outlet: Outlet, chosen: _Find, title: str | None, hints: Hints) -> _Find:
    """Take what the generic reader is sure of, where a selector finds but a little of it: the site has changed."""
    held = chosen.letters
    if held > sheet.whole.letters * LEAST_SHARE or held > LITTLE:
        return replace(chosen, held=held)
    body = deepcopy(sheet.root).find("body")
    found = _generic(body, sheet, title, hints) if body is not None else chosen
    letters = found.letters
    if found.findings or letters < LITTLE or letters < held * TIMES:
        return chosen
    told = {"selector": outlet.select.body, "outlet": outlet.key, "letters": held, "found": letters}
    return replace(found, findings=(*chosen.findings, find("REA-021", sheet.page.name, **told)))


@dataclass(frozen=True, slots=True)
class _Joined:
    boxes: list[Element]
    repeats: tuple[Drop, ...] = ()
    findings: tuple[Finding, ...] = ()


def _once(finds: list[tuple[Sheet, list[Element]]]) -> _Joined:
    """Join the elements of all pages in order; one that repeats another's text is left out and told."""
    if len(finds) == 1 and len(finds[0][1]) == 1:
        return _Joined(finds[0][1])
    boxes: list[Element] = []
    repeats: list[Drop] = []
    findings: list[Finding] = []
    seen: set[str] = set()
    for part, (sheet, found) in enumerate(finds, 1):
        for box in found:
            text = line_of(box)
            if text and text in seen:
                repeats.append(Drop(REPEAT, count(box), text[:40]))
                findings.append(find("REA-012", sheet.page.name, part=part))
            else:
                seen.add(text)
                boxes.append(box)
    return _Joined(boxes, tuple(repeats), tuple(findings))


def gather(boxes: list[Element]) -> Element:
    """Return one element that holds all: a plain box itself, else a new one in its place."""
    if len(boxes) == 1 and boxes[0].tag in PLAIN:
        return boxes[0]
    whole = boxes[0].makeelement("div")
    boxes[0].addprevious(whole)
    for box in boxes:
        box.tail = None  # what follows a box is outside it; it was counted with the page
        if box.tag in ("tr", "tbody", "thead"):
            table = etree.SubElement(whole, "table")
            table.append(box)
        else:
            if box.tag in ALONE:  # another stays as it is: it may have a name that none can be given
                box.tag = "div"
            whole.append(box)
    return whole


def _sample(boxes: Iterable[Element]) -> str:
    """Return the beginning of an article's text, enough to tell its language."""
    texts, length = [], 0
    for text in (text for box in boxes for text in pieces(box)):
        texts.append(text)
        length += len(text)
        if length >= SAMPLE:
            break
    return squeeze(" ".join(texts))


def _options(page: Page, outlet: Outlet | None, facts: Facts, language: str) -> Options:
    return Options(
        language=language,
        rules_off=outlet.rules_off if outlet else (),
        drop=outlet.drop if outlet else (),
        title=facts.title,
        base_url=facts.base_url,
        where=page.name,
    )


def _error_words(sheet: Sheet, title: str | None) -> str | None:
    """Return the words by which a page says that it is not there, None for an article."""
    if sheet.whole.letters > LITTLE:
        return None
    match = _GONE.search(title or "") or _GONE.search(line_of(sheet.body))
    return match[0] if match else None


def _judge(
    cleaned: Cleaned, facts: Facts, words: str | None, wall: Finding | None, where: str
) -> list[Finding]:
    """Say what a page lacks as an article."""
    if wall:
        return [wall]
    if words:
        return [find("REA-005", where, words=words)]
    codes = [] if facts.title else ["REA-008"]
    if not cleaned.kept.letters:
        codes.append("REA-011" if cleaned.kept.pictures else "REA-004")
    return [find(code, where) for code in codes]
