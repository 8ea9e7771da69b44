"""What is counted is named in its right form."""

from __future__ import annotations

import re

import pytest

from pipeline.counted import counted
from pipeline.findings import CODES


@pytest.mark.parametrize(
    ("number", "one", "expected"),
    [
        (0, "picture", "0 pictures"),
        (1, "picture", "1 picture"),
        (2, "picture", "2 pictures"),
        (1, "entry", "1 entry"),
        (3, "entry", "3 entries"),
        (2, "address", "2 addresses"),
    ],
)
def test_one_is_one(number: int, one: str, expected: str) -> None:
    assert counted(number, one) == expected


PLURAL = re.compile(r"\{(count|lost)\} (?!times\b)[a-z]+s\b")


MANY = {"ARC-026", "FET-050", "FET-060"}  # told of two and more alone


def test_no_finding_says_one_books() -> None:
    told = {code: PLURAL.search(of.what) for code, of in CODES.items()}
    assert {code: match.group() for code, match in told.items() if match and code not in MANY} == {}
