"""What readers wrote below an article, on pages whose class names say nothing; and what only looks like it."""

from __future__ import annotations

import pytest
from test_generic import ARTICLE, FIRST, SECOND, WHOLE, lines, of
from test_read import codes

from pipeline.read import read


SAID = (
    "I walk there every evening, and I have yet to see one of them water a shrub.",
    "Then you walk too late, they come at six in the morning, before the sun is over the hill.",
    "My children drew the whole bridge last week; the old trees should have been adopted years ago.",
    "Who pays for three thousand shrubs? Nobody has asked us, as ever, and nobody will.",
)


def page(below: str) -> str:
    return f"<div class=x1><h1>The old bridge</h1><div class=x2>{ARTICLE}</div>{below}</div>"


def each(form: str, said: tuple[str, ...] = SAID) -> str:
    return "".join(form.format(text=text, number=number) for number, text in enumerate(said, 1))


@pytest.mark.parametrize(
    "thread",
    [
        each(
            "<div class=x5><b>Reader {number}</b> <i>3 hours ago</i><p>{text}</p><div>Reply | Report</div></div>"
        ),
        each("<li class='x5 o{number}'>Reader {number}<p>{text}</p><span>Like {number} · Reply</span></li>"),
        each("<div class=x5><p>reader{number} says:</p><p>{text}</p></div>"),
        each("<div class=x5><div>读者{number}</div><p>{text}</p><div>回复 举报 顶[{number}]</div></div>"),
        each(
            "<div class=x5><p>Leser {number}</p><p>{text}</p><div>vor {number} Stunden</div><div>Antworten</div></div>"
        ),
        "<div class=x4><h2>Comments</h2>"
        + each("<div class=x5><i>June {number}, 2021</i><p>{text}</p></div>")
        + "</div>",
        "<div class=x4><p>4 comments</p>"
        + each("<div class=x5><div>2021/06/1{number} 02:15pm</div><p>{text}</p></div>")
        + "</div>",
        "<div class=x4><p>网友评论（4）</p>"
        + each("<div class=x5><div>2021-06-1{number}</div><p>{text}</p></div>")
        + "</div>",
        "<div class=x4><p>Previous comments View all</p>"
        + each("<div class=x5><div>1{number}:20</div><p>{text}</p></div>")
        + "</div>",
        "<div class=x4><div>12 comments</div>"
        + each("<div class=x5><b>reader{number}</b><p>{text}</p></div>")
        + "</div>",
        # replies within replies, a level each
        "<div class=x4>"
        + each("<div class=x5{number}><b>R</b><p>{text}</p><div class=x6>Reply</div>", (*SAID, *SAID))
        + "</div>" * 9,
    ],
)
def test_a_thread_of_readers_is_left_out_though_nothing_names_it(thread):
    assert lines(page(thread)) == WHOLE


def test_a_thread_goes_with_all_that_stands_in_its_box():
    thread = each("<div class=x5><p>reader{number} says:</p><p>{text}</p></div>")
    box = f"<div class=x3><p>Be kind</p><div class=x4>{thread}</div><p>Page 1 of 7</p></div>"
    assert lines(page(box)) == WHOLE


def test_a_thread_longer_than_its_article_does_not_become_it():
    thread = each("<div class=x5><p>reader{number} says:</p><p>{text}</p></div>", SAID * 12)
    assert lines(page(thread)) == WHOLE


@pytest.mark.parametrize(
    "form",
    [
        "<div class=x5><b>1{number}:20</b><p>{text}</p></div>",  # a live blog
        "<div class=x5><b>1{number}:20</b><p>{text}</p><div>Share</div></div>",
        "<div class=x5><h3>Warden {number}</h3><p>{text}</p></div>",  # several persons are asked
        "<div class=x5><p>{number} June 2021</p><p>{text}</p></div>",  # a diary
    ],
)
def test_entries_that_nobody_may_answer_stay(form):
    assert [text for text in lines(page(each(form))) if text in SAID] == list(SAID)


