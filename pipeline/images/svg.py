"""An SVG drawing → the same, standing still, asking for nothing from outside; or the reason why it cannot be."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass, field
from math import sqrt
from typing import Any
from urllib.parse import unquote_to_bytes

from lxml import etree

from pipeline.findings import Finding, find
from pipeline.images.formats import READERS, BrokenPictureError, sniff
from pipeline.images.svg_names import ATTRIBUTES, ELEMENTS, SHAPES, TEXTS, TOLD
from pipeline.images.svg_style import is_own, own_declarations, own_sheet
from pipeline.images.values import MEDIA_TYPES, Limits, Prepared, named
from pipeline.patterns import lazy


SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}"
SPACES: dict[Any, str] = {None: SVG[1:-1], "xlink": XLINK[1:-1]}
XML = "{http://www.w3.org/XML/1998/namespace}"
HEAD = b'<?xml version="1.0" encoding="utf-8"?>\n'
MOST_ELEMENTS = 20_000
MOST_DRAWN = 200_000  # elements, each counted as often as it is shown by a `use`
DEEPEST = 50  # levels of parts that show parts
LARGEST = 1_000_000.0  # of a side, in the drawing's units
_DECLARED = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_NAME = lazy(r"[A-Za-z_\u00b7-\uffff][\w.\u00b7-\uffff-]*")
_LENGTH = lazy(r"\s*\+?(\d{0,9}(?:\.\d{0,9})?)(?:e\+?(\d))?\s*(px|pt|pc|mm|cm|in)?\s*", re.IGNORECASE)
_URL = lazy(r"url\(\s*[\"']?#([^\s\"'()]+)")
_SEEN = (
    (re.compile(r"url\(|image-set\(|@import", re.IGNORECASE), "a part from outside"),
    (re.compile(r"@font-face", re.IGNORECASE), "a font"),
    (re.compile(r"animation|transition|@keyframes", re.IGNORECASE), "movement"),
    (re.compile(r"@(?!import|font-face|[\w-]*keyframes)[\w-]+", re.IGNORECASE), "a style for some devices"),
)
_UNITS = {"pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}  # in CSS pixels
_DATA = lazy(r"\s*data:[^,;]*(?:;[^,;]*)*?(;base64)?,", re.IGNORECASE)


class UnsafeDrawingError(ValueError):
    """A drawing cannot be shown as it is meant; the text says why."""


@dataclass(slots=True)
class _Copy:
    """A drawing being copied part by part; what is not known is not copied."""

    limits: Limits
    ids: set[str] = field(default_factory=set)
    left_out: dict[str, None] = field(default_factory=dict)  # in the order of their first coming


def prepare_drawing(data: bytes, *, where: str, limits: Limits) -> Prepared | Finding:
    """Return a drawing that any reading device may be given."""
    try:
        root = _parsed(data, limits)
        copy = _Copy(limits)
        drawing = _element(root, copy)
        assert drawing is not None  # an svg element is known
        size = _settled(drawing, limits)
    except UnsafeDrawingError as error:
        return find("IMG-004", where, why=error)
    etree.cleanup_namespaces(drawing)
    written = HEAD + etree.tostring(drawing, method="c14n", with_comments=False)
    if len(written) > limits.max_bytes:
        return find("IMG-004", where, why=f"it is larger than {limits.max_bytes // 1000} kB")
    told = (find("IMG-008", where, what=", ".join(copy.left_out)),) if copy.left_out else ()
    return named("SVG", size, written, data, told)


def _parsed(data: bytes, limits: Limits) -> etree._Element:
    if len(data) > 4 * limits.max_bytes:  # pictures inside and editors' notes may go
        raise UnsafeDrawingError(f"it is larger than {4 * limits.max_bytes // 1000} kB")
    if _DECLARED.search(data):
        raise UnsafeDrawingError("it declares a document type or entities")
    strict = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data.removeprefix(b"\xef\xbb\xbf").lstrip(), strict)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnsafeDrawingError("it is no sound XML") from error
    told: Any = root.getroottree().docinfo
    if told.doctype or any(each.tag is etree.Entity for each in root.iter()):
        raise UnsafeDrawingError("it declares a document type or entities")
    if root.tag != f"{SVG}svg":
        raise UnsafeDrawingError("it does not say that it is SVG (xmlns)")
    if sum(1 for _ in root.iter()) > MOST_ELEMENTS:
        raise UnsafeDrawingError(f"it has more than {MOST_ELEMENTS} parts")
    return root


def _element(old: etree._Element, copy: _Copy) -> etree._Element | None:
    """Copy an element with what is known of it; links become plain groups."""
    name = str(old.tag).removeprefix(SVG)
    if name == "a":
        name = "g"
    if name in TOLD:
        copy.left_out[TOLD[name]] = None
    if name not in ELEMENTS:
        return None
    new = etree.Element(SVG + name, nsmap=SPACES)
    for key, value in old.items():
        _attribute(new, str(key), str(value), copy)
    if name == "style":
        told = "".join(map(str, old.itertext()))
        new.text = own_sheet(told)
        _compare(told, new.text, copy)
        return new if new.text else None
    if name == "image" and not new.get(f"{XLINK}href"):
        return None
    is_text = name in TEXTS
    new.text = old.text if is_text else None
    for child in old:
        _append(new, _element(child, copy), child.tail if is_text else None)
    return new


def _append(new: etree._Element, child: etree._Element | None, tail: str | None) -> None:
    if child is not None:
        child.tail = tail
        new.append(child)
    elif tail and len(new):
        new[-1].tail = (new[-1].tail or "") + tail
    elif tail:
        new.text = (new.text or "") + tail


def _attribute(new: etree._Element, key: str, value: str, copy: _Copy) -> None:
    if key in ("href", f"{XLINK}href"):
        href = _href(etree.QName(new).localname, value.strip(), copy)
        if href and (key != "href" or new.get(f"{XLINK}href") is None):
            new.set(f"{XLINK}href", href)
    elif key == "style":
        if declared := own_declarations(value):
            new.set(key, declared)
        _compare(value, declared, copy)
    elif key == "id":
        if _NAME.fullmatch(value) and value not in copy.ids:
            copy.ids.add(value)
            new.set(key, value)
    elif key in ATTRIBUTES or key in (f"{XML}space", f"{XML}lang"):
        if is_own(value):
            new.set(key, value)
        else:
            copy.left_out["a picture from outside"] = None
    elif key[:2].lower() == "on":
        copy.left_out["a script"] = None


def _compare(told: str, kept: str, copy: _Copy) -> None:
    """Note what a style has lost that a reader would have seen."""
    for pattern, what in _SEEN:
        if len(pattern.findall(told)) > len(pattern.findall(kept)):
            copy.left_out[what] = None


def _href(name: str, href: str, copy: _Copy) -> str:
    """Return a reference that stays inside the drawing; a link's is not needed."""
    if name == "image":
        inside = _inside(href, copy.limits)
        if not inside:
            copy.left_out["a picture from outside" if href[:5].lower() != "data:" else "a picture in it"] = (
                None
            )
        return inside
    if href.startswith("#") and name != "g":
        return href
    if name != "g":
        copy.left_out["a part from outside"] = None
    return ""


