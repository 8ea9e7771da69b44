"""A page and the outlets of a home → the address the page tells, and the outlet its host belongs to."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from urllib.parse import urljoin, urlsplit

from pipeline.address import without_user
from pipeline.model import Outlet, Page


HEAD = 65_536  # bytes in which a head ends
LINK = re.compile(rb"<(?:link|meta)\b[^>]*>", re.IGNORECASE)
CANONICAL = re.compile(rb"""\brel\s*=\s*["']?canonical\b""", re.IGNORECASE)
OG_URL = re.compile(rb"""\b(?:property|name)\s*=\s*["']?og:url\b""", re.IGNORECASE)
SAVED = re.compile(rb"<!--\s*saved from url=\(\d+\)(\S+)", re.IGNORECASE)
VALUE = re.compile(rb"""\b(?:href|content)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)


def page_url(page: Page) -> str | None:
    """Return where a page was published: as known, else as it tells (canonical, og:url, a saver's note)."""
    if page.url or page.media_type not in ("text/html", "application/xhtml+xml"):
        return without_user(page.url) if page.url else page.url
    head = page.data[:HEAD].replace(b"\x00", b"")  # UTF-16 reads as ASCII here
    for wanted in (CANONICAL, OG_URL):
        for tag in LINK.finditer(head):  # one at a time: it is most often among the first
            if wanted.search(tag[0]) and (url := _address(VALUE.search(tag[0]))):
                return url
        if wanted is CANONICAL and b"og:url" not in head.lower():
            break
    return _address(SAVED.search(head))


def _address(match: re.Match[bytes] | None) -> str | None:
    if match is None:
        return None
    raw = next((group for group in match.groups() if group), b"")
    url = without_user(html.unescape(raw.decode("utf-8", "replace")).strip())
    return (
        url if host_of(url) and urlsplit(url).path.strip("/") + urlsplit(url).query else None
    )  # no site's front page


def joined(base: str | None, reference: str) -> str | None:
    """Return a reference as it is seen from an address; None for what is none."""
    try:
        url = urljoin(base or "", reference.strip())
        urlsplit(url)
    except ValueError:  # a bracket that is no IPv6 address
        return None
    return url


def host_of(url: str | None) -> str | None:
    """Return the lower-case host of a web address, None for anything else."""
    try:
        parts = urlsplit(url or "")
        host = parts.hostname
    except ValueError:  # a bracket that is no IPv6 address
        return None
    return host.rstrip(".") if host and parts.scheme in ("http", "https") else None


def outlet_for(url: str | None, outlets: Mapping[str, Outlet]) -> Outlet | None:
    """Find the outlet of an address: an exact host wins over "*.name", a longer name over a shorter one."""
    host = host_of(url)
    if host is None:
        return None
    for key in sorted(outlets):
        if host in (name.lower() for name in outlets[key].hosts):
            return outlets[key]
    patterns = [
        (len(name), key)
        for key in sorted(outlets)
        for name in outlets[key].hosts
        if name.startswith("*.") and host.endswith(name[1:].lower())
    ]
    return outlets[max(patterns, key=lambda pair: pair[0])[1]] if patterns else None
