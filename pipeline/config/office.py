"""What periodical.yaml says of review, editor, post and copies, as tables; a record of it → an `Office`."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.config import fields, letters
from pipeline.config.addresses import web_address
from pipeline.config.shapes import Read, Record, Shape, listed, names, text
from pipeline.config.sheet import Sheet, quoted
from pipeline.model import Copy, Office, Post


PORTS = {"starttls": 587, "tls": 465, "none": 25}
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
NEVER_CLEAR = "write password: env:NAME or file:PATH; never the password itself"


def _of(check: Callable[[str], str]) -> Read:
    return text(lambda value: check(fields.line(value)))


SECRET = _of(letters.secret)
MAIL = Shape(
    required={"from": _of(letters.sender), "server": _of(letters.server)},
    optional={
        "security": _of(letters.security),
        "user": text(fields.line),
        "password": SECRET,
        "oauth2": SECRET,
        "unsubscribe": _of(letters.unsubscribe),
    },
    meant={
        "host": "did you mean 'server'?",
        "smtp": "did you mean 'server'?",
        "port": "write it behind the server: smtp.example:587",
        "sender": "did you mean 'from'?",
        "pass": NEVER_CLEAR,
        "secret": NEVER_CLEAR,
        "token": "did you mean 'oauth2'?",
        "tls": "write security: tls",
    },
)
COPY = Shape(
    required={"to": _of(letters.place)},
    optional={
        "what": _of(letters.copied),
        "user": text(fields.line),
        "password": SECRET,
        "endpoint": _of(web_address),
    },
    meant={
        "url": "did you mean 'to'?",
        "path": "did you mean 'to'?",
        "folder": "did you mean 'to'?",
        "pass": NEVER_CLEAR,
    },
)
OFFICE: dict[str, Read] = {
    "review": _of(letters.review),
    "editor": names(_of(letters.mail_address)),
    "webhook": listed(_of(letters.hook)),
    "site": _of(web_address),
    "mail": MAIL,
    "copy": listed(COPY),
}
MEANT = {
    "smtp": "write it under 'mail:'",
    "deliver": "did you mean 'mail' or 'copy'?",
    "subscribers": "write them into sources/subscribers.yaml",
    "editors": "did you mean 'editor'?",
    "webhooks": "did you mean 'webhook'?",
}


def check_office(sheet: Sheet, record: Record) -> None:
    """Tell of what does not go together under `mail:`."""
    mail = record.values.get("mail")
    if not isinstance(mail, Record):
        return
    values, places = mail.values, mail.places
    if "password" in values and "oauth2" in values:
        sheet.tell(places["oauth2"], "mail has both 'password' and 'oauth2'", "keep one of the two")
    secret = next((name for name in ("password", "oauth2") if name in values), None)
    if secret and "user" not in values:
        sheet.tell(places[secret], f"'{secret}' without 'user'", "add the name you log in with as user:")
    host = values.get("server", "localhost").rpartition(":")[0] or values.get("server", "localhost")
    if values.get("security") == "none" and host not in LOOPBACK:
        what = f"mail to {quoted(host)} would go in clear"
        sheet.tell(places["security"], what, "write starttls or tls; none is for a server on this machine")


def office(record: Record) -> Office:
    """Make the value of what a record says of the office."""
    values = {name: record.values[name] for name in OFFICE if name in record.values}
    mail = values.get("mail")
    return Office(
        review=values.get("review") == "required",
        editor=values.get("editor", ()),
        webhook=values.get("webhook", ()),
        site=values.get("site"),
        post=_post(mail) if mail else None,
        copies=tuple(Copy(**each.values) for each in values.get("copy", ())),
    )


def _post(record: Record) -> Post:
    values = dict(record.values)
    secure = values.get("security", "starttls")
    host, colon, port = values["server"].rpartition(":")
    is_whole = not colon or values["server"].endswith("]")
    return Post(
        sender=values["from"],
        host=(values["server"] if is_whole else host).strip("[]"),
        port=PORTS[secure] if is_whole else int(port),
        security=secure,
        user=values.get("user"),
        password=values.get("password"),
        oauth2=values.get("oauth2"),
        unsubscribe=values.get("unsubscribe"),
    )
