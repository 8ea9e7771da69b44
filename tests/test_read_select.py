"""CSS selectors of classes and ids, found in one walk, against those that cssselect compiles."""

from __future__ import annotations

import pytest
from cssselect import SelectorError
from lxml.cssselect import CSSSelector

from pipeline.read.select import Lookup
from pipeline.read.tree import grow


PAGE = """<html class="top"><body id="b"><div class="info main"><span class="time">1</span><p class="time
 late">2</p><i id="x" class="source">3</i></div><div class="info"><div class="inner"><b class="time info">4</b></div></div>
<h1 class="title">5</h1><h1 id="x" class="title big">6</h1><em class="Time">7</em><td class="time">8</td></body></html>"""
SELECTORS = [
    ".time", ".info", "#x", "h1.title", "i#x", ".title.big", ".info .time", ".info .inner .time", ".inner .info .time",
    "html.top .info", "div.info b.time.info", ".info  .source", ".absent", "#b .time", ".time .time", ".info .info",
    ".info > .time", ".time, .source", "h1", "[class]", "div .time", ".info .time:first-child", "*", "p.time.late", "#None",
]  # fmt: skip


@pytest.mark.parametrize("selector", SELECTORS)
def test_what_is_found_is_what_css_finds(selector: str) -> None:
    root = grow(PAGE)
    assert root is not None
    assert Lookup(root).find(selector) == CSSSelector(selector, translator="html")(root)


def test_several_selectors_share_one_walk() -> None:
    root = grow(PAGE)
    assert root is not None
    lookup = Lookup(root)
    assert [[el.text for el in lookup.find(selector)] for selector in (".time", "#x")] == [
        ["1", "2", "4", "8"],
        ["3", "6"],
    ]


@pytest.mark.parametrize("selector", [".", "..a", ".info >", "#"])
def test_what_is_no_selector_is_told(selector: str) -> None:
    root = grow(PAGE)
    assert root is not None
    with pytest.raises(SelectorError):
        Lookup(root).find(selector)
