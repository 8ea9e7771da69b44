"""A page's credit line → fields, and a credit → the lines a book prints in its language."""

from __future__ import annotations

from pipeline.credit.byline import read_byline
from pipeline.credit.combine import lacks, merge
from pipeline.credit.line import Fields, is_credit_line, read_line
from pipeline.credit.names import is_east_asian, split_issue
from pipeline.credit.phrases import read_dateline
from pipeline.credit.write import ProvenanceRow, byline_text, provenance, reference


__all__ = [
    "Fields",
    "ProvenanceRow",
    "byline_text",
    "is_credit_line",
    "is_east_asian",
    "lacks",
    "merge",
    "provenance",
    "read_byline",
    "read_dateline",
    "read_line",
    "reference",
    "split_issue",
]
