"""The addresses of issues → what is fetched of them into each issue's archive: pages, their parts, their pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urljoin

from pipeline.address import without_user
from pipeline.archive import Archive, open_archive, page_of
from pipeline.archive.address import address_key
from pipeline.build.archives import archive_path
from pipeline.build.keep import keep
from pipeline.build.pages import MOST_PARTS
from pipeline.build.pictures import refs_in
from pipeline.build.preferred import preferred_address, why_not
from pipeline.build.values import Progress, in_silence
from pipeline.config import Home
from pipeline.config.locate import PERIODICAL_FILE
from pipeline.fetch.client import Client
from pipeline.fetch.values import Failed, Outcome, Request, Settings
from pipeline.findings import Finding, find
from pipeline.model import Entry, Issue, Outlet, Reading, Snapshot
from pipeline.read import outlet_for, read


MOST_PICTURES = 200  # of one article


@dataclass(frozen=True, slots=True)
class AcquireReport:
    """What a fetch brought."""

    fetched: int  # new revisions
    unchanged: int  # asked for again, and the same
    kept: int  # already in the archive, not asked for
    failed: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Errand:
    """Why an address is wanted."""

    archive: Archive
    entry: Entry
    where: str  # the entry's address
    outlet: Outlet | None
    seen: tuple[str, ...] = ()  # pages of the article before this one
    instead: tuple[Request, Snapshot] | None = None  # of what page this is the version the outlet prefers
    pictures: int = 0  # of the pages before this one

    @property
    def reason(self) -> str:
        """Return what the archive notes."""
        prefer = self.outlet.prefer if self.instead and self.outlet else None
        return f"{self.where} ({prefer} version, as the outlet prefers)" if prefer else self.where


@dataclass(slots=True)
class _Run:
    """One run's bookkeeping."""

    home: Home
    client: Client
    refetch: bool
    progress: Progress
    errands: dict[tuple[str, bool, str], list[tuple[Request, _Errand]]] = field(default_factory=dict)
    settled: set[tuple[Path, str]] = field(
        default_factory=set
    )  # archives and address keys this run is done with
    asked: int = 0
    done: int = 0
    counts: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(("fetched", "unchanged", "kept", "failed"), 0)
    )
    findings: list[Finding] = field(default_factory=list)


def new_client(home: Home) -> Client:
    """Make the client that fetches for a home."""
    about = home.periodical
    return Client(Settings(about.contact, about.allow_private_hosts, dict(home.outlets)))


def acquire(
    home: Home,
    issues: Sequence[Issue],
    client: Client,
    *,
    refetch: bool = False,
    jobs: int = 4,
    progress: Progress = in_silence,
) -> AcquireReport:
    """Fetch what the archives of issues lack; each response is on the disk before the next thing is done with it."""
    run = _Run(home, client, refetch, progress)
    archives = {issue.key: open_archive(archive_path(home, issue)) for issue in issues}
    first = [request for issue in issues for request in _of_issue(run, issue, archives[issue.key])]
    run.asked += len(first)

    def follow(request: Request, outcome: Outcome) -> Iterable[Request]:
        further = list(_arrived(run, request, outcome))
        run.asked += len(further)
        run.done += 1
        run.progress(run.done, run.asked, request.url)
        return further

    for _ in client.get_many(first, jobs, follow=follow):
        pass
    told = [finding for archive in archives.values() for finding in archive.findings]
    if home.periodical.contact is None and run.done:
        told.append(find("FET-033", PERIODICAL_FILE))
    return AcquireReport(**run.counts, findings=tuple(dict.fromkeys([*told, *run.findings])))


def _of_issue(run: _Run, issue: Issue, archive: Archive) -> Iterator[Request]:
    outlets = dict(run.home.outlets)
    for entry in issue.entries:
        if entry.url is None:
            continue
        outlet = outlets.get(entry.outlet) if entry.outlet else outlet_for(entry.url, outlets)
        yield from _want(run, Request(entry.url), _Errand(archive, entry, entry.url, outlet))


