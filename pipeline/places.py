"""The name of a folder that comes with us → where it lies, installed or in a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def data_dir(name: str) -> Path:
    """Find a folder of ours: inside the installed package, else beside it in a checkout."""
    package = Path(__file__).resolve().parent
    inside, beside = package / name, package.parent / name
    return inside if inside.is_dir() else beside
