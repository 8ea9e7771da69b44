"""A body's runs of text → the elements that may be the article, each found in its own way, and how well each fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.read.blocks import Block
from pipeline.read.body.beside import beside, with_twins
from pipeline.read.body.ground import BELOW_HEADLINE, LINK_LINE, Ground, within
from pipeline.read.body.hints import ENOUGH as ENOUGH_TOLD
from pipeline.read.body.hints import PROBE, is_strange, letters, share
from pipeline.read.tree import Element, innermost, kind_of, outermost


# Boxes of CMS families, the most specific first: they narrow the search, cleaning goes on within them.
FAMILIES: tuple[str, ...] = (
    "#js_content", "#mp-editor", "#UCAP-CONTENT", "#vsb_content", "#detailContent", "#p-detail",
    "#rwb_zw", "#ozoom", "#artibody", "#endText", "#ContentBody", "#articleContent", "#article-content",
    "#content_area", "#main_content_text", ".rm_txt_con", ".TRS_Editor", ".TRS_UEDITOR",
    ".trs_editor_view", ".Custom_UnionStyle", ".u-mainText", ".left_zw", ".content_area",
    ".pages_content", ".detail-d", ".post_body", ".article-content", ".entry-content", ".post-content",
    ".post-body", ".articleBody", ".article-body", ".article_content", ".story-body", "#zoom", "#detail",
)  # fmt: skip
ENOUGH = 60.0  # the weight below which a box, or an article, is too little to be sure of
# What a paragraph adds to the elements around it, from the nearest outwards.
DECAY = (1.0, 0.8, 0.5, 0.25, 0.12)
NO_BOXES = frozenset(("html", "h1", "h2", "h3", "h4"))
PARTS = frozenset(("blockquote", "ul", "ol", "dl", "li"))  # of a text: what surrounds them belongs to it
MOST_TOLD = 0.6  # of it must stand on the page
LEAST_PROSE = 0.25  # of the page: what JSON-LD tells is often a beginning
WHOLE = 0.5  # of the prose in all that is declared so, from which one element is the article
MORE = 1.3  # times a box's prose that the next must have
# Of the text that the next has beside it, how much may be lines of links; and where it is called an article's box.
LINKS, LINKS_NAMED = 0.15, 0.35
OTHERS = 0.5  # of a paragraph's prose, from which what stands beside it is of the same text
ALIKE = 0.6  # share of prose from which two findings are the same article


@dataclass(frozen=True, slots=True)
class Candidate:
    """Elements that may be the article, in order; which way found them; the runs within; how well they fit."""

    way: str
    boxes: tuple[Element, ...]
    inside: tuple[Block, ...]
    fit: float

    def text(self) -> str:
        """Return the letters of its prose."""
        return letters("".join(run.text for run in self.inside if run.score))


def told(ground: Ground) -> tuple[Element, ...]:
    """Return the element that holds the text which the page's JSON-LD tells, where it tells a whole one."""
    article = ground.hints.article
    if len(article) < ENOUGH_TOLD:
        return ()
    plain = [(run, letters(run.text)) for run in ground.runs if run.score]
    members = [(run, text) for run, text in plain if text and text[:PROBE] in article]
    held = sum(run.score for run, _ in members)
    is_whole = held >= ground.whole.get(ground.body, 0.0) * LEAST_PROSE
    if not is_whole or sum(len(text) for _, text in members) < len(article) * MOST_TOLD:
        return ()
    common = innermost((run.holder, *run.holder.iterancestors()) for run, _ in members)
    return () if common is None else (common,)


def family(ground: Ground) -> tuple[Element, ...]:
    """Return the boxes of a known CMS that hold most of the page's prose."""
    whole = sum(run.score for run in ground.runs)
    weight = sum(run.weight for run in ground.runs)
    named = named_boxes(ground.body)
    for name in FAMILIES:
        found = outermost(named.get(name, ()))
        if not found:
            continue
        inside = {el: ground.whole.get(el, 0.0) for el in found}
        best = max(found, key=lambda el: inside[el])
        if weight >= ENOUGH and (inside[best] * 2 >= whole or _is_full(best, ground, weight)):
            return with_twins(best, ground)
    return ()


def _is_full(box: Element, ground: Ground, weight: float) -> bool:
    """Tell whether a box below the headline holds most of what a page says, though in verses and not in prose."""
    if ground.favour(box) < BELOW_HEADLINE:
        return False
    return sum(run.weight * (1 - run.linked) for run in within((box,), ground)) * 2 >= weight


def named_boxes(body: Element) -> dict[str, list[Element]]:
    """Gather the elements whose class or id is that of a known CMS."""
    wanted = frozenset(FAMILIES)
    named: dict[str, list[Element]] = {}
    for el in body.iter():
        if not el.attrib:
            continue
        for name in (f"#{el.get('id')}", *(f".{word}" for word in (el.get("class") or "").split())):
            if name in wanted:
                named.setdefault(name, []).append(el)
    return named


