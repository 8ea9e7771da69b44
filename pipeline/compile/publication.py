"""Articles in their issues → the Publication of one issue, or of the volume that binds a year of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
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
)
from pipeline.terms import Terms, folio, month_text


FACE_LINES = 40  # as many titles as a cover may be offered; the drawing decides how many fit
_H2 = re.compile(r"<h2[^>]*>(.*?)</h2>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


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
    body, amendments = _told([_article_section(article) for article in kept], (issue,), planned, terms)
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
        sections=_framed(body, terms, face),
        collections=(
            # Under the continuing title, whatever nameplate this issue bore: shelves sort a series by its name.
            _series(periodical, periodical.title, issue, terms),
            _yearset(periodical, issue, terms),
        ),
        amendments=amendments,
        note=issue.note,
    )
    return publication, findings


def compile_volume(
    periodical: Periodical,
    year: int,
    bound: Sequence[Bound],
    terms: Terms,
    *,
    missing: tuple[int, ...] = (),
    planned: Sequence[Issue] = (),
    epoch: str | None = None,
) -> tuple[Publication, tuple[Finding, ...]]:
    """Make the Publication of a year: each issue with its page and its articles; a reprint is printed once."""
    again = repeats(article for each in bound for article in each.articles)
    where = {article.key: (each.issue, article) for each in bound for article in each.articles}
    apart = [(key, first) for key, first in again.items() if not _same_issue(key, first, where)]
    findings = tuple(find("CMP-004", key, first=first) for key, first in apart)
    sections = [_issue_section(periodical, each, again, where, terms) for each in bound]
    issues = tuple(each.issue for each in bound)
    body, amendments = _told(sections, issues, planned, terms)
    series = terms.text("volume_series", title=periodical.title)
    printed = [article for each in bound for article in each.articles if article.key not in again]
    publication = Publication(
        identifier=identity.volume_identifier(periodical, year),
        file_name=identity.volume_file(periodical, year),
        title=_volume_title(periodical, year, terms),
        sort_title=f"{periodical.title} {year}",
        periodical=periodical,
        face=_volume_face(periodical, year, issues, printed, terms),
        date=f"{year}-12-31",
        issued=str(year),
        modified=identity.modified(issues, epoch),
        kind="annual volume",
        sections=_framed(body, terms, None),
        collections=(Collection(_labelled(periodical, series, terms), "series", year, None),),
        parts=tuple(identity.issue_identifier(periodical, issue) for issue in issues),
        missing=tuple(terms.text("missing_number", number=number) for number in missing),
        amendments=amendments,
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


def _volume_face(
    periodical: Periodical, year: int, issues: tuple[Issue, ...], printed: Sequence[Article], terms: Terms
) -> Face:
    wholes = [issue.whole_number for issue in issues if issue.whole_number is not None]
    span = terms.text("whole_number_span", first=wholes[0], last=wholes[-1]) if wholes else ""
    return Face(
        nameplate=periodical.title,
        folio=terms.text("volume_title", year=year),
        date_text=span or str(year),
        ears=periodical.ears,
        heading=terms.word("volume_contents"),
        lines=tuple(article.title for article in printed)[:FACE_LINES],
        publisher=periodical.publisher,
        language=periodical.language,
        seed=identity.volume_identifier(periodical, year),
        is_volume=True,
        more=max(0, len(printed) - FACE_LINES),
    )


def _told(
    body: Sequence[Section], issues: Sequence[Issue], planned: Sequence[Issue], terms: Terms
) -> tuple[tuple[Section, ...], tuple[Amendment, ...]]:
    """Tell articles their neighbours in a series, and what was corrected in them."""
    amendments = amendments_of(issues, body)
    return with_neighbours(with_amendments(body, amendments), planned, terms), amendments


def _framed(body: Sequence[Section], terms: Terms, face: IssueFace | None) -> tuple[Section, ...]:
    return (
        Section("cover", "cover.xhtml", "cover", terms.word("cover")),
        Section("titlepage", "titlepage.xhtml", "titlepage", terms.word("title_page"), issue=face),
        Section("contents", "contents.xhtml", "contents", terms.word("contents")),
        *body,
        Section("credits", "credits.xhtml", "credits", terms.word("credits")),
        Section("colophon", "colophon.xhtml", "colophon", terms.word("colophon")),
    )


def _article_section(article: Article) -> Section:
    headings = tuple(_plain(found) for found in _H2.findall(article.body))
    return Section(
        f"a{article.key}", f"a{article.key}.xhtml", "article", article.title, article, headings=headings
    )


def _issue_section(
    periodical: Periodical,
    bound: Bound,
    again: dict[str, str],
    where: dict[str, tuple[Issue, Article]],
    terms: Terms,
) -> Section:
    face = issue_face(periodical, bound.issue, terms)
    children: list[Section] = []
    for article in bound.articles:
        section = _article_section(article)
        if article.key in again:
            first_issue, first = where[again[article.key]]
            if first_issue.key == bound.issue.key:
                continue  # twice in one issue: told when the issue is compiled
            see_text = f"{folio(first_issue, terms)} {first.title}"
            section = replace(
                section, kind="reference", headings=(), see=f"a{first.key}.xhtml", see_text=see_text
            )
        children.append(section)
    title = f"{face.folio} {face.date_text}"
    return Section(
        f"i{bound.issue.key}",
        f"i{bound.issue.key}.xhtml",
        "issue",
        title,
        issue=face,
        children=tuple(children),
    )


def _same_issue(key: str, first: str, where: dict[str, tuple[Issue, Article]]) -> bool:
    return where[key][0].key == where[first][0].key


def _volume_title(periodical: Periodical, year: int, terms: Terms) -> str:
    return _labelled(periodical, f"{periodical.title} {terms.text('volume_title', year=year)}", terms)


def _issue_title(periodical: Periodical, issue: Issue, face: IssueFace, terms: Terms) -> str:
    told = {"title": face.title, "year": issue.year, "folio": face.folio, "date": face.date_text}
    return _labelled(periodical, terms.text("issue_title", **told), terms)


def _series(periodical: Periodical, title: str, issue: Issue, terms: Terms) -> Collection:
    name = _labelled(periodical, title, terms)
    return Collection(name, "series", identity.series_position(issue), _issn(periodical))


def _yearset(periodical: Periodical, issue: Issue, terms: Terms) -> Collection:
    volume = identity.volume_identifier(periodical, issue.year)
    return Collection(_volume_title(periodical, issue.year, terms), "set", issue.number, volume)


def _labelled(periodical: Periodical, title: str, terms: Terms) -> str:
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
