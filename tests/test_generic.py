"""Pages nobody wrote rules for → the article's elements: what is taken, what is left out, and when it is in doubt."""

from __future__ import annotations

import json

import pytest
from test_read import assert_balanced, codes, html

from pipeline.markup import paragraphs, running_text
from pipeline.model import Outlet, Page, Selectors
from pipeline.read import read
from pipeline.read.body.generic import find_article
from pipeline.read.body.hints import hints_of, letters
from pipeline.read.explain import explain
from pipeline.read.tree import grow, short_line


FIRST = "The river wardens planted three thousand shrubs along the old bridge this June, section by section."
SECOND = "Residents say there was nothing here but weeds last year, and that children now come in the evening to draw."
THIRD = "Each stretch of the bank has a warden of its own, the parks office says, and old trees may be adopted from July."
ARTICLE = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
TEASER = "A short word about another story that ran last week in this paper, and why you should read it."
WHOLE = (FIRST, SECOND, THIRD)


def of(body: str, head: str = "") -> Page:
    return Page("page.html", html(body, head), url="https://news.example/a")


def lines(body: str, head: str = "") -> tuple[str, ...]:
    reading = read(of(body, head), None, "en")
    assert_balanced(reading)
    return paragraphs(reading.body)


@pytest.mark.parametrize(
    "around",
    [
        '<div class="share-bar"><span>Share on many sites</span></div>{}',
        "{}<div class='RelatedStories__Wrap-sc-1x'><p>" + TEASER + "</p></div>",
        "{}<div data-testid='related-stories'><p>" + TEASER + "</p></div>",
        "{}<div role='complementary'><p>" + TEASER + "</p></div>",
        "<div hidden><p>" + TEASER + "</p></div>{}",
        "<div style='display: none'><p>" + TEASER + "</p></div>{}",
        "{}<div id='onetrust-consent'><p>" + TEASER + "</p></div>",
        "{}<p class='article-tags'>Tags: rivers, shrubs, parks</p>",
        "{}<div class=suggested><p>" + TEASER + "</p></div>",
        "{}<div class='author-bio'><p>" + TEASER + "</p></div>",
        "<div class=hidden><p>" + TEASER + "</p></div>{}",
        "{}<div class='module nocontent'><p>" + TEASER + "</p></div>",
        "{}<div class=mostview><p>" + TEASER + "</p></div>",
        "{}<div class='other-stories'><p><a href=/b>" + TEASER[:50] + "</a>" + TEASER[50:] + "</p></div>",
        "{}<div class='rightColContainer'><p><a href=/b>" + TEASER[:50] + "</a>" + TEASER[50:] + "</p></div>",
        "{}<div class='rail rail--trending'><p>" + TEASER + "</p></div>",
        "{}<div id=ot-pc-content><p>" + TEASER + "</p></div>",
    ],
)
def test_what_is_called_furniture_is_left_out(around):
    assert lines(f"<div class=story>{around.format(ARTICLE)}</div>") == WHOLE


@pytest.mark.parametrize(
    "body",
    [
        f"<div class=sidebar-layout>{ARTICLE}</div>",
        "".join(f"<p class=paywall>{line}</p>" for line in WHOLE),
        "".join(f"<div class=has-ad><p>{line}</p></div>" for line in WHOLE),
        f"<div><p>{FIRST}</p><p>{SECOND}</p></div><div class='node node-no-sidebar'><p>{THIRD}</p></div>",
        f"<div><p>{FIRST}</p><p>{SECOND}</p></div><div class='hidden md:block'><p>{THIRD}</p></div>",
        f"<div><p>{FIRST}</p><p>{SECOND}</p></div><div class='content right-rail'><p>{THIRD}</p></div>",
        f"<aside>{ARTICLE}</aside>",
    ],
    ids=[
        "a wrapper",
        "every paragraph",
        "every box",
        "no sidebar",
        "hidden on a phone",
        "right",
        "all of it",
    ],
)
def test_what_holds_the_prose_is_no_furniture_whatever_it_is_called(body):
    assert lines(f"<div>{body}</div><div class=menu><a href=/>Home</a></div>") == WHOLE


def test_what_a_post_is_about_does_not_make_it_furniture():
    reply = f"<div class=reader><p>{TEASER} {SECOND}</p></div>"
    post = f"<div class='post-7 type-post hentry category-news tag-share author-related'><h1>T</h1>{ARTICLE}</div>"
    assert lines(f"{post}<div id=comments>{reply * 9}</div>") == WHOLE


