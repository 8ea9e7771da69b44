"""Mail addresses, servers, secrets and places of delivery as a person writes them → as the post spells them."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from pipeline.config.addresses import host_name, web_address
from pipeline.config.fields import line
from pipeline.config.sheet import FieldError, advise, quoted
from pipeline.patterns import lazy


LOCAL = lazy(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}", re.ASCII)
SERVER = lazy(r"(?P<host>\[[0-9A-Fa-f:.]+\]|[^:/\s]+)(?::(?P<port>[0-9]{1,5}))?")
VARIABLE = lazy(r"[A-Za-z_][A-Za-z0-9_]*", re.ASCII)
SECURITIES = ("starttls", "tls", "none")
GETS = ("issue", "volume", "link")
COPIED = ("books", "shelf")
REVIEWS = ("required", "none")
SCHEMES = ("file", "webdav", "webdavs", "sftp", "s3")
CLEAR = "write env:NAME for a variable of the environment, or file:PATH for a file that holds it"


def mail_address(value: str) -> str:
    """Return a mail address, its domain in ASCII."""
    local, at, domain = value.strip().rpartition("@")
    if (
        not at
        or not domain
        or not LOCAL.fullmatch(local)
        or ".." in local
        or local.startswith(".")
        or local.endswith(".")
    ):
        raise FieldError(f"{quoted(value)} is not a mail address", "write one like reader@mail.example")
    return f"{local}@{host_name(domain)}"


def sender(value: str) -> str:
    """Return who writes: an address, or a name with one in angle brackets."""
    from email.utils import parseaddr  # it loads what opens sockets, and few homes send mail

    name, address = parseaddr(value)
    if "<" in value and not name:
        raise FieldError(f"{quoted(value)} is not a sender", "write one like 园地 <post@mail.example>")
    checked = mail_address(address if "@" in address else value)
    return f"{line(name)} <{checked}>" if name else checked


def server(value: str) -> str:
    """Return a mail server as host, or host and port."""
    match = SERVER.fullmatch(value)
    if match is None or int(match["port"] or 1) not in range(1, 65536):
        raise FieldError(f"{quoted(value)} is not a mail server", "write its name, or like smtp.example:587")
    host = host_name(match["host"])
    host = f"[{host}]" if ":" in host else host
    return f"{host}:{match['port']}" if match["port"] else host


def security(value: str) -> str:
    """Return how a server is spoken to."""
    return _one_of(value, SECURITIES, "a way to secure a connection")


def gets(value: str) -> str:
    """Return what a subscriber gets."""
    return _one_of(value, GETS, "a thing to get")


def copied(value: str) -> str:
    """Return what a place gets a copy of."""
    return _one_of(value, COPIED, "a thing to copy")


def review(value: str) -> str:
    """Return whether a person lets each issue out."""
    return _one_of(value, REVIEWS, "a kind of review")


def secret(value: str) -> str:
    """Return where a secret lies; the secret itself is never written here."""
    kind, colon, name = value.partition(":")
    if colon and kind == "env" and VARIABLE.fullmatch(name):
        return value
    if colon and kind == "file" and name.strip():
        return value
    raise FieldError("what stands here is no place of a secret", CLEAR)  # never told


def hook(value: str) -> str:
    """Return where a webhook is called: an address, or where that lies, for it may hold a token."""
    return secret(value) if value.startswith(("env:", "file:")) else web_address(value)


def unsubscribe(value: str) -> str:
    """Return how a subscriber leaves: a mail address or a page."""
    if "://" in value:
        return web_address(value)
    return f"mailto:{mail_address(value.removeprefix('mailto:'))}"


def place(value: str) -> str:
    """Return where books are copied to: a folder, or an address of a scheme that is known."""
    scheme, mark, rest = value.partition("://")
    if not mark:
        return line(value)
    if scheme not in SCHEMES:
        raise FieldError(
            f"{quoted(scheme + '://')} is no place that books are copied to",
            advise(scheme, SCHEMES, none="write a folder"),
        )
    if scheme != "file" and not rest.strip("/"):
        raise FieldError(f"{quoted(value)} names no host", "write it whole")
    if urlsplit(value).password is not None:
        raise FieldError("the address holds a password", "write password: env:NAME beside it")
    return value


def _one_of(value: str, allowed: tuple[str, ...], what: str) -> str:
    if value in allowed:
        return value
    raise FieldError(f"{quoted(value)} is not {what}", advise(value, allowed))
