"""A home and targets → what a build would do and why, with every article's credit; covers before they are built."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.build import inputs
from pipeline.build.books import BookPlan, cover_of
from pipeline.build.covers import CoverStyle, cover_style
from pipeline.build.idle import source_date_epoch
from pipeline.build.planned import Wanted, plans_of
from pipeline.build.state import State, load_state
from pipeline.build.workshop import Workshop
from pipeline.config.home import Home
from pipeline.credit import byline_text, provenance
from pipeline.errors import UsageError
from pipeline.findings import Finding
from pipeline.model import Article, Section
from pipeline.store import open_store, write_whole
from pipeline.terms import Terms


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """One article of a plan."""

    key: str
    title: str
    credit: str
    outlet: str = ""
    provenance: tuple[
        str, ...
    ] = ()  # every line of where it comes from, with the sums of the pages it was read from
    changed: str | None = None  # how the site's page differs from the first copy of it


@dataclass(frozen=True, slots=True)
class Preview:
    """One book of a plan."""

    file: str
    title: str
    state: str  # up to date, or why it would be rebuilt
    articles: tuple[ArticleLine, ...]


def preview(
    home: Home, wanted: Wanted, executor: str, jobs: int | None
) -> tuple[tuple[Preview, ...], tuple[Finding, ...]]:
    """Plan the wanted books without making any."""
    plans = _plans(_workshop(home, executor, jobs), wanted)
    state = load_state(home.root)
    findings = dict.fromkeys([*home.findings, *(finding for plan in plans for finding in plan.findings)])
    return tuple(_preview(plan, home.root, state) for plan in plans), tuple(findings)


def narrowed(previews: Sequence[Preview], outlet: str | None, words: str | None) -> tuple[Preview, ...]:
    """Leave the articles of an outlet, or those whose key or title has some words; a book without any goes."""

    def is_meant(line: ArticleLine) -> bool:
        told = f"{line.key} {line.title}".casefold()
        is_outlet = outlet is None or outlet.casefold() in line.outlet.casefold()
        return is_outlet and (words is None or words.casefold() in told)

    left = (replace(each, articles=tuple(filter(is_meant, each.articles))) for each in previews)
    found = tuple(each for each in left if each.articles)
    if not found:
        known = sorted({line.outlet for each in previews for line in each.articles if line.outlet})
        raise UsageError(
            f"no article of {outlet!r}; there are {', '.join(known)}"
            if outlet
            else f"no article has {words!r}"
        )
    return found


def preview_covers(
    home: Home, wanted: Wanted, themes: Sequence[str], out: Path, *, executor: str, jobs: int | None
) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """Draw the covers of the wanted books in each theme, or as the books have them; return where they lie."""
    shop = _workshop(home, executor, jobs)
    styles: list[tuple[str, CoverStyle | None]]
    styles = [(f"-{name}", cover_style(home.root, name)) for name in themes] or [("", None)]
    places, findings = list[str](), dict[Finding, None]()
    for plan in _plans(shop, wanted):
        for suffix, style in styles:
            cover, told = cover_of(shop, plan, style)
            name = Path(plan.publication.file_name).stem + suffix + Path(cover.name).suffix
            write_whole(out / name, cover.data)
            places.append(str(out / name))
            findings |= dict.fromkeys(told)
    return tuple(places), tuple(findings)


def _workshop(home: Home, executor: str, jobs: int | None) -> Workshop:
    return Workshop(home, inputs.hash_home(home.root), open_store(home.root), executor, jobs)


def _plans(shop: Workshop, wanted: Wanted) -> list[BookPlan]:
    return [plan for plan, _ in plans_of(shop, wanted, source_date_epoch())]


def _preview(plan: BookPlan, root: Path, state: State) -> Preview:
    file = plan.publication.file_name
    return Preview(
        f"dist/{file}",
        plan.publication.title,
        _state(plan, root / "dist" / file, state),
        tuple(_lines(plan, plan.publication.sections)),
    )


def _state(plan: BookPlan, place: Path, state: State) -> str:
    made = state.book(plan.publication.file_name)
    if any(finding.severity == "error" for finding in plan.findings):
        return "would be refused: it has errors"
    if not place.is_file():
        return "to build: not on the shelf"
    if made is None or made.key != plan.key:
        return "to build: its articles, plan or style have changed"
    if inputs.hash_file(place) != made.sha256:
        return "to build: the file on the shelf was changed"
    return "up to date"


def _lines(plan: BookPlan, sections: Sequence[Section]) -> list[ArticleLine]:
    lines: list[ArticleLine] = []
    for section in sections:
        if section.article is not None:
            credit = byline_text(section.article.credit, plan.terms)
            told = (finding.what for finding in section.article.findings if finding.code == "CMP-009")
            outlet = section.article.credit.outlet or section.article.credit.portal or ""
            came = (*_provenance(section.article, plan.terms),)
            line = ArticleLine(section.article.key, section.title, credit, outlet, came, next(told, None))
            lines.append(line)
        lines.extend(_lines(plan, section.children))
    return lines


def _provenance(article: Article, terms: Terms) -> Iterator[str]:
    """Tell all that is known of where an article comes from, as the foot of its page does."""
    for row in provenance(article.credit, terms):
        yield row.label + terms.word("label_separator") + row.text
    for digest in article.digest.split():
        yield f"sha256{terms.word('label_separator')}{digest}"