@pytest.mark.parametrize(
    "column",
    [
        "<aside>{}</aside>",
        "<div class='col sidebar'>{}</div>",
        "<div id=sidebar>{}</div>",
        "<footer>{}</footer>",
        "<div class='col site-right-column'><p><a href=/b>A tale of another bridge</a></p><a href=/c>More</a>"
        + "<a href=/d>Tales of the far park, by its wardens, in twelve parts</a>" * 6
        + "{}</div>",
        "<div id=in_article_forums>{}</div>",
        "<div class='in-article-forum'>{}</div>",
    ],
)
def test_a_column_that_holds_more_than_the_article_is_left_out_where_the_headline_stands_elsewhere(column):
    much = "".join(f"<p>{TEASER} Number {number} of many.</p>" for number in range(12))
    page = f"<div id=page><div><h1>The old bridge</h1><div>{ARTICLE}</div></div>{column.format(much)}</div>"
    assert lines(page, "<title>The old bridge</title>") == WHOLE


@pytest.mark.parametrize("name", ["divforum", "next-posts", "nextstory"])
def test_what_readers_wrote_and_what_comes_next_is_left_out(name):
    much = "".join(f"<p>{TEASER} Number {number}.</p>" for number in range(2))
    assert lines(f"<div><h1>T</h1><div>{ARTICLE}</div><div class={name}>{much}</div></div>") == WHOLE


def test_of_several_articles_the_one_of_the_headline_is_read():
    other = f"<article class=item><h2>Another tale</h2><p>{TEASER * 3}</p><p>{TEASER[::-1] * 3}</p></article>"
    page = f"<main><article class=item><h2>The old bridge</h2>{ARTICLE}</article>{other * 3}</main>"
    assert lines(page, "<title>The old bridge</title>") == WHOLE


def test_verses_of_a_blog_stay_whole_beside_a_sentence_of_its_own():
    verses = "<br>".join(
        ["Rain on the bank", "wind on the bridge", "a warden counts", "the leaves of June"] * 5
    )
    post = f"<div class='widget Blog'><h3>A poem</h3><div class='post-body'>{verses}</div></div>"
    asks = f"<div class=ask>{TEASER}</div>"
    assert lines(f"{asks}{post}", "<title>A poem</title>")[0].startswith("Rain on the bank")


def test_a_table_whose_rows_begin_with_links_stays():
    row = "<tr><td><a href=/{0}>A shrub of the old bank, number {0}</a></td><td>{0} €</td><td>yes</td></tr>"
    table = f"<table>{''.join(row.format(number) for number in range(9))}</table>"
    reading = read(of(f"<div class=story>{ARTICLE}{table}{ARTICLE[::-1]}</div>"), None, "en")
    assert reading.body.count("<tr>") == 9


def test_an_article_in_an_element_whose_name_none_can_have_is_read():
    assert lines(f"<h1>T</h1><x&&y>{ARTICLE}") == WHOLE


def test_a_line_is_short_or_none_where_tags_are_never_closed():
    root = grow("<div>" + "".join(f"<div><b>Word {number}</b><p>" for number in range(400)))
    holder = root.find(".//div")
    assert short_line(holder, 20) is None
    assert short_line(root.find(".//b"), 20) == "Word 0"


def test_a_first_paragraph_named_for_its_place_stays():
    body = f'<div><p class="lead meta">{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div>'
    assert lines(body) == WHOLE


def test_a_frame_with_a_picture_and_an_embedded_post_stay():
    frame = '<span class="image-and-copyright-container"><img src="/a.jpg" alt="A bank"></span>'
    post = '<div class="widget tweet"><blockquote class="twitter-tweet"><p>We planted the last one today, and it rained.</p></blockquote></div>'
    reading = read(of(f"<div><p>{FIRST}</p>{frame}<p>{SECOND}</p>{post}<p>{THIRD}</p></div>"), None, "en")
    assert "a.jpg" in reading.body
    assert "We planted the last one today" in reading.body


CARD = '<div class="item {}"><a href="/{}"><img src="/t.jpg"><h4>Something else that happened lately</h4></a><p>A line on it.</p><span>2021-06-0{}</span></div>'
CARDS = "".join(CARD.format(name, name, day) for day, name in enumerate(["next", "prev"], 1))


