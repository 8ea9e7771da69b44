"""A volume's issues → the parts it is bound in, so that mail and old readers take each of them."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.compile.publication import Bound


LARGEST_BYTES = 42_000_000  # of 45 MB: cover, contents, indexes and the archive itself take some
MOST_FILES = 3_900  # of 4,000
PAGE_OVERHEAD_BYTES = 3_000


def parted(
    whole: Sequence[Bound], largest: int = LARGEST_BYTES, most: int = MOST_FILES
) -> tuple[tuple[Bound, ...], ...]:
    """Part issues, in order, into as few books as hold them, and those as even as can be; an issue is never cut."""
    filled = _filled(whole, largest, most)
    even = _even(whole, len(filled))
    return even if all(_fits(part, largest, most) for part in even) else filled


def _filled(whole: Sequence[Bound], largest: int, most: int) -> tuple[tuple[Bound, ...], ...]:
    """Fill one part after the other: there are no fewer."""
    parts: list[list[Bound]] = [[]]
    room, files_left = largest, most
    for bound in whole:
        size, files = _size(bound), _files(bound)
        if parts[-1] and (size > room or files > files_left):
            parts.append([])
            room, files_left = largest, most
        parts[-1].append(bound)
        room, files_left = room - size, files_left - files
    return tuple(map(tuple, parts))


def _even(whole: Sequence[Bound], count: int) -> tuple[tuple[Bound, ...], ...]:
    """Cut where the weight so far passes each share of the whole; the limit that is nearer is what weighs."""
    sizes = [_size(bound) for bound in whole]
    files = [_files(bound) for bound in whole]
    weights = sizes if sum(sizes) * MOST_FILES >= sum(files) * LARGEST_BYTES else files
    total, so_far = max(sum(weights), 1), 0
    parts: list[list[Bound]] = [[] for _ in range(count)]
    for bound, weight in zip(whole, weights, strict=True):
        parts[min(count - 1, (so_far + weight // 2) * count // total)].append(bound)
        so_far += weight
    return tuple(tuple(part) for part in parts if part)


def _fits(part: Sequence[Bound], largest: int, most: int) -> bool:
    is_small = sum(_size(bound) for bound in part) <= largest and sum(_files(bound) for bound in part) <= most
    return is_small or len(part) == 1


def _size(bound: Bound) -> int:
    """Weigh an issue: pictures hardly shrink in an archive, text to a third."""
    pictures = {picture.name: picture.size_bytes for each in bound.articles for picture in each.pictures}
    text = sum(len(article.body) for article in bound.articles)
    return sum(pictures.values()) + text + PAGE_OVERHEAD_BYTES * len(bound.articles)


def _files(bound: Bound) -> int:
    pictures = {picture.name for each in bound.articles for picture in each.pictures}
    return 1 + len(bound.articles) + len(pictures)
