"""Findings: what a person should know, each with a permanent code from one table, a file a family."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.findings.archiving import ARC
from pipeline.findings.checking import EPC
from pipeline.findings.cleaning import CLN
from pipeline.findings.code import SEVERITIES, Code, Severity
from pipeline.findings.collecting import COL
from pipeline.findings.compiling import CMP
from pipeline.findings.configuration import CFG
from pipeline.findings.credits import CRE
from pipeline.findings.delivering import DEL
from pipeline.findings.fetching import FET
from pipeline.findings.importing import IMP
from pipeline.findings.pictures import IMG
from pipeline.findings.publishing import PUB
from pipeline.findings.reading import REA
from pipeline.findings.running import RUN
from pipeline.findings.shelving import LIB


__all__ = ["CODES", "SEVERITIES", "Code", "Finding", "Severity", "find", "gravest"]

# A code is never used again for another meaning.
CODES: dict[str, Code] = (
    CFG | COL | FET | ARC | REA | CLN | CRE | IMG | IMP | CMP | PUB | EPC | LIB | RUN | DEL
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a person should know: its code, where it was seen, what it is and what to do."""

    code: str
    severity: Severity
    where: str
    what: str
    action: str

    def __str__(self) -> str:
        return f"{self.where}: {self.severity} {self.code}: {self.what}; {self.action}"


def find(code: str, where: str, **values: object) -> Finding:
    """Make the finding of a code at a place, its text filled with values."""
    row = CODES[code]
    return Finding(code, row.severity, where, row.what.format(**values), row.action.format(**values))


def gravest(findings: tuple[Finding, ...]) -> Severity | None:
    """Return the highest severity among findings, None when there are none."""
    return max((f.severity for f in findings), key=SEVERITIES.index, default=None)
