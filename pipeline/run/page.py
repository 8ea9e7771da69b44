"""A run's report → a page a person reads: what to do first, then what was made, what is missing, what changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lxml import etree
from lxml.builder import E

from pipeline.counted import counted
from pipeline.findings import Finding
from pipeline.run.values import Need, RunReport


STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.55 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; margin-bottom: .2rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; } caption { text-align: start; padding-bottom: .3rem; }
th, td { text-align: start; vertical-align: top; padding: .35rem .7rem .35rem 0; border-bottom: 1px solid #8886; }
td.n, th.n { text-align: end; font-variant-numeric: tabular-nums; }
code, .where { overflow-wrap: anywhere; } td.where { min-width: 12rem; }
code { font-size: .92em; padding: .1em .35em; border: 1px solid #8886; border-radius: .25em; }
ol.needs > li { margin: 0 0 1.1rem; padding-inline-start: .3rem; } ol.needs p { margin: .15rem 0; }
.state { font-weight: 600; } .more { color: #595959; } .scroll { overflow-x: auto; }
@media (prefers-color-scheme: dark) { .more { color: #a6a6a6; } }
"""
LONG_WORD = 24  # one that is broken anywhere
STATES = {
    0: "All is well",
    1: "Made, with something to look at",
    3: "Nothing could be fetched",
    4: "Not all was published",
}


def write_page(report: RunReport) -> bytes:
    """Write the page."""
    body = E.body(
        E.main(
            E.h1(f"{report.title}: run of {report.run}"),
            E.p(E.span(STATES.get(report.code, "It failed"), {"class": "state"}), f". {report.line}."),
            E.p(f"The next issue is due on {report.next_due}.", {"class": "more"}),
            *_needs(report.needs),
            *_books(report),
            *_articles(report),
            *_findings("What is missing, and why", report.missing),
            *_findings("What changed on the sites", report.changes),
            *_delivered(report),
            *_steps(report),
            *_all(report),
        ),
        E.footer(E.p(f"presswork {report.version}", {"class": "more"})),
    )
    head = E.head(
        E.meta(charset="utf-8"),
        E.meta(name="viewport", content="width=device-width, initial-scale=1"),
        E.meta(name="robots", content="noindex"),
        E.title(f"{report.title}: run of {report.run}"),
        E.style(STYLE),
    )
    page = E.html(head, body, lang="en")
    return b"<!DOCTYPE html>\n" + etree.tostring(page, encoding="utf-8", method="html") + b"\n"


def _needs(needs: Sequence[Need]) -> Iterable[etree._Element]:
    yield E.h2("What you must do")
    if not needs:
        yield E.p("Nothing.")
        return
    rows = E.ol({"class": "needs"})
    for need in needs:
        finding = need.finding
        what = E.span({"class": "state"}, *_coded(f"{_begun(finding.what)}. "))
        first = E.p(what, *_coded(f"{_begun(finding.action)}."))
        about = [need.issue and f"issue {need.issue}", need.site and f"site {need.site}", finding.code]
        row = E.li(first, E.p({"class": "where more"}, finding.where))
        row.append(E.p(" · ".join(each for each in about if each), {"class": "more"}))
        if need.saved:
            row.append(E.p("The page as it came: ", E.code(need.saved)))
        row.append(E.p("Try: ", E.code(need.command)))
        rows.append(row)
    yield rows


def _books(report: RunReport) -> Iterable[etree._Element]:
    yield E.h2("What was made")
    if not report.books:
        yield E.p("No book.")
        return
    rows = [
        (
            book.title,
            book.file,
            book.outcome,
            f"{book.articles}",
            f"{book.pictures}",
            f"{book.size_bytes / 1000:.0f}" if book.size_bytes else "–",
        )
        for book in report.books
    ]
    yield _table(("book", "file", "what became of it", "articles", "pictures", "kB"), rows, numbers=3)


def _articles(report: RunReport) -> Iterable[etree._Element]:
    if report.added:
        yield E.h2("Articles found")
        rows = [(each.issue, each.day or "", each.title or "", each.url) for each in report.added]
        yield _table(("issue", "day", "title", "address"), rows)


def _findings(heading: str, findings: Sequence[Finding]) -> Iterable[etree._Element]:
    yield E.h2(heading)
    if not findings:
        yield E.p("Nothing.")
        return
    yield _table(("where", "what", "what to do"), [(each.where, each.what, each.action) for each in findings])


def _delivered(report: RunReport) -> Iterable[etree._Element]:
    sent = report.delivered
    yield E.h2("Delivered")
    yield E.p(
        f"Sent to {sent.sent}, had it before {sent.before}, not delivered {sent.failed}; "
        f"{counted(sent.copied, 'file')} copied."
    )


def _steps(report: RunReport) -> Iterable[etree._Element]:
    yield E.h2("Timings")
    rows = [(step.name, step.line, f"{step.seconds:.1f}") for step in report.steps]
    yield _table(("step", "what", "seconds"), [*rows, ("all", "", f"{report.seconds:.1f}")], numbers=1)


def _all(report: RunReport) -> Iterable[etree._Element]:
    rows = [(each.severity, each.code, each.where, each.what, each.action) for each in report.findings]
    if rows:
        heading = E.summary(f"All findings ({len(rows)})")
        yield E.details(heading, _table(("grade", "code", "where", "what", "what to do"), rows))


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], numbers: int = 0) -> etree._Element:
    def kind(at: int, text: str = "") -> dict[str, str]:
        if at >= len(heads) - numbers:
            return {"class": "n"}
        is_long = max(map(len, text.split()), default=0) > LONG_WORD
        return {"class": "where"} if is_long else {}

    head = E.tr(*(E.th(text, kind(at), scope="col") for at, text in enumerate(heads)))
    body = [E.tr(*(E.td(kind(at, text), *_coded(text)) for at, text in enumerate(row))) for row in rows]
    table: etree._Element = E.div(
        {"class": "scroll", "tabindex": "0"}, E.table(E.thead(head), E.tbody(*body))
    )
    return table


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]


def _coded(text: str) -> Iterable[str | etree._Element]:
    """Show what stands between backticks as something to type."""
    for number, part in enumerate(text.split("`")):
        yield E.code(part) if number % 2 else part
