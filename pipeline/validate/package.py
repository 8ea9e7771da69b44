"""A book's package document → faults of its metadata (BOOK.md A2–A6)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.validate.book import DC, NCX, OPF, XHTML, Book, Fault, place, resolve, text_of


URN_UUID = re.compile(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?")
MODIFIED = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ")
LANGUAGE = re.compile(r"([a-z]{2,3})(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?")
POSITION = re.compile(r"[1-9]\d*|0")
# ISO 639-1, and the few longer codes a periodical may be in. `und`, `us` and `C` make mail to a Kindle fail.
CODES = """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy
    da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu
    hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb
    lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om
    or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw
    ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu cmn yue
    wuu nan hak lzh bod ceb fil haw hmn kok mai
"""
LANGUAGES = frozenset(CODES.split())


def single_fields(book: Book) -> Iterator[Fault]:
    """Find a title, date or modification time that is absent or told twice."""
    told = {name: len(book.dublin(name)) for name in ("title", "date", "language")}
    told["dcterms:modified"] = len(book.metas("dcterms:modified"))
    for name, times in told.items():
        if times != 1:
            yield book.package_name, {"name": name, "times": times}


def identifier(book: Book) -> Iterator[Fault]:
    """Find an identifier that is not the one `urn:uuid:`."""
    told = _identifier(book)
    if not URN_UUID.fullmatch(told):
        yield book.package_name, {"identifier": told or "nothing"}


def ncx_identifier(book: Book) -> Iterator[Fault]:
    """Find an NCX made for another book."""
    ncx = book.trees.get(book.ncx_name)
    if ncx is not None:
        uids = [
            row.get("content") for row in ncx.iterfind(f"{NCX}head/{NCX}meta") if row.get("name") == "dtb:uid"
        ]
        if uids != [_identifier(book)]:
            yield book.ncx_name, {"uid": ", ".join(map(str, uids)) or "nothing"}


def dates(book: Book) -> Iterator[Fault]:
    """Find dates that shelves would fill up with today's."""
    for row in book.dublin("date"):
        if not DATE.fullmatch(text_of(row)):
            yield (
                place(book.package_name, row),
                {"name": "dc:date", "date": text_of(row), "form": "YYYY-MM-DD"},
            )
    for row in book.metas("dcterms:modified"):
        if not MODIFIED.fullmatch(text_of(row)):
            values = {"name": "dcterms:modified", "date": text_of(row), "form": "YYYY-MM-DDThh:mm:ssZ"}
            yield place(book.package_name, row), values


def language(book: Book) -> Iterator[Fault]:
    """Find a language that is no language, which makes a Kindle refuse the book."""
    for row in book.dublin("language"):
        match = LANGUAGE.fullmatch(text_of(row))
        if not match or match.group(1) not in LANGUAGES:
            yield place(book.package_name, row), {"language": text_of(row)}


def collections(book: Book) -> Iterator[Fault]:
    """Find collections that a shelf cannot sort by."""
    kinds = []
    for row in book.metas("belongs-to-collection"):
        where, ref = place(book.package_name, row), f"#{row.get('id')}"
        kind = [text_of(meta) for meta in book.metas("collection-type", ref)]
        position = [text_of(meta) for meta in book.metas("group-position", ref)]
        kinds += kind
        if kind not in (["series"], ["set"]):
            yield where, {"problem": f"collection “{text_of(row)}” is neither a series nor a set"}
        if len(position) != 1 or not POSITION.fullmatch(position[0]):
            yield (
                where,
                {"problem": f"group-position of “{text_of(row)}” is not one whole number: {position}"},
            )
    if "set" in kinds and "series" in kinds and kinds.index("set") < kinds.index("series"):
        yield (
            book.package_name,
            {"problem": "a set stands before the series, so shelves take it for the series"},
        )
    yield from _calibre(book)


def articles(book: Book) -> Iterator[Fault]:
    """Find articles whose title or source the package does not tell as the page does."""
    sources: set[str] = set()
    for item, page in book.chapters():
        heading = next((text_of(h1) for h1 in page.iter(f"{XHTML}h1")), "")
        titles = [text_of(meta) for meta in book.metas("dcterms:title", f"#{item.id}")]
        if titles != [heading]:
            yield item.name, {"problem": f"the package calls it {titles}, its heading “{heading}”"}
        for outlet in (text_of(meta) for meta in book.metas("dcterms:publisher", f"#{item.id}")):
            if outlet not in text_of(page):
                yield item.name, {"problem": f"the page does not credit {outlet}"}
        told = (text_of(meta) for meta in book.metas("dcterms:source", f"#{item.id}"))
        for source in (each for each in told if not each.startswith("ni:")):  # a hash is for machines
            sources.add(source)
            if not _shows(book, item.name, source):
                yield item.name, {"problem": f"the page does not show its source {source}"}
    listed = [text_of(row) for row in book.dublin("source")]
    if len(listed) != len(set(listed)) or not sources <= set(listed):
        yield (
            book.package_name,
            {"problem": "the dc:source elements are not the articles' sources, each once"},
        )


def cover(book: Book) -> Iterator[Fault]:
    """Find a cover that some reader would not show."""
    item = book.item("cover-image")
    if item is None:
        yield book.package_name, {"problem": "no manifest item is the cover-image"}
        return
    legacy = [row.get("content") for row in book.package.iter(f"{OPF}meta") if row.get("name") == "cover"]
    if legacy != [item.id]:
        yield book.package_name, {"problem": "meta name=cover does not name the cover-image item"}
    guide = {row.get("type") for row in book.package.iterfind(f"{OPF}guide/{OPF}reference")}
    for kind in ("cover", "toc", "text"):
        if kind not in guide:
            yield book.package_name, {"problem": f"the guide has no {kind}"}
    pages = [entry for entry, linear in book.spine if not linear]
    shown = [name for name in (page.name for page in pages) if name in book.pages]
    if not any(True for name in shown for _ in book.pages[name].iter(f"{XHTML}img")):
        yield book.package_name, {"problem": "no page outside the linear reading order shows the cover"}


def _identifier(book: Book) -> str:
    unique = book.package.get("unique-identifier")
    return next((text_of(row) for row in book.package.iter(f"{DC}identifier") if row.get("id") == unique), "")


def _calibre(book: Book) -> Iterator[Fault]:
    index = [
        row.get("content")
        for row in book.package.iter(f"{OPF}meta")
        if row.get("name") == "calibre:series_index"
    ]
    series = [
        text_of(position)
        for row in book.metas("belongs-to-collection")
        if any(text_of(kind) == "series" for kind in book.metas("collection-type", f"#{row.get('id')}"))
        for position in book.metas("group-position", f"#{row.get('id')}")
    ]
    if index and index != series[:1]:
        yield (
            book.package_name,
            {"problem": f"calibre:series_index {index} differs from group-position {series[:1]}"},
        )


def _shows(book: Book, name: str, source: str) -> bool:
    """Say whether a page shows a source; a reprint within a volume leads to the page that does."""
    links = [link.get("href") or "" for link in book.pages[name].iter(f"{XHTML}a")]
    led_to = (book.pages.get(resolve(name, href)[0]) for href in links if ":" not in href)
    return any(
        source in text_of(page) or any(link.get("href") == source for link in page.iter(f"{XHTML}a"))
        for page in (book.pages[name], *(page for page in led_to if page is not None))
    )
