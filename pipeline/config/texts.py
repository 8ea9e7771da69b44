"""An issue's plan → the text of its `issue.yaml`, for a person to read and change."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from pipeline.model import CreditOverride, Entry, Issue
from pipeline.patterns import lazy


# What YAML reads back as it stands: begins with a letter or digit, holds no ': ', no ' #', no flow mark.
PLAIN = lazy(
    r"(?:[^\W_]|[《“‘「『（])(?:[^\x00-\x1f\x7f-\x9f\ud800-\udfff:#\[\]{},&*!|>%@`'\"\\\u2028\u2029\ufeff]|:(?=\S))*"
)
NULLS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})


def write_issue_yaml(issue: Issue, comment: str = "") -> str:
    """Return the file's text; reading it gives the same issue back."""
    return "\n".join([*_comment(comment), *_issue(issue)]) + "\n"


def _comment(comment: str) -> Iterator[str]:
    for line in comment.splitlines():
        yield f"# {line}".rstrip()


def _issue(issue: Issue) -> Iterator[str]:
    yield f"number: {issue.number}"
    if issue.whole_number is not None:
        yield f"whole_number: {issue.whole_number}"
    yield f"date: {issue.date}"
    yield from _texts("", (("title", issue.title),))
    if issue.ears is not None:
        yield f"ears: {_listed(issue.ears)}"
    yield from _texts("", (("note", issue.note), ("cover", issue.cover)))
    yield "articles:" if issue.entries else "articles: []"
    for entry in issue.entries:
        yield from _item(_entry(entry))
    if issue.alt:
        yield "alt:"
        for name, text in issue.alt:
            yield from _text("  ", _scalar(name), text)
    if issue.corrections:
        yield "corrections:"
    for correction in issue.corrections:
        lines = [f"date: {correction.date}"]
        if correction.article is not None:
            lines.append(f"article: {correction.article}")
        yield from _item([*lines, *_text("", "text", correction.text)])


def _entry(entry: Entry) -> Iterator[str]:
    names = ("url", "file", "outlet", "title", "kicker", "deck", "language", "department")
    yield from _texts("", ((name, getattr(entry, name)) for name in names))
    if entry.series is not None:
        yield f"series: {{name: {_scalar(entry.series.name, in_flow=True)}, part: {entry.series.part}}}"
    if entry.credit.given:
        yield "credit:"
        yield from _credit(entry.credit)


def _credit(credit: CreditOverride) -> Iterator[str]:
    for name in credit.given:
        value = getattr(credit, name)
        if not value:
            yield f"  {name}: null"
        elif isinstance(value, tuple):
            yield f"  {name}: {_listed(value)}"
        else:
            yield from _text("  ", name, value)


def _item(lines: Iterable[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        yield f"{'    ' if number else '  - '}{line}" if line else ""


def _texts(indent: str, pairs: Iterable[tuple[str, str | None]]) -> Iterator[str]:
    for name, value in pairs:
        if value is not None:
            yield from _text(indent, name, value)


def _text(indent: str, name: str, value: str) -> Iterator[str]:
    lines = value.split("\n")
    if len(lines) == 1 or "\t" in value:
        yield f"{indent}{name}: {_scalar(value)}"
        return
    yield f"{indent}{name}: |-"
    for line in lines:
        yield f"{indent}  {line}" if line else ""


def _listed(values: tuple[str, ...]) -> str:
    return f"[{', '.join(_scalar(value, in_flow=True) for value in values)}]"


def _scalar(value: str, *, in_flow: bool = False) -> str:
    """Write a text plainly where YAML lets it stand so, else in double quotes, Chinese as it is."""
    is_plain = PLAIN.fullmatch(value) and value.casefold() not in NULLS and value == value.strip()
    if is_plain and not (in_flow and re.search(r"[?:]", value)) and not value.endswith(":"):
        return value
    return json.dumps(value, ensure_ascii=False)
