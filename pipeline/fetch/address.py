"""An address asked for, or one that a site leads on to → its one spelling, or the trouble with it."""

from __future__ import annotations

from urllib.parse import quote, urljoin

from pipeline import address
from pipeline.fetch.trouble import TroubleError


def normalise(text: str) -> str:
    """Return an http(s) address in ASCII without its fragment; raise TroubleError for any other."""
    try:
        return address.normalise(text)
    except address.AddressError as error:
        raise TroubleError(error.code, passing=False, wait_s=None, **error.values) from None


def resolve(base: str, reference: str) -> str:
    """Return where a Location header leads; its letters are bytes, of whatever encoding the site writes."""
    raw = reference.encode("latin-1", "replace")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = quote(raw, safe=address.KEPT + "?#[]")
    before, mark, query = text.strip().partition("?")
    try:
        return normalise(urljoin(base, before.replace("\\", "/") + mark + query))
    except ValueError:
        raise TroubleError("FET-003", reason="a malformed host") from None
