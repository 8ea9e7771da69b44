"""Mail to subscribers by a real SMTP server, what it refuses, what came back; copies to folders, WebDAV and SFTP."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import asyncssh
import pytest
from homes import write_home
from month import PostOffice, free_port
from test_config import CASE, FILE, TOLD
from web import CERTIFICATE, Web

from pipeline.build.run import build
from pipeline.build.values import Choices
from pipeline.cli.main import main
from pipeline.config import load_home
from pipeline.config.subscribers import load_subscribers
from pipeline.deliver.book import read_letterhead
from pipeline.deliver.letter import Parcel, letter
from pipeline.deliver.records import Delivery, Records
from pipeline.deliver.services import SERVICES, mail_size, service_of
from pipeline.deliver.webhook import call_hooks
from pipeline.errors import ConfigError
from pipeline.ledger import ledger_path, note
from pipeline.model import Post, Subscriber
from pipeline.run.publishing import Approval


CASES = Path(__file__).parent / "cases/subscribers.md"
NOW = datetime(2021, 7, 1, 6, tzinfo=UTC)
NO1 = "小园 2021年第1期"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home with two issues and a volume on its shelf."""
    home = write_home(tmp_path_factory.mktemp("built"), issues=2)
    assert main(["build", "-q", "--home", str(home)]) == 0
    return home


@pytest.fixture
def home(built: Path, tmp_path: Path) -> Path:
    import shutil

    return shutil.copytree(built, tmp_path / "home")


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with PostOffice() as running:
        yield running


def subscribe(home: Path, *lines: str) -> None:
    text = "".join(f"  - {line}\n" for line in lines)
    (home / "sources/subscribers.yaml").write_text(
        f"groups: {{staff: {{gets: [issue, volume]}}}}\nsubscribers:\n{text}", "utf-8"
    )


def open_post(home: Path, office: PostOffice, more: str = "", mail: str = "") -> None:
    how = office.security
    with (home / "sources/periodical.yaml").open("a", encoding="utf-8") as out:
        out.write(
            f"mail: {{from: 小园 <post@mini.example>, server: 'localhost:{office.port}', security: {how}{mail}}}\n{more}"
        )


def deliver(home: Path, *words: str) -> int:
    return main(["deliver", *words, "--home", str(home)])


# --- subscribers.yaml -----------------------------------------------------------------------------------------

SUBSCRIBER_CASES = [
    (match["name"], FILE.search(match["body"])["text"], TOLD.search(match["body"])["told"])  # type: ignore[index]
    for match in CASE.finditer(CASES.read_text("utf-8"))
]


@pytest.mark.parametrize(
    ("name", "text", "told"), SUBSCRIBER_CASES, ids=[case[0] for case in SUBSCRIBER_CASES]
)
def test_subscribers_are_read_or_told(name: str, text: str, told: str, tmp_path: Path, accept: bool) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources/subscribers.yaml").write_text(text, "utf-8")
    try:
        found = "".join(
            f"{each.address} {each.name or '-'} {'+'.join(each.gets)}\n"
            for each in load_subscribers(tmp_path)
        )
    except ConfigError as error:
        found = f"{error}\n"
    if accept:
        whole = CASES.read_text("utf-8")
        place = whole.index("```text\n", whole.index(f"## {name}\n"))
        CASES.write_text(
            whole[:place] + f"```text\n{found}```" + whole[whole.index("\n```", place) + 4 :], "utf-8"
        )
    assert found == told


def test_a_home_without_subscribers_has_none(tmp_path: Path) -> None:
    assert load_subscribers(tmp_path) == ()


# --- the letter -----------------------------------------------------------------------------------------------


def a_letter(home: Path, address: str, *, attached: bool = True, name: str | None = None) -> EmailMessage:
    book = read_letterhead(home / "dist/issues/mini-2021-no01.epub", "2021/01")
    post = Post("小园 <post@mini.example>", "localhost", 25)
    parcel = Parcel(book, Subscriber(address, name), attached=attached, link="https://mini.example/x.epub")
    return letter(parcel, post, NOW)


