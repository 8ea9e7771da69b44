"""Web addresses → their ASCII form without secrets, and the form under which two spellings meet."""

from __future__ import annotations

import re
from urllib.parse import quote

from pipeline.address import AddressError, ascii_host, normalise, settled


USER_INFO = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]*:)?(//)[^/?#]*@")
USER_INFO_WITHIN = re.compile(r"(\bhttps?://)[^/?#\s\"'<>]*@", re.IGNORECASE)
KEPT = "!#$%&'()*+,/:;=?@[]~"


def ascii_address(address: str) -> str:
    """Return an address in ASCII, without fragment, user name and password."""
    bare = USER_INFO.sub(r"\1\2", address.strip())
    try:
        return normalise(bare)
    except AddressError:  # what others have archived: dns:, a malformed host
        return _quoted(bare.partition("#")[0])


def _quoted(text: str) -> str:
    scheme, mark, rest = text.partition("//")
    if not mark:
        return quote(text, safe=KEPT)
    end = re.search(r"[/?]|\Z", rest)
    at = end.start() if end else 0
    host = rest[:at] if rest[:at].isascii() else ascii_host(rest[:at]) or rest[:at]
    return f"{scheme}//{quote(host, safe=KEPT)}{quote(rest[at:], safe=KEPT)}"


def address_key(address: str) -> str:
    """Return the form under which spellings of one address meet: as it is asked for, with no percent too many."""
    bare = USER_INFO.sub(r"\1\2", address.strip())
    try:
        return normalise(settled(bare)).removesuffix("?")
    except AddressError:
        return _quoted(bare.partition("#")[0])


def without_secrets(text: str) -> str:
    """Take user names and passwords out of the addresses in a text."""
    return USER_INFO.sub(r"\1\2", USER_INFO_WITHIN.sub(r"\1", text))
