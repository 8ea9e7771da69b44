"""A volume's issues → the parts it is bound in, so that mail and old readers take each of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.compile.publication import Bound


LARGEST_BYTES = 42_000_000  # of 45 MB: cover, contents, indexes and the archive itself take some
MOST_FILES = 3_900  # of 4,000
PAGE_OVERHEAD_BYTES = 3_000


class _Weighed(NamedTuple):
    bound: Bound
    size: int
    files: int


_Parts = list[list[_Weighed]]


def parted(
    whole: Sequence[Bound], largest: int = LARGEST_BYTES, most: int = MOST_FILES
) -> tuple[tuple[Bound, ...], ...]:
    """Part issues, in order, into as few books as hold them, and those as even as can be; an issue is never cut."""
    weighed = [_Weighed(bound, _size(bound), _files(bound)) for bound in whole]
    filled = _filled(weighed, largest, most)
    even = _even(weighed, len(filled))
    parts = even if all(_fits(part, largest, most) for part in even) else filled
    return tuple(tuple(each.bound for each in part) for part in parts)


def _filled(whole: Sequence[_Weighed], largest: int, most: int) -> _Parts:
    """Fill one part after the other: there are no fewer."""
    parts: _Parts = [[]]
    for each in whole:
        if parts[-1] and not _fits([*parts[-1], each], largest, most):
            parts.append([])
        parts[-1].append(each)
    return parts


def _even(whole: Sequence[_Weighed], count: int) -> _Parts:
    """Cut where the weight so far passes each share of the whole; the limit that is nearer is what weighs."""
    sizes, files = [each.size for each in whole], [each.files for each in whole]
    weights = sizes if sum(sizes) * MOST_FILES >= sum(files) * LARGEST_BYTES else files
    total, so_far = max(sum(weights), 1), 0
    parts: _Parts = [[] for _ in range(count)]
    for each, weight in zip(whole, weights, strict=True):
        parts[min(count - 1, (so_far + weight // 2) * count // total)].append(each)
        so_far += weight
    return [part for part in parts if part]


def _fits(part: Sequence[_Weighed], largest: int, most: int) -> bool:
    is_small = sum(each.size for each in part) <= largest and sum(each.files for each in part) <= most
    return is_small or len(part) == 1


def _size(bound: Bound) -> int:
    """Weigh an issue: pictures hardly shrink in an archive, text to a third."""
    pictures = {picture.name: picture.size_bytes for each in bound.articles for picture in each.pictures}
    text = sum(len(article.body) for article in bound.articles)
    return sum(pictures.values()) + text + PAGE_OVERHEAD_BYTES * len(bound.articles)


def _files(bound: Bound) -> int:
    pictures = {picture.name for each in bound.articles for picture in each.pictures}
    return 1 + len(bound.articles) + len(pictures)
