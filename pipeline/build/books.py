"""Gathered articles → the plan of one book, and the plan → a file on the shelf."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from pipeline.assets import load_terms
from pipeline.build.covers import CoverStyle, cover_style, make_cover, own_cover
from pipeline.build.gather import Gathered
from pipeline.build.inputs import fingerprint, hash_file
from pipeline.build.sheets import book_css
from pipeline.build.workshop import Workshop
from pipeline.codec import digest, from_json, to_json
from pipeline.collate import Filed, file_texts
from pipeline.compile.parting import parted
from pipeline.compile.publication import Bound, compile_issue
from pipeline.compile.volume import Binding, compile_volume
from pipeline.config.numbering import missing_of
from pipeline.errors import UsageError
from pipeline.findings import Finding, find
from pipeline.model import CoverPicture, Issue, Publication, Section, Span
from pipeline.publish import publish
from pipeline.terms import Terms
from pipeline.tongues import is_upright, sheet_of
from pipeline.verify import verify


if TYPE_CHECKING:
    from pipeline.render.book import Book

LONGEST_PAGE_BYTES = 250_000


@dataclass(frozen=True, slots=True)
class BookPlan:
    """A book ready to be drawn: its Publication, where its pictures lie, the key that names its content."""

    publication: Publication
    picture_sources: tuple[tuple[str, str], ...]
    links: tuple[tuple[str, str], ...]  # address of an article → its file in this book
    key: str
    terms: Terms
    findings: tuple[Finding, ...]
    articles: int
    pictures: int
    cover: Path | None = None  # the editor's own cover picture


def plan_issue(shop: Workshop, issue: Issue, gathered: Mapping[str, Gathered], epoch: str | None) -> BookPlan:
    """Plan the book of one issue."""
    periodical = shop.home.periodical
    terms = load_terms(shop.home.root, periodical.language)
    bound = Bound(issue, gathered[issue.key].articles)
    publication, findings = compile_issue(periodical, bound, terms, planned=shop.home.issues, epoch=epoch)
    cover = shop.home.folder(issue) / issue.cover if issue.cover else None
    return _plan(shop, publication, [gathered[issue.key]], terms, findings, cover=cover)


def plan_volume(
    shop: Workshop, span: Span, gathered: Mapping[str, Gathered], epoch: str | None
) -> Iterator[tuple[BookPlan, tuple[Issue, ...]]]:
    """Plan the volume that binds a span of time: one book, or several where it would be too large for one."""
    periodical, issues = shop.home.periodical, shop.home.of_span(span)
    terms = load_terms(shop.home.root, periodical.language)
    whole = tuple(Bound(issue, gathered[issue.key].articles) for issue in issues)
    binding = Binding(
        span,
        missing_of(issues, span),
        is_newest=issues[-1] is shop.home.issues[-1],
        planned=shop.home.issues,
        file=lambda texts, are_names: _filed(shop, texts, are_names=are_names),
    )
    parts = parted(whole)
    if len(parts) > 1:
        binding = replace(binding, parts=parts)
    for number, part in enumerate(parts, start=1):
        mine = replace(binding, part=number) if len(parts) > 1 else binding
        publication, findings = compile_volume(periodical, part, mine, terms, epoch=epoch)
        bound = tuple(each.issue for each in part)
        yield _plan(shop, publication, [gathered[issue.key] for issue in bound], terms, findings), bound


def _filed(shop: Workshop, texts: Sequence[str], *, are_names: bool) -> dict[str, Filed]:
    """File the terms of an index, or remember how they were filed: the libraries that know it are slow to load."""
    about = shop.home.periodical
    what = (list(texts), about.language, about.index_order, are_names, about.readings)

    def make() -> str:
        filed = file_texts(
            texts, about.language, order=about.index_order, are_names=are_names, readings=dict(about.readings)
        )
        return to_json(sorted(filed.items()))

    return dict(from_json(tuple[tuple[str, Filed], ...], shop.remember("index", what, make)))


def _plan(
    shop: Workshop,
    publication: Publication,
    gathered: Sequence[Gathered],
    terms: Terms,
    findings: tuple[Finding, ...],
    *,
    cover: Path | None = None,
) -> BookPlan:
    root = shop.home.root
    sources = {name: path for each in gathered for name, path in each.sources}
    articles = [article for each in gathered for article in each.articles]
    told = [finding for article in articles for finding in article.findings]
    css, lying = _sheets(root, publication)
    theme = _cover_style(root, publication)
    key = digest(
        fingerprint("book"),
        fingerprint("cover"),
        publication,
        digest(css.decode(), lying and lying.decode()),
        theme.key,
        terms,
        cover and hash_file(cover),
    )
    return BookPlan(
        publication,
        tuple(sorted(sources.items())),
        tuple(sorted(_links(publication.sections).items())),
        key,
        terms,
        (*told, *findings, *verify(publication)),
        articles=len(articles),
        pictures=len({picture.name for article in articles for picture in article.pictures}),
        cover=cover,
    )


def _links(sections: tuple[Section, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for section in sections:
        if section.kind == "article" and section.article is not None and section.article.credit.url:
            found.setdefault(section.article.credit.url, section.file)
        for url, file in _links(section.children).items():
            found.setdefault(url, file)
    return found


def make_book(shop: Workshop, plan: BookPlan, place: Path) -> tuple[Finding, ...]:
    """Draw, pack and publish a book; return what is to be told of its making."""
    from pipeline.pack import Package, pack
    from pipeline.render.book import Style, render

    publication = plan.publication
    root = shop.home.root
    cover, findings = cover_of(shop, plan)
    css, lying = _sheets(root, publication)
    book = render(
        publication, Style(css, cover, lying), plan.terms, dict(plan.picture_sources), dict(plan.links)
    )
    package = Package(
        publication.periodical.language,
        publication.identifier,
        publication.modified,
        book.metadata,
        book.progression,
        book.guide,
    )

    def write(out: BinaryIO) -> None:
        pack(package, book.resources, out)

    publish(place, write)
    return (*findings, *_too_long(book, publication.file_name))


def cover_of(
    shop: Workshop, plan: BookPlan, style: CoverStyle | None = None
) -> tuple[CoverPicture, tuple[Finding, ...]]:
    """Return a book's cover: the editor's own picture, or one in the periodical's style or in another."""
    if plan.cover is not None and style is None:
        return own_cover(plan.cover)
    publication, root = plan.publication, shop.home.root
    style = style or _cover_style(root, publication)
    return make_cover(root, shop.store, publication.face, style, publication.file_name)


