"""The elements that hold an article → the lists, cards and columns within them that lead to other articles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from pipeline.patterns import lazy
from pipeline.read.blocks import Block, blocks
from pipeline.read.body.furniture import prose_within
from pipeline.read.body.phrases import COMMENTS, DATED, REFERENCES, RELATED, RELATED_IF_LINKED
from pipeline.read.tree import Element, kind_of, line_of, short_line


LISTS = frozenset(("div", "ul", "ol", "section", "table", "dl", "p"))
CARDS = frozenset(("div", "li", "article", "section", "a", "td", "dl", "figure"))
LINK_LINE = 12  # the weight from which a sentence that is all one link is a sentence
WITHOUT_CARDS = frozenset("p span a h1 h2 h3 h4 h5 h6 figure picture pre tr dl".split())  # noqa: SIM905
ALL_LINK = 0.8  # of a card's title
CARD_LINK = 6.0  # the least weight of a card's linked title
CARD_TEXT, DATED_TEXT = 90.0, 110.0  # the most weight of a card, and of one that tells a day
MOST_CARDS = 0.75  # of siblings of one kind that must be cards: an advertisement may stand among them
CARDS_PROSE = 0.3  # the most of the prose that stands in cards
MANY, DATED_PROSE = 5, 0.6  # cards that each tell a day of their own, and how much of the prose they may hold
FILE = lazy(r"\.(?:docx?|xlsx?|pptx?|pdf|wps|ofd|zip|rar)(?:[?#]|$)", re.IGNORECASE)
CELLS = ("td", "th")
LEAST_CELLS, LEAST_ROWS = 2, 3  # of a table of data
COLUMNS = frozenset(("div", "section", "article", "main", "ul", "center", "form"))
CORE = 0.6  # of a box's prose that its core holds at the least
LONGEST_HEADING = 40  # characters
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
MOST_BOXES = 20  # of related articles within one text
NEAR = 3  # lines below a heading of other articles among which a link is
LEAST_TITLES, ABROAD = 3, 3  # titles of a column, and sites to which sources lead
HOST = lazy(r"(?:https?:)?//(?:www\.)?([^/?#]+)", re.IGNORECASE)
LEAST_RUNS = 4  # of a column
SIDE_PROSE = 0.5  # of the core's prose that a column beside it has at the most


def link_lists(box: Element) -> Iterator[tuple[str, Element]]:
    """Yield the lists of links; those of files and tables of data stay."""
    weights: dict[Element, float] = {}
    linked: dict[Element, float] = {}
    prose: set[Element] = set()
    for run in blocks(box):
        for el in (run.holder, *run.holder.iterancestors()):
            weights[el] = weights.get(el, 0.0) + run.weight
            linked[el] = linked.get(el, 0.0) + run.weight * run.linked
            if run.score or (el.tag == "p" and run.weight > LINK_LINE and run.marks):
                prose.add(el)
            if el is box:
                break
    for el, weight in weights.items():
        is_list = el.tag in LISTS and linked[el] > weight * 0.6 and el not in prose
        if not is_list or el is box or el.find(".//img") is not None:
            continue
        if not (_has_files(el) or _has_data(el) or are_sources(el)):
            yield "list of links", el


def are_sources(el: Element) -> bool:
    """Tell a list below a heading that calls it the sources of the text."""
    heading = el.getprevious()
    if el.tag not in ("ul", "ol", "dl") or heading is None:
        return False
    line = short_line(heading, LONGEST_HEADING)
    return line is not None and REFERENCES.fullmatch(line) is not None


def _has_files(el: Element) -> bool:
    """Tell links to files: a document's annexes belong to it."""
    return any(FILE.search(link.get("href") or "") for link in el.iter("a"))


def _has_data(el: Element) -> bool:
    """Tell a table of data whose rows begin with a link: most of its cells have none."""
    for table in el.iter("table"):
        rows = [[cell for cell in row if cell.tag in CELLS and line_of(cell)] for row in table.iter("tr")]
        full = [row for row in rows if len(row) >= LEAST_CELLS]
        linked = sum(cell.find(".//a") is not None for row in full for cell in row)
        if len(full) >= LEAST_ROWS and linked * 2 <= sum(map(len, full)):
            return True
    return False


def cards(box: Element) -> Iterator[tuple[str, Element]]:
    """Yield cards of other articles: siblings of one kind, each a linked title with little text."""
    whole = sum(run.score for run in blocks(box))
    for above in list(box.iter()):
        if len(above) < 2 or above.tag in WITHOUT_CARDS or above.getparent() is None or are_sources(above):
            continue
        kinds: dict[tuple[str, str], list[Element]] = {}
        for el in above:
            if el.tag in CARDS:
                kinds.setdefault(kind_of(el), []).append(el)
        for (tag, name), group in kinds.items():
            if len(group) < 2 or not (name or tag in ("li", "article")):
                continue
            found = [el for el in group if _is_card(el)]
            if len(found) < max(2, len(group) * MOST_CARDS):
                continue
            runs = [list(blocks(el)) for el in found]
            is_dated = len(found) >= MANY and all(
                any(DATED.search(run.text) for run in card) for card in runs
            )
            is_last = is_dated and not any(
                run.score
                for one in _until_resumed(group[-1], box, {}, ends=True)[0][1:]
                for run in blocks(one)
            )
            most = whole * (DATED_PROSE if is_last else CARDS_PROSE)
            if sum(run.score for card in runs for run in card) <= most:
                yield from (("card of another article", el) for el in found)


