"""The awkward web: a real HTTP(S) server on loopback that misbehaves by address, counts and remembers.

    with Web() as web, Client(fetch_settings(web.waits)) as client:
        got = client.get(web.url("/redirect/3"))
        assert web.count("/ok") == 1

`web.page(path, body)` puts up a page of one's own, `web.route(path, answer)` a whole behaviour; what is there
already stands in ROUTES at the end of this file and in webpages.py. `web.seen` holds every request with its
headers and its time by `web.waits`, a clock that sleeping moves on without waiting.
"""

from __future__ import annotations

import gzip
import http.server
import re
import socket
import ssl
import struct
import threading
import time
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from email.message import Message
from email.utils import formatdate
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

import pytest
import webpages

from pipeline.fetch.values import Failed, Fetched, Outcome, Settings
from pipeline.findings import Finding


CASES = Path(__file__).parent / "cases" / "fetch"
CERTIFICATE, EXPIRED = CASES / "localhost.pem", CASES / "expired.pem"  # with their key, of no use elsewhere
START = 1_623_976_200.0  # 2021-06-18T00:30:00Z
PAGE = "<!DOCTYPE html><html><head><title>园地</title></head><body><p>正文。</p></body></html>"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc000000301"
    "0100c9fe92ef0000000049454e44ae426082"
)


class Waits:
    """A clock that does not wait: to sleep moves it on."""

    def __init__(self) -> None:
        self.slept: list[float] = []
        self._lock = threading.Lock()

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self.slept.append(seconds)

    def clock(self) -> float:
        return time.monotonic() + sum(self.slept)

    def now(self) -> float:
        return START + sum(self.slept)


def fetch_settings(waits: Waits, **given: object) -> Settings:
    """Return settings that reach loopback, wait by a clock of their own, and leave nothing to chance."""
    own: dict[str, object] = {
        "allow_private_hosts": (
            "127.0.0.1",
            "localhost",
            "news.example",
            "img.news.example",
            "other.example",
        ),
        "contact": "https://yuandi.example/contact",
        "pace_s": 0.0,
        "sleep": waits.sleep,
        "clock": waits.clock,
        "now": waits.now,
        "jitter": lambda: 1.0,
    }
    return Settings(**(own | given))  # type: ignore[arg-type]


def had(outcome: Outcome) -> Fetched:
    """Return what came; it must have come."""
    assert isinstance(outcome, Fetched), outcome
    return outcome


def failed(outcome: Outcome) -> Finding:
    """Return why nothing came; it must have failed."""
    assert isinstance(outcome, Failed), outcome
    return outcome.finding


def resolve_names(monkeypatch: pytest.MonkeyPatch, names: dict[str, list[str] | OSError]) -> list[str]:
    """Let host names lead where a test wants; return the list of those asked for, as it grows."""
    asked: list[str] = []

    def resolve(host: str, port: int, *_: object, **__: object) -> list[tuple[object, ...]]:
        asked.append(host)
        found = names.get(host, [host] if re.fullmatch(r"[0-9.]+|[0-9a-f:]*:[0-9a-f:.]*", host) else None)
        if found is None:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        if isinstance(found, OSError):
            raise found
        return [
            (socket.AF_INET6, socket.SOCK_STREAM, 6, "", (ip, port, 0, 0))
            if ":" in ip
            else (socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port))
            for ip in found
        ]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return asked


@dataclass(frozen=True)
class Seen:
    """One request as it came."""

    path: str  # with its query
    headers: Message
    at: float  # by web.waits
    number: int  # how many times this path was asked for, this time included
    command: str = "GET"

    def __getitem__(self, name: str) -> str | None:
        return self.headers[name]


Answer = Callable[["Call"], None]


