"""The lines of a page, wherever they stand → the day that one of them gives, where nothing nearer tells one."""

from __future__ import annotations

import re

from pipeline.dates import Order, find_dates
from pipeline.patterns import lazy
from pipeline.read.blocks import Block, blocks
from pipeline.read.tree import Element, class_of


LONGEST, NEAR = 300, 120  # characters of a line about the page, and of its beginning that tells
DAY = len("2021-06-18")
LETTERS = lazy(r"[^\W\d_]+")
FEW = 24  # letters beside a date that stands alone: its week-day, its label
MOST = 600  # lines looked at
# Von Ada Fernsby am 18. Juni 2021; Dieser Beitrag wurde am 18. Juni 2021 geschrieben.
_SAYS = lazy(
    r"^\W*(?:by|von|par|por|di|door|av|af|autor|author)\s.{2,50}\s(?:on|am|le|el|em|il|op|den|à|,|\|)\s*(?=\W*\w{0,10}\W*\d)|"
    r"\b(?:submitted|posted|published|written|created)\b|\b(?:gespeichert|eingereicht) von\b|"
    r"\b(?:geschrieben|verfasst|eingestellt|veröffentlicht|erstellt)\b|\bpubli(?:é|cado|kované)|"
    r"\bmis en ligne\b|\bpubblicato\b|"
    r"\b(?:geplaatst|gepubliceerd|skrevet|opublikowano|dodano)\b|\b(?:опубликован|добавлен)",
    re.IGNORECASE,
)
_OTHERS = lazy(
    r"comment|respond|disqus|repl(?:y|ies)|kommentar|comentari|relat|recommend|event|calendar|archive|teaser|popular",
    re.IGNORECASE,
)


def date_of_lines(body: Element, order: Order | None) -> str | None:
    """Return the date of the line that says when the page was written, else the only date that stands alone."""
    alone: dict[str, str] = {}
    for _, run in zip(range(MOST), blocks(body), strict=False):
        if len(run.text) > LONGEST or run.linked > 0.5 or not any(c.isdecimal() for c in run.text):
            continue
        spans = [span for span in find_dates(run.text[:NEAR], order) if len(span.iso) >= DAY]
        if not spans or _is_others(run):
            continue
        if _SAYS.search(run.text[:NEAR]):
            return spans[0].iso
        rest = run.text[: spans[0].start] + run.text[spans[0].end :]
        if sum(map(len, LETTERS.findall(rest))) <= FEW:
            alone.setdefault(spans[0].iso[:DAY], spans[0].iso)
    return next(iter(alone.values())) if len(alone) == 1 else None


def _is_others(run: Block) -> bool:
    """Tell a line that stands in what readers wrote, or in a list of other pages."""
    around = (run.holder, *run.holder.iterancestors())
    return any(_OTHERS.search(f"{class_of(el)} {el.get('id') or ''}") for el in around if el.tag != "body")
