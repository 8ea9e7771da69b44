"""What a thing is → the names it keeps: article keys, file names, identifiers, positions in a series."""

from __future__ import annotations

import hashlib
import uuid

from pipeline.dates import last_day
from pipeline.model import Entry, Issue, Periodical, Span
from pipeline.patterns import lazy


_PLAIN = lazy(r"[a-z0-9][a-z0-9-]{0,40}\Z")


def article_keys(issue: Issue) -> tuple[str, ...]:
    """Name an issue's articles, in order, by what they are and not by where they stand.

    A local file gives its own plain name, an address its hash, so that an article put in between renames no other
    and readers keep their place and their notes.
    """
    taken: dict[str, int] = {}
    keys: list[str] = []
    for entry in issue.entries:
        slug = _slug(entry)
        taken[slug] = taken.get(slug, 0) + 1
        keys.append(f"{issue.key}-{slug}" if taken[slug] == 1 else f"{issue.key}-{slug}-{taken[slug]}")
    return tuple(keys)


def _slug(entry: Entry) -> str:
    if entry.file is not None:
        stem = entry.file.rsplit("/", 1)[-1].rsplit(".", 1)[0].lower()
        if "/" not in entry.file and _PLAIN.match(stem):
            return stem
    return hashlib.sha256((entry.url or entry.file or "").encode()).hexdigest()[:8]


def issue_identifier(periodical: Periodical, issue: Issue) -> str:
    """Return the issue's urn:uuid, the same for every edition of it."""
    return uuid.uuid5(uuid.UUID(periodical.namespace), f"issue:{issue.key}{_colon(periodical)}").urn


def volume_identifier(periodical: Periodical, name: str) -> str:
    """Return a volume's urn:uuid; its name is a span's, and a part's number where it is parted."""
    return uuid.uuid5(uuid.UUID(periodical.namespace), f"annual:{name}{_colon(periodical)}").urn


def volume_name(span: Span, part: int | None = None) -> str:
    """Return `2021`, or `2021-part1` of a volume in parts."""
    return span.name if part is None else f"{span.name}-part{part}"


def issue_file(periodical: Periodical, issue: Issue) -> str:
    """Return `issues/KEY-2021-no08.epub`."""
    return f"issues/{periodical.key}-{issue.year}-no{issue.number:02d}{_dash(periodical)}.epub"


def volume_file(periodical: Periodical, name: str) -> str:
    """Return `volumes/KEY-2021.epub`."""
    return f"volumes/{periodical.key}-{name}{_dash(periodical)}.epub"


def _colon(periodical: Periodical) -> str:
    return f":{periodical.edition}" if periodical.edition else ""


def _dash(periodical: Periodical) -> str:
    return f"-{periodical.edition}" if periodical.edition else ""


def series_position(issue: Issue) -> int:
    """Return an unsigned integer that grows with every issue (calibre reads 2021.10 as 2021.1)."""
    return issue.whole_number or issue.year * 100 + issue.number


def volume_position(span: Span, part: int | None = None) -> int:
    """Return an unsigned integer that grows with every volume of a kind."""
    position = span.first if span.first == span.last else span.first * 10_000 + span.last
    position = position if span.half is None else position * 10 + span.half
    return position if part is None else position * 10 + part


def modified(issues: tuple[Issue, ...], epoch: str | None) -> str:
    """Return dcterms:modified: SOURCE_DATE_EPOCH's moment if set, else the latest date the sources tell."""
    if epoch is not None:
        return epoch
    told = [last_day(issue.date) for issue in issues]
    told += [last_day(correction.date) for issue in issues for correction in issue.corrections]
    return f"{max(told)}T00:00:00Z"