class Call:
    """One request and the means to answer it, well or badly."""

    def __init__(self, web: Web, seen: Seen, handler: http.server.BaseHTTPRequestHandler) -> None:
        self.web, self.seen, self._handler = web, seen, handler
        self.body = b""  # of a POST
        self.path, self.query = urlsplit(seen.path).path, urlsplit(seen.path).query

    def send(
        self,
        body: bytes | str = b"",
        *,
        status: int = 200,
        kind: str | None = "text/html; charset=utf-8",
        headers: Iterable[tuple[str, str]] = (),
    ) -> None:
        """Answer as a sound site does."""
        content = body.encode() if isinstance(body, str) else body
        pairs = [("Content-Type", kind)] if kind else []
        length = [] if status in (204, 304) else [("Content-Length", str(len(content)))]
        self.head(status, [*pairs, *headers, *length])
        self.write(content)

    def head(self, status: int, headers: Iterable[tuple[str, str]]) -> None:
        """Send a status line and headers; a body may follow."""
        lines = [f"HTTP/1.1 {status} {http.HTTPStatus(status).phrase if status < 512 else 'Odd'}"]
        lines += [f"{name}: {value}" for name, value in headers]
        self.write("\r\n".join([*lines, "", ""]).encode("latin-1"))

    def write(self, raw: bytes) -> None:
        self._handler.wfile.write(raw)
        self._handler.wfile.flush()

    def chunk(self, raw: bytes) -> None:
        self.write(b"%x\r\n%b\r\n" % (len(raw), raw))

    def hang_up(self, *, rudely: bool = False) -> None:
        """End the connection; rudely: with a reset."""
        self._handler.close_connection = True
        if rudely:
            self._handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self._handler.connection.close()

    def forever(self, piece: bytes, *, every_s: float = 0.0) -> None:
        """Send a piece again and again, until the other side has enough."""
        self.hang_up()
        while not self.web.closing.wait(every_s) if every_s else not self.web.closing.is_set():
            self.write(piece)


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else a body waits 40 ms for the acknowledgement of its head
    server: _Server

    def do_GET(self) -> None:
        web = self.server.web
        parts = urlsplit(self.path)
        path = (parts.path or "/") + (
            f"?{parts.query}" if parts.query else ""
        )  # a proxy is told the whole address
        call = Call(web, web.note(path, self.headers, self.command), self)
        call.body = self.rfile.read(int(self.headers["Content-Length"] or 0))
        web.answer_for(call.path)(call)

    do_POST = do_GET  # noqa: N815

    def do_CONNECT(self) -> None:
        web = self.server.web
        web.note(self.path, self.headers, self.command)
        with socket.create_connection(("127.0.0.1", int(self.path.rpartition(":")[2]))) as far:
            self.wfile.write(b"HTTP/1.1 200 Connected\r\n\r\n")
            back = threading.Thread(target=_relay, args=(far, self.connection))
            back.start()
            _relay(self.connection, far)
            back.join()
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        pass


def _relay(near: socket.socket, far: socket.socket) -> None:
    try:
        while piece := near.recv(65_536):
            far.sendall(piece)
        far.shutdown(socket.SHUT_WR)
    except OSError:
        pass


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, web: Web, tls: ssl.SSLContext | None) -> None:
        self.web, self.tls = web, tls
        super().__init__(("127.0.0.1", 0), _Handler)

    def finish_request(self, request: socket.socket, client_address: object) -> None:  # type: ignore[override]
        if self.tls is None:
            super().finish_request(request, client_address)  # type: ignore[arg-type]
            return
        with self.tls.wrap_socket(request, server_side=True) as secure:
            super().finish_request(secure, client_address)  # type: ignore[arg-type]

    def handle_error(self, request: object, client_address: object) -> None:
        import sys

        error = sys.exc_info()[1]
        if not isinstance(error, OSError | ValueError):  # the client has left, or we have hung up
            self.web.faults.append(error)


