"""What is counted is named in its right form."""

from __future__ import annotations

import pytest

from pipeline.counted import counted


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
