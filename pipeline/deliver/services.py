"""A subscriber's address → the service it belongs to, how large a mail that takes, and what names of files it bears."""

from __future__ import annotations

from dataclasses import dataclass


MEGABYTE = 1_000_000
OVERHEAD = 1.37  # what base64 in lines of 76 makes of a byte


@dataclass(frozen=True, slots=True)
class Service:
    """A mail service as far as books are concerned."""

    name: str
    limit_bytes: int  # of a whole mail, as it goes over the wire
    ascii_names: bool = False


# Whole mails; the services count attachments packed for mail, so that a book may have three quarters of it.
SERVICES: dict[Service, tuple[str, ...]] = {
    Service("Send to Kindle", 50 * MEGABYTE, ascii_names=True): (
        "kindle.com",
        "free.kindle.com",
        "kindle.cn",
    ),
    Service("PocketBook", 25 * MEGABYTE, ascii_names=True): ("pbsync.com",),
    Service("Gmail", 25 * MEGABYTE): ("gmail.com", "googlemail.com"),
    Service("Outlook", 20 * MEGABYTE): ("outlook.com", "hotmail.com", "live.com", "msn.com", "live.cn"),
    Service("iCloud", 20 * MEGABYTE): ("icloud.com", "me.com", "mac.com"),
    Service("Yahoo", 25 * MEGABYTE): ("yahoo.com", "ymail.com"),
    Service("QQ Mail", 50 * MEGABYTE): ("qq.com", "foxmail.com", "vip.qq.com"),
    Service("NetEase Mail", 50 * MEGABYTE): ("163.com", "126.com", "yeah.net"),
}
OTHER_LIMIT = 10 * MEGABYTE  # what mail servers take as they come
_BY_DOMAIN = {domain: service for service, domains in SERVICES.items() for domain in domains}


def service_of(address: str) -> Service:
    """Return the service of an address; one we do not know takes what servers take as they come."""
    domain = address.rpartition("@")[2].lower()
    return _BY_DOMAIN.get(domain) or Service(domain, OTHER_LIMIT)


def mail_size(book_bytes: int) -> int:
    """Return how large a book is as mail, its letter included."""
    return int(book_bytes * OVERHEAD) + 20_000
