"""Give each picture its real address: the lazy one, the largest of its set, made absolute."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from bs4 import Tag

from pipeline.address import without_user
from pipeline.clean.context import Context
from pipeline.patterns import lazy


LAZY = (
    "data-src", "data-original", "data-actualsrc", "data-lazy-src", "data-lazyload", "data-lazy",
    "data-original-src", "data-real-src", "data-echo", "data-url", "data-file", "zoomfile", "_src",
    "file", "original", "src2", "lazy-src",
)  # fmt: skip
SETS = ("data-srcset", "data-lazy-srcset", "srcset")
MOST_WIDE, MOST_DENSE = 1600, 2.0  # pixels a book keeps of a picture's long side, and times the usual size
_PLACEHOLDER = lazy(
    r"^\s*$|^data:image/(?:gif|svg|png)[^,]*,.{0,400}$|^about:"
    r"|(?:^|[/_.-])(?:blank|spacer|loading|lazy(?:load)?|placeholder|transparent|pixel|grey|gray|1x1|none)[\w-]*\.\w+(?:\?.*)?$",
    re.IGNORECASE | re.DOTALL,
)
_PICTURE = lazy(
    r"\.(?:jpe?g|png|gif|webp|avif|bmp|svg)(?:[?#!@].*)?$|[?&](?:wx_fmt|format|fm)=", re.IGNORECASE
)
_CANDIDATE = lazy(r"(\S+?)(?:\s+(\d+(?:\.\d+)?)([wx]))?\s*(?:,\s+|,(?=https?:|/)|$)")
_UNSAFE = {ord(char): f"%{ord(char):02X}" for char in ' "<>\\^`{|}'}
LEGAL = lazy(r"https?://|data:image/|[^:]*$|[^/:]*/", re.IGNORECASE)


def promote_lazy(_root: Tag, context: Context) -> None:
    """Promote lazy addresses; drop pictures that have none."""
    for picture in context.tags("img"):
        src = _address(picture)
        if context.options.base_url and not src.startswith("data:"):
            src = _absolute(context.options.base_url, src)
        src = (
            "".join(src.split()) if src.startswith("data:") else without_user(src.strip()).translate(_UNSAFE)
        )
        src = re.sub(r"\s+", "%20", f"https:{src}" if src.startswith("//") else src)
        if src and LEGAL.match(src):
            picture.attrs["src"] = src
        else:
            if src or not picture.get("src"):  # else a mere placeholder
                context.find("CLN-005", source=src[:80] or "-")
            context.drop(picture, "promote_lazy")
    for tag in context.tags("source"):
        context.unwrap(tag, "promote_lazy")
    for tag in context.tags("picture"):
        context.unwrap(tag, "promote_lazy")


def _absolute(base: str, src: str) -> str:
    before, mark, query = src.strip().partition("?")
    try:
        return str(urljoin(base, before.replace("\\", "/") + mark + query)) if src.strip() else ""
    except ValueError:
        return ""


def _address(picture: Tag) -> str:
    """Return the best of a picture's addresses: a set's, as in browsers, else the lazy one, else the plain one."""
    return _largest(picture) or _single(picture)


def _single(picture: Tag) -> str:
    src = str(picture.get("src") or "")
    empty = _PLACEHOLDER.search(src) is not None
    for key in LAZY:
        if key not in picture.attrs:
            continue
        value = str(picture.get(key) or "").strip()
        if value and not _PLACEHOLDER.search(value) and (empty or _PICTURE.search(value)):
            return value
    return src if not empty or src.startswith("data:") else ""


def _largest(picture: Tag) -> str:
    """Return the largest candidate within the budget, of the picture's own sets or its `picture` element's."""
    parent = picture.parent if picture.parent is not None and picture.parent.name == "picture" else None
    sources = [node for node in parent.contents if isinstance(node, Tag)] if parent is not None else []
    lone = ""
    if not sources and not any(key in picture.attrs for key in SETS):  # as most have none
        return ""
    for tag in (picture, *(node for node in sources if node.name == "source")):
        for key in SETS:
            found = [match for match in _CANDIDATE.finditer(str(tag.get(key) or "")) if _is_real(match[1])]
            if any(match[2] for match in found):
                return _best(found)
            lone = lone or (found[0][1] if found else "")
    single = _single(picture)
    return "" if single and not _PLACEHOLDER.search(single) else lone


def _is_real(address: str) -> bool:
    return not _PLACEHOLDER.search(address) and not address.startswith("data:")


def _best(candidates: list[re.Match[str]]) -> str:
    """Choose by width where one is told, else by density; of those beyond the budget, the least."""
    widths = [(float(match[2]), match[1]) for match in candidates if match[3] == "w"]
    most = MOST_WIDE if widths else MOST_DENSE
    sizes = widths or [(float(match[2] or 1), match[1]) for match in candidates]
    within = [size for size in sizes if size[0] <= most]
    return max(within, key=lambda size: size[0])[1] if within else min(sizes, key=lambda size: size[0])[1]
