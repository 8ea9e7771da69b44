"""A request on its way over a connection → a tape of every byte, with deadlines no slow site can stretch."""

from __future__ import annotations

import http.client
import io
import socket
import threading
import time
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field
from http.cookiejar import Cookie
from typing import Any

import requests
import urllib3
from requests.adapters import HTTPAdapter
from requests.cookies import RequestsCookieJar
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from pipeline.fetch.guard import open_socket
from pipeline.fetch.trouble import TroubleError
from pipeline.fetch.values import Limits


@dataclass(slots=True)
class Tape:
    """One exchange while it lasts: its bytes, its peer and the time it has left."""

    limits: Limits
    ends: float  # by time.monotonic
    most_bytes: int
    allow_inside: bool = False
    sent: bytearray = field(default_factory=bytearray)
    came: bytearray = field(default_factory=bytearray)
    peer: str | None = None
    connecting: bool = False
    sock: socket.socket | None = None

    def left_s(self) -> float:
        """Return the time left for the whole page; raise TroubleError when it is over."""
        left = self.ends - time.monotonic()
        if left <= 0:
            raise TroubleError("FET-013", seconds=f"{self.limits.total_s:g}", size=len(self.came) // 1000)
        return left

    def hear(self, data: memoryview) -> None:
        """Keep what came; raise TroubleError when it is more than any sound page of the size allowed."""
        self.came += data
        if len(self.came) > self.most_bytes:
            raise TroubleError("FET-040", limit=self.limits.size_bytes // 1000)

    def has_more(self) -> bool:
        """Say whether more has come than was read, as when a site understates the length of its page."""
        if self.sock is None or self.sock.fileno() < 0 or hasattr(self.sock, "pending"):
            return False  # closed; or TLS, where what waits may be no part of the page
        before = self.sock.gettimeout()
        self.sock.setblocking(False)
        try:
            return bool(self.sock.recv(64, socket.MSG_PEEK).strip(b"\r\n"))
        except OSError:  # nothing there
            return False
        finally:
            self.sock.settimeout(before)


# The connection is made deep inside urllib3; this is how it finds the tape of the request it is made for.
TAPE: ContextVar[Tape] = ContextVar("TAPE")


class _TimedReader(io.RawIOBase):
    """The raw end of a response: no read lasts longer than the page has left, and all is taped."""

    def __init__(self, raw: io.RawIOBase, sock: socket.socket, tape: Tape) -> None:
        self.raw, self.sock, self.tape = raw, sock, tape

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        left, read_s = self.tape.left_s(), self.tape.limits.read_s
        self.sock.settimeout(min(left, read_s))
        try:
            size = self.raw.readinto(buffer)
        except TimeoutError as error:
            self.tape.left_s()
            raise TroubleError("FET-012", passing=True, reason=f"nothing for {read_s:g} s") from error
        self.tape.hear(memoryview(buffer)[: size or 0])
        return size

    def close(self) -> None:
        self.raw.close()
        super().close()


class _TapedResponse(http.client.HTTPResponse):
    def __init__(self, sock: socket.socket, *args: Any, **options: Any) -> None:
        super().__init__(sock, *args, **options)
        tape = TAPE.get()
        if not tape.connecting:  # a proxy's own answer is no part of the exchange
            raw = self.fp.detach()
            self.fp = io.BufferedReader(_TimedReader(raw, sock, tape))

    def begin(self) -> None:
        """Pass over a line end that the answer before sent too many, and came late (as servers do: RFC 9112, 2.2)."""
        fresh: object = self.headers  # None until it has begun, whatever its stub says
        if fresh is None and isinstance(self.fp, io.BufferedReader):
            while self.fp.peek(1)[:1] in (b"\r", b"\n"):
                del TAPE.get().came[: len(self.fp.readline())]
        super().begin()


class _Taped(HTTPConnection):
    """A connection that writes the tape of the request it serves; reaches proxies as they are."""

    response_class = _TapedResponse
    peer: str | None = None

    def connect(self) -> None:
        tape = TAPE.get()
        tape.connecting = True
        try:
            super().connect()
            self.peer = None if self.proxy else str(self.sock.getpeername()[0])
        finally:
            tape.connecting = False

    def send(self, data: Any) -> None:
        super().send(data)
        tape = TAPE.get()
        if not tape.connecting:
            tape.sent += data
            tape.sock = self.sock
            tape.peer = self.peer


class _Guarded(_Taped):
    """A connection to the site itself, never to an address inside."""

    def _new_conn(self) -> socket.socket:
        tape = TAPE.get()
        timeout_s = min(tape.limits.connect_s, tape.left_s())
        return open_socket(self.host, self.port, timeout_s=timeout_s, allow_inside=tape.allow_inside)


class _TapedTLS(_Taped, HTTPSConnection):
    pass


class _GuardedTLS(_Guarded, HTTPSConnection):
    pass


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Guarded


class _TLSPool(HTTPSConnectionPool):
    ConnectionCls = _GuardedTLS


class _ProxyPool(HTTPConnectionPool):
    ConnectionCls = _Taped


class _ProxyTLSPool(HTTPSConnectionPool):
    ConnectionCls = _TapedTLS


class _Adapter(HTTPAdapter):
    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        super().init_poolmanager(*args, **options)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _TLSPool}

    def proxy_manager_for(self, proxy: str, **options: Any) -> urllib3.ProxyManager:
        if proxy.lower().startswith("socks"):
            raise TroubleError("FET-017", reason="presswork does not speak SOCKS")
        manager: urllib3.ProxyManager = super().proxy_manager_for(proxy, **options)
        manager.pool_classes_by_scheme = {"http": _ProxyPool, "https": _ProxyTLSPool}
        return manager


class _Jar(RequestsCookieJar):
    """Cookies that one thread may look through while another gets new ones."""

    def __init__(self) -> None:
        super().__init__()
        self._turn = threading.RLock()

    def __iter__(self) -> Iterator[Cookie]:  # type: ignore[override]  # requests says str, and gives cookies
        with self._turn:
            return iter(list(super().__iter__()))

    def set_cookie(self, cookie: Cookie, *args: Any, **options: Any) -> None:
        with self._turn:
            super().set_cookie(cookie, *args, **options)

    def clear(self, *args: Any, **options: Any) -> None:
        with self._turn:
            super().clear(*args, **options)


class _Session(requests.Session):
    def get_redirect_target(self, resp: requests.Response) -> str | None:  # noqa: ARG002  # its base names it
        """Follow nothing: the client does, hop by hop; requests would read whole bodies to look ahead."""
        return None


def _no_credentials(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Send no password: without this one, requests would look for the host in the user's .netrc."""
    return request


def new_session(headers: dict[str, str]) -> requests.Session:
    """Return a session that tapes, guards and follows nothing by itself."""
    session = _Session()
    session.headers.clear()
    session.headers.update(headers)
    session.cookies = _Jar()
    session.auth = _no_credentials
    for scheme in ("http://", "https://"):
        session.mount(scheme, _Adapter(pool_connections=64))
    return session
