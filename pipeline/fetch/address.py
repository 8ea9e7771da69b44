"""An address as people and pages write it → the one spelling in which it is asked for, kept and compared."""

from __future__ import annotations

import re
import socket
from urllib.parse import quote, unquote, urljoin

import idna

from pipeline.fetch.trouble import TroubleError


SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
PORTS = {"http": "80", "https": "443"}
# An authority with a name or password in it; one may hold '/', '?' or '#', which end the authority too early.
CREDENTIALS = re.compile(
    r"^((?:[A-Za-z][A-Za-z0-9+.-]*:)?[/\\]*)(?:[^/\\?#]*|[^/\\?#\[\]]*:[0-9]*[^/\\?#0-9].*)@"
)
HOST_AND_PORT = re.compile(r"(?P<host>\[[0-9A-Fa-f:.]+\]|[^:\[\]]+)(?::(?P<port>[0-9]*))?")
LABELS = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9_-]{1,63}(?<!-))*")
NUMBER = re.compile(r"(?:^|\.)(?:[0-9]+|0x[0-9a-f]*)$")  # no name ends so (WHATWG URL, 3.5)
MAX_HOST_LETTERS, MAX_PORT, MAX_SHOWN = 253, 65535, 200
STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")
KEPT = "!$&'()*+,;=:@/~%"  # RFC 3986: what a path may hold as it is


def normalise(text: str) -> str:
    """Return an http(s) address in ASCII without its fragment; raise TroubleError for any other."""
    text = re.sub(r"[\t\r\n]", "", text).strip("".join(map(chr, range(0x21))))
    if CREDENTIALS.match(text) and not text.lower().startswith("mailto:"):
        raise TroubleError("FET-002")
    scheme = SCHEME.match(text)
    if scheme is None:
        raise TroubleError("FET-003", reason="it does not begin with http:// or https://")
    name = scheme[1].lower()
    if name not in PORTS:
        raise TroubleError("FET-001", scheme=f"{name[:40]}:")
    before, mark, query = text[scheme.end() :].partition("#")[0].partition("?")
    before = before.replace("\\", "/")
    if not before.startswith("//"):
        raise TroubleError("FET-003", reason="it names no host")
    authority, slash, path = before[2:].partition("/")
    tail = mark and mark + _encoded(query, KEPT + "?")
    return f"{name}://{_authority(authority, name)}{_without_dots(_encoded(slash + path, KEPT))}{tail}"


def resolve(base: str, reference: str) -> str:
    """Return where a Location header leads; its letters are bytes, of whatever encoding the site writes."""
    raw = reference.encode("latin-1", "replace")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = quote(raw, safe=KEPT + "?#[]")
    before, mark, query = text.strip().partition("?")
    try:
        return normalise(urljoin(base, before.replace("\\", "/") + mark + query))
    except ValueError:
        raise TroubleError("FET-003", reason="a malformed host") from None


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


def _authority(text: str, scheme: str) -> str:
    match = HOST_AND_PORT.fullmatch(text)
    if match is None:
        raise TroubleError("FET-003", reason="a malformed host or port" if text else "it names no host")
    port = (match["port"] or "").lstrip("0")
    if (match["port"] and not port) or (port and (len(port) > 5 or int(port) > MAX_PORT)):
        raise TroubleError("FET-003", reason="a malformed port")
    host = match["host"].lower() if match["host"].startswith("[") else _ascii_host(match["host"])
    return host if port in ("", PORTS[scheme]) else f"{host}:{port}"


def _ascii_host(text: str) -> str:
    name = unquote(text)
    try:
        name = name if name.isascii() else idna.encode(name, uts46=True).decode("ascii")
    except idna.IDNAError:
        name = ""
    name = name.lower().removesuffix(".")
    if not LABELS.fullmatch(name) or len(name) > MAX_HOST_LETTERS:
        raise TroubleError("FET-003", reason="a malformed host")
    return _dotted(name) if NUMBER.search(name) else name


def _dotted(number: str) -> str:
    """Write an IPv4 address in its usual form; 127.1, 0x7f000001 and 2130706433 are all the same one."""
    try:
        return socket.inet_ntoa(socket.inet_aton(number))
    except OSError:
        raise TroubleError("FET-003", reason="a malformed host") from None


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
