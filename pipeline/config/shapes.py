"""A node of a YAML tree → a typed value: what a mapping may hold, written as a table of its fields."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Mapping as Table
from dataclasses import dataclass
from typing import Any

from pipeline.config.marks import Broken, Listing, Mapping, Node, Scalar
from pipeline.config.sheet import FieldError, Place, Sheet, nearest, quoted
from pipeline.patterns import lazy


DIGITS = lazy(r"[0-9]{1,9}", re.ASCII)
BETWEEN_NAMES = lazy("[、；;]")
SECONDS = lazy(r"[0-9]{1,4}(?:\.[0-9]{1,3})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Record:
    """What could be read of a mapping, and where each value stands."""

    place: Place
    values: dict[str, Any]
    places: dict[str, Place]  # of every key that has a value, also of one that could not be read


class Unread:
    """The mark of a value whose mistake is told."""


UNREAD = Unread()
Read = Callable[[Sheet, str, Node], Any]  # the sheet, what the field is called, its node → a value or UNREAD
Check = Callable[[str], str]  # a text → the value, or a FieldError
LINES_UNDER = "write 'key: value' lines under it"


@dataclass(frozen=True, slots=True)
class Shape:
    """The fields of one kind of mapping."""

    required: Table[str, Read]
    optional: Table[str, Read]
    meant: Table[str, str]  # words people write for a field → what to do
    keeps_null: bool = False  # whether a null is a value of its own

    def __call__(self, sheet: Sheet, label: str, node: Node) -> Record | Unread:
        """Read a mapping; a field that is wrong is told and left out."""
        if not isinstance(node, Mapping):
            return _refuse(sheet, label, node, "a mapping", LINES_UNDER)
        record = Record(node.place, {}, {})
        for key, place, value in node.pairs:
            read = self.required.get(key) or self.optional.get(key)
            if read is None:
                sheet.tell(place, f"unknown key {quoted(key)}", self._advise(key))
            else:
                self._read_field(sheet, record, key, value)
        written = {key for key, _, _ in node.pairs}
        for key in self.required:
            if key not in written:
                sheet.tell(node.place, f"'{key}' is missing", f"add a line '{key}: …'")
        return record

    def _read_field(self, sheet: Sheet, record: Record, key: str, value: Node) -> None:
        read = self.required.get(key) or self.optional[key]
        if _is_null(value) and key in self.optional:
            if self.keeps_null:
                record.values[key] = None
            return
        record.places[key] = value.place
        found = read(sheet, f"'{key}'", value)
        if found is not UNREAD:
            record.values[key] = found

    def _advise(self, key: str) -> str:
        known = (*self.required, *self.optional)
        near = nearest(key, known)
        if key in self.meant:
            return self.meant[key]
        return f"did you mean '{near}'?" if near else f"write one of {', '.join(known)}"


def text(check: Check, *, can_be_empty: bool = False) -> Read:
    """Read a text that a check accepts."""

    def read(sheet: Sheet, label: str, node: Node) -> object:
        if not isinstance(node, Scalar) or node.text is None:
            return _refuse(sheet, label, node, "a text", "write one after its ':' or '-'")
        if not can_be_empty and not node.text.strip():
            sheet.tell(node.place, f"{label} is empty", "write it, or remove it")
            return UNREAD
        return _checked(sheet, node.place, node.text, check)

    return read


def number(sheet: Sheet, label: str, node: Node) -> object:
    """Read a whole number from 1 on; leading zeros are harmless, as in a folder's name."""
    if not isinstance(node, Scalar) or node.text is None:
        return _refuse(sheet, label, node, "a number", "write a whole number from 1 on")
    is_plain = node.is_plain
    return _checked(sheet, node.place, node.text, lambda written: _whole(label, written, is_plain=is_plain))


def year(sheet: Sheet, label: str, node: Node) -> object:
    """Read a year of four digits."""
    value = number(sheet, label, node)
    if isinstance(value, int) and not 1000 <= value <= 9999:
        sheet.tell(node.place, f"{label} is {value}", "write a year of four digits, like 2021")
        return UNREAD
    return value


