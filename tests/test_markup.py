"""The normal form: what from_soup writes is in it, what is not in it is told, and text and tree are inverse."""

from __future__ import annotations

import warnings

import pytest
from awkward import AWKWARD
from bs4 import BeautifulSoup
from hypothesis import given, settings

from pipeline import markup
from pipeline.markup.vocabulary import CONTENT, MATHML
from pipeline.model import Counts


MATH = f'<math xmlns="{MATHML}"><mi>x</mi><mo>=</mo><mn>1</mn></math>'
NORMAL = (
    "",
    "<p>一段 &amp; &lt;又&gt; “一”段</p>\n<p>两段</p>",
    '<h2 id="a">标题</h2>\n<p lang="en">See <a href="#a">above</a> or <a href="https://a.example/b?c=1&amp;d=2">there</a>.</p>',
    "<p>x<sup>2</sup><br/><em>e<strong>s</strong></em> <code>c</code></p>\n<hr/>",
    '<ul><li>盆</li><li><p>苗</p><ol reversed="reversed" start="3" type="a"><li>一</li></ol></li></ul>',
    '<dl><dt>盆</dt><dd>装土的</dd><dd>旧的</dd></dl>\n<blockquote><p>引</p><figure><img alt="" src="a.jpg"/></figure></blockquote>',
    '<figure><img alt="花 &quot;红&quot;" src="a.jpg"/><img alt="" src="b.jpg"/><figcaption>图</figcaption></figure>',
    '<table><caption>表</caption><thead><tr><th scope="col">名</th><td></td></tr></thead><tbody><tr><td rowspan="2">1</td><td colspan="2">2</td></tr><tr><td>3</td></tr></tbody></table>',
    "<pre> a\n\n  <code>b</code></pre>",
    f"<p><ruby>旧盆<rp>（</rp><rt>jiu pen</rt><rp>）</rp></ruby>{MATH}</p>",
    '<p>注<sup><a href="#n1">1</a></sup></p>\n<aside class="note" id="n1"><p>注文</p></aside>\n<p class="verse">行<br/>行</p>',
)


@pytest.mark.parametrize("body", NORMAL)
def test_the_normal_form_is_read_and_written_without_a_change(body: str) -> None:
    assert markup.check(body) == ()
    assert markup.write(markup.parse(body)) == body
    assert markup.from_soup(BeautifulSoup(body.replace(f' xmlns="{MATHML}"', ""), "lxml")) == body


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<p>a", "not well-formed"),
        ("<p>a&nbsp;b</p>", "not well-formed"),
        ("text", "text stands directly in body"),
        ("<p>a</p>text", "text stands directly in body"),
        ("<div><p>a</p></div>", "div may not stand in body"),
        ("<p><ul><li>a</li></ul></p>", "ul may not stand in p"),
        ("<p></p>", "p is empty"),
        ("<h2><br/></h2>", "h2 is empty"),
        ('<h2><img alt="" src="a.jpg"/></h2>', "h2 has no words"),
        ("<h1>a</h1>", "h1 may not stand in body"),
        ("<blockquote><h2>a</h2></blockquote>", "h2 may not stand in blockquote"),
        ("<ul><p>a</p></ul>", "p may not stand in ul"),
        ("<ul></ul>", "ul holds nothing"),
        ("<ul><li>a<p>b</p></li></ul>", "li holds text beside blocks"),
        ("<dl><dt>a</dt></dl>", "dl holds dt"),
        ("<dl><dd>a</dd><dt>a</dt></dl>", "dl holds dd, dt"),
        ("<table><tr><td>a</td></tr></table>", "tr may not stand in table"),
        ("<table><tbody><tr><td><table><tbody><tr><td>a</td></tr></tbody></table></td></tr></tbody></table>", "table may not stand in td"),
        ("<table><tbody><tr><td><blockquote><table><tbody><tr><td>a</td></tr></tbody></table></blockquote></td></tr></tbody></table>", "table may not stand in blockquote"),
        ("<figure><figcaption>a</figcaption></figure>", "figure holds figcaption"),
        ("<figure><figcaption>a</figcaption><img alt='' src='b'/></figure>", "figure holds figcaption, img"),
        ("<p><img src='a.jpg'/></p>", "img lacks alt"),
        ("<p><a>b</a></p>", "a lacks href"),
        ("<p><span>b</span></p>", "span lacks class or dir or lang"),
        ("<p><a href='javascript:x'>b</a></p>", "a has href="),
        ("<p><a href='https://a.example/ b'>b</a></p>", "a has href="),
        ("<p><a href='#gone'>b</a></p>", "a link leads to #gone"),
        ("<p><a href='https://a.example'><em><a href='https://b.example'>b</a></em></a></p>", "a may not stand in em"),
        ("<p id='a'>b</p><p id='a'>c</p>", "the id a stands 2 times"),
        ("<p id='1'>b</p>", "p has id="),
        ("<p class='pink'>b</p>", "p has class="),
        ("<p style='x'>b</p>", "p has style="),
        ("<p lang='C.UTF'>b</p>", "p has lang="),
        ("<p>a<!-- b --></p>", "a comment may not stand in p"),
        ("<p>a<?b c?></p>", "a comment may not stand in p"),
        ("<p>a</p> <p>b</p>", "not written in the canonical way"),
        ("<p>a<br></br></p>", "not written in the canonical way"),
        ("<p>a &quot;b&quot;</p>", "not written in the canonical way"),
        ("<p><ruby>a</ruby></p>", "ruby holds"),
        ("<p><ruby><rt>a</rt></ruby></p>", "ruby holds"),
        ("<p><math><mi>x</mi></math></p>", "math may not stand in p"),
        (f'<p><math xmlns="{MATHML}"><mi onclick="x">x</mi></math></p>', "mi has onclick"),
        (f'<p><math xmlns="{MATHML}">x</math></p>', "text stands directly in math"),
        (f'<p><math xmlns="{MATHML}"><maction>x</maction></math></p>', "maction may not stand in math"),
        ("<aside><p>a</p></aside>", "an aside is not a note"),
        ('<p xmlns="urn:x">a</p>', "p may not stand in body"),
    ],
)  # fmt: skip
def test_what_is_not_the_normal_form_is_told(body: str, said: str) -> None:
    assert any(said in sentence for sentence in markup.check(body)), markup.check(body)


