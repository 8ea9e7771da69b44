"""What a client brought of an address → the records of an issue's archive, good answers and others."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.archive import Archive, Exchange, Hop
from pipeline.fetch.values import Exchange as Crossed
from pipeline.fetch.values import Failed, Fetched, Outcome
from pipeline.model import SnapshotKind


def keep(archive: Archive, outcome: Outcome, kind: SnapshotKind, reason: str) -> None:
    """Write every answer that came; when this returns they are on the disk."""
    for robots in outcome.robots:
        keep(archive, robots, "robots", "robots.txt of the site")
    for exchange in _exchanges(outcome, kind, reason):
        archive.append(exchange)


def _exchanges(outcome: Outcome, kind: SnapshotKind, reason: str) -> Iterator[Exchange]:
    for each in outcome.tries:
        yield Exchange(
            (_hop(each),), each.time, kind, reason, refused="FET-025 it failed, and was asked again"
        )
    if isinstance(outcome, Fetched):
        yield _exchange(outcome.exchanges, kind, reason, None)
    elif outcome.exchanges:
        yield _exchange(outcome.exchanges, kind, reason, _why(outcome))


def _why(failed: Failed) -> str:
    return f"{failed.finding.code} {failed.finding.what}"


def _exchange(crossed: tuple[Crossed, ...], kind: SnapshotKind, reason: str, refused: str | None) -> Exchange:
    return Exchange(tuple(map(_hop, crossed)), crossed[-1].time, kind, reason, refused=refused)


def _hop(each: Crossed) -> Hop:
    return Hop(
        each.url,
        each.request_line,
        each.request_headers,
        each.status_line,
        each.response_headers,
        each.response_body,
        each.ip,
        each.cut,
    )
