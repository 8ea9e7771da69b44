"""What a run noted → its exit code, and the one line that says how it went."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.counted import counted
from pipeline.findings import Finding
from pipeline.run.due import Due
from pipeline.run.values import Notes


FINE, FOUND, UNFETCHED, UNBUILT = 0, 1, 3, 4


def code_of(notes: Notes, findings: Sequence[Finding]) -> int:
    """Return the exit code: what was not built weighs more than what could not be read."""
    is_refused = any(book.outcome == "refused" for book in notes.books)
    if notes.unfetched and not notes.fetched and is_refused:
        return UNFETCHED
    if is_refused:
        return UNBUILT
    return FOUND if any(finding.severity == "error" for finding in findings) else FINE


def line_of(notes: Notes, due: Sequence[Due]) -> str:
    """Say in a line what a run did."""
    if not due:
        return "nothing is due"
    counts = {
        outcome: sum(book.outcome == outcome for book in notes.books)
        for outcome in ("built", "unchanged", "waiting", "refused")
    }
    parts = [f"{counted(len(notes.added), 'article')} found"] if notes.added else []
    parts += [f"{notes.fetched} pages and pictures fetched"] if notes.fetched else []
    words = {"built": "published", "unchanged": "up to date", "waiting": "waiting for review"}
    parts += [f"{count} {words.get(outcome, outcome)}" for outcome, count in counts.items() if count]
    sent = notes.delivered
    parts += [f"sent to {sent.sent}"] if sent.sent else []
    parts += [f"{sent.failed} not delivered"] if sent.failed else []
    parts += [f"{counted(sent.copied, 'file')} copied"] if sent.copied else []
    return f"{', '.join(each.name for each in due)}: {', '.join(parts) or 'nothing to do'}"
