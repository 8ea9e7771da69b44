"""An issue with its articles → its Publication; and what a volume shares with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape

from pipeline.compile import identity
from pipeline.compile.amendments import amendments_of, with_amendments
from pipeline.compile.duplicates import repeats
from pipeline.compile.series import with_neighbours
from pipeline.findings import Finding, find
from pipeline.model import (
    Amendment,
    Article,
    Collection,
    Face,
    Issue,
    IssueFace,
    Periodical,
    Publication,
    Section,
    Span,
)
from pipeline.patterns import lazy
from pipeline.terms import Terms, folio, month_text


FACE_LINES = 40  # as many titles as a cover may be offered; the drawing decides how many fit
_H2 = lazy(r"<h2[^>]*>(.*?)</h2>", re.DOTALL)
_TAG = lazy(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Bound:
    """An issue with its articles, in order."""

    issue: Issue
    articles: tuple[Article, ...]


def compile_issue(
    periodical: Periodical,
    bound: Bound,
    terms: Terms,
    *,
    planned: Sequence[Issue] = (),
    epoch: str | None = None,
) -> tuple[Publication, tuple[Finding, ...]]:
    """Make the Publication of one issue; `planned` are all issues there are, for what a series has elsewhere."""
    issue = bound.issue
    again = repeats(bound.articles)
    findings = tuple(find("CMP-003", key, first=first) for key, first in again.items())
    kept = tuple(article for article in bound.articles if article.key not in again)
    face = issue_face(periodical, issue, terms)
    body, amendments = told([article_section(article) for article in kept], (issue,), planned, terms)
    publication = Publication(
        identifier=face.identifier,
        file_name=identity.issue_file(periodical, issue),
        title=_issue_title(periodical, issue, face, terms),
        sort_title=f"{face.title} {issue.key}",
        periodical=periodical,
        face=_issue_cover(periodical, face, kept, terms),
        date=issue.date if len(issue.date) > 4 else f"{issue.date}-12-31",
        issued=issue.date,
        modified=identity.modified((issue,), epoch),
        kind="periodical",
        sections=framed(body, terms, face),
        collections=(
            # Under the continuing title, whatever nameplate this issue bore: shelves sort a series by its name.
            _series(periodical, periodical.title, issue, terms),
            _yearset(periodical, issue, terms),
        ),
        amendments=amendments,
        note=issue.note,
    )
    return publication, findings


def _issue_cover(periodical: Periodical, face: IssueFace, printed: Sequence[Article], terms: Terms) -> Face:
    return Face(
        nameplate=face.title,
        folio=face.folio,
        date_text=face.date_text,
        ears=face.ears,
        heading=terms.word("issue_contents"),
        lines=tuple(article.title for article in printed)[:FACE_LINES],
        publisher=periodical.publisher,
        language=periodical.language,
        seed=face.identifier,
        more=max(0, len(printed) - FACE_LINES),
    )


def issue_face(periodical: Periodical, issue: Issue, terms: Terms) -> IssueFace:
    """Gather what an issue shows of itself."""
    return IssueFace(
        key=issue.key,
        title=issue.title or periodical.title,
        folio=folio(issue, terms),
        date_text=month_text(issue.date, terms),
        ears=periodical.ears if issue.ears is None else issue.ears,
        note=issue.note,
        identifier=identity.issue_identifier(periodical, issue),
    )


def told(
    body: Sequence[Section], issues: Sequence[Issue], planned: Sequence[Issue], terms: Terms
) -> tuple[tuple[Section, ...], tuple[Amendment, ...]]:
    """Tell articles their neighbours in a series, and what was corrected in them."""
    amendments = amendments_of(issues, body)
    return with_neighbours(with_amendments(body, amendments), planned, terms), amendments


def framed(
    body: Sequence[Section], terms: Terms, face: IssueFace | None, indexes: Sequence[Section] = ()
) -> tuple[Section, ...]:
    """Put what every book has before and after its articles."""
    return (
        Section("cover", "cover.xhtml", "cover", terms.word("cover")),
        Section("titlepage", "titlepage.xhtml", "titlepage", terms.word("title_page"), issue=face),
        Section("contents", "contents.xhtml", "contents", terms.word("contents")),
        *body,
        Section("credits", "credits.xhtml", "credits", terms.word("credits")),
        *indexes,
        Section("colophon", "colophon.xhtml", "colophon", terms.word("colophon")),
    )


def article_section(article: Article) -> Section:
    """Make the section of an article with its headings."""
    headings = tuple(_plain(found) for found in _H2.findall(article.body))
    return Section(
        f"a{article.key}", f"a{article.key}.xhtml", "article", article.title, article, headings=headings
    )


def volume_title(periodical: Periodical, span: Span, terms: Terms) -> str:
    """Return what a volume is called: 园地 2021年合订本."""
    return labelled(periodical, f"{periodical.title} {span_text(span, terms)}", terms)


def span_text(span: Span, terms: Terms) -> str:
    """Return what a volume is called under its periodical's title: 2021年合订本, 2018—2021年合订本."""
    if span.half is not None:
        return terms.text(f"volume_half_{span.half}", year=span.first)
    years = str(span.first)
    if span.last != span.first:
        years = terms.text("number_span", first=span.first, last=span.last)
    return terms.text("volume_title", year=years)


def _issue_title(periodical: Periodical, issue: Issue, face: IssueFace, terms: Terms) -> str:
    told = {"title": face.title, "year": issue.year, "folio": face.folio, "date": face.date_text}
    return labelled(periodical, terms.text("issue_title", **told), terms)


def _series(periodical: Periodical, title: str, issue: Issue, terms: Terms) -> Collection:
    name = labelled(periodical, title, terms)
    return Collection(name, "series", identity.series_position(issue), _issn(periodical))


def _yearset(periodical: Periodical, issue: Issue, terms: Terms) -> Collection:
    span = Span(issue.year, issue.year)
    volume = identity.volume_identifier(periodical, span.name)
    return Collection(volume_title(periodical, span, terms), "set", issue.number, volume)


def labelled(periodical: Periodical, title: str, terms: Terms) -> str:
    """Add to a title which edition it is: shelves must not mix them up."""
    return (
        terms.text("edition_title", title=title, edition=periodical.edition_label)
        if periodical.edition
        else title
    )


def _issn(periodical: Periodical) -> str | None:
    return f"urn:issn:{periodical.issn}" if periodical.issn else None


def _plain(markup_text: str) -> str:
    return " ".join(unescape(_TAG.sub("", markup_text)).split())
