"""The tree of a page and its headline → the elements that are named as its authors or its date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from pipeline.credit import is_east_asian, read_line
from pipeline.dates import Order, read_labelled_date
from pipeline.model import Person
from pipeline.patterns import lazy
from pipeline.read.meta.bylines import (
    PEOPLE,
    is_byline,
    is_profile,
    people_in,
    people_of_byline,
    shown_text,
    told_name,
)
from pipeline.read.meta.merge import finer
from pipeline.read.meta.persons import FURNITURE, is_person
from pipeline.read.meta.when import date_of_seconds
from pipeline.read.tree import UNSEEN, Element, class_of, elements, squeeze


PUBLISHED = lazy(
    r"publi[sc]|posted|pub-?_?date|created|issued|firstpub|erschienen|veroeffentlicht", re.IGNORECASE
)
MODIFIED = lazy(r"updat|modif|revis|edited|aktualis|actuali", re.IGNORECASE)
DATED = lazy(
    r"date(?!p)|submitted|post-?_?footer|(?:^|[\W_a-z])[tT]ime(?!line|out)s?(?:tamp)?|fecha|datum|publi[sc]|posted|(?:entry|post|article)-?_?(?:meta|info)|meta-info",
    re.IGNORECASE,
)
SOURCE = lazy(
    r"(?:^|[\W_a-z])source(?:$|[\W_A-Z])|[a-z]Source\b|laiyuan|(?:^|\s)ly(?:$|\s)|copyfrom|media-?_?name|nick-?_?name|js_name|account|"
    r"(?:author|writer|mp|user)-?_*name|(?:^|[\W_])origin(?:$|[\W_])",
    re.IGNORECASE,
)
NO_SOURCE = lazy(r"resource|data-?source|comment|sourcemap", re.IGNORECASE)
OTHER = lazy(
    r"comment|kommentar|respond|disqus|relat|recommend|sidebar|side-?bar|(?<!post[-_])(?<!entry[-_])(?<!article[-_])footer|\bnav(?!byline)|menu|promo|teaser|popular|trending|most-|"
    r"newsletter|widget|breadcrumb|carousel|latest|more-(?:from|on|stories|news|posts)|read-?(?:next|more)|up-?next|"
    r"aside|outbrain|taboola|\bads?\b|sponsor|archive|calendar|event-list|reaction|reply|replies|cookie|weather|masthead",
    re.IGNORECASE,
)
OWN = lazy(r"(?:^|\s)(?:entry|post|article)-?_?(?:footer|header|meta|info)", re.IGNORECASE)
COMMENT = lazy(r"comment|respond|disqus|repl(?:y|ies)|relat|recommend", re.IGNORECASE)
OTHER_TAGS = frozenset(("nav", "aside", "footer", "form", "figure", "figcaption", "blockquote", "select"))
SAID = lazy(r"^(?:来源|來源|稿源|出处)于?\s*[:：]?\s*")
LONGEST_DATE, LONGEST_OUTLET = 120, 24
FEWEST_OTHERS, MOST_AUTHORS, MOST_ITEMS = 2, 6, 12  # items of a menu; persons of one list; items looked at
DAY = lazy(r"\b(?:19|20)\d\d\b")
# Where what is said of a post leads: its section, its comments, those with whom to share it.
OF_POST = lazy(
    r"^#|#(?:respond|comments?)|^mailto:|/(?:category|categories|tags?|topics?|section)/|share|facebook|twitter"
)
MOST, BEFORE = 200, 40  # elements looked at below and above the headline
DATA_DATES = (
    "data-publishtime",
    "data-published",
    "data-datetime",
    "data-timestamp",
    "data-time",
    "data-date",
)
SECONDS = lazy(r"1\d{9}(?:\d{3})?")
DATE_TAGS = frozenset(("time", "abbr"))


@dataclass(frozen=True, slots=True)
class Named:
    """What the named elements of a page tell, the surest date of each kind."""

    people: tuple[Person, ...] = ()
    published: str | None = None  # named or labelled so
    dated: str | None = None  # a date that does not say of what
    modified: str | None = None
    above: str | None = None  # the like above the headline, which may be the day's own
    outlet: str | None = None  # looked for on East Asian pages, which credit one


def read_named(root: Element, headline: Element | None, order: Order, *, is_asian: bool) -> Named:
    """Read the people and dates of the elements named so, the nearest to the headline first."""
    outlet: str | None = None
    people: tuple[Person, ...] = ()
    dates: dict[str, str] = {}
    above = frozenset(headline.iterancestors()) if headline is not None else frozenset()
    found, before = _found(root, headline)
    for el in found:
        name = told_name(el)
        may_name = not people and is_byline(el, name)
        may_date = el.tag in DATE_TAGS or el.get("datetime") is not None or DATED.search(name) is not None
        may_credit = is_asian and not outlet and SOURCE.search(name) is not None
        if not (may_name or may_date or may_credit) or _is_others(el, above):
            continue
        outlet = outlet or (_outlet(el, name) if may_credit else None)
        people = people or (people_of_byline(el, above) if may_name else ())
        if may_date and (told := _dated(el, name, order)):
            kind = "above" if told[0] == "dated" and el in before else told[0]
            dates[kind] = finer(dates.get(kind), told[1]) or told[1]
    people = people or _linked(root)
    if is_asian:  # what is no surely a person's name is that of an account
        people = tuple(person for person in people if is_person(person.name))
    return Named(
        people, dates.get("published"), dates.get("dated"), dates.get("modified"), dates.get("above"), outlet
    )


@lru_cache(maxsize=4096)  # a page, and a site, has the same few hundred names again and again
def _tells(name: str) -> bool:
    """Tell whether an element of this class or id may hold an author, a date or a medium."""
    return any(pattern.search(name) for pattern in (PEOPLE, DATED, SOURCE))


def _found(root: Element, headline: Element | None) -> tuple[list[Element], frozenset[Element]]:
    """Return the elements so named: those in the headline's own header, those below it, and the set above it."""
    body = root.find("body")
    found: list[Element] = []
    place = None
    for el in (root if body is None else body).iter():
        if el is headline:
            place = len(found)
        get = el.get
        name, key = get("class"), get("id")
        if (
            (name and _tells(name))
            or (key and _tells(key))
            or el.tag in DATE_TAGS
            or get("itemprop")
            or (el.tag == "a" and ("author" in get("rel", "") or is_profile(get("href", ""))))
            or get("datetime")
        ):
            found.append(el)
    if place is None:
        return found[:MOST], frozenset()
    header = next(headline.iterancestors("header"), None) if headline is not None else None
    around = found[max(0, place - BEFORE) : place + MOST]
    within = [el for el in around if header is not None and header in el.iterancestors()]
    over = around[: min(place, BEFORE)]
    order = dict.fromkeys((*within, *found[place : place + MOST], *reversed(over)))
    return [*order], frozenset(over) - frozenset(within)


