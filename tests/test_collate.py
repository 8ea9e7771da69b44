"""Where texts are filed in an index."""

from __future__ import annotations

from importlib.metadata import version
from importlib.resources import files

import pytest
from make_pinyin import CITED, readings_of_words, table

import pipeline.collate
from pipeline.collate import file_texts
from pipeline.collate.pinyin import read_pinyin


def order(texts: list[str], language: str = "zh-Hans", **more: object) -> list[tuple[str, str]]:
    filed = file_texts(texts, language, **more)
    return [(filed[text].group, text) for text in sorted(texts, key=lambda text: filed[text].key)]


CASES = [
    pytest.param(
        ["重庆", "安", "茼蒿", "啊", "阿姨"],
        {},
        [("A", "啊"), ("A", "阿姨"), ("A", "安"), ("C", "重庆"), ("T", "茼蒿")],
        id="pinyin, its initials the groups",
    ),
    pytest.param(
        ["妈", "马", "麻", "骂"], {}, [("M", "妈"), ("M", "麻"), ("M", "马"), ("M", "骂")], id="tones"
    ),
    pytest.param(
        ["《种子》", "“棉衣”", "zebra", "Äpfel", "apple", "12月"],
        {},
        [("A", "Äpfel"), ("A", "apple"), ("M", "“棉衣”"), ("Z", "《种子》"), ("Z", "zebra"), ("", "12月")],
        id="marks do not count, Latin follows Chinese, what has no letter comes last",
    ),
    pytest.param(
        ["曾国藩", "单田芳", "尉迟恭", "任仲夷", "解缙", "查良镛"],
        {"are_names": True},
        [("R", "任仲夷"), ("S", "单田芳"), ("X", "解缙"), ("Y", "尉迟恭"), ("Z", "曾国藩"), ("Z", "查良镛")],
        id="surnames are read as surnames",
    ),
    pytest.param(
        ["曾国藩家书", "安"],
        {"readings": {"曾国藩": "zeng1 guo2 fan1"}},
        [("A", "安"), ("Z", "曾国藩家书")],
        id="the editor's reading wins",
    ),
    pytest.param(
        ["重庆", "安", "一", "apple"],
        {"order": "strokes"},
        [("1", "一"), ("6", "安"), ("9", "重庆"), ("A", "apple")],
        id="strokes",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "more", "expected"), CASES)
def test_chinese(texts: list[str], more: dict[str, object], expected: list[tuple[str, str]]) -> None:
    found = order(texts, **more)
    assert sorted(found) == sorted(expected)
    if more.get("are_names"):
        assert [group for group, _ in found] == sorted(group for group, _ in expected)
    else:
        assert found == expected


@pytest.mark.parametrize(
    ("language", "texts", "expected"),
    [
        ("fr", ["zèbre", "Éclair", "eclair", "école"], [("E", "eclair"), ("E", "Éclair"), ("E", "école"), ("Z", "zèbre")]),
        ("de", ["Zug", "Äpfel", "Apfel", "öde"], [("A", "Apfel"), ("A", "Äpfel"), ("O", "öde"), ("Z", "Zug")]),
        ("ru", ["яма", "Ёлка", "ель"], [("Е", "Ёлка"), ("Е", "ель"), ("Я", "яма")]),
        ("ko", ["나라", "가나", "abc"], [("A", "abc"), ("ㄱ", "가나"), ("ㄴ", "나라")]),
        ("ja", ["がく", "あお", "カキ"], [("あ", "あお"), ("か", "カキ"), ("か", "がく")]),
    ],
)  # fmt: skip
def test_other_languages(language: str, texts: list[str], expected: list[tuple[str, str]]) -> None:
    found = order(texts, language)
    assert [group for group, _ in found] == [group for group, _ in expected]
    assert sorted(found) == sorted(expected)


def test_a_kanji_name_is_filed_as_the_editor_reads_it() -> None:
    filed = file_texts(["漢字"], "ja", readings={"漢字": "かんじ"})
    assert filed["漢字"].group == "か"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("重庆", "chong2 qing4"),
        ("重慶銀行", "chong2 qing4 yin2 hang2"),
        ("行长说不行", "hang2 zhang3 shuo1 bu4 xing2"),
        ("丫头", "ya1 tou5"),
        ("一心一意", "yi1 xin1 yi1 yi4"),
        ("绿女", "lv4 nv3"),
        ("A座3号，好😀", "A zuo4 3 hao4 ， hao3 😀"),
        ("㐀𠀀", "qiu1 he1"),
        ("重", "zhong4"),
        ("", ""),
    ],
)
def test_a_text_is_read(text: str, expected: str) -> None:
    assert " ".join(read_pinyin(text)) == expected


def test_every_word_is_read_as_the_library_reads_it() -> None:
    told = readings_of_words()
    assert len(told) > 40_000
    assert [word for word, syllables in told.items() if tuple(read_pinyin(word)) != syllables] == []
    assert {syllable for word in ("一五一十", "不三不四") for syllable in read_pinyin(word)} >= {
        *CITED.values()
    }


def test_the_table_is_what_its_maker_makes() -> None:
    assert version("pypinyin") == "0.55.0", "make the table anew, and look at what changed"
    assert files(pipeline.collate).joinpath("pinyin.txt").read_text("utf-8") == table()
