"""Published books, or the whole shelf → the same files in another place: a folder, WebDAV, SFTP or S3, by fsspec."""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pipeline.deliver.secrets import read_secret
from pipeline.errors import PressworkError
from pipeline.findings import Finding, find
from pipeline.model import Copy
from pipeline.publish import publish
from pipeline.store import keep, read_kept


NOT_COPIED = ("reports",)  # the desk's own
INSTALL = "pip install 'presswork[deliver]'"
# The failures of each scheme's library that are no OSError; webdavs is webdav.
TROUBLES: dict[str, tuple[tuple[str, str], ...]] = {
    "webdav": (("ClientError", "webdav4.client"), ("HTTPError", "httpx")),
    "sftp": (("SSHException", "paramiko"),),
    "s3": (("BotoCoreError", "botocore.exceptions"), ("ClientError", "botocore.exceptions")),
}
HALF = ".new"  # what a file far away is called until it is whole


@dataclass(frozen=True, slots=True)
class Kept:
    """What a place was given: file → the digest of its bytes."""

    files: tuple[tuple[str, str], ...] = ()


def copy_all(home: Path, copies: Sequence[Copy], books: Sequence[Path]) -> tuple[int, tuple[Finding, ...]]:
    """Copy what is new to every place; one that fails is told, and the others go on."""
    copied, told = 0, []
    for copy in copies:
        troubles: tuple[type[Exception], ...] = (OSError, ImportError, PressworkError, *_troubles(copy.to))
        try:
            copied += _copy(home, copy, dict(_files(home, copy, books)))
        except troubles as error:
            why = (
                f"{error}; {INSTALL}"
                if isinstance(error, ImportError)
                else str(error) or type(error).__name__
            )
            told.append(find("DEL-008", "sources/periodical.yaml", place=shown(copy.to), why=why))
    return copied, tuple(told)


def _troubles(place: str) -> tuple[type[Exception], ...]:
    """Return what the library of a scheme raises; one that is not installed raises nothing."""
    found = []
    for name, module in TROUBLES.get(place.partition("://")[0].rstrip("s"), ()):
        if importlib.util.find_spec(module.partition(".")[0]):
            found.append(getattr(importlib.import_module(module), name))
    return tuple(found)


def shown(place: str) -> str:
    """Show a place without who logs in there."""
    parts = urlsplit(place)
    return f"{parts.scheme}://{parts.hostname or ''}{parts.path}" if "://" in place else place


def _files(home: Path, copy: Copy, books: Sequence[Path]) -> Iterator[tuple[str, Path]]:
    """Yield the name a file has there, and where it lies here."""
    dist = home / "dist"
    if copy.what == "books":
        yield from ((book.name, book) for book in books)
        return
    for path in sorted(dist.rglob("*")):
        name = path.relative_to(dist).as_posix()
        is_ours = not any(part.startswith(".") for part in path.parts[len(dist.parts) :])
        if path.is_file() and is_ours and name.partition("/")[0] not in NOT_COPIED:
            yield name, path


def _copy(home: Path, copy: Copy, files: dict[str, Path]) -> int:
    if "://" not in copy.to or copy.to.startswith("file://"):
        folder = home / Path(copy.to.removeprefix("file://")).expanduser()
        return sum(_into_folder(path, folder / name) for name, path in files.items())
    note = home / ".presswork" / "copies" / f"{hashlib.sha256(copy.to.encode()).hexdigest()[:16]}.json"
    kept = dict(_kept(note).files)
    hashes = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()}
    stale = [name for name in files if kept.get(name) != hashes[name]]
    if not stale:
        return 0
    system, root = _system(home, copy)
    try:
        for name in stale:
            _put(system, files[name], f"{root.rstrip('/')}/{name}")
            kept[name] = hashes[name]
            keep(note, Kept(tuple(sorted(kept.items()))))
    finally:
        if "sftp" in system.protocol:
            system.client.close()  # the others keep no connection that must be ended
    return len(stale)


def _into_folder(path: Path, target: Path) -> int:
    if target.is_file() and target.read_bytes() == path.read_bytes():
        return 0
    with path.open("rb") as stream:
        publish(target, lambda out: shutil.copyfileobj(stream, out))
    return 1


def _put(system: Any, path: Path, target: str) -> None:
    """Put a file there under another name first, where the place can rename: a reader sees no half of it."""
    folder, _, name = target.rpartition("/")
    system.makedirs(folder, exist_ok=True)
    if "s3" in system.protocol:  # an object is there whole or not at all
        system.put_file(str(path), target)
        return
    half = f"{folder}/{HALF}-{name}"
    system.put_file(str(path), half, overwrite=True) if "webdav" in system.protocol else system.put_file(
        str(path), half
    )
    if system.exists(target):
        system.rm_file(target)
    system.mv(half, target)


def _system(home: Path, copy: Copy) -> tuple[Any, str]:
    import fsspec

    parts = urlsplit(copy.to)
    secret = read_secret(copy.password, home) if copy.password else None
    user = copy.user or parts.username
    if parts.scheme in ("webdav", "webdavs"):
        return _webdav(copy, user, secret)
    if parts.scheme == "sftp":
        login = {"port": parts.port or 22, "username": user, "password": secret}
        options = {name: value for name, value in login.items() if value is not None}
        return fsspec.filesystem("sftp", host=parts.hostname, skip_instance_cache=True, **options), parts.path
    keys = {"key": user, "secret": secret} if user and secret else {}
    where = {"client_kwargs": {"endpoint_url": copy.endpoint}} if copy.endpoint else {}
    return fsspec.filesystem("s3", **keys, **where), f"{parts.netloc}{parts.path}"


def _webdav(copy: Copy, user: str | None, secret: str | None) -> tuple[Any, str]:
    from webdav4.fsspec import WebdavFileSystem

    parts = urlsplit(copy.to)
    host = parts.hostname or ""
    base = (
        f"{'https' if parts.scheme == 'webdavs' else 'http'}://{host}{f':{parts.port}' if parts.port else ''}"
    )
    return WebdavFileSystem(base, auth=(user, secret) if user and secret else None), parts.path


def _kept(note: Path) -> Kept:
    return read_kept(note, Kept, Kept())
