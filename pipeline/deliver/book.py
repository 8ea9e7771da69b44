"""A published EPUB → what a letter tells of it: title, language, identifier and the contents list."""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from pipeline.errors import BuildError


DC = "{http://purl.org/dc/elements/1.1/}"
XHTML = "{http://www.w3.org/1999/xhtml}"
ARTICLE = re.compile(r"(?:^|/)a[^/#]*\.xhtml$")
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a contents list."""

    text: str
    depth: int


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What a letter tells of a book."""

    path: Path
    name: str  # 2021/08, or 2021
    identifier: str
    title: str
    language: str
    heading: str  # of the contents list
    contents: tuple[Line, ...]
    size_bytes: int

    @property
    def is_volume(self) -> bool:
        """Tell a year from an issue."""
        return "/" not in self.name


def read_letterhead(path: Path, name: str) -> Letterhead:
    """Read a book on the shelf; one that cannot be read is told, for it is ours."""
    strict = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        with zipfile.ZipFile(path) as archive:
            container = etree.fromstring(archive.read("META-INF/container.xml"), strict)
            place = container.find(".//{*}rootfile")
            package_name = (place.get("full-path") if place is not None else None) or ""
            package = etree.fromstring(archive.read(package_name), strict)
            item = package.find(".//{*}item[@properties='nav']")
            href = (item.get("href") if item is not None else None) or ""
            nav = etree.fromstring(
                archive.read(posixpath.join(posixpath.dirname(package_name), href)), strict
            )
    except (OSError, zipfile.BadZipFile, etree.XMLSyntaxError, KeyError) as error:
        raise BuildError(f"{path}: cannot be read ({error}); build it again") from error
    toc = next((each for each in nav.iter(f"{XHTML}nav") if each.get(EPUB_TYPE) == "toc"), nav)
    heading = next((_text(each) for each in toc.iter(f"{XHTML}h1", f"{XHTML}h2")), "")
    return Letterhead(
        path,
        name,
        _told(package, "identifier"),
        _told(package, "title"),
        _told(package, "language"),
        heading,
        tuple(_lines(toc)),
        path.stat().st_size,
    )


def _told(package: etree._Element, name: str) -> str:
    found = package.find(f".//{DC}{name}")
    return _text(found) if found is not None else ""


def _lines(toc: etree._Element) -> list[Line]:
    """List articles and the issues or departments over them: not their sub-headings, nor title page and colophon."""
    found = []
    for row in toc.iter(f"{XHTML}li"):
        is_article = any(_leads_to_article(each) for each in row.iterfind(f"{XHTML}a"))
        holds_some = any(_leads_to_article(each) for each in row.iterfind(f"{XHTML}ol//{XHTML}a"))
        if is_article or holds_some:
            label = next((_text(each) for each in row if each.tag in (f"{XHTML}a", f"{XHTML}span")), "")
            depth = sum(1 for each in row.iterancestors(f"{XHTML}ol")) - 1
            found.append(Line(label, depth))
    return found


def _leads_to_article(link: etree._Element) -> bool:
    return ARTICLE.search(link.get("href") or "") is not None


def _text(element: etree._Element) -> str:
    return " ".join("".join(str(part) for part in element.itertext()).split())
