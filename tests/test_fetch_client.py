"""The client against the awkward web: politely, wholly, or with a finding that says what to do."""

from __future__ import annotations

import contextlib
import random
import socket
import threading
import time
from collections.abc import Callable
from itertools import pairwise

import hypothesis
import hypothesis.strategies as st
import pytest
import urllib3
from web import (
    CERTIFICATE,
    EXPIRED,
    PAGE,
    PIXEL,
    START,
    Call,
    Web,
    failed,
    fetch_settings,
    had,
    packed,
    resolve_names,
)

from pipeline.address import host_of, shown
from pipeline.fetch.address import normalise, resolve
from pipeline.fetch.client import Client, user_agent
from pipeline.fetch.coding import decode
from pipeline.fetch.guard import inside
from pipeline.fetch.retry import back_off, retry_after
from pipeline.fetch.trouble import TroubleError, trouble_of
from pipeline.fetch.values import Failed, Fetched, Limits, Outcome, Request
from pipeline.model import Outlet


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "http_proxy",
        "https_proxy",
        "all_proxy",
        "no_proxy",
        "requests_ca_bundle",
        "curl_ca_bundle",
    ):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


# --- a page, and all that came with it ------------------------------------------------------------------------


def test_a_page_comes_whole_with_its_exchange(web: Web, client: Client) -> None:
    got = had(client.get(web.url("/ok#part"), reason="2021/08 no. 1"))
    page, (exchange,) = got.snapshot, got.exchanges
    assert page.body.decode() == PAGE
    assert (page.url, page.final_url, page.status, page.redirects) == (
        web.url("/ok"),
        web.url("/ok"),
        200,
        (),
    )
    assert (page.retrieved, page.kind, page.reason) == ("2021-06-18T00:30:00Z", "page", "2021/08 no. 1")
    assert page.header("content-type") == "text/html; charset=utf-8"
    assert (exchange.ip, exchange.status_line) == ("127.0.0.1", "HTTP/1.1 200 OK")
    assert exchange.request_line == "GET /ok HTTP/1.1"
    assert ("Host", f"127.0.0.1:{web.port}") in exchange.request_headers
    assert exchange.response_headers == page.headers
    assert exchange.response_body == PAGE.encode()


def test_what_crossed_the_wire_is_kept_byte_for_byte(web: Web, client: Client) -> None:
    (exchange,) = had(client.get(web.url("/chunked"))).exchanges
    assert exchange.response_head.endswith(b"Transfer-Encoding: chunked\r\n\r\n")
    assert exchange.response_body.startswith(b"1e\r\n")
    assert exchange.response_body.endswith(b"\r\n0\r\nX-Trailer: yes\r\n\r\n")
    assert exchange.request.endswith(b"\r\n\r\n")


def test_an_interim_answer_is_no_part_of_the_exchange(web: Web, client: Client) -> None:
    (exchange,) = had(client.get(web.url("/hint"))).exchanges
    assert exchange.response_head.startswith(b"HTTP/1.1 200 OK\r\n")


def test_we_say_who_asks(web: Web, client: Client) -> None:
    had(client.get(web.url("/ok")))
    told = web.seen[-1]["User-Agent"]
    assert told is not None
    assert told.startswith("presswork/")
    assert told.endswith(" (+https://yuandi.example/contact)")
    assert "(" not in user_agent(None)
    assert user_agent("编辑\r\nX: y").isascii()
    assert "\r" not in user_agent("编辑\r\nX: y")


@pytest.mark.parametrize("coding", ["gzip", "deflate", "raw-deflate", "br", "zstd"])
def test_every_coding_is_taken_off(web: Web, client: Client, coding: str) -> None:
    got = had(client.get(web.url(f"/coded/{coding}")))
    assert got.snapshot.body.decode() == PAGE * 20
    assert len(got.exchanges[0].response_body) < len(got.snapshot.body)
    assert got.snapshot.header("Content-Encoding") == coding.removeprefix("raw-")


def test_two_codings_are_taken_off_in_turn(web: Web, client: Client) -> None:
    assert had(client.get(web.url("/two-codings"))).snapshot.body.decode() == PAGE


def test_gzip_in_two_members_is_one_page(web: Web, client: Client) -> None:
    import gzip

    url = web.page(
        "/two", gzip.compress(b"<p>one") + gzip.compress(b"two</p>"), headers=[("Content-Encoding", "gzip")]
    )
    assert had(client.get(url)).snapshot.body == b"<p>onetwo</p>"


# --- never a half page taken for a whole one ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "code"),
    [
        *((f"/coded/{coding}/cut", "FET-043") for coding in ("gzip", "deflate", "raw-deflate", "br", "zstd")),
        ("/coded/gzip/flipped", "FET-043"),
        ("/coding/unknown", "FET-044"),
        ("/length/too-short", "FET-042"),
        ("/length/too-long", "FET-042"),
        ("/chunked/cut", "FET-042"),
        ("/chunked/torn", "FET-042"),
        ("/chunked/odd", "FET-042"),
        ("/empty", "FET-047"),
        ("/not-http", "FET-019"),
        ("/report.pdf", "FET-045"),
    ],
)
def test_a_page_that_is_not_whole_is_a_finding(web: Web, client: Client, path: str, code: str) -> None:
    finding = failed(client.get(web.url(path)))
    assert finding.code == code
    assert finding.where == web.url(path)