def test_a_letter_has_text_html_contents_and_the_book(built: Path) -> None:
    mail = a_letter(built, "a@gmail.com", name="林晓")
    assert str(mail["From"]) == "小园 <post@mini.example>"
    assert str(mail["To"]) == "林晓 <a@gmail.com>"
    assert mail["Subject"] == NO1
    assert mail["List-Unsubscribe"] == "<mailto:post@mini.example?subject=unsubscribe>"
    plain = mail.get_body(("plain",)).get_content()
    html = mail.get_body(("html",)).get_content()
    for text in ("看土之1", "园中记事", "https://mini.example/x.epub", "退订"):
        assert text in plain
        assert text in html
    assert [line.strip() for line in plain.splitlines() if "·" in line] == ["· 看土之1", "· 园中记事"]
    assert '<html lang="zh-Hans" dir="ltr">' in html
    (part,) = mail.iter_attachments()
    assert part.get_content_type() == "application/epub+zip"
    assert part.get_filename() == f"{NO1}.epub"
    assert part.get_content() == (built / "dist/issues/mini-2021-no01.epub").read_bytes()
    raw = mail.as_bytes()
    assert raw.isascii()
    assert b"filename*=utf-8''" in raw
    assert max(len(line) for line in raw.split(b"\r\n")) < 998


def test_a_kindle_gets_an_ascii_name(built: Path) -> None:
    (part,) = a_letter(built, "a@kindle.com").iter_attachments()
    assert part.get_filename() == "mini-2021-no01.epub"


def test_the_same_letter_has_the_same_id(built: Path) -> None:
    first, again, other = (
        a_letter(built, address) for address in ("a@b.example", "A@b.example", "c@b.example")
    )
    assert first["Message-ID"] == again["Message-ID"] != other["Message-ID"]


@pytest.mark.parametrize(
    ("address", "service"),
    [
        ("x@kindle.com", "Send to Kindle"),
        ("x@GMAIL.com", "Gmail"),
        ("x@hotmail.com", "Outlook"),
        ("x@qq.com", "QQ Mail"),
        ("x@paper.example", "paper.example"),
    ],
)
def test_a_service_is_known_by_its_domain(address: str, service: str) -> None:
    assert service_of(address).name == service
    assert len(SERVICES) == len({each.name for each in SERVICES})


def test_a_mail_is_as_large_as_was_said(built: Path) -> None:
    """What is told before sending is what goes over the wire, within a few parts of a hundred."""
    size = (built / "dist/issues/mini-2021-no01.epub").stat().st_size
    wire = len(a_letter(built, "a@gmail.com").as_bytes())
    assert wire <= mail_size(size) <= wire * 1.2 + 20_000


# --- sending --------------------------------------------------------------------------------------------------


def test_each_book_goes_once_to_each(
    home: Path, office: PostOffice, capsys: pytest.CaptureFixture[str]
) -> None:
    open_post(home, office, "site: https://mini.example/books\n")
    subscribe(
        home,
        "{address: one@kindle.com}",
        "{address: two@gmail.com, groups: [staff]}",
        "{address: three@mail.example, gets: [link]}",
    )
    assert deliver(home, "2021/01", "2021") == 0
    assert capsys.readouterr().out == "4 sent, 0 had it before, 0 not delivered, 0 files copied\n"
    assert sorted((to, str(mail["Subject"])) for to, mail in office.mails) == [
        ("one@kindle.com", NO1),
        ("three@mail.example", NO1),
        ("two@gmail.com", "小园 2021年合订本"),
        ("two@gmail.com", NO1),
    ]
    (linked,) = office.to("three@mail.example")
    assert list(linked.iter_attachments()) == []
    link = "https://mini.example/books/issues/mini-2021-no01.epub"
    assert link in linked.get_body(("plain",)).get_content()
    assert deliver(home, "2021/1", "2021") == 0
    assert capsys.readouterr().out == "0 sent, 4 had it before, 0 not delivered, 0 files copied\n"
    assert deliver(home, "2021/01", "--again", "one@kindle.com") == 0
    assert len(office.to("one@kindle.com")) == 2
    assert "one@kindle.com" not in ledger_path(home, "delivered").read_text("utf-8")


def test_the_newest_issue_and_one_group(home: Path, office: PostOffice) -> None:
    open_post(home, office)
    subscribe(home, "{address: one@kindle.com}", "{address: two@gmail.com, groups: [staff]}")
    assert deliver(home, "--group", "staff") == 0
    assert [(to, mail["Subject"]) for to, mail in office.mails] == [("two@gmail.com", "小园 2021年第2期")]


