"""A run of soup nodes → written phrasing content."""

from __future__ import annotations

from collections.abc import Iterable

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from pipeline.markup.text import clear, escape, write_element
from pipeline.markup.vocabulary import (
    ATTRIBUTES,
    BANNED,
    BLOCK_LIKE,
    BLOCKS,
    GLOBAL,
    MATH,
    MATH_ATTRIBUTES,
    MATH_TOKENS,
    NEEDED,
    ORDER,
    PHRASING,
    UNSEEN,
    fits,
)
from pipeline.patterns import lazy


NOTHING: frozenset[str] = frozenset()
_BREAK = "<br/>"
_INK = lazy(r"<img|<math|(?:^|>)[^<]*[^\s<]")


def shows(written: str) -> bool:
    """Tell whether written content shows anything at all."""
    return _INK.search(written) is not None


def trim(written: str) -> str:
    """Take white space and line ends off both ends of written content."""
    written = written.strip()
    while written.startswith(_BREAK) or written.endswith(_BREAK):
        written = written.removeprefix(_BREAK).removesuffix(_BREAK).strip()
    return written


def write_inline(nodes: Iterable[PageElement], banned: frozenset[str] = NOTHING) -> str:
    """Write nodes as phrasing; blocks among them become lines, with one line end between two."""
    written: list[str] = []
    line = 0  # how much was written when the last block ended
    for node in nodes:
        text = _phrase(node, banned)
        is_line = isinstance(node, Tag) and len(text) > len(_BREAK) and _is_line(node)
        if is_line and line and text.startswith(_BREAK) and not "".join(written[line:]).strip():
            del written[line:]
            text = text.removeprefix(_BREAK)
        written.append(text)
        line = len(written) if is_line else line
    return "".join(written)


def _is_line(tag: Tag) -> bool:
    return tag.name in BLOCKS or tag.name in BLOCK_LIKE


def _phrase(node: PageElement, banned: frozenset[str]) -> str:
    if not isinstance(node, Tag):
        return escape(node) if isinstance(node, NavigableString) and not node.PREFIX else ""
    name = node.name
    if name == "br":
        return " " if name in banned else "<br/>"
    if name in UNSEEN:
        return ""
    if name in PHRASING and name not in banned:
        return WRITERS.get(name, _element)(node, banned)
    inner = write_inline(node.contents, banned)
    lines = _is_line(node) and "br" not in banned and shows(inner)
    return f"<br/>{inner}<br/>" if lines else inner


def _element(tag: Tag, banned: frozenset[str]) -> str:
    inner = write_inline(tag.contents, banned | BANNED.get(tag.name, NOTHING))
    kept = attributes(tag)
    if not shows(inner) or any(needed.isdisjoint(kept) for needed in NEEDED.get(tag.name, ())):
        return inner
    return write_element(tag.name, kept, inner)


def _picture(tag: Tag, _: frozenset[str]) -> str:
    kept = attributes(tag)
    return write_element("img", {"alt": "", **kept}, "") if "src" in kept else ""


def _ruby(tag: Tag, banned: frozenset[str]) -> str:
    banned = banned | BANNED["ruby"]
    kinds: list[str] = []
    written: list[str] = []
    for child in tag.contents:
        name = child.name if isinstance(child, Tag) else None
        inner = write_inline(
            child.contents if isinstance(child, Tag) and name in ("rt", "rp") else [child], banned
        )
        if name in ("rt", "rp"):
            kinds.append(f"{name} ")
            written.append(write_element(name, {}, inner))
        elif inner.strip():
            kinds.append("base ")
            written.append(inner)
    inner = "".join(written)
    if ORDER["ruby"].fullmatch("".join(kinds)) and "></r" not in inner:
        return write_element("ruby", attributes(tag), inner)
    return write_inline(tag.contents, banned)


def _math(tag: Tag, banned: frozenset[str]) -> str:
    return _formula(tag) if is_formula(tag) and shows(_formula(tag)) else write_inline(tag.contents, banned)


def is_formula(tag: Tag) -> bool:
    """Tell whether an element is MathML that may be kept: known elements, text only in tokens."""
    if tag.name not in MATH:
        return False
    if tag.name in MATH_TOKENS:
        return not any(isinstance(child, Tag) for child in tag.contents)
    return all(
        is_formula(child) if isinstance(child, Tag) else not str(child).strip() for child in _seen(tag)
    )


def _seen(tag: Tag) -> list[PageElement]:
    return [child for child in tag.contents if not (isinstance(child, Tag) and child.name in UNSEEN)]


def _formula(tag: Tag) -> str:
    kept = {key: _plain(value) for key, value in tag.attrs.items() if key in MATH_ATTRIBUTES}
    if tag.name in MATH_TOKENS:
        return write_element(tag.name, kept, escape(" ".join("".join(map(str, tag.contents)).split())))
    return write_element(
        tag.name, kept, "".join([_formula(child) for child in _seen(tag) if isinstance(child, Tag)])
    )


WRITERS = {"img": _picture, "math": _math, "ruby": _ruby}


def attributes(tag: Tag) -> dict[str, str]:
    """Return those attributes of an element that may stand in the normal form."""
    kept: dict[str, str] = {}
    if not tag.attrs:
        return kept
    for key, told in tag.attrs.items():
        if key not in GLOBAL and key not in ATTRIBUTES.get(tag.name, ()):
            continue
        value = _plain(told)
        if key == "class":
            value = next((word for word in value.split() if fits(tag.name, key, word)), "")
        elif key == "reversed":
            value = "reversed"
        if fits(tag.name, key, value):
            kept[key] = value
    return kept


def _plain(value: object) -> str:
    text = " ".join(value) if isinstance(value, list) else str(value or "")
    return " ".join(clear(text).split())
