"""Targets a person names → delivered by hand, by the same ledger and under the same lock as a run's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.config import Home, load_home, parse_target
from pipeline.config.subscribers import load_subscribers
from pipeline.deliver.bounces import read_bounces
from pipeline.deliver.records import Delivery, Records
from pipeline.errors import UsageError
from pipeline.findings import find
from pipeline.run.delivering import deliver
from pipeline.run.gathering import book_of, volume_of
from pipeline.run.lock import only_run
from pipeline.run.publishing import is_let_out
from pipeline.run.values import Notes, RunChoices
from pipeline.run.waiting import load_waiting


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person asks to be delivered."""

    targets: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    again: tuple[str, ...] = ()
    bounces: Path | None = None


def deliver_named(root: Path, wish: Wish, choices: RunChoices) -> Notes:
    """Deliver what is named, or the newest issue that is out."""
    home = load_home(root)
    notes = Notes()
    known = {each.address.lower() for each in load_subscribers(root)}
    groups = {name for each in load_subscribers(root) for name in each.groups}
    _check(wish.again, known, "subscriber has the address")
    _check(wish.groups, groups, "subscriber is of the group")
    with only_run(root, "deliver", choices.moment):
        if wish.bounces is not None:
            _note_bounces(home, wish.bounces, choices, notes)
        names = _names(home, wish.targets)
        _check_review(home, names)
        deliver(home, names, choices, notes, again={each.lower() for each in wish.again}, groups=wish.groups)
    return notes


def _check(named: Sequence[str], known: set[str], what: str) -> None:
    for name in named:
        if name.lower() not in known and name not in known:
            raise UsageError(f"no {what} {name!r}; see sources/subscribers.yaml")


def _names(home: Home, targets: Sequence[str]) -> list[str]:
    """Return the names of books that are out; of one that is not, tell why."""
    if not targets:
        out = [issue for issue in home.issues if book_of(home, issue.key).is_file()]
        if not out:
            raise UsageError("no issue is published yet; `presswork run` or `presswork build` makes one")
        return [out[-1].name]
    waiting = {each.name for each in load_waiting(home.root)}
    names = []
    for text in targets:
        target = parse_target(text, home.issues)
        name = str(target)
        place = volume_of(home, target.year) if target.number is None else book_of(home, target.issues[0].key)
        if not place.is_file():
            does = (
                f"it waits: `presswork approve {name}`"
                if name in waiting
                else f"`presswork build {name}` makes it"
            )
            raise UsageError(f"{name} is not published; {does}")
        names.append(name)
    return names


def _check_review(home: Home, names: Sequence[str]) -> None:
    for name in names:
        if not is_let_out(home, name):
            raise UsageError(
                f"{name} was not approved, and review: is required; `presswork run` lays it out, "
                f"`presswork approve {name}` lets it out"
            )


def _note_bounces(home: Home, mailbox: Path, choices: RunChoices, notes: Notes) -> None:
    records = Records(home.root, home.periodical.namespace)
    known = {each.address.lower(): each.address for each in load_subscribers(home.root)}
    for bounce in read_bounces(mailbox):
        address = known.get(bounce.address.lower())
        if address is None or records.bad(address) is not None:
            continue
        records.add(Delivery("", "", records.mark(address), "book", "bounced", choices.moment, bounce.why))
        notes.findings.append(find("DEL-009", "sources/subscribers.yaml", address=address, why=bounce.why))