def test_cards_of_other_articles_are_left_out():
    assert lines(f"<div><div>{ARTICLE}</div><div class=more-here>{CARDS}</div></div>") == WHOLE


def test_a_list_of_things_each_with_its_link_is_no_card():
    things = "".join(
        f"<div class=item><h3>Tool {number}</h3><p>It digs, it cuts and it lifts, and it lasts for years and years.</p>"
        f'<a href="/{number}">Learn more about it</a></div>'
        for number in range(5)
    )
    kept = lines(f"<div><p>{FIRST}</p>{things}</div>")
    assert kept.count("It digs, it cuts and it lifts, and it lasts for years and years.") >= 1


@pytest.mark.parametrize(
    "line", ["June 18, 2021", "18 de junho de 2021 às 8:30", "By Lin Wen", "Text size", "3 min read"]
)
def test_a_line_about_the_page_above_the_text_is_left_out(line):
    assert lines(f"<div><div>{line}</div>{ARTICLE}</div>") == WHOLE


@pytest.mark.parametrize("line", ["各位代表：", "河湾市园林局"])
def test_a_salutation_and_a_signature_stay(line):
    text = "".join(
        f"<p>{sentence}</p>"
        for sentence in ("六月的清河水面平缓，正是补栽的好时候，工人们把三千株花木分成四段。",) * 1
    )
    more = "<p>附近的居民说，往年这里只有杂草，今年傍晚散步的人明显多了，孩子们也愿意到桥边写生。</p>"
    page = f"<div><p>{line}</p>{text}{more}<p>{line}</p></div>"
    assert line in lines(page)


def test_a_poem_is_all_short_lines_and_stays():
    poem = "".join(
        f"<p>{line}</p>"
        for line in ("Rain on the bank", "wind on the bridge", "a warden counts", "the leaves of June") * 3
    )
    assert len(lines(f"<h1>A poem</h1><div>{poem}</div>")) >= 4


def test_comments_longer_than_the_article_are_left_out():
    comments = "".join(
        f"<div class=comment><p>{TEASER} Says reader {number}.</p></div>" for number in range(20)
    )
    assert lines(f"<div><div>{ARTICLE}</div><div id=comments>{comments}</div></div>") == WHOLE


def test_a_short_article_below_its_headline_wins_over_a_longer_sidebar():
    sidebar = f"<div class=column><p>{TEASER}</p><p>{TEASER[::-1]}</p></div>"
    page = f"<div class=row><div class=left><h1>A bank is planted</h1><div class=t><p>{FIRST}</p></div></div>{sidebar}</div>"
    assert FIRST in lines(page, "<title>A bank is planted</title>")


def test_the_text_that_json_ld_tells_decides_where_ways_disagree():
    told = json.dumps(
        {"@type": "NewsArticle", "headline": "A bank is planted", "articleBody": " ".join(WHOLE)}
    )
    other = "".join(f"<p>{TEASER} {number} {SECOND[::-1]}</p>" for number in range(4))
    page = (
        f"<div><div class=x><div class=list>{other}</div></div></div><div><div class=y>{ARTICLE}</div></div>"
    )
    head = f'<script type="application/ld+json">{told}</script>'
    assert lines(page, head) == WHOLE
    assert "REA-007" in codes(read(of(page, head), None, "en"))


def test_hints_agree_with_the_text_they_were_taken_from_and_with_no_other():
    hints = hints_of(" ".join(WHOLE), FIRST)
    assert hints.agree(letters("".join(WHOLE))) == pytest.approx(2.5)
    assert hints.agree(letters(TEASER * 5)) == 0
    assert hints_of(None, None).agree(letters(FIRST)) == 0


# --- an outlet's selector that finds too little --------------------------------------------------------------


LONG = "".join(f"<p>{FIRST} {number} {SECOND}</p>" for number in range(8))
OUTLET = Outlet("o", "O", ("news.example",), Selectors(body="div.summary"))


def test_a_selector_that_finds_a_little_of_a_sure_article_is_told_and_the_article_is_read():
    page = of(f"<div class=summary><p>{FIRST}</p></div><article>{LONG}</article>")
    reading = read(page, OUTLET, "en")
    assert reading.reader == "generic"
    assert "REA-021" in codes(reading)
    assert len(paragraphs(reading.body)) == 8
    assert_balanced(reading)


