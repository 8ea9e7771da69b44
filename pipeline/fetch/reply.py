"""One request → the site's reply, read to its end, or the trouble that kept it from us."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import requests
from requests.utils import select_proxy

from pipeline.address import host_of
from pipeline.fetch.guard import refuse_inside
from pipeline.fetch.trouble import NETWORK_ERRORS, TroubleError, trouble_of
from pipeline.fetch.values import Cut, Exchange, Headers, Limits, Settings
from pipeline.fetch.wire import TAPE, Tape


PIECE = 65_536
REDIRECTS = frozenset({301, 302, 303, 307, 308})
REDIRECT_BYTES = 65_536  # of a redirect's own page, which nobody reads
BROKEN_BYTES = 65_536  # kept of a body that was given up
FRAMING = 262_144  # headers and the like; chunks may take as much as what they hold
HEAD_END = re.compile(rb"\r?\n\r?\n")
INTERIM = re.compile(rb"HTTP/[0-9.]+ 1[0-9][0-9]")
CUTS: Mapping[str, Cut] = {
    "FET-012": "time",
    "FET-013": "time",
    "FET-040": "length",
    "FET-044": "unspecified",
}
SECRET = re.compile(rb"^proxy-authorization:.*\r\n", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Reply:
    """A response whose framing is taken off: its body is still compressed as the site sent it."""

    status: int
    headers: Headers
    body: bytes
    exchange: Exchange

    def header(self, name: str) -> str | None:
        """Return the first header of a name, whatever its case."""
        return next((value for key, value in self.headers if key.lower() == name), None)

    @property
    def codings(self) -> str:
        """Return every Content-Encoding, in the order they were put on."""
        return ",".join(value for key, value in self.headers if key.lower() == "content-encoding")


@dataclass(slots=True)
class Budget:
    """The time an address may still take, over its redirects and tries."""

    limits: Limits
    left_s: float


def ask(
    session: requests.Session,
    url: str,
    headers: Mapping[str, str],
    settings: Settings,
    *,
    budget: Budget,
    cut: bool = False,
) -> Reply:
    """Send one request and read its reply; `cut` takes the beginning of a reply that is too large."""
    limits, began = budget.limits, time.monotonic()
    tape = Tape(limits, began + budget.left_s, 2 * limits.size_bytes + FRAMING)
    tape.allow_inside = host_of(url) in settings.allow_private_hosts
    token = TAPE.set(tape)
    sent_at = timestamp(settings.now())
    try:
        tape.left_s()
        response = _send(session, url, headers, tape)
        try:
            body, why_cut = _body(response, tape, limits, cut=cut)
        finally:
            response.close()
        return _reply(url, body, tape, sent_at, why_cut)
    except TroubleError as trouble:
        trouble.exchange = _broken(url, tape, sent_at, trouble)
        raise
    except NETWORK_ERRORS as error:
        meant = trouble_of(error)
        meant.exchange = _broken(url, tape, sent_at, meant)
        raise meant from error
    finally:
        TAPE.reset(token)
        budget.left_s -= time.monotonic() - began


def timestamp(seconds: float) -> str:
    """Write a moment in ISO 8601, UTC, to the second."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _send(session: requests.Session, url: str, headers: Mapping[str, str], tape: Tape) -> requests.Response:
    request = session.prepare_request(requests.Request("GET", url, headers=dict(headers)))
    request.url = url  # as normalised; requests would respell it
    surroundings = session.merge_environment_settings(url, {}, True, None, None)  # proxies, CA bundle
    if select_proxy(url, surroundings["proxies"]) and not tape.allow_inside:
        refuse_inside(host_of(url))
    timeouts = (min(tape.limits.connect_s, tape.left_s()), tape.limits.read_s)
    return session.send(request, allow_redirects=False, timeout=timeouts, **surroundings)


def _body(
    response: requests.Response, tape: Tape, limits: Limits, *, cut: bool
) -> tuple[bytearray, Cut | None]:
    """Read a body without its chunk framing, and say why it is not whole."""
    if response.status_code in REDIRECTS:
        try:
            return _pieces(response, tape, limits, most=REDIRECT_BYTES, cut=True)
        except (TroubleError, *NETWORK_ERRORS):  # a redirect has said all it has to say in its head
            return bytearray(), "unspecified"
    return _pieces(response, tape, limits, most=limits.size_bytes, cut=cut)


def _pieces(
    response: requests.Response, tape: Tape, limits: Limits, *, most: int, cut: bool
) -> tuple[bytearray, Cut | None]:
    framing = response.headers.get("Transfer-Encoding", "chunked").strip().lower()
    if framing != "chunked":
        raise TroubleError("FET-044", coding=framing[:80])
    declared = response.headers.get("Content-Length", "")
    if not cut and declared.isdecimal() and len(declared) < 20 and int(declared) > most:
        raise TroubleError("FET-040", limit=limits.size_bytes // 1000)
    body = bytearray()
    for piece in response.raw.stream(PIECE, decode_content=False):
        body += piece
        if len(body) > most:
            if cut:
                return body[:most], "length"
            raise TroubleError("FET-040", limit=limits.size_bytes // 1000)
    beyond = tape.came[_head_end(tape.came)[1] + len(body) :].strip(b"\r\n")
    if declared and "Transfer-Encoding" not in response.headers and (beyond or tape.has_more()):
        raise TroubleError("FET-042", reason=f"more came than the {declared} bytes announced")
    return body, None


def _reply(url: str, body: bytearray, tape: Tape, sent_at: str, why_cut: Cut | None) -> Reply:
    exchange = _exchange(url, tape, sent_at, why_cut)
    taped = exchange.response_body
    payload = taped if taped == body else bytes(body)  # most often the same bytes: kept once
    return Reply(exchange.status, exchange.response_headers, payload, exchange)


def _exchange(url: str, tape: Tape, sent_at: str, why_cut: Cut | None, most: int | None = None) -> Exchange:
    start, stop = _head_end(tape.came)
    with memoryview(tape.came) as came:
        head, taped = bytes(came[start:stop]), bytes(came[stop:][:most])
    return Exchange(url, sent_at, tape.peer, SECRET.sub(b"", bytes(tape.sent)), head, taped, why_cut)


def _broken(url: str, tape: Tape, sent_at: str, trouble: TroubleError) -> Exchange | None:
    """Return what had come when an answer was given up; nothing where not even its head is whole."""
    start, _ = _head_end(tape.came)
    if HEAD_END.search(tape.came, start) is None or not tape.came.startswith(b"HTTP/", start):
        return None
    return _exchange(url, tape, sent_at, CUTS.get(trouble.code, "disconnect"), BROKEN_BYTES)


def _head_end(came: bytearray) -> tuple[int, int]:
    """Return where the final response's head begins and ends; interim ones may come before it."""
    start = 0
    while (end := HEAD_END.search(came, start)) and INTERIM.match(came, start):
        start = end.end()
    return start, end.end() if end else len(came)