def test_what_was_not_approved_is_not_sent(home: Path, office: PostOffice, capsys) -> None:
    open_post(home, office, "review: required\n")
    subscribe(home, "{address: one@kindle.com}")
    assert deliver(home, "2021/01") == 2
    assert "2021/01 was not approved, and review: is required" in capsys.readouterr().err
    note(ledger_path(home, "approved"), Approval("2021/01", "c", "t"))
    assert deliver(home, "2021/01") == 0
    assert len(office.mails) == 1


def test_refused_is_kept_put_off_is_tried_again(
    home: Path, office: PostOffice, capsys: pytest.CaptureFixture[str]
) -> None:
    open_post(home, office)
    subscribe(
        home, "{address: gone@mail.example}", "{address: busy@mail.example}", "{address: well@mail.example}"
    )
    office.refuse |= {
        "gone@mail.example": "550 5.1.1 no such user",
        "busy@mail.example": "451 4.7.1 greylisted",
    }
    assert deliver(home, "2021/01") == 1
    told = capsys.readouterr().err
    assert "2021/01: error DEL-002: gone@mail.example was refused: 550 5.1.1 no such user;" in told
    assert (
        "2021/01: warning DEL-003: busy@mail.example is put off by its server: 451 4.7.1 greylisted;" in told
    )
    office.refuse.clear()
    assert deliver(home, "2021/01") == 0
    assert len(office.to("busy@mail.example")) == 1
    assert office.to("gone@mail.example") == []
    assert deliver(home, "2021/02") == 1  # nor is it sent the next book
    assert office.to("gone@mail.example") == []
    assert main(["status", "--home", str(home)]) == 0
    assert "gone@mail.example takes nothing: 550 5.1.1 no such user" in capsys.readouterr().out
    subscribe(home, "{address: back@mail.example}")
    assert deliver(home, "2021/02") == 0


def test_what_is_about_us_is_not_held_against_the_address(home: Path, office: PostOffice) -> None:
    open_post(home, office)
    subscribe(home, "{address: well@mail.example}")
    office.refuse["well@mail.example"] = "550 5.7.1 relaying denied"
    assert deliver(home, "2021/01") == 0
    office.refuse.clear()
    assert deliver(home, "2021/01") == 0
    assert len(office.to("well@mail.example")) == 1


@pytest.fixture
def small_office() -> Iterator[PostOffice]:
    """A server that says by EHLO that it takes little."""
    with PostOffice(limit_bytes=30_000) as running:
        yield running


def test_a_book_too_large_is_told_and_linked(
    home: Path, small_office: PostOffice, capsys: pytest.CaptureFixture[str]
) -> None:
    office = small_office
    open_post(home, office)
    subscribe(home, "{address: one@gmail.com}")
    assert deliver(home, "2021/01") == 1
    told = capsys.readouterr().err
    assert "error DEL-005: as mail the book is 0." in told
    assert "our own server takes 0 MB; one@gmail.com was sent nothing; set site:" in told
    with (home / "sources/periodical.yaml").open("a", encoding="utf-8") as out:
        out.write("site: https://mini.example/\n")
    assert deliver(home, "2021/01") == 0
    assert "warning DEL-004" in capsys.readouterr().err
    (mail,) = office.to("one@gmail.com")
    assert list(mail.iter_attachments()) == []


def test_a_run_cut_off_at_the_last_moment_is_taken_as_sent(home: Path, office: PostOffice, capsys) -> None:
    open_post(home, office)
    subscribe(home, "{address: one@gmail.com}")
    book = read_letterhead(home / "dist/issues/mini-2021-no01.epub", "2021/01")
    records = Records(home, load_home(home).periodical.namespace)
    records.add(Delivery(book.identifier, "2021/01", records.mark("one@gmail.com"), "book", "begun", "t"))
    assert deliver(home, "2021/01") == 0
    assert "DEL-006" in capsys.readouterr().err
    assert office.mails == []
    assert deliver(home, "2021/01", "--again", "one@gmail.com") == 0
    assert len(office.mails) == 1


