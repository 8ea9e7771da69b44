"""A tree and an outlet's CSS selectors → the elements they find, and findings where they find nothing."""

from __future__ import annotations

from cssselect import SelectorError

from pipeline.findings import Finding, find
from pipeline.model import Outlet
from pipeline.read.tree import Element, compiled, elements


def select(root: Element, outlet: Outlet, name: str, where: str) -> tuple[list[Element], tuple[Finding, ...]]:
    """Return what an outlet's selector of this name finds; a selector that is none is told."""
    selector: str | None = getattr(outlet.select, name)
    if not selector:
        return [], ()
    try:
        return elements(compiled(selector)(root)), ()
    except SelectorError as error:
        return [], (find("REA-018", where, name=name, selector=selector, outlet=outlet.key, why=error),)