def test_a_short_length_is_seen_however_late_the_rest_comes(web: Web, client: Client) -> None:
    def answer(call: Call) -> None:
        call.head(200, [("Content-Type", "text/html"), ("Content-Length", "20000")])
        call.write(b"<p>" + b"a" * 40_000)

    assert failed(client.get(web.route("/late", answer))).code == "FET-042"


def test_a_line_end_too_much_is_forgiven(web: Web, client: Client) -> None:
    def answer(call: Call) -> None:
        call.send(PAGE)
        call.write(b"\r\n")

    assert had(client.get(web.route("/crlf", answer))).snapshot.body.decode() == PAGE
    assert had(client.get(web.url("/ok"))).snapshot.body.decode() == PAGE


def test_a_line_end_that_comes_late_is_no_part_of_the_next_answer(web: Web, client: Client) -> None:
    def answer(call: Call) -> None:
        call.write(b"\r\n")
        call.send(PAGE)

    fetched = had(client.get(web.route("/late-crlf", answer)))
    assert fetched.snapshot.body.decode() == PAGE
    assert fetched.exchanges[-1].response_head.startswith(b"HTTP/1.1 200")


def test_a_page_without_length_ends_with_the_connection(web: Web, client: Client) -> None:
    assert had(client.get(web.url("/length/none"))).snapshot.body.decode() == PAGE


@pytest.mark.parametrize("coding", ["gzip", "deflate", "raw-deflate", "br", "zstd"])
@pytest.mark.parametrize("body", [b"", b"a", bytes(1 << 22), random.Random(1).randbytes(300_000)], ids=len)
def test_a_page_of_any_size_is_unpacked_whole(coding: str, body: bytes) -> None:
    name = coding.removeprefix("raw-")
    assert decode(packed(coding, body), name, 1 << 22) == body
    if coding != "br":  # a brotli stream has one end
        assert decode(packed(coding, body) + b"\n", name, 1 << 22) == body


@pytest.mark.parametrize("coding", ["gzip", "deflate", "raw-deflate", "br", "zstd"])
def test_no_beginning_of_a_packed_page_passes_for_it(coding: str) -> None:
    whole, name = packed(coding, PAGE.encode()), coding.removeprefix("raw-")
    assert decode(whole, name, 10_000).decode() == PAGE
    for length in range(1, len(whole)):
        with pytest.raises(TroubleError, match="FET-043"):
            decode(whole[:length], name, 10_000)


@hypothesis.given(st.binary(max_size=80), st.sampled_from(["gzip", "x-gzip", "deflate", "br", "zstd"]))
def test_any_bytes_are_unpacked_or_a_trouble(body: bytes, coding: str) -> None:
    with contextlib.suppress(TroubleError):
        assert len(decode(body, coding, 1000)) <= 1000
    decode(body, coding, 1000, cut=True)


def test_what_is_not_packed_stays(web: Web, client: Client) -> None:
    assert decode(PAGE.encode(), "identity, ", 10_000).decode() == PAGE
    assert decode(packed("gzip", PAGE.encode()) + b"\0\0", "gzip", 10_000).decode() == PAGE
    with pytest.raises(TroubleError, match="FET-044"):
        decode(PAGE.encode(), ", ".join(["gzip"] * 5), 10_000)


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ([("Transfer-Encoding", "gzip, chunked")], "FET-044"),
        ([("Content-Length", "5"), ("Content-Length", "6")], "FET-019"),
        ([(f"X-{number}", "more") for number in range(200)], "FET-019"),
    ],
)
def test_odd_framing_is_a_finding(
    web: Web, client: Client, headers: list[tuple[str, str]], code: str
) -> None:
    def answer(call: Call) -> None:
        call.head(200, headers)
        call.write(b"0\r\n\r\n")
        call.hang_up()

    assert failed(client.get(web.route("/odd", answer))).code == code


def test_a_redirects_own_page_may_be_broken(web: Web, client: Client) -> None:
    def answer(call: Call) -> None:
        call.head(301, [("Location", "/ok"), ("Content-Length", "500")])
        call.write(b"moved")
        call.hang_up()

    got = had(client.get(web.route("/moved", answer)))
    assert [exchange.cut for exchange in got.exchanges] == ["unspecified", None]


def test_what_is_packed_in_a_zip_or_pdf_is_no_page_whatever_it_is_called(web: Web, client: Client) -> None:
    url = web.page("/a", b"%PDF-1.7", kind="application/octet-stream")
    assert failed(client.get(url)).code == "FET-045"
    assert had(client.get(web.page("/b", PAGE, kind="application/octet-stream"))).snapshot.body


# --- limits ---------------------------------------------------------------------------------------------------

SMALL = Limits(size_bytes=100_000)


@pytest.mark.parametrize(
    "path",
    ["/endless", "/endless/chunks", "/length/huge", "/bomb/gzip", "/bomb/deflate", "/bomb/br", "/bomb/zstd"],
)
def test_nothing_grows_beyond_its_limit(web: Web, client: Client, path: str) -> None:
    finding = failed(client.get(web.url(path), limits=SMALL))
    assert (finding.code, finding.what) == ("FET-040", "larger than the 100 kB allowed")
    assert web.count(path) == 1


