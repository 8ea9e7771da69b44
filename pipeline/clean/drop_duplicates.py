"""Drop a paragraph or picture that only repeats the one before it."""

from __future__ import annotations

from bs4 import Tag

from pipeline.clean import tree
from pipeline.clean.blocks import block_list, line_of
from pipeline.clean.context import Context, count_letters


LEAST = 20  # letters: a shorter line may be a refrain


def drop_duplicates(root: Tag, context: Context) -> None:
    """Drop exact repetitions."""
    before: Tag | None = None
    for tag in block_list(root):
        if (
            before is not None
            and tag.name == before.name
            and tag.name in ("p", "figure")
            and _same(before, tag)
        ):
            context.find("CLN-006", text=line_of(tag)[:40] or _pictures(tag)[0])
            context.drop(tag, "drop_duplicates")
        else:
            before = tag


def _same(first: Tag, second: Tag) -> bool:
    text = tree.text_of(first)
    if text != tree.text_of(second) or _pictures(first) != _pictures(second):
        return False
    return bool(_pictures(first)) if first.name == "figure" else count_letters(text) >= LEAST


def _pictures(tag: Tag) -> list[str]:
    return [str(inner.get("src")) for inner in tree.descend(tag) if inner.name == "img"]