def _inside(address: str, limits: Limits) -> str:
    """Return a small picture of an allowed kind that an address itself holds; empty for any other."""
    match = _DATA.match(address)
    if match is None or len(address) > 2 * limits.target_bytes:
        return ""
    raw = unquote_to_bytes(address[match.end() :])
    try:
        data = base64.b64decode(raw, validate=False) if match[1] else raw
        kind = sniff(data)
        frame = READERS[kind](data) if kind in READERS else None
    except (binascii.Error, BrokenPictureError, IndexError):
        return ""
    if frame is None or len(frame.data) > limits.target_bytes:
        return ""
    if not 0 < frame.width * frame.height <= limits.pixels:
        return ""
    return f"data:{MEDIA_TYPES[kind][1]};base64,{base64.b64encode(frame.data).decode()}"


def _settled(drawing: etree._Element, limits: Limits) -> tuple[int, int]:
    """Take off references to nothing, refuse what draws nothing or too much, and return the size."""
    if not any(etree.QName(each).localname in SHAPES for each in drawing.iter()):
        raise UnsafeDrawingError("nothing is drawn in it")
    places = {str(each.get("id")): each for each in drawing.iter() if each.get("id")}
    for each in list(drawing.iter()):
        href = each.get(f"{XLINK}href", "")
        if href.startswith("#") and href[1:] not in places:
            del each.attrib[f"{XLINK}href"]
    _drawn(drawing, places, {}, frozenset())
    return _sized(drawing, limits)


def _drawn(
    element: etree._Element, places: dict[str, etree._Element], known: dict[str, int], above: frozenset[str]
) -> int:
    """Count what an element draws, with what its uses show."""
    total = 0
    for each in element.iter():
        total += 1
        for name in _shown(each):
            if name not in places:
                continue
            if name in above or len(above) > DEEPEST:
                raise UnsafeDrawingError("parts of it show each other without end")
            if name not in known:
                known[name] = _drawn(places[name], places, known, above | {name})
            total += known[name]
        if total > MOST_DRAWN:
            raise UnsafeDrawingError(f"it draws more than {MOST_DRAWN} parts")
    return total


def _shown(element: etree._Element) -> list[str]:
    """List the parts that an element draws beside itself: what it uses, and what it is filled or cut with."""
    used = [element.get(f"{XLINK}href", "")[1:]] if element.tag == f"{SVG}use" else []
    return used + [
        name for value in element.attrib.values() if "url" in value for name in _URL.findall(str(value))
    ]


def _sized(drawing: etree._Element, limits: Limits) -> tuple[int, int]:
    """Settle viewBox, width and height, and return the size the drawing is shown at."""
    box = _box(drawing.get("viewBox"))
    width, height = (_length(drawing.get(key)) for key in ("width", "height"))
    if box is None:
        if width is None or height is None:
            raise UnsafeDrawingError("it does not tell its size")
        box = (0.0, 0.0, width, height)
    ratio = box[2] / box[3]
    if not width and not height:
        width, height = box[2], box[3]
    width, height = width or (height or 0) * ratio, height or (width or 0) / ratio
    if not 0 < max(width, height, *box[2:]) <= LARGEST or not 0.01 <= width / height <= 100:
        raise UnsafeDrawingError("its size is out of all measure")
    factor = min(1.0, limits.long_side / max(width, height), sqrt(limits.pixels / (width * height)))
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    drawing.set("viewBox", " ".join(f"{number:.6g}" for number in box))
    drawing.set("width", str(size[0]))
    drawing.set("height", str(size[1]))
    return size


def _box(told: str | None) -> tuple[float, float, float, float] | None:
    numbers = (told or "").replace(",", " ").split()
    try:
        x, y, width, height = map(float, numbers)
    except ValueError:
        return None
    sound = all(abs(number) <= LARGEST for number in (x, y, width, height)) and min(width, height) > 1e-6
    return (x, y, width, height) if sound else None


def _length(told: str | None) -> float | None:
    """Read a length in pixels; a percentage says nothing here."""
    match = _LENGTH.fullmatch(told or "")
    if match is None or not match[1].strip("."):
        return None
    number = float(match[1]) * 10 ** int(match[2] or 0)
    return number * _UNITS.get((match[3] or "").lower(), 1.0) or None
