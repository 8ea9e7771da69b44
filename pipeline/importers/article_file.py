"""An imported article → its file: a paragraph a line, blank lines between, `## ` before a sub-heading."""

from __future__ import annotations

import re

from pipeline.importers.values import ImportedArticle


_LOOKS_LIKE_HEADING = re.compile(r"(#{1,3})\s+")  # what read/plaintext.py takes for one


def article_text(article: ImportedArticle) -> str:
    """Write an article as the plain-text reader reads it."""
    return "\n\n".join(
        f"## {text}" if at in article.headings else literal(text)
        for at, text in enumerate(article.paragraphs)
    ) + ("\n" if article.paragraphs else "")


def literal(text: str) -> str:
    """Keep a paragraph that begins with # from being read as a heading: the white space behind its # goes."""
    return _LOOKS_LIKE_HEADING.sub(r"\1", text, count=1) if _LOOKS_LIKE_HEADING.match(text) else text
