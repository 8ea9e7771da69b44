"""The tree of a page nobody wrote rules for → the elements that hold its article, and how sure that is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.read.blocks import Block, blocks
from pipeline.read.prune import prose_within, prune, trim
from pipeline.read.tree import Element, outermost


# Boxes of CMS families, the most specific first: they narrow the search, cleaning goes on within them.
FAMILIES: tuple[str, ...] = (
    "#js_content", "#mp-editor", "#UCAP-CONTENT", "#vsb_content", "#detailContent", "#p-detail",
    "#rwb_zw", "#ozoom", "#artibody", "#endText", "#ContentBody", "#articleContent", "#article-content",
    "#content_area", "#main_content_text", ".rm_txt_con", ".TRS_Editor", ".TRS_UEDITOR",
    ".trs_editor_view", ".Custom_UnionStyle", ".u-mainText", ".left_zw", ".content_area",
    ".pages_content", ".detail-d", ".post_body", ".article-content", ".entry-content", ".post-content",
    ".articleBody", ".article-body", ".article_content", ".story-body", "#zoom", "#detail",
)  # fmt: skip
ORNAMENT = re.compile(r"logo|icon|banner|avatar|qr|ewm|二维码|spacer|blank|arrow|\bad", re.IGNORECASE)
WIDE = 200  # pixels, from which a picture may be an article
ENOUGH = 60.0  # the weight below which a box, or an article, is too little to be sure of
DECAY = (
    1.0,
    0.8,
    0.5,
    0.25,
    0.12,
)  # what a paragraph adds to the elements around it, from the nearest outwards
GOOD = re.compile(
    r"article|content|detail|entry|main|post|story|text|正文|zhengwen|\bzw\b|body(?!_?bg)", re.IGNORECASE
)
BAD = re.compile(
    r"comment|side|foot|relat|recommend|widget|share|promo|list|nav|reply|rank|\bhot", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Found:
    """The elements of an article, in order, and why one should look at it again (None: sure)."""

    boxes: tuple[Element, ...]
    doubt: str | None = None


def find_article(body: Element, title: str | None) -> Found:
    """Find the article in a page's body; furniture within is taken out of the tree."""
    runs = prune(body)
    if not any(run.score for run in runs):
        return Found(tuple(_pictured(body)), "there is no running text")
    boxes = _family(body, runs) or _densest(body, runs)
    trim(boxes, title)
    return Found(tuple(boxes), _doubt(boxes, runs))


def _pictured(body: Element) -> list[Element]:
    """Return the elements that hold the pictures of a page without text: an article may be one picture."""
    named = _by_name(body)
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


def _family(body: Element, runs: list[Block]) -> list[Element]:
    """Return the boxes of a known CMS that hold most of the page's prose."""
    whole = sum(run.score for run in runs)
    named = _by_name(body)
    for name in FAMILIES:
        found = outermost(named.get(name, ()))
        if not found:
            continue
        inside = _scores_within(found, runs)
        if max(inside.values()) * 2 >= whole and sum(run.weight for run in runs) >= ENOUGH:
            return [max(found, key=lambda el: inside[el])]
    return []


def _by_name(body: Element) -> dict[str, list[Element]]:
    wanted = frozenset(FAMILIES)
    named: dict[str, list[Element]] = {}
    for el in body.iter():
        for name in (f"#{el.get('id')}", *(f".{word}" for word in (el.get("class") or "").split())):
            if name in wanted:
                named.setdefault(name, []).append(el)
    return named


def _scores_within(boxes: list[Element], runs: list[Block]) -> dict[Element, float]:
    scores = dict.fromkeys(boxes, 0.0)
    for run in runs:
        for el in (run.holder, *run.holder.iterancestors()):
            if el in scores:
                scores[el] += run.score
    return scores


def _densest(body: Element, runs: list[Block]) -> list[Element]:
    """Return the element around which the most prose stands, with the prose beside it."""
    scores: dict[Element, float] = {}
    whole = prose_within(runs)
    for run in runs:
        if not run.score:
            continue
        around = [run.holder, *run.holder.iterancestors()]
        if run.holder.tag in ("p", "li", "dd", "blockquote", "h2", "h3") and len(around) > 1:
            around = around[1:]
        for el, share in zip(around, DECAY, strict=False):
            scores[el] = scores.get(el, 0.0) + run.score * share
    best = max(scores, key=lambda el: scores[el] * _favour(el))
    return _beside(_climb(best, whole, body), whole)


def _favour(el: Element) -> float:
    names = f"{el.get('class') or ''} {el.get('id') or ''}"
    return (1.25 if GOOD.search(names) else 1.0) * (0.6 if BAD.search(names) else 1.0)


def _climb(best: Element, whole: dict[Element, float], body: Element) -> Element:
    """Go outwards while the next element holds clearly more prose of the same kind."""
    box = best
    for above in best.iterancestors():
        if above is body or above.tag == "body":
            break
        if whole.get(above, 0.0) > whole[box] * 1.3 and _favour(above) >= 1.0:
            box = above
    return box


def _beside(box: Element, whole: dict[Element, float]) -> list[Element]:
    above = box.getparent()
    if above is None or above.tag in ("html", "tr", "table", "tbody"):
        return [box]
    limit = max(6.0, whole[box] * 0.15)
    return [el for el in above if el is box or (whole.get(el, 0.0) >= limit and _favour(el) >= 1.0)]


def _doubt(boxes: list[Element], runs: list[Block]) -> str | None:
    inside = [run for box in boxes for run in blocks(box)]
    weight = sum(run.weight for run in inside)
    if weight < ENOUGH:
        return "there is very little text"
    if sum(run.weight * run.linked for run in inside) > weight * 0.5:
        return "most of the text is links, as on a list page"
    outside = sum(run.score for run in runs) - sum(run.score for run in inside)
    if outside > sum(run.score for run in inside):
        return "much running text stands outside what was found"
    return None
