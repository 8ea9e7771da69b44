"""What the shelf's search scripts hold → the articles that have all the words asked for."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from pipeline.catalogue.article_page import SCRIPT_HEAD, SCRIPT_TAIL


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that was found."""

    page: str
    book: str
    title: str
    about: str


def search(root: Path, query: str, most: int = 50) -> tuple[Hit, ...]:
    """Find articles as the page's own search does: folded, all words, titles first, then the newest."""
    words = folded(query).split()
    scored: list[tuple[int, str, Hit]] = []
    for path in sorted((root / "search").glob("*-*.js")) if words else ():
        text = path.read_text("utf-8").removeprefix(SCRIPT_HEAD).removesuffix(SCRIPT_TAIL)
        for one in json.loads(text):
            score = _score(words, folded(one["title"]), folded(one["about"]), folded(one["text"]))
            if score:
                hit = Hit(one["page"], one["book"], one["title"], one["about"])
                scored.append((score, one["date"], hit))
    scored.sort(key=lambda each: each[:2], reverse=True)
    return tuple(hit for _, _, hit in scored[:most])


def folded(text: str) -> str:
    """Fold letters as the page's script does."""
    return unicodedata.normalize("NFKC", text).lower()


def _score(words: list[str], title: str, about: str, text: str) -> int:
    total = 0
    for word in words:
        place = next((score for score, part in ((4, title), (2, about), (1, text)) if word in part), 0)
        if not place:
            return 0
        total += place
    return total
