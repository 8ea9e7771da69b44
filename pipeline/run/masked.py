"""A report → the same without anybody's whole address, for files and hooks that others may see."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.findings import Finding
from pipeline.run.values import RunReport


ADDRESS = re.compile(r"([A-Za-z0-9])[A-Za-z0-9.!#$%&'*+/=?^_{|}~-]*@([A-Za-z0-9.-]+)")
OF_MAIL = ("DEL", "RUN-011")


def masked(report: RunReport) -> RunReport:
    """Leave of each address its first letter and its domain."""
    return replace(
        report,
        findings=tuple(_masked(each) for each in report.findings),
        needs=tuple(replace(need, finding=_masked(need.finding)) for need in report.needs),
    )


def _masked(finding: Finding) -> Finding:
    if not finding.code.startswith(OF_MAIL):
        return finding
    what, action = (ADDRESS.sub(r"\1…@\2", text) for text in (finding.what, finding.action))
    return replace(finding, what=what, action=action)
