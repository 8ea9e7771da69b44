"""What several places of a page tell of one article → one set of fields, the most trusted place first."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.credit import Fields
from pipeline.patterns import lazy


OWN = lazy(
    r"本(?:网|站|报|刊|台|社|網|報)(?:讯|原创|综合|專訊)?|原创|原創|未知|网络|互联网|佚名|admin|本站原创",
    re.IGNORECASE,
)
NO_FIELDS = Fields()


def merge(sources: Iterable[Fields]) -> Fields:
    """Take each field from the first source that tells it; a date with its time wins over the bare day."""
    merged = NO_FIELDS
    for source in sources:
        named = source.outlet if source.outlet and not OWN.fullmatch(source.outlet) else None
        merged = Fields(
            outlet=merged.outlet or named,
            original=merged.original or source.original,
            byline=merged.byline or source.byline,
            editor=merged.editor or source.editor,
            published=finer(merged.published, source.published),
            rights=merged.rights or source.rights,
            original_title=merged.original_title or source.original_title,
        )
    return merged


def finer(first: str | None, second: str | None) -> str | None:
    """Return the first date, with the second's time where it is the same day's."""
    if not first:
        return second
    return second if second and len(second) > len(first) and second.startswith(first) else first