def _too_long(book: Book, where: str) -> Iterator[Finding]:
    """Tell pages that old reading systems choke on (BOOK.md E1)."""
    for resource in book.resources:
        size = len(resource.data or b"") if resource.in_spine else 0
        if size > LONGEST_PAGE_BYTES:
            limit = LONGEST_PAGE_BYTES // 1000
            yield find("PUB-007", where, file=resource.href, size=size // 1000, limit=limit)


def _sheets(root: Path, publication: Publication) -> tuple[bytes, bytes | None]:
    """Join a book's sheet, and in a book of vertical lines the sheet of articles that have none."""
    periodical = publication.periodical
    tags = (periodical.language, *sorted(_languages(publication.sections)))
    css = book_css(root, tuple(dict.fromkeys(map(sheet_of, tags))), periodical.direction)
    lying = dict.fromkeys(sheet_of(tag) for tag in tags if not is_upright(tag))
    if periodical.direction != "vertical-rl" or not lying:
        return css, None
    return css, book_css(root, tuple(lying), "ltr")


def _languages(sections: tuple[Section, ...]) -> set[str]:
    own = {section.article.language for section in sections if section.article is not None}
    return own.union(*(_languages(section.children) for section in sections))


def _cover_style(root: Path, publication: Publication) -> CoverStyle:
    try:
        return cover_style(root, publication.periodical.style)
    except UsageError as error:
        raise UsageError(f"sources/periodical.yaml: style: {error}") from error
