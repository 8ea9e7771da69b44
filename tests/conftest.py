"""Guards that every test runs under, and the option that rewrites goldens."""

from __future__ import annotations

import ipaddress
import os
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest
from web import Web, fetch_settings

from pipeline.fetch.client import Client


# The same examples on every run and machine; no deadline, for the machine is shared.
hypothesis.settings.register_profile("repeatable", derandomize=True, deadline=None)
hypothesis.settings.load_profile("repeatable")

UNSET = ("PRESSWORK_HOME", "SOURCE_DATE_EPOCH", "PYTHONHASHSEED", "NO_COLOR", "FORCE_COLOR", "COLUMNS")


class BlockedError(RuntimeError):
    """A test tried to leave the machine."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite goldens with what the code makes now")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Keep bytes out of test names: packed ones carry the time, and every worker must collect the same tests."""
    return argname if isinstance(val, bytes) else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the file that takes as long as all others: last, one worker would wait for it alone."""
    items.sort(key=lambda item: item.path.name != "test_engines.py")


@pytest.fixture(scope="session")
def accept(request: pytest.FixtureRequest) -> bool:
    """Say whether goldens are to be rewritten."""
    return bool(request.config.getoption("--accept"))


@pytest.fixture
def golden(accept: bool) -> Callable[[Path, str], None]:
    """Compare a text with a golden file, or rewrite the file under --accept."""

    def compare(path: Path, text: str) -> None:
        if accept:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        assert path.is_file(), f"{path} is not there; run pytest --accept, and look at the difference"
        assert text == path.read_text("utf-8")

    return compare


@pytest.fixture
def web() -> Iterator[Web]:
    """Serve the awkward web."""
    with Web() as served:
        yield served


@pytest.fixture
def client(web: Web) -> Iterator[Client]:
    """Open a client that reaches it, and waits by a clock of its own."""
    with Client(fetch_settings(web.waits)) as opened:
        yield opened


@pytest.fixture(scope="session", autouse=True)
def _own_surroundings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep tests out of the user's folders, and away from the user's settings."""
    home = tmp_path_factory.mktemp("home")
    own = {"HOME": home, "USERPROFILE": home, "TZ": "UTC"} | {
        f"XDG_{kind}_HOME": home / kind.lower() for kind in ("CONFIG", "CACHE", "DATA", "STATE")
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in own.items():
            patch.setenv(name, str(value))
        for name in UNSET:
            patch.delenv(name, raising=False)
        time.tzset()
        yield
    time.tzset()


@pytest.fixture(autouse=True)
def _fixed_clock_zone() -> Iterator[None]:
    """Undo the time zone a test has set."""
    before = os.environ.get("TZ")
    yield
    if os.environ.get("TZ") != before:
        os.environ["TZ"] = before or "UTC"
        time.tzset()


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let sockets reach loopback only, and names resolve only there."""
    connect, connect_ex, resolve = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: object) -> None:
        _guard(self.family, address)
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: object) -> int:
        _guard(self.family, address)
        return connect_ex(self, address)

    def guarded_resolve(host: object, *rest: object, **options: object) -> object:
        _guard(socket.AF_INET, (host,))
        return resolve(host, *rest, **options)

    monkeypatch.setattr(socket.socket, "connect", guarded_connect)
    monkeypatch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
    monkeypatch.setattr(socket, "getaddrinfo", guarded_resolve)


def _guard(family: int, address: object) -> None:
    if family not in (socket.AF_INET, socket.AF_INET6):
        return
    host = address[0] if isinstance(address, tuple) else address
    text = host.decode() if isinstance(host, bytes) else str(host or "")
    if text in ("", "None", "localhost"):
        return
    try:
        if ipaddress.ip_address(text.partition("%")[0]).is_loopback or text in ("0.0.0.0", "::"):
            return
    except ValueError:
        pass
    raise BlockedError(f"a test tried to reach {text}; tests use loopback only")
