"""Regular expressions that are compiled when they are first used.

A class with the Chinese characters in it takes two milliseconds to compile, and there are dozens of them; most pages
need few of them.
"""

from __future__ import annotations

import re
from typing import Any, cast


_METHODS = ("search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn")


class _Lazy:
    """Stands in for a pattern; once it is compiled, its methods are the pattern's own, as fast to call."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        vars(self).update({method: getattr(compiled, method) for method in _METHODS})
        return vars(self)[name]


def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what can be used by its methods as re.compile(pattern, flags) can; re.error comes with the first use."""
    return cast("re.Pattern[str]", _Lazy(pattern, flags))