@pytest.mark.parametrize("kind", ["password", "oauth2", "key file"])
def test_one_logs_in_with_a_secret_from_elsewhere(
    home: Path, kind: str, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    secret = "s3cret" if kind == "password" else "ya29.token"
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with PostOffice(secret=secret, security="starttls") as office, Web() as web:
        web.route(
            "/token",
            lambda call: call.send(json.dumps({"access_token": "ya29.token"}), kind="application/json"),
        )
        if kind == "key file":
            key = {
                "client_id": "c",
                "client_secret": "d",
                "refresh_token": "r",
                "token_uri": web.url("/token"),
            }
            (home / "key.json").write_text(json.dumps(key), "utf-8")
            open_post(home, office, mail=", user: post, oauth2: 'file:key.json'")
        else:
            monkeypatch.setenv("MINI_SECRET", office.secret or "")
            open_post(home, office, mail=f", user: post, {kind}: 'env:MINI_SECRET'")
        subscribe(home, "{address: one@gmail.com}")
        assert deliver(home, "2021/01") == 0, capsys.readouterr().err
        assert len(office.mails) == 1


def test_a_wrong_or_lacking_secret_is_told_and_never_shown(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with PostOffice(secret="s3cret", security="starttls") as office:
        open_post(home, office, mail=", user: post, password: 'env:MINI_SECRET'")
        subscribe(home, "{address: one@gmail.com}")
        assert deliver(home, "2021/01") == 1
        assert "the environment has no MINI_SECRET" in capsys.readouterr().err
        monkeypatch.setenv("MINI_SECRET", "wr0ng")
        assert deliver(home, "2021/01") == 1
        told = capsys.readouterr().err
        assert "the user name or password is wrong (535)" in told
        assert "wr0ng" not in told


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_mail_goes_over_tls_to_a_server_whose_certificate_is_known(
    home: Path, security: str, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    with PostOffice(security=security) as office:
        open_post(home, office)
        subscribe(home, "{address: one@gmail.com}")
        assert deliver(home, "2021/01") == 1
        assert "its certificate cannot be trusted" in capsys.readouterr().err
        monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
        assert deliver(home, "2021/01") == 0, capsys.readouterr().err
        assert len(office.mails) == 1


def test_subscribers_without_a_post_are_told(home: Path, capsys) -> None:
    subscribe(home, "{address: one@gmail.com}")
    assert deliver(home, "2021/01") == 1
    assert "DEL-010" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["2021/03"], "no issue or volume is named '2021/03'"),
        (
            ["2021/01", "--again", "nobody@mail.example"],
            "no subscriber has the address 'nobody@mail.example'",
        ),
        (["2021/01", "--group", "choir"], "no subscriber is of the group 'choir'"),
        (["--bounces", "nowhere"], "nowhere: no mailbox is there"),
    ],
)
def test_deliver_says_what_is_wrong(home: Path, words: list[str], told: str, capsys) -> None:
    subscribe(home, "{address: one@gmail.com}")
    assert deliver(home, *words) == 2
    assert told in capsys.readouterr().err


# --- what came back -------------------------------------------------------------------------------------------

REPORT = """\
From: MAILER-DAEMON@mail.example
To: post@mini.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

It could not be delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example

Final-Recipient: rfc822; Gone@mail.example
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 mailbox
 unavailable
--b--
"""


@pytest.mark.parametrize("form", ["folder", "file", "mbox", "Maildir"])
def test_a_bounce_is_kept(home: Path, tmp_path: Path, office: PostOffice, capsys, form: str) -> None:
    text = REPORT.format(action="failed", status="5.1.1")
    box = tmp_path / "box"
    if form == "folder":
        box.mkdir()
        (box / "1.eml").write_text(text, "utf-8")
    elif form == "Maildir":
        for name in ("new", "cur", "tmp"):
            (box / name).mkdir(parents=True)
        (box / "new/1").write_text(text, "utf-8")
    else:
        box.write_text(("From x Thu Jul  1 06:00:00 2021\n" if form == "mbox" else "") + text, "utf-8")
    open_post(home, office)
    subscribe(home, "{address: gone@mail.example}")
    assert deliver(home, "2021/01", "--bounces", str(box)) == 0
    assert (
        "warning DEL-009: gone@mail.example bounced: 550 5.1.1 mailbox unavailable" in capsys.readouterr().err
    )
    assert office.mails == []


