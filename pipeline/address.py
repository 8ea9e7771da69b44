"""An address of the web as people and pages write it → the one spelling in which it is asked for, kept and compared."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from pipeline.patterns import lazy


SCHEME = lazy(r"([A-Za-z][A-Za-z0-9+.-]*):")
PORTS = {"http": "80", "https": "443"}
# An authority with a name or password in it; one may hold '/', '?' or '#', which end the authority too early.
CREDENTIALS = lazy(r"^((?:[A-Za-z][A-Za-z0-9+.-]*:)?[/\\]*)(?:[^/\\?#]*|[^/\\?#\[\]]*:[0-9]*[^/\\?#0-9].*)@")
WEB = lazy(r"\s*(?:[A-Za-z][A-Za-z0-9+.-]*:)?[/\\]{2}")
HOST_AND_PORT = lazy(r"(?P<host>\[[0-9A-Fa-f:.]+\]|[^:\[\]]+)(?::(?P<port>[0-9]*))?")
LABELS = lazy(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9_-]{1,63}(?<!-))*")
NUMBER = lazy(r"(?:^|\.)(?:[0-9]+|0x[0-9a-f]*)$")  # no name ends so (WHATWG URL, 3.5)
MAX_HOST_LETTERS, MAX_PORT, MAX_SHOWN = 253, 65535, 200
STRAY_PERCENT = lazy(r"%(?![0-9A-Fa-f]{2})")
PERCENT = lazy(r"%[0-9A-Fa-f]{2}")
UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
KEPT = "!$&'()*+,;=:@/~%"  # RFC 3986: what a path may hold as it is


class AddressError(ValueError):
    """Why a text is no web address: a code of the findings table with its values."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values


def normalise(text: str) -> str:
    """Return an http(s) address in ASCII without its fragment; raise AddressError for any other."""
    text = re.sub(r"[\t\r\n]", "", text).strip("".join(map(chr, range(0x21))))
    if CREDENTIALS.match(text) and not text.lower().startswith("mailto:"):
        raise AddressError("FET-002")
    scheme = SCHEME.match(text)
    if scheme is None:
        raise _malformed("it does not begin with http:// or https://")
    name = scheme[1].lower()
    if name not in PORTS:
        raise AddressError("FET-001", scheme=f"{name[:40]}:")
    before, mark, query = text[scheme.end() :].partition("#")[0].partition("?")
    before = before.replace("\\", "/")
    if not before.startswith("//"):
        raise _malformed("it names no host")
    authority, slash, path = before[2:].partition("/")
    tail = mark and mark + _encoded(query, KEPT + "?")
    return f"{name}://{_authority(authority, name)}{_without_dots(_encoded(slash + path, KEPT))}{tail}"


def settled(text: str) -> str:
    """Write letters that need no percent as they are."""

    def settle(match: re.Match[str]) -> str:
        letter = chr(int(match[0][1:], 16))
        return letter if letter in UNRESERVED else match[0].upper()

    return PERCENT.sub(settle, STRAY_PERCENT.sub("%25", text))


def host_of(url: str) -> str:
    """Return the host of a normalised address, an IPv6 one without its brackets."""
    authority = url.split("/", 3)[2]
    return authority[1:].partition("]")[0] if authority.startswith("[") else authority.partition(":")[0]


def site_of(url: str) -> str:
    """Return scheme, host and port of a normalised address: what one robots.txt speaks for."""
    return "/".join(url.split("/", 3)[:3])


def shown(text: str) -> str:
    """Return an address fit to be shown: no password, no control characters, not endless."""
    bare = CREDENTIALS.sub(r"\1", text.strip())
    clean = "".join(letter if letter.isprintable() else "\ufffd" for letter in bare)
    return clean if len(clean) <= MAX_SHOWN else clean[:MAX_SHOWN] + "…"


def without_user(url: str) -> str:
    """Take a name and password out of an address; one of mail keeps what stands before its '@'."""
    return CREDENTIALS.sub(r"\1", url) if WEB.match(url) else url


def ascii_host(name: str) -> str:
    """Return a host's name in small ASCII letters, as browsers look it up; empty when it is none."""
    if not name.isascii():
        import idna  # few addresses need it

        try:
            name = idna.encode(name, uts46=True).decode("ascii")
        except idna.IDNAError:
            return ""
    name = name.lower().removesuffix(".")
    return name if LABELS.fullmatch(name) and len(name) <= MAX_HOST_LETTERS else ""


def _malformed(reason: str) -> AddressError:
    return AddressError("FET-003", reason=reason)


def _authority(text: str, scheme: str) -> str:
    match = HOST_AND_PORT.fullmatch(text)
    if match is None:
        raise _malformed("a malformed host or port" if text else "it names no host")
    port = (match["port"] or "").lstrip("0")
    if (match["port"] and not port) or (port and (len(port) > 5 or int(port) > MAX_PORT)):
        raise _malformed("a malformed port")
    host = match["host"].lower()
    if not host.startswith("["):
        host = ascii_host(unquote(match["host"]))
        host = _dotted(host) if NUMBER.search(host) else host
    if not host:
        raise _malformed("a malformed host")
    return host if port in ("", PORTS[scheme]) else f"{host}:{port}"


def _dotted(number: str) -> str:
    """Write an IPv4 address in its usual form; 127.1, 0x7f000001 and 2130706433 are all the same one."""
    *parts, last = (_number(part) for part in number.split("."))
    if len(parts) > 3 or any(part > 255 for part in parts) or last >= 256 ** (4 - len(parts)):
        return ""
    value = last + sum(part << 8 * (3 - at) for at, part in enumerate(parts))
    return ".".join(str(value >> shift & 255) for shift in (24, 16, 8, 0))


def _number(text: str) -> int:
    """Read a number as C does; one that is none is too large for any address."""
    base = 16 if text.startswith("0x") else 8 if text.startswith("0") else 10
    try:
        return int(text.removeprefix("0x") or "0", base) if text.isalnum() else 1 << 32
    except ValueError:
        return 1 << 32


def _encoded(text: str, kept: str) -> str:
    whole = quote(STRAY_PERCENT.sub("%25", text), safe=kept, errors="replace")
    return PERCENT.sub(lambda match: match[0].upper(), whole)


def _without_dots(path: str) -> str:
    """Resolve '.' and '..' (RFC 3986, 5.2.4)."""
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    if segments and segments[-1] in (".", ".."):
        kept.append("")
    return "/" + "/".join(kept)
