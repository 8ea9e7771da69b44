"""A book that waits, and a person's word → the ledger; the next run lets it out."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from pathlib import Path

from pipeline.config.locate import ISSUE_NAME, VOLUME_NAME
from pipeline.errors import UsageError
from pipeline.ledger import ledger_path, note
from pipeline.run.publishing import Approval
from pipeline.run.waiting import FOLDER, Waiting, is_whole, load_waiting


def approve(root: Path, names: Sequence[str], at: str) -> tuple[Waiting, ...]:
    """Note that a person lets books out as they are; what was looked at is what may go out."""
    waiting = {each.name: each for each in load_waiting(root)}
    chosen = [_find(waiting, name) for name in names]
    for each in chosen:
        if each.grave:
            told = "\n".join(f"  {finding}" for finding in each.grave)
            raise UsageError(f"{each.name} has errors of the checkers, which no approval lets pass:\n{told}")
        if not is_whole(root, each):
            raise UsageError(
                f"{FOLDER}/{each.file} is not the file that was judged; run `presswork run` and look at it again"
            )
    for each in chosen:
        note(ledger_path(root, "approved"), Approval(each.name, each.content, at, _who()))
    return tuple(chosen)


def _find(waiting: dict[str, Waiting], name: str) -> Waiting:
    key = _key(name)
    if key not in waiting:
        names = ", ".join(sorted(waiting)) or "nothing does"
        raise UsageError(f"nothing named {name!r} waits to be let out: {names}; see `presswork status`")
    return waiting[key]


def _key(name: str) -> str:
    issue = ISSUE_NAME.fullmatch(name.strip())
    if issue:
        return f"{issue[1]}/{int(issue[2]):02d}"
    if VOLUME_NAME.fullmatch(name.strip()):
        return name.strip().rstrip("/")
    raise UsageError(f"{name!r} names no issue; write year and number like 2021/08")


def _who() -> str:
    """Return who is logged in, as far as the machine knows."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
