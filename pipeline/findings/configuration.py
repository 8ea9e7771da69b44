"""The CFG family: the files of a home that are valid, yet odd (a mistake is a ConfigError, not a finding)."""

from __future__ import annotations

from pipeline.findings.code import Code


CFG: dict[str, Code] = {
    "CFG-001": Code(
        "warning",
        "{year} has {present}: {missing}",
        "put them under {folder}, or leave the gap: the volume will name it",
    ),
    "CFG-002": Code(
        "warning",
        "whole number {number} after {after} should be {expected}",
        "mend one of the two, or leave it if the periodical was counted so",
    ),
    "CFG-003": Code(
        "note",
        "{missing}, after the last issue of {year} ({last})",
        "put the issues there, or leave the gap if they are not to be had",
    ),
    "CFG-004": Code(
        "warning",
        "date {date} is earlier than {earlier} of {before}, the number before",
        "mend the date or the number",
    ),
    "CFG-005": Code(
        "warning",
        "date {date} is not in {year}, the year of the folder",
        "mend the date, or leave it if the issue is bound into the volume of {year}",
    ),
    "CFG-006": Code(
        "warning",
        "whole number {number} should be {expected} by 'numbering' in periodical.yaml",
        "mend the whole number or first_whole_number",
    ),
    "CFG-007": Code(
        "warning",
        "an issue of {year} is older than first_year {first} in periodical.yaml",
        "mend first_year and first_whole_number",
    ),
    "CFG-008": Code("warning", "{named} is listed already in line {line}", "remove one of the two"),
    "CFG-009": Code(
        "warning", "host {host} is also in {other}, which is taken first", "keep the host in one of the two"
    ),
    "CFG-010": Code("warning", "the folder has no {file}", "write one, or remove the folder"),
    "CFG-011": Code(
        "note", "the issues here begin with {first}: {missing}", "put older issues here if there are any"
    ),
}
