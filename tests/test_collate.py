"""Where texts are filed in an index."""

from __future__ import annotations

import pytest

from pipeline.collate import file_texts


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
