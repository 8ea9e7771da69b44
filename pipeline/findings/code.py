"""A row of the findings' table: how grave a thing is, what it says, and what a person does about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


Severity = Literal["note", "warning", "error"]
SEVERITIES: tuple[Severity, ...] = ("note", "warning", "error")


@dataclass(frozen=True, slots=True)
class Code:
    """A row of the table; its texts may hold {names}, which `find` fills."""

    severity: Severity
    what: str
    action: str
