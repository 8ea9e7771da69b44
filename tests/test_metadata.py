"""What a page tells of its article: title, deck, credit, date, language, in its lines, metas and data."""

from __future__ import annotations

import json

import pytest

from pipeline.model import Outlet, Page, Person, Selectors
from pipeline.read import read
from pipeline.read.language import language_of
from pipeline.read.meta.declared_title import without_site
from pipeline.read.meta.site_name import site_in_title


TEXT = "".join(
    f"<p>{text}</p>"
    for text in (
        "六月的清河水面平缓，岸坡松软，正是补栽的好时候。工人们把三千株花木分成四段，沿着老石桥铺开。",
        "附近的居民说，往年这里只有杂草，今年傍晚散步的人明显多了，孩子们也愿意到桥边写生。",
        "园林局表示，每一段河岸都有一位管护员，市民还可以认养身边的古树，认养证从七月起发放。",
    )
)
ENGLISH = (
    "<p>The long hedge grew thin at the foot, because we had clipped it every June for eleven years.</p>" * 1
    + ("<p>We moved the work to late winter, and by the third year there were wrens in it again.</p>")
)


def reading(head: str = "", above: str = "<h1>河岸的新花木</h1>", below: str = "", text: str = TEXT, **rest):
    data = f"<html><head><meta charset=utf-8>{head}</head><body>{above}<div>{text}</div>{below}</body></html>".encode()
    language = rest.pop("language", "zh-Hans")
    return read(Page("p.html", data, **rest), None, language)


def ld(**told) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **told})}</script>'


# --- titles --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "above", "title"),
    [
        ("<title>河岸的新花木_城事_河湾日报网</title>", "", "河岸的新花木"),
        ("<title>河岸的新花木--城事--河湾网</title>", "", "河岸的新花木"),
        ("<title>A slow hedge - The Gardener</title>", "", "A slow hedge"),
        (
            "<title>The Gardener | A slow hedge is a strong hedge</title><meta property=og:site_name content='The Gardener'>",
            "",
            "A slow hedge is a strong hedge",
        ),
        ("<title>河岸的新花木_河湾网</title>", "<h1>河湾网</h1><h2>河岸的新花木</h2>", "河岸的新花木"),
        ("<title>河岸的新花木_河湾网</title>", "<h2>河岸的<br>新花木</h2>", "河岸的 新花木"),
        ("", "<h1>河岸的　　新\u200b花木&nbsp;</h1>", "河岸的 新花木"),
        ("", "<h1>花木 &amp; 河岸 &lt;一&gt; “引号” \x01\x7f</h1>", "花木 & 河岸 <一> “引号”"),
        (
            "<meta property=og:title content='河岸的&amp;quot;新&amp;quot;花木&lt;br/&gt;之二'>",
            "",
            '河岸的"新"花木 之二',
        ),
        ("<meta property=og:title content='河岸的新花木'>", "", "河岸的新花木"),
        (ld(headline="河岸的新花木"), "<p>首页</p>", "河岸的新花木"),
        (
            "<title>首页</title>",
            "<h5>清河两岸新栽花木三千株</h5><p>发布时间：2021-06-18 来源：河湾网</p>",
            "清河两岸新栽花木三千株",
        ),
        (
            "<title>河湾市园林局</title>",
            "<table><tr><td><span>清河两岸新栽花木三千株</span></td></tr><tr><td>发布日期：2021-06-18 来源：办公室</td></tr></table>",
            "清河两岸新栽花木三千株",
        ),
        ("<title>河岸的新花木三千株</title>", "<h1>河岸的新花木三千株播放语音</h1>", "河岸的新花木三千株"),
        (
            "<title>The Gardener - Wardens count their trees</title><meta property=og:title content='Wardens count'>",
            "<h1><b>Wardens</b> count their trees</h1>",
            "Wardens count their trees",
        ),
        (
            "<title>Trees are counted</title><meta property=og:title content='Wardens count trees'>",
            "<h1>Wardens count trees, and the far park has lost none</h1>",
            "Wardens count trees, and the far park has lost none",
        ),
        (
            "<title>Wardens count trees</title><meta property=og:title content='Wardens count trees'>",
            "<h1>Wardens count trees <a>Listen to this tale read out</a></h1>",
            "Wardens count trees",
        ),
        (
            "<title>Count of trees</title><meta property=og:title content='Count of trees'>",
            "<h1>The wardens have counted</h1><h1>The wardens have counted</h1>",
            "The wardens have counted",
        ),
        (
            "<title>River wardens count all their old trees - The Gardener</title>",
            "<h1>Parks and Rivers</h1><div><h2>River wardens now count their trees</h2></div>",
            "River wardens now count their trees",
        ),
        (
            "<title>Parks</title><meta property=og:title content='Trees are counted'>",
            "<h1>Parks of the town</h1><h1 itemprop=headline>The wardens have counted</h1>",
            "The wardens have counted",
        ),
    ],
)
def test_titles(head, above, title):
    assert reading(head, above).title == title