def test_posts_that_an_article_quotes_between_its_paragraphs_stay():
    post = "<div class=x5><b>A warden</b><p>{0}</p><div>Reply Like 3</div></div>"
    text = "".join(
        f"<p>{line}</p>{post.format(said)}" for line, said in zip(WHOLE * 2, SAID * 2, strict=False)
    )
    told = lines(f"<h1>The old bridge</h1><div>{ARTICLE}{text}</div>")
    assert [line for line in told if line in SAID] == [*SAID, *SAID[:2]]


def test_links_to_edit_a_heading_make_no_thread():
    sections = "".join(
        f"<div class=x5><h2>Part {number}</h2><span>edit</span></div><p>{text}</p>"
        for number, text in enumerate(SAID)
    )
    told = lines(f"<h1>The old bridge</h1><div>{ARTICLE}{sections}</div>")
    assert [line for line in told if line in SAID] == list(SAID)


def test_a_page_that_is_a_thread_is_read():
    thread = each("<div class=x5><p>reader{number} says:</p><p>{text}</p></div>")
    told = lines(f"<h1>The old bridge</h1><p>Say what you think.</p><div>{thread}</div>")
    assert [line for line in told if line in SAID] == list(SAID)


def test_names_and_what_they_said_below_a_heading_that_counts_nothing_stay():
    said = each("<div class=x5><b>Warden {number}</b><p>{text}</p></div>")
    told = lines(page(f"<h2>Reactions</h2>{said}"))
    assert [line for line in told if line in SAID] == list(SAID)


LONG = "".join(
    f"<p>{line} And so on, from spring to autumn, for as long as anybody remembers.</p>" for line in WHOLE
)


@pytest.mark.parametrize(
    "body",
    [
        # a section in which somebody is quoted
        each(
            "<section class=x5><h2>Part {number}</h2>"
            + LONG
            + "<p>One resident wrote:</p><p>{text}</p></section>"
        ),
        each("<div class=x5>" + LONG + "<p>A warden says:</p><p>{text}</p></div>"),
        # a live blog
        each("<div class=x5><b>1{number}:20</b><p>The mayor said:</p><p>{text}</p></div>"),
        # chapters with a number
        "<h2>4. Discussion</h2>" + each("<section><h4>4.{number}. Rain</h4><p>{text}</p></section>"),
        "<h2>2 Responses</h2>" + each("<div class=x5><b>Group {number}</b><p>{text}</p></div>"),
        # quoted posts
        "<h2>Reactions</h2>"
        + each("<blockquote class=x5><p>{text}</p>— A warden June {number}, 2021</blockquote>"),
        # questions and answers
        each("<div class=x5><h3>Question</h3><p>{text}</p><h3>Reply</h3><p>{text}</p></div>"),
        "<dl>" + each("<dt>问题</dt><dd>{text}</dd><dt>回复</dt><dd>{text}</dd>") + "</dl>",
        # entries that have a mark which is not only a reader's
        each("<div class=x5><p>{text}</p><span>Permalink</span></div>"),
        each("<div class=x5><p>{text}</p><span>赞 {number}</span></div>"),
        "<h2>Comments</h2>" + each("<div class=x5><h3>1{number} June 2021</h3><p>{text}</p></div>"),
    ],
)
def test_what_only_has_something_of_a_thread_stays(body):
    assert set(SAID) <= set(lines(page(body)))


