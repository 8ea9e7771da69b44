"""The parts a text was taken apart into → an exact account of its letters."""

from __future__ import annotations

from pipeline.importers.front import ROLES
from pipeline.importers.lines import count_letters
from pipeline.importers.parts import Parts
from pipeline.importers.script import letters
from pipeline.importers.told import short
from pipeline.importers.values import ImportedArticle
from pipeline.model import Counts, Drop, Ledger


def account(text: str, parts: Parts, articles: tuple[ImportedArticle, ...]) -> Ledger:
    """Count every letter of the text once: in an article's body, or as what else it is."""
    front, apart = parts.front.roles, parts.articles
    rows = {
        **{role: [line for found, line in front if found == role] for role in ROLES},
        "contents": parts.listed,
        "title": [line for parted in apart for line in (*parted.heading, *parted.deck)],
        "credit": [line for parted in apart for line in (*parted.authors, *parted.credits)],
        "department": [line for parted in apart for line in parted.departments],
        "page furniture": parts.furniture,
    }
    return Ledger(
        total=Counts(letters=letters(text.removeprefix("\ufeff"))),
        kept=Counts(
            letters=sum(letters(paragraph) for article in articles for paragraph in article.paragraphs)
        ),
        dropped=tuple(
            Drop(rule, Counts(letters=count_letters(tuple(lines))), short(lines[0].text))
            for rule, lines in rows.items()
            if lines
        ),
    )
