"""Drop pictures that are no part of an article: icons, QR codes, spacers; an emoji becomes its character."""

from __future__ import annotations

import re

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from pipeline.clean import tree
from pipeline.clean.context import Context, count_letters
from pipeline.model import Counts
from pipeline.patterns import lazy


_SIZE = lazy(r"(?<![\w-])(width|height)\s*:\s*([\d.]+)\s*px", re.IGNORECASE)
_NUMBER = lazy(r"\s*(\d+)")
_CODE = lazy(r"qr_?-?code|erweima|二维码|扫码|扫一扫|(?<![a-z])(?:ewm|qr)(?![a-z])", re.IGNORECASE)
_ICON = lazy(
    r"(?<![a-z])(?:icons?|ico|blank|spacer|pixel|transparent|sprite|loading|placeholder|arrow|bullet)(?![a-z])",
    re.IGNORECASE,
)
_BADGE = lazy(r"(?<![a-z])(?:logos?|share|avatar|weixin|wechat|weibo)(?![a-z])", re.IGNORECASE)
_EMOJI = lazy(r"emoji|emoticon|smil(?:ey|ie)|biaoqing", re.IGNORECASE)
TINY, SMALL = 2, 120  # pixels
EMOJI_LENGTH = 8
_PICTURE = lazy(r"\.(?:jpe?g|png|webp|gif|avif)(?:[?#]|$)", re.IGNORECASE)
_STRIP = lazy(r"thumb|carousel|slide|film-?strip", re.IGNORECASE)
LONG, SAYS, CLIMBS = 2.5, 30, 4  # times as long as high; characters of an alt; elements outwards to a link
THUMB, STRIP = 200, 4  # pixels of a thumbnail's longer side, and thumbnails side by side that are a strip


def drop_icons(root: Tag, context: Context) -> None:
    """Drop pictures that are no part of an article."""
    for picture in context.tags("img"):
        alt = str(picture.get("alt") or "").strip()
        if (
            _EMOJI.search(f"{picture.get('class', '')} {picture.get('src', '')}")
            and 0 < len(alt) <= EMOJI_LENGTH
        ):
            _write_out(picture, alt, context)
        elif _is_icon(picture, alt):
            context.drop(picture, "drop_icons")
    _drop_strips(root, context)


def _drop_strips(root: Tag, context: Context) -> None:
    """Drop the thumbnails by which a slide show is turned: four and more, with no word between, beside
    larger pictures. One that leads to its larger picture is no such."""
    pictures = [picture for picture in context.tags("img") if picture.parent is not None]
    thumbs = {id(picture) for picture in pictures if _is_thumb(picture)}
    if len(thumbs) < STRIP or len(thumbs) == len(pictures):
        return
    strips: list[list[Tag]] = [[]]
    node: PageElement | None = root
    while node is not None:
        if isinstance(node, Tag) and node.name == "img":
            strips += [] if id(node) in thumbs else [[]]
            strips[-1] += [node] if id(node) in thumbs else []
        elif isinstance(node, NavigableString) and node.strip():
            strips.append([])
        node = node.next_element
    for strip in strips:
        if len(strip) >= STRIP:
            for picture in strip:
                context.drop(picture, "drop_icons")


def _is_thumb(picture: Tag) -> bool:
    """Tell a small picture, neither long nor high, that turns a slide show: its link leads nowhere; or it has none,
    says little, and stands in what is called a strip, or in a list."""
    sizes = _sizes(picture)
    if not sizes or not TINY < max(sizes) <= THUMB or max(sizes) > min(sizes) * LONG:
        return False
    above = [tag for _, tag in zip(range(CLIMBS), picture.parents, strict=False)]
    links = [tag for tag in above if tag.name == "a"]
    if links:
        is_light_box = any(
            key.startswith("data-") and _PICTURE.search(str(told)) for key, told in links[0].attrs.items()
        )
        return str(links[0].attrs.get("href", "#")).startswith(("#", "javascript:")) and not is_light_box
    is_strip = any(tag.name == "li" or _STRIP.search(str(tag.attrs.get("class", ""))) for tag in above)
    return is_strip and len(sizes) == 2 and len(str(picture.get("alt") or "")) <= SAYS


def _write_out(picture: Tag, alt: str, context: Context) -> None:
    parent, index = tree.place_of(picture)
    context.account("drop_icons", Counts(letters=-count_letters(alt), pictures=1), alt)
    tree.remove(picture)
    tree.insert(parent, index, NavigableString(alt))


def _is_icon(picture: Tag, alt: str) -> bool:
    sizes = _sizes(picture)
    if sizes and min(sizes) <= TINY:
        return True
    src = str(picture.get("src") or "")
    name = "" if src.startswith("data:") else re.split(r"[?#]", src)[0].rstrip("/").rpartition("/")[2]
    told = f"{name} {picture.get('class', '')} {picture.get('id', '')}"
    if _CODE.search(f"{told} {alt}"):
        return True
    if src.startswith("data:image/svg") or (src.startswith("data:image/gif") and len(src) < 200):
        return True
    small = bool(sizes) and max(sizes) <= SMALL
    return _ICON.search(told) is not None or (small and _BADGE.search(told) is not None)


def _sizes(picture: Tag) -> list[float]:
    told = [match[1] for key in ("width", "height") if (match := _NUMBER.match(str(picture.get(key) or "")))]
    told += [size for _, size in _SIZE.findall(str(picture.get("style") or ""))]
    percent = any("%" in str(picture.get(key) or "") for key in ("width", "height"))
    return [] if percent else [float(size) for size in told if size.count(".") <= 1 and size != "."]
