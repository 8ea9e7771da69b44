"""The values of this room: a saved page, and the resources that lie with it."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, unquote_to_bytes, urljoin, urlsplit

from pipeline.archive.address import address_key
from pipeline.archive.coding import decode_body
from pipeline.archive.errors import DamageError
from pipeline.archive.members import read_record
from pipeline.archive.message import read_message
from pipeline.archive.values import Place
from pipeline.findings import Finding
from pipeline.model import Page


MOST_BYTES = 256 * 1024 * 1024  # of one saved file in memory
MOST_RESOURCE = 64 * 1024 * 1024


class TooLargeError(ValueError):
    """A saved file holds more than a page needs; caught in this room and told as a finding."""


@dataclass(frozen=True, slots=True)
class Resource:
    """A picture or the like: its bytes, or where they lie; it can be sent to another process."""

    url: str  # absolute, or relative to the page's file
    media_type: str | None = None
    data: bytes | None = field(default=None, repr=False)
    path: Path | None = None
    place: Place | None = None  # of a WARC record in the file

    def load(self) -> bytes:
        """Return the bytes; empty when they are damaged or more than a picture needs."""
        if self.data is not None or self.path is None:
            return self.data or b""
        if self.place is not None:
            return load_record(self.path, self.place)
        if self.path.stat().st_size > MOST_RESOURCE:
            return b""
        return self.path.read_bytes()


class Resources(Mapping[str, bytes]):
    """What lies with a page: `resources[reference]` takes an absolute address or what the page's HTML says."""

    def __init__(
        self,
        found: Iterable[Resource] = (),
        *,
        base: str | None = None,
        moved: Mapping[str, str] | None = None,
    ) -> None:
        self.base = base
        self._moved = dict(moved or {})  # address key → the address it leads on to
        self._by_key: dict[str, Resource] = {}
        self._by_name: dict[str, Resource | None] = {}  # of files; None where two have the name
        for resource in found:
            self._by_key[_key(resource.url)] = resource
            if resource.path is None or resource.place is not None:
                continue
            name = _last_name(resource.url)
            self._by_name[name] = resource if name not in self._by_name else None

    def find(self, reference: str) -> Resource | None:
        """Find a resource by its address, by the reference in the page, or by a file name only one has."""
        reference = reference.strip()
        if reference[:5].lower() == "data:":
            return data_resource(reference)
        for key in self._keys(reference):
            if (resource := self._by_key.get(key)) is not None:
                return resource
        return self._by_name.get(_last_name(reference))

    def __getitem__(self, reference: str) -> bytes:
        resource = self.find(reference)
        if resource is None:
            raise KeyError(reference)
        return resource.load()

    def __contains__(self, reference: object) -> bool:
        return isinstance(reference, str) and self.find(reference) is not None

    def __iter__(self) -> Iterator[str]:
        return (resource.url for resource in self._by_key.values())

    def __len__(self) -> int:
        return len(self._by_key)

    def _keys(self, reference: str) -> Iterator[str]:
        joined = _joined(self.base, reference)
        for address in dict.fromkeys((joined, reference, _under(self.base, joined))):
            for key in _either_scheme(_key(address)):
                yield key
                seen: set[str] = set()
                while key in self._moved and key not in seen:
                    seen.add(key)
                    key = _key(self._moved[key])  # noqa: PLW2901 (followed)
                    yield key


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved page; its data is empty where a finding says why there is none."""

    page: Page
    resources: Resources = field(default_factory=Resources)
    findings: tuple[Finding, ...] = ()


def data_resource(address: str) -> Resource | None:
    """Return what a data: address holds (RFC 2397); None when it cannot be read."""
    head, comma, body = address.partition(",")
    if not comma:
        return None
    media_type, *parameters = head[5:].split(";")
    raw = unquote_to_bytes(body.strip())
    if "base64" in (each.strip().lower() for each in parameters):
        letters = bytes(raw.translate(bytes.maketrans(b"-_", b"+/"), b" \t\r\n").rstrip(b"="))
        try:
            raw = base64.b64decode(letters + b"=" * (-len(letters) % 4), validate=True)
        except binascii.Error:
            return None
    return Resource(f"{address[:40]}…", media_type.strip().lower() or "text/plain", raw)


def load_record(path: Path, place: Place) -> bytes:
    """Read what a WARC record holds, its codings taken off; empty when it is damaged."""
    try:
        with path.open("rb") as stream:
            fields, block = read_record(stream, place, MOST_RESOURCE)
    except DamageError:
        return b""
    return record_content(fields, block)


def record_content(fields: Mapping[str, str], block: bytes) -> bytes:
    """Return the content of a WARC record: an HTTP body without its codings, or the block itself."""
    if fields.get("warc-type") == "resource" or "application/http" not in fields.get("content-type", ""):
        return block
    message = read_message(block)
    return decode_body(message.body, message.headers, MOST_RESOURCE).body


def _key(address: str) -> str:
    if _host(address):
        return address_key(address)
    if address[:4].lower() == "cid:":
        return "cid:" + unquote(address[4:]).strip("<>")
    path = unquote(address.partition("#")[0].partition("?")[0])
    return str(PurePosixPath(path.replace("\\", "/").lstrip("/")))


def _either_scheme(key: str) -> tuple[str, ...]:
    """Return a key over http and https: a page saved over one shows what is asked for over the other."""
    scheme, mark, rest = key.partition("://")
    other = {"http": "https", "https": "http"}.get(scheme)
    return (key, f"{other}{mark}{rest}") if other else (key,)


def _host(address: str) -> str | None:
    try:
        return urlsplit(address).netloc or None
    except ValueError:
        return None


def _joined(base: str | None, reference: str) -> str:
    try:
        return urljoin(base or "", reference)
    except ValueError:
        return reference


def _under(base: str | None, address: str) -> str:
    """Return an address as seen from the page's folder; readers make references absolute first."""
    folder = (base or "").partition("?")[0].rpartition("/")[0] + "/"
    return address.removeprefix(folder) if base and address.startswith(folder) else address


def _last_name(address: str) -> str:
    return unquote(address.partition("#")[0].partition("?")[0]).rpartition("/")[2].lower()
