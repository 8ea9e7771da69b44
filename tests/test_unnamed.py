"""Pages whose class names say nothing: which box is the article's, told by how the page is built."""

from __future__ import annotations

import pytest
from lxml import etree
from test_generic import ARTICLE, FIRST, SECOND, TEASER, THIRD, WHOLE, lines, of

from pipeline.read import read
from pipeline.read.blocks import blocks
from pipeline.read.body.ground import Ground
from pipeline.read.body.hints import NO_HINTS
from pipeline.read.meta.lines import lines_near
from pipeline.read.tree import grow


LABELS = "".join(f"<div><a href=/{number}>Label {number}</a></div>" for number in range(9))
MORE = "".join(f"<p>{line} So it went on, from week to week.</p>" for line in WHOLE)


def test_prose_among_labels_and_links_does_not_widen_the_article():
    cards = "".join(
        f"<div><span>News</span><a href=/{number}>Another story, number {number}</a><p>{TEASER}</p></div>"
        for number in range(3)
    )
    page = f"<div class=x0><div class=x1><div class=x2>{ARTICLE}</div></div><div class=x3>{LABELS}{cards}</div></div>"
    assert lines(page) == WHOLE


def test_an_article_in_parts_is_read_whole_though_a_link_stands_between_them():
    page = f"<div class=x0><div class=x2>{ARTICLE}</div><div><a href=/l>Label</a></div><div class=x4>{MORE}</div></div>"
    assert len([line for line in lines(page) if len(line) > 20]) == 6


def test_paragraphs_in_boxes_without_a_name_are_read_whole():
    first = f"<div><p>{FIRST}</p></div>"
    long = f"<div><p>{SECOND} {THIRD} {SECOND}</p><p>{FIRST} {SECOND} {THIRD}</p></div>"
    page = f"<div class=x0><div class=x3>{LABELS}{LABELS}{LABELS}</div>{first}{long}<div><p>{THIRD}</p></div></div>"
    assert lines(page) == (FIRST, f"{SECOND} {THIRD} {SECOND}", f"{FIRST} {SECOND} {THIRD}", THIRD)


def test_links_beside_the_text_make_a_box_fit_less():
    disclaimer = f"<div><p>{TEASER} {TEASER} {SECOND}</p></div>"
    text = f"<div class=x2>{ARTICLE}</div>"
    page = f"<div class=x0><div class=x1>{text}{LABELS}</div><div class=x3>{LABELS}{disclaimer}</div></div>"
    assert lines(page) == WHOLE


def test_a_box_of_related_articles_within_the_text_does_not_end_it():
    box = f"<div class=x4><img src=/b.jpg><p class=x5>Read more</p><a href=/b>{TEASER}</a></div>"
    body = "".join(f"<p class=x3>{line} One more time.</p>" for line in WHOLE * 2)
    text = f"<div>{body}{box}<p class=x3>{FIRST} It went on.</p><p class=x3>{THIRD}</p></div>"
    assert lines(f"<h1>The old bridge</h1>{text}")[-2:] == (f"{FIRST} It went on.", THIRD)


def test_teasers_below_a_heading_of_related_articles_go_to_the_end():
    body = "".join(f"<p class=x3>{line}</p>" for line in WHOLE)
    teasers = f"<p class=x3><a href=/b>{TEASER[:40]}</a>{TEASER}</p>" * 2
    assert lines(f"<h1>T</h1><div>{body}{MORE}<h4>Read more</h4>{teasers}</div>")[-1].startswith(THIRD)


@pytest.mark.parametrize(
    "line",
    [
        "Copyright 2021 The Hewan Courier. All rights reserved.",
        "This copy is for your personal, non-commercial use only; to order more of them, write to the house.",
        "Comments are moderated, and those that are rude are taken out by the desk.",
        "特别声明：以上内容为本平台用户上传并发布，本平台仅提供信息存储服务。",
        "未经授权，任何单位和个人不得转载、摘编或以其他方式使用本页面的文字。",
        "Alle Rechte vorbehalten, auch die der Übersetzung in fremde Sprachen.",
    ],
)
def test_a_word_of_rights_and_rules_below_the_text_is_left_out(line):
    assert lines(f"<h1>T</h1><div class=x1>{ARTICLE}<p>{line}</p></div>") == WHOLE


def test_a_word_of_rights_within_the_text_stays():
    line = "Each tree bears a plate that says all rights reserved, and below that the name of a warden."
    assert line in lines(f"<h1>T</h1><div class=x1>{ARTICLE}<p>{line}</p>{MORE}</div>")


