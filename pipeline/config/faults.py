"""What PyYAML says of a fault in a file → a mistake in words a person understands."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

import yaml

from pipeline.config.decode import LINE_END, place_after
from pipeline.config.sheet import START, Place, Sheet, quoted
from pipeline.patterns import lazy


class Fault(NamedTuple):
    """A row of the table: PyYAML's words, which of its two marks to point at, what, what to do."""

    pattern: str
    at: Literal["context", "problem"]
    what: str
    action: str


QUOTE_IT = "put the value in quotes"
CLOSE_IT = "close it with '{}', and put a value that holds '#', ',', '?' or ': ' in quotes"
ALIGN_IT = "begin it in the column of its neighbours"

# Searched in order in "context: problem".
FAULTS = (
    Fault(r"character '\\t' that cannot start", "problem", "a tab where YAML wants spaces", "use spaces"),
    Fault("cannot start any token", "problem", "a value cannot begin with {found}", QUOTE_IT),
    Fault(
        "mapping values are not allowed",
        "problem",
        "a ': ' where no key can stand",
        "put a text that holds ': ' in quotes, or mend the indentation",
    ),
    Fault(
        "expected ':'",
        "context",
        "a line that is neither 'key: value' nor an item of a list",
        "put ': ' after the key, or quotes around a text of several lines",
    ),
    Fault(
        "sequence entries are not allowed",
        "problem",
        "a '- ' where no list can begin",
        "begin the list on its own line under the key, or put the text in quotes",
    ),
    Fault("mapping keys are not allowed", "problem", "a '?' where no key can stand", QUOTE_IT),
    Fault(
        "scanning an alias",
        "context",
        "an unquoted '*' at the start of a value",
        f'{QUOTE_IT}, like "*.news.example"',
    ),
    Fault("scanning an anchor", "context", "an unquoted '&' at the start of a value", QUOTE_IT),
    Fault(
        "(scanning|parsing) a tag|undefined tag handle",
        "context",
        "an unquoted '!' at the start of a value",
        QUOTE_IT,
    ),
    Fault(
        "block scalar",
        "context",
        "text on the line of '|' or '>'",
        f"begin the text on the next line, or {QUOTE_IT}",
    ),
    Fault(
        "unknown escape character|hexadecimal numbers",
        "problem",
        "a backslash that double quotes do not know",
        "use single quotes around the value",
    ),
    Fault(
        "quoted scalar",
        "context",
        "a quotation mark that is never closed",
        "close it with the same mark",
    ),
    Fault("flow sequence", "context", "a list opened with '[' lacks its ']' or a ','", CLOSE_IT.format("]")),
    Fault(
        "flow mapping", "context", "a mapping opened with '{' lacks its '}' or a ','", CLOSE_IT.format("}")
    ),
    Fault(
        "node content.*stream end",
        "problem",
        "the file ends in the middle of a list or mapping",
        "close it with ']' or '}'",
    ),
    Fault(
        "node content",
        "problem",
        "a value is missing before {found}",
        "write the value, or remove the mark",
    ),
    Fault(
        "<block end>, but found '<scalar>'",
        "problem",
        "text after the end of a value",
        "put the whole value in quotes, and double a quotation mark inside it",
    ),
    Fault(
        "expected <block end>",
        "problem",
        "this line fits neither the lines above it nor their indentation",
        ALIGN_IT,
    ),
    Fault(
        "document start",
        "problem",
        "this line does not belong to the lines above it",
        "begin every key of the file in the same column",
    ),
    Fault(
        "scanning a directive|YAML directive|tag handle|YAML document",
        "problem",
        "a YAML directive, which these files do not use",
        f"remove it, or {QUOTE_IT}",
    ),
    Fault("", "problem", "this line is not YAML", f"{QUOTE_IT}, or mend the line"),
)

# `title：园地`, as a Chinese keyboard writes it.
WIDE_COLON = lazy(r"[ \t]*(?:- +)?(?P<key>[A-Za-z_]+)：")
ESCAPE_TOO_HIGH = lazy(r"\\U(?!000|0010)[0-9A-Fa-f]{8}")
FOUND = lazy(r"'[^']+'(?=[^']*$)")


def tell_fault(sheet: Sheet, text: str, error: yaml.YAMLError | ValueError | OverflowError) -> None:
    """Tell of a file that is not YAML."""
    if not isinstance(error, yaml.MarkedYAMLError):
        # Python's chr refuses an escape like "\Uffffffff"; PyYAML lets its error through, without a mark.
        match = ESCAPE_TOO_HIGH.search(text)
        place = place_after(text[: match.start()]) if match else START
        sheet.tell(place, "an escape that stands for no character", "use single quotes around the value")
        return
    lines = LINE_END.split(text)
    problem = _place(error.problem_mark or error.context_mark)
    if _tell_wide_colon(sheet, lines[: problem[0]]):
        return
    said = f"{error.context}: {error.problem}"
    fault = next(row for row in FAULTS if re.search(row.pattern, said))
    place = _place(error.context_mark) if fault.at == "context" and error.context_mark else problem
    if fault is FAULTS[0] and not lines[place[0] - 1][: place[1] - 1].strip():
        fault = fault._replace(what="a tab at the start of a line")
    found = FOUND.search(str(error.problem))
    sheet.tell(place, fault.what.replace("{found}", found[0] if found else "this"), fault.action)


def tell_text_only(sheet: Sheet, text: str, place: Place) -> None:
    """Tell of a file that is one text where 'key: value' lines should stand."""
    if not _tell_wide_colon(sheet, LINE_END.split(text)):
        sheet.tell(place, "the file holds no 'key: value' lines", "write ':' and a space after each key")


def _tell_wide_colon(sheet: Sheet, lines: list[str]) -> bool:
    for number, line in enumerate(lines, 1):
        match = WIDE_COLON.match(line)
        if match:
            action = f"write '{match['key']}: ', with ':' and a space"
            sheet.tell((number, match.end()), f"a full-width colon after {quoted(match['key'])}", action)
            return True
    return False


def _place(mark: yaml.Mark | None) -> Place:
    return (mark.line + 1, mark.column + 1) if mark else START
