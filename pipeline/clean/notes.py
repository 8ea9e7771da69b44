"""Make notes of what note references lead to: an item of a list of notes, or a paragraph."""

from __future__ import annotations

import re

from bs4 import Tag

from pipeline.clean import tree
from pipeline.clean.context import Context, is_note
from pipeline.model import Counts
from pipeline.patterns import lazy


_MARK = lazy(
    r"[\[［(（〔【*]?\s*(?:注\s*)?(?:\d{1,3}(?:\s?[,，、–—~-]\s?\d{1,3})*|[a-z*†‡§①-⑳㉑-㉟])?\s*[\]］)）〕】]?",
    re.IGNORECASE,
)
_BRACKETED = lazy(r"\s*[\[［〔【]\d{1,3}[\]］〕】]")
_CALLED = lazy(r"#_?(?:fn|ftn|footnote|note|endnote|cite_note|sdfootnote)[-_:]?\d", re.IGNORECASE)
_BACK = lazy(r"[\s↩↑⇧^︎⏎]+|返回|回到正文|back|jump up", re.IGNORECASE)
# A note that is called more than once leads back by these.
_LETTER = lazy(r"[a-z]{1,2}|\d{1,2}(?:\.\d{1,2})?", re.IGNORECASE)
_ARROW = lazy(r"^\s*[\^↑↩][\s^↑↩]*|\s*[\^↑↩]\s*$")


def count_notes(context: Context) -> int:
    """Count the notes of a page that are not notes of the normal form yet."""
    return len(_targets(context))


def _targets(context: Context) -> dict[int, Tag]:
    """Return what note references lead to: a paragraph, item or box after the reference."""
    refs = [link for link in context.references() if _is_reference(link)]
    if not refs:
        return {}
    order = {id(tag): place for place, tag in enumerate(tree.descend(context.root))}
    places = {str(tag.attrs["id"]): tag for tag in reversed(context.bearing("id"))}
    found: dict[int, Tag] = {}
    for link in context.tags("a"):
        place = (
            places.get(str(link.get("href", ""))[1:]) if str(link.get("href", "")).startswith("#") else None
        )
        if place is None or not _is_reference(link):
            continue
        target = next((tag for tag in (place, *place.parents) if tag.name in ("li", "p", "aside")), None)
        if target is not None and order[id(target)] > order[id(link)] and not is_note(target):
            found[id(target)] = target
    return found


def _is_reference(link: Tag) -> bool:
    text = tree.text_of(link).strip()
    if not text or _MARK.fullmatch(text) is None:
        return False
    if text[0] in "[［(（〔【" or any(tag.name == "sup" for tag in (*link.parents, *tree.descend(link))):
        return True
    before, behind = link.previous_sibling, link.next_sibling
    is_bracketed = str(before or "").endswith(("[", "［", "〔")) and str(behind or "").startswith(
        ("]", "］", "〕", ",", "，")
    )
    return is_bracketed or _CALLED.match(str(link.attrs.get("href", ""))) is not None


def notes(root: Tag, context: Context) -> None:
    """Make notes, where all of a list is notes or a paragraph stands by itself."""
    targets = _targets(context)
    made = 0
    for target in targets.values():
        parent = target.parent
        if parent is root and target.name == "p":
            _drop_number(target, context)
            _make(target, context)
            made += 1
        elif parent is not None and parent.parent is root and _all_notes(parent, targets):
            made += sum(_make(item, context) for item in parent.contents if isinstance(item, Tag))
            context.unwrap(parent, "notes")
    for tag in context.tags("aside"):
        if tag.parent is not root and is_note(tag):
            made -= 1
            tag.attrs.pop("class")
    if context.pending_notes != made:
        context.account("notes", Counts(notes=context.pending_notes - made))
    context.pending_notes = 0


def _drop_number(target: Tag, context: Context) -> None:
    """Drop a number that leads back and stands in a line of its own above its note: the book writes its own."""
    above = target.previous_sibling
    while above is not None and not isinstance(above, Tag) and not str(above).strip():
        above = above.previous_sibling
    if (
        not isinstance(above, Tag)
        or above.name != "p"
        or _MARK.fullmatch(tree.text_of(above).strip()) is None
    ):
        return
    if any(tag.name == "a" and str(tag.attrs.get("href", "")).startswith("#") for tag in tree.descend(above)):
        context.drop(above, "notes")


def _all_notes(parent: Tag, targets: dict[int, Tag]) -> bool:
    if parent.name not in ("ol", "ul"):
        return False
    nodes = [node for node in parent.contents if isinstance(node, Tag) or str(node).strip()]
    return all(id(node) in targets for node in nodes)


def _make(target: Tag, context: Context) -> bool:
    _drop_ways_back(target, context)
    _part_number(target)
    if target.name == "p":
        context.wrap(target, 0, len(target.contents), "p")
    target.attrs = {
        "class": "note",
        **{key: target.attrs[key] for key in ("id", "lang", "dir") if key in target.attrs},
    }
    context.rename(target, "aside")
    return True


def _part_number(note: Tag) -> None:
    """Put a space behind a number that stood in a box of its own."""
    strings = [node for node in tree.strings(note) if node.strip()][:2]
    if len(strings) == 2 and _BRACKETED.fullmatch(strings[0]) and not strings[1][0].isspace():
        tree.replace_text(strings[0], f"{strings[0].rstrip()} ")


def _drop_ways_back(note: Tag, context: Context) -> None:
    """Drop the links of a note to its marks, for the book makes its own; a number so linked stays as text."""
    links = [
        tag for tag in tree.descend(note) if tag.name == "a" and str(tag.get("href", "")).startswith("#")
    ]
    told = [tree.text_of(link).strip() for link in links]
    letters = [text for text in told if _LETTER.fullmatch(text)]
    for link, text in zip(links, told, strict=True):
        if _BACK.fullmatch(text) or (len(letters) > 1 and _LETTER.fullmatch(text)):
            context.drop(link, "notes")
        elif _MARK.fullmatch(text):
            context.unwrap(link, "notes")
    strings = [node for node in tree.strings(note) if node.strip()]
    for node in (*strings[:1], *strings[-1:]) if links else ():
        if node.parent is not None and (bare := _ARROW.sub("", str(node))) != node:
            context.rewrite(node, bare, "notes")
