"""Languages: each its sheet, its direction and its emphasis; runs of another marked; vertical lines turned."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree
from tongues import texts

from pipeline.build.sheets import book_css, turned
from pipeline.places import data_dir
from pipeline.render.languages import mark_runs, stand_numerals
from pipeline.render.xhtml import XML_LANG
from pipeline.terms import LANGUAGES
from pipeline.tongues import OTHERS, SHEETS, classes, is_right_to_left, sheet_of
from pipeline.validate.sheets import BREAKING, REFUSED


FOLDER = data_dir("styles") / "languages"
BLOCK = re.compile(r"([^{}]+)\{([^{}]*)\}")
INHERITED = (
    "line-height",
    "text-indent",
    "text-align",
    "line-break",
    "word-break",
    "hyphens",
    "text-autospace",
)


def declared(css: str, selector: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for selectors, body in BLOCK.findall(re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)):
        if selector in [each.strip() for each in selectors.split(",")]:
            pairs = (each.partition(":") for each in body.split(";") if each.strip())
            found |= {name.strip(): value.strip() for name, _, value in pairs}
    return found


def marked(text: str, language: str) -> str:
    root = etree.fromstring(f'<div xmlns="http://www.w3.org/1999/xhtml">{text}</div>')
    before = set(root.iter())
    mark_runs(root, language)
    for each in root.iter():
        assert each in before or each.get("lang") == each.get(XML_LANG)
        each.attrib.pop(XML_LANG, None)
    shown = re.sub(r' xmlns="[^"]*"| xmlns:epub="[^"]*"', "", etree.tostring(root, encoding="unicode"))
    return shown.removeprefix("<div>").removesuffix("</div>")


class TestSheets:
    def test_every_language_a_book_has_words_for_has_a_sheet(self) -> None:
        assert sorted(path.stem for path in FOLDER.glob("*.css")) == sorted((*SHEETS, OTHERS))
        assert {sheet_of(language) for language in LANGUAGES} == set(SHEETS)
        assert sheet_of("nl") == sheet_of("fa") == OTHERS

    @pytest.mark.parametrize("name", [*SHEETS, OTHERS])
    def test_every_sheet_sets_what_comes_down_from_the_section(self, name: str) -> None:
        css = (FOLDER / f"{name}.css").read_text("utf-8")
        assert set(declared(css, f".{name}")) >= set(INHERITED)
        scoped = [
            each.strip()
            for block in BLOCK.findall(re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))
            for each in block[0].split(",")
        ]
        assert [each for each in scoped if not re.match(rf"\.{name}\b", each)] == []

    @pytest.mark.parametrize(
        ("language", "name", "value"),
        [
            ("zh", "text-indent", "2em"),
            ("ja", "text-indent", "1em"),
            ("ko", "word-break", "keep-all"),
            ("zh", "text-autospace", "normal"),
            ("en", "hyphens", "auto"),
            ("de", "hyphens", "auto"),
            ("zh", "line-break", "strict"),
            ("ar", "text-align", "right"),
            ("en", "text-align", "left"),
        ],
    )
    def test_a_language_has_its_manner(self, language: str, name: str, value: str) -> None:
        assert declared((FOLDER / f"{language}.css").read_text("utf-8"), f".{language}")[name] == value

    @pytest.mark.parametrize(
        ("language", "flush"),
        [("en", True), ("de", True), ("es", True), ("fr", False), ("ru", False), ("zh", False)],
    )
    def test_a_first_paragraph_stands_flush_where_that_is_the_custom(
        self, language: str, flush: bool
    ) -> None:
        css = (FOLDER / f"{language}.css").read_text("utf-8")
        assert (declared(css, f".{language} h2 + p").get("text-indent") == "0") == flush

    @pytest.mark.parametrize("direction", ["ltr", "rtl", "vertical-rl"])
    def test_no_sheet_holds_what_breaks_an_engine(self, direction: str, tmp_path: Path) -> None:
        css = book_css(tmp_path, (*SHEETS, OTHERS), direction).decode()
        assert [what for what, pattern in BREAKING if pattern.search(css)] == []
        assert not re.search(r"(?<!-)\b(color|background|font-family)\s*:(?!\s*monospace)", css)
        assert not [
            name for name in REFUSED if re.search(rf"[{{;]\s*{name}\s*:", css) and REFUSED[name] is None
        ]

    def test_a_book_holds_the_sheets_of_its_languages_only(self, tmp_path: Path) -> None:
        css = book_css(tmp_path, ("zh", "en"), "ltr").decode()
        assert ".zh {" in css
        assert ".en {" in css
        assert ".ja {" not in css
        assert ".rtl" not in css
        assert "/*" not in css

    def test_classes_name_the_sheet_and_the_direction(self) -> None:
        assert (classes("zh-Hant-TW"), classes("ar"), classes("he"), classes("pt")) == (
            "zh",
            "ar rtl",
            "latin rtl",
            "latin",
        )


class TestTurning:
    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("margin: 1em 2em 3em 4em", "margin: 4em 1em 2em 3em"),
            ("margin: 1em 2em", "margin: 2em 1em 2em 1em"),
            ("margin: 1em 2em 3em", "margin: 2em 1em 2em 3em"),
            ("padding: 0", "padding: 0"),
            ("border-top: 1px solid", "border-right: 1px solid"),
            ("border-bottom: 1px solid", "border-left: 1px solid"),
            ("width: 30%", "height: 30%"),
            ("max-width: 100%", "max-height: 100%"),
            ("text-align: left", "text-align: left"),
        ],
    )
    def test_what_was_above_is_at_the_right(self, before: str, after: str) -> None:
        assert turned(f"p {{ {before}; }}") == f"p {{ {after}; }}"

    def test_four_turns_come_back(self) -> None:
        css = "p { margin: 1em 2em 3em 4em; border-left: 0; }"
        assert turned(turned(turned(turned(css)))) == css


class TestRuns:
    @pytest.mark.parametrize(
        ("language", "text", "expected"),
        [
            ("zh-Hans", "<p>他说：The rain is for the roots and the leaves. 说完就走了。</p>", '<p>他说：<span lang="en">The rain is for the roots and the leaves.</span> 说完就走了。</p>'),
            ("zh-Hans", "<p>用 Python 3 和 GitHub Actions 做</p>", None),
            ("zh-Hans", "<p>土の声を聞く</p>", '<p lang="ja">土の声を聞く</p>'),
            ("zh-Hans", "<p>他说：土の声を聞き、水をやる。然后走了。</p>", '<p>他说：<span lang="ja">土の声を聞き、水をやる。</span>然后走了。</p>'),
            ("zh-Hans", "<p>他在“优の良品”店里买了一包旧年的种子</p>", '<p>他在“<span lang="ja">优の良品</span>”店里买了一包旧年的种子</p>'),
            ("zh-Hant", "<p>歌名是「ありがとう」。</p>", '<p>歌名是「<span lang="ja">ありがとう</span>」。</p>'),
            ("zh-Hans", "<p>안녕하세요, 반갑습니다</p>", '<p lang="ko">안녕하세요, 반갑습니다</p>'),
            ("en", "<p>He wrote «Почва живая» on it</p>", '<p>He wrote «<span lang="ru">Почва живая</span>» on it</p>'),
            ("en", "<p>so: التربة حية</p>", '<p>so: <span lang="ar" dir="rtl">التربة حية</span></p>'),
            ("ar", "<p>قال: the rain is for the roots and leaves</p>", '<p>قال: <span lang="en" dir="ltr">the rain is for the roots and leaves</span></p>'),
            ("zh", "<p>题：le jardin de la cour est dans les pluies</p>", '<p>题：<span lang="fr">le jardin de la cour est dans les pluies</span></p>'),
            ("zh", '<p lang="en">the rain of the week and the leaves</p>', None),
            ("zh", "<pre>for the bed in the list of beds do it</pre>", None),
            ("uk", "<p>Земля жива</p>", None),
            ("en", "<p>the rain of the week and the leaves</p>", None),
            ("ru", "<p>Земля и the rain of the week and the leaves</p>", '<p>Земля и <span lang="en">the rain of the week and the leaves</span></p>'),
        ],
    )  # fmt: skip
    def test_a_run_of_another_language_is_marked(
        self, language: str, text: str, expected: str | None
    ) -> None:
        assert marked(text, language) == (expected or text)

    def test_no_letter_is_lost(self) -> None:
        for language in texts():
            for told in texts().values():
                text = f"<p>{told['first']} <em>{told['foreign']}</em> {told['second']}</p>"
                plain = "".join(etree.fromstring(f"<x>{text}</x>").itertext())
                root = etree.fromstring(f'<div xmlns="http://www.w3.org/1999/xhtml">{text}</div>')
                mark_runs(root, language)
                assert "".join(root.itertext()) == plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6月12日", "<6>月<12>日"),
        ("2021年", "2021年"),
        ("约3.5米、40%、A4、2021-06", "约3.5米、40%、A4、2021-06"),
        ("第100期", "第<100>期"),
    ],
)
def test_short_numbers_stand_upright_in_vertical_lines(text: str, expected: str) -> None:
    root = etree.fromstring(f'<div xmlns="http://www.w3.org/1999/xhtml"><p>{text}<b>甲</b>{text}</p></div>')
    stand_numerals(root, "zh-Hant")
    paragraph = root[0]
    shown = re.sub(
        r'<span[^>]*class="tcy"[^>]*>(\d+)</span>', r"<\1>", etree.tostring(paragraph, encoding="unicode")
    )
    assert re.sub(r"</?(p|b)[^>]*>", "", shown) == f"{expected}甲{expected}"
    assert "tcy" not in etree.tostring(root, encoding="unicode") or expected != text
    plain = etree.fromstring(f'<div xmlns="http://www.w3.org/1999/xhtml"><p>{text}</p></div>')
    stand_numerals(plain, "en")
    assert len(plain[0]) == 0


def test_the_texts_of_ten_languages_are_whole() -> None:
    assert set(texts()) == set(LANGUAGES)
    assert {frozenset(each) for each in texts().values()} == {frozenset(texts()["en"])}
    assert is_right_to_left("ar")
