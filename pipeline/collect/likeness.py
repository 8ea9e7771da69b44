"""Titles and texts of two articles → whether they are the same one, printed twice."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.collect.addresses import address_key
from pipeline.collect.values import Candidate, Known


# What desks put before or behind a title: （受权发布）, [Update], 【图解】
REMARK = re.compile(
    r"^\s*[（(【\[［][^）)】\]］]{1,12}[）)】\]］]|[（(【\[［][^）)】\]］]{1,12}[）)】\]］]\s*$"
)
# Two parts of a series differ in a number and in little else.
NUMBER = re.compile(r"[0-9]+|[一二三四五六七八九十百零〇]+|[①-⑳]|\b[ivx]+\b|[上中下](?=$|篇|集|期|[）)])")
LEAST_LETTERS = (
    8  # of a title that stands for one article; “要闻” stands for many (a Chinese letter counts two)
)
LEAST_TEXT = 60  # letters; what is shorter is a formula
GRAM = 4
SAME_TEXT = 0.6  # of the shorter text's runs of four letters found in the other
OTHER_TEXT = 0.15  # two texts that share less are two articles, whatever their titles
SAME_TITLE = 0.85  # of two titles' pairs of letters shared


@dataclass(slots=True)
class _Mark:
    """What an article is known again by."""

    where: str
    key: str | None
    title: str
    numbers: tuple[str, ...]
    grams: frozenset[str]
    size: int  # of its grams, also of those not kept


@dataclass(slots=True)
class Memory:
    """The articles met so far; asked about each new one."""

    asked: frozenset[str] | None = None  # the grams anybody will ask for; None: all
    marks: list[_Mark] = field(default_factory=list)
    by_key: dict[str, int] = field(default_factory=dict)
    by_gram: dict[str, list[int]] = field(default_factory=dict)

    def add(self, article: Candidate | Known, where: str) -> None:
        """Remember an article and where it stands."""
        mark = _mark(article, where)
        if self.asked is not None:
            mark.grams &= self.asked
        place = len(self.marks)
        self.marks.append(mark)
        if mark.key is not None:
            self.by_key.setdefault(mark.key, place)
        for gram in {*mark.grams, *_pairs(mark.title)}:
            self.by_gram.setdefault(gram, []).append(place)

    def find(self, article: Candidate) -> tuple[str, str] | None:
        """Return where an article stands already and by what it is known again, None for a new one."""
        mark = _mark(article, "")
        if mark.key in self.by_key:
            return self.marks[self.by_key[mark.key]].where, "the same address"
        near = Counter(
            place for gram in {*mark.grams, *_pairs(mark.title)} for place in self.by_gram.get(gram, ())
        )
        for place in sorted(near):
            other = self.marks[place]
            if reason := _is_same(mark, other, near[place]):
                return other.where, reason
        return None


def letters(text: str) -> str:
    """Return what of a text counts: letters and digits, without case, width and accents' spelling."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in folded if char.isalnum())


def _mark(article: Candidate | Known, where: str) -> _Mark:
    text = article.summary if isinstance(article, Candidate) else article.text
    title = unicodedata.normalize("NFKC", article.title or "").casefold()
    grams = _grams(letters(text))
    return _Mark(
        where,
        address_key(article.url) if article.url else None,
        letters(REMARK.sub("", title)),
        tuple(NUMBER.findall(title)),
        grams,
        len(grams),
    )


def _grams(text: str) -> frozenset[str]:
    if len(text) < LEAST_TEXT:
        return frozenset()
    return frozenset(text[at : at + GRAM] for at in range(len(text) - GRAM + 1))


def _pairs(title: str) -> list[str]:
    return [title[at : at + 2] for at in range(len(title) - 1)]


def _is_same(one: _Mark, other: _Mark, shared: int) -> str | None:
    """Say by what two articles are the same: their titles where no text speaks against it, or their texts."""
    if shared < min(3, len(one.title) - 1) or one.numbers != other.numbers:
        return None
    text = _share(one, other)
    if text is not None and text >= SAME_TEXT:
        return "the same text"
    if text is not None and text < OTHER_TEXT:
        return None
    is_title = _weight(one.title) >= LEAST_LETTERS and (
        one.title == other.title or _overlap(_pairs(one.title), _pairs(other.title)) >= SAME_TITLE
    )
    return "the same title" if is_title else None


def _weight(title: str) -> int:
    return sum(2 if char >= "\u2e80" else 1 for char in title)


def _share(one: _Mark, other: _Mark) -> float | None:
    if not one.size or not other.size:
        return None
    return len(one.grams & other.grams) / min(one.size, other.size)


def _overlap(one: Sequence[str], other: Sequence[str]) -> float:
    shared = sum((Counter(one) & Counter(other)).values())
    return 2 * shared / max(1, len(one) + len(other))


def remember(articles: Iterable[Known], candidates: Iterable[Candidate]) -> Memory:
    """Return a memory of the articles that issues have already, as far as these candidates may be among them."""
    memory = Memory(frozenset(gram for candidate in candidates for gram in _mark(candidate, "").grams))
    for article in articles:
        memory.add(article, article.where)
    memory.asked = None
    return memory