def _is_card(el: Element) -> bool:
    links = [el] if el.tag == "a" else el.iter("a")
    if all((link.get("href") or "#").startswith("#") for link in links):
        return False
    if el.tag == "a" and (el.tail or "").strip():  # a word of a sentence
        return False
    runs = list(blocks(el))
    weight = sum(run.weight for run in runs)
    is_dated = any(DATED.search(run.text) for run in runs)
    if not runs or weight > (DATED_TEXT if is_dated else CARD_TEXT):
        return False
    first = next((run for run in runs if run.weight >= CARD_LINK), runs[0])
    if first.linked < ALL_LINK or first.weight < CARD_LINK:
        return False
    linked = sum(run.weight * run.linked for run in runs)
    return linked >= weight * 0.5 or el.find(".//img") is not None or is_dated


def columns(box: Element) -> Iterator[tuple[str, Element]]:
    """Yield what stands beside the one box that holds nearly all prose: columns of links, labels and teasers."""
    prose = prose_within(blocks(box))
    core, beside = box, []
    least = prose.get(box, 0.0) * CORE
    while (inner := next((el for el in core if prose.get(el, 0.0) >= least), None)) is not None:
        if inner.tag not in COLUMNS:
            break
        beside += [el for el in core if el is not inner and el.tag in COLUMNS]
        core = inner
    for el in beside:
        runs = list(blocks(el))
        if len(runs) >= LEAST_RUNS and _is_side(el, runs, prose.get(el, 0.0), prose[core]):
            yield "column beside the text", el


def _is_side(el: Element, runs: Sequence[Block], prose: float, core: float) -> bool:
    """Tell a column of teasers, each with a title that is all one link, and most to one site: a list of references
    has its links within its lines, and leads to many."""
    if prose > core * SIDE_PROSE or el.find(".//h1") is not None or _has_files(el) or _has_data(el):
        return False
    weight = sum(run.weight for run in runs)
    linked = sum(run.weight * run.linked for run in runs)
    titles = sum(run.linked >= ALL_LINK and run.weight >= CARD_LINK for run in runs)
    return titles >= LEAST_TITLES and linked >= weight * 0.2 and not _leads_abroad(el)


def _leads_abroad(el: Element) -> bool:
    """Tell links to several sites, as those of an article's sources are, or all to one that is not the page's own."""
    hosts = [HOST.match(link.get("href") or "") for link in el.iter("a")]
    told = {match[1].lower() for match in hosts if match}
    if len(told) >= ABROAD:
        return True
    head = el.getroottree().getroot().find("head")
    named = (
        (one.get("href") or one.get("content") or "" for one in head.iter("link", "meta"))
        if head is not None
        else ()
    )
    own = {match[1].lower() for text in named if (match := HOST.match(text))}
    return bool(own and told) and None not in hosts and told.isdisjoint(own)


def related(box: Element) -> Iterator[tuple[str, Element]]:
    """Yield from a heading of related articles to the end, where it stands in the second half."""
    runs = list(blocks(box))
    prose = prose_within(runs)
    whole = sum(run.weight for run in runs)
    before, boxes = 0.0, 0
    for at, run in enumerate(runs):
        before += run.weight
        if before > whole * 0.5 and _heads_end(run, runs[at + 1 : at + 1 + NEAR]):
            found, is_resumed = _until_resumed(run.holder, box, prose, ends=_fits(COMMENTS, run))
            yield from (("after a heading of related articles", el) for el in found)
            boxes += 1
            if not is_resumed or boxes == MOST_BOXES:
                return


def _heads_end(run: Block, below: Sequence[Block]) -> bool:
    """Tell a heading of other articles: no cell of a table, no jump, and no line within a text of line breaks."""
    is_linked = any(one.linked >= ALL_LINK for one in below)
    if not (heads_others(run) or (is_linked and _fits(RELATED_IF_LINKED, run))):
        return False
    if run.holder.tag in ("td", "th", "dt") or (run.linked >= ALL_LINK and _fits(COMMENTS, run)):
        return False  # the link leads to the comments, wherever they are
    return run.holder.find("br") is None or short_line(run.holder, len(run.text)) == run.text


def heads_others(run: Block) -> bool:
    """Tell the heading of comments or of other articles."""
    return _fits(RELATED, run)


def _fits(pattern: re.Pattern[str], run: Block) -> bool:
    return len(run.text) < LONGEST_HEADING and pattern.fullmatch(run.text) is not None


def _until_resumed(
    heading: Element, box: Element, prose: dict[Element, float], *, ends: bool
) -> tuple[list[Element], bool]:
    """Return what follows a heading in a box, and the heading; up to where the text goes on as it was before it.

    Below a heading of the text's own level nothing tells its teasers from paragraphs: it ends the text, and so does
    one of comments. Tell, too, whether the text goes on.
    """
    found = [heading] if heading is not box else []
    node: Element | None = heading
    while node is not None and node is not box:
        is_end = ends or (node is heading and heading.tag in HEADINGS)
        kinds = set() if is_end else {_kind(el) for el in node.itersiblings(preceding=True) if el in prose}
        for el in node.itersiblings():
            if kinds and el in prose and _kind(el) in kinds and _is_text(el):
                return found, True
            found.append(el)
        node = node.getparent()
    return found, False


def _is_text(el: Element) -> bool:
    """Tell a paragraph without a link, and not between titles that are links."""
    near = (el.getprevious(), *islice(el.itersiblings(), NEAR))
    return el.find(".//a") is None and not any(one is not None and _is_title(one) for one in near)


def _is_title(el: Element) -> bool:
    """Tell a line that is all one link."""
    link = el if el.tag == "a" else el.find(".//a")
    return link is not None and line_of(link) == line_of(el) and el.find(".//img") is None


def _kind(el: Element) -> tuple[str, str]:
    return str(el.tag), el.get("class") or ""
