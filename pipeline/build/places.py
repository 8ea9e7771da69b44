"""A reference on a saved page → the file it leads to in the home."""

from __future__ import annotations

from collections.abc import Container
from urllib.parse import unquote, urlsplit


def local_file(files: Container[str], reference: str, page: str, base: str | None = None) -> str | None:
    """Find the file a reference leads to, beside the page that has it; all paths are relative to the home.

    A reader makes references absolute against the page's address; what lay in a folder under that address lies in
    the same folder under the saved page. A page saved flat has it under its last name.
    """
    try:
        parts = urlsplit(reference.strip())
    except ValueError:
        return None
    folder = page.rpartition("/")[0]
    if parts.scheme in ("http", "https"):
        under = _under(unquote(parts.path), unquote(urlsplit(base or "").path))
        candidates = [under] if under else []
        candidates.append(unquote(parts.path).rstrip("/").rpartition("/")[2])
    elif parts.scheme or parts.netloc or not parts.path:
        return None
    else:
        candidates = [unquote(parts.path).lstrip("/")]
    names = (walked(f"{folder}/{candidate}") for candidate in candidates)
    return next((name for name in names if name in files), None)


def _under(path: str, base: str) -> str | None:
    """Return a path as seen from the folder of another, None where it does not lie under it."""
    place = base.rpartition("/")[0] + "/"
    return path.removeprefix(place) if path.startswith(place) else None


def walked(path: str) -> str:
    """Follow the dots in a path; what climbs above the home stays in it."""
    steps: list[str] = ["/"] if path.startswith("/") else []
    for step in path.split("/"):
        if step == ".." and steps:
            steps.pop()
        elif step not in ("", ".", ".."):
            steps.append(step)
    return "/".join(steps)
