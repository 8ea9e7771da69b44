"""Make a figure hold pictures and one caption; where it holds anything else, it is only a box."""

from __future__ import annotations

from bs4 import Tag
from bs4.element import NavigableString

from pipeline.clean import tree
from pipeline.clean.context import Context
from pipeline.markup.vocabulary import ORDER
from pipeline.patterns import lazy


KEPT = ("img", "figcaption", "math", "table", "a")
SHOWING = ("img", "video", "audio", "a", "table", "blockquote", "pre", "math", "ul", "ol", "p")
MORE = ("table", "blockquote", "ul", "ol", "pre", "dl", "math", "h2", "h3")
_COUNT = lazy(r"[\s\d/()（）]*")
_PLAIN = ("div", "span", "p", "em", "small", "cite")
CAPTION = 120  # letters a paragraph below a picture has at most, to be its caption

_COUNTER = lazy(r"\s*\d{1,3}\s*(?:/|of|／)\s*\d{1,3}\s*")


def figure_boxes(_root: Tag, context: Context) -> None:
    """Settle the figures of the page."""
    for figure in context.tags("figure"):
        _drop_counters(figure, context)
        _give_table(figure, context)
        if _has_lost_its_picture(figure):
            context.find("CLN-005", source=" ".join(tree.text_of(figure).split())[:80])
            context.drop(figure, "figure_boxes")
            continue
        if _is_captioned(figure):
            _flatten(figure, context)
        _open_wrappers(figure, context)
        _join_captions(figure, context)
        _name_caption(figure, context)
        names = [
            child.name if isinstance(child, Tag) else "" for child in figure.contents if _is_there(child)
        ]
        if not ORDER["figure"].fullmatch("".join(f"{name} " for name in names)):
            context.rename(figure, "div")
    for caption in context.tags("figcaption"):
        if caption.parent is not None and (caption.parent.name != "figure" or _has_picture(caption)):
            context.rename(caption, "div")
            if caption.parent.name == "figure":
                context.rename(caption.parent, "div")


def _is_there(node: object) -> bool:
    return isinstance(node, Tag) or bool(str(node).strip())


def _has_lost_its_picture(figure: Tag) -> bool:
    """Tell a figure that holds a caption and nothing else: its picture had no address, or a script would draw it."""
    inner = list(tree.descend(figure))
    captions = [tag for tag in inner if tag.name == "figcaption"]
    if not captions or any(tag.name in SHOWING for tag in inner):
        return False
    return len(tree.text_of(figure).strip()) <= sum(len(tree.text_of(tag).strip()) for tag in captions) + 1


def _is_captioned(figure: Tag) -> bool:
    """Tell a figure of pictures and captions, with little said beside them."""
    inner = list(tree.descend(figure))
    captions = [tag for tag in inner if tag.name == "figcaption"]
    if not captions or not _has_picture(figure) or any(tag.name in MORE for tag in inner):
        return False
    beside = len(tree.text_of(figure).strip()) - sum(len(tree.text_of(tag).strip()) for tag in captions)
    return beside <= CAPTION


def _flatten(figure: Tag, context: Context) -> None:
    """Unwrap what stands around pictures and captions; drop what only counts or numbers them."""
    for tag in [tag for tag in tree.descend(figure) if tag is not figure and tag.name in _PLAIN]:
        holds = any(inner.name in ("img", "figcaption") for inner in tree.descend(tag))
        if holds:
            context.unwrap(tag, "figure_boxes")
        elif _COUNT.fullmatch(tree.text_of(tag)) and tag.parent is figure:
            context.drop(tag, "figure_boxes")


def _has_picture(tag: Tag) -> bool:
    return any(inner.name == "img" for inner in tree.descend(tag))


def _drop_counters(figure: Tag, context: Context) -> None:
    """Drop the number of a slide, 1/4: a book has no slides."""
    for node in list(tree.strings(figure)):
        if _COUNTER.fullmatch(node) and not any(
            tag.name in ("figcaption", "table", "pre") for tag in node.parents
        ):
            context.drop(node, "figure_boxes")


def _give_table(figure: Tag, context: Context) -> None:
    """Put the caption that stands above a figure's one table into that table."""
    parts = [child for child in figure.contents if _is_there(child)]
    if len(parts) != 2 or not all(isinstance(part, Tag) for part in parts):
        return
    caption, table = parts
    if not (isinstance(caption, Tag) and isinstance(table, Tag)) or (caption.name, table.name) != (
        "figcaption",
        "table",
    ):
        return
    if _has_picture(caption) or any(tag.name == "caption" for tag in tree.descend(table)):
        return
    tree.remove(caption)
    context.rename(caption, "caption")
    tree.insert(table, 0, caption)


def _open_wrappers(figure: Tag, context: Context) -> None:
    """Unwrap what stands around the pictures and holds no words, and take line ends out."""
    for tag in [tag for tag in tree.descend(figure) if tag is not figure]:
        words = tree.text_of(tag).strip()
        if tag.name == "br" and tag.parent is figure:
            tree.remove(tag)
        elif tag.name in KEPT or not _has_picture(tag):
            continue
        elif not words or tag.name == "span":
            context.unwrap(tag, "figure_boxes")


def _join_captions(figure: Tag, context: Context) -> None:
    """Put the short lines beside a caption, a credit mostly, into it, where the figure holds nothing else."""
    rest = [child for child in figure.contents if _is_there(child)]
    found = [child for child in rest if isinstance(child, Tag) and child.name == "figcaption"]
    lines = [child for child in rest if child not in found and not _is_picture(child)]
    lines += found[1:]
    if not found or not lines or len(lines) == len(rest) - 1:
        return
    if not all(_is_line(line) for line in lines):
        return
    for line in lines:
        tree.remove(line)
        moved = (
            list(line.contents) if isinstance(line, Tag) and line.name in (*_PLAIN, "figcaption") else [line]
        )
        tree.insert(found[0], len(found[0].contents), NavigableString(" "))
        for node in moved:
            if node is not line:
                tree.remove(node)
            tree.insert(found[0], len(found[0].contents), node)
    context.changes += 1


def _is_picture(node: object) -> bool:
    return isinstance(node, Tag) and (node.name == "img" or _has_picture(node))


def _is_line(node: object) -> bool:
    words = tree.text_of(node).strip() if isinstance(node, Tag) else str(node).strip()
    is_plain = not isinstance(node, Tag) or (
        node.name in (*_PLAIN, "figcaption")
        and not any(
            inner.name in ("p", "ul", "ol", "table", "div")
            for inner in tree.descend(node)
            if inner is not node
        )
    )
    return is_plain and len(words) <= CAPTION


def _name_caption(figure: Tag, context: Context) -> None:
    """Call a short paragraph at the figure's end its caption."""
    rest = [child for child in figure.contents if _is_there(child)]
    last = rest[-1] if rest else None
    if isinstance(last, Tag) and last.name in ("p", "div", "span", "em") and not _has_picture(last):
        text = tree.text_of(last).strip()
        if (
            text
            and len(text) <= CAPTION
            and not any(
                tag.name in ("p", "ul", "ol", "table") for tag in last.contents if isinstance(tag, Tag)
            )
        ):
            context.rename(last, "figcaption")
