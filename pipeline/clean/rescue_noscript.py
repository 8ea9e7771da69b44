"""Put the real picture of a noscript in the place of its lazy placeholder."""

from __future__ import annotations

from bs4 import Tag

from pipeline.clean import tree
from pipeline.clean.context import Context


def rescue_noscript(_root: Tag, context: Context) -> None:
    """Unwrap each noscript that shows a picture, and drop the placeholder just before it."""
    for tag in context.tags("noscript"):
        pictures = [inner for inner in tree.descend(tag) if inner.name == "img" and inner.get("src")]
        if not pictures:
            continue
        before = _picture_before(tag)
        if before is not None:
            context.drop(before, "rescue_noscript")
        context.unwrap(tag, "rescue_noscript")


def _picture_before(tag: Tag) -> Tag | None:
    """Return the picture that ends just before an element, nothing but white space between."""
    node = tag.previous_sibling
    while node is not None and not isinstance(node, Tag) and not str(node).strip():
        node = node.previous_sibling
    if not isinstance(node, Tag) or tree.text_of(node).strip():
        return None
    found = [inner for inner in tree.descend(node) if inner.name == "img"]
    return found[0] if len(found) == 1 and _is_lazy(found[0]) else None


def _is_lazy(picture: Tag) -> bool:
    """A picture with a lazy address, a placeholder's, or none; a plain one is an article's own."""
    src = str(picture.get("src") or "")
    lazy = any(key != "data-id" and key.startswith("data-") for key in picture.attrs)
    return lazy or not src or src.startswith("data:") or "lazy" in str(picture.get("class", ""))