def test_a_head_without_end_is_given_up(web: Web, client: Client) -> None:
    assert failed(client.get(web.url("/endless/head"), limits=SMALL)).code in ("FET-019", "FET-040")


@pytest.mark.parametrize("path", ["/drip", "/drip/head"])
def test_a_drip_ends_at_the_deadline(web: Web, client: Client, path: str) -> None:
    began = time.monotonic()
    finding = failed(client.get(web.url(path), limits=Limits(total_s=0.2)))
    assert finding.code == "FET-013"
    assert time.monotonic() - began < 0.6
    assert web.count(path) == 1


def test_silence_ends_at_the_read_timeout(web: Web, client: Client) -> None:
    finding = failed(client.get(web.url("/silent"), limits=Limits(read_s=0.05)))
    assert finding.code == "FET-012"
    assert web.count("/silent") == 4


def test_the_deadline_is_one_for_all_redirects(web: Web, client: Client) -> None:
    def slow(call: Call) -> None:
        web.closing.wait(0.08)
        call.send(status=302, headers=[("Location", f"/slow?{call.seen.number}{call.query}")])

    assert failed(client.get(web.route("/slow", slow), limits=Limits(total_s=0.2))).code == "FET-013"


# --- redirects ------------------------------------------------------------------------------------------------


def test_every_redirect_is_recorded(web: Web, client: Client) -> None:
    got = had(client.get(web.url("/redirect/3")))
    hops = [web.url(path) for path in ("/redirect/3", "/redirect/2", "/redirect/1", "/ok")]
    assert [exchange.url for exchange in got.exchanges] == hops
    assert [exchange.status for exchange in got.exchanges] == [302, 302, 302, 200]
    assert (got.snapshot.url, got.snapshot.final_url) == (hops[0], hops[-1])
    assert got.snapshot.redirects == tuple(hops[:-1])


@pytest.mark.parametrize(
    ("path", "code", "where"),
    [
        ("/loop", "FET-051", "/loop"),
        ("/loop/a", "FET-051", "/loop/a"),
        ("/redirect/11", "FET-050", "/redirect/1"),
        ("/to/file", "FET-001", "/to/file"),
        ("/to/password", "FET-002", "/to/password"),
        ("/to/nowhere", "FET-052", "/to/nowhere"),
        ("/to/odd", "FET-003", "/to/odd"),
    ],
)
def test_redirects_that_lead_nowhere(web: Web, client: Client, path: str, code: str, where: str) -> None:
    finding = failed(client.get(web.url(path)))
    assert finding.code == code
    assert finding.where.endswith(web.url(where))
    assert finding.where.startswith(web.url(path))
    assert "secret" not in str(finding)


def test_ten_redirects_are_followed(web: Web, client: Client) -> None:
    assert len(had(client.get(web.url("/redirect/10"))).exchanges) == 11


def test_a_location_in_chinese_is_followed(web: Web, client: Client) -> None:
    got = had(client.get(web.url("/to/chinese")))
    assert got.snapshot.final_url == web.url("/%E5%85%9A%E5%BB%BA/a%20b.html")


def test_a_redirects_own_page_is_not_waited_for(web: Web, client: Client) -> None:
    got = had(client.get(web.url("/to/endless")))
    assert [exchange.cut for exchange in got.exchanges] == ["length", None]


def test_cookies_last_for_the_run(web: Web, client: Client) -> None:
    assert failed(client.get(web.url("/needs-cookie"))).code == "FET-022"
    assert had(client.get(web.url("/cookie"))).snapshot.redirects == (web.url("/cookie"),)
    had(client.get(web.url("/needs-cookie")))
    with Client(fetch_settings(web.waits)) as another:
        assert failed(another.get(web.url("/needs-cookie"))).code == "FET-022"


# --- what may pass is tried again -----------------------------------------------------------------------------


def test_a_passing_failure_is_tried_again_more_and_more_slowly(web: Web, client: Client) -> None:
    had(client.get(web.url("/flaky")))
    assert web.waits.slept == pytest.approx([1.0], abs=0.2)
    assert failed(client.get(web.url("/down"))).code == "FET-025"
    assert web.count("/down") == 4
    assert web.waits.slept[1:] == pytest.approx([1.0, 2.0, 4.0], abs=0.2)


def test_retry_after_is_honoured_in_seconds_and_as_a_date(web: Web, client: Client) -> None:
    had(client.get(web.url("/busy")))
    assert web.waits.slept == pytest.approx([7.0], abs=0.2)
    had(client.get(web.url("/busy/date")))
    assert web.waits.slept[1:] == pytest.approx([30.0 - 7.0], abs=0.2)


def test_a_site_that_asks_for_a_day_is_left_alone(web: Web, client: Client) -> None:
    finding = failed(client.get(web.url("/busy/long")))
    assert finding.code == "FET-024"
    assert "86400 s" in finding.what
    assert (web.count("/busy/long"), web.waits.slept) == (1, [])


def test_a_reset_is_tried_again(web: Web, client: Client) -> None:
    had(client.get(web.url("/reset")))
    assert failed(client.get(web.url("/reset/always"))).code == "FET-018"
    assert web.count("/reset/always") == 4


