"""Keep links that lead somewhere: absolute ones, and those to a place in the article."""

from __future__ import annotations

from urllib.parse import urljoin

from bs4 import Tag

from pipeline.address import without_user
from pipeline.clean import tree
from pipeline.clean.context import Context
from pipeline.markup.vocabulary import ADDRESS


_UNSAFE = {ord(char): f"%{ord(char):02X}" for char in ' "<>\\^`{|}'}


def links(_root: Tag, context: Context) -> None:
    """Make links absolute; unwrap those that lead nowhere or show no text."""
    for link in context.tags("a"):
        href = _address(link, context)
        if href is None or not tree.text_of(link).strip() or _stands_in_link(link):
            _let_go(link, context)
        else:
            link.attrs["href"] = href


def _let_go(link: Tag, context: Context) -> None:
    """Unwrap a link; a named place stays one for the links that lead to it."""
    if link.get("id") or link.get("name"):
        context.lose_link(link, "links")
    else:
        context.unwrap(link, "links")


def _stands_in_link(link: Tag) -> bool:
    return any(parent.name == "a" and "href" in parent.attrs for parent in link.parents)


def _address(link: Tag, context: Context) -> str | None:
    href = without_user("".join(str(link.get("href") or "").split("\n")).strip())
    base = context.options.base_url
    if not href:
        return None
    if not href.startswith("#") and base:
        try:
            href = urljoin(base, href)
        except ValueError:
            return None
        page, _, place = href.partition("#")
        href = f"#{place}" if place and page == base.partition("#")[0] else href
    if href.startswith("//"):
        href = f"https:{href}"
    if href.startswith("#"):
        return href if len(href) > 1 else None
    href = "%20".join(href.translate(_UNSAFE).split())
    scheme, colon, rest = href.partition(":")
    href = f"{scheme.lower()}{colon}{rest}"
    return href if ADDRESS.fullmatch(href) else None
