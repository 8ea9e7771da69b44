"""Pages whose class names say nothing: which box is the article's, told by how the page is built."""

from __future__ import annotations

import pytest
from lxml import etree
from test_generic import ARTICLE, FIRST, SECOND, TEASER, THIRD, WHOLE, lines

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
    notices = f"<p>We see that you use an old browser; please use another one.</p><div>Order copies</div><p>{TEASER}</p>"
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
    read = lines(f"<h1>T</h1><div class=x1><p>{FIRST}</p>{MORE}<div>{text}</div></div>")
    assert read[-1] == f"{THIRD} It went on."


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
