"""robots.txt: what it allows, what its absence and its failures mean, and the delays it asks for (RFC 9309)."""

from __future__ import annotations

import gzip

import pytest
from web import Call, Web, failed, fetch_settings, had

from pipeline.fetch.client import Client
from pipeline.fetch.robots import read_rules
from pipeline.fetch.trouble import TroubleError
from pipeline.fetch.values import Limits, Outcome, Request
from pipeline.model import Outlet


def code(outcome: Outcome) -> str:
    return failed(outcome).code


# --- what the file says ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /private/", "/private/a", False),
        ("User-agent: *\nDisallow: /private/", "/a", True),
        ("User-agent: presswork\nDisallow: /\n\nUser-agent: *\nAllow: /", "/a", False),
        ("User-agent: PressWork\nDisallow: /", "/a", False),
        ("User-agent: otherbot\nDisallow: /", "/a", True),
        ("User-agent: otherbot\nUser-agent: presswork\nDisallow: /a", "/a", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: presswork\nAllow: /", "/a", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),  # the longest match wins
        ("User-agent: *\nAllow: /a\nDisallow: /a", "/a", True),  # and allow where both are as long
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf?x", True),
        ("User-agent: *\nDisallow: /*?print=", "/a?print=1", False),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /党建/", "/%E5%85%9A%E5%BB%BA/a", False),
        ("User-agent: *\nDisallow: /%E5%85%9A%E5%BB%BA/", "/%E5%85%9A%E5%BB%BA/a", False),
        ("User-agent: *\r\nDisallow: /a # not this\r\n", "/a", False),
        ("User-agent: *\rDisallow: /a\r", "/a", False),
        ("\ufeffUser-agent: *\nDisallow: /a", "/a", False),
        ("User-agent: *\nCrawl-delay: soon\nDisallow: /a", "/a", False),
        ("<!DOCTYPE html><html><body>404</body></html>", "/a", True),
        ("", "/a", True),
        ("Disallow: /", "/a", True),  # for nobody
    ],
)
def test_rules(text: str, path: str, allowed: bool) -> None:
    rules = read_rules(text.encode())
    try:
        rules.check(f"http://news.example{path}")
    except TroubleError as trouble:
        found = trouble.code
    else:
        found = None
    assert found == (None if allowed else "FET-030")


def test_bytes_that_are_no_text_harm_nothing() -> None:
    read_rules(bytes(range(256)) * 20).check("http://news.example/a")
    with pytest.raises(TroubleError):
        read_rules("# 说明\nUser-agent: *\nDisallow: /".encode("gbk")).check("http://news.example/a")


@pytest.mark.parametrize(
    ("text", "delay"),
    [
        ("User-agent: *\nCrawl-delay: 2.5", 2.5),
        ("User-agent: *\nRequest-rate: 1/10", 10.0),
        ("User-agent: *\nCrawl-delay: 20\nRequest-rate: 1/10", 20.0),
        ("User-agent: *\nCrawl-delay: -1", 0.0),
        ("User-agent: *\nCrawl-delay: inf", 0.0),
        ("User-agent: presswork\nDisallow:\n\nUser-agent: *\nCrawl-delay: 9", 0.0),
    ],
)
def test_delays(text: str, delay: float) -> None:
    assert read_rules(text.encode()).delay_s == delay


def test_a_pattern_of_stars_costs_no_time() -> None:
    rules = read_rules(b"User-agent: *\nDisallow: /" + b"a*" * 200 + b"b$")
    rules.check("http://news.example/" + "a" * 2000)


# --- what a site answers --------------------------------------------------------------------------------------


def test_what_is_forbidden_is_not_asked_for(web: Web, client: Client) -> None:
    web.robots("User-agent: *\nDisallow: /ok")
    outcome = client.get(web.url("/ok"))
    assert code(outcome) == "FET-030"
    assert failed(outcome).where == web.url("/ok")
    had(client.get(web.url("/story/1")))
    assert code(client.get(web.url("/ok"), kind="feed")) == "FET-030"
    assert web.paths() == ["/story/1"]


def test_pictures_are_asked_for_by_the_same_rules(web: Web, client: Client) -> None:
    web.robots("User-agent: *\nDisallow: /pixel")
    assert code(client.get(web.url("/pixel.png"), kind="picture")) == "FET-030"


def test_it_is_read_once_a_run_and_kept(web: Web, client: Client) -> None:
    web.robots("User-agent: *\nDisallow: /no")
    first, second = had(client.get(web.url("/ok"))), had(client.get(web.url("/ok")))
    (robots,) = first.robots
    assert (robots.snapshot.kind, robots.snapshot.url) == ("robots", web.url("/robots.txt"))
    assert robots.snapshot.body == b"User-agent: *\nDisallow: /no"
    assert second.robots == ()
    assert web.count("/robots.txt") == 1


def test_many_jobs_read_it_once(web: Web, client: Client) -> None:
    web.robots("User-agent: *\nDisallow: /no")
    asked = [Request(web.url(f"/story/{number}")) for number in (1, 2, 3, 4)]
    assert len(list(client.get_many(asked, jobs=4))) == 4
    assert web.count("/robots.txt") == 1


def test_each_site_has_its_own(web: Web, client: Client) -> None:
    with Web() as other:
        other.robots("User-agent: *\nDisallow: /")
        assert code(client.get(other.url("/ok"))) == "FET-030"
        had(client.get(web.url("/ok")))


