"""A credit → the byline, the provenance rows and the reference that a book prints in its language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.model import Credit, Role
from pipeline.terms import Terms, date_text


ReferenceStyle = Literal["gbt7714-2015", "plain"]
# In the order in which a byline names them.
ROLES: tuple[Role, ...] = (
    "author", "reporter", "correspondent", "translator", "photographer", "editor", "responsible-editor",
)  # fmt: skip
AUTHORS: frozenset[Role] = frozenset(("author", "reporter", "correspondent"))
BYLINE_ROLES = ROLES[:5]
NAMES_MAX = 3  # GB/T 7714-2015, 8.1.2: more than three authors are cut to three and 等


@dataclass(frozen=True, slots=True)
class ProvenanceRow:
    """One row of the block under an article: 来源 / 新华社."""

    label: str
    text: str
    url: str | None = None


def byline_text(credit: Credit, terms: Terms) -> str:
    """Return the one line under a title: 来源：新华社　作者：张三、李四　2021-06-18."""
    named = [(role, _names(credit, role)) for role in BYLINE_ROLES]
    parts = [_source_part(credit, terms)]
    parts += [terms.text(f"byline_{role}", names=terms.join(names)) for role, names in named if names]
    if credit.published:
        parts.append(date_text(credit.published, terms, "byline_date"))
    return terms.word("field_separator").join(part for part in parts if part)


def provenance(credit: Credit, terms: Terms) -> tuple[ProvenanceRow, ...]:
    """Return the rows of the block under an article; what is unknown has none."""
    people = [
        (role.replace("-", "_"), terms.join(names)) for role in ROLES if (names := _names(credit, role))
    ]
    rows = [
        ("source", " ".join(part for part in (_source(credit, terms), credit.original_issue) if part)),
        ("original_address", credit.url),
        ("original_title", credit.original_title),
        *people,
        ("responsible_editor", credit.editor),
        ("published", date_text(credit.published, terms) if credit.published else None),
        ("retrieved", date_text(credit.retrieved, terms) if credit.retrieved else None),
        ("rights", credit.rights),
    ]
    return tuple(
        ProvenanceRow(terms.word(key), text, _link(credit) if key == "original_address" else None)
        for key, text in rows
        if text
    )


def reference(title: str, credit: Credit, terms: Terms, style: ReferenceStyle | None = None) -> str:
    """Return an article's entry in a list of sources, by the rules of the book's language unless told."""
    chosen = style or terms.word("reference_style")
    return _gbt7714(title, credit) if chosen == "gbt7714-2015" else _plain(title, credit, terms)


def _gbt7714(title: str, credit: Credit) -> str:
    """Follow GB/T 7714-2015: 作者. 题名[EB/OL]. 来源, 2021(2021-06-18)[2021-06-25]. https://…."""
    authors = _authors(credit)
    house = credit.outlet or credit.portal
    shown = ", ".join(authors[:NAMES_MAX]) + (", 等" if len(authors) > NAMES_MAX else "")
    responsible = shown or house or ""
    published, retrieved = (credit.published or "")[:10], (credit.retrieved or "")[:10]
    kind = "[EB/OL]" if credit.url else "[Z]"
    publisher = house if shown else None
    translators = ", ".join(_names(credit, "translator"))
    dates = (f"({published})" if published else "") + (f"[{retrieved}]" if retrieved and credit.url else "")
    if publisher:
        imprint = f"{publisher}, {published[:4]}" if published else publisher
        imprint += dates if credit.url or len(published) > 4 else ""
    else:
        imprint = dates
    parts = [
        responsible,
        title + kind,
        f"{translators}, 译" if translators else "",
        imprint,
        credit.url or "",
    ]
    return ". ".join(part for part in parts if part) + "."


def _plain(title: str, credit: Credit, terms: Terms) -> str:
    """Follow good usage: Author. “Title.” Source, 18 June 2021. URL (retrieved 25 June 2021)."""
    authors = terms.join(_authors(credit))
    told = terms.text("reference_title", title=title)
    for mark in "?!？！…":
        told = told.replace(f"{mark}.", mark)
    house = _source(credit, terms) or ""
    day = date_text(credit.published, terms) if credit.published else ""
    address = credit.url or ""
    if address and credit.retrieved:
        address += " " + terms.text("reference_retrieved", date=date_text(credit.retrieved, terms))
    imprint = ", ".join(part for part in (house, day) if part)
    sentences = [f"{part}." if part else "" for part in (authors, imprint, address)]
    return " ".join(part for part in (sentences[0], told, *sentences[1:]) if part).replace("..", ".")


def _source_part(credit: Credit, terms: Terms) -> str:
    if credit.portal and credit.outlet:
        return _source(credit, terms) or ""
    source = _source(credit, terms)
    return terms.text("byline_source", names=source) if source else ""


def _source(credit: Credit, terms: Terms) -> str | None:
    if credit.portal and credit.outlet:
        return terms.text("reprinted_from", portal=credit.portal, outlet=credit.outlet)
    return credit.outlet or credit.portal


def _names(credit: Credit, role: Role) -> tuple[str, ...]:
    return tuple(person.name for person in credit.byline if person.role == role)


def _authors(credit: Credit) -> tuple[str, ...]:
    return tuple(dict.fromkeys(person.name for person in credit.byline if person.role in AUTHORS))


def _link(credit: Credit) -> str | None:
    return credit.url if credit.url and credit.url.startswith(("https://", "http://")) else None
