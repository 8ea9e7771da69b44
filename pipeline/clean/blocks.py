"""The run of an article's blocks, as the later rules read it."""

from __future__ import annotations

from bs4 import Tag
from bs4.element import NavigableString

from pipeline.clean import tree


def block_list(root: Tag) -> list[Tag]:
    """Return the body's blocks in order."""
    return [child for child in root.contents if isinstance(child, Tag)]


def may_be_line(tag: Tag, longest: int) -> bool:
    """Tell quickly whether a block may be a line of so many characters: most paragraphs are one longer string."""
    contents = tag.contents
    first = contents[0] if len(contents) == 1 else None
    return not isinstance(first, NavigableString) or len(first) <= longest


def line_of(tag: Tag) -> str:
    """Return a block's text in one line. Every rule asks for it, so a string that is all of a block keeps it:
    strings never change, another one is put in their place."""
    if not tree.is_plain(tag):
        return " ".join(tree.text_of(tag).split())
    told = vars(tag.contents[0])
    line: str | None = told.get("one_line")
    if line is None:
        told["one_line"] = line = " ".join(str(tag.contents[0]).split())
    return line


def has_picture(tag: Tag) -> bool:
    """Tell whether a picture or formula stands in a block."""
    return not tree.is_plain(tag) and any(inner.name in ("img", "math") for inner in tree.descend(tag))


def is_bold(tag: Tag) -> bool:
    """Tell whether all text of a block is strong."""
    if tree.is_plain(tag):  # as most are
        return False
    found = False
    for child in tag.contents:
        if isinstance(child, Tag):
            if not _is_strong(child):
                return False
            found = True
        elif str(child).strip():
            return False
    return found


def _is_strong(tag: Tag) -> bool:
    return tag.name == "strong" or (tag.name in ("em", "span", "a") and is_bold(tag))
