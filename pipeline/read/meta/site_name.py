"""A page's <title> and address → the name of its site, where no meta tells it: 河湾网, The Gardener."""

from __future__ import annotations

from urllib.parse import urlsplit

from pipeline.patterns import lazy
from pipeline.read.meta.declared import PLATFORMS
from pipeline.read.meta.declared_title import plain


_PARTS = lazy(r"\s*(?:[_|｜‖•»]+|--+)\s*|\s+[-–—·:]+\s+|(?<=[\u4e00-\u9fff])[-–—](?=[\u4e00-\u9fff])")
_MEDIUM = lazy(
    r"[\u4e00-\u9fff·]{2,14}(?:网|網|报|報|社|电视台|電視台|广播|廣播|周刊|週刊|月刊|杂志|雜誌|客户端|在线|之声|博客|论坛|公众号)"
)
# What a paper calls its copy on the web; the paper is credited.
_COPY = lazy(r"(?:数字报纸?|電子報|电子报纸?|电子版|多媒体数字报刊?|数字版|手机版|官方网站|官网)$")
_CHANNEL = lazy("(?:新闻|要闻|专题|首页|官方|手机)[网報报]")  # names no house
_COMMON = frozenset(
    "www com net org gov edu ac co news blog blogs online m mobile en de fr es edition amp web site home".split()  # noqa: SIM905
)
LONGEST, WORDS, LEAST = 40, 6, 3  # characters and words of a name; letters of a label of the host


def site_in_title(title: str, url: str | None) -> str | None:
    """Return the part of a title, its last or its first, that is a medium's name or has the host's own name in it."""
    parts = [part for part in _PARTS.split(title.strip()) if part]
    if len(parts) < 2:
        return None
    labels = _labels(url)
    for part in (parts[-1], parts[0]):
        name = _COPY.sub("", part)
        may_be = part is parts[-1] or name != part  # a headline may begin with 春天里的合作社
        if may_be and _MEDIUM.fullmatch(name) and not _CHANNEL.fullmatch(name):
            return name
        if (
            part not in PLATFORMS
            and len(part) <= LONGEST
            and len(part.split()) <= WORDS
            and _is_host(plain(part), labels)
        ):
            return part
    return None


def _labels(url: str | None) -> tuple[str, ...]:
    """Return the labels of a host that may be its owner's name: gardener of www.gardener.example."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:  # no address
        return ()
    labels = host.split(".")[:-1]
    return tuple(key for label in labels if label not in _COMMON and len(key := plain(label)) >= LEAST)


def _is_host(key: str, labels: tuple[str, ...]) -> bool:
    return any(label in key or (len(key) >= LEAST and key in label) for label in labels)
