"""Set punctuation as the language has it: full-width between Han characters; full-width letters and figures go."""

from __future__ import annotations

import re

from bs4 import Tag

from pipeline.clean import tree
from pipeline.clean.context import Context
from pipeline.counted import counted
from pipeline.patterns import lazy


HAN = "\u3400-\u4dbf\u4e00-\u9fff"
CLOSED = "”’」』》〉）】"
FULL = str.maketrans(",;:?!", "，；：？！")
HALF = {
    code: chr(code - 0xFEE0)
    for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
ALL_HALF = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
NOT_TEXT = frozenset({"code", "math", "pre", "rp"})
_MAY_CHANGE = {"zh": re.compile("[,;:?!().\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")}
_MARK = lazy(rf"(?<=[{HAN}{CLOSED}])[,;:?!](?=\s*$|[{HAN}“‘「『《〈（【])")
_STOP = lazy(rf"(?<=[{HAN}])\.(?=$|[{HAN}“‘「『《])")
_BRACKETS = lazy(rf"\(([^()]*[{HAN}][^()]*)\)")
_EASTERN = lazy(f"[{HAN}\u3041-\u30ff]")
_WIDE = lazy("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
_WESTERN_WIDE = lazy("[\uff01-\uff5e]")
WESTERN = frozenset({"de", "en", "es", "fr", "it", "ko", "nl", "pl", "pt", "ru", "tr", "uk", "vi"})


def punctuation(root: Tag, context: Context) -> None:
    """Rewrite marks; how many is told."""
    own = context.options.language.partition("-")[0].lower()
    rewrite = _chinese if own == "zh" else _western if own in WESTERN else None
    suspect = _MAY_CHANGE.get(own, _WESTERN_WIDE)
    if rewrite is None or suspect.search(context.text) is None:
        return
    changed = 0
    for node in list(tree.strings(root)):
        text = str(node)
        if suspect.search(text) is None or any(
            tag.name in NOT_TEXT or "lang" in tag.attrs for tag in node.parents
        ):
            continue
        new = rewrite(text)
        if new != text:
            changed += sum(one != other for one, other in zip(text, new, strict=False))
            tree.replace_text(node, new)
    if changed:
        context.find("CLN-008", count=counted(changed, "character"))


def _chinese(text: str) -> str:
    """Every change is of one character for one: the letters of the text stay as many."""
    before = ""
    while before != text:  # brackets in brackets, the inner ones first; a mark may stand behind one
        before, text = text, _BRACKETS.sub(r"（\1）", text)
    text = _MARK.sub(lambda found: found[0].translate(FULL), text)
    text = _STOP.sub("。", text)
    return _WIDE.sub(lambda found: found[0].translate(HALF), text)


def _western(text: str) -> str:
    if _EASTERN.search(text):  # a passage in another language has its own
        return text
    return _WESTERN_WIDE.sub(lambda found: found[0].translate(ALL_HALF), text)
