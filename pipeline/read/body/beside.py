"""A box that holds an article, or a part of it → that box with the siblings that hold the rest."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.read.blocks import blocks
from pipeline.read.body.ground import Ground
from pipeline.read.body.others import heads_others
from pipeline.read.tree import Element


MOST_LINKS = 0.15  # of the text of a part: in a column of teasers more of it is lines of links


def beside(box: Element, ground: Ground) -> tuple[Element, ...]:
    """Return a box with the siblings that hold a good part of the article too, in order."""
    above = box.getparent()
    if above is None or above.tag in ("html", "tr", "table", "tbody"):
        return (box,)
    limit = max(6.0, ground.whole[box] * 0.15)
    twins = frozenset(with_twins(box, ground))
    return tuple(
        el
        for el in above
        if el in twins
        or (_is_part(el, limit, ground) and ground.favour(el) >= 1.0 and not _is_after_text(el))
    )


def _is_part(el: Element, limit: float, ground: Ground) -> bool:
    """Tell what holds a good part of the prose, and not among links and labels as a column of teasers does."""
    return ground.whole.get(el, 0.0) >= limit and ground.link_share(el) <= MOST_LINKS


def _is_after_text(el: Element) -> bool:
    """Tell what begins with a heading of comments or of other articles."""
    first = next(blocks(el), None)
    return first is not None and heads_others(first)


def with_twins(box: Element, ground: Ground) -> tuple[Element, ...]:
    """Return a box with its siblings of the same name that hold prose: an article parted by a picture or a rail.

    What has a headline of its own is another article; what has the page's headline is this one's head.
    """
    words = frozenset((box.get("class") or "").split())
    if box.getparent() is None or not words or _has_headline(box):
        return (box,)
    before, after = (_twins(box.itersiblings(preceding=way), box, words, ground) for way in (True, False))
    return (*reversed(before), box, *after)


def _twins(siblings: Iterable[Element], box: Element, words: frozenset[str], ground: Ground) -> list[Element]:
    """Gather the boxes of the same name with prose in them, as far as a heading that begins something else."""
    found: list[Element] = []
    for el in siblings:
        if el.tag in ("h1", "h2", "h3", "header", "article"):
            break
        if el.tag == box.tag and words == frozenset((el.get("class") or "").split()):
            if _has_headline(el):
                break
            found += [el] if ground.whole.get(el, 0.0) > 0 else []
    return found


def _has_headline(box: Element) -> bool:
    """Tell a box with a headline of its own: an h1, or a first heading that links to its article."""
    first = next(box.iter("h1", "h2", "h3"), None)
    return first is not None and (first.tag == "h1" or first.find(".//a") is not None)
