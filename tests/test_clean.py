"""Cleaning: one file of cases a rule, and what must hold of any HTML whatever."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from awkward import AWKWARD
from hypothesis import given, settings
from lxml import html as lxml_html

from pipeline import markup
from pipeline.clean import RULE_NAMES, Cleaned, Options, clean, rules, tree
from pipeline.clean.context import Context, measure
from pipeline.clean.soup import make_soup
from pipeline.model import Counts


CASES = Path(__file__).parent / "cases" / "clean"
TITLE = "旧盆换新绿"
OPTIONS = Options(
    "zh-Hans", drop=(".outlet-drops",), title=TITLE, base_url="https://news.example/2021/06/a.html"
)
IN_LANGUAGE = re.compile(r"\[([\w-]+)\] ")  # a case's title may begin with the language of its text


def read_cases(path: Path) -> list[tuple[str, str, str]]:
    """Read title / . / input / . / expected / . blocks."""
    lines = path.read_text(encoding="utf-8").split("\n")
    found, at = [], 0
    while "." in lines[at:]:
        first = lines.index(".", at)
        second = lines.index(".", first + 1)
        third = lines.index(".", second + 1)
        title = next(line for line in reversed(lines[at:first]) if line.strip())
        found.append((title, "\n".join(lines[first + 1 : second]), "\n".join(lines[second + 1 : third])))
        at = third + 1
    return found


def options_of(title: str) -> Options:
    """Give the options of a case: Chinese, unless its title says otherwise."""
    told = IN_LANGUAGE.match(title)
    return replace(OPTIONS, language=told[1]) if told else OPTIONS


ALL_CASES = [
    pytest.param(options_of(title), source, expected, id=f"{path.stem}: {title}")
    for path in sorted(CASES.glob("*.md"))
    for title, source, expected in read_cases(path)
]


def balance(cleaned: Cleaned) -> Counts:
    """Return what the account leaves open."""
    return sum((drop.counts for drop in cleaned.dropped), cleaned.kept) - cleaned.total


@pytest.mark.parametrize(("options", "source", "expected"), ALL_CASES)
def test_case(options: Options, source: str, expected: str) -> None:
    cleaned = clean(source, options)
    assert cleaned.body == expected
    assert markup.check(cleaned.body) == ()
    assert balance(cleaned) == Counts()
    assert clean(cleaned.body, options).body == cleaned.body


def test_every_rule_has_its_module_its_place_in_the_table_and_its_cases() -> None:
    table = (*rules.RULES, *rules.BLOCK_RULES)
    assert tuple(name for name, _ in table) == RULE_NAMES
    assert all(
        getattr(importlib.import_module(f"pipeline.clean.{name}"), name) is rule for name, rule in table
    )
    assert {path.stem for path in CASES.glob("*.md")} == set(RULE_NAMES)


WHOLE = """<div id="detail" class="TRS_Editor"><style>p{}</style><h1>旧盆换新绿</h1><p>来源：河湾日报</p>
<p style="text-indent:2em"><span>　　今年入夏以来，河湾市园艺会在<span lang="EN-US">12</span>个社区开</span><span>展了“旧盆
换新绿”活动。</span></p><p align="center"><img data-src="./W1.jpg" src="blank.gif"></p><p align="center">图为现场</p>
<p><strong>怎样换</strong></p><p>　　居民把花盆带到广场上，换取小苗<sup><a href="#n1">1</a></sup>。<a href="/x.html">又见</a></p>
<table><tr><td><p>一格</p><table><tr><td><b>名</b></td><td><b>数</b></td></tr><tr><td>盆</td><td>3</td></tr></table></td></tr></table>
<dl><dt>盆</dt></dl><li>散</li><pre>a
 b</pre><p>\u200b扫描二维码关注我们</p><ol><li id="n1">菜苗。</li></ol><p>（责任编辑：王五）</p><video>v</video></div>"""


@pytest.mark.parametrize("name", RULE_NAMES)
def test_any_rule_may_be_switched_off(name: str) -> None:
    options = Options(
        "zh-Hans", rules_off=(name,), title=TITLE, base_url="https://news.example/2021/06/a.html"
    )
    cleaned = clean(WHOLE, options)
    assert markup.check(cleaned.body) == ()
    assert balance(cleaned) == Counts()
    assert not any(drop.rule == name for drop in cleaned.dropped)
    assert not any(finding.severity == "error" for finding in cleaned.findings)


def test_a_loss_that_no_rule_accounts_for_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def lose(_root: object, context: Context) -> None:
        tree.remove(context.tags("p")[-1])

    monkeypatch.setattr(rules, "RULES", (*rules.RULES, ("lose", lose)))
    cleaned = clean("<p>留下。</p><p>丢了。</p>", OPTIONS)
    assert [finding.code for finding in cleaned.findings] == ["CLN-001"]
    assert cleaned.dropped[-1].rule == "unaccounted"
    assert balance(cleaned) == Counts()


def test_an_element_is_cleaned_where_it_stands_and_stays_as_it_was() -> None:
    page = lxml_html.document_fromstring(
        "<div class=article><h1>题</h1><div id=box>正文<!-- c -->在这里。<p class=tail>订阅</p></div>框外</div>"
    )
    before = lxml_html.tostring(page)
    cleaned = clean(page.get_element_by_id("box"), Options("zh", drop=(".article > div .tail",)))
    assert cleaned.body == "<p>正文在这里。</p>"
    assert lxml_html.tostring(page) == before


def test_a_selector_nobody_understands_is_told() -> None:
    assert [f.code for f in clean("<p>文</p>", Options("zh", drop=("p[", "::x"))).findings] == [
        "CLN-002",
        "CLN-002",
    ]


@pytest.mark.parametrize("name", ["div", "span", "b", "ul", "blockquote", "wbr", "table", "x-y"])
def test_a_thousand_nested_elements_lose_no_letter(name: str) -> None:
    cleaned = clean(
        f"<{name}>" * 1500 + "深<a href='https://a.example/'>处</a>" + f"</{name}>" * 1500 + "后", OPTIONS
    )
    assert markup.check(cleaned.body) == ()
    assert cleaned.kept.letters == 3


@pytest.mark.parametrize(
    "source",
    ["", " ", "\0", "\ud800", "<", "<p", "</p>", "&", "<!--", "<![CDATA[x]]>", "<?php x ?>", "\ufffe"],
)
def test_nothing_at_all_is_cleaned_too(source: str) -> None:
    cleaned = clean(source, OPTIONS)
    assert markup.check(cleaned.body) == ()
    assert balance(cleaned) == Counts()


def test_the_edits_keep_every_link_of_the_soup() -> None:
    soup = make_soup(WHOLE)
    context = Context(OPTIONS, soup.root, soup.index, soup.bearers, soup.chosen, tree.text_of(soup.root))
    context.total = measure(soup.root)
    for name, rule in (*rules.RULES, *rules.BLOCK_RULES):
        rule(soup.root, context)
        chained = [soup.root, *soup.root.descendants]
        walked = in_order(soup.root)
        assert [id(node) for node in chained] == [id(node) for node in walked], name
        for tag in tree.descend(soup.root):
            assert (
                [id(n) for n in (*(tag.contents[:1]), *tag.contents[0].next_siblings)]
                == [id(n) for n in tag.contents]
                if tag.contents
                else True
            ), name
            assert all(child.parent is tag for child in tag.contents), name


def in_order(tag: object) -> list[object]:
    """Walk by contents alone."""
    return [tag, *(node for child in getattr(tag, "contents", []) for node in in_order(child))]


def letters(text: str) -> str:
    """Return a text without its white space."""
    return "".join(text.split())


@settings(max_examples=100, deadline=None)
@given(AWKWARD)
def test_text_is_never_put_in_another_order(source: str) -> None:
    source = source.replace("class=emoji", "").replace("<tfoot", "<tbody")
    source = source.replace("<video", "<hr").replace("<audio", "<hr")  # a link is written in their place
    before = iter(unicodedata.normalize("NFKC", letters(tree.text_of(make_soup(source).root))))
    options = replace(OPTIONS, rules_off=("punctuation",))
    after = unicodedata.normalize(
        "NFKC", letters("".join(markup.parse(clean(source, options).body).itertext()))
    )
    assert all(letter in before for letter in after)


@settings(max_examples=150, deadline=None)
@given(AWKWARD)
def test_any_html_is_cleaned_to_normal_form_exactly_accounted_and_once_for_all(source: str) -> None:
    cleaned = clean(source, OPTIONS)
    assert markup.check(cleaned.body) == ()
    assert balance(cleaned) == Counts()
    assert [drop for drop in cleaned.dropped if drop.rule in ("unaccounted", "normal_form")] == []
    assert clean(cleaned.body, OPTIONS).body == cleaned.body


def test_css_selectors_are_loaded_when_used_and_not_before() -> None:
    code = (
        "import sys; from pipeline.clean import Options, clean; clean('<p>一</p>', Options('zh-Hans'));"
        "assert 'soupsieve.css_parser' not in sys.modules;"
        "from bs4 import BeautifulSoup; print(BeautifulSoup('<p class=a>二</p>', 'lxml').select_one('.a').text);"
        "import soupsieve; assert not hasattr(soupsieve, 'absent')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("二\n", "")
