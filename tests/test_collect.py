"""Collecting: feeds, sitemaps and list pages as data; what is chosen and why; the verb against a real server."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, timedelta, timezone
from pathlib import Path

import pytest
import yaml
from homes import page, write_home
from hypothesis import given
from hypothesis import strategies as st
from web import Web

from pipeline.archive import open_archive
from pipeline.build.acquire import acquire, new_client
from pipeline.build.collecting import collect, open_desk
from pipeline.cli.main import main
from pipeline.collect.addresses import address_key, day_in_address, whole_address
from pipeline.collect.answers import Answer, ask
from pipeline.collect.feeds import read_feed
from pipeline.collect.known import known_articles
from pipeline.collect.likeness import remember
from pipeline.collect.listing import Rules, read_listing
from pipeline.collect.period import Window, day_in, window_of, zone_of
from pipeline.collect.propose import Wanted, propose
from pipeline.collect.sitemap import read_sitemap
from pipeline.collect.values import Candidate, Get, Harvest, Known, Proposal
from pipeline.config import load_home
from pipeline.config.following import plan_issue
from pipeline.config.moments import date_pattern, time_zone
from pipeline.config.sheet import FieldError
from pipeline.findings import Finding, find
from pipeline.model import Collect, Entry, Issue, Numbering, Outlet, Page, Periodical, Snapshot


CASES = Path(__file__).parent / "cases" / "collect"
CASE = re.compile(r"^## (?P<name>.+)\n(?P<body>(?:(?!## ).*\n)*)", re.MULTILINE)
FENCE = re.compile(r"^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
ENCODING = re.compile(r"^encoding: (\S+)$", re.MULTILINE)
CHINA = timezone(timedelta(hours=8))
JUNE = Window("2021-06-01", "2021-06-30")
PERIODICAL = Periodical("k", "园地", "zh-Hans", "p", "0a6d3c52-9d0c-4a1e-8f59-2d0b7a1f6f10")


@dataclass(frozen=True)
class Case:
    name: str
    rules: str
    data: bytes
    expected: str


def cases(file: str) -> Iterator[Case]:
    for match in CASE.finditer((CASES / file).read_text("utf-8")):
        fences = {fence["kind"]: fence["text"] for fence in FENCE.finditer(match["body"])}
        told = ENCODING.search(match["body"])
        text = next(text for kind, text in fences.items() if kind in {"xml", "json", "html"})
        yield Case(
            match["name"], fences.get("yaml", ""), text.encode(told[1] if told else "utf-8"), fences["text"]
        )


def shown(harvest: Harvest) -> str:
    lines = [f"{one.date or '-'} | {one.title or '-'} | {one.url}" for one in harvest.candidates]
    lines += [f"> {harvest.next_page}"] if harvest.next_page else []
    return "".join(f"{line}\n" for line in lines)


def assert_shown(case: Case, harvest: Harvest) -> None:
    told = [line for line in case.expected.splitlines(keepends=True) if not line.startswith("!")]
    assert shown(harvest) == "".join(told)
    findings = [line[2:] for line in case.expected.splitlines() if line.startswith("!")]
    assert [finding.code for finding in harvest.findings] == [line.split()[0] for line in findings]
    for line, finding in zip(findings, harvest.findings, strict=True):
        assert line.partition(" ")[2] in finding.what


@pytest.mark.parametrize("case", list(cases("feeds.md")), ids=lambda case: case.name)
def test_a_feed_is_read(case: Case) -> None:
    assert_shown(case, read_feed(Answer(case.data, "https://news.example/feed/"), "news.yaml", "news"))


@pytest.mark.parametrize("case", list(cases("lists.md")), ids=lambda case: case.name)
def test_a_list_page_is_read(case: Case) -> None:
    written = yaml.safe_load(case.rules) or {}
    if "date_pattern" in written:
        written["date_pattern"] = date_pattern(written["date_pattern"])
    rules = Rules(Outlet("news", "消息", ("news.example",)), Collect(**written), JUNE)
    assert_shown(case, read_listing(Answer(case.data, "https://news.example/list/"), rules, "news.yaml"))


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_whatever_comes_nothing_breaks(data: bytes) -> None:
    rules = Rules(Outlet("news", "消息", ("news.example",)), Collect(), JUNE)
    for prefix in (
        b"",
        b"<rss><channel><item><title>",
        b'<feed xmlns="http://www.w3.org/2005/Atom"><entry>',
        b'{"items": [',
    ):
        read_feed(Answer(prefix + data, "https://news.example/"), "w")
    read_listing(Answer(b"<a href=1>" + data, "https://news.example/"), rules, "w")
    read_sitemap(lambda _: b"<urlset><url><loc>" + data, "https://news.example/", JUNE, "w")


# --- answers and sitemaps -------------------------------------------------------------------------------------


def snapshot(body: bytes, *, status: int = 200, kind: str = "text/xml") -> Snapshot:
    return Snapshot(
        "https://a.example/", "https://b.example/x/", status, (("content-type", kind),), body, "", ""
    )


def test_an_answer_tells_where_it_came_from_and_its_charset() -> None:
    got = ask(lambda _: snapshot(b"x", kind="text/xml; charset=GBK"), "https://a.example/", "w")
    assert got == Answer(b"x", "https://b.example/x/", "GBK")


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (snapshot(b"gone", status=404), "status 404"),
        (snapshot(gzip.compress(b"x" * 1000)[:20]), "cut off"),
        (b"\x1f\x8b\x08 no gzip", "no sound .gz"),
        (gzip.compress(bytes(61_000_000)), "over 60 MB"),
    ],
)
def test_what_is_no_answer_is_told(answer: bytes | Snapshot, why: str) -> None:
    got = ask(lambda _: answer, "https://a.example/", "news.yaml")
    assert isinstance(got, Harvest)
    assert not got.is_read
    assert [finding.code for finding in got.findings] == ["COL-001"]
    assert why in got.findings[0].what


def sitemap(*entries: str, root: str = "urlset") -> bytes:
    return (
        f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
        f'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">{"".join(entries)}</{root}>'
    ).encode()


def test_a_news_sitemap_tells_title_and_date_and_others_a_day_at_most() -> None:
    data = sitemap(
        "<url><loc>https://n.example/1?utm_source=map</loc><lastmod>2021-07-01</lastmod><news:news>"
        "<news:publication_date>2021-06-01T08:00:00+08:00</news:publication_date><news:title>Q &amp;amp; A</news:title>"
        "</news:news><image:image><image:title>a picture</image:title></image:image></url>",
        "<url><loc>https://n.example/2021/0602/2.html</loc><lastmod>2021-07-01</lastmod></url>",
        "<url><loc>https://n.example/3</loc><lastmod>2021-06-03</lastmod><image:image><image:title>x</image:title></image:image></url>",
        "<url><loc>mailto:x</loc></url><url/>",
    )
    harvest = read_sitemap(lambda _: data, "https://n.example/map.xml", JUNE, "w", "n")
    assert shown(harvest).splitlines() == [
        "2021-06-01T08:00:00+08:00 | Q & A | https://n.example/1",
        "2021-06-02 | - | https://n.example/2021/0602/2.html",
        "2021-06-03 | - | https://n.example/3",
    ]


def test_of_an_index_only_what_may_hold_the_days_is_asked_for() -> None:
    index = sitemap(
        "<sitemap><loc>/old.xml</loc><lastmod>2021-05-31</lastmod></sitemap>",
        "<sitemap><loc>/june.xml.gz</loc><lastmod>2021-07-09</lastmod></sitemap>",
        "<sitemap><loc>/undated.xml</loc></sitemap>",
        "<sitemap><loc>/index.xml</loc></sitemap>",  # itself: a loop
        "<sitemap><loc>/gone.xml</loc></sitemap>",
        root="sitemapindex",
    )
    answers = {
        "https://n.example/index.xml": index,
        "https://n.example/june.xml.gz": gzip.compress(sitemap("<url><loc>/2021/0601/a.html</loc></url>")),
        "https://n.example/undated.xml": sitemap("<url><loc>/2021/0602/b.html</loc></url>"),
    }
    asked: list[str] = []

    def get(url: str) -> bytes | Finding:
        asked.append(url)
        return answers.get(url) or find("COL-001", url, url=url, why="it is not there")

    harvest = read_sitemap(get, "https://n.example/index.xml", JUNE, "w")
    assert [one.url for one in harvest.candidates] == [
        "https://n.example/2021/0601/a.html",
        "https://n.example/2021/0602/b.html",
    ]
    assert sorted(asked) == [
        f"https://n.example/{name}" for name in ("gone.xml", "index.xml", "june.xml.gz", "undated.xml")
    ]
    assert [finding.code for finding in harvest.findings] == ["COL-001"]
    assert harvest.is_read


def test_an_endless_index_ends() -> None:
    def get(url: str) -> bytes:
        number = int(url.rpartition("/")[2])
        return sitemap(
            *(f"<sitemap><loc>/{number * 10 + at}</loc></sitemap>" for at in range(10)), root="sitemapindex"
        )

    harvest = read_sitemap(get, "https://n.example/1", JUNE, "w")
    assert {finding.code for finding in harvest.findings} == {"COL-007"}


def test_a_page_in_place_of_a_sitemap_is_told() -> None:
    harvest = read_sitemap(
        lambda _: b"<!DOCTYPE html><html><body>404", "https://n.example/map.xml", JUNE, "w"
    )
    assert [finding.what for finding in harvest.findings] == [
        "https://n.example/map.xml is not what was expected: it is no sitemap, it begins with html"
    ]
    assert not harvest.is_read


# --- days and addresses ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "frequency", "first", "last"),
    [
        ("2021-06", "monthly", "2021-06-01", "2021-06-30"),
        ("2021-06-15", "monthly", "2021-06-01", "2021-06-30"),
        ("2020-02", "monthly", "2020-02-01", "2020-02-29"),
        ("2021", "monthly", "2021-01-01", "2021-12-31"),
        ("2021-05", "quarterly", "2021-04-01", "2021-06-30"),
        ("2021-12-05", "quarterly", "2021-10-01", "2021-12-31"),
        ("2021-02-15", "semimonthly", "2021-02-01", "2021-02-15"),
        ("2021-02-16", "semimonthly", "2021-02-16", "2021-02-28"),
        ("2021-02", "semimonthly", "2021-02-01", "2021-02-28"),
        ("2021-03-01", "weekly", "2021-02-23", "2021-03-01"),
        ("2021-03-10", "every 10 days", "2021-03-01", "2021-03-10"),
    ],
)
def test_an_issues_days(date: str, frequency: str, first: str, last: str) -> None:
    assert window_of(date, frequency) == Window(first, last)


def test_a_date_of_a_month_lies_in_the_days_it_may_be_of() -> None:
    assert JUNE.has("2021-06")
    assert JUNE.has("2021")
    assert not JUNE.has("2021-07")
    assert not JUNE.has("2021-05-31")


@pytest.mark.parametrize(
    ("language", "told", "day"),
    [
        ("zh-Hans", None, "2021-06-01"),
        ("zh-Hant-TW", None, "2021-06-01"),
        ("en", None, "2021-05-31"),
        ("en", "Asia/Tokyo", "2021-06-01"),
        ("zh-Hans", "-05:00", "2021-05-31"),
    ],
)
def test_a_day_counts_in_the_periodicals_time_zone(language: str, told: str | None, day: str) -> None:
    zone = zone_of(replace(PERIODICAL, language=language, time_zone=told))
    assert day_in("2021-05-31T16:00:00Z", zone) == day
    assert day_in("2021-05-31T23:59:00", zone) == "2021-05-31"  # told without an offset: as it stands
    assert day_in("2021-05-31", zone) == "2021-05-31"


@pytest.mark.parametrize(
    ("written", "zone"),
    [("+8", "+08:00"), ("UTC+0530", "+05:30"), ("-03:00", "-03:00"), ("Asia/Shanghai", "Asia/Shanghai")],
)
def test_a_time_zone_is_a_name_or_an_offset(written: str, zone: str) -> None:
    assert time_zone(written) == zone


@pytest.mark.parametrize(
    "written", ["CST", "Beijing", "+25:00", "../../etc/passwd", "/etc/localtime", "Asia", "a\0b"]
)
def test_what_is_no_time_zone(written: str) -> None:
    with pytest.raises(FieldError):
        time_zone(written)


@pytest.mark.parametrize("written", ["%H:%M", "(", "no groups", "(a)(b)", "%d only", "%Y-%m-%d (?P<m>x)"])
def test_what_is_no_date_pattern(written: str) -> None:
    with pytest.raises(FieldError):
        date_pattern(written)


def test_a_pattern_may_name_a_part_twice() -> None:
    match = re.search(date_pattern(r"/%Y%m/t%Y%m%d_"), "/202106/t20210608_1.html")
    assert match
    assert match.groupdict() == {"Y": "2021", "m": "06", "d": "08"}


@pytest.mark.parametrize(
    ("reference", "address"),
    [
        ("/a.html?utm_source=rss&id=3&fbclid=x#top", "https://n.example/a.html?id=3"),
        ("https://N.Example:443/a?", "https://n.example/a"),
        ("//cdn.example/a", "https://cdn.example/a"),
        ("a b.html", "https://n.example/x/ab.html"),
        ("/中文.html?q=中", "https://n.example/%E4%B8%AD%E6%96%87.html?q=%E4%B8%AD"),
        ("https://中国.example/", "https://xn--fiqs8s.example/"),
        ("?from=timeline&isappinstalled=0", "https://n.example/x/"),
        ("?from=2021&to=2022", "https://n.example/x/?from=2021&to=2022"),
        (
            "/s?__biz=M&mid=2&idx=1&sn=ab&chksm=9&scene=27#wechat_redirect",
            "https://n.example/s?__biz=M&mid=2&idx=1&sn=ab",
        ),
        ("/#/detail/5", "https://n.example/#/detail/5"),
        ("/a%E4b%2Fc", "https://n.example/a%E4b%2Fc"),
        ("javascript:void(0)", None),
        ("mailto:a@b.example", None),
        ("https://me:pw@n.example/", None),
        ("http://[bad/", None),
        ("http://n.example:99999/", None),
        ("", None),
        (None, None),
    ],
)
def test_an_address_is_written_whole_and_without_tracking(reference: object, address: str | None) -> None:
    assert whole_address(reference, "https://n.example/x/") == address


def test_addresses_of_the_same_article_share_a_key() -> None:
    same = (
        "https://www.n.example/a/",
        "http://n.example/a/index.html",
        "http://N.example:80/a?utm_medium=x",
        "https://n.example/a#c",
    )
    assert {address_key(url) for url in same} == {"n.example/a"}
    assert address_key("https://n.example/?b=1&a=%e4") == address_key("https://n.example/?a=%E4&b=1")
    assert address_key("https://n.example/?id=%D6%D0") != address_key("https://n.example/?id=%B9%FA")


@given(st.text(max_size=60))
def test_a_whole_address_is_whole_once_and_for_all(text: str) -> None:
    address = whole_address(text, "https://n.example/x/")
    if address is not None:
        assert whole_address(address, "https://n.example/") == address
        assert address.isascii()
        address_key(address)
        day_in_address(address)


# --- the same article, printed twice --------------------------------------------------------------------------

LEDE = "本报讯　六月一日，河湾市园艺会在东街社区开展换盆活动，一共换出小苗两千四百株，收到旧盆一千一百个，来的人比去年多了一倍，排队的人一直站到巷口。"
OTHER = "连日阴雨之后，城南苗圃的工人把三千盆月季搬进大棚。负责人说，今年的花期比往年晚了十天，订单却没有少，六月中旬前能全部送到各个社区的园子里去。"


@pytest.mark.parametrize(
    ("title", "text", "other_title", "other_text", "reason"),
    [
        ("旧盆换新绿，一城一园都是春", "", "旧盆换新绿 一城一园都是春", "", "the same title"),
        (
            "（图）旧盆换新绿，一城一园都是春",
            LEDE,
            "旧盆换新绿，一城一园都是春【园艺】",
            "",
            "the same title",
        ),
        ("旧盆换新绿，一城一园都是春", LEDE, "旧盆换新绿，一城一园都是春", OTHER, None),
        (
            "东街换盆，小苗走进千家",
            LEDE,
            "小苗走进千家：东街换盆忙",
            f"来源：河湾日报 {LEDE}（记者 顾小满）",
            "the same text",
        ),
        ("解读意见之一：为什么改", LEDE, "解读意见之二：为什么改", LEDE, None),
        ("要闻", "", "要闻", "", None),
        ("Seed swap draws a record crowd", "", "SEED SWAP DRAWS A RECORD CROWD!", "", "the same title"),
        ("Seed swap draws a record crowd", "", "Bulb swap draws a modest crowd", "", None),
        ("关于做好2021年防汛工作的通知", "", "关于做好2022年防汛工作的通知", "", None),
    ],
)
def test_an_article_is_known_again(
    title: str, text: str, other_title: str, other_text: str, reason: str | None
) -> None:
    candidate = Candidate("https://a.example/1", title, summary=text)
    memory = remember([Known("2021/05", "https://b.example/2", other_title, other_text)], [candidate])
    assert memory.find(candidate) == (("2021/05", reason) if reason else None)


def test_issues_are_known_from_their_entries_and_files(tmp_path: Path) -> None:
    home = load_home(write_home(tmp_path, issues=2))
    known = list(known_articles((issue, home.folder(issue)) for issue in home.issues))
    assert [one.where for one in known] == ["2021/01", "2021/01", "2021/02", "2021/02"]
    assert known[0].url == "https://news.example/1.html"
    assert known[0].title == "看土之1"
    assert "春天的院子里" in known[0].text
    assert known[1].title == "园中记事"
    assert known[1].text.startswith("1月，晴。")


def test_archived_pages_are_known_by_their_text() -> None:
    issue = Issue(2021, 5, "2021-05", (Entry(url="https://news.example/x.html"),))
    archived = Page("x", page("换盆记", f"<p>{LEDE}</p>").encode())
    (known,) = known_articles(
        [(issue, Path("nowhere"))], lambda url: archived if url.endswith("x.html") else None
    )
    assert (known.url, known.title) == ("https://news.example/x.html", "换盆记")
    assert LEDE.split("，")[1] in known.text


# --- what is proposed -----------------------------------------------------------------------------------------


def rss(*items: tuple[str, str, str], text: str = "") -> bytes:
    entries = "".join(
        f"<item><title>{title}</title><link>{link}</link><pubDate>{date}</pubDate><description>{text}</description></item>"
        for title, link, date in items
    )
    return f'<rss version="2.0"><channel><title>t</title>{entries}</channel></rss>'.encode()


def answering(answers: dict[str, bytes]) -> Get:
    return lambda url: answers[url] if url in answers else find("COL-001", url, url=url, why="no such page")


def outlet(key: str = "n", **collect: object) -> Outlet:
    return Outlet(
        key,
        key.upper(),
        (f"{key}.example",),
        collect=Collect(**({"feed": f"https://{key}.example/feed"} | collect)),
    )  # type: ignore[arg-type]


def told(proposal: Proposal) -> list[tuple[str, str | None, str]]:
    return [(choice.candidate.url.rpartition("/")[2], choice.day, choice.why) for choice in proposal.choices]


def test_articles_are_chosen_by_day_words_and_limit() -> None:
    feed = rss(
        ("七月的事", "https://n.example/7", "2021-06-30T16:00:00Z"),
        ("园艺通知六", "https://n.example/6", "2021-06-29T16:00:00Z"),
        ("园艺通知五", "https://n.example/5", "2021-06-20"),
        ("别的事情", "https://n.example/4", "2021-06-10"),
        ("园艺通知三", "https://n.example/3", "2021-05-31T16:00:00Z"),
        ("五月的事", "https://n.example/2", "2021-05-31T15:59:00Z"),
        ("没有日子", "https://n.example/1", ""),
    )
    proposal = propose(
        [outlet(match=("园艺", "月季"), limit=2)],
        Wanted(JUNE, CHINA),
        answering({"https://n.example/feed": feed}),
    )
    assert told(proposal) == [
        ("2", "2021-05-31", "before 2021-06-01"),
        ("3", "2021-06-01", "over the limit of 2"),
        ("4", "2021-06-10", "none of the words"),
        ("5", "2021-06-20", "has 园艺"),
        ("6", "2021-06-30", "has 园艺"),
        ("7", "2021-07-01", "after 2021-06-30"),
        ("1", None, "no date was found"),
    ]
    assert [choice.candidate.url for choice in proposal.chosen] == [
        "https://n.example/5",
        "https://n.example/6",
    ]
    assert [finding.code for finding in proposal.findings] == ["COL-009"]


def test_what_the_issue_has_of_an_outlet_counts_against_its_limit() -> None:
    feed = rss(*((f"文章之{at}", f"https://n.example/{at}", f"2021-06-{at:02d}") for at in range(1, 6)))
    wanted = Wanted(JUNE, CHINA, [Known("2021/06", "https://n.example/5")], {"n": 1})
    proposal = propose([outlet(limit=2)], wanted, answering({"https://n.example/feed": feed}))
    assert [choice.candidate.url for choice in proposal.chosen] == ["https://n.example/4"]
    assert told(proposal)[-1] == ("5", "2021-06-05", "the same address as 2021/06")
    again = propose(
        [outlet(limit=2)], replace(wanted, taken={"n": 7}), answering({"https://n.example/feed": feed})
    )
    assert again.chosen == ()


def test_words_are_looked_for_in_title_and_text_whatever_their_case() -> None:
    feed = rss(("A title", "https://n.example/1", "2021-06-01"), text="about GARDENS")
    proposal = propose(
        [outlet(match=("gardens",))], Wanted(JUNE, UTC), answering({"https://n.example/feed": feed})
    )
    assert len(proposal.chosen) == 1


def test_an_article_of_two_outlets_is_proposed_once() -> None:
    answers = {
        "https://a.example/feed": rss(("旧盆换新绿，一城一园都是春", "https://a.example/1", "2021-06-02")),
        "https://b.example/feed": rss(("旧盆换新绿：一城一园都是春", "https://b.example/1", "2021-06-01")),
    }
    proposal = propose([outlet("a"), outlet("b")], Wanted(JUNE, CHINA), answering(answers))
    assert [choice.candidate.url for choice in proposal.chosen] == ["https://b.example/1"]
    assert told(proposal)[1] == ("1", "2021-06-02", "the same title as https://b.example/1")


def test_an_outlet_that_fails_is_told_and_the_others_go_on() -> None:
    answers = {
        "https://a.example/feed": rss(("旧盆换新绿", "https://a.example/1", "2021-06-02")),
        "https://c.example/feed": b"<html>",
    }
    proposal = propose([outlet("a"), outlet("b"), outlet("c"), outlet("d", feed=None), Outlet("e", "E", ("e.example",))],
                       Wanted(JUNE, CHINA), answering(answers))  # fmt: skip
    assert len(proposal.chosen) == 1
    assert [finding.code for finding in proposal.findings] == ["COL-008", "COL-001", "COL-002", "COL-006"]
    assert (proposal.asked, proposal.answered) == (4, 1)


def test_a_feed_that_does_not_go_back_far_enough_is_told() -> None:
    answers = {
        "https://n.example/feed": rss(
            ("甲", "https://n.example/1", "2021-06-11"), ("乙", "https://n.example/2", "2021-07-02")
        )
    }
    (finding,) = propose([outlet()], Wanted(JUNE, CHINA), answering(answers)).findings
    assert finding.code == "COL-008"
    assert "goes back to 2021-06-11 only, the issue's days begin on 2021-06-01" in finding.what


def test_a_feed_and_a_list_of_one_outlet_fill_each_other_in() -> None:
    answers = {
        "https://n.example/feed": rss(
            ("", "https://n.example/1?utm_source=rss", "2021-06-11"), text="关于园艺"
        ),
        "https://n.example/list": '<ul><li><a href="/1">换盆记</a></li></ul>'.encode(),
    }
    proposal = propose(
        [outlet(page="https://n.example/list", selector="li", match=("园艺",))],
        Wanted(JUNE, CHINA),
        answering(answers),
    )
    assert [(choice.candidate.title, choice.day) for choice in proposal.chosen] == [("换盆记", "2021-06-11")]


def listing(days: list[str], onward: str) -> bytes:
    lines = "".join(f'<li><a href="/{day}-x.html">第{day}日的事</a> {day}</li>' for day in days)
    return f"<ul>{lines}</ul><a class=next href='{onward}'>下一页</a>".encode()


def test_list_pages_are_followed_until_the_days_are_past() -> None:
    asked: list[str] = []
    answers = {
        "https://n.example/1": listing(["2021-07-02", "2021-06-20"], "/2"),
        "https://n.example/2": listing(["2019-01-01", "2021-06-02"], "/3"),  # an old one pinned
        "https://n.example/3": listing(["2021-05-30", "2021-05-29"], "/4"),
        "https://n.example/4": listing(["2021-06-05"], "/5"),
    }

    def get(url: str) -> bytes:
        asked.append(url)
        return answers[url]

    pages = outlet(feed=None, page="https://n.example/1", selector="li", next_page="a.next")
    proposal = propose([pages], Wanted(JUNE, CHINA), get)
    assert asked == ["https://n.example/1", "https://n.example/2", "https://n.example/3"]
    assert [choice.day for choice in proposal.chosen] == ["2021-06-02", "2021-06-20"]


@pytest.mark.parametrize(("onward", "count", "codes"), [("/1", 1, []), ("/{}", 20, ["COL-007"])])
def test_list_pages_that_never_end_are_left(onward: str, count: int, codes: list[str]) -> None:
    asked: list[str] = []

    def get(url: str) -> bytes:
        asked.append(url)
        return listing(["2021-06-20"], onward.format(len(asked) + 1))

    pages = outlet(feed=None, page="https://n.example/1", selector="li", next_page="a.next")
    proposal = propose([pages], Wanted(JUNE, CHINA), get)
    assert len(asked) == count
    assert [finding.code for finding in proposal.findings] == codes


# --- the issue that follows -----------------------------------------------------------------------------------


def issues(*rows: tuple[int, int, str, int | None]) -> list[Issue]:
    return [Issue(year, number, date, (), whole_number=whole) for year, number, date, whole in rows]


@pytest.mark.parametrize(
    ("there", "name", "frequency", "expected"),
    [
        (issues((2021, 8, "2021-06", 30)), (2021, 9), "monthly", ("2021-07", 31, True)),
        (issues((2021, 8, "2021-06", 30)), (2021, 11), "monthly", ("2021-07", 33, True)),
        (issues((2021, 8, "2021-12", 30)), (2022, 1), "monthly", ("2022-01", 31, True)),
        (issues((2021, 8, "2021-06", None)), (2021, 9), "monthly", ("2021-07", None, True)),
        (issues((2021, 8, "2021-06", 30)), (2023, 2), "monthly", ("2023-01", 32, True)),
        (issues((2021, 12, "2021-12", 30)), (2021, 13), "monthly", ("2021-12", 31, True)),
        (issues((2021, 1, "2021-01-31", 1)), (2021, 2), "monthly", ("2021-02-28", 2, True)),
        (issues((2021, 1, "2021-03", 1)), (2021, 2), "quarterly", ("2021-06", 2, True)),
        (issues((2021, 1, "2021-01-01", 1)), (2021, 2), "semimonthly", ("2021-01-16", 2, True)),
        (issues((2021, 2, "2021-01-16", 2)), (2021, 3), "semimonthly", ("2021-02-01", 3, True)),
        (issues((2021, 1, "2021-02-25", 1)), (2021, 2), "weekly", ("2021-03-04", 2, True)),
        (issues((2021, 1, "2021-02-25", 1)), (2021, 2), "every 10 days", ("2021-03-07", 2, True)),
        (issues((2021, 1, "2021", 1)), (2022, 1), "monthly", ("2022", 2, True)),
        (issues((2021, 5, "2021-05", 5)), (2021, 3), "monthly", ("2021-03", 3, False)),
        (issues((2021, 1, "2021-01", 1), (2021, 3, "2021-03", 2)), (2021, 2), "monthly", ("2021-02", None, True)),
        ([], (2021, 8), "monthly", ("2021-08", None, False)),
        ([], (2021, 13), "monthly", ("2021", None, False)),
    ],
)  # fmt: skip
def test_numbers_and_dates_follow_on(
    there: list[Issue], name: tuple[int, int], frequency: str, expected: tuple[str, int | None, bool]
) -> None:
    issue, is_known = plan_issue(replace(PERIODICAL, frequency=frequency), there, *name)
    assert (issue.date, issue.whole_number, is_known) == expected


def test_the_counting_begins_where_the_periodical_says() -> None:
    periodical = replace(PERIODICAL, numbering=Numbering(2021, 7))
    assert plan_issue(periodical, [], 2021, 2, "2021-05")[0].whole_number == 8
    assert plan_issue(periodical, [], 2022, 2, "2021-05")[0].whole_number is None


# --- add ------------------------------------------------------------------------------------------------------


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(write_home(tmp_path / "home"))
    return tmp_path / "home"


def issue_text(home: Path, name: str) -> str:
    return (home / "sources/issues" / name / "issue.yaml").read_text("utf-8")


def test_add_makes_the_issue_and_copies_what_belongs_to_a_page(home: Path, tmp_path: Path, capsys) -> None:
    saved = tmp_path / "下载"
    (saved / "旧盆_files").mkdir(parents=True)
    (saved / "pictures").mkdir()
    (saved / "旧盆_files/a b.jpg").write_bytes(b"a")
    (saved / "pictures/b.png").write_bytes(b"b")
    (saved / "别的.png").write_bytes(b"c")
    body = '<img src="旧盆_files/a%20b.jpg"><img data-original="./pictures/b.png?x=1"><img src="../secret.png"><img src="/x.png">'
    (saved / "旧盆.html").write_text(page("旧盆", body, "https://news.example/9.html"), "utf-8")
    (tmp_path / "secret.png").write_bytes(b"d")
    assert (
        main(
            [
                "add",
                "2021/3",
                str(saved / "旧盆.html"),
                "https://news.example/8.html?utm_source=x",
                "--department",
                "要闻",
            ]
        )
        == 0
    )
    assert issue_text(home, "2021/03") == (
        "number: 3\ndate: 2021-03\narticles:\n  - file: 旧盆.html\n    department: 要闻\n"
        "  - url: https://news.example/8.html\n    outlet: news\n    department: 要闻\n"
    )
    folder = home / "sources/issues/2021/03"
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    assert names == ["issue.yaml", "pictures/b.png", "旧盆.html", "旧盆_files/a b.jpg"]
    assert capsys.readouterr().out == f"{folder / 'issue.yaml'}\n"
    load_home(home)


def test_add_refuses_what_is_there_with_a_word(home: Path, capsys) -> None:
    before = issue_text(home, "2021/02")
    text = home / "sources/issues/2021/01/02.txt"
    words = [
        "https://www.news.example/1.html",
        "http://news.example/2.html#x",
        str(text),
        "https://news.example/new",
        "https://news.example/new?fbclid=1",
    ]
    assert main(["add", "2021/02", *words]) == 1
    assert issue_text(home, "2021/02") == before + "  - url: https://news.example/new\n    outlet: news\n"
    told = capsys.readouterr().err
    assert (
        "https://www.news.example/1.html: error COL-010: not added: it is the same address as 2021/01; "
        in told
    )
    assert (
        "http://news.example/2.html#x: error COL-010: not added: it is the same address as 2021/02, line 4; "
        in told
    )
    assert f"{text}: error COL-010: not added: it is the same file as 2021/01; " in told
    assert told.count("COL-010") == 4
    assert main(["add", "2021/02", "https://news.example/1.html", "--again"]) == 0
    assert issue_text(home, "2021/02").endswith("  - url: https://news.example/1.html\n    outlet: news\n")


def test_add_takes_a_file_that_lies_in_the_issue_already(home: Path) -> None:
    folder = home / "sources/issues/2021/02/texts"
    folder.mkdir()
    (folder / "03.txt").write_text("六月的园子。", "utf-8")
    assert main(["add", "latest", str(folder / "03.txt")]) == 0
    assert issue_text(home, "2021/02").endswith("  - file: texts/03.txt\n")


def test_add_fills_an_issue_that_has_no_articles_yet(home: Path) -> None:
    path = home / "sources/issues/2021/2/issue.yaml"
    path.parent.with_name("02").rename(path.parent)
    path.write_text("# 二月\nnumber: 2\ndate: 2021-02\narticles: []\n", "utf-8")
    assert main(["add", "2021/02", "https://news.example/1.html"]) == 1  # it is in 2021/01
    assert main(["add", "2021/02", "https://news.example/7.html"]) == 0
    assert (
        path.read_text("utf-8")
        == "# 二月\nnumber: 2\ndate: 2021-02\narticles:\n  - url: https://news.example/7.html\n    outlet: news\n"
    )


def test_add_dates_the_first_issue_by_its_number_and_says_so(home: Path, capsys) -> None:
    import shutil

    shutil.rmtree(home / "sources/issues")
    assert main(["add", "2021/08", "https://news.example/1.html", "-v"]) == 0
    assert issue_text(home, "2021/08").startswith("number: 8\ndate: 2021-08\n")
    assert "COL-011" in capsys.readouterr().err
    assert main(["add", "2021/09", "https://news.example/2.html", "--date", "2021-10-05"]) == 0
    assert "date: 2021-10-05\n" in issue_text(home, "2021/09")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["2021/03", "nothing.html"], "there is no file nothing.html; mend its name"),
        (["2021/03", "news.example/a"], "write https://news.example/a for an address"),
        (["2021/03", "sources"], "sources is a folder; name the files in it"),
        (["2021/03", "sources/periodical.yaml"], "is not a kind of file that is read"),
        (["2021/03", "news.example:8080/a.html"], "write https://news.example:8080/a.html for an address"),
        (["2021/03", "file:///etc/passwd"], "name the file by its path"),
        (["2021/03", "file:/etc/passwd"], "name the file by its path"),
        (["2021/03", "javascript:alert(1)"], "an address that begins with 'javascript:'; write an http"),
        (["2021/03", "ftp://news.example/a"], "write an http or https address"),
        (["2021/03", "https://me:secret@news.example/a"], "the address holds a user name or password"),
        (["2021-03", "https://news.example/a"], "write year and number like 2021/08"),
        (["2021/03", "https://news.example/a", "--date", "2021-13"], "--date: month 13 does not exist"),
        (["2021/02", "https://news.example/a", "--date", "2021-05"], "is there and has the date 2021-02"),
    ],
)
def test_add_says_what_is_wrong_and_writes_nothing(home: Path, capsys, words: list[str], said: str) -> None:
    assert main(["add", *words]) == 2
    told = capsys.readouterr().err
    assert said in told
    assert "secret" not in told
    assert not (home / "sources/issues/2021/03").exists()


def test_add_never_writes_over_another_file(home: Path, tmp_path: Path, capsys) -> None:
    (tmp_path / "01.html").write_text(page("别的", "<p>别的</p>", "https://news.example/77.html"), "utf-8")
    before = (home / "sources/issues/2021/02/01.html").read_bytes()
    assert main(["add", "2021/02", str(tmp_path / "01.html")]) == 2
    assert "is there already and is another file; rename 01.html first" in capsys.readouterr().err
    assert (home / "sources/issues/2021/02/01.html").read_bytes() == before


# --- collect, against a real server ---------------------------------------------------------------------------


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as running:
        yield running
        assert running.faults == []


@pytest.fixture
def told_home(home: Path, web: Web) -> Callable[[str], Path]:
    """Return a function that writes the `collect:` of an outlet on the server."""
    with (home / "sources/periodical.yaml").open("a", encoding="utf-8") as out:
        out.write("allow_private_hosts: [127.0.0.1]\n")

    def write(collect: str, key: str = "local") -> Path:
        text = f"name: 本地\nhosts: [127.0.0.1]\npace_s: 0\ncollect: {collect.replace('WEB', web.url('').rstrip('/'))}\n"
        (home / f"sources/outlets/{key}.yaml").write_text(text, "utf-8")
        return home

    return write


@pytest.mark.parametrize(
    "collect",
    [
        "{feed: WEB/feed.rss}",
        "{feed: WEB/feed.atom}",
        "{feed: WEB/feed.json}",
        "{sitemap: WEB/sitemap.xml}",
        "{page: WEB/list/1, selector: .news li, next_page: a.next}",
    ],
)
def test_collect_proposes_and_accept_writes(
    told_home: Callable[[str], Path], web: Web, capsys, collect: str
) -> None:
    home = told_home(collect)
    assert main(["collect", "2021/06", "--month", "2021-06"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:4] for line in lines if line.startswith("in")] == [
        ["in", "2021-06-01", "local", "乡村图书室一年"],
        ["in", "2021-06-15", "local", "老桥换新颜"],
    ]
    assert not (home / "sources/issues/2021/06").exists()
    assert main(["collect", "2021/06", "--month", "2021-06", "--accept"]) == 0
    assert issue_text(home, "2021/06") == (
        "number: 6\ndate: 2021-06\narticles:\n"
        f"  - url: {web.url('/story/1')}  # 2021-06-01 乡村图书室一年\n    outlet: local\n"
        f"  - url: {web.url('/story/2')}  # 2021-06-15 老桥换新颜\n    outlet: local\n"
    ).replace("http://127.0.0.1:" + str(web.port), web.url("").rstrip("/"))
    capsys.readouterr()
    assert main(["collect", "2021/06", "--month", "2021-06", "--accept"]) == 0
    told = capsys.readouterr()
    assert "the same address as 2021/06" in told.out
    assert "0 of" in told.err
    load_home(home)


def test_collecting_and_fetching_need_no_command_line(told_home: Callable[[str], Path], web: Web) -> None:
    home = told_home("{feed: WEB/feed.rss}")
    desk = open_desk(home, "2021/06", "2021-06")
    with new_client(desk.home) as client:
        proposed = collect(desk, client)
        assert [choice.candidate.title for choice in proposed.choices if choice.is_in] == [
            "乡村图书室一年",
            "老桥换新颜",
        ]
        assert (proposed.added, proposed.answered, desk.path.exists()) == ((), 1, False)
        accepted = collect(desk, client, accept=True)
        assert accepted.added == (web.url("/story/1"), web.url("/story/2"))
        loaded = load_home(home)
        report = acquire(loaded, [issue for issue in loaded.issues if issue.number == 6], client)
    assert (report.fetched, report.failed) == (2, 0)
    archive = open_archive(home / "sources/archive/2021/06.warc.gz")
    visit = archive.find(web.url("/feed.rss"))
    assert visit is not None
    assert (visit.kind, visit.reason) == (
        "feed",
        "the articles of 2021-06-01 to 2021-06-30 are looked for here",
    )
    assert visit.is_answer


def test_collect_keeps_comments_and_what_an_editor_put_behind_one(
    told_home: Callable[[str], Path], web: Web, capsys
) -> None:
    home = told_home("{feed: WEB/feed.rss}")
    path = home / "sources/issues/2021/02/issue.yaml"
    text = (
        path.read_text("utf-8").replace("date: 2021-02", "date: 2021-06 # 六月")
        + f"  # - url: {web.url('/story/1')}\n"
    )
    path.write_text(text, "utf-8")
    assert main(["collect", "--accept"]) == 0
    assert (
        path.read_text("utf-8")
        == text + f"  - url: {web.url('/story/2')}  # 2021-06-15 老桥换新颜\n    outlet: local\n"
    )
    assert "the same address as a comment of 2021/02" in capsys.readouterr().out


def test_collect_begins_the_issue_of_a_month(told_home: Callable[[str], Path], web: Web, capsys) -> None:
    home = told_home("{feed: WEB/feed.rss}")
    assert main(["collect", "--month", "2021-06", "--accept", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["issue"], told["days"]) == ("2021/03", ["2021-06-01", "2021-06-30"])
    assert told["added"] == [web.url("/story/1"), web.url("/story/2")]
    rows = {row["title"]: (row["in"], row["date"], row["why"]) for row in told["candidates"]}
    assert rows["夜校开课"] == (False, "2021-05-31", "before 2021-06-01")
    assert rows["集市搬家"] == (False, "2021-07-01", "after 2021-06-30")
    assert "date: 2021-06\n" in issue_text(home, "2021/03")


def test_collect_knows_an_article_again_by_what_the_archive_holds(
    told_home: Callable[[str], Path], web: Web, capsys
) -> None:
    told_home("{feed: WEB/reprints.rss}")
    link = web.url("/another/address")
    web.page("/reprints.rss", rss(("（转载）老桥换新颜", link, "2021-06-20")))
    assert main(["add", "2021/03", web.url("/story/2")]) == 0
    assert main(["collect", "2021/06", "--month", "2021-06"]) == 0
    assert f"老桥换新颜  {link}  in the issue's days" in capsys.readouterr().out
    assert main(["fetch", "2021/03"]) == 0
    assert main(["collect", "2021/06", "--month", "2021-06"]) == 0
    assert f"老桥换新颜  {link}  the same title as 2021/03" in capsys.readouterr().out


def test_collect_goes_on_where_one_outlet_fails_and_says_so(told_home: Callable[..., Path], capsys) -> None:
    told_home("{feed: WEB/404}", "broken")
    home = told_home("{feed: WEB/feed.rss}")
    assert main(["collect", "2021/06", "--month", "2021-06", "--accept"]) == 1
    told = capsys.readouterr()
    assert told.err.count(" error ") == 1
    assert "/404" in told.err
    assert "老桥换新颜" in issue_text(home, "2021/06")


def test_collect_fails_where_nothing_could_be_fetched(told_home: Callable[..., Path], capsys) -> None:
    home = told_home("{feed: WEB/404}")
    assert main(["collect", "2021/06", "--month", "2021-06", "--accept"]) == 3
    assert not (home / "sources/issues/2021/06").exists()


def test_collect_shows_a_table_whose_columns_stand_under_one_another(
    told_home: Callable[..., Path], web: Web, capsys
) -> None:
    told_home("{feed: WEB/feed.rss}", "a")
    told_home("{feed: WEB/long.rss}", "longer")
    titles = ("一个很长很长的标题，长到一行里放不下，只好在后面截掉一截", "Café", "")
    web.page("/long.rss", rss(*((title, web.url(f"/{at}"), "2021-06-02") for at, title in enumerate(titles))))
    assert main(["collect", "latest", "--month", "2021-06"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 5
    columns = {sum(2 if char >= "\u2e80" else 1 for char in line[: line.index("http")]) for line in lines}
    assert len(columns) == 1
    assert "一个很长很长的标题，长到一行里放不下，只好…  http" in lines[1]
    assert "(no title)" in "".join(lines)
    assert main(["collect", "latest", "--month", "2021-06", "-v"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 7
    assert main(["collect", "latest", "--month", "2020-06"]) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert "what the outlets list is of 2021-05-31 to 2021-07-01 (-v shows it); --month names" in told.err


def test_collect_asks_which_issue_of_a_month_is_meant(told_home: Callable[..., Path], capsys) -> None:
    home = told_home("{feed: WEB/feed.rss}")
    path = home / "sources/issues/2021/02/issue.yaml"
    path.write_text(path.read_text("utf-8").replace("date: 2021-02", "date: 2021-01"), "utf-8")
    assert main(["collect", "--month", "2021-01"]) == 2
    assert "--month 2021-01 has the issues 2021/01, 2021/02; name one of them" in capsys.readouterr().err
    assert main(["collect", "2021/02", "--month", "2021-06"]) == 0


def test_a_machine_without_time_zones_knows_chinas() -> None:
    import zoneinfo

    zoneinfo.ZoneInfo.clear_cache()
    zoneinfo.reset_tzpath(to=())
    try:
        assert day_in("2021-05-31T16:00:00Z", zone_of(PERIODICAL)) == "2021-06-01"
    finally:
        zoneinfo.reset_tzpath()
        zoneinfo.ZoneInfo.clear_cache()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["collect"], "no outlet says where its articles are listed"),
        (["collect", "2021-06"], "write year and number like 2021/08"),
        (["collect", "--month", "June"], "is not a month; write it like 2021-06"),
        (["collect", "2021/03", "--month", "2021-6"], "is not a month; write it like 2021-06"),
    ],
)
def test_collect_says_what_is_wrong(home: Path, capsys, words: list[str], said: str) -> None:
    assert main(words) == 2
    assert said in capsys.readouterr().err
