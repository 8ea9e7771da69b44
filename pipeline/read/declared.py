"""What a page declares for machines → credit fields, and the name of its site."""

from __future__ import annotations

import re

from pipeline.credit import Fields, read_line
from pipeline.dates import read_labelled_date
from pipeline.model import Person
from pipeline.read.head import Head
from pipeline.read.title import plain


DATES = (
    "pubdate", "publishdate", "article:published_time", "og:published_time", "publish_time", "datepublished",
    "firstpublishedtime", "date", "dc.date.issued", "dc.date", "dcterms.created", "parsely-pub-date",
    "sailthru.date", "og:release_date", "weibo:article:create_at",
)  # fmt: skip
OUTLETS = ("contentsource", "source", "article:source", "mediaid", "dc.source", "copyright-source")
SITES = ("og:site_name", "sitename", "application-name", "dc.publisher", "publisher")
PEOPLE = (
    "author", "article:author", "dc.creator", "byl", "parsely-author", "sailthru.author", "og:article:author",
    "contentauthor",
)  # fmt: skip
EDITORS = ("contenteditor", "editor", "responsible-editor")
NOBODY = re.compile(
    r"https?:|^@|^(?:admin|administrator|root|editor|webmaster|staff|佚名|未知|匿名|小编|网站管理员|本站)$|@.+\.",
    re.IGNORECASE,
)
PLATFORMS = frozenset(
    ("Blogger", "WordPress", "WordPress.com", "Medium", "Tumblr", "Facebook")
)  # publish nothing
LONGEST_NAME = 40
LABEL = re.compile(r"^[^:：]{0,6}[:：]\s*")


def declared_fields(head: Head) -> Fields:
    """Read what metas and JSON-LD declare of the article."""
    source = next((told for name in OUTLETS if (told := head.meta(name)) and not NOBODY.search(told)), None)
    line = read_line(source) if source else Fields()
    date = head.told("datePublished") or head.meta(*DATES)
    return Fields(
        outlet=line.outlet or (name_of(source) if source else None),
        original=line.original,
        byline=_byline(head, source),
        editor=_editor(head),
        published=read_labelled_date(date) if date else None,
    )


def site_of(head: Head) -> str | None:
    """Return the name of the site, as it declares itself."""
    told = head.told("publisher", "name") or head.meta(*SITES)
    name = re.split(r"\s+[|｜]\s+", told)[0] if told else None
    return None if name in PLATFORMS else name


def people_of(text: str) -> tuple[Person, ...]:
    """Read the names of a text, with or without a label before them."""
    if NOBODY.search(text):
        return ()
    return read_line(text).byline or read_line(f"作者：{text}").byline


def name_of(text: str) -> str | None:
    """Return a name that stands alone, None for an address or a sentence."""
    name = LABEL.sub("", text).strip(" 　|·《》【】[]()（）") if "//" not in text else ""
    return name if 1 < len(name) <= LONGEST_NAME else None


def _byline(head: Head, source: str | None) -> tuple[Person, ...]:
    """Read the authors: those of JSON-LD, else the first meta; a site is not its own author."""
    own = {plain(name) for name in (site_of(head), head.meta("og:site_name"), source) if name}
    names = head.names("author", "name") or tuple(name for name in (head.meta(*PEOPLE),) if name)
    return tuple(
        dict.fromkeys(person for name in names if plain(name) not in own for person in people_of(name))
    )


def _editor(head: Head) -> str | None:
    told = head.meta(*EDITORS) or head.told("editor", "name")
    return (read_line(told).editor or name_of(told)) if told else None
