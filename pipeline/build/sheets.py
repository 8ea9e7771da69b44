"""A home, the languages of a book and its direction → its style sheet, joined of those in styles/."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from pipeline.assets import style_file


_RULE = re.compile(r"(?P<name>[a-z-]+)\s*:\s*(?P<value>[^;}]+)")
_SIDES = ("top", "right", "bottom", "left")
_TURNED_SIDE = {"top": "right", "right": "bottom", "bottom": "left", "left": "top"}
_TURNED_NAME = {"width": "height", "height": "width", "max-width": "max-height", "max-height": "max-width"}
_FOUR = ("margin", "padding")
_SIDED = re.compile(rf"(?P<what>margin|padding|border)-(?P<side>{'|'.join(_SIDES)})(?P<rest>-[a-z]+)?\Z")
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)


@cache
def book_css(root: Path, languages: tuple[str, ...], direction: str) -> bytes:
    """Join the sheets a book needs: what all share, each language's, its direction's, the home's own."""
    names = ["base.css", *(f"languages/{name}.css" for name in languages)]
    if direction == "rtl" or "ar" in languages:
        names.append("rtl.css")
    sheets = [_plain(style_file(root, name).read_text("utf-8")) for name in names]
    if direction == "vertical-rl":
        sheets = [*map(turned, sheets), _plain(style_file(root, "vertical.css").read_text("utf-8"))]
    own = root / "styles" / "home.css"
    if own.is_file():
        sheets.append(own.read_text("utf-8"))
    return ('@charset "UTF-8";\n' + "\n".join(sheets)).encode()


def turned(css: str) -> str:
    """Turn a sheet a quarter clockwise, for lines that run downwards: what was above is at the right."""
    return _RULE.sub(_turned_rule, css)


def _plain(css: str) -> str:
    """Leave the comments out: a reading system has no use for them, and some stumble over them."""
    return _COMMENT.sub("", css)


def _turned_rule(rule: re.Match[str]) -> str:
    name, value = rule["name"], rule["value"].strip()
    if name in _FOUR:
        value = _turned_values(value.split())
    elif sided := _SIDED.fullmatch(name):
        name = f"{sided['what']}-{_TURNED_SIDE[sided['side']]}{sided['rest'] or ''}"
    return f"{_TURNED_NAME.get(name, name)}: {value}"


def _turned_values(values: list[str]) -> str:
    """Turn one to four values of top, right, bottom and left."""
    top = values[0]
    right = values[1] if len(values) > 1 else top
    bottom = values[2] if len(values) > 2 else top
    left = values[3] if len(values) > 3 else right
    sides = [left, top, right, bottom]
    return top if len(values) == 1 else " ".join(sides)
