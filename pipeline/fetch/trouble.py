"""What the network raised → the trouble it means, as a finding a person can act on."""

from __future__ import annotations

import http.client
import ssl
from collections.abc import Iterator
from typing import TYPE_CHECKING

import requests
import urllib3.exceptions

from pipeline.findings import Finding, find


if TYPE_CHECKING:
    from pipeline.fetch.values import Exchange


class TroubleError(Exception):
    """Why an address cannot be had: a code of the findings table with its values."""

    def __init__(
        self, code: str, *, passing: bool = False, wait_s: float | None = None, **values: object
    ) -> None:
        super().__init__(code)
        self.code = code
        self.passing = passing  # another try may succeed
        self.wait_s = wait_s  # the site asked to wait that long
        self.values = values
        self.at: str | None = None  # the address it happened at
        self.has_moved = False  # after a redirect
        self.exchange: Exchange | None = None  # what the site answered, as far as it came

    def again(self) -> TroubleError:
        """Return the same trouble, to be met at another address."""
        return TroubleError(self.code, passing=self.passing, wait_s=self.wait_s, **self.values)

    def finding(self, where: str) -> Finding:
        """Return it as a finding at an address."""
        return find(self.code, where, **self.values)

    @property
    def what(self) -> str:
        """Say it in a few words, to be told within another finding."""
        return self.finding("").what


# What the libraries below raise; what our own wire raises is a TroubleError already.
NETWORK_ERRORS = (
    requests.RequestException,
    urllib3.exceptions.HTTPError,
    http.client.HTTPException,
    OSError,
)

# The first row found in an error or its causes tells what it means: code, and whether it may pass.
MEANINGS: tuple[tuple[type[BaseException], str, bool], ...] = (
    (ssl.SSLCertVerificationError, "FET-014", False),
    (requests.exceptions.InvalidSchema, "FET-017", False),  # SOCKS, which needs a library of its own
    (requests.exceptions.InvalidProxyURL, "FET-017", False),
    (requests.exceptions.ProxyError, "FET-017", False),
    (requests.exceptions.InvalidURL, "FET-003", False),
    (urllib3.exceptions.InvalidHeader, "FET-019", False),
    (urllib3.exceptions.InvalidChunkLength, "FET-042", True),
    (http.client.IncompleteRead, "FET-042", True),
    (urllib3.exceptions.IncompleteRead, "FET-042", True),
    (ConnectionError, "FET-018", True),
    (http.client.HTTPException, "FET-019", False),
    (TimeoutError, "FET-012", True),
    (urllib3.exceptions.TimeoutError, "FET-012", True),
    (ssl.SSLEOFError, "FET-018", True),
    (ssl.SSLError, "FET-015", False),
    (urllib3.exceptions.SSLError, "FET-015", False),
    (urllib3.exceptions.ProtocolError, "FET-042", True),
)


def trouble_of(error: BaseException) -> TroubleError:
    """Return what a library's error means."""
    causes = list(_causes(error))
    for cause in causes:
        if (
            type(cause) is OSError
        ):  # no class says more: the network is down, or a file of certificates not there
            return TroubleError(
                "FET-018" if cause.errno else "FET-015", passing=bool(cause.errno), reason=_reason(cause)
            )
    for kind, code, passing in MEANINGS:
        for cause in causes:
            if isinstance(cause, kind):
                return TroubleError(code, passing=passing, reason=_reason(cause))
    return TroubleError("FET-018", passing=True, reason=_reason(error))


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Walk from an error to what caused it; the libraries wrap their errors in several ways."""
    waiting, seen = [error], set[int]()
    while waiting:
        one = waiting.pop(0)
        if id(one) not in seen:
            seen.add(id(one))
            yield one
            around = (*one.args, getattr(one, "reason", None), one.__cause__, one.__context__)
            waiting += [cause for cause in around if isinstance(cause, BaseException)]


def _reason(error: BaseException) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return error.verify_message or str(error.reason)
    if isinstance(error, (ssl.SSLError, OSError)) and error.strerror:
        return error.strerror
    if isinstance(error, requests.exceptions.ProxyError):  # its text may hold the proxy's password
        return "no connection through it"
    return str(error) or type(error).__name__
