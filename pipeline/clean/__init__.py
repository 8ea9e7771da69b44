"""An article's container → its body in the normal form, with an exact account of what was left out and why.

A rule is a module with one function of its name, `rule(root, context) -> None`, that edits the soup in place
through the context or tree.py (both keep BeautifulSoup's links); RULE_NAMES and rules.py's tables name it.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING

from pipeline.clean.options import Cleaned, Options


if TYPE_CHECKING:
    from lxml import etree

__all__ = ["RULE_NAMES", "Cleaned", "Options", "clean"]

RULE_NAMES: tuple[str, ...] = (
    "drop_selected",
    "rescue_noscript",
    "films",
    "formulas",
    "drop_machinery",
    "drop_hidden",
    "background_pictures",
    "promote_lazy",
    "drop_icons",
    "drop_boxes",
    "caption_boxes",
    "code_listings",
    "mathml",
    "word_html",
    "presentation",
    "spans",
    "invisible",
    "links",
    "anchors",
    "layout_tables",
    "ruby",
    "strays",
    "figure_boxes",
    "headings",
    "empty_inline",
    "paragraphs",
    "figures",
    "white_space",
    "punctuation",
    "tables",
    "typed_notes",
    "notes",
    "drop_empty",
    "captions",
    "drop_title",
    "typed_breaks",
    "drop_furniture",
    "credit_lines",
    "drop_duplicates",
    "datelines",
    "letters",
    "join_broken_paragraphs",
    "interviews",
    "verses",
    "bold_headings",
    "typed_headings",
    "heading_levels",
    "typed_lists",
    "dead_links",
    "languages",
)


def clean(container: str | etree._Element, options: Options) -> Cleaned:
    """Clean an article's container: HTML, or the lxml element that a reader found."""
    if "bs4" not in sys.modules:
        _put_off("soupsieve")
    # BeautifulSoup is heavy, and who checks a configuration needs only the names.
    from pipeline.clean import rules

    return rules.clean(container, options)


def _put_off(name: str) -> None:
    """Load a module when something of it is first used.

    BeautifulSoup imports its CSS selectors, which take as long to load as ten pages to clean, and nobody here
    calls them. (importlib's LazyLoader loads at the mere import statement before Python 3.12.)
    """
    if name in sys.modules:
        return
    stand_in = ModuleType(name)

    def load(attribute: str) -> object:
        if sys.modules.get(name) is stand_in:
            del sys.modules[name]
        module = importlib.import_module(name)
        vars(stand_in).update(vars(module))
        return getattr(module, attribute)

    vars(stand_in)["__getattr__"] = load  # PEP 562
    sys.modules[name] = stand_in