def test_a_selector_that_finds_a_short_article_is_believed():
    page = of(f"<div class=summary>{ARTICLE}</div><div class=list><a href=/1>One</a><a href=/2>Two</a></div>")
    reading = read(page, OUTLET, "en")
    assert (reading.reader, paragraphs(reading.body)) == ("outlet", WHOLE)


# --- why -----------------------------------------------------------------------------------------------------


def test_why_names_candidates_what_was_taken_and_what_was_left_out():
    page = of(f"<div id=story><div class=share>Share this on many sites</div>{ARTICLE}<p>广告</p></div>")
    told = "\n".join(explain(page, None, "en", read(page, None, "en")))
    assert "taken: div#story" in told
    assert "left out: div.share: named share: 'Share this on many sites'" in told
    assert "cleaning left out: drop_furniture: 2 letters" in told


def test_explaining_reads_the_same_elements():
    root = grow(html(f"<div id=story>{ARTICLE}</div>").decode())
    assert root is not None
    assert [el.get("id") for el in find_article(root.find("body"), None, why=True).boxes] == ["story"]


def test_captions_set_apart_are_not_running_text_and_captions_in_the_text_are():
    body = (
        '<figure><img src="a.jpg" alt=""/><figcaption>Set apart</figcaption></figure>\n'
        '<figure><img src="b.jpg" alt=""/><figcaption class="in-text">In the text</figcaption></figure>\n<p>Prose.</p>'
    )
    assert running_text(body) == ("In the text", "Prose.")
    assert paragraphs(body) == ("Set apart", "In the text", "Prose.")


# --- modern pages --------------------------------------------------------------------------------------------


def test_answers_folded_below_their_questions_stay_with_them():
    fold = '<h3><button aria-expanded="false">Who waters it?</button></h3><div class="accordion-panel" hidden><p>{}</p></div>'
    assert lines(f"<div><p>{FIRST}</p><p>{SECOND}</p>{fold.format(THIRD)}</div>") == (
        FIRST,
        SECOND,
        "Who waters it?",
        THIRD,
    )


def test_a_table_of_contents_of_the_page_is_left_out():
    contents = "<div class='ez-toc-container'><p>Table of Contents</p><ul><li><a href='#a'>Planting</a></li><li><a href='#b'>Wardens</a></li></ul></div>"
    assert lines(f"<div>{contents}{ARTICLE}</div>") == WHOLE


def test_a_paragraph_that_json_ld_does_not_tell_is_left_out_where_it_tells_all_others():
    told = json.dumps({"@type": "NewsArticle", "articleBody": " ".join(WHOLE * 2)})
    page = f"<div><p>{FIRST}</p><p>{SECOND}</p><p>Join our club for more of this every week.</p><p>{THIRD}</p></div>"
    assert lines(page, f'<script type="application/ld+json">{told}</script>') == WHOLE


def test_a_text_that_has_nothing_of_the_title_or_the_summary_is_in_doubt():
    head = "<title>Harbour ferries resume sailing</title><meta name=description content='Captains welcome the decision of the company.'>"
    assert "REA-007" in codes(read(of(f"<div>{ARTICLE}</div>", head), None, "en"))
    assert "REA-007" not in codes(
        read(of(f"<div>{ARTICLE}</div>", "<title>River wardens planted shrubs</title>"), None, "en")
    )


@pytest.mark.parametrize(
    "prompt",
    [
        "Follow us on Instagram, Facebook and YouTube.",
        "Email Lin Wen at lin.wen@news.example or follow her @linwen. Follow us on Facebook.",
        "Sign up for our weekly letter on parks and rivers, and never miss a planting day.",
        "Suivez-nous sur Facebook pour la suite.",
        "Подписывайтесь на наш канал, чтобы ничего не пропустить.",
        "To contact the reporter on this story: Ada Fernsby in Otter Vale, ada@otter.example",
        "See more by Ada Fernsby on Otter.example.",
        "Ada Fernsby can be reached at ada@otter.example",
        "Follow us at facebook.com/otter",
        "Ada Fernsby, who writes for The Otter, is on Twitter @adafernsby.",
        "For comments and feedback: desk@otter.example",
        "Have something to say? Let us know in the comments section below.",
    ],
)
def test_a_prompt_below_the_text_is_left_out(prompt):
    assert lines(f"<div>{ARTICLE}<p>{prompt}</p></div>") == WHOLE


