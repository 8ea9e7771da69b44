"""What a page declares for machines → credit fields, and the name of its site."""

from __future__ import annotations

import re

from pipeline.credit import Fields, read_line
from pipeline.dates import read_labelled_date
from pipeline.model import Person
from pipeline.patterns import lazy
from pipeline.read.meta.declared_title import plain
from pipeline.read.meta.head import Head
from pipeline.read.meta.persons import CODE, NOBODY, is_medium, people_of


DATES = tuple(
    "pubdate publishdate publish-date publish_date article:published_time og:published_time og:article:published_time "  # noqa: SIM905
    "article:published article:publish_time publish_time publishtime published_time datepublished firstpublishedtime "
    "firstpublicationdate date_published published published_date published-date pub_date publicationdate "
    "publication_date publication-date article.published originalpublicationdate citation_publication_date "
    "citation_online_date citation_date dc.date.issued dcterms.issued dc.date.published dc.issued "
    "dcterms.created dc.date.created dc.created dcterms.date dc.date date parsely-pub-date "
    "sailthru.date cxenseparse:recs:publishtime "
    "cse_pubdate bt:pubdate ptime pdate article_date_original article-publish-date display_date displaydate "
    "og:release_date og:pubdate release_date weibo:article:create_at shareaholic:article_published_time "
    "rnews:datepublished mediator_published_time gentime creation_date datecreated created article:create_at "
    "article.created video:release_date uploaddate timestamp".split()
)
CHANGES = tuple(
    "article:modified_time og:updated_time article:updated_time og:modified_time datemodified last-modified "  # noqa: SIM905
    "lastmod modified dcterms.modified dc.date.modified revised updated_time".split()
)
OUTLETS = ("contentsource", "source", "article:source", "mediaid", "dc.source", "copyright-source")
SITES = ("og:site_name", "sitename", "application-name", "dc.publisher", "publisher")
PEOPLE = tuple(
    "author article:author citation_author dc.creator dc.contributor dcterms.creator byl parsely-author "  # noqa: SIM905
    "sailthru.author cxenseparse:author og:article:author og:author article-author article_author authors bt:author "
    "dcsext.author shareaholic:article_author_name contentauthor cse_author author_name authorname "
    "article.author news_author creator".split()
)
HOUSES = ("publisher", "dc.publisher", "copyright", "article:publisher")
ADDRESSED = lazy(r"[(©]|www\.")  # no person's name
WRITTEN = lazy(  # what a WordPress plug-in calls the author in a card for Twitter
    r"(?:written|posted|words) by|author|verfasst von|geschrieben von|écrit par|auteur|escrito por|autora?|scritto da|"
    r"autore|geschreven door|skrevet av|skriven av|napisane przez|автор|작성자|作者|投稿者|執筆者",
    re.IGNORECASE,
)
EDITORS = ("contenteditor", "editor", "responsible-editor")
PLATFORMS = frozenset(
    ("Blogger", "WordPress", "WordPress.com", "Medium", "Tumblr", "Facebook", "微信公众平台")
)  # publish nothing
LONGEST_NAME = 40
LEAST_HOUSE = 6  # letters of a site's name that may be looked for within another
LABEL = lazy(r"^[^:：]{0,6}[:：]\s*")


def declared_fields(head: Head) -> Fields:
    """Read what metas and JSON-LD declare of the article, its people apart."""
    source = next((told for name in OUTLETS if (told := head.meta(name)) and not NOBODY.search(told)), None)
    line = read_line(source) if source else Fields()
    dates = (head.told("datePublished"), *(head.meta(name) for name in DATES))
    return Fields(
        outlet=line.outlet or (name_of(source) if source else None),
        original=line.original,
        editor=_editor(head),
        published=next((day for date in dates if date and (day := read_labelled_date(date))), None),
    )


def declared_change(head: Head) -> str | None:
    """Return when the article was last changed, as it declares."""
    dates = (head.told("dateModified"), *(head.meta(name) for name in CHANGES))
    return next((day for date in dates if date and (day := read_labelled_date(date))), None)


def site_of(head: Head) -> str | None:
    """Return the name of the site, as it declares itself."""
    names = (head.told("publisher", "name"), head.meta(*SITES))
    told = next((name for name in names if name and "://" not in name), None)
    name = re.split(r"\s+[|｜]\s+", told)[0] if told else None
    return None if name in PLATFORMS else name


def name_of(text: str) -> str | None:
    """Return a name that stands alone, None for an address or a sentence."""
    name = LABEL.sub("", text).strip(" 　|·《》【】[]()（）") if "//" not in text else ""
    return name if 1 < len(name) <= LONGEST_NAME else None


def declared_people(head: Head) -> tuple[tuple[Person, ...], tuple[Person, ...]]:
    """Read the authors of JSON-LD, and those of the metas; a site is not its own author."""
    own = {plain(name) for name in (site_of(head), head.meta("og:site_name", "application-name")) if name}
    own |= {plain(name) for name in head.names("publisher", "name")}
    own |= {plain(text) for name in HOUSES for text in head.every(name) if ADDRESSED.search(text)}
    metas = (*(head.every(name) for name in PEOPLE), _of_card(head))
    told = (tuple(person for text in texts for person in _known(text, own)) for texts in metas)
    return (
        tuple(dict.fromkeys(person for name in head.names("author", "name") for person in _known(name, own))),
        tuple(dict.fromkeys(next((people for people in told if people), ()))),
    )


def _of_card(head: Head) -> tuple[str, ...]:
    """Return what a card for Twitter tells below a label such as Written by."""
    pairs = ((head.meta(f"twitter:label{n}"), head.meta(f"twitter:data{n}")) for n in (1, 2))
    return tuple(told for label, told in pairs if label and told and WRITTEN.fullmatch(label.strip(" :：")))


def _known(text: str, own: set[str]) -> tuple[Person, ...]:
    if plain(text) in own:
        return ()
    people = [person for person in people_of(text) if not is_medium(person.name)]
    return tuple(
        person for person in people if plain(person.name) not in own and not _is_house(person, people, own)
    )


def _is_house(person: Person, people: list[Person], own: set[str]) -> bool:
    """Tell the site's fuller name beside a person's: Ada Fernsby, The Weekly Gardener of The Gardener."""
    key = plain(person.name)
    return len(people) > 1 and any(len(name) >= LEAST_HOUSE and name in key for name in own)


def _editor(head: Head) -> str | None:
    told = head.meta(*EDITORS) or head.told("editor", "name")
    if not told or NOBODY.search(told):
        return None
    name = read_line(told).editor or name_of(told)
    return name if name and not CODE.fullmatch(name) else None
