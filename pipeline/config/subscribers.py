"""`sources/subscribers.yaml` → who gets what; every mistake named at its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from pipeline.config import fields, letters
from pipeline.config.marks import read_tree
from pipeline.config.shapes import Read, Record, Shape, listed, table, text
from pipeline.config.sheet import Sheet, advise, quoted
from pipeline.errors import ConfigError
from pipeline.model import Subscriber


SUBSCRIBERS_FILE = "sources/subscribers.yaml"
DEFAULT = ("issue",)


def _of(check: Callable[[str], str]) -> Read:
    return text(lambda value: check(fields.line(value)))


def _group(value: str) -> str:
    return fields.line(value)


SUBSCRIBER = Shape(
    required={"address": _of(letters.mail_address)},
    optional={
        "name": text(fields.line),
        "gets": listed(_of(letters.gets)),
        "groups": listed(text(fields.line)),
    },
    meant={
        "mail": "did you mean 'address'?",
        "email": "did you mean 'address'?",
        "group": "did you mean 'groups'?",
        "wants": "did you mean 'gets'?",
    },
)
GROUP = Shape(
    required={"gets": listed(_of(letters.gets), least=1)}, optional={}, meant={"get": "did you mean 'gets'?"}
)
FILE = Shape(
    required={"subscribers": listed(SUBSCRIBER)},
    optional={"groups": table(_group, GROUP)},
    meant={"readers": "did you mean 'subscribers'?"},
)


def load_subscribers(root: Path) -> tuple[Subscriber, ...]:
    """Read the subscribers; a home without the file has none."""
    try:
        data = (root / SUBSCRIBERS_FILE).read_bytes()
    except FileNotFoundError:
        return ()
    sheet = Sheet(SUBSCRIBERS_FILE)
    tree = read_tree(sheet, data)
    record = FILE(sheet, SUBSCRIBERS_FILE, tree) if tree else None
    found = _subscribers(sheet, record) if isinstance(record, Record) else []
    if sheet.mistakes:
        raise ConfigError(tuple(sorted(set(sheet.mistakes), key=lambda told: (told.line, told.column))))
    return tuple(found)


def _subscribers(sheet: Sheet, record: Record) -> list[Subscriber]:
    groups = record.values["groups"].values if "groups" in record.values else {}
    lines: dict[str, int] = {}
    found = []
    for part in record.values.get("subscribers", ()):
        for name in part.values.get("groups", ()):
            if name not in groups:
                action = advise(name, groups, none=f"describe it: groups: {{{name}: {{gets: [issue]}}}}")
                sheet.tell(part.places["groups"], f"no group is named {quoted(name)}", action)
        address = part.values.get("address")
        if address is None:
            continue
        if address.lower() in lines:
            what = f"{quoted(address)} is a subscriber already in line {lines[address.lower()]}"
            sheet.tell(part.places["address"], what, "remove one of the two")
        lines.setdefault(address.lower(), part.place[0])
        found.append(_subscriber(part, groups))
    return found


def _subscriber(part: Record, groups: dict[str, Any]) -> Subscriber:
    values = part.values
    of_groups = [
        each
        for name in values.get("groups", ())
        if name in groups
        for each in groups[name].values.get("gets", ())
    ]
    wanted = values.get("gets") or of_groups or DEFAULT
    return Subscriber(
        values["address"],
        values.get("name"),
        tuple(each for each in letters.GETS if each in wanted),
        tuple(values.get("groups", ())),
    )
