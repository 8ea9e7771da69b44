"""The lines about an article that say where it comes from → the credit of its entry."""

from __future__ import annotations

from dataclasses import replace

from pipeline.credit.line import Fields, is_credit_line, read_line
from pipeline.model import CreditOverride


KEPT = ("outlet", "original", "published", "byline", "editor", "retrieved", "rights")


def is_credit(text: str) -> bool:
    """Tell whether a line is nothing but credits."""
    return is_credit_line(text)


def names_source(text: str) -> bool:
    """Tell whether a line credits an outlet or an author, as only the line of an article does."""
    if not is_credit(text):
        return False
    fields = read_line(text)
    return bool(fields.outlet or fields.original or fields.byline)


def read_credit(lines: tuple[str, ...], *, authors: tuple[str, ...] = ()) -> CreditOverride:
    """Gather the credit of an article from its credit lines; what is said first wins."""
    credit = CreditOverride(byline=authors)
    for line in lines:
        fields = read_line(line)
        names = tuple(person.name for person in fields.byline if person.name not in credit.byline)
        credit = replace(
            credit,
            outlet=credit.outlet or fields.outlet,
            original=credit.original or fields.original,
            published=credit.published or fields.published,
            byline=(*credit.byline, *names),
            editor=credit.editor or fields.editor,
            retrieved=credit.retrieved or fields.retrieved,
            rights=credit.rights or fields.rights,
        )
    return replace(credit, given=tuple(name for name in KEPT if getattr(credit, name)))


def is_kept(text: str) -> bool:
    """Tell whether a credit line says anything that an entry keeps (审核：… says nothing of the kind)."""
    return read_line(text) != Fields()
