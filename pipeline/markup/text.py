"""A body's text ↔ its element tree; and what is in it: counts, paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from pipeline.markup.vocabulary import BLOCKS, FILM, MATHML, VOID, XHTML
from pipeline.model import Counts
from pipeline.patterns import lazy


# What XML 1.0 cannot hold, the controls it had better not, lone surrogates and non-characters.
ILLEGAL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
_AWKWARD = lazy(f"[&<>\r{ILLEGAL}]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "\n", "\x0c": "\n", "\x85": "\n"}
_ILLEGAL = lazy(f"[{ILLEGAL}]")
_SPACES = lazy(r"\s+")
_TAG = lazy("<[^>]*>")
_ENTITY = lazy("&(?:amp|lt|gt);")


def parse(body: str) -> etree._Element:
    """Read a body text into an XHTML `body` element; ValueError tells what is not well-formed."""
    strict = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        return etree.fromstring(f'<body xmlns="{XHTML}">{body}</body>', strict)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"the body is not well-formed: {error}") from error


def write(root: etree._Element) -> str:
    """Write a `body` element as text: the inverse of `parse`."""
    return "\n".join(_write(block) for block in root)


def _write(element: etree._Element) -> str:
    name = local(element)
    attributes = {str(key): str(value) for key, value in element.items()}
    if name in VOID:
        return write_element(name, attributes, "")
    inner = escape(element.text or "")
    if len(element):
        inner += "".join([_write(child) + escape(child.tail or "") for child in element])
    return write_element(name, attributes, inner)


def write_element(name: str, attributes: dict[str, str], inner: str) -> str:
    """Write one element around its written content."""
    space = f' xmlns="{MATHML}"' if name == "math" else ""
    told = (
        "".join([f' {key}="{_quote(attributes[key])}"' for key in sorted(attributes)]) if attributes else ""
    )
    return f"<{name}{space}{told}/>" if name in VOID else f"<{name}{space}{told}>{inner}</{name}>"


def escape(text: str) -> str:
    """Return text as it may stand in XML, without what XML cannot hold."""
    return _AWKWARD.sub(lambda found: _ENTITIES.get(found[0], ""), text) if _AWKWARD.search(text) else text


def clear(text: str) -> str:
    """Return text without what XML cannot hold, not escaped."""
    return _ILLEGAL.sub("", text) if _ILLEGAL.search(text) else text


def _quote(value: str) -> str:
    return escape(_SPACES.sub(" ", value)).replace('"', "&quot;")


def local(element: etree._Element) -> str:
    """Return an element's name without its namespace; a comment or instruction has none."""
    tag = element.tag
    return _plain(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=512)
def _plain(tag: str) -> str:
    return tag.rpartition("}")[2]


_COUNTED = tuple(f"{{{XHTML}}}{name}" for name in ("img", "a", "table", "aside"))  # in the order of Counts


def counts(body: str | etree._Element) -> Counts:
    """Count the letters, pictures, links, tables and notes of a body."""
    root = parse(body) if isinstance(body, str) else body
    names = [element.tag for element in root.iter(*_COUNTED)]
    return Counts(len("".join(words(root).split())), *(names.count(name) for name in _COUNTED))


def count_written(body: str) -> Counts:
    """Count what `from_soup` wrote, at a quarter of the cost of parsing it: `counts` of the same text."""
    text = _TAG.sub("", body)  # a tag ends at the first >, which is escaped in attributes
    letters = len("".join(text.split()))
    if "&" in text:
        letters -= sum(len(entity) - 1 for entity in _ENTITY.findall(text))
    told = (body.count(f"<{name} ") + body.count(f"<{name}>") for name in ("img", "a", "table", "aside"))
    return Counts(letters, *told)


def words(element: etree._Element) -> str:
    """Return all text in an element."""
    return str(etree.tostring(element, method="text", encoding="unicode", with_tail=False))


def paragraphs(body: str) -> tuple[str, ...]:
    """Return a body's own text, a string a paragraph, heading, item, table row or caption, or line of one."""
    return tuple(line for block in parse(body) for line in _lines(block))


def running_text(body: str) -> tuple[str, ...]:
    """Return a body's paragraphs without the captions that the page set apart from its text."""
    root = parse(body)
    for caption in [cap for cap in root.iter(f"{{{XHTML}}}figcaption") if cap.get("class") != "in-text"]:
        holder = caption.getparent()
        assert holder is not None  # the root is a body
        holder.remove(caption)
    return tuple(line for block in root for line in _lines(block))


def _lines(element: etree._Element) -> Iterator[str]:
    name = local(element)
    if name == "tr":
        yield "\t".join(" ".join(_lines(cell)) for cell in element)
    elif name == "pre":
        yield from (line.rstrip() for line in _text(element).split("\n") if line.strip())
    elif len(element) and any(local(child) in _HOLDERS for child in element):
        yield from (line for child in element for line in _lines(child))
    else:
        yield from (
            line for text in _text(element).split("\n") if (line := " ".join(text.split(" ")).strip())
        )


_HOLDERS = BLOCKS | {"caption", "dd", "dt", "figcaption", "li", "tbody", "td", "tfoot", "th", "thead", "tr"}


def _text(element: etree._Element) -> str:
    return "".join(_pieces(element)) if len(element) else element.text or ""


def _pieces(element: etree._Element) -> Iterator[str]:
    if local(element) == "br":
        yield "\n"
    if element.get("class") == FILM:
        return
    yield element.text or ""
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""
