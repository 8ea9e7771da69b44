"""Publications become pages: one heading, credits, roles, languages, tables that fit, notes that lead back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from pipeline.assets import load_terms
from pipeline.compile.publication import Bound, compile_issue
from pipeline.compile.volume import Binding, compile_volume
from pipeline.model import (
    Article,
    CoverPicture,
    Credit,
    Entry,
    Issue,
    Periodical,
    Person,
    Picture,
    Publication,
    Resource,
    Series,
    Span,
)
from pipeline.render.book import Book, Style, holdings, render


X = "{http://www.w3.org/1999/xhtml}"
NS = {
    "h": "http://www.w3.org/1999/xhtml",
    "e": "http://www.idpf.org/2007/ops",
    "n": "http://www.daisy.org/z3986/2005/ncx/",
}
TERMS = load_terms(None, "zh-Hans")
PERIODICAL = Periodical(
    "yuandi", "园地", "zh-Hans", "园地编辑部", "7f0c0d52-9d0c-4a1e-8f59-2d0b7a1f6f10", ears=("甲", "乙")
)
CREDIT = Credit(
    "新华社", url="https://n.example/a", byline=(Person("张三"),), published="2021-06-18T08:30:00+08:00"
)


def an_article(body: str, **more: object) -> Article:
    told = {"key": "2021-08-01", "title": "题 & <目>", "body": body, "language": "zh-Hans", "credit": CREDIT}
    return Article(**{**told, **more})  # type: ignore[arg-type]


def published(*articles: Article, year: bool = False) -> Publication:
    issue = Issue(
        2021, 8, "2021-06", tuple(Entry(file="01.html") for _ in articles), whole_number=30, note="编者说。"
    )
    bound = Bound(issue, articles)
    if year:
        return compile_volume(PERIODICAL, [bound], Binding(Span(2021, 2021), missing=((2021, 7),)), TERMS)[0]
    return compile_issue(PERIODICAL, bound, TERMS)[0]


def drawn(publication: Publication, links: dict[str, str] | None = None) -> Book:
    pictures = {"p.jpg": "/nowhere/p.jpg"}
    return render(publication, Style(b"p {}", CoverPicture(b"jpeg")), TERMS, pictures, links or {})


def tree(book: Book, href: str) -> etree._Element:
    resource = next(each for each in book.resources if each.href == href)
    assert resource.data is not None
    return etree.fromstring(resource.data)


def page(body: str, links: dict[str, str] | None = None, **more: object) -> etree._Element:
    return tree(drawn(published(an_article(body, **more)), links), "text/a2021-08-01.xhtml")


def found(root: etree._Element, path: str) -> list[etree._Element]:
    return root.xpath(path, namespaces=NS)


class TestArticlePage:
    def test_it_opens_with_department_title_deck_and_byline(self) -> None:
        root = page("<p>文</p>", department="要闻", deck="副题", series=Series("堆肥记", 2))
        header = found(root, "//h:article/h:header")[0]
        lines = ["".join(child.itertext()) for child in header]
        assert lines[:3] == ["要闻 · 堆肥记之2", "题 & <目>", "副题"]
        assert all(text in lines[3] for text in ("新华社", "张三", "2021-06-18"))

    def test_a_kicker_stands_above_the_title_and_a_deck_below(self) -> None:
        header = found(page("<p>文</p>", kicker="引题", deck="副题"), "//h:article/h:header")[0]
        told = [(child.get("class"), "".join(child.itertext())) for child in header]
        assert told[:3] == [("kicker", "引题"), (None, "题 & <目>"), ("deck", "副题")]

    def test_a_byline_breaks_between_its_parts(self) -> None:
        credit = replace(CREDIT, outlet="河湾市园林绿化管理局宣传处", byline=(Person("张三"),))
        header = found(page("<p>文</p>", credit=credit), "//h:p[@class='byline']")[0]
        whole = ["".join(each.itertext()) for each in found(header, ".//h:span[@class='whole']")]
        assert whole == ["作者：张三", "2021-06-18"]

    def test_roles_stand_on_the_section_and_never_on_the_article(self) -> None:
        root = page("<p>文</p>")
        section = found(root, "//h:section")[0]
        assert (section.get("{http://www.idpf.org/2007/ops}type"), section.get("role")) == (
            "chapter",
            "doc-chapter",
        )
        assert found(root, "//h:article")[0].get("role") is None

    def test_there_is_one_h1(self) -> None:
        assert len(found(page("<h2>甲</h2><p>文</p>"), "//h:h1")) == 1

    def test_headings_get_names(self) -> None:
        root = page("<h2>甲</h2><p>文</p><h3>丙</h3><h2>乙</h2><p>文</p>")
        assert [heading.get("id") for heading in found(root, "//h:h2")] == ["s1", "s2"]

    def test_provenance_gives_the_address(self) -> None:
        footer = found(page("<p>文</p>"), "//h:footer")[0]
        assert "https://n.example/a" in [link.get("href") for link in footer.iter(f"{X}a")]

    def test_an_article_in_another_language_says_so(self) -> None:
        root = page("<p>text</p>", language="en")
        section = found(root, "//h:section")[0]
        assert section.get("lang") == section.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
        assert root.get("lang") == "zh-Hans"
        assert found(root, "//h:footer")[0].get("lang") == "zh-Hans"

    def test_runs_in_another_language_carry_both_attributes(self) -> None:
        span = found(page('<p><span lang="en">word</span></p>'), "//h:p/h:span[@lang='en']")[0]
        assert span.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"

    @pytest.mark.parametrize(
        ("language", "expected"),
        [("zh-Hans", "dot"), ("ja", "sesame"), ("ko", "over"), ("ar", "stress"), ("en", None), ("ru", None)],
    )
    def test_emphasis_is_never_slanted_where_letters_are_not(
        self, language: str, expected: str | None
    ) -> None:
        stressed = found(page("<p><em>重</em></p>", language=language), "//h:article/h:p/*")[0]
        assert stressed.get("class") == expected
        assert (stressed.tag == f"{X}em") is (expected is None)

    def test_code_and_addresses_run_to_the_right_in_arabic(self) -> None:
        root = page("<pre><code>for bed in beds:</code></pre>", language="ar")
        assert found(root, "//h:pre")[0].get("dir") == "ltr"
        assert found(page("<pre>a</pre>"), "//h:pre")[0].get("dir") is None

    def test_an_item_in_another_direction_keeps_its_number_in_the_margin(self) -> None:
        root = page("<ol><li>The rain of the first week is for the roots</li></ol>", language="ar")
        assert found(root, "//h:li")[0].get("dir") is None
        assert found(root, "//h:li/h:span")[0].get("dir") == "ltr"

    def test_typed_numbers_are_not_numbered_again_where_no_sheet_is(self) -> None:
        root = page('<ol class="typed" start="2"><li>二、甲</li></ol><ol><li>乙</li></ol>')
        assert [dict(each.attrib) for each in found(root, "//h:article/h:ul")] == [{"class": "typed"}]
        assert len(found(root, "//h:article/h:ol")) == 1

    def test_an_address_may_be_broken_without_a_sheet_and_stays_whole_when_copied(self) -> None:
        link = found(page("<p>文</p>"), "//h:footer//h:a")[0]
        assert "".join(link.itertext()) == "https://n.example/a"
        assert [each.tail for each in link.iter(f"{X}wbr")] == ["n", ".example/", "a"]

    def test_links_to_articles_of_the_book_stay_in_the_book(self) -> None:
        body = '<p><a href="https://n.example/b">甲</a><a href="https://other.example/">乙</a></p>'
        root = page(body, {"https://n.example/b": "a2021-08-02.xhtml"})
        assert [link.get("href") for link in found(root, "//h:p/h:a")][:2] == [
            "a2021-08-02.xhtml",
            "https://other.example/",
        ]

    def test_ruby_is_bracketed(self) -> None:
        ruby = found(page("<p><ruby>茼<rt>tóng</rt></ruby>蒿</p>"), "//h:ruby")[0]
        assert "".join(ruby.itertext()) == "茼（tóng）"

    def test_a_missing_article_shows_in_its_place(self) -> None:
        root = page("", missing="the page is empty")
        assert "未能取得" in "".join(found(root, "//h:p[@class='missing']")[0].itertext())


class TestPictures:
    PICTURE = Picture("p1.jpg", "p.jpg", "image/jpeg", 10, 10, 100)

    def image(self, body: str, picture: Picture = PICTURE) -> etree._Element:
        return found(page(body, pictures=(picture,)), "//h:img")[0]

    def test_a_picture_is_named_by_its_content(self) -> None:
        assert self.image('<figure><img src="p1.jpg" alt="芽"/></figure>').get("src") == "../images/p.jpg"

    def test_no_alternative_is_said_honestly(self) -> None:
        assert (
            self.image('<figure><img src="p1.jpg" alt=""/></figure>').get("alt") == "原文配图，来源未提供说明"
        )

    def test_an_alternative_never_repeats_its_caption(self) -> None:
        image = self.image('<figure><img src="p1.jpg" alt="芽"/><figcaption>芽</figcaption></figure>')
        assert image.get("alt") == TERMS.word("picture_see_caption")

    def test_the_editors_alternative_wins(self) -> None:
        image = self.image(
            '<figure><img src="p1.jpg" alt="x"/></figure>', replace(self.PICTURE, alt="一株新芽")
        )
        assert image.get("alt") == "一株新芽"

    def test_a_missing_picture_leaves_a_visible_note(self) -> None:
        root = page('<figure><img src="gone.jpg" alt="芽"/></figure>')
        assert not found(root, "//h:img")
        assert "未能取得" in "".join(found(root, "//h:*[@class='missing']")[0].itertext())

    def test_accessibility_counts_what_has_no_alternative(self) -> None:
        article = an_article('<figure><img src="p1.jpg" alt=""/></figure>', pictures=(self.PICTURE,))
        told = holdings(published(article))
        assert (told.pictures, told.without_alternative) == (1, 1)
        text = str(drawn(published(article)).metadata)
        assert "alternativeText" not in text
        assert "其中1幅" in text


class TestTables:
    def rows(self, width: int) -> str:
        head = "".join(f"<th>列{each}</th>" for each in range(width))
        row = "".join(f"<td>{each}</td>" for each in range(width))
        return f"<table><caption>表一</caption><thead><tr>{head}</tr></thead><tbody><tr>{row}</tr></tbody></table>"

    def test_four_columns_stay(self) -> None:
        assert len(found(page(self.rows(4)), "//h:table")) == 1

    def test_a_wide_table_is_parted_and_loses_no_cell(self) -> None:
        root = page(self.rows(8))
        tables = found(root, "//h:table")
        assert len(tables) == 3
        for table in tables:
            assert max(len(row) for row in table.iter(f"{X}tr")) <= 4
            assert found(table, ".//h:tr/*[1]")[0].text == "列0"
        cells = {cell.text for cell in found(root, "//h:td")}
        assert cells == {str(each) for each in range(8)}
        assert ["".join(caption.itertext()) for caption in found(root, "//h:caption")] == [
            "表一",
            "表一 表（续）",
            "表一 表（续）",
        ]

    def test_merged_cells_of_a_wide_table_are_told_in_each_of_their_places(self) -> None:
        head = '<tr><th rowspan="2">区</th><th colspan="2">个人</th><th colspan="2">单位</th></tr>'
        below = "<tr><th>株</th><th>人</th><th>株</th><th>家</th></tr>"
        row = "<tr><td>东河区</td><td>62</td><td>70</td><td>18</td><td>6</td></tr>"
        root = page(f"<table><thead>{head}{below}</thead><tbody>{row}</tbody></table>")
        rows = [["".join(cell.itertext()) for cell in line] for line in root.iter(f"{X}tr")]
        assert rows == [
            ["区", "个人", "个人"],
            ["区", "株", "人"],
            ["东河区", "62", "70"],
            ["区", "单位", "单位"],
            ["区", "株", "家"],
            ["东河区", "18", "6"],
        ]

    def test_a_table_whose_merged_cells_do_not_come_out_even_keeps_its_shape(self) -> None:
        body = self.rows(6).replace("<td>0</td>", '<td rowspan="2">0</td>')
        assert len(found(page(body), "//h:table")) == 1

    def test_headers_say_what_they_head(self) -> None:
        assert {cell.get("scope") for cell in found(page(self.rows(3)), "//h:th")} == {"col"}


def test_notes_are_linked_both_ways() -> None:
    root = page('<p>文<sup><a href="#fn1">1</a></sup></p><aside id="fn1" class="note"><p>注。</p></aside>')
    mark = found(root, "//h:sup/h:a")[0]
    assert (mark.get("role"), mark.get("id")) == ("doc-noteref", "ref-fn1")
    back = found(root, "//h:aside//h:a")[0]
    assert (back.get("role"), back.get("href")) == ("doc-backlink", "#ref-fn1")


def test_a_link_within_the_page_lands_on_a_mark_before_its_text() -> None:
    root = page('<p><a href="#sec">下文</a></p><h2 id="sec">分组讨论</h2><p>文</p><p id="never">无人问</p>')
    (mark,) = found(root, "//h:*[@id='sec']")
    assert (mark.tag, mark.text, mark.tail) == (f"{X}span", None, "分组讨论")
    assert found(root, "//h:h2")[0].get("id") == "s1"
    assert not found(root, "//h:*[@id='never']")


class TestNavigation:
    def test_nav_and_ncx_are_the_same_tree(self) -> None:
        book = drawn(published(an_article("<h2>甲</h2><p>文</p>"), year=True))
        nav = [link.get("href") for link in found(tree(book, "nav.xhtml"), "//h:nav[@e:type='toc']//h:a")]
        ncx = [content.get("src") for content in found(tree(book, "toc.ncx"), "//n:content")]
        assert nav == ncx
        assert (
            nav.index("text/i2021-08.xhtml")
            < nav.index("text/a2021-08-01.xhtml")
            < nav.index("text/a2021-08-01.xhtml#s1")
        )

    def test_play_order_has_no_gap_and_depth_is_true(self) -> None:
        root = tree(drawn(published(an_article("<h2>甲</h2><p>文</p>"), year=True)), "toc.ncx")
        orders = [int(point.get("playOrder", "0")) for point in found(root, "//n:navPoint")]
        assert orders == list(range(1, len(orders) + 1))
        assert found(root, "//n:meta[@name='dtb:depth']")[0].get("content") == "3"

    def test_landmarks_stand_once_each(self) -> None:
        root = tree(drawn(published(an_article("<p>文</p>"))), "nav.xhtml")
        types = [
            link.get("{http://www.idpf.org/2007/ops}type")
            for link in found(root, "//h:nav[@e:type='landmarks']//h:a")
        ]
        assert sorted(types) == sorted(set(types))
        assert {"cover", "toc", "bodymatter"} <= set(types)

    def test_every_file_of_the_tree_is_in_the_spine(self) -> None:
        book = drawn(published(an_article("<p>文</p>"), year=True))
        spine = [resource.href for resource in book.resources if resource.in_spine]
        assert spine == [
            f"text/{name}.xhtml"
            for name in ("cover", "titlepage", "contents", "i2021-08", "a2021-08-01", "credits", "colophon")
        ]


class TestOtherPages:
    def text(self, href: str, *, year: bool = False) -> str:
        return "".join(tree(drawn(published(an_article("<p>文</p>"), year=year)), href).itertext())

    def test_the_title_page_has_nameplate_folio_date_ears_and_note(self) -> None:
        text = self.text("text/titlepage.xhtml")
        assert all(
            each in text for each in ("园地", "第8期（总第30期）", "2021年6月", "甲", "乙", "编者说。")
        )

    def test_the_issue_page_of_a_volume_lists_its_articles(self) -> None:
        text = self.text("text/i2021-08.xhtml", year=True)
        assert all(each in text for each in ("第8期（总第30期）", "题 & <目>", "新华社"))

    def test_the_cover_page_holds_no_text(self) -> None:
        root = tree(drawn(published(an_article("<p>文</p>"))), "text/cover.xhtml")
        assert "".join(found(root, "//h:body")[0].itertext()).strip() == ""

    def test_credits_name_a_foreign_title_in_its_language_and_nothing_else(self) -> None:
        foreign = an_article("<p>text</p>", title="A Small Pond", language="en")
        root = tree(drawn(published(foreign)), "text/credits.xhtml")
        (title,) = found(root, "//h:li//*[@lang]")
        assert (title.get("lang"), title.text) == ("en", "A Small Pond")

    def test_credits_list_every_article_with_its_address(self) -> None:
        assert "https://n.example/a" in self.text("text/credits.xhtml")

    def test_the_colophon_names_what_is_missing(self) -> None:
        text = self.text("text/colophon.xhtml", year=True)
        assert "第7期未收录" in text
        assert "urn:uuid:" in text


def test_a_right_to_left_book_turns_its_pages() -> None:
    issue = Issue(2021, 8, "2021-06", (Entry(file="01.html"),))
    periodical = replace(PERIODICAL, language="ar", direction="rtl")
    terms = load_terms(None, "ar")
    publication, _ = compile_issue(periodical, Bound(issue, (an_article("<p>نص</p>", language="ar"),)), terms)
    book = render(publication, Style(b"", CoverPicture(b"")), terms, {}, {})
    assert book.progression == "rtl"
    assert tree(book, "text/a2021-08-01.xhtml").get("dir") == "rtl"


def test_every_page_is_utf8_xml_with_the_declaration() -> None:
    for resource in drawn(published(an_article("<p>文</p>"))).resources:
        if isinstance(resource, Resource) and resource.media_type.endswith("+xml"):
            assert (resource.data or b"").startswith(b'<?xml version="1.0" encoding="UTF-8"?>')
