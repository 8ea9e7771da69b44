"""Collapse white space as a browser does, but a source's line end between CJK characters; strip indents."""

from __future__ import annotations

import re

from bs4 import Tag
from bs4.element import NavigableString

from pipeline.clean import tree
from pipeline.clean.context import Context
from pipeline.markup.vocabulary import BLOCK_LIKE, BLOCKS
from pipeline.patterns import lazy


CJK = (
    "\u2e80-\u2fdf\u3001-\u30ff\u3100-\u312f\u31a0-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
    "\U00020000-\U0003ffff"
)
_ODD = lazy(r"[\t\n\r\f]|[ ]{2}|^\s|\s$")
_RUN = lazy(r"[ \t\n\r\f]+")
_INDENT = lazy(r"\s*[\u3000\u00a0\u2003]")
OBJECT = "\ufffc"
ENDS = BLOCKS | BLOCK_LIKE
Run = list[NavigableString | None]  # None stands for a picture or a formula
Edit = tuple[int, int, str]
_CJK = lazy(f"[{CJK}]")


def white_space(root: Tag, context: Context) -> None:
    """Settle all white space outside `pre`."""
    collapse(root)
    for tag in context.tags("pre"):
        _trim_pre(tag)


def collapse(tag: Tag) -> None:
    """Settle the white space in one element."""
    lines = _Lines()
    lines.gather(tag)
    lines.end(at_block=True)
    for run, starts, ends in lines.found:
        if len(run) == 1 and starts and ends and run[0] is not None and _settle_whole(run[0]):
            continue
        text = "".join([OBJECT if node is None else str(node) for node in run])
        if _ODD.search(text):
            if starts and _INDENT.match(text):
                _mark_indent(run)
            _write(run, text, _edits(text, starts=starts, ends=ends))


def _settle_whole(node: NavigableString) -> bool:
    """Settle a string that is all of its block, where only its ends have white space: the usual case."""
    text = node.strip()
    if "  " in text or "\n" in text or "\t" in text or "\r" in text or "\f" in text:
        return False
    if text and text != node:  # white space between blocks is nothing to the writer
        if _INDENT.match(node):
            _mark_indent([node])
        tree.replace_text(node, text)
    return True


class _Lines:
    """Gathers the strings of each line: from a block's edge or a `br` to the next."""

    def __init__(self) -> None:
        self.found: list[tuple[Run, bool, bool]] = []
        self.run: Run = []
        self.starts = True

    def gather(self, tag: Tag) -> None:
        for child in tag.contents:
            if isinstance(child, NavigableString):
                self.run.append(child)
            elif isinstance(child, Tag):
                self._enter(child)

    def _enter(self, tag: Tag) -> None:
        if tag.name in ("img", "math"):
            self.run.append(None)
        elif tag.name == "br":
            self.end(at_block=False)
        elif tag.name in ("rt", "rp"):
            self.run.append(None)
            inside = _Lines()
            inside.gather(tag)
            inside.end(at_block=True)
            self.found += inside.found
        elif tag.name in ENDS:
            self.end(at_block=True)
            first = tag.contents[0] if len(tag.contents) == 1 else None
            if isinstance(first, NavigableString) and tag.name != "pre":  # as most paragraphs are
                self.found.append(([first], True, True))
            elif tag.name != "pre":
                self.gather(tag)
                self.end(at_block=True)
        else:
            self.gather(tag)

    def end(self, *, at_block: bool) -> None:
        if self.run:
            if any(node is not None for node in self.run):
                self.found.append((self.run, self.starts, at_block))
            self.run = []
        self.starts = at_block


def _edits(text: str, *, starts: bool, ends: bool) -> list[Edit]:
    """Return what is to be replaced: the ends of the line, then each run of white space in it."""
    first = len(text) - len(text.lstrip(None if starts else " \t\n\r\f"))
    last = max(first, len(text.rstrip(None if ends else " \t\n\r\f")))
    edits: list[Edit] = [(0, first, "")] if first else []
    for match in _RUN.finditer(text, first, last):
        space = _space(text, match)
        if match[0] != space:
            edits.append((*match.span(), space))
    return [*edits, (last, len(text), "")] if last < len(text) else edits


def _space(text: str, match: re.Match[str]) -> str:
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return "" if "\n" in match[0] and _CJK.match(before) and _CJK.match(after) else " "


def _write(run: Run, text: str, edits: list[Edit]) -> None:
    start = 0
    for node in run:
        stop = start + (1 if node is None else len(node))
        if node is not None:
            new = _edited(text, start, stop, edits)
            if new != node:
                tree.replace_text(node, new)
        start = stop


def _edited(text: str, start: int, stop: int, edits: list[Edit]) -> str:
    pieces: list[str] = []
    at = start
    for first, last, new in edits:
        if last <= start or first >= stop:
            continue
        pieces.append(text[at : max(at, first)])
        if first >= start:
            pieces.append(new)
        at = min(last, stop)
    return "".join([*pieces, text[at:stop]])


def _mark_indent(run: Run) -> None:
    """Leave a mark for the rule that joins paragraphs: an indent is where one began."""
    first = next(node for node in run if node is not None)
    block = first.parent
    while block is not None and block.name != "p":
        block = block.parent
    if block is not None:
        block.attrs["data-indent"] = "1"


def _trim_pre(tag: Tag) -> None:
    strings = list(tree.strings(tag))
    while strings and strings[0].lstrip("\r\n") != strings[0]:
        strings[:1] = [new] if (new := tree.replace_text(strings[0], strings[0].lstrip("\r\n"))) else []
    while strings and strings[-1].rstrip() != strings[-1]:
        strings[-1:] = [new] if (new := tree.replace_text(strings[-1], strings[-1].rstrip())) else []
