"""Addresses → what the sites answer: politely asked for, every redirect checked, each response whole or a finding."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType, TracebackType
from typing import Self
from urllib.parse import quote

import requests

from pipeline import __version__
from pipeline.address import host_of, shown, site_of
from pipeline.fetch.address import normalise, resolve
from pipeline.fetch.coding import ACCEPTED, decode
from pipeline.fetch.judge import GOOD, check_status, check_type
from pipeline.fetch.pace import Pace
from pipeline.fetch.reply import REDIRECTS, Budget, Reply, ask
from pipeline.fetch.retry import back_off
from pipeline.fetch.robots import Robots
from pipeline.fetch.schedule import Fetching, run_fairly
from pipeline.fetch.trouble import TroubleError
from pipeline.fetch.values import Exchange, Failed, Fetched, Limits, Outcome, Request, Settings
from pipeline.fetch.wire import new_session
from pipeline.findings import Finding, find
from pipeline.model import Snapshot, SnapshotKind
from pipeline.read.address import outlet_for


ACCEPT: Mapping[SnapshotKind, str] = MappingProxyType(
    {
        "page": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5",
        "part": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5",
        "picture": "image/*,*/*;q=0.5",
        "feed": "application/atom+xml,application/rss+xml,application/feed+json,application/xml;q=0.9,*/*;q=0.5",
        "robots": "text/plain,*/*;q=0.5",
    }
)
CONDITIONS = MappingProxyType({"If-None-Match": "etag", "If-Modified-Since": "last-modified"})


@dataclass(slots=True)
class _Trip:
    """One address on its way: what is left of its budget, and what has come so far."""

    request: Request
    budget: Budget
    seen: set[tuple[str, str]] = field(default_factory=set)  # addresses, each with the cookies sent there
    exchanges: list[Exchange] = field(default_factory=list)
    tries: list[Exchange] = field(default_factory=list)
    robots: list[Outcome] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


class Client:
    """One run's dealings with the web: its cookies, what robots.txt files said, when each host is next."""

    def __init__(self, settings: Settings) -> None:
        hosts = tuple(host.lower().strip("[]").rstrip(".") for host in settings.allow_private_hosts)
        self.settings = replace(settings, allow_private_hosts=hosts)
        self._session = new_session({"User-Agent": user_agent(settings.contact), "Accept-Encoding": ACCEPTED})
        self._interrupted = threading.Event()
        self._pace = Pace(settings.clock, settings.sleep or self._wait)
        self._robots = Robots(self._read_robots)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._session.close()

    def get(
        self,
        url: str,
        *,
        kind: SnapshotKind = "page",
        referer: str | None = None,
        known: Snapshot | None = None,
        limits: Limits | None = None,
        reason: str | None = None,
    ) -> Outcome:
        """Fetch one address; say in a finding why it cannot be had."""
        return self._fetch(Request(url, kind, referer, known, limits, reason))

    def get_many(
        self,
        requests: Iterable[Request],
        jobs: int = 4,
        *,
        follow: Callable[[Request, Outcome], Iterable[Request]] | None = None,
    ) -> Iterator[tuple[Request, Outcome]]:
        """Fetch from several hosts at once, one request at a time a host; give each outcome as it comes.

        `follow` is shown every outcome and names what is to be fetched because of it.
        """
        return run_fairly(
            requests,
            Fetching(self._fetch, _host, self._pace.ready_in, self._interrupted),
            jobs=jobs,
            follow=follow,
        )

    def _wait(self, seconds: float) -> None:
        if self._interrupted.wait(seconds):
            raise TroubleError("FET-048")

    def _fetch(self, request: Request) -> Outcome:
        limits = request.limits or self.settings.limits[request.kind]
        trip = _Trip(request, Budget(limits, limits.total_s))
        try:
            return self._travel(trip)
        except TroubleError as trouble:
            return _failed(trip, trouble)

    def _travel(self, trip: _Trip) -> Fetched:
        """Go from the address asked for to the one that answers; raise TroubleError with the hop it happened at."""
        url = normalise(trip.request.url)
        while True:
            try:
                reply, body = self._hop(url, trip)
                trip.exchanges.append(reply.exchange)
                if reply.status not in REDIRECTS:
                    return _arrived(trip, reply, body)
                url = _next(url, reply, trip)
            except TroubleError as trouble:
                trouble.at, trouble.has_moved = url, bool(trip.exchanges)
                raise

    def _hop(self, url: str, trip: _Trip) -> tuple[Reply, bytes]:
        self._check_robots(url, trip)
        before = (url, self._cookies(url))  # a site may send us back to the same page with a cookie
        if before in trip.seen:
            raise TroubleError("FET-051")
        trip.seen.add(before)
        return self._try(url, trip)

    def _try(self, url: str, trip: _Trip) -> tuple[Reply, bytes]:
        """Ask until an answer comes that is no passing trouble."""
        tries = 0
        while True:
            tries += 1
            try:
                return self._ask(url, trip)
            except TroubleError as trouble:
                pause = back_off(self.settings.back_off_s, tries, self.settings.jitter())
                pause = max(pause, trouble.wait_s or 0.0)
                if (
                    not trouble.passing
                    or tries >= self.settings.tries
                    or pause > self.settings.longest_wait_s
                ):
                    raise
                if trouble.exchange is not None:
                    trip.tries.append(trouble.exchange)
                self._pace.hold(host_of(url), pause)

    def _ask(self, url: str, trip: _Trip) -> tuple[Reply, bytes]:
        request, is_robots = trip.request, trip.request.kind == "robots"
        headers = _headers(url, request)
        with self._pace.turn(host_of(url), self._gap_s(url)):
            reply = ask(self._session, url, headers, self.settings, budget=trip.budget, cut=is_robots)
        if reply.status in REDIRECTS or (reply.status == 304 and headers.keys() & CONDITIONS):
            return reply, b""
        try:
            check_status(reply, self.settings.now())
            body = decode(reply.body, reply.codings, trip.budget.limits.size_bytes, cut=is_robots)
            check_type(request.kind, reply.header("content-type") or "", body)
        except TroubleError as trouble:
            trouble.exchange = reply.exchange
            raise
        return reply, body

    def _cookies(self, url: str) -> str:
        return str(self._session.prepare_request(requests.Request("GET", url)).headers.get("Cookie"))

    def _gap_s(self, url: str) -> float:
        outlet = outlet_for(url, self.settings.outlets)
        own = outlet.pace_s if outlet else self.settings.pace_s
        return max(own, min(self._robots.delay_s(site_of(url)), self.settings.crawl_delay_cap_s))

    def _check_robots(self, url: str, trip: _Trip) -> None:
        if trip.request.kind == "robots":
            return
        rules, outcome = self._robots.rules(site_of(url))
        if outcome is not None:
            trip.robots.append(outcome)
        if isinstance(outcome, Fetched):
            self._pace.hold(host_of(url), self._gap_s(url))  # its delay counts from the file that asks for it
            cap = self.settings.crawl_delay_cap_s
            if rules.delay_s > cap:
                where = outcome.snapshot.url
                trip.findings.append(find("FET-032", where, delay=f"{rules.delay_s:g}", cap=f"{cap:g}"))
        rules.check(url)

    def _read_robots(self, url: str) -> tuple[Outcome, bytes | TroubleError]:
        limits = self.settings.limits["robots"]
        request = Request(url, "robots", reason="the site's rules for programs")
        trip = _Trip(request, Budget(limits, limits.total_s))
        try:
            fetched = self._travel(trip)
        except TroubleError as trouble:
            return _failed(trip, trouble), trouble
        return fetched, fetched.snapshot.body


