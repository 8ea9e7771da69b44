"""The entries of issues and the files beside them → the articles the periodical has already."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from pipeline.collect.texts import plain
from pipeline.collect.values import Known
from pipeline.model import Entry, Issue, Page
from pipeline.read.address import page_url
from pipeline.read.encoding import decode


PAGES = frozenset({".html", ".htm", ".shtml", ".xhtml"})
TEXTS = frozenset({".txt", ".md"})
TITLES = tuple(
    re.compile(form, re.IGNORECASE | re.DOTALL)
    for form in (
        r"<meta\b(?=[^>]*\bog:title\b)[^>]*\bcontent\s*=\s*\"([^\"]+)\"",
        r"<h1\b[^>]*>(.*?)</h1",
        r"<title\b[^>]*>(.*?)</title",
    )
)
BODY = re.compile(r"<body\b", re.IGNORECASE)
LONGEST = 20_000  # characters of a text looked at: a summary is of an article's beginning

Saved = Callable[[str], Page | None]  # an address → its page in the archive


def known_articles(issues: Iterable[tuple[Issue, Path]], saved: Saved | None = None) -> Iterator[Known]:
    """Yield every article of issues, read from their folders as far as it takes to know it again."""
    for issue, folder in issues:
        for entry in issue.entries:
            yield _known(entry, f"{issue.year}/{issue.number:02d}", folder, saved)


def _known(entry: Entry, where: str, folder: Path, saved: Saved | None) -> Known:
    url = entry.url or entry.credit.url
    page = _page(entry, folder, saved)
    if page is None:
        return Known(where, url, entry.title)
    if page.media_type != "text/html":
        return Known(where, url, entry.title, decode(page.data, page.name).text[:LONGEST])
    text = decode(page.data, page.name, header=page.charset).text
    body = BODY.search(text)
    shown = plain(text[body.start() :] if body else text)[:LONGEST]
    return Known(where, url or page_url(page), entry.title or _title(text), shown)


def _page(entry: Entry, folder: Path, saved: Saved | None) -> Page | None:
    if entry.file is not None:
        return _beside(folder / entry.file)
    return saved(entry.url) if saved and entry.url else None


def _beside(path: Path) -> Page | None:
    """Read a page or text of an issue's folder; of other kinds only the entry itself is known."""
    kind = path.suffix.lower()
    if kind not in PAGES | TEXTS:
        return None
    try:
        return Page(path.name, path.read_bytes(), "text/html" if kind in PAGES else "text/plain")
    except OSError:  # the home's own check has told of it; here it is only not compared
        return None


def _title(text: str) -> str | None:
    return next(
        (title for form in TITLES if (found := form.search(text)) and (title := plain(found[1]))), None
    )
