"""Articles of several issues → which of them repeat an earlier one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from html import unescape

from pipeline.model import Article
from pipeline.patterns import lazy


_TAG = lazy(r"<[^>]+>")  # a body is in the normal form: no comment, no bracket inside an attribute


def repeats(articles: Iterable[Article]) -> dict[str, str]:
    """Map the key of each article whose text stands earlier to the key of the first that has it."""
    first: dict[str, str] = {}
    found: dict[str, str] = {}
    for article in articles:
        if article.missing is not None:
            continue
        mark = text_mark(article)
        if mark in first:
            found[article.key] = first[mark]
        else:
            first[mark] = article.key
    return found


def text_mark(article: Article) -> str:
    """Hash an article's letters, white space and markup aside."""
    text = "".join(unescape(_TAG.sub("", article.body)).split())
    return hashlib.sha256(text.encode()).hexdigest() if text else article.key
