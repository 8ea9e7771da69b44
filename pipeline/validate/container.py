"""A book's archive → faults of entries, names, stamps and sizes (BOOK.md A1, D)."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator

from pipeline.validate.book import OPF, XML_SUFFIXES, Book, Fault, resolve


NAME = re.compile(r"(?:[A-Za-z0-9._-]+/)*[a-z0-9._-]+", re.ASCII)
DECLARATION = re.compile(rb"""<\?xml\s+version=["']1\.0["']\s+encoding=["'](?:utf-8|UTF-8)["']""")
PAGE_BYTES = 250_000  # older engines turn slow above 300 kB
ISSUE_BYTES = 10_000_000
VOLUME_BYTES = 45_000_000  # mail to a Kindle carries 50 MB


def mimetype(book: Book) -> Iterator[Fault]:
    """Find a `mimetype` that is not first, not stored, or not the exact word."""
    first = book.entries[0]
    if first.filename != "mimetype":
        yield first.filename, {"problem": "the first entry is not mimetype"}
    elif first.compress_type != zipfile.ZIP_STORED:
        yield "mimetype", {"problem": "mimetype is compressed"}
    elif book.files["mimetype"] != b"application/epub+zip":
        yield "mimetype", {"problem": "mimetype does not hold exactly application/epub+zip"}


def names(book: Book) -> Iterator[Fault]:
    """Find entry names that some reader or mail service refuses."""
    for entry in book.entries:
        if not NAME.fullmatch(entry.filename) and not entry.is_dir():
            yield entry.filename, {}


def archive(book: Book) -> Iterator[Fault]:
    """Find what makes an archive differ from build to build, or older readers stumble."""
    stamps = sorted({entry.date_time for entry in book.entries})
    if len(stamps) > 1:
        yield "", {"problem": f"entries have {len(stamps)} different time stamps"}
    for entry in book.entries:
        if entry.extra:
            yield entry.filename, {"problem": "the entry has an extra field"}
        if entry.is_dir():
            yield entry.filename, {"problem": "the entry is an empty folder"}
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            yield entry.filename, {"problem": "the entry is neither stored nor deflated"}
    counted = Counter(entry.filename for entry in book.entries)
    yield from (
        (name, {"problem": f"the name is used {times} times"}) for name, times in counted.items() if times > 1
    )


def unlisted(book: Book) -> Iterator[Fault]:
    """Find entries that neither the manifest nor a link of the package names."""
    links = (link.get("href") or "" for link in book.package.iterfind(f"{OPF}metadata/{OPF}link"))
    known = {item.name for item in book.items} | {resolve(book.package_name, href)[0] for href in links}
    known |= {"mimetype", book.package_name}
    for name in book.files:
        if name not in known and not name.startswith("META-INF/"):
            yield name, {}


def declarations(book: Book) -> Iterator[Fault]:
    """Find XML without its declaration: a Kindle then reads it as ISO 8859-1."""
    for name, data in book.files.items():
        if name.lower().endswith(XML_SUFFIXES) and not DECLARATION.match(data):
            yield f"{name}:1", {}


def malformed(book: Book) -> Iterator[Fault]:
    """Tell the XML files that do not parse."""
    yield from book.malformed


def page_sizes(book: Book) -> Iterator[Fault]:
    """Find pages too long for older reading systems."""
    for name in book.pages:
        if len(book.files[name]) > PAGE_BYTES:
            yield name, {"size": f"{len(book.files[name]) / 1000:.0f}", "limit": PAGE_BYTES // 1000}


def book_size(book: Book) -> Iterator[Fault]:
    """Find a book too large to be mailed to a reader."""
    limit = VOLUME_BYTES if book.is_volume else ISSUE_BYTES
    if book.size_bytes > limit:
        yield "", {"size": f"{book.size_bytes / 1_000_000:.1f}", "limit": limit // 1_000_000}
