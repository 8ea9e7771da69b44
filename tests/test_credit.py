"""Credit lines in many languages → fields, and credits → what a book prints."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pipeline.credit import byline_text, is_credit_line, lacks, merge, provenance, read_line, reference
from pipeline.model import Credit, CreditOverride, Outlet, Person
from pipeline.terms import Terms, fold, terms_from


ROOT = Path(__file__).parents[1]
CASES = sorted((Path(__file__).parent / "cases" / "credit").glob("*.md"))
TEXTS = ("outlet", "original", "editor", "published", "retrieved", "rights", "original_title", "rest")


def terms(language: str) -> Terms:
    path = ROOT / "styles" / "terms" / f"{fold(language)}.yaml"
    return terms_from(yaml.safe_load(path.read_text("utf-8")), language)


def cases() -> list[tuple[str, list[str], bool]]:
    """Read blocks of a line and its fields; one file holds what is no credit line."""
    found = []
    for path in CASES:
        for block in path.read_text("utf-8").strip("\n").split("\n\n"):
            line, *fields = block.split("\n")
            found.append(
                (line, [field.removeprefix("- ") for field in fields], path.stem != "no-credit-lines")
            )
    return found


@pytest.mark.parametrize(("line", "expected", "is_credit"), cases())
def test_a_line_and_its_fields(line: str, expected: list[str], is_credit: bool) -> None:
    fields = read_line(line)
    told = [f"{person.role}: {person.name}" for person in fields.byline]
    told += [f"{key}: {value}" for key in TEXTS if (value := getattr(fields, key))]
    assert sorted(told) == sorted(expected)
    assert is_credit_line(line) is is_credit


def test_the_cases_are_there() -> None:
    assert len(cases()) > 150


@pytest.mark.parametrize("line", [line for line, _, is_credit in cases() if is_credit])
def test_brackets_and_spaces_around_a_line_change_nothing(line: str) -> None:
    assert read_line(f"\u3000\u3000{line}\u00a0\n") == read_line(line)
    if not set(line) & set("（）()【】[]©"):
        assert read_line(f"（{line}）") == read_line(line)


def test_a_name_with_a_space_is_one_japanese_and_two_chinese() -> None:
    assert [p.name for p in read_line("記者：山田 太郎", language="ja").byline] == ["山田 太郎"]
    assert [p.name for p in read_line("記者：張三 李四").byline] == ["張三", "李四"]


def test_a_long_paragraph_gives_its_dateline_and_its_last_brackets() -> None:
    text = (
        "新华社北京6月18日电（记者张三）"
        + "河湾市的公园里，月季开得正好，来源：不明。" * 20
        + "（责任编辑：王五）"
    )
    fields = read_line(text)
    assert (fields.outlet, fields.byline, fields.editor) == ("新华社", (Person("张三", "reporter"),), "王五")
    assert "来源：不明" in fields.rest
    assert not is_credit_line(text)


def test_long_runs_cost_no_time() -> None:
    for text in (
        " " * 100_000 + "x",
        "（" * 5_000,
        "来源：" * 5_000,
        "记者" * 5_000,
        "a: " * 5_000,
        "2021-06-18 " * 2_000,
    ):
        read_line(text)
        is_credit_line(text)


@given(st.text(max_size=60))
def test_any_text_gives_fields(text: str) -> None:
    fields = read_line(text)
    assert not (is_credit_line(text) and fields.rest)


@given(st.sampled_from([line for line, _, _ in cases()]), st.sampled_from([line for line, _, _ in cases()]))
def test_two_lines_in_one_never_lose_the_first_outlet(first: str, second: str) -> None:
    alone = read_line(first)
    if alone.outlet and not alone.original and not alone.rest:
        both = read_line(f"{first}\u3000{second}")
        assert alone.outlet in {both.outlet, both.original}


# --- merge -----------------------------------------------------------------------------------------------------

SITE = Outlet("hewan", "河湾日报", ("news.example",), rights="转载请注明来源")


def test_the_page_says_whom_it_took_the_text_from() -> None:
    credit = merge(Credit(outlet="新华社"), CreditOverride(), SITE)
    assert (credit.outlet, credit.portal, credit.rights) == ("新华社", "河湾日报", "转载请注明来源")


@pytest.mark.parametrize("own", [None, "本报", "本网", "河湾日报", "《河湾日报》", "河湾日报网"])
def test_the_sites_own_text_has_no_portal(own: str | None) -> None:
    credit = merge(Credit(outlet=own), CreditOverride(), SITE)
    assert credit.portal is None
    assert credit.outlet is not None
    assert "河湾日报" in credit.outlet


def test_without_an_outlet_file_the_page_stands() -> None:
    assert merge(Credit(outlet="新华社", url="u"), CreditOverride(), None) == Credit(outlet="新华社", url="u")


def test_what_the_editor_gave_wins_even_as_none() -> None:
    page = Credit(
        "新华社",
        None,
        "https://a.example",
        (Person("张三", "reporter"),),
        "王五",
        "2021-06-18",
        "2021-06-20",
        "版权",
    )
    given = CreditOverride(("byline", "editor", "url", "published", "rights"), published="2021-06-01")
    credit = merge(page, given, None)
    assert (credit.byline, credit.editor, credit.url, credit.rights) == ((), None, None, None)
    assert (credit.published, credit.retrieved) == ("2021-06-01", "2021-06-20")


def test_what_the_editor_did_not_give_stays() -> None:
    page = Credit("新华社", published="2021-06-18", byline=(Person("张三"),))
    assert merge(page, CreditOverride((), outlet="别家", published="1999-01-01"), None) == page


def test_a_name_the_page_has_keeps_its_role() -> None:
    page = Credit(byline=(Person("张三", "reporter"), Person("李四", "translator")))
    credit = merge(page, CreditOverride(("byline",), byline=("李四", "王五")), None)
    assert credit.byline == (Person("李四", "translator"), Person("王五", "author"))


def test_an_original_told_by_the_editor_makes_the_outlet_a_portal() -> None:
    credit = merge(Credit(outlet="河湾网"), CreditOverride(("original",), original="新华社"), None)
    assert (credit.outlet, credit.portal) == ("新华社", "河湾网")
    credit = merge(Credit("新华社", "河湾网"), CreditOverride(("original",)), None)
    assert (credit.outlet, credit.portal) == ("河湾网", None)
    credit = merge(
        Credit("新华社"), CreditOverride(("outlet", "original"), outlet="河湾网", original="花报"), SITE
    )
    assert (credit.outlet, credit.portal) == ("花报", "河湾网")
    assert merge(Credit("新华社"), CreditOverride(("outlet",)), SITE).outlet is None


def test_what_a_credit_lacks() -> None:
    whole = Credit("新华社", url="https://a.example", byline=(Person("张三"),), published="2021-06-18")
    assert lacks(whole, "here") == ()
    assert [f.code for f in lacks(Credit(), "here")] == ["CRE-001", "CRE-002", "CRE-004", "CRE-005"]
    assert [f.code for f in lacks(Credit(), "here", is_web=False)] == ["CRE-003", "CRE-004", "CRE-005"]
    assert all(f.where == "here" for f in lacks(Credit(), "here"))


# --- what a book prints ----------------------------------------------------------------------------------------

PEOPLE = (Person("张三"), Person("李四"), Person("王五", "reporter"))
CREDIT = Credit(
    "新华社",
    None,
    "https://a.example/1",
    PEOPLE,
    "赵六",
    "2021-06-18T08:30+08:00",
    "2021-06-25",
    "转载请注明",
    "旧题",
)
ADA = Credit(
    "The Fernhill Gardener",
    byline=(Person("Ada Rowan"),),
    published="2021-05-14",
    url="https://f.example/x",
    retrieved="2021-06-25",
)


@pytest.mark.parametrize(
    ("credit", "language", "line"),
    [
        (CREDIT, "zh-Hans", "来源：新华社　作者：张三、李四　记者：王五　2021-06-18"),
        (Credit("新华社", "河湾网"), "zh-CN", "转载自 河湾网（原载 新华社）"),
        (Credit("新华社", published="2021-06"), "zh", "来源：新华社　2021-06"),
        (ADA, "en", "The Fernhill Gardener · By Ada Rowan · 14 May 2021"),
        (ADA, "de", "The Fernhill Gardener · Von Ada Rowan · 14. Mai 2021"),
        (Credit("A", "B"), "en", "B (first published in A)"),
        (Credit(portal="河湾网"), "zh", "来源：河湾网"),
        (Credit(byline=(Person("王五", "photographer"), Person("李四"))), "zh", "作者：李四　摄影：王五"),
        (Credit(), "zh", ""),
    ],
)
def test_byline(credit: Credit, language: str, line: str) -> None:
    assert byline_text(credit, terms(language)) == line


def test_provenance_in_the_order_of_a_reprint_notice() -> None:
    rows = [(row.label, row.text, row.url) for row in provenance(CREDIT, terms("zh-Hans"))]
    assert rows == [
        ("来源", "新华社", None),
        ("原文链接", "https://a.example/1", "https://a.example/1"),
        ("原标题", "旧题", None),
        ("作者", "张三、李四", None),
        ("记者", "王五", None),
        ("责任编辑", "赵六", None),
        ("发布时间", "2021年6月18日", None),
        ("获取日期", "2021年6月25日", None),
        ("转载说明", "转载请注明", None),
    ]
    assert provenance(Credit(), terms("zh-Hans")) == ()


def test_only_a_web_address_becomes_a_link() -> None:
    (row,) = provenance(Credit(url="javascript:alert(1)"), terms("en"))
    assert (row.text, row.url) == ("javascript:alert(1)", None)


@pytest.mark.parametrize(
    ("credit", "language", "line"),
    [
        (
            CREDIT,
            "zh-Hans",
            "张三, 李四, 王五. 题名[EB/OL]. 新华社, 2021(2021-06-18)[2021-06-25]. https://a.example/1.",
        ),
        (
            Credit("新华社", url="https://a.example", published="2021-06-18", retrieved="2021-06-25"),
            "zh-Hans",
            "新华社. 题名[EB/OL]. (2021-06-18)[2021-06-25]. https://a.example.",
        ),
        (Credit("新华社", published="2021-06-18"), "zh-Hans", "新华社. 题名[Z]. (2021-06-18)."),
        (Credit(byline=tuple(Person(n) for n in "甲乙丙丁")), "zh-Hans", "甲, 乙, 丙, 等. 题名[Z]."),
        (Credit(), "zh-Hans", "题名[Z]."),
        (
            ADA,
            "en",
            "Ada Rowan. “题名.” The Fernhill Gardener, 14 May 2021. https://f.example/x (retrieved 25 June 2021).",
        ),
        (Credit("A"), "en", "“题名.” A."),
        (Credit(), "fr", "«\u00a0题名\u00a0»."),
    ],
)
def test_reference(credit: Credit, language: str, line: str) -> None:
    assert reference("题名", credit, terms(language)) == line


def test_reference_styles_can_be_chosen() -> None:
    assert reference("Roses", ADA, terms("en"), "gbt7714-2015").startswith(
        "Ada Rowan. Roses[EB/OL]. The Fernhill Gardener, 2021("
    )
    assert reference("花", Credit("甲"), terms("zh"), "plain") == "《花》。 甲."
    assert reference("Why roses?", Credit(), terms("en")) == "“Why roses?”"
