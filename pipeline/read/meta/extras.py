"""What a page declares beside its credit → its canonical address, lead picture and keywords."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from pipeline.patterns import lazy
from pipeline.read.address import host_of, joined
from pipeline.read.meta.head import Head


PICTURES = (
    "og:image",
    "og:image:url",
    "og:image:secure_url",
    "twitter:image",
    "twitter:image:src",
    "image",
    "thumbnail",
)
KEYWORDS = (
    "news_keywords",
    "keywords",
    "article:tag",
    "parsely-tags",
    "sailthru.tags",
    "dc.subject",
    "keyword",
)
NO_PICTURE = lazy(
    r"\blogo\b|[_/-]logo[._-]|default[_-]|placeholder|blank\.|1x1|share[_-]?icon|favicon", re.IGNORECASE
)
PARTS = lazy(r"\s*[,，;；、|]\s*")
MOST, LONGEST = 30, 40


@dataclass(frozen=True, slots=True)
class Extras:
    """What a page declares of itself that is no credit."""

    canonical: str | None = None
    lead_picture: str | None = None
    keywords: tuple[str, ...] = ()


NO_EXTRAS = Extras()


def read_extras(head: Head, base_url: str | None) -> Extras:
    """Gather the canonical address, the lead picture and the keywords, addresses made absolute."""
    told = (head.links.get("canonical"), head.meta("og:url"), head.told("url"))
    canonical = next(
        (url for one in told if one and (url := _absolute(one, base_url)) and _is_deep(url)), None
    )
    pictures = (
        *(head.meta(name) for name in PICTURES),
        head.told("image", "url"),
        head.told("image"),
        head.told("image", "contentUrl"),
        head.told("thumbnailUrl"),
        head.links.get("image_src"),
    )
    picture = next(
        (url for one in pictures if one and not NO_PICTURE.search(one) and (url := _absolute(one, base_url))),
        None,
    )
    return Extras(canonical, picture, _keywords(head))


def _keywords(head: Head) -> tuple[str, ...]:
    """Return the keywords declared: a long list of words for search engines is cut."""
    told = next((texts for name in KEYWORDS if (texts := head.every(name))), ()) or head.names("keywords")
    words = [word.strip() for text in told for word in PARTS.split(text)]
    if len(words) == 1 and " " in words[0] and re.search("[\u3400-\u9fff]", words[0]):
        words = words[0].split()  # 党建 监督 作风
    return tuple(dict.fromkeys(word for word in words if 1 < len(word) <= LONGEST))[:MOST]


def _absolute(address: str, base_url: str | None) -> str | None:
    url = joined(base_url, address)
    return url if host_of(url) and not re.search(r"\s", url or "") else None


def _is_deep(url: str) -> bool:
    parts = urlsplit(url)  # a canonical address that is the front page's is a mistake of the template
    return bool(parts.path.strip("/") or parts.query)