OFFICIAL = (
    "各区园林管理所今年要把河岸补栽作为重点工作，六月底以前完成三千株花木的栽植，并逐段落实管护责任。",
    "补栽所用花木由市苗圃统一供应，栽后第一个月由施工单位养护，第二个月起交由各段管护员负责。",
)


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (("各区园林管理所：",), ("河湾市园林局", "2021年6月17日")),
        (("一、总体要求",), ("附件：补栽花木一览表",)),
        (("清河补栽记事",), ("二〇二一年六月十七日",)),
    ],
)
def test_a_document_of_boxes_keeps_its_salutation_headings_and_signature(above, below):
    page = "".join(f"<div>{line}</div>" for line in (*above, *OFFICIAL, *below))
    kept = " ".join(lines(f"<div id=zoom>{page}</div>"))
    assert all(line in kept for line in (*above, *below))


@pytest.mark.parametrize("line", ["2021-06-18 08:30 来源：河湾日报", "字号：大 中 小", "浏览次数：125"])
def test_a_chinese_line_that_says_it_is_about_the_page_is_left_out(line):
    page = f"<div><div>{line}</div>{''.join(f'<p>{text}</p>' for text in OFFICIAL)}</div>"
    assert lines(page) == OFFICIAL


def test_the_files_that_belong_to_a_document_stay():
    body = "".join(f"<p>{text}</p>" for text in OFFICIAL)
    files = '<p>附件：<a href="/f/1.doc">补栽花木一览表</a></p><p><a href="/f/2.pdf">管护责任书样式</a></p>'
    kept = lines(f"<div>{body}{files}</div>")
    assert "附件：补栽花木一览表" in kept
    assert "管护责任书样式" in kept


def test_cards_whose_titles_stand_in_boxes_of_their_own_go_whole_and_with_an_advertisement_among_them():
    card = '<div class=card><div class=t><a href="/{0}">Something else that happened in {0}</a></div><div>May {0}, 2021</div><div>A sentence says what it was about, briefly.</div></div>'
    cards = "".join(card.format(number) for number in range(1, 5)) + "<div class=card><p>Buy pots!</p></div>"
    kept = lines(f"<div>{ARTICLE * 4}<div class=x>{cards}</div></div>")
    assert not any("what it was about" in line or "Something else" in line for line in kept)


def test_an_article_parted_into_boxes_of_one_name_is_read_whole():
    parts = [f"<div class=articleBody><p>{line}</p></div>" for line in WHOLE]
    beside = "<div class=inline><img src=i.jpg></div>"
    page = f"<h1>The old bridge</h1><div id=article>{parts[0]}{beside}{parts[1]}{parts[2]}</div>"
    assert lines(page, "<title>The old bridge</title>") == WHOLE


def test_a_known_box_is_read_with_the_small_one_before_it_of_the_same_name():
    first, rest = (
        f"<p>{FIRST}</p>",
        "".join(f"<p>{line} So it goes on, as it did before.</p>" for line in WHOLE * 4),
    )
    boxes = f"<div class=articleBody>{first}</div><hr><div class=articleBody>{rest}</div>"
    assert lines(f"<h1>The old bridge</h1><div>{boxes}</div>", "<title>The old bridge</title>")[0] == FIRST


def test_a_box_of_the_same_name_with_a_headline_of_its_own_is_another_article():
    other = f"<div class='post-body'><h2><a href=/b>Another tale</a></h2><p>{TEASER * 2}</p></div>"
    page = f"<h1>The old bridge</h1><div><div class='post-body'>{ARTICLE}</div>{other}</div>"
    assert lines(page, "<title>The old bridge</title>") == WHOLE


def test_indents_between_links_do_not_hide_that_a_line_is_links():
    item = (
        "<li>\n"
        + " " * 200
        + "<a href=/{0}>Council, wardens and residents, {0}</a>\n"
        + " " * 200
        + "<i>05/28/2013</i></li>"
    )
    listed = "".join(item.format(number) for number in range(9))
    page = f"<div id=page><div>{ARTICLE}</div><div><ul>{listed}</ul></div></div>"
    assert lines(f"<h1>The old bridge</h1>{page}", "<title>The old bridge</title>") == WHOLE


