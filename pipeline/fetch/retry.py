"""A Retry-After header and the tries made → how long to wait before the next."""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime


def retry_after(text: str | None, now: float) -> float | None:
    """Return the seconds a Retry-After header asks for, told in seconds or as a date; None if it tells none."""
    if text is None:
        return None
    if re.fullmatch(r"\s*\d{1,9}\s*", text, re.ASCII):
        return float(text)
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - now)
    except (ValueError, OverflowError):
        return None


def back_off(base_s: float, tries: int, jitter: float) -> float:
    """Return the wait after so many tries: doubled each time, half of it by chance, so that clients scatter."""
    return base_s * 2.0 ** (tries - 1) * (0.5 + jitter / 2)
