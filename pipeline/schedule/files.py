"""A scheduler's name and a home's plan → the text to print, or the files to write."""

from __future__ import annotations

from pipeline.schedule.cron import crontab
from pipeline.schedule.github import workflow
from pipeline.schedule.systemd import systemd_text, systemd_units
from pipeline.schedule.values import Plan


def files_of(kind: str, plan: Plan) -> dict[str, str]:
    """Return the files of a scheduler, by name."""
    if kind == "systemd":
        return systemd_units(plan)
    if kind == "cron":
        return {f"presswork-{plan.key}.crontab": crontab(plan)}
    return {"presswork.yml": workflow(plan)}


def text_of(kind: str, plan: Plan) -> str:
    """Return all that a scheduler needs as one text."""
    return systemd_text(plan) if kind == "systemd" else "".join(files_of(kind, plan).values())
