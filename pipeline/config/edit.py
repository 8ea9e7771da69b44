"""The text of an `issue.yaml` and new entries → the text with them at its end, all else byte for byte."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import yaml

from pipeline.config.decode import FORBIDDEN, LINE_END
from pipeline.config.marks import NULLS
from pipeline.config.texts import write_issue_yaml
from pipeline.errors import UsageError
from pipeline.model import Entry, Issue
from pipeline.patterns import lazy


KEY = "articles"
COMMENT_LINE = lazy(r"( *)#")
COMMENT = lazy(r"(?:^|(?<=\s))#[^\r\n]*")
IN_FLOW = lazy(r"[\w./-]+")  # what needs no quotes between brackets
Cut = tuple[int, int, str]  # from, to, what stands there instead


@dataclass(frozen=True, slots=True)
class Addition:
    """A new entry, and a remark for the person who reads the file."""

    entry: Entry
    remark: str | None = None


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A file's text and how it is written."""

    text: str
    root: yaml.MappingNode
    newline: str


@dataclass(frozen=True, slots=True)
class _List:
    """How the items of a list are written: the column of their dashes, what follows a dash, between items."""

    column: int = 2
    gap: int = 2
    is_flow: bool = False
    is_spaced: bool = False


def append_entries(text: str, additions: Sequence[Addition], path: str = "issue.yaml") -> str:
    """Return the text with entries appended to `articles:`; comments, order and layout of the rest stay."""
    if not additions:
        return text
    lines = [_block_lines(addition.entry) for addition in additions]
    wanted = _with(_load(text), lines)
    for cuts in _ways(text, additions) if wanted is not None else ():
        written = _apply(text, cuts)
        if _load(written) == wanted:
            return written
    shown = "\n".join(line for addition in additions for line in _block_item(_List(), addition))
    raise UsageError(f"{path} is laid out in a way that cannot be added to; add these lines to it:\n{shown}")


def _ways(text: str, additions: Sequence[Addition]) -> Iterator[list[Cut]]:
    """Yield the changes that may be right, the most natural first; the caller tries each."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode):
        return
    breaks = LINE_END.search(text)
    sheet = _Sheet(text, root, breaks[0] if breaks else "\n")
    node = next((value for key, value in root.value if key.value == KEY), None)
    if node is None:
        yield _as_new_key(sheet, additions)
    elif isinstance(node, yaml.SequenceNode) and node.value and not node.flow_style:
        yield _after_block(sheet, node, additions)
    elif isinstance(node, yaml.SequenceNode) and node.value:
        yield _after_flow_lines(sheet, node, additions)
        yield _after_flow(node, additions)
    elif isinstance(node, yaml.SequenceNode) or (isinstance(node, yaml.ScalarNode) and node.value in NULLS):
        yield _in_place_of(sheet, node, additions)
        inside = node.start_mark.index + 1  # `[ # a comment` stays where it is
        yield [(inside, inside, ", ".join(map(_flow_item, additions)))]


def _apply(text: str, cuts: list[Cut]) -> str:
    for start, end, new in sorted(cuts, reverse=True):
        text = text[:start] + new + text[end:]
    return text


# --- where a list is written in lines -------------------------------------------------------------------------


def _after_block(sheet: _Sheet, node: yaml.SequenceNode, additions: Sequence[Addition]) -> list[Cut]:
    style = _style_of(sheet, node)
    at = _past_comments(sheet.text, _line_end(sheet.text, _end_of(sheet.text, node)), style.column)
    return [(at, at, _block_text(sheet, style, additions))]


def _style_of(sheet: _Sheet, node: yaml.SequenceNode) -> _List:
    last = node.value[-1]
    column, first_dash = node.start_mark.column, sheet.text.rfind("-", 0, last.start_mark.index)
    is_beside_dash = LINE_END.search(sheet.text, first_dash, last.start_mark.index) is None
    gap = last.start_mark.column - column if is_beside_dash else 2
    is_spaced = False
    if len(node.value) > 1:
        end = _end_of(sheet.text, node.value[-2])
        is_spaced = any(not line.strip() for line in LINE_END.split(sheet.text[end:first_dash])[1:-1])
    return _List(column, gap, all(bool(part.flow_style) for part in node.value), is_spaced)


def _end_of(text: str, node: yaml.Node) -> int:
    """Return where the last value of a node ends; PyYAML's own mark lies behind the comments that follow."""
    while isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        header = LINE_END.split(text[start:end], maxsplit=1)[0]
        kept = text[start:end]
        end = start + len(kept.removesuffix("\n").removesuffix("\r") if "+" in header else kept.rstrip())
    return end


def _line_end(text: str, at: int) -> int:
    match = LINE_END.search(text, at)
    return match.start() if match else len(text)


def _past_comments(text: str, at: int, column: int) -> int:
    """Pass over the comment lines that are indented as the list is: they belong to its last entry."""
    while line_break := LINE_END.match(text, at):
        comment = COMMENT_LINE.match(text, line_break.end())
        if comment is None or len(comment[1]) < max(column, 1):
            break
        at = _line_end(text, line_break.end())
    return at