@pytest.mark.parametrize(
    ("title", "url", "site"),
    [
        ("河岸的新花木_城事_河湾网", None, "河湾网"),
        ("河岸的新花木--河湾网", None, "河湾网"),
        ("河湾日报数字报-河岸的新花木", None, "河湾日报"),
        ("河岸的新花木-新闻频道", None, None),
        ("河岸的新花木_新闻网", None, None),
        ("春天里的合作社_城事", None, None),
        ("河岸的新花木", None, None),
        ("A slow hedge - The Gardener", "https://www.gardener.example/a", "The Gardener"),
        ("A slow hedge | Hedges | Gardener.example", "https://gardener.example/a", "Gardener.example"),
        ("The Gardener: A slow hedge", "https://gardener.example/a", None),
        ("The Gardener • A slow hedge", "https://blog.gardener.example/a", "The Gardener"),
        ("A slow hedge - and how it grew", "https://gardener.example/a", None),
        (
            "A slow hedge - a gardener on what the long years of clipping taught",
            "https://gardener.example/a",
            None,
        ),
        ("A slow hedge - News", "https://news.example/a", None),
        ("A slow hedge - Medium", "https://medium.example/a", None),
        ("A slow hedge - The Gardener", "https://[bad/", None),
        ("A slow hedge - The Gardener", None, None),
    ],
)
def test_a_title_may_name_its_site(title, url, site):
    assert site_in_title(title, url) == site


def test_a_site_named_in_the_title_is_the_outlet_or_the_portal():
    title = "<title>河岸的新花木三千株_河湾网</title>"
    assert reading(title, "<h1>河岸的新花木三千株</h1>").credit.outlet == "河湾网"
    credit = reading(title, "<h1>河岸的新花木三千株</h1><div>2021-06-18 来源：新林日报</div>").credit
    assert (credit.outlet, credit.portal) == ("新林日报", "河湾网")


def test_a_page_without_a_title():
    found = reading(above="")
    assert found.title is None
    assert "REA-008" in [finding.code for finding in found.findings]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("河岸的新花木", "河岸的新花木"),
        ("花木-河岸的新花木与老石桥_河湾", "花木-河岸的新花木与老石桥"),
        ("河岸的新花木——记老石桥_河湾网", "河岸的新花木——记老石桥"),
        ("A-level results", "A-level results"),
        ("_", "_"),
    ],
)
def test_the_site_is_cut_off(title, expected):
    assert without_site(title) == expected


def test_decks():
    assert reading(above="<h1>河岸的新花木</h1><h2 class=sub-title>市园林局回应</h2>").deck == "市园林局回应"
    assert reading(above="<h1>河岸的新花木</h1><p>——市园林局回应</p>").deck == "——市园林局回应"
    assert reading().deck is None


