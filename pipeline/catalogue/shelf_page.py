"""A catalogue → the shelf's front page: covers by year, search, feeds and records."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pipeline.catalogue.html import ATOM, OPDS, H, Place, page, place_of
from pipeline.catalogue.issue_page import issue_path
from pipeline.catalogue.values import Catalogue, Item, Title, megabytes
from pipeline.terms import Terms


INDEX = "index.html"
SCRIPT = "search/search.js"


def shelf_page(catalogue: Catalogue, records: tuple[str, ...], shards: tuple[str, ...]) -> bytes:
    """Write index.html; `records` and `shards` are the paths of the record files and of the search's texts."""
    first = catalogue.titles[0]
    place = place_of(INDEX, first)
    is_one = len(catalogue.titles) == 1
    name = first.periodical.title if is_one else first.terms.word("shelf")
    header = H.header({"class": "nameplate"}, H.h1(name))
    if is_one:
        header.append(H.p({"class": "publisher"}, first.periodical.publisher))
        header.extend(H.span({"class": "ear"}, ear) for ear in first.periodical.ears)
    main = [header, _search(first.terms, shards), _contents(catalogue, place)]
    for title in catalogue.titles:
        main += _title(title, place, is_one=is_one)
    main.append(_footer(first, place, records))
    return page(place, name, main, scripts=(SCRIPT,))


def _search(terms: Terms, shards: tuple[str, ...]) -> etree._Element:
    """Offer the search; it stays hidden where no script shows it."""
    form = H.form(
        {"id": "search", "role": "search", "hidden": "hidden", "data-texts": " ".join(shards)},
        H.label({"for": "query"}, terms.word("search")),
        H.input(
            {"id": "query", "name": "q", "type": "search", "autocomplete": "off", "aria-describedby": "hint"}
        ),
        H.button({"type": "submit"}, terms.word("search")),
        H.p({"id": "hint"}, terms.word("search_hint")),
        H.p({"id": "found", "role": "status", "data-found": terms.word("search_found")}),
        H.ol({"id": "results"}),
    )
    return H.section({"class": "search", "aria-label": terms.word("search")}, form)


def _contents(catalogue: Catalogue, place: Place) -> etree._Element:
    """Lead to each year, and of several periodicals to each of them: a line a periodical."""
    navigation = H.nav({"class": "by-year", "aria-label": place.terms.word("by_year")})
    if len(catalogue.titles) == 1:
        navigation.append(_years(catalogue.titles[0]))
        return navigation
    listing = H.ul({"class": "titles"})
    for title in catalogue.titles:
        name = H.a({"href": f"#{title.periodical.key}"}, title.periodical.title)
        listing.append(H.li({"lang": title.periodical.language}, name, _years(title)))
    navigation.append(listing)
    return navigation


def _years(title: Title) -> etree._Element:
    links = (
        H.a({"href": f"#{_anchor(title, year)}"}, title.terms.text("year", year=year)) for year in title.years
    )
    return H.ul({"class": "years"}, *(H.li(link) for link in links))


def _anchor(title: Title, year: int) -> str:
    return f"{title.periodical.key}-{year}"


def _title(title: Title, place: Place, *, is_one: bool) -> Iterator[etree._Element]:
    if not is_one:
        heading = {"id": title.periodical.key, "lang": title.periodical.language}
        yield H.h2(heading, title.periodical.title)
    level = H.h2 if is_one else H.h3
    for year in title.years:
        name = title.terms.text("year", year=year)
        anchor = _anchor(title, year)
        items = [item for item in title.items if item.year == year]
        volumes = [item for item in items if item.is_volume]
        issues = [item for item in items if not item.is_volume]
        section = H.section({"id": anchor, "lang": title.periodical.language}, level(name))
        for status in (item.publication.status for item in volumes):
            section.extend([H.p({"class": "lacking"}, status)] if status else [])
        for number in dict(title.missing).get(year, ()):
            section.append(H.p({"class": "lacking"}, title.terms.text("missing_number", number=number)))
        section.append(H.ul({"class": "covers"}, *(_card(item, title, place) for item in volumes + issues)))
        yield section


def _card(item: Item, title: Title, place: Place) -> etree._Element:
    """Show a book: its cover and name lead to its page, beside it the download."""
    face, book = item.publication.face, item.book
    picture = H.img({"src": place.to(book.thumbnail), "alt": "", "width": "120", "height": "180"})
    picture.set("loading", "lazy")
    name = H.span({"class": "name"}, face.folio)
    link = place.link(issue_path(item), picture, name, H.span({"class": "date"}, face.date_text))
    size = megabytes(book.size_bytes)
    download = place.link(book.file, title.terms.text("download", size=size), download="")
    download.set("aria-label", f"{face.folio} {title.terms.text('download', size=size)}")
    card = H.li(link, download)
    if item.is_volume:
        card.set("class", "volume")
    return card


def _footer(title: Title, place: Place, records: tuple[str, ...]) -> etree._Element:
    terms = title.terms
    footer = H.section({"class": "back"})
    footer.append(H.h2(terms.word("feeds")))
    footer.append(
        H.ul(
            H.li(place.link(ATOM, f"Atom: {terms.word('shelf_newest')}")),
            H.li(place.link(OPDS, "OPDS 1.2")),
            H.li(place.link("opds/root.json", "OPDS 2.0")),
        )
    )
    if records:
        footer.append(H.h2(terms.word("records")))
        footer.append(H.ul(*(H.li(place.link(path, path.rpartition("/")[2])) for path in records)))
    footer.append(H.p({"class": "rights"}, title.periodical.rights or terms.word("reprint_notice")))
    return footer
