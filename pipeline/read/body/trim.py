"""The elements that hold an article → what to cut: lists of links, cards of other articles, lines about the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, takewhile

from pipeline.patterns import lazy
from pipeline.read.blocks import Block, blocks
from pipeline.read.body.hints import PROBE, letters
from pipeline.read.body.others import ALL_LINK, are_sources, cards, columns, link_lists, related
from pipeline.read.body.phrases import ABOUT, DATED, LEADS, NOTICES, PROMPTS, RIGHTS, SIGNED
from pipeline.read.meta.deck import read_kicker
from pipeline.read.tree import Element, line_of, short_line, squeeze


LINE_HOLDERS = frozenset("div span time section li ul header footer address small font center td a".split())  # noqa: SIM905
ABOVE = 0.25  # of the prose that may stand above the headline and still be none of the article's
NOTICE, LABEL = 75.0, 12.0  # the most weight of what a site says above it, and of a label
LINE = 25.0  # the most weight of a line about the page
DATED_LINE = 45.0  # and of one that begins with who wrote it and when
SENTENCE = lazy(r"[^\W\d_]{4,}[.!?]\s+[^\W\d_]")  # in a line that goes on behind it
DATED_HOLDERS = frozenset(("p", "div", "span", "h5", "h6"))
PROMPT = 130.0  # the most weight of a prompt below the text
QUOTED = '“”„«»「」"'  # what somebody says is no prompt
SAID = lazy(r"\b(?:said|says|added|asked|told|wrote|sagte?|dit|dijo|disse)\b", re.IGNORECASE)
PROMPTED = frozenset("p div span li em small strong section".split())  # noqa: SIM905
ENDS = tuple('.!?。！？…:：;；”"’)）」』')
ENOUGH_TOLD = 400  # letters of JSON-LD's text: a shorter one is a summary
MOST_TOLD = 0.85  # of the prose found must be in it, for it to be the measure
LONGEST_UNTOLD = 150.0  # the most weight of a paragraph that is left out for not being in it
UNTOLD = frozenset(("p", "div", "span", "section", "li"))
HAN = lazy("[\u4e00-\u9fff]")
TITLED = ("h1", "h2", "h3", "h4", "figcaption", "caption", "th")
SHOWN = ("img", "video", "audio", "math")
INLINE = frozenset(("span", "time", "small", "font"))
FIGURES = ("figure", "table", "pre", "blockquote")


def trim(
    boxes: Sequence[Element], title: str | None, headline: Element | None = None, article: str = ""
) -> Iterator[tuple[str, Element]]:
    """Yield what is to be cut from the boxes, each with why. The caller cuts one before it asks for the next.

    `article` is the text that the page's JSON-LD tells, as letters: where it is the whole, it is the measure.
    """
    for box in boxes:
        yield from _above_headline(box, headline, title)
        yield from _headlines(box, title)
    for box in boxes:
        yield from columns(box)
        yield from related(box)  # before the links below its headings go
        yield from cards(box)  # before their titles go as links
        yield from link_lists(box)
        yield from related(box)  # whose links were most of what followed the text
    yield from _untold(boxes, article)
    if boxes:
        yield from _head_lines(boxes[0])
        yield from _tail_lines(boxes[-1])


def _above_headline(
    box: Element, headline: Element | None, title: str | None
) -> Iterator[tuple[str, Element]]:
    """Yield the notices, links and labels above the headline in its own box, where nearly all text stands below it.

    What may be the article's own stays: its kicker right above, a deck, the number of a document, an editor's note.
    """
    if headline is None or title is None or box not in headline.iterancestors():
        return
    if short_line(headline, len(title)) != title:  # the first of a page's h1 may head a part of the text
        return
    runs = list(blocks(box))
    inside = set(headline.iter())
    above = list(takewhile(lambda run: run.holder not in inside, runs))
    if sum(run.weight for run in above) > sum(run.weight for run in runs) * ABOVE:
        return
    for at, run in enumerate(above, 1):
        if _is_notice(run, is_last=at == len(above)) and _stands_alone(run, box, longest=NOTICE):
            yield "above the headline", run.holder


def _is_notice(run: Block, *, is_last: bool) -> bool:
    """Tell what a site says above a headline: a word to its readers, a day, a link, a label."""
    if NOTICES.search(run.text) is not None or run.linked >= ALL_LINK:
        return True
    if HAN.search(run.text) is not None:
        return False
    if run.weight <= LINE and DATED.search(run.text) is not None:
        return True
    is_label = run.holder.tag in LINE_HOLDERS and not run.marks and run.weight <= LABEL
    return is_label and not is_last


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
    for run in map(_narrowed, _until_prose(list(blocks(box)))):
        if _is_about(run, box) or _is_dated_paragraph(run, box):
            yield "line above the text", run.holder


def _tail_lines(box: Element) -> Iterator[tuple[str, Element]]:
    """Yield what stands below the last prose: lines about the page, prompts to follow, subscribe or write."""
    for run in map(_narrowed, list(blocks(box))[::-1]):
        is_said = any(mark in run.text for mark in QUOTED) and SAID.search(run.text) is not None
        is_prompt = run.weight <= PROMPT and not is_said and _asks(run)
        if run.score and not is_prompt and not DATED.match(run.text):
            return
        if is_prompt and run.holder.tag in PROMPTED and _stands_alone(run, box, longest=PROMPT):
            yield "prompt below the text", run.holder
        elif _is_about(run, box) and not SIGNED.fullmatch(run.text):
            yield "line below the text", run.holder


def _asks(run: Block) -> bool:
    """Tell a line that asks its reader to do something, or says what he may do with the text."""
    return PROMPTS.search(run.text) is not None or RIGHTS.search(run.text) is not None


def _narrowed(run: Block) -> Block:
    """Return a run that tells a day with the span or time it stands in, where a box has other text beside it."""
    if run.holder.tag not in LINE_HOLDERS or DATED.search(run.text) is None:
        return run
    inner = (
        el for el in run.holder if el.tag in INLINE and short_line(el, len(run.text)) == squeeze(run.text)
    )
    el = next(inner, None)
    return run if el is None else replace(run, holder=el)


def _tells_day(run: Block) -> bool:
    """Tell a line that begins with a day, or with a word for one: Updated: June 7, 2013."""
    if DATED.match(run.text):
        return True
    is_led = run.weight <= DATED_LINE and LEADS.match(run.text) is not None and not SENTENCE.search(run.text)
    return is_led and DATED.search(run.text) is not None and not run.text.endswith(ENDS)


def _until_prose(runs: list[Block]) -> list[Block]:
    found: list[Block] = []
    for run in runs:
        if run.score and not _tells_day(run):
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
    longest = DATED_LINE if _tells_day(run) else LINE
    is_dated = run.holder.tag in DATED_HOLDERS and DATED.search(run.text) is not None
    is_line = is_dated and not run.text.endswith(ENDS) and HAN.search(run.text) is None
    if run.holder.tag in ("h5", "h6") and len(list(islice(box.iter(str(run.holder.tag)), 2))) > 1:
        return False  # the days of a diary
    return is_line and _stands_alone(run, box, longest=longest)


def _belongs(run: Block) -> bool:
    """Tell an item of a list below a heading of its own: of one that is a link, below one that says sources."""
    above = run.holder.getparent()
    before = above.getprevious() if above is not None else None
    if above is None or before is None:
        return False
    return are_sources(above) or (run.linked < ALL_LINK and before.tag in TITLED)


def _stands_alone(run: Block, box: Element, longest: float = LINE) -> bool:
    holder = run.holder
    if holder is box or run.weight > longest or short_line(holder, len(run.text)) != squeeze(run.text):
        return False
    if holder.tag in TITLED or any(holder.find(f".//{name}") is not None for name in SHOWN):
        return False
    if holder.tag == "li" and _belongs(run):
        return False
    return not any(above.tag in FIGURES for above in holder.iterancestors())