def densest(ground: Ground) -> tuple[Element, ...]:
    """Return the element around which the most prose stands, with the prose beside it."""
    scores: dict[Element, float] = {}
    for run in ground.runs:
        if not run.score:
            continue
        around = [run.holder, *run.holder.iterancestors()]
        if run.holder.tag in ("p", "li", "dd", "blockquote", "h2", "h3") and len(around) > 1:
            around = around[1:]
        for el, part in zip(around, DECAY, strict=False):
            if el.tag == "html":
                break
            scores[el] = scores.get(el, 0.0) + run.score * part
    if not scores:
        return ()
    best = max(scores, key=lambda el: scores[el] * ground.favour(el))
    while best.tag in PARTS and (above := best.getparent()) is not None and above.tag not in ("body", "html"):
        best = above
    return beside(_climb(best, ground), ground)


def _climb(best: Element, ground: Ground) -> Element:
    """Go outwards while the next element holds clearly more prose of the same kind."""
    box = best
    for above in best.iterancestors():
        if above.tag == "body":
            break
        most = LINKS_NAMED if ground.is_named(above) else LINKS
        is_more = ground.whole.get(above, 0.0) > ground.whole[box] * MORE
        if is_more and ground.favour(above) >= 1.0 and ground.link_share(above, box) <= most:
            box = above
    return box


def fullest(ground: Ground) -> tuple[Element, ...]:
    """Return the element whose prose most outweighs the links and labels within it: names play no part."""
    sums: dict[Element, float] = {}
    for run in ground.runs:
        value = (
            run.score
            - (run.weight * run.linked / 12 + 0.4 * (run.linked >= LINK_LINE))
            - (0.2 if not run.score else 0.0)
        )
        for el in (run.holder, *run.holder.iterancestors()):
            sums[el] = sums.get(el, 0.0) + value
    sums = {el: value for el, value in sums.items() if value > 0 and el.tag not in NO_BOXES}
    if not sums:
        return ()
    most = max(sums.values())
    # Of those that are nearly as full, the one deepest in the page.
    best = max(
        (el for el in sums if sums[el] >= most * 0.97),
        key=lambda el: (sum(1 for _ in el.iterancestors()), sums[el]),
    )
    return (_among(best, ground),)


def _among(best: Element, ground: Ground) -> Element:
    """Return what holds a paragraph and the others of its kind; what is more than a paragraph, or alone, as it is.

    Where a long list of links follows a short text, each paragraph is fuller than all together.
    """
    if sum(run.score > 0 for run in within((best,), ground)) != 1:
        return best
    held = ground.whole.get(best, 0.0)
    for el in (best, *best.iterancestors()):
        above = el.getparent()
        if above is None or ground.whole.get(el, 0.0) > held:
            return best
        siblings = (one for one in above if one is not el and kind_of(one) == kind_of(el))
        if sum(ground.whole.get(one, 0.0) for one in siblings) >= held * OTHERS:
            return above
    return best


def declared(ground: Ground) -> tuple[Element, ...]:
    """Return what the page itself calls the article's text: microdata, maybe paragraph by paragraph, or its only
    <article> with prose."""
    bodies = [el for el in ground.body.iter() if el.get("itemprop") and _says_body(el)]
    if not bodies:
        bodies = [
            el
            for el in ground.body.iter("article")
            if ground.whole.get(el, 0.0) >= ground.whole.get(ground.body, 0.0) * 0.4
        ]
    found = [el for el in outermost(bodies) if ground.whole.get(el, 0.0) > 0]
    if not found:
        return ()
    best = max(found, key=lambda el: ground.whole[el])
    is_whole = ground.whole[best] >= sum(ground.whole[el] for el in found) * WHOLE
    return (best,) if is_whole or any(el.tag != "p" for el in found) else tuple(found)


def _says_body(el: Element) -> bool:
    return "articlebody" in (el.get("itemprop") or "").lower()


def _is_declared(el: Element) -> bool:
    return _says_body(el) or any(_says_body(above) for above in el.iterancestors())


def weigh(way: str, boxes: tuple[Element, ...], ground: Ground) -> Candidate:
    """Make a candidate of what a way has found."""
    inside = within(boxes, ground)
    return Candidate(way, boxes, inside, _fit(boxes, inside, ground))


def _fit(boxes: Sequence[Element], inside: Sequence[Block], ground: Ground) -> float:
    """Return how well elements fit as the article: prose, few links, the headline, what the page tells of it."""
    weight = sum(run.weight for run in inside)
    if not weight:
        return 0.0
    score = sum(run.score for run in inside)
    prose = score / max(1.0, ground.whole.get(ground.body, 0.0))
    doubtful = sum(run.score for run in inside if id(run) in ground.suspected) / max(1.0, score)
    linked = sum(run.weight * run.linked for run in inside) / weight
    near = any(ground.favour(box) >= BELOW_HEADLINE for box in boxes)
    plain = letters("".join(run.text for run in inside))
    strange = is_strange(plain, ground.title, ground.hints)
    agreed = ground.hints.agree(plain) + 0.8 * all(map(_is_declared, boxes))
    links = sum(run.linked >= LINK_LINE for run in inside) / len(inside)
    return 0.6 * prose - 0.8 * doubtful - 0.65 * links - 0.5 * strange + (1.0 - linked) + 0.5 * near + agreed


def alike(one: str, other: str) -> float:
    """Return which share of two texts is in both, 0 to 1: a page may hold its article twice."""
    if one == other:
        return 1.0
    return min(share(one, other), share(other, one))