def test_every_element_that_may_stand_somewhere_has_its_row() -> None:
    assert set().union(*CONTENT.values()) - {"math"} <= set(CONTENT)


def test_what_cannot_be_read_raises() -> None:
    with pytest.raises(ValueError, match="not well-formed"):
        markup.parse("<p>a<b></p>")


def test_no_entity_is_opened() -> None:
    with pytest.raises(ValueError, match="not well-formed"):
        markup.parse('<!DOCTYPE x [<!ENTITY e "boom">]><p>&e;</p>')


@pytest.mark.parametrize(
    ("body", "counted", "told"),
    [
        (NORMAL[2], Counts(letters=18, links=2), ("标题", "See above or there.")),
        (NORMAL[4], Counts(letters=3), ("盆", "苗", "一")),
        (NORMAL[6], Counts(letters=1, pictures=2), ("图",)),
        (NORMAL[7], Counts(letters=5, tables=1), ("表", "名\t", "1\t2", "3")),
        (NORMAL[8], Counts(letters=2), (" a", "  b")),
        (NORMAL[10], Counts(letters=6, links=1, notes=1), ("注1", "注文", "行", "行")),
        ("<p>一<br/>二</p>\n<table><tbody><tr><td><p>a</p><p>b</p></td><td>c<br/>d</td></tr></tbody></table>", Counts(letters=6, tables=1), ("一", "二", "a b\tc d")),
    ],
)  # fmt: skip
def test_a_body_is_counted_and_told_line_by_line(body: str, counted: Counts, told: tuple[str, ...]) -> None:
    assert markup.counts(body) == counted == markup.counts(markup.parse(body))
    assert markup.paragraphs(body) == told


@settings(max_examples=150, deadline=None)
@given(AWKWARD)
def test_any_soup_is_written_in_the_normal_form(source: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Beautiful Soup takes some of these for addresses
        body = markup.from_soup(BeautifulSoup(source, "lxml"))
    assert markup.check(body) == ()
    assert markup.write(markup.parse(body)) == body


def test_the_words_of_a_link_that_we_wrote_are_not_the_articles() -> None:
    body = '<p>看一看。</p>\n<p><a class="film-link" href="https://v.example/a">视频</a></p>'
    assert markup.check(body) == ()
    assert markup.paragraphs(body) == ("看一看。",)
