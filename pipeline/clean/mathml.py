"""Give MathML its plain names, without a prefix; what is no formula we know is text."""

from __future__ import annotations

from bs4 import Tag

from pipeline.clean import tree
from pipeline.clean.context import Context
from pipeline.markup.inline import is_formula
from pipeline.markup.vocabulary import MATH


def mathml(_root: Tag, context: Context) -> None:
    """Settle formulas."""
    for name in [name for name in context.index if name.endswith(":math")]:
        for formula in context.tags(name):
            for tag in list(tree.descend(formula)):
                context.rename(tag, tag.name.rpartition(":")[2])
    for formula in context.tags("math"):
        if not is_formula(formula):
            context.unwrap(formula, "mathml")
    for name in sorted(MATH - {"math"}):
        for tag in context.tags(name):
            if not any(parent.name == "math" for parent in tag.parents):
                context.unwrap(tag, "mathml")
