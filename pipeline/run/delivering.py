"""What is out → to the subscribers and to the other places, each book once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path

from pipeline.collect.period import window_of
from pipeline.config import Home
from pipeline.config.following import date_after
from pipeline.config.subscribers import load_subscribers
from pipeline.deliver.book import Letterhead, read_letterhead
from pipeline.deliver.copies import copy_all
from pipeline.deliver.post import Errand, send_books
from pipeline.deliver.records import Records
from pipeline.run.due import Due
from pipeline.run.gathering import book_of, volume_of
from pipeline.run.publishing import is_let_out, published
from pipeline.run.values import Notes, RunChoices, Sent


def deliver_due(home: Home, due: Sequence[Due], today: date, choices: RunChoices, notes: Notes) -> None:
    """Deliver the due issues that are out, and a volume whose year is over."""
    out = published(home, notes.books)
    names = [each.name for each in due if each.name in out and is_let_out(home, each.name)]
    years = sorted({each.year for each in due})
    names.extend(f"{year}" for year in years if f"{year}" in out and is_over(home, year, today))
    deliver(home, names, choices, notes)


def is_over(home: Home, year: int, today: date) -> bool:
    """Tell whether the last issue of a year is out: the next that is due bears another year."""
    frequency = home.periodical.frequency
    last = home.of_year(year)[-1:]
    if not last or window_of(last[0].date, frequency).last >= today.isoformat():
        return False
    return date_after(last[0].date, frequency)[:4] != f"{year}"


def deliver(
    home: Home,
    names: Sequence[str],
    choices: RunChoices,
    notes: Notes,
    *,
    again: Collection[str] = (),
    groups: Collection[str] = (),
) -> None:
    """Send the named books, and copy all that is on the shelf to where copies go."""
    subscribers = [
        each for each in load_subscribers(home.root) if not groups or set(groups) & set(each.groups)
    ]
    records = Records(home.root, home.periodical.namespace)
    books = [letterhead_of(home, name) for name in names] if subscribers else []
    errand = Errand(home.root, home.office, subscribers, records, choices.now, again)
    done = send_books(errand, books)
    copied, told = copy_all(home.root, home.office.copies, shelf_books(home))
    notes.delivered = Sent(done.sent, done.before, done.failed, copied)
    notes.findings.extend([*done.findings, *told])


def letterhead_of(home: Home, name: str) -> Letterhead:
    """Read a book of the shelf by its name."""
    place = book_of(home, name.replace("/", "-")) if "/" in name else volume_of(home, int(name))
    return read_letterhead(place, name)


def shelf_books(home: Home) -> list[Path]:
    """List the books on the shelf."""
    dist = home.root / "dist"
    return [
        path
        for folder in ("issues", "volumes")
        for path in sorted((dist / folder).glob("*.epub"))
        if not path.name.startswith(".")
    ]
