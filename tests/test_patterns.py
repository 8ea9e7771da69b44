"""Regular expressions compiled when they are first used."""

from __future__ import annotations

import re

import pytest

from pipeline.patterns import lazy


@pytest.mark.parametrize(
    "name", ["search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn"]
)
def test_every_way_of_use_is_the_patterns_own(name: str) -> None:
    late, early = lazy("(苗)|B", re.IGNORECASE), re.compile("(苗)|B", re.IGNORECASE)
    words = (
        ("种", "一苗b二苗") if name.startswith("sub") else ("苗",) if name == "fullmatch" else ("一苗b二苗",)
    )

    def use(pattern: re.Pattern[str]) -> object:
        found = getattr(pattern, name)(*words)
        return (
            [match.span() for match in found]
            if name == "finditer"
            else getattr(found, "groups", lambda: found)()
        )

    assert use(late) == use(early)
    assert use(late) == use(early)  # compiled by now
    assert late.pattern == early.pattern


def test_nothing_is_compiled_before_it_is_used() -> None:
    late = lazy("(")
    with pytest.raises(re.error):
        late.search("a")


def test_what_a_pattern_does_not_have_is_missing() -> None:
    with pytest.raises(AttributeError):
        lazy("a").absent  # noqa: B018
