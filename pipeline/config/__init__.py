"""The files of a home in, frozen values out; every mistake is named with file, line and column.

Each name is loaded when it is first asked for: to find a home takes no YAML and no values.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from pipeline.config.home import Home
    from pipeline.config.load import load_home
    from pipeline.config.locate import Target, find_home, issues_of_month, parse_issue_name, parse_target
    from pipeline.config.numbering import missing_numbers

__all__ = [
    "Home",
    "Target",
    "find_home",
    "issues_of_month",
    "load_home",
    "missing_numbers",
    "parse_issue_name",
    "parse_target",
]
_MODULES = {
    "Home": "home",
    "load_home": "load",
    "Target": "locate",
    "find_home": "locate",
    "issues_of_month": "locate",
    "parse_issue_name": "locate",
    "parse_target": "locate",
    "missing_numbers": "numbering",
}


def __getattr__(name: str) -> object:
    """Load a name of this package from its module (PEP 562)."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
