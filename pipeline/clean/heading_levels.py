"""Make heading levels regular: the first is h2, none is skipped."""

from __future__ import annotations

from bs4 import Tag

from pipeline.clean.blocks import block_list
from pipeline.clean.context import Context


NAMES = ("h1", "h2", "h3", "h4", "h5", "h6")


def heading_levels(root: Tag, context: Context) -> None:
    """Renumber headings by how they stand to each other."""
    above: list[int] = []
    for tag in block_list(root):
        if tag.name not in NAMES:
            continue
        told = int(tag.name[1])
        while above and above[-1] >= told:
            above.pop()
        above.append(told)
        name = f"h{min(6, len(above) + 1)}"
        if tag.name != name:
            tag.attrs.setdefault("data-level", str(told))
            context.rename(tag, name)
            context.changes += 1
