"""A book's nav, NCX and spine → faults where they disagree or mislead a reader (BOOK.md A6, P7)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from pipeline.validate.book import (
    EPUB_TYPE,
    NCX,
    OPF,
    XHTML,
    Book,
    Fault,
    line_of,
    place,
    resolve,
    text_of,
    words,
)


MAX_DEPTH = 3  # issue > article > section: Kobo shows three levels, a Kindle two
MAX_LANDMARKS = 6  # Kobo lists them among the contents


@dataclass(frozen=True, slots=True)
class Point:
    """An entry of a table of contents."""

    label: str
    target: tuple[str, str]  # entry of the archive, fragment
    children: tuple[Point, ...]
    line: int


def nav_points(book: Book) -> tuple[Point, ...]:
    """Read the tree of the navigation document."""
    toc = _nav(book, "toc")
    lists = toc.findall(f"{XHTML}ol") if toc is not None else []
    return tuple(point for ol in lists for point in _nav_list(ol, book.nav_name))


def ncx_points(book: Book) -> tuple[Point, ...]:
    """Read the tree of the NCX."""
    ncx = book.trees.get(book.ncx_name)
    top = ncx.find(f"{NCX}navMap") if ncx is not None else None
    return _ncx_list(top, book.ncx_name) if top is not None else ()


def flat(points: Sequence[Point]) -> Iterator[Point]:
    """Yield points and their children in reading order."""
    for point in points:
        yield point
        yield from flat(point.children)


def same_tree(book: Book) -> Iterator[Fault]:
    """Find an NCX that tells another table of contents than the nav."""
    if book.nav_name not in book.trees or book.ncx_name not in book.trees:
        yield book.package_name, {"problem": "the book lacks its nav or its NCX"}
        return
    nav, ncx = _outline(nav_points(book)), _outline(ncx_points(book))
    if nav != ncx:
        first = next((a or b for a, b in zip([*nav, None], [*ncx, None], strict=False) if a != b), None)
        label = first[1] if first else "?"
        yield book.ncx_name, {"problem": f"it differs from the nav at “{label}”"}


def spine_order(book: Book) -> Iterator[Fault]:
    """Find contents whose order is not that of the pages."""
    places = {item.name: index for index, (item, _) in enumerate(book.spine)}
    last = (-1, -1)
    for point in flat(nav_points(book)):
        name, fragment = point.target
        here = (places.get(name, -1), _offset(book, name, fragment))
        if not name:
            continue
        if here[0] < 0:
            yield f"{book.nav_name}:{point.line}", {"label": point.label, "problem": "is not in the spine"}
        elif here < last:
            yield f"{book.nav_name}:{point.line}", {"label": point.label, "problem": "stands before its turn"}
        last = max(last, here)


def complete(book: Book) -> Iterator[Fault]:
    """Find articles that the contents do not lead to."""
    known = {point.target[0] for point in flat(nav_points(book))}
    for item, _ in book.chapters():
        if item.name not in known:
            yield item.name, {}


def depth(book: Book) -> Iterator[Fault]:
    """Find contents nested deeper than readers show."""
    for point in _deeper(nav_points(book), MAX_DEPTH):
        yield f"{book.nav_name}:{point.line}", {"label": point.label, "limit": MAX_DEPTH}


def distinct(book: Book) -> Iterator[Fault]:
    """Find two NCX points that lead to one place."""
    counted = Counter(point.target for point in flat(ncx_points(book)))
    for (name, fragment), times in counted.items():
        if times > 1:
            yield book.ncx_name, {"target": f"{name}#{fragment}" if fragment else name, "times": times}


def labels(book: Book) -> Iterator[Fault]:
    """Find entries without words or without a link."""
    for name, points in ((book.nav_name, nav_points(book)), (book.ncx_name, ncx_points(book))):
        for point in flat(points):
            if not point.label:
                yield f"{name}:{point.line}", {"problem": "has no words"}
            if not point.target[0]:
                yield f"{name}:{point.line}", {"problem": f"“{point.label}” has no link"}


def ncx_numbers(book: Book) -> Iterator[Fault]:
    """Find play orders with gaps, and a depth that is not the true one."""
    ncx = book.trees.get(book.ncx_name)
    if ncx is None:
        return
    orders = [point.get("playOrder") for point in ncx.iter(f"{NCX}navPoint")]
    if orders != [str(number) for number in range(1, len(orders) + 1)]:
        yield book.ncx_name, {"problem": "playOrder does not count 1, 2, 3 … in order"}
    told = [
        row.get("content") for row in ncx.iterfind(f"{NCX}head/{NCX}meta") if row.get("name") == "dtb:depth"
    ]
    if told != [str(_depth(ncx_points(book)))]:
        yield (
            book.ncx_name,
            {"problem": f"dtb:depth says {told}, the tree is {_depth(ncx_points(book))} deep"},
        )


def spine(book: Book) -> Iterator[Fault]:
    """Find a spine that leaves older readers without contents or direction."""
    row = book.package.find(f"{OPF}spine")
    ncx = next((item.id for item in book.items if item.name == book.ncx_name), None)
    if row is None or row.get("toc") != ncx:
        yield book.package_name, {"problem": "spine@toc does not name the NCX"}
    if row is not None and row.get("page-progression-direction") not in ("ltr", "rtl"):
        yield book.package_name, {"problem": "the spine has no page-progression-direction"}


def landmarks(book: Book) -> Iterator[Fault]:
    """Find landmarks that are absent, told twice, or too many."""
    marks = _nav(book, "landmarks")
    if marks is None:
        yield book.nav_name, {"problem": "there are no landmarks"}
        return
    links = list(marks.iter(f"{XHTML}a"))
    kinds = Counter(kind for link in links for kind in words(link, EPUB_TYPE))
    for link in links:
        if not words(link, EPUB_TYPE):
            yield place(book.nav_name, link), {"problem": f"landmark “{text_of(link)}” has no epub:type"}
    for kind, times in kinds.items():
        if times > 1:
            yield book.nav_name, {"problem": f"landmark {kind} stands {times} times"}
    for kind in ("cover", "toc", "bodymatter"):
        if kind not in kinds:
            yield book.nav_name, {"problem": f"there is no landmark {kind}"}
    if len(links) > MAX_LANDMARKS:
        yield book.nav_name, {"problem": f"{len(links)} landmarks are more than {MAX_LANDMARKS}"}


def _nav(book: Book, kind: str) -> etree._Element | None:
    page = book.trees.get(book.nav_name)
    navs = page.iter(f"{XHTML}nav") if page is not None else iter(())
    return next((nav for nav in navs if kind in words(nav, EPUB_TYPE)), None)


def _nav_list(ol: etree._Element, name: str) -> tuple[Point, ...]:
    points = []
    for li in ol.iterfind(f"{XHTML}li"):
        label = next((child for child in li if child.tag in (f"{XHTML}a", f"{XHTML}span")), None)
        href = label.get("href") if label is not None else None
        children = tuple(point for inner in li.iterfind(f"{XHTML}ol") for point in _nav_list(inner, name))
        words_of = text_of(label) if label is not None else ""
        points.append(Point(words_of, resolve(name, href) if href else ("", ""), children, line_of(li)))
    return tuple(points)


def _ncx_list(parent: etree._Element, name: str) -> tuple[Point, ...]:
    points = []
    for row in parent.iterfind(f"{NCX}navPoint"):
        text, content = row.find(f"{NCX}navLabel/{NCX}text"), row.find(f"{NCX}content")
        source = content.get("src") if content is not None else None
        target = resolve(name, source) if source else ("", "")
        label = text_of(text) if text is not None else ""
        points.append(Point(label, target, _ncx_list(row, name), line_of(row)))
    return tuple(points)


def _outline(points: Sequence[Point], level: int = 1) -> list[tuple[int, str, tuple[str, str]] | None]:
    rows: list[tuple[int, str, tuple[str, str]] | None] = []
    for point in points:
        rows.append((level, point.label, point.target))
        rows += _outline(point.children, level + 1)
    return rows


def _offset(book: Book, name: str, fragment: str) -> int:
    """Return how far into its page a fragment stands; 0 for the page itself."""
    page = book.pages.get(name)
    if page is None or not fragment:
        return 0
    return next((index for index, element in enumerate(page.iter()) if element.get("id") == fragment), 0)


def _deeper(points: Sequence[Point], levels: int) -> Iterator[Point]:
    for point in points:
        if levels == 0:
            yield point
        else:
            yield from _deeper(point.children, levels - 1)


def _depth(points: Sequence[Point]) -> int:
    return 1 + max((_depth(point.children) for point in points), default=0) if points else 0