def test_a_column_of_teasers_beside_the_text_is_left_out():
    teaser = "<h3><a href=/{0}>Wardens count their trees {0}</a></h3><p>What they found in the far park.</p>"
    column = "".join(teaser.format(number) for number in range(3))
    page = f"<div class=wrap><div class=text>{ARTICLE}</div><div class=b>{column}</div></div>"
    assert lines(f"<h1>The old bridge</h1>{page}", "<title>The old bridge</title>") == WHOLE


def test_a_list_of_links_in_the_text_itself_stays():
    links = "".join(
        f"<p><a href=/{number}>What the warden of tree {number} said</a> of it.</p>" for number in range(5)
    )
    read = lines(f"<h1>The old bridge</h1><div class=text>{ARTICLE}{links}</div>")
    assert len(read) == len(WHOLE) + 5


def test_boxes_without_a_class_are_not_one_kind_for_that():
    much = "".join(
        f"<div id='{name}-sidebar'><p>{TEASER}</p><p>{TEASER}</p></div>" for name in ("a", "b", "c")
    )
    assert lines(f"<div><h1>The old bridge</h1>{ARTICLE}{much}</div>")[-1] == THIRD


def test_many_dated_cards_go_though_they_hold_more_than_a_short_article():
    card = (
        "<div class=card><a href=/{0}>A tale of tree {0}</a><div>July {0}, 2013</div>"
        "<div>The warden of the far park has found another tree, and tells of it.</div></div>"
    )
    cards = "".join(card.format(number) for number in range(1, 6))
    assert lines(f"<h1>The old bridge</h1><div class=all>{ARTICLE}<div>{cards}</div></div>") == WHOLE


@pytest.mark.parametrize(
    "line",
    [
        "<h5>By ADA FERNSBY, Otter News Service | July 19, 2013 | Updated: July 19, 2013 3:55am</h5>",
        "<div>Updated: June 6, 2013, 9:06 AM ET</div>",
        "<p>Published: Wednesday, 21 Sep 2011 | 4:35 PM ET</p>",
        "<div>June 18, 2013, 8:30 a.m., Otter Vale</div>",
    ],
)
def test_a_line_that_begins_with_who_or_when_is_left_out_above_the_text(line):
    assert lines(f"<h1>The old bridge</h1><div class=story>{line}{ARTICLE}</div>") == WHOLE


@pytest.mark.parametrize(
    "first",
    [
        "By June 18, 2013 the wardens had planted every shrub.",
        "The old bridge of Otter Vale on June 18, 2013, seen from the far bank by a warden",
    ],
)
def test_a_sentence_that_begins_so_stays(first):
    assert lines(f"<h1>The old bridge</h1><div class=story><p>{first}</p>{ARTICLE}</div>")[0] == first


def test_a_date_in_a_span_of_the_text_s_own_box_is_left_out():
    dated = "<span class=when>19 July 2013 Last updated at 08:38 GMT</span>"
    assert lines(f"<h1>The old bridge</h1><div class='story-body'>{dated}{ARTICLE}</div>") == WHOLE


def test_an_article_kept_for_readers_without_scripts_is_read():
    kept = f"<noscript><h1>The old bridge</h1>{ARTICLE}</noscript>"
    reading = read(
        of(f"<ul id=stream>{kept}</ul><p>{TEASER}</p>", "<title>The old bridge</title>"), None, "en"
    )
    assert_balanced(reading)
    assert paragraphs(reading.body) == WHOLE
    assert "REA-036" in codes(reading)


def test_a_picture_kept_for_readers_without_scripts_is_no_article():
    reading = read(of(f"<div><p>{TEASER}</p><noscript><img src=a.jpg>A. B. C.</noscript></div>"), None, "en")
    assert "REA-036" not in codes(reading)


@pytest.mark.parametrize(
    "line",
    [
        "(click image for slideshow)",
        "Click to enlarge",
        "Enlarge image",
        "Hide caption",
        "First slideNext slide",
        "Loading...",
        "Please turn on JavaScript. Media requires JavaScript to play.",
        "Media requires JavaScript to play.",
        "This article is closed for comments.",
        "Like this topic? You may also like these photo galleries:",
    ],
)
def test_what_a_page_says_to_its_visitors_is_left_out(line):
    assert lines(f"<div class=story><p>{FIRST}</p><p>{line}</p><p>{SECOND}</p><p>{THIRD}</p></div>") == WHOLE


