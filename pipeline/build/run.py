"""A home and targets → books on the shelf, and a report of what was made, kept and missed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.build import inputs
from pipeline.build.books import BookPlan, make_book
from pipeline.build.idle import everything
from pipeline.build.planned import Wanted, plans_of
from pipeline.build.state import Made, State, load_state, save_state
from pipeline.build.values import BookResult, BuildReport, Choices
from pipeline.build.workshop import Workshop
from pipeline.config.home import Home
from pipeline.counted import counted
from pipeline.findings import Finding, find
from pipeline.store import open_store


def build(home: Home, wanted: Wanted, choices: Choices) -> BuildReport:
    """Make every wanted book that is out of date."""
    hashes = inputs.hash_home(home.root)
    shop = Workshop(home, hashes, open_store(home.root), choices.executor, choices.jobs, choices.progress)
    state = load_state(home.root)
    results: list[BookResult] = []
    findings: list[Finding] = list(home.findings)
    books = {made.file: made for made in state.books}
    for plan, _ in plans_of(shop, wanted, choices.epoch):
        result, told, made = _make(shop, plan, state, choices)
        results.append(result)
        findings.extend(told)
        if made is not None:
            books[made.file] = made
        save_state(home.root, State("", tuple(books[file] for file in sorted(books)), ()))
        if choices.told is not None:
            choices.told(result)
    report = BuildReport(tuple(results), _once(findings))
    if wanted.is_all:
        _finish(home, report, books, choices)
    return report


def _make(
    shop: Workshop, plan: BookPlan, state: State, choices: Choices
) -> tuple[BookResult, tuple[Finding, ...], Made | None]:
    file = plan.publication.file_name
    place = shop.home.root / "dist" / file
    before = state.book(file)
    size = place.stat().st_size if place.is_file() else 0
    result = BookResult(
        f"dist/{file}", "unchanged", plan.publication.title, plan.articles, plan.pictures, size
    )
    refused = [each for each in plan.findings if each.severity == "error"]
    if refused and not choices.allow_missing and choices.gate is None:
        keeps = "the last good book stays" if size else "there is no book of it yet"
        told = find("PUB-001", f"dist/{file}", count=counted(len(refused), "error"), keeps=keeps)
        return replace(result, outcome="refused"), (*plan.findings, told), before
    if before is not None and before.key == plan.key and size and inputs.hash_file(place) == before.sha256:
        return result, plan.findings, before
    outcome, extra = (
        choices.gate(shop, plan, place) if choices.gate else ("built", make_book(shop, plan, place))
    )
    if outcome != "built":
        return replace(result, outcome=outcome), (*plan.findings, *extra), before
    result = replace(result, outcome="built", size_bytes=place.stat().st_size)
    made = Made(file, plan.key, inputs.hash_file(place), result.title, plan.articles, plan.pictures)
    return result, (*plan.findings, *extra), made


def _once(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Tell each finding once: an issue and its volume share their articles."""
    return tuple(dict.fromkeys(findings))


def _finish(home: Home, report: BuildReport, books: dict[str, Made], choices: Choices) -> None:
    """Remember a whole build that ended well, and forget books that no source makes any more."""
    made = {result.file.removeprefix("dist/") for result in report.books}
    kept = tuple(books[file] for file in sorted(books) if file in made)
    well = all(result.outcome != "refused" for result in report.books)
    save_state(home.root, State(everything(home.root, choices) if well else "", kept, report.findings))