@pytest.mark.parametrize(
    ("status", "code", "tries"),
    [
        (204, "FET-026", 1),
        (206, "FET-026", 1),
        (300, "FET-026", 1),
        (304, "FET-026", 1),
        (400, "FET-027", 1),
        (401, "FET-022", 1),
        (403, "FET-022", 1),
        (404, "FET-020", 1),
        (410, "FET-021", 1),
        (451, "FET-023", 1),
        (500, "FET-025", 4),
        (501, "FET-025", 1),
        (520, "FET-025", 4),
    ],
)
def test_a_status_says_what_to_do(web: Web, client: Client, status: int, code: str, tries: int) -> None:
    finding = failed(client.get(web.url(f"/status/{status}")))
    assert (finding.code, finding.severity) == (code, "error")
    assert finding.action
    assert web.count(f"/status/{status}") == tries


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("120", 120.0),
        (" 5 ", 5.0),
        ("Fri, 18 Jun 2021 00:31:00 GMT", 60.0),
        ("Fri, 18 Jun 2021 00:00:00 GMT", 0.0),
        ("soon", None),
        ("-3", None),
        ("1.5", None),
        ("9" * 5000, None),
        (None, None),
    ],
)
def test_retry_after(text: str | None, seconds: float | None) -> None:
    assert retry_after(text, START) == seconds


def test_back_off_doubles_and_scatters() -> None:
    assert [back_off(1.0, tries, 1.0) for tries in (1, 2, 3)] == [1.0, 2.0, 4.0]
    assert back_off(1.0, 3, 0.0) == 2.0


# --- asked for again ------------------------------------------------------------------------------------------


def test_what_is_known_is_not_sent_again(web: Web, client: Client) -> None:
    known = had(client.get(web.url("/tagged"))).snapshot
    again = had(client.get(web.url("/tagged"), known=known))
    assert again.not_modified
    assert again.snapshot is known
    assert again.exchanges[0].status == 304
    assert web.seen[-1]["If-None-Match"] == '"v1"'
    assert web.seen[-1]["If-Modified-Since"] == "Thu, 17 Jun 2021 00:30:00 GMT"


def test_what_has_changed_is_sent_anew(web: Web, client: Client) -> None:
    known = had(client.get(web.url("/tagged"))).snapshot
    web.page("/tagged", "<p>new</p>", headers=[("ETag", '"v2"')])
    got = had(client.get(web.url("/tagged"), known=known))
    assert not got.not_modified
    assert got.snapshot.body == b"<p>new</p>"


def test_only_the_page_itself_is_asked_conditionally(web: Web, client: Client) -> None:
    web.route(
        "/moved", lambda call: call.send(status=302, headers=[("Location", "/tagged"), ("ETag", '"m"')])
    )
    known = had(client.get(web.url("/moved"))).snapshot
    again = had(client.get(web.url("/moved"), known=known))
    assert again.not_modified
    assert [seen["If-None-Match"] for seen in web.seen[-2:]] == [None, '"v1"']


# --- pictures -------------------------------------------------------------------------------------------------


def test_a_picture_is_asked_for_from_its_page(web: Web, client: Client) -> None:
    picture = web.url("/hotlink.png")
    assert failed(client.get(picture, kind="picture")).code == "FET-022"
    got = had(client.get(picture, kind="picture", referer=web.url("/ok#top")))
    assert got.snapshot.body == PIXEL
    assert web.seen[-1]["Referer"] == web.url("/ok")
    assert (web.seen[-1]["Accept"] or "").startswith("image/")


@pytest.mark.parametrize(
    ("path", "code"),
    [("/gone.jpg", "FET-046"), ("/ok", "FET-046"), ("/missing.jpg", "FET-020"), ("/empty", "FET-046")],
)
def test_a_page_is_no_picture(web: Web, client: Client, path: str, code: str) -> None:
    assert failed(client.get(web.url(path), kind="picture")).code == code


def test_an_empty_picture_is_none(web: Web, client: Client) -> None:
    assert failed(client.get(web.page("/a.jpg", b"", kind="image/jpeg"), kind="picture")).code == "FET-047"


def test_a_drawing_is_no_page(web: Web, client: Client) -> None:
    svg = (
        '<?xml version="1.0"?><!-- drawn --><svg xmlns="http://www.w3.org/2000/svg"><title>html</title></svg>'
    )
    had(client.get(web.page("/a.svg", svg, kind="image/svg+xml"), kind="picture"))
    url = web.page("/b.svg", "<!-- a --><!-- b --> <html><body>404", kind="image/svg+xml")
    assert failed(client.get(url, kind="picture")).code == "FET-046"
    had(client.get(web.page("/c.svg", "<!-- a -->" * 5000 + "<svg/>", kind="image/svg+xml"), kind="picture"))


def test_a_picture_may_be_called_html(web: Web, client: Client) -> None:
    assert had(client.get(web.url("/pixel-as-html"), kind="picture")).snapshot.body == PIXEL


def test_a_referer_does_not_tell_a_password(web: Web, client: Client) -> None:
    had(client.get(web.url("/pixel.png"), kind="picture", referer="http://me:secret@127.0.0.1/"))
    assert web.seen[-1]["Referer"] is None


# --- one at a time a host, never too soon ---------------------------------------------------------------------


