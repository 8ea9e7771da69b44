"""A book on the shelf → the pages of its articles, and their pictures."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from pipeline.catalogue.values import Files


_ARTICLE = re.compile(r"EPUB/text/a(?P<key>[a-z0-9-]+)\.xhtml\Z")
_PICTURE = re.compile(r"EPUB/images/(?P<name>(?!cover\.)[A-Za-z0-9.-]+)\Z")


def article_texts(place: Path) -> Files:
    """Return a book's article pages by the article's key."""
    with zipfile.ZipFile(place) as archive:
        found = ((_ARTICLE.match(name), name) for name in archive.namelist())
        return {match["key"]: archive.read(name) for match, name in found if match}


def pictures(place: Path) -> Iterator[tuple[str, bytes]]:
    """Yield a book's pictures: name, bytes."""
    with zipfile.ZipFile(place) as archive:
        for name in archive.namelist():
            if match := _PICTURE.match(name):
                yield match["name"], archive.read(name)
