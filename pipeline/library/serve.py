"""A shelf's folder → a web server on loopback: files, and a search for browsers and reader apps."""

from __future__ import annotations

import copy
import functools
import http.server
import json
from collections.abc import Callable, Iterable
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

from lxml import etree, html

from pipeline.catalogue.html import H, Place, page
from pipeline.catalogue.opds1 import ACQUISITION, BUY_FREE
from pipeline.catalogue.opds2 import OPDS2, json_bytes
from pipeline.catalogue.xml import ATOM as ATOM_NAMESPACE
from pipeline.catalogue.xml import A, S, xml_bytes
from pipeline.errors import UsageError
from pipeline.library.search import Hit, search
from pipeline.terms import Terms


LOOPBACK = "127.0.0.1"
DESCRIPTION = "application/opensearchdescription+xml"
TYPES = {
    ".epub": "application/epub+zip",
    ".js": "text/javascript; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".marcxml": "application/marcxml+xml",
    ".mrc": "application/marc",
    ".jsonld": "application/ld+json",
    ".bib": "application/x-bibtex; charset=utf-8",
    ".ris": "application/x-research-info-systems; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml",
    ".json": "application/json",
}
POLICY = "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; form-action 'self'; base-uri 'none'"
LINK = f"{{{ATOM_NAMESPACE}}}link"


def make_server(root: Path, terms: Terms, port: int = 0) -> http.server.ThreadingHTTPServer:
    """Make the server of a shelf; it listens on loopback and nowhere else."""
    handler = functools.partial(_Handler, directory=str(root))
    try:
        server = _Server((LOOPBACK, port), handler)
    except OSError as error:
        raise UsageError(
            f"port {port}: {error.strerror}; choose another with --port, or 0 for any"
        ) from error
    server.terms = terms
    return server


class _Server(http.server.ThreadingHTTPServer):
    """A server that knows the words of its shelf."""

    terms: Terms