def _want(run: _Run, request: Request, errand: _Errand) -> Iterator[Request]:
    """Ask for what the archive lacks; what it has is followed at once."""
    visit = errand.archive.find(request.url)
    held = errand.archive.latest(request.url) if visit is not None and visit.is_answer else None
    mark = (errand.archive.path, address_key(request.url))
    if mark in run.settled and held is None:
        yield from _own_page(run, errand)
        return
    if held is not None and (mark in run.settled or not run.refetch):
        run.counts["kept"] += mark not in run.settled
        run.settled.add(mark)
        yield from _further(run, request, held, errand)
        return
    request = replace(request, known=held, reason=errand.reason)
    waiting = run.errands.setdefault(_asked(request), [])
    waiting.append((request, errand))
    if len(waiting) == 1:  # an address that two issues want is asked for once, if neither knows it better
        yield request


def _asked(request: Request) -> tuple[str, bool, str]:
    """Return what two requests share that one answer serves."""
    known = request.known.digest if request.known is not None else ""
    return address_key(request.url), request.kind == "picture", known


def _arrived(run: _Run, request: Request, outcome: Outcome) -> Iterator[Request]:
    errands = run.errands.pop(_asked(request), [])
    run.findings.extend(outcome.findings)
    for own, errand in errands:
        keep(errand.archive, outcome, own.kind, errand.reason)
        run.settled.add((errand.archive.path, address_key(request.url)))
    if isinstance(outcome, Failed):
        run.counts["failed"] += 1
        is_page = request.kind != "picture" and any(errand.instead is None for _, errand in errands)
        run.findings.append(outcome.finding if is_page else _softened(outcome.finding, errands[0][1].where))
        for _, errand in errands:
            yield from _own_page(run, errand)
        return
    known = request.known.digest if request.known is not None else None
    run.counts["unchanged" if outcome.snapshot.digest == known else "fetched"] += 1
    for own, errand in errands:
        yield from _further(run, own, outcome.snapshot, errand)


def _softened(finding: Finding, article: str) -> Finding:
    """A picture or another version of a page that cannot be had: the article is still there."""
    return replace(finding, where=f"{finding.where} (of {article})", severity="warning")


def _own_page(run: _Run, errand: _Errand) -> Iterator[Request]:
    """Go on with the page itself where the version that its outlet prefers is not there, or worse."""
    if errand.instead is not None:
        own, snapshot = errand.instead
        yield from _further(run, own, snapshot, replace(errand, instead=None), plainly=True)


def _reading(run: _Run, snapshot: Snapshot, errand: _Errand) -> Reading:
    return read(page_of(snapshot), errand.outlet, errand.entry.language or run.home.periodical.language)


def _further(
    run: _Run, request: Request, snapshot: Snapshot, errand: _Errand, *, plainly: bool = False
) -> Iterator[Request]:
    """Read a page for what belongs to it: the article's next page, and its pictures."""
    if request.kind not in ("page", "part"):
        return
    can_differ = request.kind == "page" and errand.instead is None and not plainly
    address = preferred_address(page_of(snapshot), errand.outlet) if can_differ else ""
    if address:
        version = Request(address, "page", referer=snapshot.final_url)
        yield from _want(run, version, replace(errand, instead=(request, snapshot)))
        return
    reading = _reading(run, snapshot, errand)
    if errand.instead is not None and why_not(reading, _reading(run, errand.instead[1], errand)):
        yield from _own_page(run, errand)
        return
    seen = (*errand.seen, address_key(request.url), address_key(snapshot.final_url))
    addresses = [
        urljoin(snapshot.final_url, ref) for ref in refs_in(reading.body) if not ref.startswith("data:")
    ]
    errand = replace(errand, instead=None, seen=seen, pictures=errand.pictures + len(addresses))
    following = without_user(urljoin(snapshot.final_url, reading.next_page)) if reading.next_page else ""
    if following and address_key(following) not in seen:
        if len(seen) < 2 * MOST_PARTS:
            yield from _want(run, Request(following, "part", referer=snapshot.final_url), errand)
        else:
            run.findings.append(find("FET-061", errand.where, limit=MOST_PARTS))
    room = MOST_PICTURES - (errand.pictures - len(addresses))
    if len(addresses) > room:
        run.findings.append(find("FET-060", errand.where, count=errand.pictures, limit=MOST_PICTURES))
    for address in addresses[: max(0, room)]:
        yield from _want(run, Request(address, "picture", referer=snapshot.final_url), errand)
