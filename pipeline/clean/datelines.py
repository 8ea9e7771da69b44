"""Mark the dateline that a dispatch begins with: 新华社北京6月1日电, BEIJING, June 1 (Xinhua) --."""

from __future__ import annotations

from bs4 import Tag
from bs4.element import NavigableString

from pipeline.clean import tree
from pipeline.clean.blocks import block_list
from pipeline.clean.context import Context
from pipeline.credit import read_dateline
from pipeline.patterns import lazy


TOP = 4  # blocks with text
_WESTERN = lazy(
    r"[A-Z][A-Z .'’-]{2,30}(?:, [A-Z][\w.]{2,12}(?: [A-Z][\w.]+)?)?(?:, [A-Z][a-z]{2,8}\.? \d{1,2})?"
    r" \([A-Z][\w.]{1,14}(?:/[A-Z]\w+)?\) ?[—–-]{1,2}"
)


def datelines(root: Tag, context: Context) -> None:
    """Put a dateline into a span of its own."""
    texts = [tag for tag in block_list(root) if tag.name == "p"][:TOP]
    for tag in texts:
        tree.join_texts(tag)  # the place may have stood in an element of its own
        first = tag.contents[0] if tag.contents else None
        if not isinstance(first, NavigableString):
            continue
        length = _length(str(first))
        if length:
            rest = str(first)[length:]
            tree.replace_text(first, str(first)[:length])
            context.wrap(tag, 0, 1, "span").attrs["class"] = "dateline"
            if rest:
                tree.insert(tag, 1, NavigableString(rest))
            context.changes += 1


def _length(text: str) -> int:
    found = None if text.lstrip().startswith(("据", "據")) else read_dateline(text)
    if found is not None:
        return found[1]
    match = _WESTERN.match(text)
    return match.end() if match else 0
