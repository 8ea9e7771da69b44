"""An entry of an issue → the pages it is read from, and the outlet whose rules read them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from pipeline.build.archives import archive_path
from pipeline.build.inputs import fingerprint
from pipeline.build.places import local_file, walked
from pipeline.build.preferred import credited, preferred_address, why_not
from pipeline.build.tasks import ReadTask, SourceFile, load_page, read_article
from pipeline.build.workshop import Workshop
from pipeline.codec import digest, from_json, to_json
from pipeline.findings import Finding, find
from pipeline.model import Entry, Issue, Outlet, Reading


if TYPE_CHECKING:
    from pipeline.archive import Visit

MEDIA_TYPES = {
    ".html": "text/html",
    ".htm": "text/html",
    ".shtml": "text/html",
    ".xhtml": "text/html",
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".mhtml": "multipart/related",
    ".mht": "multipart/related",
    ".warc": "application/warc",
    ".gz": "application/warc",
    ".wacz": "application/wacz",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
TEXTS = ("text/plain", "text/markdown", MEDIA_TYPES[".docx"])  # the desk's own: no site, no outlet's rules
MOST_PARTS = 50  # an article in more pages than this is a loop


@dataclass(frozen=True, slots=True)
class Plan:
    """An entry ready to be read; without a task, the finding says why it cannot be."""

    issue: Issue
    entry: Entry
    key: str  # the article's
    where: str
    task: ReadTask | None
    reading: str = ""  # the key of its reading in the store
    findings: tuple[Finding, ...] = ()

    @property
    def digest(self) -> str:
        """Return the hashes of the pages' bytes, in order."""
        assert self.task is not None
        return " ".join(page.sha256 for page in self.task.pages)


def plan_entry(shop: Workshop, issue: Issue, entry: Entry, key: str) -> Plan:
    """Find an entry's pages among the home's files."""
    if entry.file is None:
        return _plan_address(shop, issue, entry, key)
    folder = shop.home.folder(issue).relative_to(shop.home.root)
    name = walked(str(PurePosixPath(folder.as_posix()) / entry.file))
    first = _source(shop, name, entry)
    if first is None:
        return _unreadable(issue, entry, key, find("CMP-006", name, kinds=", ".join(MEDIA_TYPES)))
    outlet = _outlet(shop, entry, first)
    task = ReadTask((first,), outlet, entry.language or shop.home.periodical.language)
    return Plan(issue, entry, key, name, task, _reading_key(task))


def _plan_address(shop: Workshop, issue: Issue, entry: Entry, key: str) -> Plan:
    """Find an address in the issue's archive; a build never goes to the network."""
    assert entry.url is not None
    where = entry.url
    source = archived(shop, issue, entry.url)
    if source is None:
        return _unreadable(issue, entry, key, _absent(shop, issue, entry.url))
    outlets = dict(shop.home.outlets)
    outlet = outlets.get(entry.outlet) if entry.outlet else _outlet_of(source.url or entry.url, outlets)
    task = ReadTask((source,), outlet, entry.language or shop.home.periodical.language)
    plan = Plan(issue, entry, key, where, task, _reading_key(task), _revised(shop, issue, task))
    return _preferred(shop, plan) if outlet is not None and outlet.prefer else plan


def _preferred(shop: Workshop, plan: Plan) -> Plan:
    """Read the version of a page that its outlet prefers, where it is in the archive and no worse."""
    assert plan.task is not None
    assert plan.task.outlet is not None
    (page,), outlet = plan.task.pages, plan.task.outlet
    what = ("preferred", fingerprint("book"), page.sha256, page.url, outlet.prefer, outlet.encoding)
    address = shop.remember("read", what, lambda: preferred_address(load_page(page), outlet))
    source = archived(shop, plan.issue, address) if address else None
    if source is None:
        why = "it is not in the archive" if address else "the page names none"
    else:
        task = replace(plan.task, pages=(source,))
        own, other = _read_now(shop, plan.issue, plan.task), _read_now(shop, plan.issue, task)
        why = why_not(other, own)
        if not why:
            return replace(
                plan, entry=credited(plan.entry, other, own), task=task, reading=_reading_key(task)
            )
    return replace(
        plan, findings=(*plan.findings, find("CMP-010", plan.where, version=outlet.prefer, why=why))
    )


def _read_now(shop: Workshop, issue: Issue, task: ReadTask) -> Reading:
    """Read a page before its turn; its reading is kept like any other."""
    key, drawer = _reading_key(task), shop.drawer(issue)
    kept = drawer.get(key)
    if kept is not None:
        return from_json(Reading, kept)
    reading = read_article(task)
    drawer.put(key, to_json(reading).encode())
    return reading


def archived(shop: Workshop, issue: Issue, url: str) -> SourceFile | None:
    """Find the newest good answer of an address in an issue's archive."""
    visits = _answers(shop, issue, url)
    if not visits:
        return None
    return _of_visit(str(archive_path(shop.home, issue)), url, visits[-1])


def _of_visit(path: str, url: str, visit: Visit) -> SourceFile:
    return SourceFile(path, url, visit.digest, "text/html", visit.final_url, visit.retrieved, visit)


