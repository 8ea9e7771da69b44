"""The tree and head of a page → its headline, the element it stands in, and the deck under it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import islice

from pipeline.patterns import lazy
from pipeline.read.blocks import Block, blocks
from pipeline.read.meta.declared_title import SEPARATORS, declared_title, plain
from pipeline.read.meta.head import Head
from pipeline.read.tree import Element, line_of, short_line, squeeze


NAMED = lazy(
    r"(?:^|[\W_])(?:title|headline|heading|biaoti|bt\d?|tit\d?|h-?title)(?:$|[\W_])|标题|[a-z]Title\b",
    re.IGNORECASE,
)
KICKER = lazy(
    r"kicker|overline|eyebrow|pre-?title|super-?title|dachzeile|roofline|\b(?:label|badge|tag|flag|category|prefix)\b|"
    r"sr-only|visually-?hidden|screen-reader",
    re.IGNORECASE,
)
DECK = lazy(
    r"sub-?(?:title|head|headline)|deck|\bdek\b|standfirst|fubiaoti|\bfbt\b|\bfutitle\b|vice-?title|lead-?in\b",
    re.IGNORECASE,
)
OWN = lazy(
    r"(?:^|[\s_-])(?:entry|post|article|story|node)-?_?(?:title|headline|heading)(?:$|[\s_-])", re.IGNORECASE
)
BRAND = lazy(
    r"(?:site|brand|masthead|logo)-?_?(?:title|name|heading)|(?:^|[\s_-])(?:logo|branding)(?:$|[\s_-])",
    re.IGNORECASE,
)
SITE = lazy(  # what is a house's own name, and no headline
    r"[\u3400-\u9fff]{2,16}(?:人民政府|政府网站?|门户|网站|网|在线|官网|大学|学院|委员会|监委|日报|晚报|电视台|首页)|首页|正文|新闻|详情页?"
)
TAGS = lazy(r"</?(?:br|b|i|em|strong|font|span|p|sup|sub)\b[^<>]{0,80}>", re.IGNORECASE)
OFFICE = lazy(  # who a page's <title> may name in place of its headline
    r"[\u3400-\u9fff]{2,16}(?:局|厅|廳|委|署|院|所|处|處|办公室|辦公室|部|中心|集团|公司|协会|協會|学会|学校|中学|小学|医院|馆|館)"
)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
SHOWN = 1.2  # a rank from which a heading is the headline, and no other element is looked at
INFO = lazy(r"(?:来源|來源|发布时间|發布時間|发布日期)\s*[:：]|\d{4}\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}")
BESIDE_INFO = 1.6  # a sure sign, weaker than a declared title shown in full
DOUBT = 1.5  # where a heading may be the name of the house
UNLIKE = 0.5  # of a <title> that a line must cover, where the page declares another headline
NAMED_OWN = 1.0  # a heading that is named the article's own, though no title repeats it
MOST_LINES = 400  # looked at for a part of the title that stands alone
LINES = 80  # looked at from the top of a page that names no headline
LONGEST = 200
BUTTON = 8  # letters that a button may add to a headline
FEW_WORDS, MOST_WORDS = 4, 0.75  # of a heading that a <title> has, for it to be another wording of it
REWORDED = 0.9


def read_title(root: Element, head: Head) -> tuple[str | None, Element | None]:
    """Find the headline: the visible one that the page's own title repeats, else what the page declares."""
    told = [
        squeeze(text)
        for text in (
            head.meta("og:title"),
            head.told("headline"),
            head.meta("articletitle"),
            re.split(SEPARATORS[0], head.title)[0],
            head.title,
        )
        if text
    ]
    keys = [key for key in (plain(text) for text in told) if key]
    best: tuple[float, str, Element] | None = None
    tops: list[tuple[str, Element]] = []
    for el in _headings(root):
        if el.tag[0] != "h" and best and best[0] >= SHOWN:
            break
        text = text_of(el) if short_line(el, LONGEST) is not None else ""
        if not plain(text):
            continue
        if el.tag == "h1":
            tops.append((text, el))
        rank = _rank_of(el, text, keys, head.title)
        if rank > 0 and (best is None or rank > best[0]):
            best = (rank, text, el)
    if not (keys and _is_alien(keys[-1], keys[0])):
        best = _part_alone(root, head, best[1] if best else "") or best
    return _settled(root, head, best, tops)


def _settled(
    root: Element, head: Head, best: tuple[float, str, Element] | None, tops: list[tuple[str, Element]]
) -> tuple[str | None, Element | None]:
    """Take the best heading, what the page declares, its only h1, or what stands above its line of date and source."""
    declared = declared_title(head)
    if best and not (declared and _is_more(best[1], best[2], declared, head)):
        return best[1], best[2]
    if declared and tops and _is_more(*tops[0], declared, head):
        return declared, tops[0][1]  # the heading holds more than the headline, such as a player's buttons
    site = plain(head.meta("og:site_name") or "")
    if (
        len({text for text, _ in tops}) == 1
        and plain(tops[0][0]) != site
        and (declared is None or len(plain(tops[0][0])) >= 8)
    ):
        return tops[0]
    is_house = not declared or SITE.fullmatch(declared) or OFFICE.fullmatch(declared)
    if is_house and (above := _above_info(root)) is not None:
        return line_of(above), above
    return (declared, None) if declared else (tops[0] if tops else (None, None))


