"""Books and subscribers → mails sent, each book once to each, however often it is asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parseaddr
from pathlib import Path

from pipeline.counted import counted
from pipeline.deliver.book import Letterhead
from pipeline.deliver.channel import Channel, DownError
from pipeline.deliver.letter import Parcel, letter, link_to
from pipeline.deliver.records import FINAL, Delivery, Records
from pipeline.deliver.services import MEGABYTE, mail_size, service_of
from pipeline.findings import Finding, find
from pipeline.model import Office, Post, Subscriber


@dataclass(frozen=True, slots=True)
class Errand:
    """What is to be sent by whom, when."""

    home: Path
    office: Office
    subscribers: Sequence[Subscriber]
    records: Records
    now: datetime
    again: Collection[str] = ()  # addresses that get it once more

    @property
    def moment(self) -> str:
        """Return the time as the ledger writes it."""
        return self.now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(slots=True)
class Sending:
    """What a delivery did."""

    sent: int = 0
    before: int = 0
    failed: int = 0
    findings: list[Finding] = field(default_factory=list)


def wants(subscriber: Subscriber, book: Letterhead) -> str | None:
    """Return how a subscriber gets a book: the book itself, a link, or not at all."""
    if ("volume" if book.is_volume else "issue") in subscriber.gets:
        return "book"
    return "link" if "link" in subscriber.gets and not book.is_volume else None


def send_books(errand: Errand, books: Iterable[Letterhead]) -> Sending:
    """Send books to those who get them and have them not."""
    done = Sending()
    waiting = [
        (book, each, how)
        for book in books
        for each in errand.subscribers
        if (how := wants(each, book)) is not None and _is_owed(errand, book, each, done)
    ]
    if not waiting:
        return done
    post = errand.office.post
    if post is None:
        done.failed = len(waiting)
        done.findings.append(find("DEL-010", waiting[0][0].name))
        return done
    with Channel(post, errand.home) as channel:
        for number, (book, subscriber, how) in enumerate(waiting):
            try:
                _send(errand, channel, post, _parcel(errand, (book, subscriber, how), channel, done), done)
            except DownError as error:
                left = len(waiting) - number
                done.failed += left
                server = f"{post.host}:{post.port}"
                told = {"server": server, "why": error, "count": counted(left, "mail"), "name": book.name}
                done.findings.append(find("DEL-001", book.name, **told))
                break
    return done


def _is_owed(errand: Errand, book: Letterhead, subscriber: Subscriber, done: Sending) -> bool:
    """Tell whether a subscriber is still to get a book; an address that takes nothing is told, and left."""
    address = subscriber.address
    if address in errand.again:
        return True
    last = errand.records.last(book.identifier, address)
    if last is not None and last.outcome == "begun":  # cut off between the mail's end and the server's word
        errand.records.add(_line(errand, Parcel(book, subscriber, last.how == "book"), "unsure"))
        done.findings.append(find("DEL-006", book.name, address=address, name=book.name))
        done.before += 1
        return False
    if last is not None and last.outcome in FINAL:
        done.before += last.outcome in ("sent", "unsure")
        return False
    bad = errand.records.bad(address)
    if bad is not None:
        code = "DEL-009" if bad.outcome == "bounced" else "DEL-002"
        done.findings.append(find(code, book.name, address=address, why=f"{bad.why} ({bad.at[:10]})"))
        done.failed += 1
        return False
    return True


def _parcel(
    errand: Errand, owed: tuple[Letterhead, Subscriber, str], channel: Channel, done: Sending
) -> Parcel | None:
    """Pack a book, or its link where it is too large for the service or only a link is wanted."""
    book, subscriber, how = owed
    link = link_to(errand.office.site, book)
    address = subscriber.address
    if how == "link":
        if link is None:
            done.findings.append(find("DEL-007", book.name, address=address))
        return Parcel(book, subscriber, attached=False, link=link) if link else None
    service, size = service_of(address), mail_size(book.size_bytes)
    limit = min(service.limit_bytes, channel.limit_bytes() or service.limit_bytes)
    if size <= limit:
        return Parcel(book, subscriber, attached=True, link=link)
    name = service.name if limit == service.limit_bytes else "our own server"
    sizes = {"size": f"{size / MEGABYTE:.1f}", "limit": f"{limit / MEGABYTE:.0f}"}
    code = "DEL-004" if link else "DEL-005"
    done.findings.append(find(code, book.name, service=name, address=address, **sizes))
    return Parcel(book, subscriber, attached=False, link=link) if link else None


def _send(errand: Errand, channel: Channel, post: Post, parcel: Parcel | None, done: Sending) -> None:
    if parcel is None:
        done.failed += 1
        return
    book, subscriber = parcel.book, parcel.to
    content = letter(parcel, post, errand.now).as_bytes()

    def at_the_end() -> None:
        errand.records.add(_line(errand, parcel, "begun"))

    answer = channel.send(parseaddr(post.sender)[1], subscriber.address, content, at_the_end)
    errand.records.add(_line(errand, parcel, answer.outcome, answer.why))
    if answer.outcome == "sent":
        done.sent += 1
        return
    done.failed += 1
    code = "DEL-002" if answer.outcome == "refused" else "DEL-003"
    told = {"address": subscriber.address, "why": answer.why}
    done.findings.append(find(code, book.name, name=book.name, **told))


def _line(errand: Errand, parcel: Parcel, outcome: str, why: str = "") -> Delivery:
    book, to = parcel.book, errand.records.mark(parcel.to.address)
    how = "book" if parcel.attached else "link"
    return Delivery(book.identifier, book.name, to, how, outcome, errand.moment, why)
