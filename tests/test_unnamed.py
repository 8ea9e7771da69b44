"""Pages whose class names say nothing: which box is the article's, told by how the page is built."""

from __future__ import annotations

from test_generic import ARTICLE, FIRST, SECOND, TEASER, THIRD, WHOLE, lines


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