def _block_text(sheet: _Sheet, style: _List, additions: Sequence[Addition]) -> str:
    between = sheet.newline * (2 if style.is_spaced else 1)
    return "".join(between + sheet.newline.join(_block_item(style, addition)) for addition in additions)


def _block_item(style: _List, addition: Addition) -> list[str]:
    first, *rest = [_flow_item(addition)] if style.is_flow else _block_lines(addition.entry)
    if addition.remark and (remark := " ".join(FORBIDDEN.sub(" ", addition.remark).split())):
        first += f"  # {remark}"
    dash = " " * style.column + "-" + " " * (style.gap - 1)
    return [dash + first, *(" " * len(dash) + line if line else "" for line in rest)]


def _block_lines(entry: Entry) -> list[str]:
    """Write an entry as the lines under its dash."""
    text = write_issue_yaml(Issue(1, 1, "1", (entry,))).partition(f"{KEY}:\n")[2]
    return [line[4:] for line in text.removesuffix("\n").split("\n")]


# --- where a list is written in brackets, or not at all -------------------------------------------------------


def _after_flow(node: yaml.SequenceNode, additions: Sequence[Addition]) -> list[Cut]:
    end = node.value[-1].end_mark.index
    return [(end, end, "".join(f", {_flow_item(addition)}" for addition in additions))]


def _after_flow_lines(sheet: _Sheet, node: yaml.SequenceNode, additions: Sequence[Addition]) -> list[Cut]:
    """Add lines of their own where every item of a bracketed list has one."""
    last, text = node.value[-1], sheet.text
    end = last.end_mark.index
    indent = text[last.start_mark.index - last.start_mark.column : last.start_mark.index]
    at, close = _line_end(text, end), node.end_mark.index - 1
    if indent.strip() or not last.start_mark.line > node.start_mark.line or close < at:
        return _after_flow(node, additions)
    has_comma = "," in COMMENT.sub("", text[end:close])
    items = f",{sheet.newline}{indent}".join(map(_flow_item, additions))
    lines = f"{sheet.newline}{indent}{items}{',' if has_comma else ''}"
    return [(end, end, "" if has_comma else ","), (at, at, lines)]


def _in_place_of(sheet: _Sheet, node: yaml.Node, additions: Sequence[Addition]) -> list[Cut]:
    """Write a list where `[]`, null or nothing stands."""
    start, end = node.start_mark.index, node.end_mark.index
    if "#" in sheet.text[start:end]:
        return []
    if sheet.root.flow_style:
        return [(start, end, f" [{', '.join(map(_flow_item, additions))}]")]
    before = sheet.text[:start].rstrip(" ")
    at = _line_end(sheet.text, end)
    return [(len(before), end, ""), (at, at, _block_text(sheet, _List(), additions))]


def _as_new_key(sheet: _Sheet, additions: Sequence[Addition]) -> list[Cut]:
    if sheet.root.flow_style or not sheet.root.value:
        return []
    at = _line_end(sheet.text, _end_of(sheet.text, sheet.root))
    return [(at, at, f"{sheet.newline}{KEY}:{_block_text(sheet, _List(), additions)}")]


def _flow_item(addition: Addition) -> str:
    node = yaml.compose("\n".join(_block_lines(addition.entry)), Loader=yaml.SafeLoader)
    assert node is not None, "an entry has a url or a file"
    return _flow(node)


def _flow(node: yaml.Node) -> str:
    if isinstance(node, yaml.MappingNode):
        return f"{{{', '.join(f'{key.value}: {_flow(value)}' for key, value in node.value)}}}"
    if isinstance(node, yaml.SequenceNode):
        return f"[{', '.join(map(_flow, node.value))}]"
    assert isinstance(node, yaml.ScalarNode), "an entry's text has no aliases"
    is_plain = not node.style and (IN_FLOW.fullmatch(node.value) or node.value in NULLS)
    return str(node.value) if is_plain else json.dumps(node.value, ensure_ascii=False)


# --- what must come out ---------------------------------------------------------------------------------------


def _load(text: str) -> object:
    """Load a file as texts, lists and mappings, without guessing types; None when it is no YAML."""
    try:
        return _tidy(yaml.load(text, Loader=yaml.BaseLoader))  # noqa: S506 (it makes nothing but texts)
    except yaml.YAMLError:
        return None


def _tidy(value: object) -> object:
    """Drop the white space at the ends of texts, as the fields of an issue do."""
    if isinstance(value, dict):
        return {key: _tidy(part) for key, part in value.items()}
    return [_tidy(part) for part in value] if isinstance(value, list) else str(value).strip()


def _with(old: object, lines: list[list[str]]) -> object:
    """Return what a file holds with entries added to its articles, None for a file that holds no mapping."""
    if not isinstance(old, dict):
        return None
    there = old.get(KEY)
    new = [_load("\n".join(part)) for part in lines]
    return old | {KEY: [*(there if isinstance(there, list) else []), *new]}
