"""What a scheduler must know of a home."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipeline.collect.period import OFFSET, default_zone, zone_of
from pipeline.config import Home
from pipeline.errors import UsageError


TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
SECRET = re.compile(r"env:(.+)")


@dataclass(frozen=True, slots=True)
class Plan:
    """A home as a scheduler sees it."""

    key: str
    title: str
    root: Path
    command: Path  # presswork itself
    frequency: str
    zone: str  # as the home names it
    named_zone: str | None  # as schedulers name it: an offset of whole hours has a name too
    offset_minutes: int  # from UTC, in winter
    hour: int
    minute: int
    editor: str | None
    variables: tuple[str, ...]  # of the environment, that secrets lie in
    outside: tuple[str, ...]  # folders beside the home that copies go to


def in_utc(plan: Plan) -> tuple[int, int]:
    """Return hour and minute in UTC; one that falls on the day before is moved to the day's beginning."""
    moved = plan.hour * 60 + plan.minute - plan.offset_minutes
    return (0, 17) if moved < 0 else (moved // 60 % 24, moved % 60)


def plan_of(home: Home, at: str) -> Plan:
    """Gather what a home says of when it runs and what it needs."""
    found = TIME.fullmatch(at)
    if found is None:
        raise UsageError(f"--at {at} is no time of day; write one like 06:00")
    about, office = home.periodical, home.office
    secrets = [*office.webhook, *(copy.password for copy in office.copies)]
    if office.post is not None:
        secrets += [office.post.password, office.post.oauth2]
    names = [match[1] for secret in secrets if secret and (match := SECRET.fullmatch(secret))]
    zone = about.time_zone or default_zone(about.language)
    winter = zone_of(about).utcoffset(datetime(2021, 1, 1))  # noqa: DTZ001 (the zone's own clock)
    folders = [copy.to for copy in office.copies if "://" not in copy.to and Path(copy.to).is_absolute()]
    return Plan(
        about.key,
        about.title,
        home.root,
        _command(),
        about.frequency,
        zone,
        _named(zone),
        int(winter.total_seconds() // 60) if winter else 0,
        int(found[1]),
        int(found[2]),
        office.editor[0] if office.editor else None,
        tuple(sorted(dict.fromkeys(names))),
        tuple(folders),
    )


def _named(zone: str) -> str | None:
    """Name a zone as the time zone database does, where an offset is east when its sign is minus."""
    offset = OFFSET.fullmatch(zone)
    if offset is None:
        return zone
    if offset["minutes"] != "00":
        return None
    hours = int(offset["hours"])
    return f"Etc/GMT{'-' if offset['sign'] == '+' else '+'}{hours}" if hours else "UTC"


def _command() -> Path:
    """Find presswork as it is installed beside this Python."""
    beside = Path(sys.executable).with_name("presswork")
    return beside if beside.is_file() else Path(sys.argv[0]).resolve()