@dataclass
class Web:
    """A server on a port of its own, in use as a context manager."""

    tls: Path | None = None  # a file of key and certificate
    waits: Waits = field(default_factory=Waits)
    seen: list[Seen] = field(default_factory=list)
    faults: list[object] = field(default_factory=list)  # of this server, not of the client
    closing: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: dict[str, int] = {}
        self._routes: dict[str, Answer] = {}
        self._busy: dict[str, int] = {}
        self.most_at_once = 0

    def __enter__(self) -> Self:
        context = None
        if self.tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(self.tls)
        self._server = _Server(self, context)
        self.port = self._server.server_port
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.005,), daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        assert self.faults == []

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        """Return the whole address of a path here."""
        return f"{'https' if self.tls else 'http'}://{host}:{self.port}{path}"

    def page(
        self,
        path: str,
        body: bytes | str,
        *,
        status: int = 200,
        kind: str | None = "text/html; charset=utf-8",
        headers: Iterable[tuple[str, str]] = (),
    ) -> str:
        """Put up a page, and return its address."""
        fixed = tuple(headers)
        return self.route(path, lambda call: call.send(body, status=status, kind=kind, headers=fixed))

    def route(self, path: str, answer: Answer) -> str:
        """Let a path answer as it is told to."""
        self._routes[path] = answer
        return self.url(path)

    def robots(self, text: str | bytes, *, status: int = 200) -> None:
        """Put up a robots.txt; there is none unless told."""
        self.page("/robots.txt", text, status=status, kind="text/plain")

    def count(self, path: str) -> int:
        """Say how many times a path was asked for."""
        return self._counts.get(path, 0)

    def paths(self) -> list[str]:
        """List what was asked for, in order, robots.txt left out."""
        return [seen.path for seen in self.seen if seen.path != "/robots.txt"]

    def note(self, path: str, headers: Message, command: str) -> Seen:
        with self._lock:
            self._counts[path] = number = self._counts.get(path, 0) + 1
            seen = Seen(path, headers, self.waits.clock(), number, command)
            self.seen.append(seen)
        return seen

    def answer_for(self, path: str) -> Answer:
        if path in self._routes:
            return self._routes[path]
        for pattern, answer in ROUTES:
            if re.fullmatch(pattern, path):
                return answer
        return lambda call: call.send("<h1>没有这个页面</h1>", status=404)


# --- behaviours -----------------------------------------------------------------------------------------------


def _last(call: Call) -> str:
    return call.path.rpartition("/")[2]


def _ok(call: Call) -> None:
    call.send(PAGE)


def _redirect(call: Call) -> None:
    left = int(_last(call))
    call.send(status=302, headers=[("Location", f"/redirect/{left - 1}" if left > 1 else "/ok")])


def _to(place: str, status: int = 302) -> Answer:
    return lambda call: call.send("moved", status=status, headers=[("Location", place)])


def _cookie_wall(call: Call) -> None:
    """Send everyone back to the same address with a cookie, as many sites do to see who is a browser."""
    if "pass=1" in (call.seen["Cookie"] or ""):
        _ok(call)
    else:
        call.send(status=302, headers=[("Set-Cookie", "pass=1; Path=/"), ("Location", call.seen.path)])


def _needs_cookie(call: Call) -> None:
    call.send(PAGE, status=200 if "pass=1" in (call.seen["Cookie"] or "") else 403)


def _tagged(call: Call) -> None:
    stamp, tag = formatdate(START - 86_400, usegmt=True), '"v1"'
    same = call.seen["If-None-Match"] == tag or call.seen["If-Modified-Since"] == stamp
    call.send(
        "" if same else PAGE, status=304 if same else 200, headers=[("ETag", tag), ("Last-Modified", stamp)]
    )


def _first(status: int, *headers: tuple[str, str], times: int = 1) -> Answer:
    """Fail at first, then answer."""

    def answer(call: Call) -> None:
        if call.seen.number <= times:
            call.send("later", status=status, headers=headers)
        else:
            _ok(call)

    return answer


def _reset(times: int) -> Answer:
    def answer(call: Call) -> None:
        if call.seen.number <= times:
            call.hang_up(rudely=True)
        else:
            _ok(call)

    return answer


def _drip(call: Call) -> None:
    call.head(200, [("Content-Type", "text/html"), ("Content-Length", "1000000")])
    call.forever(b"a", every_s=0.02)


def _drip_head(call: Call) -> None:
    call.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
    call.forever(b"a", every_s=0.02)


def _silent(call: Call) -> None:
    call.hang_up()
    call.web.closing.wait(10)


