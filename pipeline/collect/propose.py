"""Outlets, an issue's days and what issues have already → the articles proposed, each with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import tzinfo

from pipeline.collect.addresses import address_key
from pipeline.collect.answers import ask, failed
from pipeline.collect.feeds import read_feed
from pipeline.collect.likeness import Memory, remember
from pipeline.collect.listing import Rules, read_listing
from pipeline.collect.period import Window, day_in
from pipeline.collect.sitemap import read_sitemap
from pipeline.collect.values import Candidate, Choice, Get, Harvest, Known, Proposal
from pipeline.counted import counted
from pipeline.dates import last_day
from pipeline.findings import Finding, find
from pipeline.model import Collect, Outlet


MOST_PAGES = 20  # of one list
AT_ONCE = 8  # outlets; the client keeps to one request at a time a host


Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an issue takes: the days, the time zone they count in, what issues have, and it of each outlet."""

    window: Window
    zone: tzinfo
    known: Iterable[Known] = ()
    taken: Mapping[str, int] = field(default_factory=dict)  # an outlet's key → how many the issue has


def propose(
    outlets: Sequence[Outlet], wanted: Wanted, get: Get, progress: Progress | None = None
) -> Proposal:
    """Ask every outlet that says how, and choose; an outlet that fails is told and the others go on."""
    asked = [outlet for outlet in outlets if outlet.collect is not None]
    if not asked:
        return Proposal(())
    harvests = []
    pool = ThreadPoolExecutor(min(AT_ONCE, len(asked)))
    try:
        for harvest in pool.map(lambda outlet: harvest_of(outlet, wanted, get), asked):
            harvests.append(harvest)
            if progress is not None:
                progress(len(harvests), len(asked), "outlets")
    finally:
        pool.shutdown(cancel_futures=True)  # who interrupts does not wait for all the others
    findings = [finding for harvest in harvests for finding in harvest.findings]
    answered = sum(harvest.is_read for harvest in harvests)
    pairs = [(outlet, harvest.candidates) for outlet, harvest in zip(asked, harvests, strict=True)]
    unread = tuple(outlet.key for outlet, harvest in zip(asked, harvests, strict=True) if not harvest.is_read)
    return Proposal(tuple(_choices(pairs, wanted)), tuple(findings), len(asked), answered, unread)


# --- what an outlet has ---------------------------------------------------------------------------------------


def harvest_of(outlet: Outlet, wanted: Wanted, get: Get) -> Harvest:
    """Read an outlet's feed, sitemap and list pages, as far as it names them."""
    collect = outlet.collect or Collect()
    where = f"sources/outlets/{outlet.key}.yaml"
    harvests = []
    if collect.feed:
        harvests.append(_feed(collect.feed, outlet.key, where, get))
    if collect.sitemap:
        harvests.append(read_sitemap(get, collect.sitemap, wanted.window, where, outlet.key))
    if collect.page:
        harvests.append(_pages(collect.page, Rules(outlet, collect, wanted.window), where, get))
    if not harvests:
        return failed("COL-006", where)
    merged = _merged(candidate for harvest in harvests for candidate in harvest.candidates)
    findings = [finding for harvest in harvests for finding in harvest.findings]
    if collect.feed and len(harvests) == 1:
        findings += _reach(merged, wanted, collect.feed, where)
    findings += _undated(merged, where)
    return Harvest(merged, tuple(findings), any(harvest.is_read for harvest in harvests))


def _feed(url: str, key: str, where: str, get: Get) -> Harvest:
    answer = ask(get, url, where)
    return answer if isinstance(answer, Harvest) else read_feed(answer, where, key)


def _pages(url: str, rules: Rules, where: str, get: Get) -> Harvest:
    """Read a list page and those it leads to, until one lies before the issue's days."""
    read: list[Harvest] = []
    seen: set[str] = set()
    following: str | None = url
    while following is not None and address_key(following) not in seen and len(seen) < MOST_PAGES:
        seen.add(address_key(following))
        answer = ask(get, following, where)
        harvest = answer if isinstance(answer, Harvest) else read_listing(answer, rules, where)
        read.append(harvest)
        following = None if _is_past(harvest.candidates, rules.window) else harvest.next_page
    findings = [finding for harvest in read for finding in harvest.findings]
    if following is not None and address_key(following) not in seen:
        findings.append(find("COL-007", where, url=url, limit=MOST_PAGES))
    candidates = tuple(candidate for harvest in read for candidate in harvest.candidates)
    return Harvest(candidates, tuple(findings), read[0].is_read)


