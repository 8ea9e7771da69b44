"""Publication, style and cover → every file of the book and its package metadata."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from lxml import etree

from pipeline import markup
from pipeline.model import Article, CoverPicture, Meta, Picture, Publication, Resource, Section
from pipeline.render import back, front
from pipeline.render.article import article_section
from pipeline.render.index import index_section
from pipeline.render.languages import stand_numerals
from pipeline.render.metadata import Holdings, metadata
from pipeline.render.nav import marks, nav_page, ncx
from pipeline.render.xhtml import Setting, page
from pipeline.terms import Terms
from pipeline.tongues import classes, is_upright


CSS_FILE = "css/book.css"
LYING_FILE = "css/lying.css"
XHTML_TYPE = "application/xhtml+xml"
_GUIDE = {"cover": "cover", "toc": "toc", "bodymatter": "text"}


@dataclass(frozen=True, slots=True)
class Style:
    """What a home's style gives a book: its sheet, and its cover drawn."""

    css: bytes
    cover: CoverPicture
    lying: bytes | None = None  # in a book of vertical lines: the sheet of pages whose language has none


@dataclass(frozen=True, slots=True)
class Book:
    """All that is packed."""

    metadata: tuple[Meta, ...]
    resources: tuple[Resource, ...]
    guide: tuple[tuple[str, str, str], ...]
    progression: str


@dataclass(frozen=True, slots=True)
class _Drawing:
    publication: Publication
    terms: Terms
    setting: Setting
    cover: str
    links: Mapping[str, str]
    is_vertical: bool

    @property
    def language(self) -> str:
        return self.publication.periodical.language


# kind of section → what draws it
_DRAW: dict[str, Callable[[Section, _Drawing], etree._Element]] = {
    "cover": lambda _, to: front.cover_section(to.publication, to.cover, to.terms),
    "titlepage": lambda _, to: front.titlepage_section(to.publication, to.terms),
    "contents": lambda _, to: front.contents_section(to.publication, to.terms),
    "issue": lambda section, to: front.issue_section(section, to.language, to.terms),
    "article": lambda section, to: article_section(section, to.language, to.terms, to.links),
    "reference": lambda section, to: article_section(section, to.language, to.terms, to.links),
    "index": lambda section, to: index_section(section, to.language),
    "credits": lambda _, to: back.credits_section(to.publication, to.terms),
    "colophon": lambda _, to: back.colophon_section(to.publication, to.terms),
}


def render(
    publication: Publication,
    style: Style,
    terms: Terms,
    picture_sources: Mapping[str, str],
    links: Mapping[str, str],
) -> Book:
    """Draw every page of a book.

    `picture_sources` maps a picture's name to the file it is streamed from; `links` maps the address of an article
    to its file in this book.
    """
    direction = publication.periodical.direction
    base = Setting(publication.periodical.language, "rtl" if direction == "rtl" else "ltr", CSS_FILE)
    inside = replace(base, css=f"../{CSS_FILE}")
    drawing = _Drawing(publication, terms, inside, style.cover.name, links, direction == "vertical-rl")
    resources = (
        *_style_files(style),
        *(_page(section, drawing) for section in _reading_order(publication.sections)),
        Resource("nav", "nav.xhtml", XHTML_TYPE, nav_page(publication, terms, base), properties=("nav",)),
        Resource("ncx", "toc.ncx", "application/x-dtbncx+xml", ncx(publication)),
        *(_picture(picture, picture_sources) for _, picture in sorted(_pictures(publication).items())),
    )
    guide = tuple((_GUIDE[kind], title, href) for kind, title, href in marks(publication) if kind in _GUIDE)
    progression = "ltr" if direction == "ltr" else "rtl"
    return Book(metadata(publication, holdings(publication), terms), resources, guide, progression)


def _style_files(style: Style) -> Iterator[Resource]:
    yield Resource("css", CSS_FILE, "text/css", style.css)
    if style.lying is not None:
        yield Resource("css-lying", LYING_FILE, "text/css", style.lying)
    cover = style.cover
    yield Resource(
        "cover-image", f"images/{cover.name}", cover.media_type, cover.data, properties=("cover-image",)
    )


def _reading_order(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _reading_order(section.children)


def _page(section: Section, drawing: _Drawing) -> Resource:
    mathematics = section.article is not None and "<math" in section.article.body
    language = section.article.language if section.article else drawing.language
    drawn, setting = _DRAW[section.kind](section, drawing), drawing.setting
    if drawing.is_vertical:
        drawn.set(
            "dir", drawn.get("dir", "ltr")
        )  # pages run to the left, not lines: some engines mix them up
    if drawing.is_vertical and is_upright(language):
        stand_numerals(drawn, language)
    elif drawing.is_vertical:
        setting = replace(setting, css=f"../{LYING_FILE}")
    return Resource(
        id=section.id,
        href=f"text/{section.file}",
        media_type=XHTML_TYPE,
        data=page(section.title, drawn, setting, classes(language)),
        properties=("mathml",) if mathematics else (),
        in_spine=True,
        linear=section.kind != "cover",
    )


def _picture(picture: Picture, sources: Mapping[str, str]) -> Resource:
    name = picture.name
    return Resource(f"img-{name.split('.')[0]}", f"images/{name}", picture.media_type, source=sources[name])


def _printed(publication: Publication) -> Iterator[Article]:
    for section in _reading_order(publication.sections):
        if section.kind == "article" and section.article is not None:
            yield section.article


def _pictures(publication: Publication) -> dict[str, Picture]:
    return {picture.name: picture for article in _printed(publication) for picture in article.pictures}


def holdings(publication: Publication) -> Holdings:
    """Count what accessibility metadata must tell of the pages."""
    bodies = [article.body for article in _printed(publication)]
    return Holdings(
        pictures=len(_pictures(publication)),
        without_alternative=sum(_untold(article) for article in _printed(publication)),
        ruby=any("<ruby" in body for body in bodies),
        mathematics=any("<math" in body for body in bodies),
    )


def _untold(article: Article) -> int:
    """Count the pictures that neither the page, a caption nor the editor describes."""
    told = {picture.ref for picture in article.pictures if picture.alt}
    here = {picture.ref for picture in article.pictures}
    return sum(ref in here and ref not in told for ref in markup.undescribed(article.body))