def test_a_host_is_left_alone_between_requests(web: Web) -> None:
    outlets = {"news": Outlet("news", "消息", ("127.0.0.1",), pace_s=2.0)}
    with Client(fetch_settings(web.waits, outlets=outlets)) as client:
        for _ in range(3):
            had(client.get(web.url("/redirect/1")))
    times = [seen.at for seen in web.seen]
    assert len(times) == 7
    assert all(later - sooner >= 2.0 for sooner, later in pairwise(times))


def test_hosts_are_asked_in_parallel_and_each_one_at_a_time(web: Web) -> None:
    together, present, most = threading.Barrier(2, timeout=5), dict[str, int](), dict[str, int]()
    lock = threading.Lock()

    def answer(call: Call) -> None:
        host = (call.seen["Host"] or "").partition(":")[0]
        with lock:
            present[host] = present.get(host, 0) + 1
            most[host] = max(most.get(host, 0), present[host])
        together.wait()  # nobody is answered until a second host asks
        with lock:
            present[host] -= 1
        call.send(PAGE)

    for number in range(3):
        web.route(f"/page/{number}", answer)
    hosts = ("127.0.0.1", "localhost")
    asked = [Request(web.url(f"/page/{number}", host)) for host in hosts for number in range(3)]
    with Client(fetch_settings(web.waits)) as client:
        outcomes = dict(client.get_many(asked, jobs=4))
    assert outcomes.keys() == set(asked)
    assert all(isinstance(outcome, Fetched) for outcome in outcomes.values())
    assert most == {"127.0.0.1": 1, "localhost": 1}


def test_no_host_waits_for_anothers_pace(web: Web) -> None:
    hosts = {"slow": Outlet("slow", "慢", ("localhost",), pace_s=5.0)}
    asked = [Request(web.url("/ok", host)) for host in ["localhost"] * 3 + ["127.0.0.1"] * 3]
    with Client(fetch_settings(web.waits, outlets=hosts)) as client:
        order = [host_of(request.url) for request, _ in client.get_many(asked, jobs=1)]
    assert order == ["localhost"] + ["127.0.0.1"] * 3 + ["localhost"] * 2


def test_what_follows_is_fetched_in_the_same_run(web: Web, client: Client) -> None:
    def follow(request: Request, outcome: Outcome) -> list[Request]:
        return [Request(web.url("/ok"))] if isinstance(outcome, Fetched) and request.kind == "part" else []

    got = client.get_many([Request(web.url("/story/1"), "part"), Request("no address")], follow=follow)
    assert {request.url for request, _ in got} == {web.url("/story/1"), web.url("/ok"), "no address"}
    assert web.paths() == ["/story/1", "/ok"]


def test_to_stop_early_ends_all_waiting(web: Web) -> None:
    asked = [Request(web.url("/down")), Request(web.url("/ok", "localhost"))]
    began = time.monotonic()
    with Client(fetch_settings(web.waits, sleep=None, clock=time.monotonic, back_off_s=60.0)) as client:
        for request, _ in client.get_many(asked, jobs=2):
            assert request == asked[1]
            break
        had(client.get(web.url("/story/1", "localhost")))  # and the client is as good as before
    assert time.monotonic() - began < 5


def test_a_cookie_is_taken_back(web: Web, client: Client) -> None:
    had(client.get(web.url("/cookie")))
    had(client.get(web.page("/bye", PAGE, headers=[("Set-Cookie", "pass=; Path=/; Max-Age=0")])))
    assert failed(client.get(web.url("/needs-cookie"))).code == "FET-022"


def test_cookies_of_many_hosts_at_once(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    hosts = [f"h{number}.example" for number in range(24)]
    resolve_names(monkeypatch, {host: ["127.0.0.1"] for host in hosts})
    with Client(fetch_settings(web.waits, allow_private_hosts=tuple(hosts))) as client:
        got = list(client.get_many([Request(web.url("/cookie", host)) for host in hosts], jobs=8))
    assert [outcome for _, outcome in got if isinstance(outcome, Failed)] == []


# --- what lies inside is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("127.0.0.1", "loopback"),
        ("127.8.8.8", "loopback"),
        ("::1", "loopback"),
        ("0.0.0.0", "unspecified"),
        ("::", "unspecified"),
        ("10.1.2.3", "private"),
        ("172.16.0.1", "private"),
        ("192.168.1.1", "private"),
        ("100.64.0.1", "private"),
        ("198.18.0.1", "private"),
        ("fd00::1", "private"),
        ("169.254.169.254", "link-local"),
        ("fe80::1%eth0", "link-local"),
        ("224.0.0.1", "multicast"),
        ("ff02::1", "multicast"),
        ("255.255.255.255", "private"),
        ("240.0.0.1", "private"),
        ("::ffff:127.0.0.1", "loopback"),
        ("::ffff:10.0.0.1", "private"),
        ("64:ff9b::7f00:1", "loopback"),
        ("64:ff9b::a00:1", "private"),
        ("64:ff9b:1::1", "local NAT64"),
        ("2002:7f00:1::", "6to4"),
        ("2001:0:1::1", "Teredo"),
        ("::127.0.0.1", "IPv4-compatible"),
        ("8.8.8.8", None),
        ("2606:4700::1111", None),
        ("::ffff:8.8.8.8", None),
        ("64:ff9b::808:808", None),
    ],
)
def test_which_addresses_lie_inside(address: str, kind: str | None) -> None:
    assert inside(address) == kind


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "127.1", "0x7f000001", "2130706433", "0177.0.0.1", "[::1]"]
)
def test_loopback_is_refused_however_it_is_written(web: Web, host: str) -> None:
    with Client(fetch_settings(web.waits, allow_private_hosts=())) as client:
        finding = failed(client.get(web.url("/ok", host)))
    assert finding.code == "FET-016"
    assert "allow_private_hosts" in finding.action
    assert web.seen == []


