"""A Publication → what must hold of it before it is packed, and does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pipeline import markup
from pipeline.findings import Finding, find
from pipeline.model import Publication, Section


def verify(publication: Publication) -> tuple[Finding, ...]:
    """Return an error for each thing that would make a wrong book."""
    sections = list(_all(publication.sections))
    return (
        *_unique(publication, sections),
        *(finding for section in sections for finding in _body(section)),
        *_articles(publication, sections),
    )


def _all(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _all(section.children)


def _unique(publication: Publication, sections: list[Section]) -> Iterator[Finding]:
    for name, count in Counter(section.file for section in sections).items():
        if count > 1:
            yield find("PUB-002", publication.file_name, file=name, count=count)
    for section in sections:
        if not section.title.strip():
            yield find("PUB-003", publication.file_name, file=section.file)


def _body(section: Section) -> Iterator[Finding]:
    article = section.article
    if section.kind != "article" or article is None or article.missing is not None:
        return
    for violation in markup.check(article.body):
        yield find("PUB-004", section.file, violation=violation)


def _articles(publication: Publication, sections: list[Section]) -> Iterator[Finding]:
    if not any(section.article is not None for section in sections):
        yield find("PUB-005", publication.file_name)
    files = {section.file for section in sections if section.kind == "article"}
    for section in sections:
        if section.see is not None and section.see not in files:
            yield find("PUB-006", section.file, see=section.see)
