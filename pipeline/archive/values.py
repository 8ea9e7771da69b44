"""The values of an archive: what a fetch hands in, and what an index knows of it later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.model import SnapshotKind


Headers = tuple[tuple[str, str], ...]
Truncated = Literal["length", "time", "disconnect", "unspecified"]  # WARC 1.1, 5.13
KINDS: tuple[SnapshotKind, ...] = ("page", "part", "picture", "feed", "robots")


@dataclass(frozen=True, slots=True)
class Hop:
    """One request and its response, as they went over the wire; headers are text as Latin-1."""

    url: str
    request_line: str  # "GET /2021/a.html HTTP/1.1"
    request_headers: Headers
    status_line: str  # "HTTP/1.1 200 OK"
    response_headers: Headers
    body: bytes = b""  # content coding still on; chunk framing on or off
    ip_address: str | None = None
    truncated: Truncated | None = None  # why the body is not whole

    @property
    def status(self) -> int:
        """Return the status code, 0 where the line holds none."""
        return status_code(self.status_line)


@dataclass(frozen=True, slots=True)
class Exchange:
    """All hops of one fetch: the address asked for first, the final one last."""

    hops: tuple[Hop, ...]
    retrieved: str  # ISO 8601, UTC, to the second
    kind: SnapshotKind = "page"
    reason: str | None = None  # why it was fetched: the page or entry that needs it
    via: str | None = None  # the page that led here
    refused: str | None = None  # why the final answer is not what was asked for

    @property
    def url(self) -> str:
        """Return the address asked for."""
        return self.hops[0].url

    @property
    def final_url(self) -> str:
        """Return the address that answered in the end."""
        return self.hops[-1].url


@dataclass(frozen=True, slots=True)
class Place:
    """Where one record lies in a file: the offset and length of its gzip member."""

    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Visit:
    """What the index knows of one exchange; small, and sent to other processes in place of the body."""

    url: str  # as asked for
    final_url: str
    status: int
    retrieved: str
    digest: str  # sha256 of the decoded body, hex
    kind: SnapshotKind
    reason: str | None
    redirects: tuple[str, ...]
    answer: Place  # the final response, or the record that says it is unchanged
    content: Place  # the record that holds the body: the same one unless unchanged
    truncated: bool = False
    refused: str | None = None  # why it was not taken for what was asked for

    @property
    def is_unchanged(self) -> bool:
        """Say whether the server gave the same content as at an earlier visit."""
        return self.answer != self.content

    @property
    def is_answer(self) -> bool:
        """Say whether the server gave the thing asked for, whole."""
        return 200 <= self.status < 300 and not self.truncated and self.refused is None


def status_code(line: str) -> int:
    """Return the status code of a status line, 0 where it holds none."""
    words = line.split(None, 2)
    return int(words[1]) if len(words) > 1 and words[1].isascii() and words[1].isdecimal() else 0
