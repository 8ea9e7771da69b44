"""A stock → every file that stands on the shelf beside the books, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.assets import style_file
from pipeline.catalogue.article_page import article_pages, search_script, search_texts
from pipeline.catalogue.atom import write_atom
from pipeline.catalogue.feeds import feeds
from pipeline.catalogue.html import ATOM, CSS
from pipeline.catalogue.issue_page import issue_page, issue_path, neighbours
from pipeline.catalogue.opds1 import write_opds1
from pipeline.catalogue.opds2 import write_opds2
from pipeline.catalogue.records import records
from pipeline.catalogue.shelf_page import INDEX, SCRIPT, shelf_page
from pipeline.catalogue.sums import sums
from pipeline.catalogue.values import Catalogue, Item, Title
from pipeline.library.inside import article_texts, pictures
from pipeline.library.stock import Stock


Written = Iterator[tuple[str, bytes]]


def shelf_files(stock: Stock, home: Path, *, articles: bool = False) -> Written:
    """Yield path and content of each file; the front page comes last, so that it leads to nothing that is not there."""
    catalogue = stock.catalogue
    yield from stock.pictures.items()
    yield from _feeds(catalogue)
    yield CSS, style_file(home, "shelf/shelf.css").read_bytes()
    yield SCRIPT, style_file(home, "shelf/search.js").read_bytes()
    shards: list[str] = []
    for title in catalogue.titles:
        for path, content in _pages(title, stock):
            if path.startswith("search/"):
                shards.append(path)
            yield path, content
    made = records(catalogue, articles=articles)
    yield from made.items()
    yield from sums(catalogue).items()
    yield ATOM, write_atom(catalogue)
    yield INDEX, shelf_page(catalogue, tuple(made), tuple(shards))


def _feeds(catalogue: Catalogue) -> Written:
    terms = catalogue.titles[0].terms
    for feed in feeds(catalogue):
        yield f"{feed.path}.xml", write_opds1(feed, terms)
        yield f"{feed.path}.json", write_opds2(feed, terms)


def _pages(title: Title, stock: Stock) -> Written:
    """Yield a periodical's pages: of each book, of each article with its pictures, and the words of each year."""
    own = tuple(item for item in title.issues if not item.edition)  # an edition is read as a book only
    known = {article.key for item in own for article in item.articles}
    beside: dict[str, tuple[Item | None, Item | None]] = {}
    for edition in dict.fromkeys(item.edition for item in title.items):
        for row in (title.issues, title.volumes):
            beside |= neighbours(tuple(item for item in row if item.edition == edition))
    for item in title.items:
        readable = frozenset[str]() if item.edition else known
        yield issue_path(item), issue_page(item, title, beside[item.book.file], readable)
    for year in title.years:
        listed: list[dict[str, str]] = []
        for item in (item for item in own if item.year == year):
            place = stock.places[item.book.file]
            texts = article_texts(place)
            yield from article_pages(item, title, texts, known).items()
            for name, data in pictures(place):
                yield f"read/images/{name}", data
            listed += search_texts(item, title, texts)
        yield f"search/{title.periodical.key}-{year}.js", search_script(listed)
