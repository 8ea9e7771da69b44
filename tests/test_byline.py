"""Western bylines as pages show them → the people in them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.credit import read_byline


CASES = Path(__file__).parent / "cases" / "byline" / "shown.md"


@pytest.mark.parametrize("line", CASES.read_text("utf-8").splitlines())
def test_a_byline_and_its_people(line: str) -> None:
    text, _, expected = line.partition(" → ")
    names = [person.name for person in read_byline(text)]
    assert ("; ".join(names) or "-") == expected


def test_a_single_name_counts_where_the_page_says_that_it_is_one() -> None:
    assert [person.name for person in read_byline("Ada", is_sure=True)] == ["Ada"]
    assert read_byline("humans.txt", is_sure=True) == ()
    assert read_byline("admin", is_sure=True) == ()
    assert read_byline("Reporter", is_sure=True) == ()
    assert read_byline("Will it rain", is_sure=True) == ()


@given(st.text(max_size=220), st.booleans())
def test_any_text_gives_names_that_stand_in_it(text: str, is_sure: bool) -> None:
    for person in read_byline(text, is_sure=is_sure):
        assert person.name.strip()
        assert len(person.name) <= len(text) + 2
