"""A headline in its page → the kicker that leads up to it and the deck that goes on from it: 引题, 副题."""

from __future__ import annotations

import re

from pipeline.patterns import lazy
from pipeline.read.meta.declared_title import HAN
from pipeline.read.meta.title import INFO, LONGEST, SITE, is_above_info, is_deck
from pipeline.read.tree import Element, line_of, pieces, short_line


KICKED = lazy(
    r"kicker|overline|eyebrow|pre-?title|super-?title|dachzeile|roofline|\byin-?_?ti|\byt\b|\bjian-?ti|shoulder|引题|肩题",
    re.IGNORECASE,
)
LEAST_KICKER, LONGEST_KICKER = 3, 80


def read_kicker(headline: Element | None) -> str | None:
    """Find the line that stands above the headline and leads up to it: named so, or a smaller heading of East Asia."""
    if headline is None:
        return None
    above = headline.getparent()
    within = [el for el in headline.iterdescendants() if KICKED.search(el.get("class") or "")][:1]
    before = [*headline.itersiblings(preceding=True)][:2]
    if not before and above is not None:
        before = [*above.itersiblings(preceding=True)][:1]
    for el in (*within, *before):
        text = short_line(el, LONGEST_KICKER) if isinstance(el.tag, str) else None
        if not text or len(text) < LEAST_KICKER or el.find(".//a") is not None or el.tag == "a":
            continue
        if " " not in text and not HAN.search(text):  # Gardens: the name of a section
            continue
        is_named = KICKED.search(f"{el.get('class') or ''} {el.get('id') or ''}") is not None
        is_small = el.tag in ("h2", "h3", "h4") and headline.tag == "h1" and HAN.search(text) is not None
        if (is_named or is_small) and not (
            INFO.search(text) or SITE.fullmatch(text) or text == line_of(headline)
        ):
            return text
    return None


def read_deck(headline: Element | None) -> str | None:
    """Find the subordinate headline right under the headline: named so, or begun with a dash."""
    if headline is None:
        return None
    above = headline.getparent()
    near = [*headline.itersiblings()][:4]
    if not near and above is not None:
        near = [*above.itersiblings()][:3]
    for el in near:
        # The smaller heading between the headline and the line of date and source.
        is_between = el.tag == "h2" and headline.tag == "h1" and is_above_info(el)
        begins = next((text for text in pieces(el) if text.strip()), "").lstrip()
        if is_between or is_deck(el, begins):
            text = line_of(el)
            if 2 <= len(text) <= LONGEST:
                return text
    return None