def test_a_delay_is_no_bounce(home: Path, tmp_path: Path, office: PostOffice) -> None:
    (tmp_path / "1.eml").write_text(REPORT.format(action="delayed", status="4.4.1"), "utf-8")
    open_post(home, office)
    subscribe(home, "{address: gone@mail.example}")
    assert deliver(home, "2021/01", "--bounces", str(tmp_path / "1.eml")) == 0
    assert len(office.mails) == 1


# --- copies ---------------------------------------------------------------------------------------------------


def copies_to(home: Path, *lines: str) -> None:
    with (home / "sources/periodical.yaml").open("a", encoding="utf-8") as out:
        out.write("copy:\n" + "".join(f"  - {line}\n" for line in lines))


def test_books_or_all_of_the_shelf_go_to_folders(home: Path, tmp_path: Path, capsys) -> None:
    assert main(["shelf", "-q", "--home", str(home)]) == 0
    (home / "dist/reports").mkdir()
    (home / "dist/reports/RUN.json").write_text("{}", "utf-8")
    copies_to(home, f"{{to: {tmp_path}/books}}", f"{{to: {tmp_path}/site, what: shelf}}")
    assert deliver(home) == 0
    books = ["mini-2021-no01.epub", "mini-2021-no02.epub", "mini-2021.epub"]
    assert sorted(path.name for path in (tmp_path / "books").iterdir()) == books
    site = {
        path.relative_to(tmp_path / "site").as_posix()
        for path in (tmp_path / "site").rglob("*")
        if path.is_file()
    }
    here = {
        path.relative_to(home / "dist").as_posix() for path in (home / "dist").rglob("*") if path.is_file()
    }
    assert site == here - {"reports/RUN.json"}
    capsys.readouterr()
    assert deliver(home) == 0
    assert capsys.readouterr().out.endswith("0 files copied\n")
    (tmp_path / "books/mini-2021.epub").unlink()
    assert deliver(home) == 0
    assert capsys.readouterr().out.endswith("1 file copied\n")


def test_one_place_that_fails_stops_no_other(home: Path, tmp_path: Path, capsys) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    copies_to(
        home,
        f"{{to: {tmp_path}/file}}",
        f"{{to: 'sftp://127.0.0.1:{free_port()}/x', user: u}}",
        f"{{to: {tmp_path}/books}}",
    )
    assert deliver(home) == 1
    assert capsys.readouterr().err.count("DEL-008") == 2
    assert len(list((tmp_path / "books").iterdir())) == 3


