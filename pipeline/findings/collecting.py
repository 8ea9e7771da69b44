"""The COL family: finding articles for an issue and putting them into it."""

from __future__ import annotations

from pipeline.findings.code import Code


COL: dict[str, Code] = {
    "COL-001": Code(
        "error",
        "{url} could not be read: {why}",
        "open it in a browser and see that it is the right address; the other outlets were read",
    ),
    "COL-002": Code(
        "error", "{url} is not what was expected: {what}", "write the right address under collect:"
    ),
    "COL-003": Code(
        "warning",
        "{url} is broken XML; read of it: {count}",
        "see on the site whether the newest articles are among those proposed",
    ),
    "COL-004": Code("warning", "{count} of {url} without an address", "look for them on the site itself"),
    "COL-005": Code(
        "error",
        "{selector} finds no article on {url}",
        "the site has changed: open the page and mend selector: and date_pattern: under collect:",
    ),
    "COL-006": Code(
        "error", "collect: names no address", "write feed:, sitemap: or page: under it, or remove it"
    ),
    "COL-007": Code(
        "warning",
        "{url} leads to more than the {limit} pages that are read",
        "look for the oldest articles on the site itself",
    ),
    "COL-008": Code(
        "warning",
        "{url} goes back to {oldest} only, the issue's days begin on {first}",
        "collect more often, or name a sitemap: or page: that goes back further",
    ),
    "COL-009": Code(
        "warning",
        "no date is told by {count} of {total}; left out",
        "set date_pattern: under collect:, or add them with `presswork add`",
    ),
    "COL-010": Code(
        "error", "not added: it is {reason} as {other}", "nothing, if once is enough; else give --again"
    ),
    "COL-011": Code(
        "note",
        "no issue before it tells the date; {date} was written",
        "mend date: in the file, or give --date",
    ),
}
