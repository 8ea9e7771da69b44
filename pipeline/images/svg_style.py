"""Styles of a drawing → the same without what moves or comes from outside."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.images.svg_names import FUNCTIONS, PROPERTIES
from pipeline.patterns import lazy


MOST_LETTERS = 64_000  # of one style sheet
_COMMENT = lazy(r"/\*(?:[^*]|\*(?!/))*+\*/")
_BRACE = lazy(r"[{};]")
_SELECTOR = lazy(r"[\w\s.#,*:>+~()-]++")
_FUNCTION = lazy(r"([\w-]*)\s*\(")
_OWN = lazy(r"""url\(\s*(["']?)#[^\s"'()\\]++\1\s*\)""", re.IGNORECASE)
_ODD = lazy(r"[\\<>{}@;]|/\*")  # an escape may hide a name, the others end a value


def is_own(value: str) -> bool:
    """Tell whether a value stays inside the drawing: it calls only harmless functions, and url() of its parts."""
    if "(" not in value:
        return "\\" not in value
    if _ODD.search(value):
        return False
    names = [name.lower() for name in _FUNCTION.findall(value)]
    return all(name in FUNCTIONS for name in names if name) and names.count("url") == len(_OWN.findall(value))


def own_declarations(text: str) -> str:
    """Keep the declarations of a style that are harmless."""
    kept = []
    for each in _COMMENT.sub("", text).split(";"):
        name, colon, value = each.partition(":")
        name, value = name.strip().lower(), " ".join(value.split())
        is_whole = value.count('"') % 2 == 0 and value.count("'") % 2 == 0
        if colon and name in PROPERTIES and value and is_whole and not _ODD.search(value) and is_own(value):
            kept.append(f"{name}:{value}")
    return ";".join(kept)


def own_sheet(text: str) -> str:
    """Keep the plain rules of a style sheet, with the declarations that are harmless."""
    if len(text) > MOST_LETTERS:
        return ""
    kept = []
    for selector, block in _rules(_COMMENT.sub("", text)):
        declared = own_declarations(block)
        if declared and _SELECTOR.fullmatch(selector):
            kept.append(f"{' '.join(selector.split())}{{{declared}}}")
    return "".join(kept)


def _rules(text: str) -> Iterator[tuple[str, str]]:
    """Walk the rules that stand in no other; what begins with @ is none of them by its letters."""
    depth = start = brace = 0
    for match in _BRACE.finditer(text):
        if match[0] == "{":
            brace = brace if depth else match.start()
            depth += 1
        elif match[0] == "}" and depth:
            depth -= 1
            if not depth:
                yield text[start:brace], text[brace + 1 : match.start()]
        if not depth:
            start = match.end()
