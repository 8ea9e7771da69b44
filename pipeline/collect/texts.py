"""A text of a feed or page, which may be HTML, escaped or broken → one clean line."""

from __future__ import annotations

import html
import re


TAG = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>|</?[A-Za-z][^<>]*>", re.DOTALL | re.IGNORECASE)
# Tags between which no white space was; what else ends parts words.
INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|cite|code|em|font|i|ins|kbd|mark|q|ruby|s|small|span|strong|sub|sup|tt|u|wbr)\b[^<>]*>",
    re.IGNORECASE,
)
UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060\ufeff\ufffe\uffff]"
)
SURROGATE = re.compile(r"[\ud800-\udfff]")
LONGEST = 400_000  # characters looked at: an article, not a book


def plain(text: object) -> str:
    """Return a text on one line, without markup, entities and characters nobody sees."""
    if not isinstance(text, str):
        return ""
    shown = html.unescape(TAG.sub(" ", INLINE.sub("", text[:LONGEST])))
    return " ".join(SURROGATE.sub("\ufffd", UNSEEN.sub("", shown)).split())
