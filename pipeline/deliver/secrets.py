"""Where a secret lies (env:NAME, file:PATH) → the secret, and a key file → an access token (RFC 6749, 6)."""

from __future__ import annotations

import json
import os
from pathlib import Path

import requests

from pipeline.errors import UsageError


TOKEN_TIMEOUT_S = 20
GOOGLE = "https://oauth2.googleapis.com/token"


def read_secret(place: str, home: Path) -> str:
    """Read a secret; what is not there is told with its name, never with its content."""
    kind, _, name = place.partition(":")
    if kind == "env":
        found = os.environ.get(name, "")
        if not found:
            raise UsageError(
                f"the environment has no {name}, which periodical.yaml names; set it where presswork is started"
            )
        return found.strip()
    path = home / Path(name).expanduser()
    try:
        text = path.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no text"
        raise UsageError(f"{path}, which periodical.yaml names, cannot be read: {why}") from error
    if not text:
        raise UsageError(f"{path}, which periodical.yaml names, is empty")
    return text


def access_token(secret: str) -> str:
    """Return an access token: the secret itself, or what a key file's refresh token is exchanged for."""
    if not secret.startswith("{"):
        return secret
    try:
        key = json.loads(secret)
        form = {
            "grant_type": "refresh_token",
            "client_id": key["client_id"],
            "refresh_token": key["refresh_token"],
        }
    except (ValueError, KeyError) as error:
        raise UsageError(
            f"the OAuth2 key file is not what it should be ({error}); it is JSON with client_id, client_secret, "
            "refresh_token and token_uri"
        ) from error
    form |= {name: key[name] for name in ("client_secret", "scope") if name in key}
    try:
        reply = requests.post(key.get("token_uri", GOOGLE), data=form, timeout=TOKEN_TIMEOUT_S)
        token = reply.json()["access_token"] if reply.ok else ""
    except (requests.RequestException, ValueError, KeyError) as error:
        raise UsageError(f"no OAuth2 access token could be had: {type(error).__name__}") from error
    if not token:
        raise UsageError(
            f"no OAuth2 access token could be had: status {reply.status_code}; log in anew and renew the key file"
        )
    return str(token)
