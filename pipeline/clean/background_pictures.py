"""Make a picture of a CSS background where it is content: of an empty box that is large, or named as a picture."""

from __future__ import annotations

import re
from itertools import islice
from urllib.parse import urljoin

from bs4 import Tag

from pipeline.clean import tree
from pipeline.clean.context import Context
from pipeline.model import Counts
from pipeline.patterns import lazy


BOXES = frozenset({"div", "figure", "section", "p"})
NAMED = ("data-bg", "data-background", "data-background-image", "data-bg-src")
MOST_PLACES = 8  # addresses in one style that are looked at
SHOWN = ("src", "data-src", "data-original")  # where pictures of the page have their addresses
LARGE, SMALL = 200, 120  # pixels
LONGEST = 2000  # letters of a style, its addresses left out; more is an attack
_PLACE = lazy(r"url\(\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'()]++))\s*+\)", re.IGNORECASE)
_URL = lazy(r"\s*url\(\s*[\"']?([^\"')]+?)[\"']?\s*\)\s*", re.IGNORECASE)
_SIZE = lazy(r"(?<![\w-])(?:min-)?(?:width|height)\s*:\s*(\d{1,5})(?:\.\d+)?px", re.IGNORECASE)
_RATIO = lazy(
    r"(?<![\w-])(?:padding-(?:top|bottom)\s*:\s*[1-9]\d{1,2}(?:\.\d+)?%|aspect-ratio\s*:\s*\d"
    r"|(?:min-)?height\s*:\s*[1-9]\d(?:\.\d+)?v[hw])",
    re.IGNORECASE,
)
_REPEATED = lazy(r"(?<![\w-])repeat(?:-[xy])?(?![\w-])", re.IGNORECASE)
_CUT_OUT = lazy(r"background(?:-position)?\s*:[^;]*(?<![\w.])-\d+(?:\.\d+)?px", re.IGNORECASE)  # of a sprite
_ANY_URL = lazy(r"url\([^)]*\)?", re.IGNORECASE)
_CAMEL = lazy(r"(?<=[a-z])(?=[A-Z])")
_PICTURE = lazy(
    r"(?<![a-z])(?:figures?|pictures?|pics?|photos?|images?|img|hero|illustrations?|tupian|zhaopian)(?![a-z])",
    re.IGNORECASE,
)
_OTHER = lazy(
    r"(?<![a-z])(?:icons?|ico|sprites?|logos?|avatars?|btn|buttons?|arrows?|bullets?|qr|qrcode|share|ads?|advert|"
    r"banner|loading|placeholder|spacer|pattern|texture|divider|emoji)(?![a-z])",
    re.IGNORECASE,
)
_ESCAPE = lazy(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))")


def background_pictures(_root: Tag, context: Context) -> None:
    """Put a picture into each empty box whose background is content."""
    found = [box for box in context.bearing("style") if "background" in str(box.attrs["style"]).lower()]
    found += context.bearing(*NAMED)
    if not found:
        return
    shown = {_whole(str(picture.get(key) or ""), context) for picture in context.tags("img") for key in SHOWN}
    for box in reversed(found):  # the inner box first: the outer one is then no longer empty
        if box.name not in BOXES or not _is_content(box) or tree.shows(box):
            continue
        address = _address(box)
        if address and _whole(address, context) not in shown:
            shown.add(_whole(address, context))
            alt = str(box.get("aria-label") or box.get("title") or "").strip()
            tree.insert(box, 0, context.new("img", {"src": address, "alt": alt}))
            context.account("background_pictures", Counts(pictures=-1), alt)


def _whole(address: str, context: Context) -> str:
    try:
        return urljoin(context.options.base_url or "", address.strip())
    except ValueError:  # a bracket that is no IPv6 address
        return address


def _address(box: Tag) -> str:
    """Return the address of a box's background: the lazy one first, for it stands for the other."""
    for key in NAMED:
        told = str(box.get(key) or "").strip()
        match = _URL.fullmatch(told)
        if told and "gradient(" not in told:
            return match[1] if match else told
    style = str(box.get("style") or "")
    for match in islice(_PLACE.finditer(style), MOST_PLACES):
        name = style[: match.start()].rpartition(";")[2].partition(":")[0].strip().lower()
        if name in ("background", "background-image"):
            return _ESCAPE.sub(_unescaped, match[1] or match[2] or match[3] or "").strip()
    return ""


def _unescaped(match: re.Match[str]) -> str:
    if not match[1]:
        return match[2]
    code = int(match[1], 16)
    return chr(code) if 0x1F < code < 0xD800 or 0xDFFF < code < 0x110000 else ""


def _is_content(box: Tag) -> bool:
    """Tell content from what decorates: by its declared size, its name or its role."""
    style = _ANY_URL.sub("", str(box.get("style") or ""))
    if len(style) > LONGEST:
        return False
    name = _CAMEL.sub("-", f"{box.get('class') or ''} {box.get('id') or ''}")
    sizes = [int(size) for size in _SIZE.findall(style)]
    if (sizes and min(sizes) <= SMALL) or _OTHER.search(name) or box.get("aria-hidden") == "true":
        return False
    if _CUT_OUT.search(style) or _REPEATED.search(style):
        return False
    is_large = (bool(sizes) and max(sizes) >= LARGE) or _RATIO.search(style) is not None
    return is_large or _PICTURE.search(name) is not None or box.name == "figure" or box.get("role") == "img"
