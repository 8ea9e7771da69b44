"""The bytes of a YAML file → a tree of texts, lists and mappings, each with its line and column."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from pipeline.config.decode import LINE_END, decode
from pipeline.config.faults import tell_fault, tell_text_only
from pipeline.config.sheet import START, Place, Sheet, quoted
from pipeline.patterns import lazy


NULLS = frozenset({"", "~", "null", "Null", "NULL"})
MAX_DEPTH = 12
COMMENT_AS_VALUE = lazy(r"[^#]*[:,\[{-]\s+(?P<text>#[^\s#]\S*)")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text as written. YAML guesses no type here: the field knows whether it wants text or a number."""

    place: Place
    text: str | None  # None: null
    is_plain: bool = True


@dataclass(frozen=True, slots=True)
class Listing:
    """A YAML sequence."""

    place: Place
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Mapping:
    """A YAML mapping; no key stands in it twice."""

    place: Place
    pairs: tuple[tuple[str, Place, Node], ...]


@dataclass(frozen=True, slots=True)
class Broken:
    """A value whose mistake is told already."""

    place: Place


Node = Scalar | Listing | Mapping | Broken


@dataclass(frozen=True, slots=True)
class _Draft:
    sheet: Sheet
    lines: list[str]
    events: Iterator[yaml.Event]


def read_tree(sheet: Sheet, data: bytes) -> Mapping | None:
    """Read a file that holds one mapping; tell its mistakes; None when there is nothing to go on with."""
    text = decode(sheet, data)
    if text is None:
        return None
    try:
        events = _parse(text)
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        tell_fault(sheet, text, error)
        return None
    node = _document(_Draft(sheet, LINE_END.split(text), iter(events)))
    if isinstance(node, Mapping):
        return node
    if node is None or (isinstance(node, Scalar) and node.text is None):
        sheet.tell(START, "the file is empty", "write its 'key: value' lines, or delete it")
    elif isinstance(node, Listing):
        sheet.tell(node.place, "the file is a list, not a mapping", "write 'key: value' lines")
    elif isinstance(node, Scalar):
        tell_text_only(sheet, text, node.place)
    return None


def _parse(text: str) -> list[yaml.Event]:
    # libyaml and PyYAML word their errors differently and disagree about tabs: libyaml is only the fast lane
    # for what is right, and PyYAML's own words are told either way.
    if yaml.__with_libyaml__ and "\t" not in text:
        with contextlib.suppress(yaml.YAMLError):
            return list(yaml.parse(text, Loader=yaml.CSafeLoader))
    return list(yaml.parse(text, Loader=yaml.SafeLoader))


def _document(draft: _Draft) -> Node | None:
    root: Node | None = None
    for event in draft.events:
        if isinstance(event, yaml.DocumentStartEvent):
            if root is not None:
                draft.sheet.tell(
                    _place(event), "a second document begins here", "keep one document in a file"
                )
                break
            root = _node(draft, next(draft.events), 0)
    return root


def _node(draft: _Draft, event: yaml.Event, depth: int) -> Node:
    place = _place(event)
    refused = _refusal(event, depth)
    if refused is not None:
        draft.sheet.tell(place, *refused)
        _skip(draft, event)
        return Broken(place)
    if isinstance(event, yaml.MappingStartEvent):
        return Mapping(place, _pairs(draft, depth + 1))
    if isinstance(event, yaml.SequenceStartEvent):
        return Listing(place, tuple(_nodes(draft, depth + 1)))
    assert isinstance(event, yaml.ScalarEvent), "aliases are refused, and nothing else is a node"
    is_plain = not event.style
    return Scalar(place, None if is_plain and event.value in NULLS else event.value, is_plain)


def _skip(draft: _Draft, event: yaml.Event) -> None:
    """Pass over what a refused list or mapping holds."""
    depth = 0
    while True:
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth == 0:
            return
        event = next(draft.events)


def _refusal(event: yaml.Event, depth: int) -> tuple[str, str] | None:
    """Say why a node cannot be used: aliases, anchors and tags could make a small file an endless one."""
    if isinstance(event, yaml.AliasEvent):
        return f"{quoted(f'*{event.anchor}')} is a YAML alias", "put the value in quotes, or write it out"
    anchor = getattr(event, "anchor", None)
    if anchor is not None:
        return f"{quoted(f'&{anchor}')} is a YAML anchor", "put the value in quotes, or remove the anchor"
    if getattr(event, "tag", None) is not None:
        return "a YAML tag, an unquoted '!' before the value", "remove the tag, or put the value in quotes"
    if depth == MAX_DEPTH:
        return f"more than {MAX_DEPTH} lists or mappings inside each other", "flatten them"
    return None


def _nodes(draft: _Draft, depth: int) -> Iterator[Node]:
    for event in draft.events:
        if isinstance(event, yaml.SequenceEndEvent):
            return
        node = _node(draft, event, depth)
        yield _not_a_comment(draft, node, node.place)


def _pairs(draft: _Draft, depth: int) -> tuple[tuple[str, Place, Node], ...]:
    found: dict[str, tuple[str, Place, Node]] = {}
    for event in draft.events:
        if isinstance(event, yaml.MappingEndEvent):
            break
        key = _node(draft, event, depth)
        value = _node(draft, next(draft.events), depth)
        if not isinstance(key, Scalar) or not key.text:
            if not isinstance(key, Broken):
                draft.sheet.tell(key.place, "a key that is not a word", "write 'key: value'")
            continue
        if key.text in found:
            line = found[key.text][1][0]
            what = f"key {quoted(key.text)} is written twice, first in line {line}"
            draft.sheet.tell(key.place, what, "keep one of the two")
            continue
        found[key.text] = (key.text, key.place, _not_a_comment(draft, value, key.place))
    return tuple(found.values())


def _not_a_comment(draft: _Draft, node: Node, place: Place) -> Node:
    """Give a null its key's place; refuse it when `body: #zoom` lost its value as a comment."""
    if not isinstance(node, Scalar) or node.text is not None:
        return node
    rest = draft.lines[place[0] - 1][max(place[1] - 3, 0) :]
    match = COMMENT_AS_VALUE.match(rest)
    if match is None:
        return Scalar(place, None)
    what = f"{quoted(match['text'])} is read as a comment, so there is no value"
    draft.sheet.tell(place, what, "put the value in quotes, or a space after the '#' of a comment")
    return Broken(place)


def _place(event: yaml.Event) -> Place:
    mark = event.start_mark
    assert mark is not None, "PyYAML marks every event"
    return mark.line + 1, mark.column + 1
