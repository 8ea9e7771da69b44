"""An EPUB file → its entries, package, spine and pages, parsed once for every rule to look at."""

from __future__ import annotations

import lzma
import posixpath
import struct
import urllib.parse
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from pipeline.errors import UsageError
from pipeline.findings import Finding, find


XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
HEADINGS = tuple(f"{XHTML}h{level}" for level in range(1, 7))
XML_SUFFIXES = (".xhtml", ".opf", ".ncx", ".xml", ".html", ".svg")
# All that the standard library raises on a damaged, encrypted or oddly compressed archive.
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
)
MAX_UNPACKED = 1_000_000_000  # bytes; more is an attack, not a book

Fault = tuple[str, Mapping[str, object]]  # where in the book, and what the finding's text is filled with


@dataclass(frozen=True, slots=True)
class Item:
    """One row of the manifest; `name` is the entry in the archive."""

    id: str
    name: str
    media_type: str
    properties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """A finished book, taken apart."""

    where: str
    size_bytes: int
    entries: tuple[zipfile.ZipInfo, ...]
    files: dict[str, bytes]
    trees: dict[str, etree._Element]  # every XML file that parses
    malformed: tuple[Fault, ...]
    package_name: str
    package: etree._Element
    items: tuple[Item, ...]
    spine: tuple[tuple[Item, bool], ...]  # and whether it is linear
    told: dict[tuple[str | None, str | None], list[etree._Element]]  # (property, refines) → `meta` elements
    pages: dict[str, etree._Element]  # the XHTML of the manifest, nav among them, spine order first

    def item(self, prop: str) -> Item | None:
        """Return the manifest item with a property."""
        return next((item for item in self.items if prop in item.properties), None)

    @property
    def nav_name(self) -> str:
        """Return the entry of the navigation document, or an empty name."""
        item = self.item("nav")
        return item.name if item else ""

    @property
    def ncx_name(self) -> str:
        """Return the entry of the NCX, or an empty name."""
        return next((item.name for item in self.items if item.media_type == "application/x-dtbncx+xml"), "")

    def metas(self, prop: str, refines: str | None = None) -> list[etree._Element]:
        """Return the package's `meta` elements of a property; those that refine nothing unless told what."""
        return self.told.get((prop, refines), [])

    def dublin(self, name: str) -> list[etree._Element]:
        """Return the package's Dublin Core elements of a name."""
        return list(self.package.iterfind(f"{OPF}metadata/{DC}{name}"))

    def chapters(self) -> Iterator[tuple[Item, etree._Element]]:
        """Yield the pages that hold an article, in reading order."""
        for item, _ in self.spine:
            page = self.pages.get(item.name)
            if page is not None and any(
                "chapter" in words(section, EPUB_TYPE) for section in outer_sections(page)
            ):
                yield item, page

    @property
    def is_volume(self) -> bool:
        """Say whether issues are bound in."""
        return bool(self.metas("dcterms:hasPart"))


def read_book(path: Path) -> Book | Finding:
    """Take a book apart, or say why it cannot be."""
    if not path.is_file():
        raise UsageError(f"{path}: no such book; name an EPUB file")
    try:
        entries, files = _unpack(path)
    except UNREADABLE as error:
        return find("EPC-003", str(path), reason=_reason(path, error))
    trees, malformed = _parse(files)
    name = _package_name(trees)
    package = trees.get(name)
    if package is None or package.tag != f"{OPF}package":
        told = (f"{where}: {values['problem']}" for where, values in malformed)
        return find("EPC-003", str(path), reason=next(told, "it has no package document"))
    items = _items(package, posixpath.dirname(name))
    spine = _spine(package, items)
    order = dict.fromkeys(item.name for item in (*(item for item, _ in spine), *items))
    kinds = {item.name: item.media_type for item in items}
    pages = {name: trees[name] for name in order if kinds[name] == "application/xhtml+xml" and name in trees}
    size = path.stat().st_size
    return Book(
        str(path), size, entries, files, trees, malformed, name, package, items, spine, _told(package), pages
    )


def words(element: etree._Element, attribute: str) -> list[str]:
    """Return the words of an attribute."""
    return (element.get(attribute) or "").split()


def text_of(element: etree._Element) -> str:
    """Return an element's text, white space collapsed."""
    return " ".join("".join(str(piece) for piece in element.itertext()).split())


def outer_sections(page: etree._Element) -> Iterator[etree._Element]:
    """Yield the sections right under the body."""
    yield from page.iterfind(f"{XHTML}body/{XHTML}section")


def resolve(name: str, reference: str) -> tuple[str, str]:
    """Return the entry and the fragment that a reference in an entry points at."""
    path, _, fragment = reference.partition("#")
    path = urllib.parse.unquote(path)
    target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
    return target, urllib.parse.unquote(fragment)


def line_of(element: etree._Element) -> int:
    """Return the line an element begins on, 0 where unknown."""
    line: Any = element.sourceline
    return int(line or 0)


def place(name: str, element: etree._Element) -> str:
    """Return `entry:line`."""
    line = line_of(element)
    return f"{name}:{line}" if line else name


def _unpack(path: Path) -> tuple[tuple[zipfile.ZipInfo, ...], dict[str, bytes]]:
    with zipfile.ZipFile(path) as archive:
        entries = tuple(archive.infolist())
        if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
            raise ValueError(f"it unpacks to more than {MAX_UNPACKED:,} bytes")
        return entries, {entry.filename: archive.read(entry) for entry in entries if not entry.is_dir()}


def _reason(path: Path, error: Exception) -> str:
    return "it is empty" if path.stat().st_size == 0 else f"{error}".rstrip(".") or type(error).__name__


def _parse(files: dict[str, bytes]) -> tuple[dict[str, etree._Element], tuple[Fault, ...]]:
    trees: dict[str, etree._Element] = {}
    malformed: list[Fault] = []
    for name, data in files.items():
        if name.lower().endswith(XML_SUFFIXES):
            # A book from elsewhere may be hostile: no entities, no network.
            strict = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
            try:
                trees[name] = etree.fromstring(data, strict)
            except etree.XMLSyntaxError as error:
                malformed.append((f"{name}:{error.lineno or 1}", {"problem": error.msg or "it is empty"}))
    return trees, tuple(malformed)


def _package_name(trees: dict[str, etree._Element]) -> str:
    container = trees.get("META-INF/container.xml")
    root = container.find(f".//{CONTAINER}rootfile") if container is not None else None
    return (root.get("full-path") or "") if root is not None else ""


def _items(package: etree._Element, folder: str) -> tuple[Item, ...]:
    return tuple(
        Item(
            row.get("id") or "",
            posixpath.normpath(posixpath.join(folder, urllib.parse.unquote(row.get("href") or ""))),
            row.get("media-type") or "",
            tuple(words(row, "properties")),
        )
        for row in package.iterfind(f"{OPF}manifest/{OPF}item")
    )


def _spine(package: etree._Element, items: tuple[Item, ...]) -> tuple[tuple[Item, bool], ...]:
    by_id = {item.id: item for item in items}
    rows = package.iterfind(f"{OPF}spine/{OPF}itemref")
    return tuple(
        (by_id[row.get("idref") or ""], row.get("linear") != "no")
        for row in rows
        if row.get("idref") in by_id
    )


def _told(package: etree._Element) -> dict[tuple[str | None, str | None], list[etree._Element]]:
    told: dict[tuple[str | None, str | None], list[etree._Element]] = {}
    for meta in package.iterfind(f"{OPF}metadata/{OPF}meta"):
        told.setdefault((meta.get("property"), meta.get("refines")), []).append(meta)
    return told