@pytest.mark.parametrize(
    "body",
    [
        "<h2>Reader responses</h2>" + each("<div class=x5><p>{text}</p><p>Ada, May {number}, 2021</p></div>"),
        "<h2>Discussion</h2><ul>" + each("<li>1{number}:05 The chair opened it.<p>{text}</p></li>") + "</ul>",
        "<p>评论</p>" + each("<div class=x5><p>2020年{number}月</p><p>{text}</p></div>"),
        "<h2>网友留言</h2>"
        + each("<div class=x5><p>@{number}</p><p>{text}</p><p>2021-06-1{number}</p></div>"),
        each("<div class=x5><h3>{number}. Walk</h3><p>{text}</p><div>Upvote 12 Downvote 3</div></div>"),
        each("<div><b>Q</b> What came of it?</div><div class=x5><b>Ada says:</b><p>{text}</p></div>"),
        each("<div class=x5><h3>Ada {number} says:</h3><p>{text}</p></div>"),
        each("<div class=x5><p>Reply</p><p>{text}</p></div>") + f"<p>{FIRST} It went on.</p>",
    ],
)
def test_a_chapter_of_the_text_is_no_thread(body):
    told = lines(f"<div class=x1><h1>The old bridge</h1>{ARTICLE}{body}</div>")
    assert set(SAID) <= set(told)


@pytest.mark.parametrize("label", ["<div>12 comments</div>", "<ul><li>Comments</li></ul>"])
def test_a_label_above_the_text_makes_no_thread_of_it(label):
    banner = f"<div class=x0><p>{FIRST}</p><p>{SECOND}</p></div>"
    parts = each("<div class=x5><b>Part {number}</b> <i>June {number}, 2021</i><p>{text}</p></div>")
    told = lines(f"{banner}<div class=x1><h1>The old bridge</h1>{label}<div class=x2>{parts}</div></div>")
    assert set(SAID) <= set(told)


def test_a_page_of_letters_and_answers_is_read_with_its_answers():
    letters = each("<div class=x5><p>2021-06-1{number}</p><p>{text}</p><p>回复：</p><p>{text}</p></div>")
    told = lines(f"<h1>网友留言与回复</h1><div>{ARTICLE}</div>{letters}", "<title>网友留言与回复</title>")
    assert set(SAID) <= set(told)


def test_a_long_thread_that_is_only_called_so_is_told():
    thread = each("<div class=x5><b>reader{number}</b><p>{text}</p></div>", SAID * 6)
    thread = f"<div class=x4><p>24 comments</p>{thread}</div>"
    assert "REA-007" in codes(read(of(page(thread)), None, "en"))


def test_a_thread_that_readers_can_answer_is_sure():
    thread = each("<div class=x5><p>reader{number} says:</p><p>{text}</p></div>", SAID * 6)
    assert "REA-007" not in codes(read(of(page(thread)), None, "en"))


def apart(below: str) -> str:
    """Put something into a box of its own below the article's."""
    return page(f"<div class=x4>{below}</div>")


DATED = "<div class=x5><i>June {number}, 2021</i><p>{text}</p></div>"


@pytest.mark.parametrize(
    "below",
    [
        "<h2>Comments</h2>" + each(DATED.replace("div", "blockquote")),
        "<h2>4. Discussion</h2>" + each(DATED),
        "<table><tr><td>Comments</td></tr></table>" + each(DATED),
        "<p><a href=/c>Comments</a></p>" + each(DATED),
        each("<div class=x5><h4>Reply</h4><p>{text}</p></div>"),
        each("<div class=x5><p>{text}</p><p>Warden {number} says:</p><p>{text}</p></div>"),
        "<h2>Comments</h2>"
        + each("<div class=x5><h3>Chapter {number}</h3><p>{text}</p><i>1{number}:20</i></div>"),
    ],
    ids=["posts", "chapter", "cell", "jump", "headings", "quotes", "headed"],
)
def test_in_a_box_of_its_own_too_each_sign_is_weighed(below):
    assert set(SAID) <= set(lines(apart(below)))


def test_the_same_in_a_box_of_its_own_below_comments_is_a_thread():
    assert lines(apart("<h2>Comments</h2>" + each(DATED))) == WHOLE


def test_before_a_thread_stands_an_article():
    thread = each("<div class=x5><p>reader{number} says:</p><p>{text}</p></div>")
    told = lines(
        f"<div class=x1><h1>The old bridge</h1><p>Say it.</p></div><div class=x4>{thread}</div><div>{ARTICLE}</div>"
    )
    assert set(SAID) <= set(told)