def _is_others(el: Element, above: frozenset[Element]) -> bool:
    if el.tag == "a" and _is_in_menu(el):
        return True
    node: Element | None = el
    while node is not None and node not in above:
        if (
            (node.tag in OTHER_TAGS and not OWN.search(class_of(node)))
            or node.tag in UNSEEN
            or (node.tag == "article" and above)
        ):
            return True
        if OTHER.search(f"{class_of(node)} {node.get('id') or ''}") and node.tag != "body":
            return True
        node = node.getparent()
    return False


def _is_in_menu(link: Element) -> bool:
    """Tell a link in a list whose other items lead elsewhere than to persons, or to many: My profile, Columns.

    The list of what a post is filed under tells its day and its section, too.
    """
    item = next(link.iterancestors("li"), None)
    menu = item.getparent() if item is not None else None
    if menu is None or "author" in (link.get("rel") or ""):
        return False
    items = list(islice((el for el in menu if el is not item), MOST_ITEMS))
    if any(DAY.search("".join(map(str, el.itertext()))) for el in items):
        return False
    hrefs = [found.get("href") or "" for el in items if (found := el.find(".//a")) is not None]
    strange = sum(not is_profile(href) and OF_POST.search(href) is None for href in hrefs)
    return strange >= FEWEST_OTHERS or len(hrefs) >= MOST_AUTHORS


def _outlet(el: Element, name: str) -> str | None:
    """Read the medium of an element named its source, or the account that published there."""
    text = shown_text(el)
    if NO_SOURCE.search(name) or not 2 <= len(text) <= LONGEST_OUTLET or not is_east_asian(text):
        return None
    told = read_line(text).outlet or SAID.sub("", text).strip()
    return (
        told
        if told
        and not FURNITURE.search(told)
        and not re.search(r"\d{4}|[:：，。]", told)
        and not (is_person(told))
        else None
    )


def _linked(root: Element) -> tuple[Person, ...]:
    """Return the one author that links outside the article's own boxes tell; of several none is surely its."""
    links = elements(root.xpath("//a[contains(@rel, 'author')]"))
    own = [link for link in links if not any(COMMENT.search(told_name(up)) for up in link.iterancestors())]
    told = {people_in(link) for link in own} - {()}
    return next(iter(told)) if len(told) == 1 else ()


def _of_data(el: Element) -> str:
    """Return the date that an element keeps for its script: data-publishtime="1376751840652"."""
    told = next((value for name in DATA_DATES if (value := el.get(name))), "")
    return (date_of_seconds(int(told[:10])) or "") if SECONDS.fullmatch(told) else told


def _dated(el: Element, name: str, order: Order | None) -> tuple[str, str] | None:
    """Read the date of an element and what it is the date of."""
    text = shown_text(el)
    if el.tag == "meta" or not text:
        text = squeeze(el.get("content") or el.get("datetime") or el.get("title") or "")
    if not text or len(text) > LONGEST_DATE:
        return None
    exact = el.get("datetime") or el.get("content" if el.get("itemprop") else "title") or _of_data(el)
    iso = (read_labelled_date(exact, order) if exact else None) or read_labelled_date(text, order)
    if not iso or len(iso) < len("2021-06-18"):
        return None
    is_labelled = PUBLISHED.search(text) is not None
    if (MODIFIED.search(name) or MODIFIED.search(text)) and not (is_labelled or PUBLISHED.search(name)):
        return "modified", iso
    is_published = is_labelled or PUBLISHED.search(name) or el.get("pubdate") is not None
    return ("published" if is_published else "dated"), iso