def _endless(call: Call) -> None:
    call.head(200, [("Content-Type", "text/html")])
    call.forever(b"<p>again</p>" * 5000)


def _endless_chunks(call: Call) -> None:
    call.head(200, [("Content-Type", "text/html"), ("Transfer-Encoding", "chunked")])
    call.forever(b"1\r\na\r\n" * 5000)


def _endless_head(call: Call) -> None:
    call.write(b"HTTP/1.1 200 OK\r\n")
    call.forever(b"X-More: and more\r\n" * 50)


def packed(coding: str, content: bytes) -> bytes:
    """Pack a body as a Content-Encoding of that name."""
    if coding == "br":
        import brotli

        return brotli.compress(content, quality=4)
    if coding == "zstd":
        from backports import zstd

        return zstd.compress(content)
    if coding == "raw-deflate":
        packer = zlib.compressobj(wbits=-15)
        return packer.compress(content) + packer.flush()
    return gzip.compress(content, mtime=0) if coding == "gzip" else zlib.compress(content)


def _coded(call: Call) -> None:
    """/coded/gzip whole, /coded/gzip/cut, /coded/gzip/flipped: one bit is wrong."""
    _, _, coding, *how = call.path.split("/")
    body = packed(coding, PAGE.encode() * 20)
    if how == ["cut"]:
        body = body[: len(body) // 2]
    elif how == ["flipped"]:
        body = body[:20] + bytes([body[20] ^ 0x10]) + body[21:]
    call.send(body, headers=[("Content-Encoding", coding.removeprefix("raw-"))])


def _bomb(call: Call) -> None:
    call.send(packed(_last(call), bytes(50_000_000)), headers=[("Content-Encoding", _last(call))])


def _two_codings(call: Call) -> None:
    call.send(packed("gzip", packed("br", PAGE.encode())), headers=[("Content-Encoding", "br, gzip")])


def _too_short(call: Call) -> None:
    call.head(200, [("Content-Type", "text/html"), ("Content-Length", str(len(PAGE.encode()) + 500))])
    call.write(PAGE.encode())
    call.hang_up()


def _too_long(call: Call) -> None:
    call.head(200, [("Content-Type", "text/html"), ("Content-Length", "40")])
    call.write(PAGE.encode())


def _until_close(call: Call) -> None:
    call.head(200, [("Content-Type", "text/html")])
    call.write(PAGE.encode())
    call.hang_up()


def _chunked(call: Call) -> None:
    """/chunked whole, /chunked/cut without its last chunk, /chunked/torn within one, /chunked/odd with a bad size."""
    call.head(200, [("Content-Type", "text/html"), ("Transfer-Encoding", "chunked")])
    body, how = PAGE.encode(), _last(call)
    call.chunk(body[:30])
    call.chunk(body[30:])
    if how == "torn":
        call.write(b"ff\r\nhalf a chunk")
    elif how == "odd":
        call.write(b"zz\r\nwhat\r\n")
    elif how != "cut":
        call.write(b"0\r\nX-Trailer: yes\r\n\r\n")
    if how != "chunked":
        call.hang_up()


def _early_hint(call: Call) -> None:
    call.write(b"HTTP/1.1 100 Continue\r\n\r\n")
    _ok(call)


def _not_http(call: Call) -> None:
    call.write(b"SSH-2.0-OpenSSH_9.6\r\n")
    call.hang_up()


def _status(call: Call) -> None:
    call.send("<p>no page</p>", status=int(_last(call)))


def _hotlink(call: Call) -> None:
    """Show pictures only to pages of this server."""
    if (call.seen["Referer"] or "").startswith(call.web.url("/")):
        call.send(PIXEL, kind="image/png")
    else:
        call.send("<p>hotlinking is not wanted</p>", status=403)


def _agent(call: Call) -> None:
    call.send(f"<p>{call.seen['User-Agent']}</p>")


def _charset(call: Call) -> None:
    body, kind = webpages.mixed(*call.path.split("/")[2:])
    call.send(body, kind=kind)


def _part(call: Call) -> None:
    number = re.search(r"_(\d+)\.", call.path)
    call.send(webpages.part(int(number[1]) if number else 1))


def _shown(kind: str, content: Callable[[str], str]) -> Answer:
    return lambda call: call.send(content(call.web.url("")), kind=kind)


ROUTES: tuple[tuple[str, Answer], ...] = (
    ("/ok", _ok),
    ("/redirect/[0-9]+", _redirect),
    ("/loop", _to("/loop")),
    ("/loop/a", _to("/loop/b")),
    ("/loop/b", _to("/loop/a")),
    ("/to/file", _to("file:///etc/passwd")),
    ("/to/inside", _to("http://169.254.169.254/latest/meta-data/")),
    ("/to/password", _to("http://user:secret@127.0.0.1/")),
    ("/to/odd", _to("http://[half/")),
    ("/to/nowhere", lambda call: call.send(status=302)),
    (
        "/to/chinese",
        lambda call: call.send(
            status=301, headers=[("Location", "/党建/a b.html".encode().decode("latin-1"))]
        ),
    ),
    ("/to/endless", lambda call: (call.head(302, [("Location", "/ok")]), call.forever(b"x" * 60_000))[1]),
    ("/%E5%85%9A%E5%BB%BA/a%20b.html", _ok),
    ("/cookie", _cookie_wall),
    ("/needs-cookie", _needs_cookie),
    ("/tagged", _tagged),
    ("/busy", _first(429, ("Retry-After", "7"))),
    ("/busy/date", _first(503, ("Retry-After", formatdate(START + 30, usegmt=True)))),
    ("/busy/long", _first(429, ("Retry-After", "86400"), times=99)),
    ("/flaky", _first(503)),
    ("/down", _first(503, times=99)),
    ("/reset", _reset(1)),
    ("/reset/always", _reset(99)),
    ("/drip", _drip),
    ("/drip/head", _drip_head),
    ("/silent", _silent),
    ("/endless", _endless),
    ("/endless/chunks", _endless_chunks),
    ("/endless/head", _endless_head),
    ("/coded/.+", _coded),
    ("/bomb/.+", _bomb),
    ("/two-codings", _two_codings),
    ("/coding/unknown", lambda call: call.send(PAGE, headers=[("Content-Encoding", "compress")])),
    ("/length/too-short", _too_short),
    ("/length/too-long", _too_long),
    ("/length/none", _until_close),
    (
        "/length/huge",
        lambda call: call.head(200, [("Content-Type", "text/html"), ("Content-Length", "99999999999")]),
    ),
    ("/chunked(/.+)?", _chunked),
    ("/hint", _early_hint),
    ("/not-http", _not_http),
    ("/status/[0-9]+", _status),
    ("/hotlink.png", _hotlink),
    ("/pixel.png", lambda call: call.send(PIXEL, kind="image/png")),
    ("/pixel-as-html", lambda call: call.send(PIXEL)),
    (
        "/gone.jpg",
        lambda call: call.send(PAGE, kind="image/jpeg"),
    ),  # a page for a missing picture, with status 200
    ("/missing.jpg", lambda call: call.send("<h1>404</h1>", status=404)),
    ("/report.pdf", lambda call: call.send(b"%PDF-1.7\n", kind="application/pdf")),
    ("/empty", lambda call: call.send("")),
    ("/agent", _agent),
    ("/charset/[^/]+/[^/]+/[^/]+", _charset),  # by header, by meta, in fact: /charset/none/utf-8/gb18030
    ("/pager/a(_[2-5])?.html", _part),
    ("/story/[1-4]", lambda call: call.send(webpages.story(int(_last(call))))),
    ("/feed.rss", _shown("application/rss+xml", webpages.rss)),
    ("/feed.atom", _shown("application/atom+xml", webpages.atom)),
    ("/feed.json", _shown("application/feed+json", webpages.json_feed)),
    ("/sitemap.xml", _shown("application/xml", webpages.sitemap)),
    ("/list/[12]", lambda call: call.send(webpages.listing(int(_last(call))))),
)
