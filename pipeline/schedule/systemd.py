"""A home → systemd units: the run, its timer in the home's time zone, and a unit that mails when it fails."""

from __future__ import annotations

import re
import shlex

from pipeline.schedule.timing import days_of
from pipeline.schedule.values import Plan, in_utc


# What a run needs of the machine is the network, its home and a place for temporary files; the rest is taken away.
HARDENING = """\
NoNewPrivileges=yes
PrivateTmp=yes
PrivateDevices=yes
ProtectSystem=strict
ProtectHome={home}
ProtectKernelTunables=yes
ProtectKernelModules=yes
ProtectKernelLogs=yes
ProtectControlGroups=yes
ProtectClock=yes
ProtectHostname=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
SystemCallArchitectures=native
CapabilityBoundingSet=
UMask=0027
"""
FOLDER = "/etc/systemd/system"


def systemd_units(plan: Plan) -> dict[str, str]:
    """Write the units, by file name."""
    name = f"presswork-{plan.key}"
    return {
        f"{name}.service": _service(plan, name),
        f"{name}.timer": _timer(plan, name),
        f"{name}-failed.service": _failed(plan, name),
    }


def systemd_text(plan: Plan) -> str:
    """Write all units as one text, with what to do with them."""
    parts = [
        f"# presswork schedule systemd --out DIR writes these three files; copy them to {FOLDER}, set User=,",
        f"# put the secrets into /etc/presswork/{plan.key}.env (mode 0600), then:",
        f"#   systemctl daemon-reload && systemctl enable --now presswork-{plan.key}.timer",
        f"#   systemctl start presswork-{plan.key}.service      # a first run at once",
        "",
    ]
    for file, text in systemd_units(plan).items():
        parts += [f"# --- {FOLDER}/{file}", text]
    return "\n".join(parts)


def _service(plan: Plan, name: str) -> str:
    hardening = HARDENING.format(
        home="read-only" if str(plan.root).startswith(("/home/", "/root")) else "yes"
    )
    writable = "".join(f"ReadWritePaths={_quoted(f'-{folder}')}\n" for folder in plan.outside)
    secrets = f"# {', '.join(plan.variables)} stand in this file\n" if plan.variables else ""
    return f"""\
[Unit]
Description=presswork: the month of {_plain(plan.title)}
Documentation=man:systemd.service(5)
Wants=network-online.target
After=network-online.target
OnFailure={name}-failed.service

[Service]
Type=oneshot
# User=presswork
WorkingDirectory={_escaped(str(plan.root))}
{secrets}EnvironmentFile=-/etc/presswork/{plan.key}.env
ExecStart={_quoted(str(plan.command))} run --home {_quoted(str(plan.root))}
TimeoutStartSec=2h
Nice=10
IOSchedulingClass=idle
ReadWritePaths={_quoted(str(plan.root))}
{writable}{hardening}"""


def _timer(plan: Plan, name: str) -> str:
    days = days_of(plan.frequency)
    when, note = _calendar(plan, days.systemd)
    return f"""\
[Unit]
Description=presswork: when {_plain(plan.title)} is made

[Timer]
# {days.why}
{note}OnCalendar={when}
# A machine that was off makes up for it.
Persistent=true
RandomizedDelaySec=10min
Unit={name}.service

[Install]
WantedBy=timers.target
"""


def _calendar(plan: Plan, days: str) -> tuple[str, str]:
    """Return the calendar expression; where systemd knows no name for the zone, it is told in UTC."""
    if plan.named_zone is not None:
        return f"{days} {plan.hour:02d}:{plan.minute:02d}:00 {plan.named_zone}", ""
    hour, minute = in_utc(plan)
    note = f"# {plan.hour:02d}:{plan.minute:02d} at {plan.zone}, told in UTC\n"
    return f"{days} {hour:02d}:{minute:02d}:00 UTC", note


def _failed(plan: Plan, name: str) -> str:
    to, root, command = plan.editor or "root", shlex.quote(str(plan.root)), shlex.quote(str(plan.command))
    mail = (
        f"{{ printf 'To: {to}\\nSubject: presswork {plan.key}: the run failed\\n\\n'; {command} status --home {root}; "
        f"journalctl -u {name}.service -n 60 --no-pager; }} | sendmail -t"
    )
    return f"""\
[Unit]
Description=presswork: tell that the run of {_plain(plan.title)} failed

[Service]
Type=oneshot
# A run writes to editor: itself; this comes whenever it ends with other than 0, also where it got no further.
# It needs a sendmail.
ExecStart=/bin/sh -c {_quoted(mail)}
"""


def _plain(text: str) -> str:
    return text.replace("%", "%%").replace("\n", " ")


def _escaped(text: str) -> str:
    return text.replace("%", "%%")


def _quoted(text: str) -> str:
    """Quote a word as systemd reads it; a plain one stands as it is."""
    if re.fullmatch(r"[A-Za-z0-9_./@:+-]+", text):
        return text
    inner = text.replace("\\", "\\\\").replace('"', '\\"').replace("$", "$$").replace("%", "%%")
    return f'"{inner}"'