@pytest.fixture
def webdav(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A WebDAV server, as Nextcloud is one."""
    from cheroot import wsgi
    from wsgidav.wsgidav_app import WsgiDAVApp

    root = tmp_path / "cloud"
    root.mkdir()
    port = free_port()
    app = WsgiDAVApp(
        {
            "provider_mapping": {"/": str(root)},
            "simple_dc": {"user_mapping": {"*": {"post": {"password": "s3cret"}}}},
            "verbose": 0,
            "logging": {"enable": False},
        }
    )
    server = wsgi.Server(("127.0.0.1", port), app)
    server.prepare()
    thread = threading.Thread(target=server.serve)
    thread.start()
    yield f"webdav://127.0.0.1:{port}/books", root
    server.stop()
    thread.join()


def test_books_go_to_webdav(
    home: Path, webdav: tuple[str, Path], monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    place, root = webdav
    monkeypatch.setenv("CLOUD", "s3cret")
    copies_to(home, f"{{to: '{place}', user: post, password: 'env:CLOUD'}}")
    _goes_once(home, root / "books", capsys)


@pytest.fixture
def sftp(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """An SFTP server, in a thread with a loop of its own."""
    root = tmp_path / "far"
    root.mkdir()
    port, loop, ready = free_port(), asyncio.new_event_loop(), threading.Event()

    guests: list[asyncssh.SSHServerConnection] = []

    class Door(asyncssh.SSHServer):
        def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
            guests.append(conn)

        def begin_auth(self, username: str) -> bool:
            return True

        def password_auth_supported(self) -> bool:
            return True

        def validate_password(self, username: str, password: str) -> bool:
            return (username, password) == ("post", "s3cret")

    async def open_door() -> asyncssh.SSHAcceptor:
        door = await asyncssh.create_server(
            Door,
            "127.0.0.1",
            port,
            server_host_keys=[asyncssh.generate_private_key("ssh-ed25519")],
            sftp_factory=lambda channel: asyncssh.SFTPServer(channel, chroot=str(root)),
        )
        ready.set()
        return door

    acceptors = []
    thread = threading.Thread(
        target=lambda: (acceptors.append(loop.run_until_complete(open_door())), loop.run_forever())
    )
    thread.start()
    assert ready.wait(10)
    yield f"sftp://127.0.0.1:{port}/books", root
    asyncio.run_coroutine_threadsafe(_shut(acceptors[0], guests), loop).result(10)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


async def _shut(door: asyncssh.SSHAcceptor, guests: list[asyncssh.SSHServerConnection]) -> None:
    for each in (*guests, door):
        each.close()
        await each.wait_closed()


def test_books_go_to_sftp(
    home: Path, sftp: tuple[str, Path], monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    place, root = sftp
    monkeypatch.setenv("FAR", "s3cret")
    copies_to(home, f"{{to: '{place}', user: post, password: 'env:FAR'}}")
    _goes_once(home, root / "books", capsys)


def _goes_once(home: Path, there: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert deliver(home) == 0, capsys.readouterr().err
    books = sorted(path for folder in ("issues", "volumes") for path in (home / "dist" / folder).iterdir())
    assert {path.name: path.read_bytes() for path in there.iterdir()} == {
        path.name: path.read_bytes() for path in books
    }
    capsys.readouterr()
    assert deliver(home) == 0
    assert capsys.readouterr().out.endswith("0 files copied\n")
    (home / "sources/issues/2021/01/02.txt").write_text("一月，雪。\n\n一切都白了。\n", "utf-8")
    loaded = load_home(home)
    build(loaded, _everything(loaded), Choices())
    assert deliver(home) == 0
    assert capsys.readouterr().out.endswith("2 files copied\n")
    volume = home / "dist/volumes/mini-2021.epub"
    assert (there / volume.name).read_bytes() == volume.read_bytes()
    assert not [path for path in there.iterdir() if path.name.startswith(".")]


def _everything(loaded: object) -> object:
    from pipeline.build.planned import everything_of

    return everything_of(loaded)  # type: ignore[arg-type]


# --- webhooks -------------------------------------------------------------------------------------------------


def test_a_webhook_is_told_and_one_that_fails_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[dict[str, object]] = []
    with Web() as web:
        web.route("/hook", lambda call: (heard.append(json.loads(call.body)), call.send("ok")))
        web.route("/broken", lambda call: call.send("no", status=500))
        monkeypatch.setenv("HOOK", web.url("/hook?token=s3cret"))
        told = call_hooks(
            tmp_path, ["env:HOOK", web.url("/broken?token=s3cret"), "env:NONE"], {"ok": True, "line": "好"}
        )
    assert heard == [{"ok": True, "line": "好"}]
    assert [finding.code for finding in told] == ["RUN-010", "RUN-010"]
    assert "s3cret" not in "".join(map(str, told))
    assert web.count("/broken?token=s3cret") == 2


def test_books_go_to_s3_compatible_storage(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("s3fs", reason="s3fs is not installed")
    moto = pytest.importorskip(
        "moto.server", reason="moto, which stands in for the storage, is not installed"
    )
    import s3fs

    port = free_port()
    server = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=port, verbose=False)
    server.start()
    try:
        endpoint = f"http://127.0.0.1:{port}"
        there = s3fs.S3FileSystem(key="post", secret="s3cret", client_kwargs={"endpoint_url": endpoint})
        there.mkdir("books")
        monkeypatch.setenv("CLOUD", "s3cret")
        copies_to(
            home, f"{{to: 's3://books/mini', endpoint: '{endpoint}', user: post, password: 'env:CLOUD'}}"
        )
        assert deliver(home) == 0, capsys.readouterr().err
        there.invalidate_cache()
        names = ["mini-2021-no01.epub", "mini-2021-no02.epub", "mini-2021.epub"]
        assert sorted(there.ls("books/mini")) == [f"books/mini/{name}" for name in names]
        volume = (home / "dist/volumes/mini-2021.epub").read_bytes()
        assert there.cat("books/mini/mini-2021.epub") == volume
        capsys.readouterr()
        assert deliver(home) == 0
        assert capsys.readouterr().out.endswith("0 files copied\n")
    finally:
        server.stop()
