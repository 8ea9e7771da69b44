"""A picture's bytes, whatever its name says → bytes that any reading device shows, or why there are none."""

from __future__ import annotations

from pipeline.images.prepare import prepare
from pipeline.images.values import LIMITS, Limits, Prepared


__all__ = ["LIMITS", "Limits", "Prepared", "prepare"]
