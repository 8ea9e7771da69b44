"""Addresses and host names as a person writes them → as the network spells them."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, quote, urlsplit

from pipeline.address import STRAY_PERCENT, ascii_host
from pipeline.config.sheet import FieldError, quoted
from pipeline.patterns import lazy


SCHEME = lazy(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):(?!\d)")
IP_ADDRESS = lazy(r"[0-9.]+|\[?[0-9A-Fa-f]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*\]?")
CREDENTIALS = lazy(r"[^/?#]*//[^/?#]*@")
KEPT = "!#$%&'()*+,/:;=?@[]~"


def web_address(text: str) -> str:
    """Return an http(s) address in ASCII; Chinese letters in it become percent-encoded or IDNA."""
    if CREDENTIALS.match(text):
        raise FieldError("the address holds a user name or password", "remove what stands before the '@'")
    if re.search(r"[\s\\]", text):
        raise FieldError(
            f"white space or a backslash in {quoted(text)}", "write %20 for a space, '/' for a backslash"
        )
    scheme = SCHEME.match(text)
    if scheme is None:
        raise FieldError(f"{quoted(text)} is not a whole address", f"write {_with_scheme(text)}")
    if scheme["scheme"].lower() not in {"http", "https"}:
        raise FieldError(
            f"an address that begins with '{scheme['scheme']}:'", "write an http or https address"
        )
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise FieldError(
            "an address with a malformed host or port", "copy it again from the browser"
        ) from None
    if not parts.hostname:
        raise FieldError(f"{quoted(text)} names no host", "copy it again from the browser")
    host = _ascii_host(parts.hostname)
    netloc = (f"[{host}]" if ":" in host else host) + (f":{port}" if port is not None else "")
    return SplitResult(parts.scheme, netloc, *(_encoded(part) for part in parts[2:])).geturl()


def host_name(text: str) -> str:
    """Return a host's name or address in ASCII, in small letters."""
    if "@" in text:
        raise FieldError("a host with a user name or password", "write the host's name alone")
    if "/" in text or "?" in text:
        host = urlsplit(text if "//" in text else f"//{text}").netloc
        raise FieldError(f"{quoted(text)} is an address, not a host", f"write {host or 'the host alone'}")
    if IP_ADDRESS.fullmatch(text):
        return _ip_address(text)
    if ":" in text:
        raise FieldError(f"{quoted(text)} has a port", f"write {text.partition(':')[0] or 'the host alone'}")
    return _ascii_host(text)


def _ip_address(text: str) -> str:
    import ipaddress  # few homes name an address

    try:
        return str(ipaddress.ip_address(text.removeprefix("[").removesuffix("]")))
    except ValueError:
        raise FieldError(f"{quoted(text)} is not an IP address", "write it without a port") from None


def host_pattern(text: str) -> str:
    """Return a host's name, or `*.` and the name whose sub-domains are meant."""
    if text.startswith("*."):
        return "*." + host_name(text[2:])
    if "*" in text:
        raise FieldError(f"{quoted(text)} has a '*' inside", "write an exact name, or '*.' and a name")
    return host_name(text)


def _ascii_host(host: str) -> str:
    name = host.lower() if ":" in host else ascii_host(host)
    if name:
        return name
    raise FieldError(f"{quoted(host)} is not a host name", "write a name like news.example")


def _encoded(part: str) -> str:
    return quote(STRAY_PERCENT.sub("%25", part), safe=KEPT)


def _with_scheme(text: str) -> str:
    guess = "https://" + text.lstrip("/:")
    return quoted(guess) if re.match(r"//|[^/]+\.[^/]+(?:/|$)", text) else "it from https:// on"