FIELDS = "<input type=email name=to><input type=submit>"


@pytest.mark.parametrize("fields", [FIELDS, "<textarea></textarea>", "<input>"])
def test_a_form_that_asks_for_words_is_left_out(fields):
    form = f"<form><p>Email this</p><p>Your email has been sent.</p><p>Please try again, there was an error.</p>{fields}</form>"
    assert lines(f"<h1>T</h1><div class=x1>{ARTICLE}{form}{MORE}</div>")[3:] == tuple(
        f"{line} So it went on, from week to week." for line in WHOLE
    )


def test_a_form_to_tick_stays():
    ticks = "".join(f"<p><input type=checkbox>A thing to carry, number {number}</p>" for number in range(3))
    assert len(lines(f"<h1>T</h1><div class=x1>{ARTICLE}<form>{ticks}</form>{MORE}</div>")) == 9


def test_a_form_around_the_text_stays():
    assert lines(f"<form><input type=text><h1>T</h1><div class=x1>{ARTICLE}</div></form>") == WHOLE


def test_what_stands_above_the_headline_in_its_box_is_left_out():
    notices = "<p>We see that you use an old browser; please use another one.</p><div>Order copies</div><div>June 18, 2021</div><p>Sign in to read this and other stories.</p>"
    page = f"<div class=x1>{notices}<h1>The old bridge</h1>{ARTICLE}{MORE}</div>"
    assert lines(page, "<title>The old bridge</title>")[0] == FIRST


@pytest.mark.parametrize(
    "page",
    [
        # a heading of the text, not of the page
        f"<div class=x1><p>{SECOND} {THIRD}</p><h1>What came of it</h1>{ARTICLE}{MORE}</div>",
        # the title once more, on a card in the text
        f"<h1>The old bridge</h1><div class=x1><p>{SECOND} {THIRD}</p><h2>The old bridge</h2>{ARTICLE}{MORE}</div>",
        # half of the text
        f"<div class=x1><p>{SECOND} {THIRD}</p>{MORE}<h1>The old bridge</h1>{ARTICLE}</div>",
    ],
    ids=["another heading", "a card", "half of it"],
)
def test_a_beginning_above_a_heading_stays(page):
    assert lines(page, "<title>The old bridge</title>")[0] == f"{SECOND} {THIRD}"


def test_who_said_what_is_quoted_stays_with_it():
    page = f"<div class=x1><h3>Said</h3><div class=x2><blockquote>{ARTICLE}</blockquote><p>— A warden of the bridge</p></div></div>"
    assert "— A warden of the bridge" in lines(f"{page}<div>{LABELS}</div>")


def test_a_line_in_a_text_of_line_breaks_does_not_take_it_along():
    text = "<br><br>".join((SECOND, THIRD, SECOND, "Read more", f"{THIRD} It went on."))
    told = lines(f"<h1>T</h1><div class=x1><p>{FIRST}</p>{MORE}<div>{text}</div></div>")
    assert told[-1] == f"{THIRD} It went on."


@pytest.mark.parametrize("player", ["<embed src=/f.swf>", "<bgsound src=/a.mid>", "a<wbr>b"])
def test_what_follows_a_player_without_an_end_tag_stays(player):
    text = f"{FIRST}<br><br>{SECOND}<br><br>{player}<br><br>{THIRD}"
    assert THIRD in lines(f"<h1>T</h1><div class=x1>{text}</div>")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("<p>a<embed>b<i>c</i>d</p>e", "<p>a<embed/>b<i>c</i>d</p>e"),
        (
            "<picture><source a=1><source a=2><img></picture>t",
            '<picture><source a="1"/><source a="2"/><img/></picture>t',
        ),
        ("x<wbr>y<wbr>z", "x<wbr/>y<wbr/>z"),
    ],
)
def test_what_is_empty_in_html_is_empty_in_the_tree(text, tree):
    body = grow(f"<body>{text}").find("body")
    assert etree.tostring(body, encoding="unicode") == f"<body>{tree}</body>"


@pytest.mark.parametrize(
    "above",
    [
        "<p>Three thousand shrubs were planted along the bank in June, and nobody had asked for them.</p>",
        "<div>编者按：清河两岸的花木由市民认养，本报从今天起连续报道。</div>",
        "<div>河湾市人民政府令</div><div>第25号</div>",
        "<p>Before: Judges Fernsby, Groat and Hale</p>",
        "<p>Rivers and parks</p>",
    ],
)
def test_what_may_be_the_articles_own_above_its_headline_stays(above):
    text = lines(
        f"<div class=x1>{above}<h1>The old bridge</h1>{ARTICLE}{MORE}</div>", "<title>The old bridge</title>"
    )
    assert text[0] == etree.fromstring(f"<x>{above}</x>")[0].text


