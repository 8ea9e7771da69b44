"""Pages and texts → readings: the article whole, its furniture gone, its account exact."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.markup import check, counts, paragraphs
from pipeline.model import Counts, Outlet, Page, Selectors
from pipeline.read import find_next, outlet_for, page_url, read
from pipeline.read.language import language_of


PAGES = sorted(path.parent for path in (Path(__file__).parent / "pages").glob("*/expected.json"))


def outlet_of(told: dict | None) -> Outlet | None:
    if told is None:
        return None
    rest = {key: value for key, value in told.items() if key not in ("name", "select")}
    return Outlet("o", told["name"], ("o.example",), Selectors(**told.get("select", {})), **rest)


def load(folder: Path) -> tuple[Page, Outlet | None, dict]:
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    data = (folder / "page.html").read_text("utf-8").encode(expected.get("encode", "utf-8"))
    return Page("page.html", data, url=expected["url"]), outlet_of(expected.get("outlet_file")), expected


def codes(reading) -> list[str]:
    return [finding.code for finding in reading.findings]


def assert_balanced(reading) -> None:
    rest = reading.ledger.total - reading.ledger.kept
    for drop in reading.ledger.dropped:
        rest = rest - drop.counts
    assert rest == Counts()
    assert reading.ledger.kept == counts(reading.body)
    assert "REA-013" not in codes(reading)
    assert "CLN-001" not in codes(reading)


def html(body: str, head: str = "") -> bytes:
    return f"<html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()


PARAGRAPHS = (
    "六月的清河水面平缓，岸坡松软，正是补栽的好时候。工人们把三千株花木分成四段，沿着老石桥向下游铺开。",
    "附近的居民说，往年这里只有杂草，今年傍晚散步的人明显多了，孩子们也愿意到桥边写生。",
    "园林局表示，每一段河岸都有一位管护员，市民还可以认养身边的古树，认养证从七月起发放。",
)
TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)


# --- whole pages ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("folder", PAGES, ids=lambda path: path.name)
def test_a_whole_page(folder):
    page, outlet, expected = load(folder)
    reading = read(page, outlet, "zh-Hans")
    told = {
        "title": reading.title,
        "deck": reading.deck,
        "outlet": reading.credit.outlet,
        "portal": reading.credit.portal,
        "byline": [person.name for person in reading.credit.byline],
        "editor": reading.credit.editor,
        "published": reading.credit.published,
        "language": reading.language,
        "reader": reading.reader,
    }
    assert told == {key: expected.get(key, [] if key == "byline" else None) for key in told}
    lines = paragraphs(reading.body)
    assert (lines[0], lines[-1]) == (expected["first"], expected["last"])
    assert [word for word in expected["without"] if word in "\n".join(lines)] == []
    assert counts(reading.body).pictures == expected["pictures"]
    assert counts(reading.body).tables == expected.get("tables", 0)
    assert reading.credit.url == (expected["url"] or expected["canonical"])
    assert check(reading.body) == ()
    assert_balanced(reading)


@pytest.mark.parametrize("folder", PAGES, ids=lambda path: path.name)
def test_the_account_covers_the_whole_visible_page(folder):
    from lxml import html as lxml_html

    page, outlet, _ = load(folder)
    tree = lxml_html.document_fromstring(page.data.decode("gb18030" if outlet else "utf-8"))
    for hidden in tree.xpath("//script|//style|//noscript|//comment()|//head"):
        hidden.drop_tree()
    visible = len("".join(tree.text_content().split()))
    total = read(page, outlet, "zh-Hans").ledger.total
    assert total.letters == visible
    assert total.pictures == len(tree.xpath("//img"))
    assert total.links == len(tree.xpath("//a[@href]"))


@pytest.mark.parametrize("folder", [path for path in PAGES if load(path)[1]], ids=lambda path: path.name)
def test_the_generic_reader_finds_the_same_text_as_the_rules(folder):
    page, outlet, _ = load(folder)
    by_rules = paragraphs(read(page, outlet, "zh-Hans").body)
    generic = read(page, None, "zh-Hans")
    assert generic.reader == "generic"
    assert paragraphs(generic.body) == by_rules
    assert_balanced(generic)


# --- outlets' selectors --------------------------------------------------------------------------------------


def test_a_selector_that_finds_nothing_is_told_and_the_generic_reader_reads():
    outlet = Outlet("qingye", "青野", ("q.example",), Selectors(body="#gone", title="h9"))
    reading = read(Page("p.html", html(f"<h1>河岸的新花木</h1><div>{TEXT}</div>")), outlet, "zh-Hans")
    assert paragraphs(reading.body) == PARAGRAPHS
    assert reading.reader == "generic"
    assert {"REA-006", "REA-017"} <= set(codes(reading))
    told = next(finding for finding in reading.findings if finding.code == "REA-006")
    assert "#gone" in told.what
    assert "qingye" in told.what


def test_a_selector_that_is_none_is_told_and_the_page_still_read():
    outlet = Outlet("q", "青野", ("q.example",), Selectors(body="div[["))
    reading = read(Page("p.html", html(f"<div>{TEXT}</div>")), outlet, "zh-Hans")
    assert paragraphs(reading.body) == PARAGRAPHS
    assert "REA-018" in codes(reading)


def test_nested_matches_are_read_once_and_several_are_joined_in_order():
    body = f'<div class="t"><p>{PARAGRAPHS[0]}</p><div class="t"><p>{PARAGRAPHS[1]}</p></div></div>tail'
    body += f'<p>between</p><div class="t"><p>{PARAGRAPHS[2]}</p></div>'
    reading = read(Page("p", html(body)), Outlet("o", "O", ("o",), Selectors(body="div.t")), "zh-Hans")
    assert paragraphs(reading.body) == PARAGRAPHS
    assert_balanced(reading)


def test_the_same_article_twice_in_one_page_is_read_once():
    body = f'<div class="pc">{TEXT}</div><div class="mobile">{TEXT}</div>'
    reading = read(Page("p", html(body)), Outlet("o", "O", ("o",), Selectors(body=".pc, .mobile")), "zh-Hans")
    assert paragraphs(reading.body) == PARAGRAPHS
    assert "REA-012" in codes(reading)
    assert_balanced(reading)


@pytest.mark.parametrize(
    ("selector", "body"),
    [
        ("td", f"<table><tr><td>{TEXT}</td></tr></table>"),
        ("body", TEXT),
        ("p", TEXT),
        ("li", f"<ul><li>{TEXT}</li></ul>"),
        ("tr", "".join(f"<table><tr><td>{p}</td><td>x</td></tr></table>" for p in PARAGRAPHS)),
    ],
)
def test_any_element_can_hold_an_article(selector, body):
    reading = read(Page("p", html(body)), Outlet("o", "O", ("o",), Selectors(body=selector)), "zh-Hans")
    for paragraph in PARAGRAPHS:
        assert paragraph in "".join(paragraphs(reading.body))
    assert check(reading.body) == ()
    assert_balanced(reading)


# --- pages that are none -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data", [b"", b"  \n", b"\xef\xbb\xbf", b"<html></html>", b"<!-- -->", b"<?xml version='1.0'?>"]
)
def test_an_empty_page(data):
    reading = read(Page("p.html", data), None, "zh-Hans")
    assert reading.body == ""
    assert {"REA-003", "REA-004"} & set(codes(reading))
    assert any(finding.severity == "error" for finding in reading.findings)


@pytest.mark.parametrize(
    "body",
    [
        "<h1>404</h1><p>您访问的页面不存在</p>",
        "<div>对不起，该文章已被删除！<a href='/'>返回首页</a></div>",
        "<h1>Page not found</h1><p>Try the search.</p>",
    ],
)
def test_an_error_page_that_answers_200(body):
    reading = read(Page("p.html", html(body)), None, "zh-Hans")
    assert reading.body == ""
    assert "REA-005" in codes(reading)
    assert_balanced(reading)


def test_an_article_about_missing_pages_is_an_article():
    text = PARAGRAPHS[0] + "他打开网站，看到的却是页面不存在。" + "".join(PARAGRAPHS) * 4
    reading = read(Page("p.html", html(f"<h1>老网站去哪儿了</h1><p>{text}</p>")), None, "zh-Hans")
    assert "REA-005" not in codes(reading)
    assert "页面不存在" in reading.body


def test_a_page_that_is_only_a_picture():
    body = '<h1>园林局通知</h1><div id="detail"><p><img src="https://p.example/notice.jpg" width="800"></p></div>'
    reading = read(Page("p.html", html(body)), None, "zh-Hans")
    assert counts(reading.body).pictures == 1
    assert "REA-011" in codes(reading)
    assert_balanced(reading)


def test_an_article_of_one_sentence():
    body = "<ul><li><a href='/'>首页</a></li></ul><h1>今日花讯</h1><div><p>清河北岸的月季今天开了。</p></div>"
    reading = read(Page("p.html", html(body)), None, "zh-Hans")
    assert paragraphs(reading.body) == ("清河北岸的月季今天开了。",)
    assert "REA-007" in codes(reading)


def test_a_list_page_is_doubted():
    links = "".join(
        f"<li><a href='/{n}.html'>河湾市园林新闻的第{n}条标题，写得很长很长</a></li>" for n in range(30)
    )
    reading = read(Page("p.html", html(f"<ul>{links}</ul>")), None, "zh-Hans")
    assert {"REA-004", "REA-007"} & set(codes(reading))


def test_a_shell_filled_by_script_has_no_article():
    page = html("<div id=app></div><script>window.__INITIAL_STATE__={text:'" + "花木" * 200 + "'}</script>")
    reading = read(Page("p.html", page), None, "zh-Hans")
    assert reading.body == ""
    assert "REA-035" in codes(reading)


@pytest.mark.parametrize(
    "page",
    [
        "<html><head><meta http-equiv=refresh content='0; url=/a/b.html'></head><body>Please go on.</body></html>",
        "<html><frameset><frame src=nav.html><frame src='/main/a/b.html'></frameset></html>",
        "<html><body><script>window.location.href = '/a/b.html';</script></body></html>",
    ],
)
def test_a_page_that_only_leads_to_another_is_told_with_the_address(page):
    for url, address in ((None, "/a/b.html"), ("https://n.example/c/d.html", "https://n.example/")):
        reading = read(Page("p.html", page.encode(), url=url), None, "en")
        assert reading.body == ""
        told = next(str(one) for one in reading.findings if one.code == "REA-037")
        assert address in told
        assert "/a/b.html" in told


@pytest.mark.parametrize("base", ["http://[x/", "//[", "/b/"])
@pytest.mark.parametrize("url", [None, "https://n.example/a.html"])
def test_a_base_that_is_no_address_is_none(url, base):
    body = f"<h1>看土</h1><p>{'春天的院子里，第一件事是看土。' * 9}<a href=c.html>又</a></p>"
    reading = read(Page("p.html", html(body, f"<base href='{base}'>"), url=url), None, "zh-Hans")
    assert "看土" in reading.body


def test_a_page_that_is_loaded_again_every_few_minutes_is_read():
    head = "<meta http-equiv=refresh content=300>"
    assert read(Page("p.html", html(f"<h1>T</h1>{TEXT}", head)), None, "zh-Hans").body


def test_comments_longer_than_the_article_are_left_out():
    replies = "".join(
        f"<p>网友第{n}楼：写得真好，我家门口也有这样一条河，希望也能种上花木。</p>" for n in range(40)
    )
    body = f'<h1>河岸的新花木</h1><div class="art">{TEXT}</div><div id="comments">{replies}</div>'
    assert paragraphs(read(Page("p", html(body)), None, "zh-Hans").body) == PARAGRAPHS


def test_no_media_type_is_guessed():
    reading = read(Page("p.mid", b"MThd", media_type="audio/midi"), None, "zh-Hans")
    assert codes(reading) == ["REA-015"]


def test_nothing_raises_for_odd_bytes():
    for data in (
        b"<",
        b"<p>" * 3000 + b"x",
        b"\xff\xfe<",
        b"<table>" * 400,
        b"&#0;&#55296;&#x110000;x",
        b"<a href='http://[x'>a</a>",
    ):
        read(Page("p", data), None, "zh-Hans")
        read(Page("p", data), Outlet("o", "O", ("o",), Selectors(body="p", title="a")), "en")
        find_next(Page("p", data), None)


def test_text_after_the_end_of_the_page_is_read():
    for end in (
        "</body></html>",
        "</BODY></HTML>\n<html><head><title>x</title></head><body>",
        "</body >",
        "</html>",
    ):
        body = f"<div><p>{PARAGRAPHS[0]}</p>{end}<p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p></div>"
        reading = read(Page("p", html(body)), None, "zh-Hans")
        assert paragraphs(reading.body) == PARAGRAPHS
        assert_balanced(reading)


def test_a_page_that_cannot_be_read_to_its_end_is_told():
    deep = read(Page("p", html("<div>" * 3000 + TEXT)), None, "zh-Hans")
    assert "REA-020" in codes(deep)
    assert "REA-020" not in codes(read(Page("p", html("<div>" * 500 + TEXT)), None, "zh-Hans"))


# --- articles of several pages -------------------------------------------------------------------------------


def test_following_pages_are_joined_in_order_once():
    def part(n: int, text: str) -> Page:
        return Page(f"p{n}", html(f"<h1>河岸的新花木（{n}）</h1><div id=c><p>{text}</p></div>"))

    parts = (part(2, PARAGRAPHS[1]), part(2, PARAGRAPHS[1]), part(3, PARAGRAPHS[2]))
    first = part(1, PARAGRAPHS[0])
    page = Page(first.name, first.data, parts=parts)
    reading = read(page, Outlet("o", "O", ("o",), Selectors(body="#c")), "zh-Hans")
    assert paragraphs(reading.body) == PARAGRAPHS
    assert reading.title == "河岸的新花木（1）"
    assert codes(reading).count("REA-012") == 1
    assert_balanced(reading)


HERE = "https://a.example/2021/06/t20210618_4012.html"


@pytest.mark.parametrize(
    ("here", "links", "expected"),
    [
        (HERE, '<a href="t20210618_4012_2.html">下一页</a><a href="/">返回频道</a>', "t20210618_4012_2.html"),
        (HERE, '<a href="t20210618_4012_1.html">下一页</a>', "t20210618_4012_1.html"),
        (HERE, '<a href="./t20210618_4012_2.html">余下全文</a>', "./t20210618_4012_2.html"),
        (
            HERE,
            '<div class=page>1 <a href="t20210618_4012_2.html">2</a> <a href="t20210618_4012_3.html">3</a></div>',
            "t20210618_4012_2.html",
        ),
        (
            "https://a.example/x_2.html",
            '<p class=page><a href="x.html">1</a> 2 <a href="x_3.html">3</a> <a href="x_4.html">下一页</a></p>',
            "x_3.html",
        ),
        (
            "https://a.example/x_3.html",
            '<p class=page><a href="x.html">1</a><a href="x_2.html">上一页</a></p>',
            None,
        ),
        ("https://a.example/n?id=7", '<a href="?id=7&page=2">Next page</a>', "?id=7&page=2"),
        ("https://a.example/n?id=7", '<a href="?id=8&page=2">Next page</a>', None),
        ("https://a.example/story/", '<a href="/story/2/">Next</a>', "/story/2/"),
        (
            "https://a.example/story/",
            '<link rel=next href="/other/"><a rel="next" href="/newer/">Next</a>',
            None,
        ),
        (HERE, '<a href="t20210618_4013.html">下一页</a>', None),
        (HERE, '<a href="t20210619_1.html">下一篇</a>', None),
        (
            HERE,
            f'<a href="{HERE}">下一页</a><a href="#">下一页</a><a href="javascript:next()">下一页</a>',
            None,
        ),
        (HERE, '<a href="https://b.example/2021/06/t20210618_4012_2.html">下一页</a>', None),
        (
            None,
            '<div class=pager><b>1</b> <a href="x_2.html">2</a> <a href="x_2.html">下一页</a></div>',
            "x_2.html",
        ),
        (None, "<p>下一页就是明天。</p>", None),
        (HERE, "<p>plain</p>", None),
        (
            "https://a.example/2021/7.html",
            '<div class=page><a href="8.html">下一页</a> <a href="8.html">8</a></div>',
            None,
        ),
        ("https://a.example/2021/7.html", '<div class=page><a href="7_2.html">下一页</a></div>', "7_2.html"),
        ("https://a.example/news/123/", '<a rel=next href="/news/124/">Next</a>', None),
        ("https://a.example/story/", '<a href="2/">Next</a>', "2/"),
        ("https://a.example/post-12.html", '<link rel=next href="post-13.html">', None),
    ],
)
def test_the_next_page_of_the_same_article(here, links, expected):
    for encoding in ("utf-8", "gb18030"):
        data = f"<html><meta charset={encoding}><body>{TEXT}{links}</body></html>".encode(encoding)
        assert find_next(Page("p", data, url=here), None) == expected


def test_the_outlets_own_pager():
    outlet = Outlet("o", "O", ("o",), Selectors(next_page="div.fy a"))
    pager = '<div class="fy"><a href="x_1.html">上一页</a><a href="x_3.html">后一页</a><a href="/">返回频道</a></div>'
    assert find_next(Page("p", html(pager), url="https://o/x_2.html"), outlet) == "x_3.html"
    assert find_next(Page("p", html("<p>one page</p>")), outlet) is None
    assert (
        find_next(Page("p", html(pager.replace("x_3.html", "x_2.html")), url="https://o/x_2.html"), outlet)
        != "x_2.html"
    )


# --- addresses -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            '<link rel="canonical" href="https://a.example/1.html?a=1&amp;b=2">',
            "https://a.example/1.html?a=1&b=2",
        ),
        ("<link href=https://a.example/1.html rel=canonical>", "https://a.example/1.html"),
        ('<meta content="https://a.example/2.html" property="og:url">', "https://a.example/2.html"),
        ("<!-- saved from url=(0026)https://a.example/3.html -->", "https://a.example/3.html"),
        ('<link rel="canonical" href="https://a.example/">', None),
        ('<link rel="canonical" href="/relative.html">', None),
        ("", None),
    ],
)
def test_the_address_a_page_tells(head, expected):
    assert page_url(Page("p", html("", head))) == expected
    assert page_url(Page("p", html("", head), url="https://given.example/x")) == "https://given.example/x"


def test_the_outlet_of_an_address():
    outlets = {
        "wide": Outlet("wide", "W", ("*.news.example",)),
        "narrow": Outlet("narrow", "N", ("*.city.news.example",)),
        "exact": Outlet("exact", "E", ("m.city.news.example", "NEWS.example")),
    }
    found = {
        host: (outlet.key if (outlet := outlet_for(f"https://{host}/a", outlets)) else None)
        for host in (
            "a.news.example",
            "x.city.news.example",
            "m.city.news.example",
            "News.example:443",
            "badnews.example",
        )
    }
    assert list(found.values()) == ["wide", "narrow", "exact", "exact", None]
    assert outlet_for(None, outlets) is None
    assert outlet_for("file:///x", outlets) is None
    assert outlet_for("https://[bad", outlets) is None


# --- plain text, Markdown, Word ------------------------------------------------------------------------------


def text_page(text: str) -> Page:
    return Page("a.txt", text.encode(), media_type="text/plain")


def test_a_plain_text():
    text = "# 河岸的新花木\n\n来源：新林晚报　2021-06-18\n\n　　六月的清河水面平缓，\n岸坡松软。\n\n## 一、为什么\n\nOne line\nand another <b>& more\n\n（责任编辑：方圆）\n"
    reading = read(text_page(text), None, "zh-Hans")
    assert reading.title == "河岸的新花木"
    assert reading.body == (
        "<p>六月的清河水面平缓，岸坡松软。</p>\n<h2>一、为什么</h2>\n<p>One line and another &lt;b&gt;&amp; more</p>"
    )
    assert (reading.credit.outlet, reading.credit.published) == ("新林晚报", "2021-06-18")
    assert reading.credit.editor == "方圆"
    assert reading.reader == "text"
    assert reading.ledger.total.letters == len("".join(text.split()))
    assert_balanced(reading)


def test_a_plain_text_without_blank_lines_has_a_paragraph_a_line():
    reading = read(text_page("第一行。\r\n第二行。\n### 小题\n第三行。"), None, "zh-Hans")
    assert reading.body == "<p>第一行。</p>\n<p>第二行。</p>\n<h3>小题</h3>\n<p>第三行。</p>"
    assert reading.title is None
    assert "REA-008" in codes(reading)
    assert_balanced(reading)


def test_a_plain_text_is_literal():
    reading = read(text_page("*no* _markup_ [x](y) https://a.example #tag\n\n1. one\n\n- two"), None, "en")
    assert paragraphs(reading.body) == ("*no* _markup_ [x](y) https://a.example #tag", "1. one", "- two")
    assert "<a" not in reading.body


def test_a_markdown_text():
    text = "# 河岸的新花木\n\n来源：新林晚报\n\n六月的清河**水面平缓**，岸坡松软。\n\n## 一、为什么\n\n| 树 | 株 |\n|---|---|\n| 银杏 | 3 |\n\n<script>x</script>\n"
    reading = read(Page("a.md", text.encode(), media_type="text/markdown"), None, "zh-Hans")
    assert reading.title == "河岸的新花木"
    assert reading.credit.outlet == "新林晚报"
    assert "<strong>水面平缓</strong>" in reading.body
    assert "<h2>一、为什么</h2>" in reading.body
    assert counts(reading.body).tables == 1
    assert "script" not in reading.body
    assert reading.reader == "markdown"
    assert_balanced(reading)


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def docx(*paragraphs_xml: str) -> bytes:
    import io
    import zipfile

    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = f"<w:document {space}><w:body>{''.join(paragraphs_xml)}</w:body></w:document>"
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
        f'ContentType="{DOCX}.main+xml"/></Types>'
    )
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("_rels/.rels", rels)
        archive.writestr("word/document.xml", body)
    return out.getvalue()


def test_a_word_file():
    pytest.importorskip("mammoth")
    title = '<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>河岸的新花木</w:t></w:r></w:p>'
    text = "".join(f"<w:p><w:r><w:t>{paragraph}</w:t></w:r></w:p>" for paragraph in PARAGRAPHS)
    reading = read(Page("a.docx", docx(title, text), media_type=DOCX), None, "zh-Hans")
    assert paragraphs(reading.body)[-3:] == PARAGRAPHS
    assert reading.reader == "docx"
    assert_balanced(reading)


@pytest.mark.parametrize("data", [b"no zip", b"PK\x03\x04broken", docx()[:200]])
def test_a_broken_word_file(data):
    reading = read(Page("a.docx", data, media_type=DOCX), None, "zh-Hans")
    assert reading.body == ""
    assert codes(reading) == ["REA-014"]


def test_a_word_file_without_its_package(monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "mammoth", None)
    reading = read(Page("a.docx", docx(), media_type=DOCX), None, "zh-Hans")
    assert codes(reading) == ["REA-016"]
    assert "presswork[docx]" in reading.findings[0].action


def test_figures_and_markup_do_not_make_a_text_english() -> None:
    rows = "".join(f"<tr><td>{number}</td><td>{number * 3}</td></tr>" for number in range(60))
    assert language_of(None, f"<p>播种时间表。</p><table>{rows}</table>", "zh-Hans") == "zh-Hans"


def test_a_page_that_tells_no_language_is_cleaned_by_the_customs_of_its_text():
    english = (
        "<p>The wardens planted three thousand shrubs, and then they waited for the rain (which came).</p>"
        * 2
    )
    reading = read(Page("page.html", html(f"<h1>The old bridge</h1><div>{english}</div>")), None, "zh-Hans")
    assert reading.language == "en"
    assert "lang=" not in reading.body
    chinese = "<p>管护员们在老石桥边种下三千株花木(其中一半是薄荷),然后等着下雨。孩子们放学以后常来浇水。</p>"
    reading = read(Page("page.html", html(f"<h1>老石桥</h1><div>{chinese * 3}</div>")), None, "en")
    assert reading.language.startswith("zh")
    assert "lang=" not in reading.body
    assert "花木（其中一半是薄荷），" in reading.body
