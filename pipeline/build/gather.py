"""The entries of issues → their Articles, from the store where nothing changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.build.executor import map_over
from pipeline.build.pages import Plan, follow, plan_entry
from pipeline.build.pictures import Gallery, hang, of_article
from pipeline.build.tasks import read_article
from pipeline.build.workshop import Workshop
from pipeline.codec import from_json, to_json
from pipeline.compile.article import compile_article, missing_article
from pipeline.compile.identity import article_keys
from pipeline.model import Article, Issue, Reading


@dataclass(frozen=True, slots=True)
class Gathered:
    """An issue's articles, and where their pictures are streamed from."""

    articles: tuple[Article, ...]
    sources: tuple[tuple[str, str], ...]  # picture name → file


def gather(shop: Workshop, issues: Sequence[Issue]) -> dict[str, Gathered]:
    """Read what must be read and return every issue's articles, by issue key."""
    plans = [
        plan_entry(shop, issue, entry, key)
        for issue in issues
        for entry, key in zip(issue.entries, article_keys(issue), strict=True)
    ]
    readings = _readings(shop, plans)
    plans = [_whole(shop, plan, readings) for plan in plans]
    readings |= _readings(shop, [plan for plan in plans if plan.reading not in readings])
    shop.close_drawers()
    gallery = hang(shop, plans, readings)
    gathered: dict[str, Gathered] = {}
    for issue in issues:
        made = [_article(shop, plan, readings, gallery) for plan in plans if plan.issue is issue]
        sources = {name: path for _, used in made for name, path in used.items()}
        gathered[issue.key] = Gathered(tuple(article for article, _ in made), tuple(sorted(sources.items())))
    return gathered


def _whole(shop: Workshop, plan: Plan, readings: dict[str, Reading]) -> Plan:
    """Add an article's following pages to its plan, where the first says that it goes on."""
    href = readings[plan.reading].next_page if plan.task is not None else None
    return follow(shop, plan, href) if href else plan


def _readings(shop: Workshop, plans: Sequence[Plan]) -> dict[str, Reading]:
    """Read what was not read before; the drawer of an issue is closed once its last article is in it."""
    tasks = {plan.reading: (plan.issue, plan.task) for plan in plans if plan.task is not None}
    kept = {key: shop.drawer(issue).get(key) for key, (issue, _) in tasks.items()}
    readings = {key: from_json(Reading, text) for key, text in kept.items() if text is not None}
    stale = [(key, *told) for key, told in tasks.items() if key not in readings]
    if stale:
        import pipeline.read.page  # noqa: F401  # before a pool forks, so that its workers need not

    made = map_over(shop.executor, shop.jobs, read_article, [task for _, _, task in stale])
    for done, ((key, issue, task), reading) in enumerate(zip(stale, made, strict=True), start=1):
        readings[key] = reading
        shop.drawer(issue).put(key, to_json(reading).encode())
        if done == len(stale) or stale[done][1] is not issue:
            shop.drawer(issue).close()
        shop.progress(done, len(stale), task.pages[0].name)
    return readings


def _article(
    shop: Workshop, plan: Plan, readings: dict[str, Reading], gallery: Gallery
) -> tuple[Article, dict[str, str]]:
    language = shop.home.periodical.language
    if plan.task is None:
        return missing_article(plan.entry, key=plan.key, language=language, reason=plan.findings[0]), {}
    reading = readings[plan.reading]
    unreadable = next((each for each in reading.findings if each.severity == "error"), None)
    if unreadable is not None and not reading.body:
        return missing_article(plan.entry, key=plan.key, language=language, reason=unreadable), {}
    ready = of_article(plan, reading, gallery)
    article = compile_article(
        plan.entry,
        reading,
        key=plan.key,
        where=plan.where,
        outlet=plan.task.outlet,
        language=language,
        pictures=ready.pictures,
        digest=plan.digest,
        findings=(*plan.findings, *ready.findings),
    )
    return article, ready.sources
