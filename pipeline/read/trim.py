"""The elements that hold an article → what to cut: lists of links, cards of other articles, lines about the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.patterns import lazy
from pipeline.read.blocks import Block, blocks
from pipeline.read.deck import read_kicker
from pipeline.read.hints import PROBE, letters
from pipeline.read.phrases import ABOUT, DATED, PROMPTS, RELATED, SIGNED
from pipeline.read.tree import Element, line_of, short_line, squeeze


LISTS = frozenset(("div", "ul", "ol", "section", "table", "dl", "p"))
CARDS = frozenset(("div", "li", "article", "section", "a", "td", "dl", "figure"))
LINE_HOLDERS = frozenset("div span time section li ul header footer address small font center td a".split())  # noqa: SIM905
LINK_LINE = 12  # the weight from which a sentence that is all one link is a sentence
WITHOUT_CARDS = frozenset("p span a h1 h2 h3 h4 h5 h6 figure picture pre tr dl".split())  # noqa: SIM905
ALL_LINK = 0.8  # of a card's title
CARD_LINK = 6.0  # the least weight of a card's linked title
CARD_TEXT = 90.0  # the most weight of a card
MOST_CARDS = 0.75  # of siblings of one kind that must be cards: an advertisement may stand among them
CARDS_PROSE = 0.3  # the most of the prose that stands in cards
LINE = 25.0  # the most weight of a line about the page
PROMPT = 130.0  # the most weight of a prompt below the text
PROMPTED = frozenset("p div span li em small strong section".split())  # noqa: SIM905
ENDS = tuple('.!?。！？…:：;；”"’)）」』')
ENOUGH_TOLD = 400  # letters of JSON-LD's text: a shorter one is a summary
MOST_TOLD = 0.85  # of the prose found must be in it, for it to be the measure
LONGEST_UNTOLD = 150.0  # the most weight of a paragraph that is left out for not being in it
UNTOLD = frozenset(("p", "div", "span", "section", "li"))
HAN = lazy("[\u4e00-\u9fff]")
TITLED = ("h1", "h2", "h3", "h4", "figcaption", "caption", "th")
SHOWN = ("img", "video", "audio", "math")
FILE = lazy(r"\.(?:docx?|xlsx?|pptx?|pdf|wps|ofd|zip|rar)(?:[?#]|$)", re.IGNORECASE)
CELLS = ("td", "th")
LEAST_CELLS, LEAST_ROWS = 2, 3  # of a table of data
FIGURES = ("figure", "table", "pre", "blockquote")


def trim(boxes: Sequence[Element], title: str | None, article: str = "") -> Iterator[tuple[str, Element]]:
    """Yield what is to be cut from the boxes, each with why. The caller cuts one before it asks for the next.

    `article` is the text that the page's JSON-LD tells, as letters: where it is the whole, it is the measure.
    """
    for box in boxes:
        yield from _headlines(box, title)
    for box in boxes:
        yield from _cards(box)  # before their titles go as links
        yield from _link_lists(box)
        yield from _related(box)
    yield from _untold(boxes, article)
    if boxes:
        yield from _head_lines(boxes[0])
        yield from _tail_lines(boxes[-1])


def _headlines(box: Element, title: str | None) -> Iterator[tuple[str, Element]]:
    for el in list(box.iter("h1", "h2", "h3")):
        if title and el is not box and short_line(el, len(title)) == title:
            if (
                (above := el.getprevious()) is not None
                and (kicker := read_kicker(el))
                and line_of(above) == kicker
            ):
                yield "kicker", above
            yield "headline", el


def _link_lists(box: Element) -> Iterator[tuple[str, Element]]:
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
        if is_list and el is not box and el.find(".//img") is None and not (_has_files(el) or _has_data(el)):
            yield "list of links", el


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


def _cards(box: Element) -> Iterator[tuple[str, Element]]:
    """Yield cards of other articles: siblings of one kind, each a linked title with little text."""
    whole = sum(run.score for run in blocks(box))
    for above in list(box.iter()):
        if len(above) < 2 or above.tag in WITHOUT_CARDS or above.getparent() is None:
            continue
        kinds: dict[tuple[str, str], list[Element]] = {}
        for el in above:
            if el.tag in CARDS:
                kinds.setdefault((str(el.tag), (el.get("class") or "").split(" ")[0]), []).append(el)
        for (tag, name), group in kinds.items():
            if len(group) < 2 or not (name or tag in ("li", "article")):
                continue
            cards = [el for el in group if _is_card(el)]
            if len(cards) < max(2, len(group) * MOST_CARDS):
                continue
            if sum(run.score for el in cards for run in blocks(el)) <= whole * CARDS_PROSE:
                yield from (("card of another article", el) for el in cards)


def _is_card(el: Element) -> bool:
    links = [el] if el.tag == "a" else el.iter("a")
    if all((link.get("href") or "#").startswith("#") for link in links):
        return False
    if el.tag == "a" and (el.tail or "").strip():  # a word of a sentence
        return False
    runs = list(blocks(el))
    weight = sum(run.weight for run in runs)
    if not runs or weight > CARD_TEXT:
        return False
    first = next((run for run in runs if run.weight >= CARD_LINK), runs[0])
    if first.linked < ALL_LINK or first.weight < CARD_LINK:
        return False
    linked = sum(run.weight * run.linked for run in runs)
    return (
        linked >= weight * 0.5 or el.find(".//img") is not None or any(DATED.search(run.text) for run in runs)
    )


def _related(box: Element) -> Iterator[tuple[str, Element]]:
    """Yield from the heading of related articles to the end, where it stands in the second half."""
    runs = list(blocks(box))
    whole = sum(run.weight for run in runs)
    before = 0.0
    for run in runs:
        before += run.weight
        if before > whole * 0.5 and len(run.text) < 40 and RELATED.fullmatch(run.text):
            yield from (("after a heading of related articles", el) for el in _after(run.holder, box))
            return


def _after(el: Element, box: Element) -> list[Element]:
    found = [el] if el is not box else []
    node: Element | None = el
    while node is not None and node is not box:
        found.extend(node.itersiblings())
        node = node.getparent()
    return found


def _untold(boxes: Sequence[Element], article: str) -> Iterator[tuple[str, Element]]:
    """Yield the paragraphs that are not in the text which JSON-LD tells, where that has nearly all of the others."""
    if len(article) < ENOUGH_TOLD:
        return
    runs = [(run, box, letters(run.text)) for box in boxes for run in blocks(box)]
    prose = sum(len(text) for run, _, text in runs if run.score)
    others = [(run, box, text) for run, box, text in runs if text[:PROBE] not in article]
    told = prose - sum(len(text) for run, _, text in others if run.score)
    if told < prose * MOST_TOLD:
        return
    for run, box, _ in others:
        if run.holder.tag in UNTOLD and _stands_alone(run, box, longest=LONGEST_UNTOLD):
            yield "not in the text that JSON-LD tells", run.holder


def _head_lines(box: Element) -> Iterator[tuple[str, Element]]:
    """Yield lines about the page above the first prose: dates, bylines, tools."""
    for run in _until_prose(list(blocks(box))):
        if _is_about(run, box) or _is_dated_paragraph(run, box):
            yield "line above the text", run.holder


def _tail_lines(box: Element) -> Iterator[tuple[str, Element]]:
    """Yield what stands below the last prose: lines about the page, prompts to follow, subscribe or write."""
    for run in list(blocks(box))[::-1]:
        is_prompt = run.weight <= PROMPT and PROMPTS.search(run.text) is not None
        if run.score and not is_prompt and not DATED.match(run.text):
            return
        if is_prompt and run.holder.tag in PROMPTED and _stands_alone(run, box, longest=PROMPT):
            yield "prompt below the text", run.holder
        elif _is_about(run, box) and not SIGNED.fullmatch(run.text):
            yield "line below the text", run.holder


def _until_prose(runs: list[Block]) -> list[Block]:
    found: list[Block] = []
    for run in runs:
        if run.score and not DATED.match(run.text):
            return found
        found.append(run)
    return []  # all lines and no prose: a poem, a list, a table


def _is_about(run: Block, box: Element) -> bool:
    """Tell a short line in a box of its own that is no sentence; a Chinese one only if it says what it is."""
    if not _stands_alone(run, box) or run.holder.tag not in LINE_HOLDERS or _is_bold(run.holder):
        return False
    if HAN.search(run.text):
        return DATED.search(run.text) is not None or ABOUT.search(run.text) is not None
    return DATED.search(run.text) is not None or not run.text.endswith(ENDS)


def _is_bold(el: Element) -> bool:
    """Tell a line that is bold as a whole, as sub-headings are."""
    return any(line_of(inner) == line_of(el) for inner in el.iter("b", "strong"))


def _is_dated_paragraph(run: Block, box: Element) -> bool:
    """Tell a paragraph that is only a date and a name; in Chinese a document may begin so."""
    is_dated = run.holder.tag == "p" and DATED.search(run.text) is not None and not run.text.endswith(ENDS)
    return is_dated and HAN.search(run.text) is None and _stands_alone(run, box)


def _follows_heading(item: Element) -> bool:
    """Tell whether an item's list stands below a heading of its own."""
    above = item.getparent()
    before = above.getprevious() if above is not None else None
    return before is not None and before.tag in TITLED


def _stands_alone(run: Block, box: Element, longest: float = LINE) -> bool:
    holder = run.holder
    if holder is box or run.weight > longest or short_line(holder, len(run.text)) != squeeze(run.text):
        return False
    if holder.tag in TITLED or any(holder.find(f".//{name}") is not None for name in SHOWN):
        return False
    if holder.tag == "li" and run.linked < 0.5 and _follows_heading(holder):
        return False
    return not any(above.tag in FIGURES for above in holder.iterancestors())
