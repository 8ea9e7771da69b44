"""The tree of a page nobody wrote rules for → the elements that hold its article, how sure that is, and why."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.patterns import lazy
from pipeline.read.blocks import Block, blocks
from pipeline.read.body.candidates import (
    ALIKE,
    ENOUGH,
    FAMILIES,
    Candidate,
    alike,
    declared,
    densest,
    family,
    fullest,
    named_boxes,
    told,
    weigh,
)
from pipeline.read.body.folds import open_folds
from pipeline.read.body.furniture import ARTICLE, forms, furniture, prose_within, strip_machinery
from pipeline.read.body.ground import Ground
from pipeline.read.body.hints import NO_HINTS, Hints, is_strange, letters
from pipeline.read.body.threads import threads
from pipeline.read.body.trim import trim
from pipeline.read.tree import Element, cut, line_of, outermost, short_line


ORNAMENT = lazy(r"logo|icon|banner|avatar|qr|ewm|二维码|spacer|blank|arrow|\bad", re.IGNORECASE)
WIDE = 200  # pixels, from which a picture may be an article
SURER = 0.4  # by which one other way must fit better, to be taken before the first
MOST_ASKING = 0.33  # of the page's text, the most that a form beside the article holds
SLIDES = lazy(r"(?:^|[\W_])(?:slides?|slide-?show|gallery|galleries|carousel)(?:$|[\W_])", re.IGNORECASE)
MOST_SLIDES = 0.5  # of the prose
VERSES = 4  # lines from which a page without sentences may be a poem or a list
PLAIN = 0.3  # the most of a line that stands in links
TITLES = ("h1", "h2", "h3", "figcaption")
SAMPLE = 60  # characters of a text that was left out, for who asks why
# The ways to find an article, the most trusted first; where they disagree, what fits best is taken and told.
WAYS: tuple[tuple[str, Callable[[Ground], tuple[Element, ...]]], ...] = (
    ("family", family),
    ("densest", densest),
    ("fullest", fullest),
    ("declared", declared),
    ("told", told),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One candidate as it was weighed: which way found it, what it is, how well it fits, whether it was taken."""

    way: str
    element: str
    fit: float
    taken: bool


@dataclass(frozen=True, slots=True)
class Cut:
    """What was left out around and within the article, with why."""

    why: str
    element: str
    sample: str


@dataclass(frozen=True, slots=True)
class Found:
    """The elements of an article, in order, and why one should look at it again (None: sure)."""

    boxes: tuple[Element, ...]
    doubt: str | None = None
    choices: tuple[Choice, ...] = ()
    cuts: tuple[Cut, ...] = ()


def find_article(body: Element, title: str | None, hints: Hints = NO_HINTS, *, why: bool = False) -> Found:
    """Find the article in a page's body; furniture within it is taken out of the tree."""
    open_folds(body)
    asking = forms(body)
    strip_machinery(body)
    runs = list(blocks(body))
    headline = _headline(body, title)
    replies = threads(runs, headline, title)
    aside = furniture(
        body,
        prose_within(runs),
        headline,
        threads=[one.element for one in replies],
        asking=_small(asking, runs),
    )
    hidden = {el for _, above in aside.found for el in above.iter()}
    kept = [run for run in runs if run.holder not in hidden]
    if not any(run.score for run in kept):
        return Found(_without_prose(body, kept, headline, aside.found), "there is no running text")
    ground = Ground(body, kept, headline, hints, suspects=aside.suspects, title=title)
    candidates = [weigh(name, found, ground) for name, way in WAYS if (found := way(ground))]
    taken, doubt = _choose(candidates)
    boxes = _only_own(taken.boxes, headline, ground)
    choices = _told(candidates, taken) if why else ()
    cuts = _cut_all(boxes, aside.found, trim(boxes, title, headline, hints.article), why=why)
    if not doubt and not all(one.is_sure for one in replies):
        doubt = "what was taken for readers' comments holds more text than stands before it"
    return Found(boxes, doubt or _doubt(boxes, kept, title, hints), choices, cuts)


def _small(asking: frozenset[Element], runs: Sequence[Block]) -> frozenset[Element]:
    """Leave out the forms that hold much of a page: one may stand around all of it."""
    if not asking:
        return asking
    held = dict.fromkeys(asking, 0.0)
    for run in runs:
        for el in asking.intersection((run.holder, *run.holder.iterancestors())):
            held[el] += run.weight
    most = sum(run.weight for run in runs) * MOST_ASKING
    return frozenset(el for el in asking if held[el] <= most)


def _headline(body: Element, title: str | None) -> Element | None:
    if not title:
        return None
    heads = list(body.iter("h1", "h2", "h3"))
    return next(
        (el for el in heads if short_line(el, len(title)) == title),
        next((el for el in heads if el.tag == "h1"), None),
    )


def _choose(candidates: Sequence[Candidate]) -> tuple[Candidate, str | None]:
    """Take the first way's finding where another agrees with it; else what fits best, and say so."""
    first = candidates[0]
    text = first.text()
    others = [one for one in candidates[1:] if alike(text, one.text()) < ALIKE]
    if not others:
        # All found the same text: the first, unless a box within it holds the text and less beside it.
        inner = [one for one in candidates[1:] if _is_within(one, first)]
        best = max(inner, key=lambda one: one.fit, default=first)
        return (best if best.fit > first.fit + SURER else first), None
    best = max(candidates, key=lambda one: one.fit + (0.25 if one is first else 0.0))
    taken = first if best is first or (len(others) == 1 and best.fit < first.fit + SURER) else best
    other = next((one for one in others if one is not taken), first)
    return taken, f"ways of reading disagree; what is {taken.way} was taken, {other.way} finds other text"


