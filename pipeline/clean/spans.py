"""Unwrap spans that mean nothing: words split by them are whole; keep those of another language."""

from __future__ import annotations

from bs4 import Tag

from pipeline.clean import tree
from pipeline.clean.context import Context
from pipeline.patterns import lazy


_WORD = lazy(r"[^\W\d_]{2}")
_CODE = lazy(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")


def spans(_root: Tag, context: Context) -> None:
    """Unwrap spans; a language told on a mere number is an editing program's mark."""
    own = context.options.language.lower().partition("-")[0]
    for tag in context.bearing("lang", "xml:lang"):
        told = tag.attrs.get("lang", tag.attrs.get("xml:lang"))
        if told is not None:
            _settle(tag, str(told).strip(), own)
    for tag in context.tags("span"):
        if tag.attrs.get("class") == "dateline":
            continue
        if "lang" not in tag.attrs and tag.attrs.get("dir") not in ("rtl", "ltr", "auto"):
            context.unwrap(tag, "spans")


def _settle(tag: Tag, told: str, own: str) -> None:
    tag.attrs.pop("xml:lang", None)
    tag.attrs.pop("lang", None)
    if not _CODE.fullmatch(told) or told.lower().replace("_", "-").partition("-")[0] == own:
        return
    if tag.name == "span" and _WORD.search(tree.text_of(tag)) is None:
        return
    first, *rest = told.replace("_", "-").split("-")
    tag.attrs["lang"] = "-".join([first.lower(), *(_subtag(part) for part in rest)])


def _subtag(part: str) -> str:
    if len(part) == 2:
        return part.upper()
    return part.title() if len(part) == 4 and part.isalpha() else part.lower()
