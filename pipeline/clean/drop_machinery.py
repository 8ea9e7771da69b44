"""Drop what a book cannot show: forms, frames, films, drawings in code, templates."""

from __future__ import annotations

from bs4 import Tag

from pipeline.clean import tree
from pipeline.clean.context import Context, count_letters


ALWAYS = (
    "noscript", "template", "button", "input", "select", "textarea", "datalist", "iframe", "frame",
    "frameset", "svg", "canvas", "map", "area", "dialog", "marquee", "annotation", "annotation-xml",
    "col", "colgroup", "wbr",
)  # fmt: skip
FILMS = ("video", "audio", "object", "embed", "applet")
FORM_OF_TEXT = 200  # letters: some old sites wrap the whole page in a form


def drop_machinery(_root: Tag, context: Context) -> None:
    """Drop machinery; a form that wraps an article is only unwrapped."""
    for tag in context.tags(*ALWAYS):
        if tag.parent is not None:
            context.drop(tag, "drop_machinery")
    for tag in context.tags(*FILMS):
        if tag.parent is not None:
            context.find("CLN-003", kind=tag.name, source=str(tag.get("src") or tag.get("data") or "")[:200])
            context.drop(tag, "drop_machinery")
    for tag in context.tags("form"):
        if tag.parent is None:
            continue
        if count_letters(tree.text_of(tag)) >= FORM_OF_TEXT or any(
            inner.name == "p" for inner in tree.descend(tag)
        ):
            context.rename(tag, "div")
        else:
            context.drop(tag, "drop_machinery")