@pytest.mark.parametrize(
    "line",
    [
        "He asked her to enlarge the image of the bridge.",
        "Loading the barge took all day.",
        "Next slide, please, he said.",
    ],
)
def test_a_sentence_of_the_like_stays(line):
    assert line in lines(f"<div class=story><p>{FIRST}</p><p>{line}</p><p>{SECOND}</p><p>{THIRD}</p></div>")


def test_the_text_s_own_box_may_say_that_a_sidebar_stands_on_its_right():
    box = f"<div class='container penci_sidebar right-sidebar'><div><p>{FIRST}</p>{ARTICLE * 9}</div></div>"
    page = f"<div class=hero><h1>The old bridge</h1></div>{box}<div class=last><p>{TEASER}</p><p>{SECOND}</p><p>{TEASER}</p></div>"
    assert FIRST in lines(page, "<title>The old bridge</title>")


def test_beside_many_comments_what_holds_most_of_the_rest_is_no_furniture():
    widget = "<div class='builder-widget widget'><div>{}</div></div>"
    reply = f"<p>{TEASER} {SECOND} {THIRD}</p>"
    page = widget.format(ARTICLE) + f"<div class='builder-comments'>{reply * 12}</div>"
    assert lines(f"<div><h1>The old bridge</h1></div>{page}", "<title>The old bridge</title>") == WHOLE


def test_data_within_a_page_s_data_is_read_and_a_program_s_is_no_article():
    inner = json.dumps({"content": f"<p>{'</p><p>'.join(WHOLE)}</p>"})
    code = json.dumps({"content": 'a = {"b": {"c": 1}}; d.e = "f"; {g.h} [i] {j}. ' * 40})
    script = f'<script id=__NEXT_DATA__ type="application/json">{json.dumps({"page": inner, "setup": code})}</script>'
    reading = read(of(f"<div id=app></div>{script}"), None, "en")
    assert paragraphs(reading.body) == WHOLE


def test_paragraphs_that_each_declare_the_text_are_the_text_together():
    parts = [f"<p itemprop=articleBody>{line}</p>" for line in WHOLE * 2]
    boxes = f"<div class=articleBody>{parts[0]}</div><div class=articleBody>{''.join(parts[1:])}</div>"
    reading = read(of(f"<h1>The old bridge</h1><div>{boxes}</div>"), None, "en")
    assert paragraphs(reading.body)[: len(WHOLE)] == WHOLE
    assert "REA-007" not in codes(reading)


SAID = [
    f"The warden of stretch {number} has told us, at length, of shrubs and of weeds." for number in range(8)
]
OTTER = Outlet("otter", "The Otter", hosts=("news.example",), select=Selectors(body=".story"))
SHOWN, REST = ("".join(f"<p>{line}</p>" for line in part) for part in (SAID[:6], SAID[6:]))


@pytest.mark.parametrize(
    "folded",
    [
        f"<a href='#rest'>Read more</a><div style='display:none'>{REST}</div>",
        f"<div class='rest hidden'>{REST}</div><span>展开全文</span>",
        f"<button>Read more</button><section hidden>{REST}</section>",
    ],
)
def test_the_rest_of_a_text_that_a_button_shows_is_read(folded):
    page = f"<h1>The old bridge</h1><div class=story>{SHOWN}{folded}</div>"
    assert list(lines(page)) == SAID
    assert list(paragraphs(read(of(page), OTTER, "en").body)) == SAID


@pytest.mark.parametrize(
    "hidden",
    [
        f"<div hidden><p>{TEASER}</p></div>",
        f"<div hidden><p>{TEASER}</p><p>{FIRST}</p></div>",
        f"<div hidden><p>{TEASER}</p><p>{TEASER}</p><form><input></form></div>",
        f"<button>Read more</button><div class=sponsor-note hidden><p>{TEASER}</p><p>{TEASER}</p></div>",
        f"<div hidden><p><a href=/b>{TEASER[:30]}</a>{TEASER[30:]}</p><p><a href=/c>{TEASER[:30]}</a>{TEASER[30:]}</p></div>",
        f"<div hidden><p>{TEASER}</p><p>{TEASER}</p><i>a</i><i>b</i><i>c</i><i>d</i></div>",
    ],
)
def test_what_else_is_hidden_below_a_text_stays_hidden(hidden):
    page = f"<h1>The old bridge</h1><div class=story>{SHOWN}{hidden}</div>"
    assert list(lines(page)) == SAID[:6]
    assert list(paragraphs(read(of(page), OTTER, "en").body)) == SAID[:6]