# --- credit lines in a page's head ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "outlet", "published"),
    [
        ("2021年06月18日 08:30 来源：新林晚报", "新林晚报", "2021-06-18T08:30+08:00"),
        ("来源： <a href='/'>新林晚报</a> 发布时间：2021-06-18 15:47", "新林晚报", "2021-06-18T15:47+08:00"),
        ("发布时间：2021-06-18　来源：新林晚报　作者：林小河　字号：大 中 小 打印", "新林晚报", "2021-06-18"),
        ("<span>2021-06-18 10:56:28</span> <span>新林晚报</span>", "新林晚报", "2021-06-18T10:56:28+08:00"),
        ("稿源：新林晚报 2021/06/18", "新林晚报", "2021-06-18"),
    ],
)
def test_the_line_under_the_headline(line, outlet, published):
    found = reading(above=f"<h1>河岸的新花木</h1><div>{line}</div>")
    assert found.credit.outlet == outlet
    assert found.credit.published == published


def test_the_ids_of_baidu_win():
    above = (
        "<h1>河岸的新花木</h1><span id=source_baidu>来源：新林晚报</span><span id=pubtime_baidu>2021-06-18 08:30:00</span>"
        "<span id=author_baidu>作者：林小河</span><span id=editor_baidu>责任编辑：方圆</span><p>来源：别家网 2020-01-01</p>"
    )
    credit = reading(above=above).credit
    assert credit.outlet == "新林晚报"
    assert credit.published == "2021-06-18T08:30:00+08:00"
    assert credit.byline == (Person("林小河"),)
    assert credit.editor == "方圆"


def test_metas_fill_what_no_line_tells():
    head = (
        '<meta name="ContentSource" content="来源：新林晚报"><meta name="PubDate" content="2021-06-18 08:30">'
        '<meta name="author" content="林小河"><meta name="ContentEditor" content="方圆">'
    )
    credit = reading(head).credit
    assert (credit.outlet, credit.published) == ("新林晚报", "2021-06-18T08:30+08:00")
    assert (credit.byline, credit.editor) == ((Person("林小河"),), "方圆")


def test_a_line_under_the_headline_wins_over_a_stale_meta_on_a_chinese_page():
    head = '<meta name="source" content="旧网"><meta name="publishdate" content="2019-01-01">'
    credit = reading(head, "<h1>河岸的新花木</h1><p>2021-06-18 来源：新林晚报</p>").credit
    assert (credit.outlet, credit.published) == ("新林晚报", "2021-06-18")


def test_lines_in_the_text_fill_the_rest():
    credit = reading(text=TEXT + "<p>（来源：新林晚报）</p><p>（责任编辑：方圆）</p>").credit
    assert (credit.outlet, credit.editor) == ("新林晚报", "方圆")


def test_the_original_medium_wins_over_the_portal():
    found = reading(
        '<meta property=og:site_name content="河湾网">',
        "<h1>河岸的新花木</h1><p>2021-06-18 来源：大河在线</p>",
        text=TEXT + "<p>原载《新林晚报》</p>",
    )
    assert (found.credit.outlet, found.credit.portal) == ("新林晚报", "大河在线")


def test_a_site_that_credits_itself_has_no_portal():
    outlet = Outlet("h", "河湾日报", ("h.example",), Selectors(body="div"), rights="转载请注明来源")
    for line in ("来源：本网", "来源：河湾日报", ""):
        data = f"<html><body><h1>河岸的新花木</h1><p>{line}</p><div>{TEXT}</div></body></html>".encode()
        credit = read(Page("p", data, retrieved="2021-06-20T00:00:00Z"), outlet, "zh-Hans").credit
        assert (credit.outlet, credit.portal) == ("河湾日报", None)
        assert credit.rights == "转载请注明来源"
        assert credit.retrieved == "2021-06-20T00:00:00Z"


