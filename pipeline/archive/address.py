"""Web addresses → their ASCII form without secrets, and the form under which two spellings meet."""

from __future__ import annotations

import re
from posixpath import normpath
from urllib.parse import quote, urlsplit


USER_INFO = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]*:)?(//)[^/?#]*@")
USER_INFO_WITHIN = re.compile(r"(\bhttps?://)[^/?#\s\"'<>]*@", re.IGNORECASE)
PERCENT = re.compile(r"%([0-9A-Fa-f]{2})")
STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
KEPT = "!#$%&'()*+,/:;=?@[]~"
UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
PORTS = {"http": ":80", "https": ":443"}


def ascii_address(address: str) -> str:
    """Return an address in ASCII, without fragment, user name and password."""
    text = USER_INFO.sub(r"\1\2", address.strip()).partition("#")[0]
    scheme, mark, rest = text.partition("//")
    host, slash, path = _divided(rest) if mark else ("", "", text)
    if not mark:
        scheme = ""
    return f"{scheme}{mark}{_ascii_host(host)}{slash}{quote(path, safe=KEPT)}"


def address_key(address: str) -> str:
    """Return the form under which spellings of one address meet: cases, ports, dots and percents settled."""
    text = ascii_address(address)
    try:
        parts = urlsplit(text)
    except ValueError:  # a bracket that is no IPv6 address
        return text
    if parts.scheme not in PORTS:
        return text
    host = parts.netloc.lower().removesuffix(PORTS[parts.scheme]).removesuffix(":")
    query = f"?{_settled(parts.query)}" if parts.query else ""
    return f"{parts.scheme}://{host.rstrip('.')}{_walked(_settled(parts.path))}{query}"


def without_secrets(text: str) -> str:
    """Take user names and passwords out of the addresses in a text."""
    return USER_INFO.sub(r"\1\2", USER_INFO_WITHIN.sub(r"\1", text))


def _divided(rest: str) -> tuple[str, str, str]:
    end = next((at for at, letter in enumerate(rest) if letter in "/?"), len(rest))
    return rest[:end], rest[end : end + 1], rest[end + 1 :]


def _ascii_host(host: str) -> str:
    if host.isascii():
        return quote(host, safe=KEPT)
    try:
        return quote(host.encode("idna").decode("ascii"), safe=KEPT)
    except UnicodeError:
        return quote(host, safe=KEPT)


def _settled(text: str) -> str:
    def settle(match: re.Match[str]) -> str:
        letter = chr(int(match[1], 16))
        return letter if letter in UNRESERVED else f"%{match[1].upper()}"

    return PERCENT.sub(settle, STRAY_PERCENT.sub("%25", text))


def _walked(path: str) -> str:
    if "/." not in path:
        return path or "/"
    walked = normpath(path)
    folder = path.endswith(("/", "/.", "/..")) and walked != "/"
    return walked.replace("//", "/", 1) + ("/" if folder else "")