def _rank_of(el: Element, text: str, keys: list[str], told: str) -> float:
    """Rate an element as the headline: by the titles that it repeats, the line below it and its name."""
    key = plain(text)
    is_beside = len(key) >= 6 and is_above_info(el) and not is_deck(el, text)
    rank = max(_rank(key, keys), BESIDE_INFO if is_beside else 0.0)
    if not rank:
        if el.tag in ("h1", "h2") and _is_reworded(text, told) and _is_above_text(el):
            return REWORDED
        is_own = OWN.search(el.get("class") or "") is not None or el.get("itemprop") == "headline"
        return NAMED_OWN if el.tag == "h1" and is_own else 0.0
    above = el.getparent()
    names = " ".join(
        f"{one.get('class') or ''} {one.get('id') or ''}" for one in (el, above) if one is not None
    )
    return rank - DOUBT * (SITE.fullmatch(text) is not None or BRAND.search(names) is not None)


def _part_alone(root: Element, head: Head, shown: str) -> tuple[float, str, Element] | None:
    """Find the part of a <title> that stands on the page as a line of its own, where a heading shows less of it."""
    parts = {plain(part): part for form in SEPARATORS for part in re.split(form, head.title)}
    least = max(8, 2 * len(plain(shown)))
    wanted = {key for key in parts if len(key) >= least and not SITE.fullmatch(parts[key])}
    body = root.find("body")
    if plain(shown) in parts or len(parts) < 2 or not wanted or body is None:
        return None
    runs = (run for run in islice(blocks(body), MOST_LINES) if run.linked < 0.5 and plain(run.text) in wanted)
    best = max(runs, key=lambda run: len(run.text), default=None)
    return (SHOWN, parts[plain(best.text)], best.holder) if best is not None else None


def text_of(el: Element) -> str:
    """Return a headline's text without the kicker in it: Analysis, Live, what only a screen reader says."""
    if not len(el) or el.find(".//*[@class]") is None:
        return line_of(el)
    small = [one for one in el.iterdescendants() if KICKER.search(one.get("class") or "")]
    whole = line_of(el)
    for one in small:
        text = line_of(one)
        if text and whole.startswith(text) and len(text) * 2 < len(whole):
            whole = whole[len(text) :].strip(" :：|·-–—")
    return whole


def clear(title: str | None) -> str | None:
    """Return a title as plain text: entities and tags of a careless system read, white space of one width."""
    if not title:
        return None
    return squeeze(html.unescape(TAGS.sub(" ", title)) if "&" in title or "<" in title else title) or None


def _headings(root: Element) -> Iterator[Element]:
    """Yield what may be a headline: headings, then whatever is named so."""
    yield from (el for el in root.iter(*HEADINGS) if not KICKER.search(el.get("class") or ""))
    for el in root.iter("div", "p", "td", "span", "font", "strong", "b"):
        names = f"{el.get('class') or ''} {el.get('id') or ''}" if el.attrib else ""
        if names and NAMED.search(names) and not KICKER.search(names):
            yield el


def is_deck(el: Element, text: str) -> bool:
    """Tell whether an element goes on from a headline: named so, or begun with a dash."""
    return text.startswith("——") or DECK.search(f"{el.get('class') or ''} {el.get('id') or ''}") is not None


def is_above_info(el: Element) -> bool:
    """Tell whether the line of date and source stands right under a heading."""
    under = el.getnext()
    if under is None or not isinstance(under.tag, str):
        return False
    text = short_line(under, 120)
    return text is not None and INFO.search(text) is not None


def _above_info(root: Element) -> Element | None:
    """Return what holds the short line right above the first line of date and source."""
    body = root.find("body")
    above: Block | None = None
    for run in islice(blocks(body), LINES) if body is not None else ():
        if above is not None and len(run.text) <= 120 and INFO.search(run.text):
            return above.holder
        is_headline = 6 <= len(run.text) <= 60 and run.linked < 0.5 and not INFO.search(run.text)
        above = run if is_headline and run.holder.tag in ("p", "div", "td", "center", "li") else None
    return None


def _rank(key: str, keys: list[str]) -> float:
    """Rate a visible line as headline: how much of a declared title it covers, from its beginning."""
    best = 0.0
    for told in keys:
        if told == keys[-1] and _is_alien(told, keys[0]) and len(key) < len(told) * UNLIKE:
            continue
        if key == told:
            best = max(best, 2.0)
        elif len(key) >= 4 and told.startswith(key):
            best = max(best, (1.0 if len(key) >= 6 else 0.5) + len(key) / len(told) * 0.9)
        elif len(key) >= 8 and key in told:
            best = max(best, 0.5 + len(key) / len(told) * 0.9)
    return best


def _is_reworded(text: str, title: str) -> bool:
    """Tell a heading whose words, in their order, are nearly all in the page's <title>, which has others between."""
    words, rest = text.casefold().split(), title.casefold().split()
    found = 0
    for word in words:
        if word in rest:
            found += 1
            rest = rest[rest.index(word) + 1 :]
    return found >= FEW_WORDS and found >= len(words) * MOST_WORDS and found * 2 >= len(title.split())


def _is_above_text(el: Element) -> bool:
    """Tell a heading without a link, with a paragraph next below it and none above it in its own box."""
    if el.find(".//a") is not None or next(el.iterancestors("a", "li", "aside", "nav"), None) is not None:
        return False
    before = el.itersiblings("p", "h1", "h2", preceding=True)
    return next(before, None) is None


def _is_alien(title: str, declared: str) -> bool:
    """Tell a <title> that has nothing of the headline declared: it is the site's."""
    return len(declared) >= 12 and declared[:12] not in title and title[:12] not in declared


def _is_more(text: str, el: Element, title: str, head: Head) -> bool:
    """Tell whether a heading goes on after the headline, in elements of its own that no declared title has."""
    key, told = plain(text), plain(title)
    is_longer = len(told) >= 8 and key != told and key.startswith(told)
    return is_longer and key not in plain(head.title) and (len(el) > 0 or len(key) <= len(told) + BUTTON)
