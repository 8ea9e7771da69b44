"""Elements → an XML document as bytes; the makers of the vocabularies that catalogues use."""

from __future__ import annotations

from lxml import etree
from lxml.builder import ElementMaker

from pipeline.render.xhtml import PROLOGUE, Maker


ATOM = "http://www.w3.org/2005/Atom"
OPDS = "http://opds-spec.org/2010/catalog"
THREAD = "http://purl.org/syndication/thread/1.0"
DC = "http://purl.org/dc/elements/1.1/"
TERMS = "http://purl.org/dc/terms/"

MARC = "http://www.loc.gov/MARC21/slim"
SEARCH = "http://a9.com/-/spec/opensearch/1.1/"

A: Maker = ElementMaker(namespace=ATOM, nsmap={None: ATOM, "opds": OPDS, "thr": THREAD, "dc": TERMS})
M: Maker = ElementMaker(namespace=MARC, nsmap={None: MARC})
S: Maker = ElementMaker(namespace=SEARCH, nsmap={None: SEARCH})
D: Maker = ElementMaker(namespace=TERMS, nsmap={"dc": TERMS})


def xml_bytes(root: etree._Element) -> bytes:
    """Write a document, indented for people."""
    etree.indent(root)
    body: bytes = etree.tostring(root, encoding="UTF-8")
    return PROLOGUE + body + b"\n"