def user_agent(contact: str | None) -> str:
    """Say who asks, and where a site's keeper finds us."""
    told = quote((contact or "").strip(), safe="!#$%&'*+,-./:;=?@_~ ")
    return f"presswork/{__version__} (+{told})" if told else f"presswork/{__version__}"


def _host(request: Request) -> str:
    try:
        return host_of(normalise(request.url))
    except TroubleError:
        return ""  # it fails without any host's turn


def _headers(url: str, request: Request) -> dict[str, str]:
    headers = {"Accept": ACCEPT[request.kind]}
    if request.referer:
        try:
            referer = normalise(request.referer)
        except TroubleError:  # a saved page's file:, say
            referer = ""
        if referer and not (referer.startswith("https:") and url.startswith("http:")):
            headers["Referer"] = referer
    known = request.known
    if known is not None and known.status in GOOD and known.final_url == url:
        told = {name: (known.header(source) or "").strip() for name, source in CONDITIONS.items()}
        headers |= {name: value for name, value in told.items() if value and value.isprintable()}
    return headers


def _next(url: str, reply: Reply, trip: _Trip) -> str:
    """Return where a redirect leads."""
    place, most = (reply.header("location") or "").strip(), trip.budget.limits.redirects
    if not place:
        raise TroubleError("FET-052", status=reply.status)
    if len(trip.exchanges) > most:
        raise TroubleError("FET-050", count=most)
    return resolve(url, place)


def _arrived(trip: _Trip, reply: Reply, body: bytes) -> Fetched:
    request, exchanges = trip.request, tuple(trip.exchanges)
    if reply.status == 304 and request.known is not None:
        snapshot = request.known
    else:
        snapshot = Snapshot(
            url=exchanges[0].url,
            final_url=exchanges[-1].url,
            status=reply.status,
            headers=reply.headers,
            body=body,
            retrieved=reply.exchange.time,
            digest=hashlib.sha256(body).hexdigest(),
            kind=request.kind,
            reason=request.reason,
            redirects=tuple(exchange.url for exchange in exchanges[:-1]),
        )
    return Fetched(
        snapshot,
        exchanges,
        reply.status == 304,
        findings=tuple(trip.findings),
        robots=tuple(trip.robots),
        tries=tuple(trip.tries),
    )


def _failed(trip: _Trip, trouble: TroubleError) -> Failed:
    asked, at = shown(trip.request.url), shown(trouble.at or "")
    where = f"{asked} → {at}" if at and trouble.has_moved else asked
    last = (trouble.exchange,) if trouble.exchange is not None else ()
    return Failed(
        trouble.finding(where),
        (*trip.exchanges, *last),
        findings=tuple(trip.findings),
        robots=tuple(trip.robots),
        tries=tuple(trip.tries),
    )