def test_the_original_title():
    found = reading(text="<p>（原标题：清河两岸添新绿）</p>" + TEXT)
    assert found.credit.original_title == "清河两岸添新绿"
    assert reading(text="<p>（原标题：河岸的新花木）</p>" + TEXT).credit.original_title is None


def test_what_a_page_does_not_tell_is_told():
    codes = [finding.code for finding in reading().findings]
    assert {"REA-009", "REA-010"} <= set(codes)
    assert reading().credit.byline == ()


# --- data and metas of western pages -------------------------------------------------------------------------


def test_json_ld():
    head = ld(
        headline="A slow hedge",
        datePublished="2021-06-18T09:15:00+01:00",
        author=[{"@type": "Person", "name": "Ada Fernsby"}, {"name": "Tom Birch"}, {"name": "The Gardener"}],
        publisher={"name": "The Gardener"},
    )
    credit = reading(head, "<h1>A slow hedge</h1>", text=ENGLISH).credit
    assert [person.name for person in credit.byline] == ["Ada Fernsby", "Tom Birch"]
    assert (credit.outlet, credit.published) == ("The Gardener", "2021-06-18T09:15:00+01:00")


@pytest.mark.parametrize(
    "broken", ["{", "[[[[", '{"@type": 7}', '{"@type":"Article","author":null,"headline":[]}', "[" * 5000]
)
def test_broken_json_ld_says_nothing(broken):
    head = f'<script type="application/ld+json">{broken}</script>'
    assert reading(head).title == "河岸的新花木"


def test_a_western_time_without_a_zone_is_only_a_day():
    above = '<h1>A slow hedge</h1><time datetime="2021-06-18T09:15">18 June</time>'
    assert reading(above=above, text=ENGLISH, language="en").credit.published == "2021-06-18"


def test_a_visible_byline():
    above = "<h1>A slow hedge</h1><p>By Ada Fernsby</p>"
    assert reading(above=above, text=ENGLISH, language="en").credit.byline == (Person("Ada Fernsby"),)


@pytest.mark.parametrize("author", ["admin", "https://a.example/ada", "@gardener", "佚名"])
def test_nobody_is_no_author(author):
    assert reading(f'<meta name="author" content="{author}">').credit.byline == ()


# --- languages -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("declared", "body", "language", "expected"),
    [
        ("zh-CN", "六月的清河水面平缓，岸坡松软", "zh-Hans", "zh-Hans"),
        ("zh-TW", "六月的清河水面平緩，岸坡鬆軟", "zh-Hans", "zh-Hant"),
        ("en", "六月的清河水面平缓，岸坡松软", "zh-Hans", "zh-Hans"),
        ("zh-CN", "The long hedge grew thin at the foot", "zh-Hans", "en"),
        ("fr-CA", "La haie était claire à sa base", "zh-Hans", "fr-CA"),
        (None, "The long hedge grew thin at the foot", "zh-Hans", "en"),
        (None, "六月的清河水面平缓，岸坡松软", "en", "zh"),
        (None, "村の老人によると、この橋は江戸時代に", "zh-Hans", "ja"),
        (None, "마을 노인들의 말에 따르면 이 다리는", "zh-Hans", "ko"),
        ("uk", "Старожили кажуть, що міст збудовано давно", "zh-Hans", "uk"),
        (None, "", "zh-Hans", "zh-Hans"),
        ("en-GB", "The long hedge grew thin at the foot", "en", "en-GB"),
        (None, "這幾年來，我們對這個國家的園林學習了很多", "zh-Hans", "zh-Hant"),
        ("zh-CN", "這幾年來，我們對這個國家的園林學習了很多", "zh-Hans", "zh-Hant"),
        ("zh-TW", "这几年来，我们对这个国家的园林学习了很多", "zh-Hans", "zh-Hans"),
        (None, "这几年来，我们对这个国家的园林学习了很多", "zh-Hant", "zh-Hans"),
    ],
)
def test_languages(declared, body, language, expected):
    assert language_of(declared, f"<p>{body}</p>" if body else "", language) == expected