def _only_own(boxes: tuple[Element, ...], headline: Element | None, ground: Ground) -> tuple[Element, ...]:
    """Narrow boxes to the headline's own <article>, where others of its kind follow, each with a headline."""
    own = next(headline.iterancestors("article"), None) if headline is not None else None
    above = own.getparent() if own is not None else None
    if headline is None or own is None or above is None or ground.whole.get(own, 0.0) < ARTICLE:
        return boxes
    others = [el for el in above if el.tag == "article" and el is not own]
    is_many = any(
        el.find(f".//{headline.tag}") is not None and ground.whole.get(el, 0.0) >= ARTICLE for el in others
    )
    around = {own, *own.iterancestors()}
    return (own,) if is_many and any(box in around and box is not own for box in boxes) else boxes


def _is_within(one: Candidate, other: Candidate) -> bool:
    """Tell a finding that lies within another and has its paragraphs: a copy for machines has but one."""
    members = set(other.boxes)
    if not all(any(above in members for above in box.iterancestors()) for box in one.boxes):
        return False
    mine, whole = (sum(run.score > 0 for run in each.inside) for each in (one, other))
    return mine >= whole * ALIKE


def _cut_all(
    boxes: Sequence[Element],
    aside: Sequence[tuple[str, Element]],
    trimmed: Iterator[tuple[str, Element]],
    *,
    why: bool,
) -> tuple[Cut, ...]:
    """Cut furniture from the boxes, then what is to be trimmed; gather what was cut where it is asked for."""
    cuts: list[Cut] = []

    def take(reason: str, el: Element) -> None:
        if why:
            cuts.append(Cut(reason, _name(el), line_of(el)[:SAMPLE]))
        cut(el)

    members = set(boxes)
    around = {above for box in boxes for above in box.iterancestors()}
    for reason, el in aside:
        if el not in members and el not in around:
            take(reason, el)
    for reason, el in trimmed:
        if el.getparent() is not None and el not in members:
            take(reason, el)
    return tuple(cuts)


def _told(candidates: Sequence[Candidate], taken: Candidate) -> tuple[Choice, ...]:
    return tuple(
        Choice(one.way, " + ".join(map(_name, one.boxes)), round(one.fit, 2), one is taken)
        for one in candidates
    )


def _name(el: Element) -> str:
    """Name an element as a selector would: div#detail.content."""
    words = (el.get("class") or "").split()[:2]
    return f"{el.tag}{'#' + el.get('id', '') if el.get('id') else ''}{''.join('.' + word for word in words)}"


def _without_prose(
    body: Element, runs: Sequence[Block], headline: Element | None, aside: Sequence[tuple[str, Element]]
) -> tuple[Element, ...]:
    """Return what holds the lines of a page without sentences, a poem or a list; else its pictures."""
    for _, el in aside:
        cut(el)
    lines = [
        replace(run, score=run.weight) for run in runs if run.linked < PLAIN and run.holder.tag not in TITLES
    ]
    found = densest(Ground(body, lines, headline, NO_HINTS)) if len(lines) >= VERSES else ()
    return found or tuple(_pictured(body))


def _pictured(body: Element) -> list[Element]:
    """Return the elements that hold the pictures of a page without text: an article may be one picture."""
    named = named_boxes(body)
    for box in (el for name in FAMILIES for el in named.get(name, ())):
        if box.find(".//img") is not None:
            return [box]
    pictures = [
        img for img in body.iter("img") if not ORNAMENT.search(" ".join(map(str, img.attrib.values())))
    ]
    wide = [
        img
        for img in pictures
        if not (img.get("width") or "").isdecimal() or int(img.get("width", "0")) >= WIDE
    ]
    return outermost(dict.fromkeys(above for img in wide if (above := img.getparent()) is not None))


def _doubt(boxes: Sequence[Element], runs: Sequence[Block], title: str | None, hints: Hints) -> str | None:
    inside = [run for box in boxes for run in blocks(box)]
    weight = sum(run.weight for run in inside)
    if weight < ENOUGH:
        return "there is very little text"
    if sum(run.weight * run.linked for run in inside) > weight * 0.5:
        return "most of the text is links, as on a list page"
    prose = sum(run.score for run in inside)
    if sum(run.score for run in runs) - prose > prose:
        return "much running text stands outside what was found"
    slides = _in_slides(boxes, inside)
    if prose - slides >= ARTICLE and slides > prose * MOST_SLIDES:
        return "most of the text stands in a slide show beside it"
    if is_strange(letters("".join(run.text for run in inside)), title, hints):
        return "neither the title's words nor the summary's are found in it"
    return None


def _in_slides(boxes: Sequence[Element], inside: Sequence[Block]) -> float:
    """Add up the prose that stands in what is called a slide show."""
    parts = (
        el for box in boxes for el in (*box.iterancestors(), *box.iter()) if el.tag != "body" and el.attrib
    )
    shows = {el for el in parts if SLIDES.search(f"{el.get('class')} {el.get('id')}")}
    if not shows:
        return 0.0
    return sum(run.score for run in inside if not shows.isdisjoint((run.holder, *run.holder.iterancestors())))