def seconds(sheet: Sheet, label: str, node: Node) -> object:
    """Read a length of time."""
    if isinstance(node, Scalar) and node.text and node.is_plain and SECONDS.fullmatch(node.text):
        return float(node.text)
    return _refuse(sheet, label, node, "a number of seconds", "write one like 2 or 0.5, without quotes")


def listed(read: Read, *, least: int = 0, most: int | None = None) -> Read:
    """Read a list, every part of it in one way."""

    def read_list(sheet: Sheet, label: str, node: Node) -> object:
        if isinstance(node, Scalar) and node.text:
            sheet.tell(node.place, f"{label} should be a list, not a text", f"write it as {_bracketed(node)}")
            return UNREAD
        if not isinstance(node, Listing):
            return _refuse(sheet, label, node, "a list", "begin each of its lines with '- '")
        if len(node.nodes) < least:
            sheet.tell(node.place, f"{label} is empty", "write at least one")
        if most is not None and len(node.nodes) > most:
            sheet.tell(node.nodes[most].place, f"{label} has more than {most}", "remove what is too much")
        found = [_read_part(sheet, label, part, read) for part in node.nodes]
        return tuple(value for value in found if value is not UNREAD)

    return read_list


def names(read: Read) -> Read:
    """Read a list of names, or a text that holds them as a credit line does: 张三、李四."""
    many = listed(read)

    def read_either(sheet: Sheet, label: str, node: Node) -> object:
        if not isinstance(node, Scalar):
            return many(sheet, label, node)
        found = read(sheet, label, node)
        if not isinstance(found, str):
            return found
        return tuple(part.strip() for part in BETWEEN_NAMES.split(found) if part.strip())

    return read_either


def table(check_key: Check, read: Read) -> Read:
    """Read a mapping whose keys are free; its value is a `Record`."""

    def read_table(sheet: Sheet, label: str, node: Node) -> object:
        if not isinstance(node, Mapping):
            return _refuse(sheet, label, node, "a mapping", LINES_UNDER)
        record = Record(node.place, {}, {})
        for key, place, value in node.pairs:
            checked = _checked(sheet, place, key, check_key)
            found = read(sheet, quoted(key), value)
            if isinstance(checked, str) and found is not UNREAD:
                record.values[checked] = found
                record.places[checked] = place
        return record

    return read_table


def _read_part(sheet: Sheet, label: str, part: Node, read: Read) -> object:
    if _is_null(part):
        sheet.tell(part.place, f"a line of {label} is empty", "write it, or remove it")
        return UNREAD
    return read(sheet, f"a line of {label}", part)


def _is_null(node: Node) -> bool:
    return isinstance(node, Scalar) and node.text is None


def _checked(sheet: Sheet, place: Place, written: str, check: Callable[[str], object]) -> object:
    try:
        return check(written)
    except FieldError as error:
        sheet.tell(place, error.what, error.action)
        return UNREAD


def _whole(label: str, written: str, *, is_plain: bool) -> int:
    if not DIGITS.fullmatch(written):
        raise FieldError(f"{label} is {quoted(written)}, not a whole number", "write digits, from 1 on")
    if not is_plain:
        raise FieldError(f"{label} is a text, not a number", f"write {int(written)}, without quotes")
    if int(written) == 0:
        raise FieldError(f"{label} is 0", "write a whole number from 1 on")
    return int(written)


def _bracketed(node: Scalar) -> str:
    shown = quoted(node.text or "")[1:-1]
    return f"[{shown}]" if node.is_plain else f'["{shown}"]'


def _refuse(sheet: Sheet, label: str, node: Node, wanted: str, action: str) -> Unread:
    if isinstance(node, Scalar):
        found = f"should be {wanted}, not {quoted(node.text)}" if node.text is not None else "has no value"
        sheet.tell(node.place, f"{label} {found}", action)
    elif not isinstance(node, Broken):
        found = "a list" if isinstance(node, Listing) else "a mapping"
        sheet.tell(node.place, f"{label} should be {wanted}, not {found}", action)
    return UNREAD