def _is_past(candidates: Sequence[Candidate], window: Window) -> bool:
    """Tell whether a page's newest article is older than the window; pinned ones stand at its top for years."""
    days = [candidate.date[:10] for candidate in candidates if candidate.date]
    return bool(days) and all(last_day(day) < window.first for day in days)


def _merged(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Make one candidate of those with the same address: a feed has the text, a list the date."""
    found: dict[str, Candidate] = {}
    for candidate in candidates:
        key = address_key(candidate.url)
        first = found.get(key)
        found[key] = (
            candidate
            if first is None
            else replace(
                first,
                title=first.title or candidate.title,
                date=first.date or candidate.date,
                summary=max(first.summary, candidate.summary, key=len),
            )
        )
    return tuple(found.values())


def _reach(candidates: Sequence[Candidate], wanted: Wanted, url: str, where: str) -> Iterator[Finding]:
    """Tell of a feed whose oldest article is younger than the issue's first day: older ones fell out of it."""
    days = [day_in(candidate.date, wanted.zone) for candidate in candidates if candidate.date]
    if days and min(days) > wanted.window.first and max(days) >= wanted.window.first:
        yield find("COL-008", where, url=url, oldest=min(days), first=wanted.window.first)


def _undated(candidates: Sequence[Candidate], where: str) -> Iterator[Finding]:
    undated = sum(candidate.date is None for candidate in candidates)
    if undated:
        yield find("COL-009", where, count=undated, total=counted(len(candidates), "article"))


# --- which of it is taken -------------------------------------------------------------------------------------


def _choices(harvests: Sequence[tuple[Outlet, Sequence[Candidate]]], wanted: Wanted) -> list[Choice]:
    """Choose by day and words, then each article once, then the newest up to each outlet's limit."""
    told = [
        _by_rules(candidate, outlet.collect or Collect(), wanted)
        for outlet, candidates in harvests
        for candidate in candidates
    ]
    told.sort(key=_order)
    fitting = [choice.candidate for choice in told if choice.is_in]
    memory = remember(wanted.known, fitting)
    once = [_once(choice, memory) for choice in told]
    limits = {outlet.key: (outlet.collect or Collect()).limit for outlet, _ in harvests}
    return _limited(once, limits, wanted.taken)


def _order(choice: Choice) -> tuple[str, str, str, str]:
    date = choice.candidate.date or ""
    return choice.day or "9999", date.partition("T")[2], choice.candidate.outlet, choice.candidate.url


def _by_rules(candidate: Candidate, collect: Collect, wanted: Wanted) -> Choice:
    if candidate.date is None:
        return Choice(candidate, None, is_in=False, why="no date was found")
    day = day_in(candidate.date, wanted.zone)
    if not wanted.window.has(day):
        side = "before" if day < wanted.window.first else "after"
        edge = wanted.window.first if side == "before" else wanted.window.last
        return Choice(candidate, day, is_in=False, why=f"{side} {edge}")
    text = f"{candidate.title or ''}\n{candidate.summary}".casefold()
    word = next((word for word in collect.match if word.casefold() in text), None)
    if collect.match and word is None:
        why = "none of the words" if text.strip() else "no title to look for the words in"
        return Choice(candidate, day, is_in=False, why=why)
    return Choice(candidate, day, is_in=True, why=f"has {word}" if word else "in the issue's days")


def _once(choice: Choice, memory: Memory) -> Choice:
    if not choice.is_in:
        return choice
    found = memory.find(choice.candidate)
    if found is not None:
        where, reason = found
        return replace(choice, is_in=False, why=f"{reason} as {where}")
    memory.add(choice.candidate, choice.candidate.url)
    return choice


def _limited(choices: list[Choice], limits: Mapping[str, int], taken: Mapping[str, int]) -> list[Choice]:
    left = {key: max(0, limit - taken.get(key, 0)) for key, limit in limits.items()}
    kept: list[Choice] = []
    for choice in reversed(choices):  # the newest first
        outlet = choice.candidate.outlet
        if choice.is_in and left[outlet] == 0:
            kept.append(replace(choice, is_in=False, why=f"over the limit of {limits[outlet]}"))
            continue
        left[outlet] -= choice.is_in
        kept.append(choice)
    return kept[::-1]
