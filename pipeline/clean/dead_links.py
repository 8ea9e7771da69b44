"""Unwrap links to places that a later rule dropped."""

from __future__ import annotations

from bs4 import Tag

from pipeline.clean.context import Context


def dead_links(_root: Tag, context: Context) -> None:
    """Unwrap dead links, and take ids off that nothing leads to any more."""
    refs = context.references()
    ids = {str(tag.attrs["id"]): tag for tag in context.bearing("id")}
    for link in refs:
        if str(link.attrs["href"])[1:] not in ids:
            context.unwrap(link, "dead_links")
    led_to = {str(link.attrs["href"])[1:] for link in context.references()}
    for name, tag in ids.items():
        if name not in led_to:
            del tag.attrs["id"]