def test_verses_above_the_title_of_the_last_of_them_stay():
    verses = "".join(
        f"<div>The {word} lies on the bank</div>" for word in ("rain", "leaf", "frost", "moon", "reed", "dew")
    )
    page = (
        f"<div class=x1>{verses}<h2>The old bridge</h2><p>A warden counts</p><p>The leaves of June</p></div>"
    )
    assert sum("lies on the bank" in line for line in lines(page, "<title>The old bridge</title>")) == 6


@pytest.mark.parametrize(
    "below",
    [
        f"<h3>About the author</h3><p>{TEASER}</p>",
        f"<h3>Leave a Reply</h3><p>{TEASER}</p>",
        f"<h3>Related articles</h3><h4><a href=/b>Swans return</a></h4><p>{TEASER}</p>",
        f"<h3>相关阅读</h3><p>{TEASER}</p>",
        f"<h4>Other stories</h4><p><a href=/b>Swans return to the far park</a></p><p>{TEASER}</p>",
    ],
)
def test_a_heading_of_the_texts_own_level_ends_it(below):
    assert lines(f"<h1>T</h1><div class=x1>{ARTICLE}{MORE}{below}</div>")[-1].startswith(THIRD)


@pytest.mark.parametrize(
    "heading", ["Most popular breeds", "Trending up", "Latest news", "Top stories of 2020", "Also:"]
)
def test_a_heading_that_a_text_may_have_stays_where_no_links_follow(heading):
    part = f"<h3>{heading}</h3><p>{SECOND} It went on.</p>"
    assert lines(f"<h1>T</h1><div class=x1>{ARTICLE}{MORE}{part}</div>")[-1] == f"{SECOND} It went on."


def test_a_cell_of_a_table_is_no_heading_of_other_articles():
    rows = "".join(
        f"<tr><td>{name}</td><td>{name} of the bank</td></tr>" for name in ("Comments", "Reeds", "Swans")
    )
    table = f"<table>{rows}</table>"
    assert read(of(f"<h1>T</h1><div class=x1>{ARTICLE}{table}</div>"), None, "en").body.count("<tr>") == 3


@pytest.mark.parametrize(
    "line",
    [
        "法院认为，被告未经许可复制他人摄影作品，侵犯了原告的著作权，应当赔偿损失。",
        "郑重声明：我局从未委托任何单位和个人收取古树认养的费用，请市民注意。",
        "The board was told that comments are closed, and that it will decide in July.",
        "The Long Shore, by Ida Kern. Copyright 2020, Reed Press.",
        "特别声明：凡以我局名义收取费用的均属诈骗，请市民立即报警。",
        "“未经允许就转载，这对写作者不公平。”她说，说完又看了看那棵树。",
        "第三十条　未经许可复制、发行的，由河湾市园林主管部门责令改正。",
    ],
)
def test_a_last_paragraph_about_rights_stays(line):
    assert line in lines(f"<h1>T</h1><div class=x1>{ARTICLE}<p>{line}</p></div>")


def test_a_form_around_a_page_of_little_prose_is_not_the_sites():
    names = "".join(f"<tr><td>Warden {number}</td><td>Tree {number}</td></tr>" for number in range(9))
    page = (
        f"<form><input type=text><div class=x1><h1>Who has which tree</h1><table>{names}</table></div></form>"
    )
    assert read(of(f"{page}<div><a href=/>Home</a></div>"), None, "en").body.count("<tr>") == 9


def test_a_jump_to_the_comments_does_not_end_the_text():
    jump = "<div><a href=#c>Comments</a></div>"
    items = "".join(f"<p>{line} And on.</p>" for line in WHOLE)
    told = lines(f"<h1>T</h1><div class=x1>{ARTICLE}{MORE}{MORE}{jump}<div>{items}</div></div>")
    assert told[-1] == f"{THIRD} And on."


def test_a_form_that_holds_much_of_a_page_is_not_the_sites():
    names = "".join(f"<tr><td>Warden {number}</td><td>Tree {number}</td></tr>" for number in range(20))
    page = f"<h1>Who has which tree</h1><p>{FIRST}</p><form><input type=text><table>{names}</table></form>"
    assert read(of(f"<div class=x1>{page}</div>"), None, "en").body.count("<tr>") == 20


