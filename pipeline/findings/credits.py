"""The CRE family: credits."""

from __future__ import annotations

from pipeline.findings.code import Code


CRE: dict[str, Code] = {
    "CRE-001": Code(
        "warning",
        "the article has no source: neither the page nor the outlet's file names one",
        "write `credit: {{outlet: …}}` at the article in issue.yaml, or describe the site in sources/outlets/",
    ),
    "CRE-002": Code(
        "warning",
        "the article comes from the web and its address is not known",
        "write `credit: {{url: …}}` at the article in issue.yaml",
    ),
    "CRE-003": Code(
        "warning",
        "the article has no source",
        "write `credit: {{outlet: …}}` at the article in issue.yaml; for the periodical's own text, its own name",
    ),
    "CRE-004": Code(
        "note",
        "the article's date of publication is not told",
        "write `credit: {{published: YYYY-MM-DD}}` at the article in issue.yaml if you know it",
    ),
    "CRE-005": Code(
        "note",
        "the article names no author or reporter",
        "nothing, if the source names none; else write `credit: {{byline: …}}` at the article in issue.yaml",
    ),
}
