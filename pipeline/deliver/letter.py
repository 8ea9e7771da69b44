"""A book and a subscriber → the mail that brings it: text and HTML with the contents list, the book attached."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from urllib.parse import quote, urljoin

from lxml import etree
from lxml.builder import E

from pipeline.deliver.book import Letterhead, Line
from pipeline.deliver.services import service_of
from pipeline.deliver.words import Words, words_of
from pipeline.model import Post, Subscriber


EPUB = ("application", "epub+zip")
UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')  # what no system has in a file's name
NAMESPACE = uuid.UUID("b3f1c1f0-55c5-5a0e-8f0c-6a8f2f1f9d10")
MOST_LINES = 200


@dataclass(frozen=True, slots=True)
class Parcel:
    """What goes to one subscriber."""

    book: Letterhead
    to: Subscriber
    attached: bool
    link: str | None = None


def letter(parcel: Parcel, post: Post, now: datetime) -> EmailMessage:
    """Write the mail; the same parcel makes the same Message-ID, by which a mailbox knows it again."""
    book, words = parcel.book, words_of(parcel.book.language)
    name, sender = parseaddr(post.sender)
    domain = sender.rpartition("@")[2]
    leave = post.unsubscribe or f"mailto:{sender}?subject=unsubscribe"
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(name, addr_spec=sender)
    message["To"] = Address(parcel.to.name or "", addr_spec=parcel.to.address)
    message["Subject"] = book.title
    message["Date"] = format_datetime(now)
    mark = uuid.uuid5(NAMESPACE, f"{book.identifier} {parcel.to.address.lower()} {parcel.attached}")
    message["Message-ID"] = f"<{mark}@{domain}>"
    message["List-Unsubscribe"] = f"<{leave}>"
    message["List-Id"] = f"<books.{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(_plain(parcel, words, leave), cte="base64")
    message.add_alternative(_html(parcel, words, leave), subtype="html", cte="base64")
    if parcel.attached:
        _attach(message, parcel)
    return message


def file_name(parcel: Parcel) -> str:
    """Return the attachment's name: the book's title, or the ASCII name of the file where a service wants that."""
    if service_of(parcel.to.address).ascii_names:
        return parcel.book.path.name
    return f"{UNSAFE.sub(' ', parcel.book.title).strip() or parcel.book.path.stem}.epub"


def link_to(site: str | None, book: Letterhead) -> str | None:
    """Return where a book can be had, when the home says where dist/ is."""
    if site is None:
        return None
    folder = "volumes" if book.is_volume else "issues"
    return urljoin(site if site.endswith("/") else f"{site}/", f"{folder}/{quote(book.path.name)}")


def _attach(message: EmailMessage, parcel: Parcel) -> None:
    name = file_name(parcel)
    message.add_attachment(
        parcel.book.path.read_bytes(), maintype=EPUB[0], subtype=EPUB[1], filename=name, params={"name": name}
    )


def _plain(parcel: Parcel, words: Words, leave: str) -> str:
    book = parcel.book
    lines = [book.title, ""]
    lines += [words.attached, ""] if parcel.attached else []
    lines += [f"{words.link}: {parcel.link}", ""] if parcel.link else []
    lines += [book.heading, *(f"{'  ' * line.depth}· {line.text}" for line in _shown(book))]
    return "\n".join(
        [*lines, "", "-- ", f"{words.leave}: {leave.removeprefix('mailto:').partition('?subject=')[0]}", ""]
    )


def _html(parcel: Parcel, words: Words, leave: str) -> str:
    book = parcel.book
    body = E.body(E.h1(book.title))
    if parcel.attached:
        body.append(E.p(words.attached))
    if parcel.link:
        body.append(E.p(E.a(words.link, href=parcel.link)))
    if book.contents:
        body.append(E.h2(book.heading))
        body.append(_list(_shown(book)))
    body.append(E.p(E.a(words.leave, href=leave)))
    direction = "rtl" if book.language.lower().startswith(("ar", "he", "fa", "ur")) else "ltr"
    page = E.html(
        E.head(E.meta(charset="utf-8"), E.title(book.title)), body, lang=book.language, dir=direction
    )
    return "<!DOCTYPE html>\n" + etree.tostring(page, encoding="unicode", method="html") + "\n"


def _shown(book: Letterhead) -> tuple[Line, ...]:
    return book.contents[:MOST_LINES]


def _list(lines: tuple[Line, ...]) -> etree._Element:
    root: etree._Element = E.ul()
    stack: list[tuple[int, etree._Element]] = [(0, root)]
    for line in lines:
        while line.depth < stack[-1][0]:
            stack.pop()
        if line.depth > stack[-1][0] and len(stack[-1][1]):
            inner = E.ul()
            stack[-1][1][-1].append(inner)
            stack.append((line.depth, inner))
        stack[-1][1].append(E.li(line.text))
    return root
