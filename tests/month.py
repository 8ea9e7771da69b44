"""A fictional town's sites that change month by month, a home that reads them, and a post office that takes its mail."""

from __future__ import annotations

import socket
import ssl
from base64 import b64decode
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from types import TracebackType
from typing import Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from homes import PARAGRAPH, PERIODICAL, picture
from web import CERTIFICATE, Call, Waits, Web, fetch_settings

from pipeline.config.home import Home
from pipeline.fetch.client import Client
from pipeline.run.values import RunChoices


SITES = ("north", "south")
SUBSCRIBERS = """\
groups:
  staff: {gets: [issue, volume]}
subscribers:
  - {address: reader@kindle.com, name: 林晓}
  - {address: desk@gmail.com, groups: [staff]}
  - {address: friend@mail.example, gets: [link]}
"""


@dataclass
class Town:
    """The sites of a town: a feed and pages each, by month; what a test changes is changed from then on."""

    web: Web
    templates: dict[str, str] = field(default_factory=lambda: dict.fromkeys(SITES, "plain"))
    down: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)  # paths
    corrected: dict[str, str] = field(default_factory=dict)  # path → a sentence more
    zones: dict[str, str] = field(default_factory=lambda: dict.fromkeys(SITES, "+0800"))
    items: list[tuple[str, str, str]] = field(default_factory=list)  # site, path, local time

    def __post_init__(self) -> None:
        for site in SITES:
            self.web.route(f"/{site}/feed.xml", lambda call, site=site: self._feed(call, site))
        self.web.page("/p.jpg", picture(3), kind="image/jpeg")

    def publish(self, month: str) -> None:
        """Put up a month's pages: two on each site."""
        for site in SITES:
            for number in (1, 2):
                self.add(site, month, number, f"{month}-1{number}T08:30:00")

    def add(self, site: str, month: str, number: int, when: str) -> None:
        """Put up one page more."""
        path = f"/{site}/{month}/{number}.html"
        self.items.append((site, path, when))
        self.web.route(path, lambda call: self._page(call, site, path))

    def title(self, path: str) -> str:
        """Name the article of a path."""
        _, site, month, file = path.split("/")
        return f"{'北镇' if site == 'north' else '南村'}{month}第{file[0]}篇"

    def _page(self, call: Call, site: str, path: str) -> None:
        if site in self.down:
            call.send("busy", status=503)
        elif path in self.gone:
            call.send("gone", status=410)
        else:
            call.send(self._html(site, path))

    def _html(self, site: str, path: str) -> str:
        title = self.title(path)
        day = next(when[:10] for _, where, when in self.items if where == path)
        text = (
            f"<p>　　{title}。{PARAGRAPH}</p><p><img src='/p.jpg' alt='新芽'></p><p>　　{PARAGRAPH[::-1]}</p>"
        )
        text += f"<p>　　{self.corrected[path]}</p>" if path in self.corrected else ""
        inner = (
            f"<h1>{title}</h1><p class='date'>{day} 08:30</p><div id='body'>{text}</div>"
            if self.templates[site] == "plain"
            else f"<main><h2 class='t'>{title}</h2><time class='d'>{day} 08:30</time><section class='story'>{text}</section></main>"
        )
        return (
            f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title></head>'
            f"<body>{inner}</body></html>"
        )

    def _feed(self, call: Call, site: str) -> None:
        if site in self.down:
            call.send("busy", status=503)
            return
        items = "".join(self._item(site, path, when) for where, path, when in self.items if where == site)
        call.send(
            f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{site}</title>{items}</channel></rss>',
            kind="application/rss+xml",
        )

    def _item(self, site: str, path: str, when: str) -> str:
        told = datetime.fromisoformat(when).strftime("%a, %d %b %Y %H:%M:%S")
        return (
            f"<item><title>{self.title(path)}</title><link>{self.web.url(path)}</link>"
            f"<pubDate>{told} {self.zones[site]}</pubDate></item>"
        )


def write_town_home(root: Path, town: Town, more: str = "") -> Path:
    """Write the home of a monthly that takes its articles from the town's sites."""
    sources = root / "sources"
    (sources / "outlets").mkdir(parents=True)
    settings = "allow_private_hosts: [127.0.0.1]\ncontact: editor@mini.example\ntime_zone: Asia/Shanghai\n"
    (sources / "periodical.yaml").write_text(PERIODICAL + settings + more, "utf-8")
    for site in SITES:
        (sources / "outlets" / f"{site}.yaml").write_text(
            f"name: {'北镇报' if site == 'north' else '南村报'}\nhosts: [{site}.example, 127.0.0.1]\npace_s: 0\n"
            'select: {title: h1, body: "#body", date: .date}\n'
            f"collect: {{feed: {town.web.url(f'/{site}/feed.xml')}}}\n",
            "utf-8",
        )
    return root


def choices_at(moment: str, waits: Web | Waits, month: str | None = None) -> RunChoices:
    """Return how a run goes at a moment of the home's own zone, waiting for nothing."""
    now = datetime.fromisoformat(moment).replace(tzinfo=UTC) - timedelta(hours=8)

    def client(home: Home) -> Client:
        settings = fetch_settings(
            waits.waits if isinstance(waits, Web) else waits,
            allow_private_hosts=home.periodical.allow_private_hosts,
            outlets=dict(home.outlets),
            now=now.timestamp,
        )
        return Client(settings)

    return RunChoices(now, month=month, executor="thread", jobs=1, client=client)


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _tls() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    return context


@dataclass
class PostOffice:
    """A real SMTP server on loopback that keeps what it takes."""

    refuse: dict[str, str] = field(default_factory=dict)  # address → its answer
    secret: str | None = None  # who is `post` must know it, as password or as OAuth2 token
    security: str = "none"
    limit_bytes: int = 100_000_000
    mails: list[tuple[str, EmailMessage]] = field(default_factory=list)
    port: int = 0
    controller: Controller | None = None

    def __enter__(self) -> Self:
        self.port = self.port or free_port()
        self.controller = Controller(
            self,
            hostname="localhost",
            port=self.port,
            ssl_context=_tls() if self.security == "tls" else None,
            data_size_limit=self.limit_bytes,
            auth_required=self.secret is not None,
            auth_require_tls=self.security != "none",
            authenticator=self._is_known,
            tls_context=_tls() if self.security == "starttls" else None,
            require_starttls=self.security == "starttls",
        )
        self.controller.start()
        return self

    def _is_known(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, login: LoginPassword
    ) -> AuthResult:
        known = (login.login, login.password) == (b"post", (self.secret or "").encode())
        return AuthResult(success=known, handled=False)

    async def auth_XOAUTH2(self, server: SMTP, args: list[str]) -> AuthResult:  # noqa: N802
        """Let in who has the token."""
        told = b64decode(args[1])
        return AuthResult(
            success=told == f"user=post\x01auth=Bearer {self.secret}\x01\x01".encode(), handled=False
        )

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """Close the office."""
        if self.controller is not None:
            self.controller.stop()
            self.controller = None

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take a recipient, or answer as a test wants."""
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep a mail."""
        assert isinstance(envelope.content, bytes)
        message = message_from_bytes(envelope.content, policy=default)
        assert isinstance(message, EmailMessage)
        self.mails.append((envelope.rcpt_tos[0], message))
        return "250 taken"

    def to(self, address: str) -> list[EmailMessage]:
        """Return the mails an address got."""
        return [message for to, message in self.mails if to == address]
