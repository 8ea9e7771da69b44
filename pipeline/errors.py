"""The few failures that stop a command, each with its exit code (INTERFACE.md, Exit codes)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in a file a person wrote: where (1-based line and column), what, and what to do."""

    path: str
    line: int
    column: int
    what: str
    action: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.what}; {self.action}"


class PressworkError(Exception):
    """A failure a person can mend; its text says what, where and what to do."""

    exit_code = 4


class UsageError(PressworkError):
    """The command line asks for something that is not there."""

    exit_code = 2


class ConfigError(PressworkError):
    """All mistakes found in the files of a home, told together."""

    exit_code = 2

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        super().__init__("\n".join(str(mistake) for mistake in mistakes))
        self.mistakes = mistakes


class FetchError(PressworkError):
    """Nothing could be fetched."""

    exit_code = 3


class BuildError(PressworkError):
    """A book could not be made; the last good one stays on the shelf."""

    exit_code = 4
