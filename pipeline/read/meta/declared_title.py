"""What the head of a page declares as its title → the headline, without the names of channel and site."""

from __future__ import annotations

import re

from pipeline.patterns import lazy
from pipeline.read.meta.head import Head


SEPARATORS = (  # before the name of a channel or site, the surest first; —— is part of a Chinese title
    r"\s*(?:[_|｜‖]+|(?<!-)--+(?!-)|::)\s*|\s[»›]\s",
    r"\s+[-–—·•~<]+\s+|\s+[-–]|\s/\s|\s:\s(?=[\u3400-\u9fff\uac00-\ud7a3]{2,10}$)|[-－–](?=[\u4e00-\u9fff]{2,12}$)",
)
PLAIN = lazy(r"[\W_]+")
HAN = lazy("[\u3400-\u9fff\uac00-\ud7a3]")
TAIL_WORDS, TAIL_LETTERS = 4, 32  # the most of what may be a site's name at the end of a title


def plain(text: str) -> str:
    """Return the letters of a title alone, for comparing."""
    return PLAIN.sub("", text).casefold()


def declared_title(head: Head) -> str | None:
    """Return the headline that a page declares: in JSON-LD, in its metas, in its <title>; None for none."""
    site = plain(head.meta("og:site_name", "application-name") or head.told("publisher", "name") or "")
    for told in (head.told("headline"), head.meta("articletitle", "og:title", "twitter:title")):
        if told and plain(told) != site:
            if head.title.startswith(told) and head.title[len(told) :][:1] in ('"', "'"):
                break  # a quotation mark ended the attribute too early
            if whole := _whole(told, head):
                return without_site(whole, site)
            if head.title.startswith(told) and head.title != told:
                return without_site(told, site)
            if (
                head.title == told
            ):  # the system that wrote both did not know the site's name from the headline
                return without_site(_without_end(told, site), site)
            return _without_end(told, site)
    return without_site(head.title, site) if head.title else None


def _without_end(title: str, site: str) -> str:
    """Cut the site's name off a title that is sure in all else."""
    parts = re.split(r"\s+[-–—|·•:»_]+\s+|\s*[|_｜]\s*", title)
    if len(parts) < 2 or not site or plain(parts[-1]) != site:
        return title
    return title[: title.rindex(parts[-1])].rstrip(" -–—|·•:»_｜")


def _whole(told: str, head: Head) -> str | None:
    """Return the longer title whose beginning a declared one is, cut off with an ellipsis."""
    stem = told.rstrip(".… ")
    if not told.endswith(("...", "…")) or len(stem) < 20:
        return None
    longer = (text for text in (head.meta("og:title", "twitter:title"), head.title) if text)
    return next((text for text in longer if text.startswith(stem) and len(text) > len(told)), None)


def without_site(title: str, site: str = "") -> str:
    """Cut the channel and the name of the site off a <title>."""
    split = ((form, [part for part in re.split(form, title) if part.strip()]) for form in SEPARATORS)
    form, parts = next(((form, parts) for form, parts in split if len(parts) > 1), ("", [title]))
    if not form:
        return title
    named = [part for part in parts if plain(part) != site] or parts
    if form == SEPARATORS[1] and not HAN.search(title) and (whole := _without_tails(title, named)):
        return whole
    first, longest = named[0], max(named, key=len)
    return first if len(first) >= 6 or len(first) * 2 >= len(longest) else longest


def _without_tails(title: str, parts: list[str]) -> str | None:
    """Cut short parts off the end, which may be a site's or a section's; a dash may stand in a headline itself."""
    rest = list(parts)
    while len(rest) > 1:
        tail, before = rest[-1], sum(map(len, rest[:-1]))
        is_short = len(tail.split()) <= TAIL_WORDS and len(tail) <= min(TAIL_LETTERS, before)
        if not is_short:
            break
        rest.pop()
    if len(rest) > 2:
        return None
    start = title.index(rest[0])
    return title[start : title.index(rest[-1], start) + len(rest[-1])]