def language_of(root: Path) -> str:
    """Return the language of a shelf, as its front page tells it."""
    return str(html.parse(root / "index.html").getroot().get("lang", "en"))


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Answers GET and HEAD with files of the shelf, and with searches."""

    server: _Server
    extensions_map: dict[str, str] = {  # noqa: RUF012 (declared so by the library)
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        **TYPES,
    }
    server_version = "presswork"
    sys_version = ""

    def do_GET(self) -> None:
        """Answer a request; what a shelf on a disk cannot do is made here."""
        if not self._is_local():
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return
        parts = urlsplit(self.path)
        made = MADE.get(parts.path)
        if made is None:
            super().do_GET()
            return
        query = parse_qs(parts.query).get("q", [""])[0]
        media_type, content = made(self, query)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _is_local(self) -> bool:
        """Refuse names of other hosts: a page of theirs must not read the shelf through a name that leads here."""
        host = urlsplit(f"//{self.headers.get('Host', '')}").hostname
        return host in (LOOPBACK, "localhost", "::1")

    def guess_type(self, path: Any) -> str:
        """Name a feed for what it is."""
        if "/opds/" in str(path) and str(path).endswith(".xml"):
            return "application/atom+xml;profile=opds-catalog"
        if "/opds/" in str(path) and str(path).endswith(".json"):
            return OPDS2
        return super().guess_type(path)

    def end_headers(self) -> None:
        """Let a page load nothing from elsewhere, and say nothing of itself to those it links to."""
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def list_directory(self, path: Any) -> None:
        """Show no list of files: the pages lead to all."""
        del path
        self.send_error(HTTPStatus.NOT_FOUND)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the library's name)
        """Say nothing: nobody's reading is written down."""

    # --- what is made -----------------------------------------------------------------------------------------

    @property
    def root(self) -> Path:
        """Return the shelf's folder."""
        return Path(self.directory)

    def description(self, query: str) -> tuple[str, bytes]:
        """Describe the search (OpenSearch 1.1)."""
        del query
        base = f"http://{self.headers.get('Host')}"
        made = S.OpenSearchDescription(
            S.ShortName(self.server.terms.word("shelf")),
            S.Description(self.server.terms.word("search_hint")),
            S.InputEncoding("UTF-8"),
            S.Url(type=ACQUISITION, template=f"{base}/opds/search.xml?q={{searchTerms}}"),
            S.Url(type=OPDS2, template=f"{base}/opds/search.json?q={{searchTerms}}"),
            S.Url(type="text/html", template=f"{base}/search?q={{searchTerms}}"),
        )
        return DESCRIPTION, xml_bytes(made)

    def page(self, query: str) -> tuple[str, bytes]:
        """Write what was found as a page."""
        hits = search(self.root, query)
        place = Place("search.html", self.server.terms.language, "ltr", self.server.terms)
        listing = H.ol(*(H.li(place.link(hit.page, hit.title), H.p(hit.about)) for hit in hits))
        main = [H.h1(query), H.p(self.server.terms.text("search_found", count=len(hits))), listing]
        ways = [place.link("index.html", self.server.terms.word("shelf"))]
        return TYPES[".html"], page(place, query or self.server.terms.word("search"), main, ways=ways)

    def atom(self, query: str) -> tuple[str, bytes]:
        """Write the books in which something was found as an OPDS 1.2 feed."""
        feed = etree.parse(self.root / "opds" / "new.xml").getroot()
        for entry in feed.findall(f"{{{ATOM_NAMESPACE}}}entry"):
            feed.remove(entry)
        _text(feed, "title", query or self.server.terms.word("search"))
        for link in feed.iterfind(LINK):
            if link.get("rel") == "self":
                link.set("href", self.path)
        books = _books(search(self.root, query))
        found = {
            book: entry for path in self._everything(".xml") for book, entry in _entries(path, self.root)
        }
        feed.extend(found[book] for book in books if book in found)
        return ACQUISITION, xml_bytes(feed)

    def json(self, query: str) -> tuple[str, bytes]:
        """Write the same as OPDS 2.0."""
        found: dict[str, dict[str, Any]] = {}
        for path in self._everything(".json"):
            base = "/" + path.relative_to(self.root).as_posix()
            for each in json.loads(path.read_text("utf-8")).get("publications", ()):
                for link in (*each["links"], *each["images"]):
                    link["href"] = urljoin(base, link["href"])
                found[each["links"][0]["href"].removeprefix("/")] = each
        books = [found[book] for book in _books(search(self.root, query)) if book in found]
        link = {"rel": "self", "href": self.path, "type": OPDS2}
        return OPDS2, json_bytes({"metadata": {"title": query}, "links": [link], "publications": books})

    def _everything(self, ending: str) -> list[Path]:
        return sorted((self.root / "opds").glob(f"*/all{ending}"))

    def atom_root(self, query: str) -> tuple[str, bytes]:
        """Add the search to the root feed: only here is there anybody to answer it."""
        del query
        feed = etree.parse(self.root / "opds" / "root.xml").getroot()
        link = A.link(rel="search", href="/opensearch.xml", type=DESCRIPTION)
        feed.findall(LINK)[-1].addnext(link)
        return self.guess_type("/opds/root.xml"), xml_bytes(feed)

    def json_root(self, query: str) -> tuple[str, bytes]:
        """Add the search to the root feed of OPDS 2.0."""
        del query
        feed = json.loads((self.root / "opds" / "root.json").read_text("utf-8"))
        feed["links"].append(
            {"rel": "search", "href": "/opds/search.json{?q}", "type": OPDS2, "templated": True}
        )
        return OPDS2, json_bytes(feed)


# path → what makes the answer; all else is a file
MADE: dict[str, Callable[[_Handler, str], tuple[str, bytes]]] = {
    "/opensearch.xml": _Handler.description,
    "/search": _Handler.page,
    "/opds/search.xml": _Handler.atom,
    "/opds/search.json": _Handler.json,
    "/opds/root.xml": _Handler.atom_root,
    "/opds/root.json": _Handler.json_root,
}


def _books(hits: Iterable[Hit]) -> list[str]:
    return list(dict.fromkeys(hit.book for hit in hits))


def _entries(path: Path, root: Path) -> Iterable[tuple[str, etree._Element]]:
    """Yield the entries of a feed by their book, every address made whole."""
    base = "/" + path.relative_to(root).as_posix()
    for entry in etree.parse(path).getroot().iterfind(f"{{{ATOM_NAMESPACE}}}entry"):
        book = ""
        for link in entry.iterfind(LINK):
            link.set("href", urljoin(base, link.get("href", "")))
            if link.get("rel") == BUY_FREE:
                book = link.get("href", "").removeprefix("/")
        yield book, copy.deepcopy(entry)


def _text(feed: etree._Element, name: str, text: str) -> None:
    found = feed.find(f"{{{ATOM_NAMESPACE}}}{name}")
    assert found is not None
    found.text = text
