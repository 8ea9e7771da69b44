"""A cleaned soup → its body in the normal form, in one walk; what does not fit is unwrapped."""

from __future__ import annotations

import re
from collections.abc import Callable

from bs4 import Tag
from bs4.element import NavigableString, PageElement
from lxml import etree

from pipeline.markup.inline import attributes, shows, trim, write_inline
from pipeline.markup.text import escape, parse, write, write_element
from pipeline.markup.vocabulary import (
    BANNED,
    BLOCK_LIKE,
    BLOCKS,
    CONTENT,
    HEADINGS,
    ORDER,
    PHRASING,
    UNSEEN,
    XHTML,
)
from pipeline.patterns import lazy


Allowed = frozenset[str]
_PICTURES = lazy(r"(?:<img [^>]*/>|<br/>|\s)+")
_BETWEEN = lazy(r"(?<=>)(?:<br/>|\s)+(?=<)")
_PLAIN_PARAGRAPH = lazy(r"<p>(.*)</p>", re.DOTALL)


def from_soup(root: Tag) -> str:
    """Write a cleaned soup in the normal form."""
    body = "\n".join(_blocks(root, CONTENT["body"]))
    return _settle_ids(body) if ' id="' in body or 'href="#' in body else body


def _settle_ids(body: str) -> str:
    """Keep an id only once, and a link into the body only where it leads somewhere."""
    root = parse(body)
    seen: set[str] = set()
    for element in root.iter():
        name = element.get("id")
        if name in seen:
            del element.attrib["id"]
        elif name:
            seen.add(name)
    for link in root.iter(f"{{{XHTML}}}a"):
        href = link.get("href", "")
        if href.startswith("#") and href[1:] not in seen:
            link.tag = "dead"
    etree.strip_tags(root, "dead")
    return write(root)


def is_block(node: PageElement) -> bool:
    """Tell whether a node stands in lines of its own: a block, or an unknown element that holds one."""
    if not isinstance(node, Tag) or node.name in PHRASING:
        return False
    return node.name in BLOCKS or node.name in BLOCK_LIKE or (node.name not in UNSEEN and holds_block(node))


def holds_block(tag: Tag) -> bool:
    """Tell whether one of an element's children stands in lines of its own."""
    return any(is_block(child) for child in tag.contents)


def _blocks(tag: Tag, allowed: Allowed) -> list[str]:
    written: list[str] = []
    run: list[PageElement] = []
    for child in tag.contents:
        if isinstance(child, Tag) and is_block(child):
            written += _paragraph(run, {}) if run else []
            run = []
            written += _block(child, allowed)
        else:
            run.append(child)
    return written + _paragraph(run, {})


def _block(tag: Tag, allowed: Allowed) -> list[str]:
    if tag.name in HEADINGS:
        return _heading(tag, allowed)
    writer = WRITERS.get(tag.name) if tag.name in allowed else None
    return writer(tag, allowed) if writer else _blocks(tag, allowed)


def _paragraph(run: list[PageElement], kept: dict[str, str]) -> list[str]:
    content = trim(write_inline(run)) if run else ""
    if not shows(content):
        return []
    if _PICTURES.fullmatch(content):
        return [f"<figure>{_BETWEEN.sub('', content)}</figure>"]
    return [write_element("p", kept, content)]


def _p(tag: Tag, allowed: Allowed) -> list[str]:
    only = tag.contents[0] if len(tag.contents) == 1 else tag
    if isinstance(only, NavigableString):  # plain text, as most paragraphs are
        content = "" if only.PREFIX else escape(only).strip()
        return [write_element("p", attributes(tag), content)] if content else []
    return _blocks(tag, allowed) if holds_block(tag) else _paragraph(tag.contents, attributes(tag))


def _heading(tag: Tag, allowed: Allowed) -> list[str]:
    content = trim(write_inline(tag.contents))
    if not content or not shows(content) or _PICTURES.fullmatch(content):
        return _paragraph(tag.contents, {})
    if tag.name in allowed:
        return [write_element(tag.name, attributes(tag), content)]
    return [f"<p><strong>{content}</strong></p>"]


def _holder(tag: Tag, allowed: Allowed) -> list[str]:
    """Write a blockquote, or an aside that is a note; another aside is only its content."""
    kept = attributes(tag)
    if tag.name == "aside" and kept.get("class") != "note":
        return _blocks(tag, allowed)
    inner = "".join(_blocks(tag, CONTENT[tag.name] & allowed))
    return [write_element(tag.name, kept, inner)] if shows(inner) else []


def _flow(nodes: Tag, allowed: Allowed) -> str:
    """Write what a list item or cell holds: blocks, or phrasing where one plain paragraph is all."""
    if not holds_block(nodes):
        return trim(write_inline(nodes.contents))
    blocks = _blocks(nodes, CONTENT[nodes.name] & allowed if nodes.name in CONTENT else allowed)
    plain = _PLAIN_PARAGRAPH.fullmatch(blocks[0]) if len(blocks) == 1 else None
    return plain[1] if plain else "".join(blocks)


def _items(tag: Tag) -> list[Tag]:
    """Return a list's items; anything else in it becomes an item of its own."""
    found: list[Tag] = []
    loose: list[PageElement] = []
    for child in tag.contents:
        if isinstance(child, Tag) and child.name in ("li", "dt", "dd"):
            found += [_within("li", loose), child]
            loose = []
        else:
            loose.append(child)
    return [*found, _within("li", loose)]


def _list(tag: Tag, allowed: Allowed) -> list[str]:
    items = [(item, _flow(item, allowed)) for item in _items(tag)]
    inner = [
        write_element("li", attributes(item) if item.name == "li" else {}, content)
        for item, content in items
        if shows(content)
    ]
    return [write_element(tag.name, attributes(tag), "".join(inner))] if inner else []


