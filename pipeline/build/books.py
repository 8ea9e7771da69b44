"""Gathered articles → the plan of one book, and the plan → a file on the shelf."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from pipeline.assets import font_path, load_terms, load_yaml, style_file
from pipeline.build.gather import Gathered
from pipeline.build.inputs import fingerprint, hash_file
from pipeline.build.workshop import Workshop
from pipeline.codec import digest
from pipeline.compile.publication import Bound, compile_issue, compile_volume
from pipeline.config.numbering import missing_numbers
from pipeline.errors import BuildError, UsageError
from pipeline.findings import Finding, find
from pipeline.model import CoverPicture, Issue, Publication, Section
from pipeline.places import data_dir
from pipeline.publish import publish
from pipeline.terms import Terms, fold
from pipeline.verify import verify


if TYPE_CHECKING:
    import uharfbuzz as hb

    from pipeline.render.book import Book

LONGEST_PAGE_BYTES = 250_000
LEAST_COVER = 640  # pixels: Google Play's bound, the highest of the shops'
COVERS = ("image/jpeg", "image/png")  # what every shop takes
_CJK = ("zh-Hans", "zh-Hant", "ja", "ko")


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
    publication, findings = compile_issue(periodical, bound, terms, epoch=epoch)
    cover = shop.home.folder(issue) / issue.cover if issue.cover else None
    return _plan(shop, publication, [gathered[issue.key]], terms, findings, cover=cover)


def plan_volume(
    shop: Workshop, year: int, issues: Sequence[Issue], gathered: Mapping[str, Gathered], epoch: str | None
) -> BookPlan:
    """Plan the volume that binds a year."""
    periodical = shop.home.periodical
    terms = load_terms(shop.home.root, periodical.language)
    bound = [Bound(issue, gathered[issue.key].articles) for issue in issues]
    missing = missing_numbers(tuple(issues))
    publication, findings = compile_volume(periodical, year, bound, terms, missing=missing, epoch=epoch)
    return _plan(shop, publication, [gathered[issue.key] for issue in issues], terms, findings)


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
    css, theme = (
        _css(root, publication.periodical.language, publication.periodical.direction),
        _theme(root, publication),
    )
    key = digest(
        fingerprint("book"),
        fingerprint("cover"),
        publication,
        digest(css.decode()),
        digest(theme),
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
    cover, findings = _cover(shop, plan)
    css = _css(root, publication.periodical.language, publication.periodical.direction)
    book = render(publication, Style(css, cover), plan.terms, dict(plan.picture_sources), dict(plan.links))
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


def _too_long(book: Book, where: str) -> Iterator[Finding]:
    """Tell pages that old reading systems choke on (BOOK.md E1)."""
    for resource in book.resources:
        size = len(resource.data or b"") if resource.in_spine else 0
        if size > LONGEST_PAGE_BYTES:
            limit = LONGEST_PAGE_BYTES // 1000
            yield find("PUB-007", where, file=resource.href, size=size // 1000, limit=limit)


@cache
def _css(root: Path, language: str, direction: str) -> bytes:
    """Join the style sheets a book needs; the home's own files win over ours."""
    names = ["base.css", "cjk.css" if fold(language) in _CJK else "latin.css"]
    names += {"rtl": ["rtl.css"], "vertical-rl": ["vertical.css"]}.get(direction, [])
    sheets = [style_file(root, name).read_text("utf-8") for name in names]
    own = root / "styles" / "home.css"
    if own.is_file():
        sheets.append(own.read_text("utf-8"))
    return ('@charset "UTF-8";\n' + "\n".join(sheets)).encode()


def _theme(root: Path, publication: Publication) -> dict[str, Any]:
    place = style_file(root, f"covers/{publication.periodical.style}.yaml")
    if not place.is_file():
        known = ", ".join(sorted(path.stem for path in (data_dir("styles") / "covers").glob("*.yaml")))
        style = publication.periodical.style
        raise UsageError(f"sources/periodical.yaml: there is no style {style!r}; choose one of {known}")
    theme: dict[str, Any] = load_yaml(place)
    return theme


def _cover(shop: Workshop, plan: BookPlan) -> tuple[CoverPicture, tuple[Finding, ...]]:
    """Return the cover: the editor's own, one drawn before, or one drawn now."""
    if plan.cover is not None:
        return _own_cover(plan.cover)
    face = plan.publication.face
    key = digest(fingerprint("cover"), face, _theme(shop.home.root, plan.publication))
    kept = shop.store.get(key)
    if kept is not None:
        return CoverPicture(kept), ()
    jpeg, findings = _draw(shop.home.root, plan)
    if not findings:  # one that lacks characters is drawn again, and told again, until a font has them
        shop.store.put(key, jpeg)
    return CoverPicture(jpeg), findings


def _draw(root: Path, plan: BookPlan) -> tuple[bytes, tuple[Finding, ...]]:
    """Draw a cover; where its font lacks a character, the fonts of the other languages may have it."""
    from pipeline.render.cover import cover_findings, draw_cover, font_file_name, theme_from

    face = plan.publication.face
    theme = theme_from(_theme(root, plan.publication))
    first = font_file_name(face.language)
    cover = draw_cover(face, theme, _font(root, first), language=face.language)
    if cover.missing:
        others = [name for language in _CJK if (name := font_file_name(language)) != first]
        fallback = tuple(_font(root, name) for name in others)
        cover = draw_cover(face, theme, _font(root, first), language=face.language, fallback_fonts=fallback)
    return cover.jpeg, cover_findings(cover, plan.publication.file_name)


def _font(root: Path, name: str) -> hb.Blob:
    """Map a font's file: of 17 MB a cover needs a few glyphs."""
    import uharfbuzz as hb

    return hb.Blob.from_file_path(str(font_path(name, root)))


def _own_cover(path: Path) -> tuple[CoverPicture, tuple[Finding, ...]]:
    from pipeline.images import prepare

    data = path.read_bytes()
    made = prepare(data, where=path.name)
    if isinstance(made, Finding):
        raise BuildError(f"{path}: {made.what}; {made.action}")
    told = list(made.findings)
    if min(made.width, made.height) < LEAST_COVER:
        size = {"width": made.width, "height": made.height, "least": LEAST_COVER}
        told.append(find("PUB-008", path.name, name=path.name, **size))
    if made.media_type not in COVERS:
        raise BuildError(f"{path}: a cover is a JPEG or PNG picture; save it as one of them")
    return CoverPicture(data if made.data is None else made.data, made.media_type), tuple(told)