def test_a_name_that_leads_inside_is_refused(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    names = {
        "in.example": ["10.0.0.1"],
        "meta.example": ["169.254.169.254", "::1"],
        "localhost": ["127.0.0.1"],
    }
    resolve_names(monkeypatch, dict(names))
    with Client(fetch_settings(web.waits)) as client:
        assert failed(client.get("http://in.example/")).code == "FET-016"
        assert failed(client.get("http://meta.example/")).code == "FET-016"
        assert failed(client.get(web.url("/to/inside"))).code == "FET-016"
        had(client.get(web.url("/ok", "localhost")))
    assert web.paths() == ["/to/inside", "/ok"]


def test_every_connection_is_looked_at_anew(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name may lead elsewhere when it is asked for again."""
    names: dict[str, list[str] | OSError] = {"news.example": ["127.0.0.1"]}
    asked = resolve_names(monkeypatch, names)
    with Client(fetch_settings(web.waits, allow_private_hosts=("127.0.0.1",))) as client:
        assert failed(client.get(web.url("/ok", "news.example"))).code == "FET-016"
    assert asked == ["news.example"]
    assert web.seen == []


def test_the_address_connected_to_decides(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    connect = socket.socket.connect
    resolve_names(monkeypatch, {"news.example": ["8.8.8.8"]})
    monkeypatch.setattr(
        socket.socket, "connect", lambda self, place: connect(self, ("127.0.0.1", place[1]))
    )  # as a rule of the machine's own network might
    with Client(fetch_settings(web.waits, allow_private_hosts=())) as client:
        assert failed(client.get(web.url("/ok", "news.example"))).code == "FET-016"
    assert web.seen == []


def test_the_first_address_that_answers_is_taken(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    resolve_names(monkeypatch, {"localhost": ["::1", "127.0.0.1"]})
    with Client(fetch_settings(web.waits)) as client:
        got = had(client.get(web.url("/ok", "localhost")))
    assert got.exchanges[0].ip == "127.0.0.1"


# --- what cannot be reached -----------------------------------------------------------------------------------


def test_a_name_nobody_knows(monkeypatch: pytest.MonkeyPatch, web: Web) -> None:
    asked = resolve_names(monkeypatch, {"later.example": socket.gaierror(socket.EAI_AGAIN, "try again")})
    with Client(fetch_settings(web.waits)) as client:
        finding = failed(client.get("http://nobody.example/"))
        assert (finding.code, asked) == ("FET-010", ["nobody.example"])
        assert "nobody.example" in finding.what
        assert failed(client.get("http://later.example/")).code == "FET-010"
    assert asked[1:] == ["later.example"] * 4


def test_a_connection_that_does_not_come(web: Web, monkeypatch: pytest.MonkeyPatch, client: Client) -> None:
    def connect(_: socket.socket, place: object) -> None:
        raise TimeoutError("timed out")  # as a firewall that drops everything makes it

    monkeypatch.setattr(socket.socket, "connect", connect)
    finding = failed(client.get(web.url("/ok"), limits=Limits(connect_s=0.5)))
    assert finding.code == "FET-031"  # robots.txt comes first
    assert "no connection within 10 s" in finding.what


def test_a_name_server_that_does_not_answer(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [web.closing.wait(20)][:0])
    began = time.monotonic()
    limits = dict.fromkeys(("page", "robots"), Limits(connect_s=0.1))
    with Client(fetch_settings(web.waits, limits=limits, tries=2)) as client:
        finding = failed(client.get("https://slow.example/"))
    assert (finding.code, "no answer within 0.1 s" in finding.what) == ("FET-010", True)
    assert time.monotonic() - began < 5


def test_many_addresses_share_the_time_to_connect(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []

    def connect(self: socket.socket, place: object) -> None:
        waited.append(self.gettimeout() or 0.0)
        time.sleep(waited[-1])
        raise TimeoutError("timed out")

    resolve_names(monkeypatch, {"many.example": [f"203.0.114.{number}" for number in range(1, 9)]})
    monkeypatch.setattr(socket.socket, "connect", connect)
    limits = dict.fromkeys(("page", "robots"), Limits(connect_s=0.4))
    with Client(fetch_settings(web.waits, limits=limits, tries=1)) as client:
        assert failed(client.get("http://many.example/")).code == "FET-031"
    assert len(waited) == 8
    assert sum(waited) < 0.5


def test_an_error_nobody_foresaw_is_a_broken_connection() -> None:
    assert trouble_of(urllib3.exceptions.HTTPError("odd")).finding("x").what == "the connection broke: odd"


def test_a_port_nobody_listens_at(client: Client) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        finding = failed(client.get(f"http://127.0.0.1:{taken.getsockname()[1]}/"))
    assert finding.code == "FET-011"
    assert "refused" in finding.what


def test_a_certificate_that_nobody_signed_is_refused() -> None:
    with Web(tls=CERTIFICATE) as web, Client(fetch_settings(web.waits)) as client:
        finding = failed(client.get(web.url("/ok")))
    assert finding.code == "FET-014"
    assert "self" in finding.what
    assert web.seen == []


@pytest.mark.parametrize(("host", "code"), [("localhost", None), ("other.example", "FET-014")])
def test_a_certificate_must_be_the_hosts_own(
    monkeypatch: pytest.MonkeyPatch, host: str, code: str | None
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(CERTIFICATE))
    resolve_names(monkeypatch, {"localhost": ["127.0.0.1"], "other.example": ["127.0.0.1"]})
    with Web(tls=CERTIFICATE) as web, Client(fetch_settings(web.waits)) as client:
        outcome = client.get(web.url("/ok", host))
    assert (outcome.finding.code if isinstance(outcome, Failed) else None) == code


def test_a_certificate_that_has_run_out_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(EXPIRED))
    with Web(tls=EXPIRED) as web, Client(fetch_settings(web.waits)) as client:
        finding = failed(client.get(web.url("/ok")))
    assert finding.code == "FET-014"
    assert "expired" in finding.what


def test_certificates_that_are_not_there_are_told(
    web: Web, monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "no/such/file.pem")
    finding = failed(client.get(web.url("/ok").replace("http:", "https:")))
    assert finding.code == "FET-015"
    assert "no/such/file.pem" in finding.what


def test_tls_pages_are_taped_as_they_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(CERTIFICATE))
    with Web(tls=CERTIFICATE) as web, Client(fetch_settings(web.waits)) as client:
        (exchange,) = had(client.get(web.url("/ok"))).exchanges
        assert failed(client.get(web.url("/drip"), limits=Limits(total_s=0.2))).code == "FET-013"
        assert failed(client.get(web.url("/length/too-short"))).code == "FET-042"
        plain = Web(waits=web.waits)
        with plain:
            https = plain.url("/ok").replace("http:", "https:")
            assert failed(client.get(https)).code == "FET-015"
    assert exchange.response_body == PAGE.encode()
    assert exchange.ip == "127.0.0.1"


# --- through a proxy ------------------------------------------------------------------------------------------


def test_a_proxy_is_taken_from_the_environment(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://me:secret@127.0.0.1:{web.port}")
    with Client(fetch_settings(web.waits, allow_private_hosts=())) as client:
        got = had(client.get("http://far.example/ok"))
        assert failed(client.get("http://127.1/ok")).code == "FET-016"
        assert failed(client.get("http://localhost/ok")).code == "FET-016"
        assert failed(client.get("http://[::1]/ok")).code == "FET-016"
        assert failed(client.get("http://far.example1/gone")).code == "FET-020"
    assert {seen["Host"] for seen in web.seen} == {"far.example", "far.example1"}
    assert web.seen[-1]["Proxy-Authorization"]
    assert b"roxy-" not in got.exchanges[0].request
    assert got.exchanges[0].ip is None


def test_a_proxy_tunnels_what_is_secure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(CERTIFICATE))
    with Web() as proxy, Web(tls=CERTIFICATE) as web:
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{proxy.port}")
        with Client(fetch_settings(web.waits)) as client:
            got = had(client.get(web.url("/ok", "news.example")))
    assert [seen.command for seen in proxy.seen] == ["CONNECT"]
    assert got.exchanges[0].request.startswith(b"GET /ok ")
    assert got.exchanges[0].response_head.startswith(b"HTTP/1.1 200 OK\r\n")


def test_a_proxy_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch, web: Web) -> None:
    with socket.socket() as taken, Client(fetch_settings(web.waits)) as client:
        taken.bind(("127.0.0.1", 0))
        for scheme in ("http", "socks5"):
            monkeypatch.setenv("http_proxy", f"{scheme}://me:secret@127.0.0.1:{taken.getsockname()[1]}")
            finding = failed(client.get(f"http://{scheme}.example/ok"))
            assert finding.code == "FET-017"
            assert "secret" not in str(finding)


def test_no_password_is_taken_from_netrc(web: Web, tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login me password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    with Client(fetch_settings(web.waits)) as client:
        had(client.get(web.url("/ok")))
    assert web.seen[-1]["Authorization"] is None


# --- addresses ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("http://news.example", "http://news.example/"),
        ("HTTP://News.Example:80/a", "http://news.example/a"),
        ("https://news.example:443/?q=1#top", "https://news.example/?q=1"),
        ("http://news.example:8080/", "http://news.example:8080/"),
        (" http://news.example/a b.html\n", "http://news.example/a%20b.html"),
        (
            "http://news.example/党建/新闻.html",
            "http://news.example/%E5%85%9A%E5%BB%BA/%E6%96%B0%E9%97%BB.html",
        ),
        ("http://news.example/s?词=党建&x=%e5", "http://news.example/s?%E8%AF%8D=%E5%85%9A%E5%BB%BA&x=%E5"),
        ("http://中国新闻.cn/a", "http://xn--fiqs8stwm660c.cn/a"),
        ("http://例子。测试/", "http://xn--fsqu00a.xn--0zwm56d/"),
        ("http://news.example./a", "http://news.example/a"),
        ("http://news.example/100%/a", "http://news.example/100%25/a"),
        ("http://news.example/a/./b/../c/..", "http://news.example/a/"),
        ("http://news.example\\a\\b?c\\d", "http://news.example/a/b?c%5Cd"),
        ("http://127.1/", "http://127.0.0.1/"),
        ("http://0x7F000001:80/", "http://127.0.0.1/"),
        ("http://2130706433/", "http://127.0.0.1/"),
        ("http://0177.0.0.1/", "http://127.0.0.1/"),
        ("http://１２７.0.0.1/", "http://127.0.0.1/"),
        ("http://[2606:4700::1111]/a", "http://[2606:4700::1111]/a"),
        ("http://news.example/[a]|{b}", "http://news.example/%5Ba%5D%7C%7Bb%7D"),
    ],
)
def test_addresses_are_written_one_way(written: str, asked: str) -> None:
    assert normalise(written) == asked
    assert normalise(asked) == asked


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "FET-003"),
        ("news.example/a", "FET-003"),
        ("//news.example/a", "FET-003"),
        ("http:/news.example", "FET-003"),
        ("http://", "FET-003"),
        ("http:///a", "FET-003"),
        ("http://news.example:99999/", "FET-003"),
        ("http://news.example:0/", "FET-003"),
        ("http://news.example:x/", "FET-003"),
        ("http://a b.example/", "FET-003"),
        ("http://[::1/", "FET-003"),
        ("http://-a.example/", "FET-003"),
        (f"http://{'a' * 64}.example/", "FET-003"),
        ("http://a..example/", "FET-003"),
        ("http://1.2.3.4.5/", "FET-003"),
        ("http://256.1.1.1/", "FET-003"),
        ("http://news.0x7f/", "FET-003"),
        ("file:///etc/passwd", "FET-001"),
        ("ftp://news.example/a", "FET-001"),
        ("data:text/html,<p>a", "FET-001"),
        ("javascript:void(0)", "FET-001"),
        ("mailto:editor@news.example", "FET-001"),
        ("http://user:secret@news.example/", "FET-002"),
        ("http://secret@news.example/", "FET-002"),
        ("ftp://user:secret@news.example/", "FET-002"),
        ("http:\\\\user:secret@news.example", "FET-002"),
        ("http://user:se/cret@news.example/", "FET-002"),
        ("http://user:1secret?#@news.example/", "FET-002"),
    ],
)
def test_what_is_no_address_is_a_finding(client: Client, written: str, code: str) -> None:
    finding = failed(client.get(written))
    assert finding.code == code
    assert "cret" not in str(finding)


def test_a_long_or_odd_address_is_shown_in_short() -> None:
    assert len(shown("data:image/png;base64," + "A" * 5000)) <= 201
    assert shown("http://a/\x1b[31m\n b") == "http://a/\ufffd[31m\ufffd b"
    assert shown("http://news.example/a@b?c=d@e") == "http://news.example/a@b?c=d@e"


@pytest.mark.parametrize(
    ("location", "to"),
    [
        ("b.html", "http://news.example/a/b.html"),
        ("/b", "http://news.example/b"),
        ("?page=2", "http://news.example/a/x.html?page=2"),
        ("//img.example/p", "http://img.example/p"),
        ("../../../b", "http://news.example/b"),
        ("/新闻".encode().decode("latin-1"), "http://news.example/%E6%96%B0%E9%97%BB"),
        ("/新闻".encode("gbk").decode("latin-1"), "http://news.example/%D0%C2%CE%C5"),
        ("https://b.example/#x", "https://b.example/"),
    ],
)
def test_where_a_location_leads(location: str, to: str) -> None:
    assert resolve("http://news.example/a/x.html", location) == to


@hypothesis.given(
    st.text(max_size=60), st.sampled_from(["", "http://", "https://h/", "http://h:", "http://[", "//"])
)
def test_any_text_is_an_address_or_a_trouble(text: str, start: str) -> None:
    with contextlib.suppress(TroubleError):
        address = normalise(start + text)
        assert address.isascii()
        assert normalise(address) == address
        assert host_of(address)


# --- what every run relies on ---------------------------------------------------------------------------------


def test_many_pages_use_one_connection(web: Web, client: Client) -> None:
    ports: set[object] = set()

    def answer(call: Call) -> None:
        ports.add(call._handler.client_address)
        call.send(PAGE)

    web.route("/same", answer)
    for _ in range(5):
        had(client.get(web.url("/same")))
    assert len(ports) == 1


@pytest.mark.parametrize(("header", "meta"), [("none", "none"), ("utf-8", "gb2312"), ("gbk", "none")])
def test_text_is_left_to_the_reader(web: Web, client: Client, header: str, meta: str) -> None:
    got = had(client.get(web.url(f"/charset/{header}/{meta}/gb18030")))
    assert "正文" in got.snapshot.body.decode("gb18030")


def test_the_web_serves_a_pager_and_lists(web: Web, client: Client) -> None:
    pages: list[Callable[[], Outcome]] = [
        lambda path=path: client.get(web.url(path), kind="feed")  # type: ignore[misc]
        for path in (
            "/pager/a_5.html",
            "/feed.rss",
            "/feed.atom",
            "/feed.json",
            "/sitemap.xml",
            "/list/2",
            "/story/4",
        )
    ]
    assert all(had(page()).snapshot.body for page in pages)
