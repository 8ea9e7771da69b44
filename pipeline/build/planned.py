"""A home at work and what is wanted of it → the plan of every book, each with the issues it is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.build.books import BookPlan, plan_issue, plan_volume
from pipeline.build.gather import gather
from pipeline.build.workshop import Workshop
from pipeline.config.home import Home
from pipeline.model import Issue


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a build was asked for: issues, and the years whose volumes are wanted."""

    issues: tuple[Issue, ...]
    years: tuple[int, ...]
    is_all: bool = False


def everything_of(home: Home) -> Wanted:
    """Want every issue and the volume of every year."""
    return Wanted(home.issues, home.years, is_all=True)


def plans_of(
    shop: Workshop, wanted: Wanted, epoch: str | None
) -> Iterator[tuple[BookPlan, tuple[Issue, ...]]]:
    """Read what must be read, and plan book after book."""
    home = shop.home
    needed = [issue for issue in home.issues if issue in wanted.issues or issue.year in wanted.years]
    gathered = gather(shop, needed)
    for issue in wanted.issues:
        yield plan_issue(shop, issue, gathered, epoch), (issue,)
    for year in wanted.years:
        issues = home.of_year(year)
        yield plan_volume(shop, year, issues, gathered, epoch), issues
