"""A body → what in it is not the normal form, a sentence each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from pipeline.markup.text import local, parse, words, write
from pipeline.markup.vocabulary import (
    BANNED,
    BLOCKS,
    CONTENT,
    HEADINGS,
    MATH,
    MATH_ATTRIBUTES,
    MATH_TOKENS,
    MATHML,
    MAY_BE_EMPTY,
    NEEDED,
    ORDER,
    PHRASING,
    XHTML,
    fits,
)


def check(body: str) -> tuple[str, ...]:
    """Return each violation of the normal form as a sentence; none means that the body is in it."""
    try:
        root = parse(body)
    except ValueError as error:
        return (str(error),)
    found = list(_within(root, "body", frozenset()))
    if "id" in body or "#" in body:  # else no element has an id and no link leads to one
        found += _ids(root)
    if not found and write(root) != body:
        found.append("the body is not written in the canonical way")
    return tuple(dict.fromkeys(found))


# What an element of the vocabulary is called in its namespace, and those that may hold text.
_KINDS = {f"{{{XHTML}}}{name}": name for name in CONTENT} | {f"{{{MATHML}}}math": "math"}
_TEXTUAL = frozenset(name for name, allowed in CONTENT.items() if allowed & PHRASING)


def _within(element: etree._Element, name: str, banned: frozenset[str]) -> Iterator[str]:
    allowed = CONTENT[name]
    if name not in _TEXTUAL and _loose_text(element):
        yield f"text stands directly in {name}: “{_loose_text(element)[:20]}”"
    banned = banned | BANNED[name] if name in BANNED else banned
    for child in element:
        kind = _KINDS.get(str(child.tag))
        if kind is None or kind not in allowed or kind in banned:
            yield f"{local(child) or 'a comment'} may not stand in {name}"
        elif kind == "math":
            yield from _formula(child)
        else:
            yield from _own(child, kind)
            if len(child) or kind not in _TEXTUAL:
                yield from _within(child, kind, banned)


def _own(element: etree._Element, name: str) -> Iterator[str]:
    """Check what is the element's own: attributes, order of its children, something to show."""
    for key, value in _told(element):
        if not fits(name, key, value):
            yield f"{name} has {key}=“{value}”"
    for needed in NEEDED.get(name, ()):
        if needed.isdisjoint(element.keys()):
            yield f"{name} lacks {' or '.join(sorted(needed))}"
    kinds = [local(child) for child in element] if len(element) else []
    if name in ORDER and not ORDER[name].fullmatch(_sequence(element, kinds)):
        yield f"{name} holds {', '.join(kinds) or 'nothing'}"
    if (
        kinds
        and BLOCKS.intersection(kinds)
        and CONTENT[name] & PHRASING
        and (_loose_text(element) or PHRASING.intersection(kinds))
    ):
        yield f"{name} holds text beside blocks"
    if name not in MAY_BE_EMPTY and not _shows(element):
        yield f"{name} is empty"
    if name == "aside" and element.get("class") != "note":
        yield "an aside is not a note"
    if name in HEADINGS and not words(element).strip():
        yield f"{name} has no words"


def _told(element: etree._Element) -> list[tuple[str, str]]:
    return [(str(key), str(value)) for key, value in element.items()]


def _sequence(element: etree._Element, kinds: list[str]) -> str:
    if local(element) != "ruby":
        return "".join(f"{kind} " for kind in kinds)
    told = ["base "] if (element.text or "").strip() else []
    for child, kind in zip(element, kinds, strict=True):
        told.append(f"{kind} " if kind in ("rt", "rp") else "base ")
        told += ["base "] if (child.tail or "").strip() else []
    return "".join(told)


def _shows(element: etree._Element) -> bool:
    if (element.text or "").strip():  # as nearly always
        return True
    return bool(words(element).strip()) or any(local(kid) in ("img", "math") for kid in element.iter())


def _loose_text(element: etree._Element) -> str:
    return "".join([element.text or "", *(child.tail or "" for child in element)]).strip()


def _formula(element: etree._Element) -> Iterator[str]:
    name = local(element)
    if name not in MATH or element.tag != f"{{{MATHML}}}{name}":
        yield f"{name} may not stand in math"
    yield from (f"{name} has {key}" for key, _ in _told(element) if key not in MATH_ATTRIBUTES)
    if name in MATH_TOKENS and len(element):
        yield f"{name} holds elements"
    if name not in MATH_TOKENS and _loose_text(element):
        yield f"text stands directly in {name}"
    for child in element:
        yield from _formula(child)


def _ids(root: etree._Element) -> Iterator[str]:
    ids = Counter(str(element.get("id")) for element in root.iter() if element.get("id"))
    yield from (f"the id {name} stands {times} times" for name, times in ids.items() if times > 1)
    for link in root.iter(f"{{{XHTML}}}a"):
        href = str(link.get("href") or "")
        if href.startswith("#") and href[1:] not in ids:
            yield f"a link leads to {href}, which is not there"
