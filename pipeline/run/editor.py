"""What a person must do → a mail to the editor, the pages in question attached."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from pathlib import Path

from pipeline.config import Home
from pipeline.deliver.channel import Channel, DownError
from pipeline.findings import Finding, find
from pipeline.model import Post
from pipeline.run.values import RunChoices


MOST_ATTACHED_BYTES = 5_000_000
NAMESPACE = uuid.UUID("7f4b8f8b-4c2b-5b1f-9a57-0f8f6f0a3c11")


@dataclass(frozen=True, slots=True)
class Word:
    """What an editor is told."""

    subject: str
    text: str
    pages: Sequence[Path] = ()  # as they came from their sites


def write_editor(home: Home, word: Word, choices: RunChoices) -> tuple[Finding, ...]:
    """Send the mail to every editor; what cannot be sent is told."""
    post, editors = home.office.post, home.office.editor
    if not editors:
        return ()
    if post is None:
        return (find("RUN-011", "sources/periodical.yaml", why="there is no mail: there"),)
    told = []
    try:
        with Channel(post, home.root) as channel:
            for editor in editors:
                content = _mail(home, post, editor, word, choices).as_bytes()
                answer = channel.send(parseaddr(post.sender)[1], editor, content, lambda: None)
                if answer.outcome != "sent":
                    told.append(find("RUN-011", "sources/periodical.yaml", why=f"{editor}: {answer.why}"))
    except DownError as error:
        told.append(find("RUN-011", "sources/periodical.yaml", why=error))
    return tuple(told)


def _mail(home: Home, post: Post, editor: str, word: Word, choices: RunChoices) -> EmailMessage:
    name, sender = parseaddr(post.sender)
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(name, addr_spec=sender)
    message["To"] = Address(addr_spec=editor)
    message["Subject"] = f"{home.periodical.title}: {word.subject}"
    message["Date"] = format_datetime(choices.now)
    mark = uuid.uuid5(NAMESPACE, f"{home.periodical.namespace} {choices.moment} {editor} {word.text}")
    message["Message-ID"] = f"<{mark}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(word.text, cte="base64")
    left = MOST_ATTACHED_BYTES
    for page in dict.fromkeys(word.pages):
        data = page.read_bytes()
        if len(data) <= left:
            left -= len(data)
            message.add_attachment(data, maintype="text", subtype="html", filename=page.name)
    return message
