"""A mailbox of returned mail (Maildir, mbox, .eml) → the subscribers whose mail came back for good (RFC 3464)."""

from __future__ import annotations

import email
import mailbox
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.policy import default
from pathlib import Path

from pipeline.errors import UsageError


@dataclass(frozen=True, slots=True)
class Bounce:
    """An address that a server says it cannot deliver to."""

    address: str
    why: str


def read_bounces(place: Path) -> Iterator[Bounce]:
    """Yield what reports of failed delivery say; other mail is passed over."""
    for message in _messages(place):
        yield from _of_report(message)


def _messages(place: Path) -> Iterator[Message]:
    if (place / "new").is_dir() or (place / "cur").is_dir():
        yield from mailbox.Maildir(place, create=False)
    elif place.is_dir():
        for path in sorted(place.glob("*.eml")):
            yield email.message_from_bytes(path.read_bytes(), policy=default)
    elif place.is_file():
        with place.open("rb") as stream:
            is_mbox = stream.read(5) == b"From "
        if is_mbox:
            box = mailbox.mbox(place, create=False)
            try:
                yield from box
            finally:
                box.close()
        else:
            yield email.message_from_bytes(place.read_bytes(), policy=default)
    else:
        raise UsageError(f"{place}: no mailbox is there; name a Maildir, an mbox or a folder of .eml files")


def _of_report(message: Message) -> Iterator[Bounce]:
    for part in message.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        for block in part.get_payload():
            if not isinstance(block, Message):
                continue
            told = str(block.get("Final-Recipient") or block.get("Original-Recipient") or "")
            is_final = str(block.get("Action", "")).strip().lower() == "failed"
            status = str(block.get("Status", "5"))
            if told and is_final and status.startswith("5"):
                address = told.rpartition(";")[2].strip().strip("<>")
                why = str(block.get("Diagnostic-Code") or status).rpartition(";")[2]
                yield Bounce(address, " ".join(why.split()))
