"""What a run did → the webhooks that want to hear of it, as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

import requests

from pipeline.deliver.secrets import read_secret
from pipeline.errors import UsageError
from pipeline.findings import Finding, find


TIMEOUT_S = 15
TRIES = 2


def call_hooks(home: Path, hooks: Sequence[str], told: dict[str, object]) -> tuple[Finding, ...]:
    """Tell every webhook; one that does not take it is told, and the others are."""
    return tuple(finding for hook in hooks if (finding := _call(home, hook, told)) is not None)


def _call(home: Path, hook: str, told: dict[str, object]) -> Finding | None:
    try:
        url = read_secret(hook, home) if hook.startswith(("env:", "file:")) else hook
    except UsageError as error:
        return find("RUN-010", "sources/periodical.yaml", host=hook, why=error)
    host, why = urlsplit(url).hostname or hook, ""
    for _ in range(TRIES):
        try:
            reply = requests.post(url, json=told, timeout=TIMEOUT_S, allow_redirects=False)
        except requests.RequestException as error:  # its text may hold the address, and the address a token
            why = type(error).__name__
            continue
        if reply.ok:
            return None
        why = f"status {reply.status_code}"
        if reply.status_code < 500:
            break
    return find("RUN-010", "sources/periodical.yaml", host=host, why=why)
