"""A number and the name of what is counted → both, the name in its right form."""

from __future__ import annotations


# What does not merely take an s.
_MANY = {"entry": "entries", "address": "addresses"}


def counted(number: int, one: str) -> str:
    """Return `1 picture`, `2 pictures`."""
    return f"{number} {one if number == 1 else _MANY.get(one, one + 's')}"