def test_a_redirect_is_held_against_the_rules_of_where_it_leads(web: Web, client: Client) -> None:
    with Web() as other:
        other.robots("User-agent: *\nDisallow: /ok")
        web.route("/away", lambda call: call.send(status=302, headers=[("Location", other.url("/ok"))]))
        outcome = client.get(web.url("/away"))
        assert code(outcome) == "FET-030"
        assert str(failed(outcome)).startswith(f"{web.url('/away')} → {other.url('/ok')}: ")
        assert other.paths() == []
    web.robots("")


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_no_file_allows_all(web: Web, client: Client, status: int) -> None:
    web.robots("User-agent: *\nDisallow: /", status=status)
    had(client.get(web.url("/ok")))


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_failing_site_is_left_alone(web: Web, client: Client, status: int) -> None:
    web.robots("", status=status)
    outcome = client.get(web.url("/ok"))
    assert code(outcome) == "FET-031"
    assert str(status) in failed(outcome).what
    assert code(client.get(web.url("/story/1"))) == "FET-031"
    assert web.paths() == []
    assert web.count("/robots.txt") == 4


def test_a_failure_that_passes_is_waited_for(web: Web, client: Client) -> None:
    web.route(
        "/robots.txt",
        lambda call: call.send("User-agent: *\nDisallow: /no", status=503 if call.seen.number == 1 else 200),
    )
    had(client.get(web.url("/ok")))
    assert code(client.get(web.url("/no"))) == "FET-030"


def test_a_silent_site_is_left_alone(web: Web) -> None:
    limits = {"robots": Limits(read_s=0.03), "page": Limits()}
    web.route("/robots.txt", lambda call: (call.hang_up(), web.closing.wait(5))[0])
    with Client(fetch_settings(web.waits, limits=limits, tries=1)) as client:
        assert code(client.get(web.url("/ok"))) == "FET-031"


def test_half_a_file_is_no_file(web: Web, client: Client) -> None:
    def answer(call: Call) -> None:
        call.head(200, [("Content-Type", "text/plain"), ("Content-Length", "100")])
        call.write(b"User-agent: *\n")
        call.hang_up()

    web.route("/robots.txt", answer)
    assert code(client.get(web.url("/ok"))) == "FET-031"


def test_a_site_nobody_reaches_is_told_as_that(web: Web) -> None:
    with Client(fetch_settings(web.waits, allow_private_hosts=())) as client:
        assert code(client.get(web.url("/ok"))) == "FET-016"
        assert code(client.get(web.url("/story/1"))) == "FET-016"


def test_redirects_are_followed_five_times(web: Web, client: Client) -> None:
    def chain(length: int) -> None:
        for number in range(length):
            path, to = f"/hop/{number}" if number else "/robots.txt", f"/hop/{number + 1}"
            web.route(path, lambda call, to=to: call.send(status=302, headers=[("Location", to)]))  # type: ignore[misc]
        web.page(f"/hop/{length}", "User-agent: *\nDisallow: /", kind="text/plain")

    chain(5)
    assert code(client.get(web.url("/ok"))) == "FET-030"
    chain(6)
    with Client(fetch_settings(web.waits)) as another:
        had(another.get(web.url("/ok")))
    web.route("/robots.txt", lambda call: call.send(status=302, headers=[("Location", "/robots.txt")]))
    with Client(fetch_settings(web.waits)) as another:
        had(another.get(web.url("/ok")))


@pytest.mark.parametrize("is_packed", [False, True])
def test_the_first_500_kb_count(web: Web, client: Client, is_packed: bool) -> None:
    line = b"User-agent: *\nDisallow: /no\n"
    text = line + b"# and so on\n" * 100_000 + b"Disallow: /ok\n"
    web.page(
        "/robots.txt",
        gzip.compress(text) if is_packed else text,
        headers=[("Content-Encoding", "gzip")] if is_packed else [],
    )
    got = had(client.get(web.url("/ok")))
    assert len(got.robots[0].snapshot.body) == 500 * 1024
    assert code(client.get(web.url("/no"))) == "FET-030"


def test_an_endless_file_is_cut_too(web: Web, client: Client) -> None:
    def answer(call: Call) -> None:
        call.head(200, [("Content-Type", "text/plain")])
        call.write(b"User-agent: *\nDisallow: /no\n")
        call.forever(b"# and so on\n" * 5000)

    web.route("/robots.txt", answer)
    got = had(client.get(web.url("/ok")))
    assert got.robots[0].exchanges[0].cut == "length"
    assert code(client.get(web.url("/no"))) == "FET-030"


# --- delays ---------------------------------------------------------------------------------------------------


def test_its_delay_is_kept(web: Web, client: Client) -> None:
    web.robots("User-agent: *\nCrawl-delay: 5")
    for number in (1, 2, 3):
        assert had(client.get(web.url(f"/story/{number}"))).findings == ()
    assert web.waits.slept == pytest.approx([5.0, 5.0, 5.0], abs=0.3)


def test_the_longer_of_two_delays_is_kept(web: Web) -> None:
    web.robots("User-agent: *\nCrawl-delay: 2")
    outlets = {"news": Outlet("news", "消息", ("127.0.0.1",), pace_s=4.0)}
    with Client(fetch_settings(web.waits, outlets=outlets)) as client:
        had(client.get(web.url("/ok")))
        had(client.get(web.url("/pixel.png"), kind="picture"))
    assert web.waits.slept == pytest.approx([4.0, 4.0], abs=0.3)


def test_a_delay_without_reason_is_capped_and_told_once(web: Web, client: Client) -> None:
    web.robots("User-agent: *\nCrawl-delay: 3600")
    (told,) = had(client.get(web.url("/ok"))).findings
    assert (told.code, told.severity, told.where) == ("FET-032", "note", web.url("/robots.txt"))
    assert "3600" in told.what
    assert had(client.get(web.url("/ok"))).findings == ()
    assert web.waits.slept == pytest.approx([30.0, 30.0], abs=0.3)
