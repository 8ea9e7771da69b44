"""A home at work and what is wanted of it → the plan of every book, each with the issues it is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pipeline.build.books import BookPlan, plan_issue, plan_volume
from pipeline.build.gather import Gathered, gather
from pipeline.build.workshop import Workshop
from pipeline.config.home import Home
from pipeline.model import Issue, Span


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a build was asked for: issues, and the spans of time whose volumes are wanted."""

    issues: tuple[Issue, ...]
    volumes: tuple[Span, ...]
    is_all: bool = False

    def needs(self, issue: Issue) -> bool:
        """Tell whether an issue's articles must be read."""
        return issue in self.issues or any(span.holds(issue) for span in self.volumes)


def everything_of(home: Home) -> Wanted:
    """Want every issue and every volume that the periodical binds."""
    return Wanted(home.issues, home.spans, is_all=True)


def plans_of(
    shop: Workshop, wanted: Wanted, epoch: str | None
) -> Iterator[tuple[BookPlan, tuple[Issue, ...]]]:
    """Read what must be read, and plan book after book."""
    home = shop.home
    gathered = gather(shop, [issue for issue in home.issues if wanted.needs(issue)])
    yield from _plans(shop, wanted, gathered, epoch)
    for edition in home.periodical.editions:
        from pipeline.build.editions import edition_articles, edition_shop

        other = edition_shop(shop, edition)
        yield from _plans(other, _as_planned(other, wanted), edition_articles(shop, edition, gathered), epoch)


def _plans(
    shop: Workshop, wanted: Wanted, gathered: Mapping[str, Gathered], epoch: str | None
) -> Iterator[tuple[BookPlan, tuple[Issue, ...]]]:
    for issue in wanted.issues:
        yield plan_issue(shop, issue, gathered, epoch), (issue,)
    for span in wanted.volumes:
        yield from plan_volume(shop, span, gathered, epoch)


def _as_planned(shop: Workshop, wanted: Wanted) -> Wanted:
    """Want the same issues as an edition has them."""
    by_key = {issue.key: issue for issue in shop.home.issues}
    return replace(wanted, issues=tuple(by_key[issue.key] for issue in wanted.issues))