def test_a_form_with_the_prose_of_an_article_is_not_the_sites():
    form = f"<form><input type=text>{ARTICLE}</form>"
    assert set(WHOLE) <= set(lines(f"<h1>T</h1><div class=x1>{MORE * 2}{form}{MORE * 2}</div>"))


def test_links_within_prose_do_not_keep_an_article_from_being_read_whole():
    linked = "".join(
        f"<p>{line[:60]}<a href=/{at}>{line[60:]}</a> And on.</p>" for at, line in enumerate(WHOLE * 2)
    )
    page = f"<div class=x0><div class=x1><div class=x2>{ARTICLE}</div></div><div class=x3><div class=x4>{linked}</div></div></div>"
    assert len(lines(page)) == 9


def test_a_box_called_an_articles_may_have_more_links_in_it():
    links = "".join(f"<div><a href=/{at}>Another story of the bridge, part {at}</a></div>" for at in range(4))
    inner = f"<div class=x1><div class=x2>{ARTICLE}</div></div><div class=x3>{links}<div class=x4>{MORE}</div></div>"
    told = [len(lines(f"<div class={name}>{inner}</div>")) for name in ("x0", "article-content-box")]
    assert told[0] < told[1]


def test_the_share_of_links_counts_lines_that_are_links_and_not_links_in_prose():
    prose = f"<p>{FIRST} {SECOND} <a href=/a>{THIRD[:40]}</a></p>"
    body = grow(f"<body><div>{prose}</div><div><a href=/b>{TEASER}</a></div>").find("body")
    inner, other = body
    ground = Ground(body, list(blocks(body)), None, NO_HINTS)
    assert ground.link_share(inner) == 0
    assert ground.link_share(other) == pytest.approx(1)
    assert ground.link_share(body, inner) == pytest.approx(1)
    assert 0 < ground.link_share(body) < 1


@pytest.mark.parametrize("heading", ["Comments", "网友评论"])
def test_below_a_line_of_comments_the_text_does_not_go_on(heading):
    said = "".join(f"<p class=x3>{line} So they say.</p>" for line in (SECOND, THIRD))
    body = "".join(f"<p class=x3>{line}</p>" for line in WHOLE * 2)
    assert lines(f"<h1>T</h1><div class=x1>{body}<p class=x5>{heading}</p>{said}</div>")[-1] == THIRD


@pytest.mark.parametrize("heading", ["Related articles", "相关新闻", "Leggi anche"])
def test_summaries_between_titles_are_not_the_text(heading):
    cards = "".join(
        f"<p><a href=/{at}>{TEASER[:50]} {at}</a></p><p>{line[:70]}</p>" for at, line in enumerate(WHOLE)
    )
    body = "".join(f"<p>{line}</p>" for line in WHOLE * 2)
    assert lines(f"<h1>T</h1><div class=x1>{body}<p class=x5>{heading}</p>{cards}</div>")[-1] == THIRD


def test_lines_near_a_headline_go_on_to_a_byline_below_its_deck():
    deck = f"<p>{FIRST} {SECOND}, {THIRD}</p>"
    rest = f"<p>{SECOND}, {SECOND}</p>"
    head = "<div><h1>T</h1>{0}</div>"

    def near(below: str) -> tuple[str, ...]:
        body = grow(f"<body>{head.format(below)}").find("body")
        return lines_near(body.find(".//h1"), body)

    assert near(f"{deck}<p>By Ada Fernsby</p>{rest}") == ("By Ada Fernsby",)
    assert near(f"{deck}<p>By Monday it rained</p>{rest}") == ()
    assert near(f"{deck}<h2>By Ada Fernsby</h2>{rest}") == ()
    assert near(f"{deck}{rest}{rest}<p>By Ada Fernsby</p>") == ()


@pytest.mark.parametrize("form", ["<p>{}</p>", "<div class=q><p>{}</p></div>", "<div>{}</div>", "{}<br><br>"])
@pytest.mark.parametrize("links", [3, 12, 40])
def test_a_short_text_stays_whole_before_a_long_list_of_links(form, links):
    items = "".join(
        f"<li><a href=/{at}>Another story of the old bridge and its wardens, {at}</a></li>"
        for at in range(links)
    )
    text = "".join(map(form.format, WHOLE))
    page = f"<div class=x1>{text}<p class=x5>Related articles</p><ul>{items}</ul></div>"
    assert lines(f"<h1>T</h1>{page}") == WHOLE