def _terms(tag: Tag, allowed: Allowed) -> list[str]:
    parts: list[Tag] = []
    for item in _items(tag):
        grouped = [child for child in item.contents if isinstance(child, Tag) and child.name == "div"]
        parts += (
            [part for group in grouped for part in _items(group)] if item.name == "li" and grouped else [item]
        )
    written = [
        (part, trim(write_inline(part.contents)) if part.name == "dt" else _flow(part, allowed))
        for part in parts
    ]
    shown = [(part, content) for part, content in written if shows(content)]
    if not ORDER["dl"].fullmatch("".join(f"{part.name} " for part, _ in shown)):
        return [block for part in parts for block in _blocks(part, allowed)]
    inner = "".join([write_element(part.name, attributes(part), content) for part, content in shown])
    return [write_element("dl", attributes(tag), inner)]


def _figure(tag: Tag, allowed: Allowed) -> list[str]:
    captions = [child for child in tag.contents if isinstance(child, Tag) and child.name == "figcaption"]
    pictures = write_inline(
        [child for child in tag.contents if all(child is not caption for caption in captions)]
    )
    if not _PICTURES.fullmatch(pictures) or "<img" not in pictures:
        return _blocks(tag, allowed)
    words = trim("<br/>".join([trim(write_inline(caption.contents)) for caption in captions]))
    kept = attributes(captions[0]) if len(captions) == 1 else {}
    caption = [write_element("figcaption", kept, words)] if shows(words) else []
    return [write_element("figure", attributes(tag), "".join([_BETWEEN.sub("", trim(pictures)), *caption]))]


def _pre(tag: Tag, _: Allowed) -> list[str]:
    content = write_inline(tag.contents, BANNED["pre"])
    return [write_element("pre", attributes(tag), content)] if shows(content) else []


def _table(tag: Tag, allowed: Allowed) -> list[str]:
    """Write a table: caption, head, bodies, foot; what stands outside a cell gets a row of its own."""
    parts: dict[str, list[str]] = {"caption": [], "thead": [], "tbody": [], "tfoot": []}
    loose: list[Tag] = []
    for child in _items_of_table(tag):
        if child.name == "caption":
            parts["caption"].append(trim(write_inline(child.contents)))
        elif child.name in ("thead", "tbody", "tfoot"):
            parts["tbody"] += _section("tbody", loose, allowed)
            loose = []
            place = "tbody" if child.name == "thead" and parts["tbody"] else child.name
            parts[place] += _section(place, _items_of_table(child), allowed)
        else:
            loose.append(child)
    parts["tbody"] += _section("tbody", loose, allowed)
    return _assemble(tag, parts)


def _assemble(tag: Tag, parts: dict[str, list[str]]) -> list[str]:
    words = trim("<br/>".join(parts["caption"]))
    caption = [write_element("caption", {}, words)] if shows(words) else []
    if not parts["tbody"]:  # all rows in the head, or in the foot: then they are the table
        parts["tbody"] = [f"<tbody>{row[7:-8]}</tbody>" for row in parts["thead"] + parts["tfoot"]]
        parts["thead"] = parts["tfoot"] = []
    for name in ("thead", "tfoot"):
        if len(parts[name]) > 1:
            parts[name] = [f"<{name}>{''.join(section[7:-8] for section in parts[name])}</{name}>"]
    inner = "".join([*caption, *parts["thead"], *parts["tbody"], *parts["tfoot"]])
    return [write_element("table", attributes(tag), inner)] if shows(inner) and parts["tbody"] else []


def _section(name: str, rows: list[Tag], allowed: Allowed) -> list[str]:
    told = [cells for row in rows if (cells := _cells(row))]
    written = [
        write_element("tr", {}, "".join([_cell(cell, len(told) - index, allowed) for cell in cells]))
        for index, cells in enumerate(told)
    ]
    return [write_element(name, {}, "".join(written))] if written else []


def _cell(cell: Tag, rows_left: int, allowed: Allowed) -> str:
    kept = attributes(cell)
    rows = min(int(kept.pop("rowspan", "1")), rows_left)
    if rows > 1:
        kept["rowspan"] = str(rows)
    return write_element(cell.name, kept, _flow(cell, allowed))


def _items_of_table(tag: Tag) -> list[Tag]:
    """Return the parts of a table or of its section; stray text and elements stand in rows."""
    found: list[Tag] = []
    for child in tag.contents:
        if isinstance(child, Tag) and child.name in ("caption", "thead", "tbody", "tfoot", "tr"):
            found.append(child)
        elif shows(write_inline([child])):
            found.append(_within("tr", [child]))
    return found


def _cells(row: Tag) -> list[Tag]:
    found: list[Tag] = []
    for child in row.contents:
        if isinstance(child, Tag) and child.name in ("td", "th"):
            found.append(child)
        elif shows(write_inline([child])):
            found.append(_within("td", [child]))
    return found


def _within(name: str, nodes: list[PageElement]) -> Tag:
    """Put nodes into an element outside the tree: the soup is only read here."""
    tag = Tag(name=name)
    tag.contents = nodes
    return tag


WRITERS: dict[str, Callable[[Tag, Allowed], list[str]]] = {
    "aside": _holder,
    "blockquote": _holder,
    "dl": _terms,
    "figure": _figure,
    "hr": lambda _tag, _allowed: ["<hr/>"],
    "ol": _list,
    "p": _p,
    "pre": _pre,
    "table": _table,
    "ul": _list,
}
