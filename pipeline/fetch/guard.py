"""A host's name and port → a connection to a public address; what lies inside is refused unless allowed."""

from __future__ import annotations

import ipaddress
import queue
import re
import socket
import threading
import time
from typing import Any

from pipeline.fetch.trouble import TroubleError


Place = tuple[Any, ...]  # what the socket module calls an address: host, port and more
IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

TRANSLATED = ipaddress.ip_network("64:ff9b::/96")  # NAT64 (RFC 6052): the last four bytes are an IPv4 address
DOTTED = re.compile(r"[0-9]+(?:\.[0-9]+){3}")
# Ways to write an IPv4 address inside an IPv6 one that no public site uses, yet a tunnel may lead inside by.
TUNNELS = {
    "6to4": ipaddress.ip_network("2002::/16"),
    "Teredo": ipaddress.ip_network("2001::/32"),
    "local NAT64": ipaddress.ip_network("64:ff9b:1::/48"),
    "IPv4-compatible": ipaddress.ip_network("::/96"),
}


def inside(address: str) -> str | None:
    """Say which kind of address that is not the public net's this is; None for a public one."""
    ip: IPAddress = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        ip = ip.ipv4_mapped or (ipaddress.IPv4Address(ip.packed[-4:]) if ip in TRANSLATED else ip)
    kinds = {
        "loopback": ip.is_loopback,
        "unspecified": ip.is_unspecified,
        "link-local": ip.is_link_local,
        "multicast": ip.is_multicast,
    }
    kinds |= {name: ip.version == 6 and ip in network for name, network in TUNNELS.items()}
    kinds |= {"reserved": ip.is_reserved and not ip.is_private, "private": not ip.is_global}
    return next((kind for kind, holds in kinds.items() if holds), None)


def open_socket(host: str, port: int, *, timeout_s: float, allow_inside: bool) -> socket.socket:
    """Connect to a host within a time; each of its addresses is looked at before a packet goes there, and after."""
    ends = time.monotonic() + timeout_s
    refused: TroubleError | None = None
    failed: OSError | None = None
    places = _addresses(host, port, timeout_s)
    for left, (family, place) in zip(range(len(places), 0, -1), places, strict=True):
        kind = None if allow_inside else inside(str(place[0]))
        if kind:
            refused = refused or TroubleError("FET-016", host=host, address=place[0], kind=kind)
            continue
        try:
            connected = _connect(family, place, max(0.001, ends - time.monotonic()) / left)
        except OSError as error:
            failed = error
            continue
        peer = str(connected.getpeername()[0])
        if not allow_inside and (kind := inside(peer)):
            connected.close()
            raise TroubleError("FET-016", host=host, address=peer, kind=kind)
        return connected
    if refused:
        raise refused
    if isinstance(failed, TimeoutError):
        raise TroubleError("FET-012", passing=True, reason=f"no connection within {timeout_s:g} s")
    raise TroubleError("FET-011", host=host, reason=failed.strerror if failed else "it has no address")


def refuse_inside(host: str) -> None:
    """Refuse a host that is an inside address by its spelling: a proxy connects, and resolves names, itself."""
    address = "127.0.0.1" if host == "localhost" or host.endswith(".localhost") else host
    is_address = ":" in address or DOTTED.fullmatch(address)
    if is_address and (kind := inside(address)):
        raise TroubleError("FET-016", host=host, address=address, kind=kind)


def _addresses(host: str, port: int, timeout_s: float) -> list[tuple[int, Place]]:
    """Look a name up; the system's own look-up knows no deadline, so that it has a thread to be left behind in."""
    answers: queue.SimpleQueue[list[tuple[int, Place]] | OSError] = queue.SimpleQueue()

    def look_up() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put([(family, place) for family, _, _, _, place in found])
        except OSError as error:
            answers.put(error)

    threading.Thread(target=look_up, name=f"look up {host}", daemon=True).start()
    try:
        answer = answers.get(timeout=timeout_s)
    except queue.Empty:
        reason = f"no answer within {timeout_s:g} s"
        raise TroubleError("FET-010", passing=True, host=host, reason=reason) from None
    if isinstance(answer, OSError):
        passing = answer.errno == socket.EAI_AGAIN
        raise TroubleError("FET-010", passing=passing, host=host, reason=answer.strerror) from answer
    return answer


def _connect(family: int, place: Place, timeout_s: float) -> socket.socket:
    opened = socket.socket(family, socket.SOCK_STREAM)
    try:
        opened.settimeout(timeout_s)
        opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        opened.connect(place)
    except BaseException:
        opened.close()
        raise
    return opened
