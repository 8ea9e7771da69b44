"""An element that is named as an article's byline → the people in it."""

from __future__ import annotations

import re

from pipeline.model import Person
from pipeline.patterns import lazy
from pipeline.read.meta.persons import people_of
from pipeline.read.tree import Element, class_of, pieces, squeeze


PEOPLE = lazy(
    r"by-?_?line|(?:^|[\W_])by(?:$|[\W_])|authors?|autor(?:en|es|a|as|in)?(?![a-z])|auteurs?|writers?(?![a-z])|contributors?(?![a-z])|reporter|"
    r"journalist|verfasser|columnist|posted-?_?by|writ?ten-?_?by",
    re.IGNORECASE,
)
NO_PEOPLE = lazy(
    r"author(?:ity|iz|is(?:e|a))|author[-_]*(?:bio|desc|image|img|avatar|pic|photo|follow|social|mail|job|role|about|info-text|url)|"
    r"comment|bio(?:$|[\W_])|twitter|avatar|disclosure|(?:co-?)?autorisation|other|more|topics?(?:$|[\W_])",
    re.IGNORECASE,
)
PROFILE = lazy(
    r"/(?:authors?|autor(?:en|es)?|auteurs?|by|profile|profiles|people|persons?|staff|contributors?|columnists?|"
    r"journalists?|reporters?|writers?|bio|redaktion|redacteurs?|correspondents?|experts?|users?|members?)s?/"
    r"|/team/[a-z]+(?:-[a-z]+)+/?$|[?&]author(?:_name)?=|author[-_]",
    re.IGNORECASE,
)
ARTICLE = lazy(r"/(?:19|20)\d\d/\d{1,2}/")  # the address of an article: of one by a columnist too
TOPIC = lazy(r"topic-?link", re.IGNORECASE)
SMALL = frozenset(("", "by", "and", "und", "et", "y", "e", "и", "von", "par", "por", "di"))
GOES_ON = (" and", " und", " et", " y", ",", "&", "by", "von", "par", "por", "di", ":")
LEVELS = 3
LONGEST_PEOPLE = 240  # characters


def told_name(el: Element) -> str:
    """Return all that names an element: its item, class, id and test mark."""
    get = el.get
    return f"{get('itemprop') or ''} {class_of(el)} {get('id') or ''} {get('data-testid') or ''}"


def is_byline(el: Element, name: str) -> bool:
    """Tell whether an element so named, or a link to a person's page, is a byline."""
    if "author" in (el.get("rel") or "") or (el.tag == "a" and is_profile(el.get("href") or "")):
        return TOPIC.search(name) is None
    return PEOPLE.search(name) is not None and NO_PEOPLE.search(name) is None


def is_profile(address: str) -> bool:
    """Tell whether an address is that of a person's page: /authors/ada-fernsby."""
    return PROFILE.search(address) is not None and ARTICLE.search(address) is None


def people_of_byline(el: Element, above: frozenset[Element]) -> tuple[Person, ...]:
    """Read the people of an element and of those like it in the same small box."""
    if el.tag == "meta":
        return people_of(el.get("content") or "", is_sure=True)
    first = people_in(el)
    if not first:
        return ()
    box = el
    for _ in range(LEVELS):
        parent = box.getparent()
        if parent is None or parent in above or len(shown_text(parent)) > LONGEST_PEOPLE:
            break
        box = parent
    if box is el:
        return _whole(first)
    near = [one for one in box.iter() if isinstance(one.tag, str) and is_byline(one, told_name(one))]
    return _whole((*first, *(person for one in near for person in people_in(one))))


def _whole(people: tuple[Person, ...]) -> tuple[Person, ...]:
    """Leave out who is named twice, and by less: Ada beside Ada Fernsby."""
    names = [set(person.name.split()) for person in people]
    return tuple(
        one for one in dict.fromkeys(people) if not any(set(one.name.split()) < words for words in names)
    )


def people_in(el: Element) -> tuple[Person, ...]:
    """Read the people of one element: those it links to or names, else those of its text."""
    if len(shown_text(el)) > LONGEST_PEOPLE:
        return ()
    named = [one for one in el.iter("a", "span", "meta") if one is not el and _is_name(one)]
    links = [person for one in named for person in people_of(shown_text(one), is_sure=_is_sure(one))]
    return tuple(dict.fromkeys(links)) or people_of(_joined(el), is_sure=_is_sure(el))


def _is_name(el: Element) -> bool:
    return _is_sure(el) or (el.tag == "a" and is_profile(el.get("href", "")))


def _is_sure(el: Element) -> bool:
    """Tell whether the page says that an element is an author's name; an address of a profile may be anyone's."""
    return el.get("itemprop") in ("name", "author") or "author" in el.get("rel", "")


def shown_text(el: Element) -> str:
    """Return the text of an element as one line; of a meta its content."""
    return squeeze(el.get("content") or "") if el.tag == "meta" else squeeze(" ".join(pieces(el)))


def _joined(el: Element) -> str:
    """Return the text of a byline, a line apart for each box in it, since jobs stand beside names."""
    runs = [squeeze(text) for text in pieces(el) if text.strip()]
    text = ""
    for run in runs:
        is_small = run.lower().strip(" :,&") in SMALL
        goes_on = not text or is_small or text.rstrip().lower().endswith(GOES_ON)
        text += (" " if goes_on else " | ") + run
    return text.strip()