@pytest.mark.parametrize("heading", ["评论", "网友评论（3）", "Comments", "Leave a reply"])
def test_a_box_that_begins_with_a_heading_of_comments_stands_not_beside_the_text(heading):
    box = f"<div class=cmt><h4>{heading}</h4><p>{TEASER}</p><p>{FIRST}</p></div>"
    text = "".join(f"<div>{line}</div>" for line in (*WHOLE, *SAID))
    page = f"<div id=main><h3>The old bridge</h3><div class=blogcontent>{text}</div>{box}</div>"
    assert list(lines(page, "<title>The old bridge</title>")) == [*WHOLE, *SAID]


def reading_of(page: str):
    head = "<title>The old bridge</title><link rel=canonical href=https://news.example/a>"
    return read(of(page, head), None, "en")


def test_a_noscript_with_a_prompt_and_an_article_is_read_without_the_prompt():
    kept = f"<noscript><p>Please turn on JavaScript to see pictures.</p>{SHOWN}{REST}</noscript>"
    assert list(paragraphs(reading_of(f"<div id=app></div>{kept}").body)) == SAID


def test_of_several_stories_that_each_declare_their_text_only_one_is_the_article():
    story = "<div class='story s{0}'><h2>{1}</h2><div itemprop=articleBody>{2}</div></div>"
    others = "".join(story.format(n, f"Tale {n}", f"<p>{TEASER} {n}</p>" * 6) for n in range(3))
    page = story.format(9, "The old bridge", SHOWN + REST) + others
    assert list(lines(page, "<title>The old bridge</title>")) == SAID


@pytest.mark.parametrize("start", ["[Reuters]", "{Update}", "[앵커]"])
def test_an_article_of_a_page_s_data_may_begin_with_a_bracket(start):
    told = json.dumps({"content": f"{start} {' '.join(SAID)}"})
    script = f'<script id=__NEXT_DATA__ type="application/json">{told}</script>'
    assert SAID[7] in reading_of(f"<div id=app></div>{script}").body


def test_listings_do_not_make_an_article_of_a_page_s_data_a_program():
    listing = "<pre>" + 'var a = {"b": {"c": [1, 2]}}; if (a == b) { c(); }\n' * 4 + "</pre>"
    told = json.dumps({"content": "".join(f"<p>{line}</p>" for line in SAID) + listing})
    script = f'<script id=__NEXT_DATA__ type="application/json">{told}</script>'
    assert SAID[7] in reading_of(f"<div id=app></div>{script}").body


@pytest.mark.parametrize(
    "said",
    [
        (
            "This site needs JavaScript to work. Please enable JavaScript in your browser. Then reload this page, "
            "and if you need help, write to our readers' desk, which answers within a day or two. Thank you."
        ),
        "您的浏览器不支持JavaScript脚本。请在浏览器的设置中启用它。启用后请刷新页面，如有问题请联系我们的客服人员处理。"
        * 3,
    ],
)
def test_a_prompt_to_enable_scripts_is_no_article(said):
    found = reading_of(f"<div id=root></div><noscript><p>{said}</p></noscript>")
    assert found.body == ""
    assert "REA-036" not in codes(found)


def test_a_post_below_another_with_a_heading_between_is_another_s():
    other = f"<h3>Another post</h3><div class=post-body><p>{TEASER}</p><p>{TEASER}</p></div>"
    page = f"<h1>The old bridge</h1><div><div class=post-body>{SHOWN}{REST}</div>{other * 2}</div>"
    assert list(lines(page, "<title>The old bridge</title>")) == SAID


@pytest.mark.parametrize(
    "page",
    [
        f"<h1>When should you go?</h1><div>{SHOWN}<h2>How to plan your trip to the old wall</h2>{REST}</div>",
        f"<h1>When should you go?</h1><div><h2><a href=/b>How you plan a trip to the old wall</a></h2>{SHOWN}</div>",
        f"<h1>When should you go?</h1><div><h2>Plan a trip to the wall</h2>{SHOWN}{REST}</div>",
    ],
    ids=["below the text", "a link", "few of the words"],
)
def test_a_sub_heading_or_a_link_is_no_headline(page):
    title = "<title>How and when to plan your first trip to the wall of old</title>"
    assert read(of(page, title), None, "en").title == "When should you go?"
