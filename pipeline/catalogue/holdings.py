"""A periodical → what is held of it and what is not: enumeration and chronology, as MARC 853/863 and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from pymarc import Field, Record

from pipeline.catalogue.marc import control, field, record
from pipeline.catalogue.marc_values import language_code
from pipeline.catalogue.values import Item, Title
from pipeline.dates import last_day
from pipeline.model import Issue


LEADER = "00000ny  a2200000un 4500"
PER_YEAR = {"monthly": 12, "semimonthly": 24, "quarterly": 4}  # numbers of a week's paper vary
COLUMNS = (
    "kind", "status", "year", "number", "whole_number", "date", "enumeration", "chronology", "marc_863", "title",
    "articles", "file", "size_bytes", "sha256", "identifier", "issn",
)  # fmt: skip
Row = dict[str, str]


def holdings_record(title: Title) -> Record:
    """Write the holdings of a serial (MARC 21 for holdings data): a line for every unbroken run."""
    identifier = title.identifier("holdings").removeprefix("urn:uuid:")
    stamp = title.items[-1].publication.modified
    day = stamp[2:10].replace("-", "")
    language = language_code(title.periodical.language)
    fields = [
        control("001", identifier),
        control("004", title.identifier("serial").removeprefix("urn:uuid:")),
        control("005", f"{''.join(each for each in stamp if each.isdigit())}.0"),
        control("008", f"{day}4u    8   0001uu{language}0{last_day(stamp[:10])[2:].replace('-', '')}"),
        field("852", "  ", ("a", title.periodical.publisher)),
        _captions(title),
        *_runs(title),
    ]
    return record(LEADER, fields)


def _captions(title: Title) -> Field:
    often = str(PER_YEAR.get(title.periodical.frequency, "var"))
    return field(
        "853", "20", ("8", "1"), ("a", "(year)"), ("b", "no."), ("u", often), ("v", "r"), ("g", "whole no."),
        ("i", "(year)"), ("j", "(month)"),
    )  # fmt: skip


def _runs(title: Title) -> Iterator[Field]:
    """Compress the issues of a year that follow each other; a run that a gap ends says so."""
    runs: list[list[Issue]] = []
    for item in title.issues:
        issue = item.issues[0]
        last = runs[-1][-1] if runs else None
        if (
            last is not None
            and last.year == issue.year
            and last.last + 1 == issue.number
            and issue.special is None
        ):
            runs[-1].append(issue)
        else:
            runs.append([issue])
    gaps = dict(title.missing)
    for place, run in enumerate(runs, start=1):
        first, last = run[0], run[-1]
        is_gap = last.last + 1 in gaps.get(last.year, ())
        yield field(
            "863",
            "41",
            ("8", f"1.{place}"),
            ("a", str(first.year)),
            ("b", first.special or _span(first.number, last.last)),
            ("g", _span(first.whole_number, last.whole_through or last.whole_number)),
            ("i", _span(first.date[:4], last.date[:4])),
            ("j", _span(first.date[5:7], last.date[5:7])),
            ("w", "g" if is_gap else None),
        )


def _span(first: object, last: object) -> str | None:
    if not first or not last:
        return None
    return str(first) if first == last else f"{first}-{last}"


def holdings_csv(title: Title) -> bytes:
    """Write every issue and volume that is there and every number that is not, a line each."""
    out = io.StringIO()
    table = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    table.writeheader()
    table.writerows(_rows(title))
    return b"\xef\xbb\xbf" + out.getvalue().encode()  # with a mark: spreadsheets take it for Latin-1 without


def _rows(title: Title) -> Iterator[Row]:
    rows = [(item.year, item.issues[0].number, _held(item, title)) for item in title.issues]
    for year, numbers in title.missing:
        rows += [(year, number, _gap(title, year, number)) for number in numbers]
    for _, _, row in sorted(rows, key=lambda each: each[:2]):
        yield row
    for item in title.volumes:
        yield _held(item, title) | {"kind": "volume", "number": "", "whole_number": "", "marc_863": ""}


def _held(item: Item, title: Title) -> Row:
    issue, publication, book = item.issues[0], item.publication, item.book
    number = issue.special or _span(issue.number, issue.last)
    whole = _span(issue.whole_number, issue.whole_through or issue.whole_number)
    marc = [("a", str(issue.year)), ("b", number), ("g", whole)]
    marc += [("i", issue.date[:4]), ("j", issue.date[5:7]), ("k", issue.date[8:10])]
    return {
        "kind": "issue",
        "status": "held",
        "year": str(item.year),
        "number": number or "",
        "whole_number": whole or "",
        "date": publication.issued,
        "enumeration": publication.face.folio,
        "chronology": publication.face.date_text,
        "marc_863": " ".join(f"${code} {text}" for code, text in marc if text),
        "title": publication.title,
        "articles": str(len(item.articles)),
        "file": book.file,
        "size_bytes": str(book.size_bytes),
        "sha256": book.sha256,
        "identifier": publication.identifier,
        "issn": title.periodical.issn or "",
    }


def _gap(title: Title, year: int, number: int) -> Row:
    told = {
        "kind": "issue",
        "status": "missing",
        "year": str(year),
        "number": str(number),
        "enumeration": title.terms.text("folio", number=number),
        "marc_863": f"$a {year} $b {number}",
        "issn": title.periodical.issn or "",
    }
    return dict.fromkeys(COLUMNS, "") | told
