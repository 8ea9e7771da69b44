"""What stops a command that needs an archive."""

from __future__ import annotations

from pipeline.errors import PressworkError


class ArchiveError(PressworkError):
    """An archive cannot be read or written."""


class DamageError(ValueError):
    """Bytes of an archive are not a whole record; caught inside this room and told as a finding."""


class PackedAtOnceError(DamageError):
    """A WARC file was compressed as a whole, so that no record can be reached alone."""