def _answers(shop: Workshop, issue: Issue, url: str) -> list[Visit]:
    """List the good answers of an address in an issue's archive, oldest first."""
    return [visit for visit in _visits(shop, issue, url) if visit.is_answer]


def _visits(shop: Workshop, issue: Issue, url: str) -> tuple[Visit, ...]:
    path = archive_path(shop.home, issue)
    name = path.relative_to(shop.home.root).as_posix()
    if name not in shop.hashes:
        return ()
    from pipeline.archive.address import address_key

    return shop.visits(path, shop.hashes[name]).get(address_key(url), ())


def _absent(shop: Workshop, issue: Issue, url: str) -> Finding:
    """Say why an address is not to be had from the archive: its site's last answer, or nothing was ever asked."""
    visits = _visits(shop, issue, url)
    if not visits:
        return find("CMP-005", url, url=url)
    why = (visits[-1].refused or f"FET-027 its status is {visits[-1].status}").partition(" ")[2]
    return find("CMP-011", url, retrieved=visits[-1].retrieved, why=why)


def _revised(shop: Workshop, issue: Issue, task: ReadTask) -> tuple[Finding, ...]:
    """Tell of an article that reads otherwise than in the copy before; what changes around it is no matter."""
    (source,) = task.pages
    good = _answers(shop, issue, source.name)
    seen = {good[-1].digest}
    for visit in reversed(good):
        if visit.digest in seen:
            continue
        seen.add(visit.digest)
        earlier = replace(task, pages=(_of_visit(source.path, source.name, visit),))
        if _shown(_read_now(shop, issue, earlier)) != _shown(_read_now(shop, issue, task)):
            return (find("CMP-009", source.name, first=visit.retrieved, retrieved=good[-1].retrieved),)
    return ()


def _shown(reading: Reading) -> tuple[object, ...]:
    credit = reading.credit
    return (
        reading.title,
        reading.kicker,
        reading.deck,
        reading.body,
        credit.byline,
        credit.published,
        credit.outlet,
    )


def _outlet_of(url: str, outlets: dict[str, Outlet]) -> Outlet | None:
    from pipeline.read import outlet_for

    return outlet_for(url, outlets)


def _unreadable(issue: Issue, entry: Entry, key: str, reason: Finding) -> Plan:
    return Plan(issue, entry, key, reason.where, None, findings=(reason,))


def _source(shop: Workshop, name: str, entry: Entry) -> SourceFile | None:
    media_type = MEDIA_TYPES.get(PurePosixPath(name).suffix.lower())
    if media_type is None or name not in shop.hashes:
        return None
    path = str(shop.home.root / name)
    url = entry.credit.url or entry.url
    return SourceFile(path, name, shop.hashes[name], media_type, url, entry.credit.retrieved)


def _outlet(shop: Workshop, entry: Entry, source: SourceFile) -> Outlet | None:
    from pipeline.read import outlet_for, page_url

    outlets = dict(shop.home.outlets)
    if entry.outlet is not None:
        return outlets.get(entry.outlet)
    if source.media_type in TEXTS:
        return None
    url = source.url or shop.remember(
        "read", ("address", source.sha256), lambda: page_url(load_page(source)) or ""
    )
    return outlet_for(url or None, outlets)


def follow(shop: Workshop, plan: Plan, href: str) -> Plan:
    """Add the pages that an article goes on with, as far as they lie beside the first."""
    assert plan.task is not None
    pages = list(plan.task.pages)
    findings: tuple[Finding, ...] = ()
    while href and len(pages) < MOST_PARTS:
        page = _part(shop, plan.issue, pages[-1], href)
        if page is None:
            findings = (find("CMP-007", pages[-1].name, href=href),)
            break
        if any(page.name == seen.name for seen in pages):
            break
        pages.append(page)
        href = _next_page(shop, pages[-1], plan.task.outlet)
    else:
        findings = (find("FET-061", plan.where, limit=MOST_PARTS),) if href else ()
    task = replace(plan.task, pages=tuple(pages))
    return replace(plan, task=task, reading=_reading_key(task), findings=(*plan.findings, *findings))


def _part(shop: Workshop, issue: Issue, page: SourceFile, href: str) -> SourceFile | None:
    """Find the page after one: in the same archive, or beside it."""
    if page.visit is not None:
        return archived(shop, issue, urljoin(page.visit.final_url, href))
    name = local_file(shop.hashes, href, page.name)
    if name is None:
        return None
    return replace(page, path=str(shop.home.root / name), name=name, sha256=shop.hashes[name], url=None)


def _next_page(shop: Workshop, page: SourceFile, outlet: Outlet | None) -> str:
    from pipeline.read import find_next

    selector = outlet.select.next_page if outlet else None
    encoding = outlet.encoding if outlet else None
    what = ("next", page.sha256, page.url, selector, encoding)
    return shop.remember("read", what, lambda: find_next(load_page(page), outlet) or "")


def _reading_key(task: ReadTask) -> str:
    pages = [(page.name, page.sha256, page.media_type, page.url, page.retrieved) for page in task.pages]
    return digest(fingerprint("read"), "read", pages, task.outlet, task.language)
