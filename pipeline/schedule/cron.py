"""A home → a crontab: a line with lock and log, in the home's time zone where cron knows zones."""

from __future__ import annotations

import shlex

from pipeline.schedule.timing import days_of
from pipeline.schedule.values import Plan


def crontab(plan: Plan) -> str:
    """Write the lines for `crontab -e`."""
    days = days_of(plan.frequency)
    root, command = shlex.quote(str(plan.root)), shlex.quote(str(plan.command))
    run = f"flock --nonblock {root} {command} run -q --home {root}"
    zone = f"CRON_TZ={plan.named_zone}\n" if plan.named_zone else ""
    secrets = "".join(f"# {name}=…\n" for name in plan.variables)
    keep = "# Secrets; keep this crontab to yourself.\n" if secrets else ""
    return f"""\
# presswork: the month of {plan.title}. Add to a crontab with `crontab -e`.
# {days.why}.
# cronie and fcron know CRON_TZ; Debian's cron does not, and counts in the machine's own zone: there the run
# may come some hours early, finds nothing due, and makes the issue a day later.
{zone}# cron mails what a run says on stderr and stdout; one that has nothing to say says one line.
MAILTO={plan.editor or "root"}
SHELL=/bin/sh
{keep}{secrets}{plan.minute} {plan.hour} {days.cron} {_escaped(run)}
"""


def _escaped(line: str) -> str:
    """Escape what cron takes for a line's end."""
    return line.replace("%", "\\%")
