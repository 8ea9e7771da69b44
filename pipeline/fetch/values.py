"""The frozen values of fetching: what is asked of the web, within which limits, and all that came back."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from pipeline.findings import Finding
from pipeline.model import Outlet, Snapshot, SnapshotKind


Headers = tuple[tuple[str, str], ...]
Cut = Literal["length", "time", "disconnect", "unspecified"]  # as WARC files say why a body is not whole
FOLD = re.compile(rb"\r?\n[ \t]+")  # a header that goes on in the next line, as old servers write


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one address may cost before it is given up."""

    size_bytes: int = 10_000_000  # with the content coding taken off
    redirects: int = 10
    connect_s: float = 10.0
    read_s: float = 20.0  # between one piece and the next
    total_s: float = 60.0  # the whole page with its redirects and further tries; polite waits are not counted


LIMITS: Mapping[SnapshotKind, Limits] = MappingProxyType(
    {
        "page": Limits(),
        "part": Limits(),
        "picture": Limits(size_bytes=20_000_000),
        "feed": Limits(),
        "robots": Limits(size_bytes=500 * 1024, redirects=5, total_s=30.0),  # RFC 9309, 2.3.1.2 and 2.5
    }
)


@dataclass(frozen=True, slots=True)
class Settings:
    """How a client behaves during one run."""

    contact: str | None = None  # an address or page that tells a site's keeper who asks
    allow_private_hosts: tuple[str, ...] = ()
    outlets: Mapping[str, Outlet] = field(default_factory=dict)  # their pace_s holds for their hosts
    pace_s: float = 1.0  # of the hosts of no outlet
    crawl_delay_cap_s: float = 30.0
    tries: int = 4
    back_off_s: float = 1.0  # before the second try; doubled before each further one
    longest_wait_s: float = 120.0  # a site that asks for more is given up for this run
    limits: Mapping[SnapshotKind, Limits] = field(default_factory=lambda: LIMITS)
    now: Callable[[], float] = (
        time.time
    )  # seconds since 1970: what archives and Retry-After dates are told in
    clock: Callable[[], float] = time.monotonic  # what the pace is measured with
    sleep: Callable[[float], object] | None = None  # None: wait, and wake when the client is interrupted
    jitter: Callable[[], float] = random.random  # 0 to 1


@dataclass(frozen=True, slots=True)
class Request:
    """One address to fetch, and why."""

    url: str
    kind: SnapshotKind = "page"
    referer: str | None = None  # the page that shows a picture
    known: Snapshot | None = None  # what the archive holds: asked for only if it changed
    limits: Limits | None = None  # None: those of the kind
    reason: str | None = None  # told in the snapshot


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its response, byte for byte as they went over the wire."""

    url: str
    time: str  # ISO 8601, UTC, to the second
    ip: str | None  # the address connected to; None through a proxy
    request: bytes  # request line and headers, with the empty line that ends them
    response_head: bytes  # status line and headers, with the empty line that ends them
    response_body: bytes  # as transferred: still chunked and compressed
    cut: Cut | None = None  # why the body is not whole

    @property
    def request_line(self) -> str:
        """Return the request's first line."""
        return _lines(self.request)[0]

    @property
    def request_headers(self) -> Headers:
        """Return the headers that were sent, in order."""
        return _headers(self.request)

    @property
    def status_line(self) -> str:
        """Return the response's first line."""
        return _lines(self.response_head)[0]

    @property
    def response_headers(self) -> Headers:
        """Return the headers that came, in order, as Latin-1."""
        return _headers(self.response_head)

    @property
    def status(self) -> int:
        """Return the response's status."""
        return int(self.status_line.split()[1])


def _lines(head: bytes) -> list[str]:
    return FOLD.sub(b" ", head).decode("latin-1").replace("\r\n", "\n").rstrip("\n").split("\n")


def _headers(head: bytes) -> Headers:
    pairs = (line.partition(":") for line in _lines(head)[1:])
    return tuple((name.strip(), value.strip()) for name, colon, value in pairs if colon)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address led to: the snapshot, and every exchange on the way to it."""

    snapshot: Snapshot
    exchanges: tuple[Exchange, ...]  # in order: the redirects, then the page itself
    not_modified: bool = False  # the site answered 304: the snapshot is the known one
    findings: tuple[Finding, ...] = ()
    robots: tuple[Outcome, ...] = ()  # the robots.txt files asked for because of this address, before it
    tries: tuple[Exchange, ...] = ()  # answers that would not do, before a later try brought a better one


@dataclass(frozen=True, slots=True)
class Failed:
    """Why an address cannot be had, and what its site said nevertheless."""

    finding: Finding
    exchanges: tuple[Exchange, ...] = ()  # in order: the redirects, then the answer that will not do
    findings: tuple[Finding, ...] = ()
    robots: tuple[Outcome, ...] = ()
    tries: tuple[Exchange, ...] = ()


Outcome = Fetched | Failed
