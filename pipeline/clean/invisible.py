"""Take out what nobody sees: zero-width spaces, soft hyphens, joiners after letters that do not join."""

from __future__ import annotations

from bs4 import Tag

from pipeline.clean import tree
from pipeline.clean.context import Context
from pipeline.patterns import lazy


# A joiner stays after a letter of a script that joins (from Arabic to those of India) or after a sign.
_JOINED = "\u0590-\u109f\u1780-\u18af\u2600-\u27bf\ufe0f\U0001f000-\U0001faff"
_NEVER = "[\u00ad\u180e\u200b\u2060-\u2064\ufeff\ufff9-\ufffb]"
_UNSEEN = lazy(f"{_NEVER}|(?<![{_JOINED}])[\u200c\u200d]")
_SUSPECT = lazy("[\u00ad\u180e\u200b-\u200d\u2060-\u2064\ufeff\ufff9-\ufffb]")


def invisible(root: Tag, context: Context) -> None:
    """Take out invisible characters."""
    if not _SUSPECT.search(context.text):
        return
    for node in list(tree.strings(root)):
        if _UNSEEN.search(node):
            context.rewrite(node, _UNSEEN.sub("", str(node)), "invisible")
