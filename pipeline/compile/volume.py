"""The issues of a span of time, with their articles → the Publication of the volume that binds them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.compile import identity
from pipeline.compile.duplicates import repeats
from pipeline.compile.indexes import File, Indexed, index_sections
from pipeline.compile.publication import (
    FACE_LINES,
    Bound,
    article_section,
    framed,
    issue_face,
    labelled,
    span_text,
    told,
)
from pipeline.findings import Finding, find
from pipeline.model import Article, Collection, Elsewhere, Face, Issue, Periodical, Publication, Section, Span
from pipeline.terms import Terms, short_folio


IN_A_YEAR = {"monthly": 12, "semimonthly": 24, "quarterly": 4}
TWO = 2  # parts: they are called 上 and 下, and not 1 and 2


@dataclass(frozen=True, slots=True)
class Binding:
    """What a volume needs to know beside its issues."""

    span: Span
    missing: tuple[tuple[int, int], ...] = ()  # year, number
    is_newest: bool = False  # no issue follows: more may come
    planned: Sequence[Issue] = ()  # all issues there are, for what a series has elsewhere
    file: File | None = None  # files the terms of the indexes; None: no index
    part: int | None = None  # of a volume in parts: which one
    parts: tuple[tuple[Bound, ...], ...] = ()  # and the issues of each

    @property
    def name(self) -> str:
        """Name files and identifiers."""
        return identity.volume_name(self.span, self.part)


def compile_volume(
    periodical: Periodical,
    bound: Sequence[Bound],
    binding: Binding,
    terms: Terms,
    *,
    epoch: str | None = None,
) -> tuple[Publication, tuple[Finding, ...]]:
    """Make the Publication of a volume: each issue with its page and its articles; a reprint is printed once."""
    volume = _gathered(periodical, bound, binding, terms)
    span, name = binding.span, _name(binding, terms)
    sections = [_issue_section(volume, each) for each in bound]
    body, amendments = told(sections, volume.issues, binding.planned, terms)
    publication = Publication(
        identifier=identity.volume_identifier(periodical, binding.name),
        file_name=identity.volume_file(periodical, binding.name),
        title=labelled(periodical, f"{periodical.title} {name}", terms),
        sort_title=f"{periodical.title} {binding.name}",
        periodical=periodical,
        face=_face(volume, name),
        date=f"{span.last}-06-30" if span.half == 1 else f"{span.last}-12-31",
        issued=str(span.first) if span.first == span.last else f"{span.first}/{span.last}",
        modified=identity.modified(volume.issues, epoch),
        kind="annual volume",
        sections=framed(body, terms, None, _indexes(volume, sections)),
        collections=(_series(periodical, binding, terms),),
        parts=tuple(identity.issue_identifier(periodical, issue) for issue in volume.issues),
        missing=tuple(_missing(binding, terms)),
        amendments=amendments,
        status=_status(volume),
        elsewhere=_elsewhere(volume),
    )
    return publication, _findings(volume)


@dataclass(frozen=True, slots=True)
class _Volume:
    periodical: Periodical
    bound: Sequence[Bound]
    binding: Binding
    terms: Terms
    again: Mapping[str, str]  # key of a reprint → key of what it repeats
    where: Mapping[str, tuple[Issue, Article]]

    @property
    def issues(self) -> tuple[Issue, ...]:
        return tuple(each.issue for each in self.bound)

    @property
    def printed(self) -> list[Article]:
        return [article for each in self.bound for article in each.articles if article.key not in self.again]

    def label(self, issue: Issue) -> str:
        """Name an issue; in a volume of several years with its year."""
        name = short_folio(issue, self.terms)
        is_one = self.binding.span.first == self.binding.span.last
        return name if is_one else self.terms.text("year", year=issue.year) + name

    def same_issue(self, key: str) -> bool:
        """Tell a text that stands twice in one issue: that is told when the issue is compiled."""
        return self.where[key][0].key == self.where[self.again[key]][0].key


def _gathered(periodical: Periodical, bound: Sequence[Bound], binding: Binding, terms: Terms) -> _Volume:
    again = repeats(article for each in bound for article in each.articles)
    where = {article.key: (each.issue, article) for each in bound for article in each.articles}
    return _Volume(periodical, bound, binding, terms, again, where)


def _findings(volume: _Volume) -> tuple[Finding, ...]:
    told = ((key, first) for key, first in volume.again.items() if not volume.same_issue(key))
    return tuple(find("CMP-004", key, first=first) for key, first in told)


def _name(binding: Binding, terms: Terms) -> str:
    name = span_text(binding.span, terms)
    if binding.part is None:
        return name
    return terms.text("volume_part", volume=name, part=part_name(binding.part, len(binding.parts), terms))


def part_name(part: int, parts: int, terms: Terms) -> str:
    """Return what a part is called: 上 and 下 of two, else its number."""
    return terms.word("two_parts").split()[part - 1] if parts == TWO else str(part)


def _series(periodical: Periodical, binding: Binding, terms: Terms) -> Collection:
    name = terms.text("volume_series", title=periodical.title)
    return Collection(
        labelled(periodical, name, terms),
        "series",
        identity.volume_position(binding.span, binding.part),
        None,
    )


def _missing(binding: Binding, terms: Terms) -> list[str]:
    is_one = binding.span.first == binding.span.last
    told = [(year, terms.text("missing_number", number=number)) for year, number in binding.missing]
    return [text if is_one else terms.text("year", year=year) + text for year, text in told]


def _status(volume: _Volume) -> str | None:
    """Say of a volume whose time is not over how far it goes; it is made again with every issue that comes."""
    last, binding = volume.issues[-1], volume.binding
    if not binding.is_newest or _is_over(volume.periodical, binding.span, last):
        return None
    return volume.terms.text("in_progress", folio=volume.label(last))


def _is_over(periodical: Periodical, span: Span, last: Issue) -> bool:
    """Tell whether a span's last issue is there: by its number, or by its date where numbers of a year vary."""
    if last.year < span.last:
        return False
    due = IN_A_YEAR.get(periodical.frequency)
    end = 6 if span.half == 1 else 12
    month = int(last.date[5:7]) if len(last.date) > 4 else 0
    if due is not None and last.last >= due * end // 12:
        return True
    return month > end - (3 if periodical.frequency == "quarterly" else 1)


