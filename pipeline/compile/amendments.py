"""The corrections of issues and a book's tree → what a book tells has changed since it first came out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.compile.identity import article_keys
from pipeline.model import Amendment, Issue, Section


def amendments_of(issues: Sequence[Issue], sections: Sequence[Section]) -> tuple[Amendment, ...]:
    """List the corrections of a book, the newest first; one that means an article leads to its page."""
    titles = _titles(sections)
    found = []
    for issue in issues:
        keys = article_keys(issue)
        for correction in issue.corrections:
            place = correction.article
            file = f"a{keys[place - 1]}.xhtml" if place is not None and 1 <= place <= len(keys) else None
            title = titles.get(file or "")
            found.append(Amendment(correction.date, correction.text, file if title else None, title))
    return tuple(sorted(found, key=lambda amendment: amendment.date, reverse=True))


def with_amendments(sections: Sequence[Section], amendments: Sequence[Amendment]) -> tuple[Section, ...]:
    """Tell every article what was corrected in it."""
    return tuple(
        replace(
            section,
            amendments=tuple(each for each in amendments if each.file == section.file),
            children=with_amendments(section.children, amendments),
        )
        for section in sections
    )


def _titles(sections: Sequence[Section]) -> dict[str, str]:
    found = {section.file: section.title for section in sections if section.kind == "article"}
    for section in sections:
        found |= _titles(section.children)
    return found