def _face(volume: _Volume, name: str) -> Face:
    terms, periodical, binding = volume.terms, volume.periodical, volume.binding
    counted = [issue for issue in volume.issues if issue.whole_number is not None]
    wholes = [*(issue.whole_number for issue in counted), *(issue.whole_through for issue in counted[-1:])]
    told = [number for number in wholes if number is not None]
    span = terms.text("whole_number_span", first=told[0], last=told[-1]) if told else ""
    printed = volume.printed
    return Face(
        nameplate=periodical.title,
        folio=name,
        date_text=span or binding.span.name,
        ears=periodical.ears,
        heading=terms.word("volume_contents"),
        lines=tuple(article.title for article in printed)[:FACE_LINES],
        publisher=periodical.publisher,
        language=periodical.language,
        seed=identity.volume_identifier(periodical, binding.name),
        is_volume=True,
        more=max(0, len(printed) - FACE_LINES),
    )


def _issue_section(volume: _Volume, bound: Bound) -> Section:
    face = issue_face(volume.periodical, bound.issue, volume.terms)
    return Section(
        f"i{bound.issue.key}",
        f"i{bound.issue.key}.xhtml",
        "issue",
        f"{face.folio} {face.date_text}",
        issue=face,
        children=tuple(_article_sections(volume, bound)),
    )


def _article_sections(volume: _Volume, bound: Bound) -> list[Section]:
    children: list[Section] = []
    for article in bound.articles:
        section = article_section(article)
        if article.key in volume.again:
            if volume.same_issue(article.key):
                continue
            first_issue, first = volume.where[volume.again[article.key]]
            section = replace(
                section,
                kind="reference",
                headings=(),
                see=f"a{first.key}.xhtml",
                see_text=f"{volume.label(first_issue)} {first.title}",
            )
        children.append(section)
    return children


def _indexes(volume: _Volume, sections: Sequence[Section]) -> list[Section]:
    """Index what the volume prints, and what it refers to: each under its own issue."""
    if volume.binding.file is None:
        return []
    listed = [
        Indexed(
            child.article,
            child.file,
            volume.label(each.issue),
            child.article.credit.published or each.issue.date,
        )
        for each, section in zip(volume.bound, sections, strict=True)
        for child in section.children
        if child.article is not None
    ]
    return list(index_sections(listed, volume.terms, volume.binding.file))


def _elsewhere(volume: _Volume) -> tuple[Elsewhere, ...]:
    """List what stands in the other parts: the list of contents is of the whole volume, in each part."""
    binding, terms = volume.binding, volume.terms
    found: list[Elsewhere] = []
    for number, part in enumerate(binding.parts, start=1):
        if number == binding.part:
            continue
        name = terms.text("in_part", part=part_name(number, len(binding.parts), terms))
        for bound in part:
            face = issue_face(volume.periodical, bound.issue, terms)
            titles = tuple(article.title for article in bound.articles)
            found.append(
                Elsewhere(f"{face.folio} {face.date_text}", name, titles, number < (binding.part or 0))
            )
    return tuple(found)
