"""Word lists of every language: complete, fillable, and printed the way the language does."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
import yaml

from pipeline.errors import ConfigError
from pipeline.model import Issue
from pipeline.terms import (
    KEYS,
    LANGUAGES,
    Terms,
    date_text,
    fold,
    folio,
    missing_keys,
    month_text,
    terms_from,
)


FILES = Path(__file__).parents[1] / "styles" / "terms"


def words(language: str) -> dict[str, str]:
    return yaml.safe_load((FILES / f"{language}.yaml").read_text("utf-8"))


def terms(language: str) -> Terms:
    return terms_from(words(fold(language)), language)


def test_there_is_a_file_for_every_language_and_no_other() -> None:
    assert {path.stem for path in FILES.glob("*.yaml")} == set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_is_there_in_order_and_every_pattern_fills(language: str) -> None:
    assert tuple(words(language)) == tuple(KEYS)
    found = terms(language)
    for key, names in KEYS.items():
        assert found.text(key, **dict.fromkeys(names, "7")).strip("\n")
    assert len(found.word("months_in_dates").split()) == 12


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pattern_uses_what_it_is_about(language: str) -> None:
    essential = {
        "folio": "number",
        "folio_whole": "whole_number",
        "missing_number": "number",
        "made_with": "version",
        "month": "year",
    }
    for key, name in essential.items():
        assert f"{{{name}}}" in words(language)[key]


@pytest.mark.parametrize(
    ("tag", "key"),
    [
        ("zh", "zh-Hans"),
        ("zh-CN", "zh-Hans"),
        ("zh-SG", "zh-Hans"),
        ("zh_CN", "zh-Hans"),
        ("cmn-Hans-CN", "zh-Hans"),
        ("zh-TW", "zh-Hant"),
        ("zh-HK", "zh-Hant"),
        ("zh-Hant-TW", "zh-Hant"),
        ("zh-Hans-HK", "zh-Hans"),
        ("yue", "zh-Hant"),
        ("en-GB", "en"),
        ("EN", "en"),
        ("de-AT", "de"),
        ("x-klingon", "en"),
        ("", "en"),
    ],
)
def test_fold(tag: str, key: str) -> None:
    assert fold(tag) == key


@pytest.mark.parametrize(
    ("language", "folio_text", "short", "month", "day"),
    [
        ("zh-Hans", "第8期（总第30期）", "第8期", "2021年6月", "2021年6月18日"),
        ("zh-Hant", "第8期（總第30期）", "第8期", "2021年6月", "2021年6月18日"),
        ("en", "No. 8 (whole no. 30)", "No. 8", "June 2021", "18 June 2021"),
        ("ja", "第8号（通巻第30号）", "第8号", "2021年6月", "2021年6月18日"),
        ("ko", "제8호(통권 제30호)", "제8호", "2021년 6월", "2021년 6월 18일"),
        ("de", "Nr. 8 (laufende Nr. 30)", "Nr. 8", "Juni 2021", "18. Juni 2021"),
        ("fr", "Nº 8 (nº 30 de la série)", "Nº 8", "Juin 2021", "18 juin 2021"),
        ("es", "N.º 8 (n.º 30 de la serie)", "N.º 8", "Junio de 2021", "18 de junio de 2021"),
        ("ru", "№ 8 (общий № 30)", "№ 8", "Июнь 2021", "18 июня 2021 г."),
        ("ar", "العدد 8 (الرقم العام 30)", "العدد 8", "يونيو 2021", "18 يونيو 2021"),
    ],
)
def test_numbers_and_dates(language: str, folio_text: str, short: str, month: str, day: str) -> None:
    found = terms(language)
    assert folio(Issue(2021, 8, "2021-06", (), whole_number=30), found) == folio_text
    assert folio(Issue(2021, 8, "2021-06", ()), found) == short
    assert month_text("2021-06-18", found) == month
    assert date_text("2021-06-18T08:30+08:00", found) == day


def test_a_date_keeps_its_precision() -> None:
    zh, en, fr = terms("zh-Hans"), terms("en"), terms("fr")
    assert (date_text("2021", zh), date_text("2021-06", zh)) == ("2021年", "2021年6月")
    assert (date_text("2021", en), date_text("2021-06", en)) == ("2021", "June 2021")
    assert date_text("2021-06", zh, "byline_date") == "2021-06"
    assert date_text("2021-08-01", fr) == "1er août 2021"


def test_labels_and_lists() -> None:
    assert terms("zh").label("source", "新华社") == "来源：新华社"
    assert terms("en").label("source", "The Times") == "Source: The Times"
    assert terms("zh").join(("张三", "李四")) == "张三、李四"


def test_terms_are_values() -> None:
    found = terms("zh-CN")
    assert found.language == "zh-CN"
    assert pickle.loads(pickle.dumps(found)) == found
    assert hash(found) == hash(terms("zh-CN"))


def test_every_mistake_of_a_word_list_is_told_at_once() -> None:
    wrong = words("en") | {
        "folio": "No. {nr}",
        "month": "{month",
        "cover": 3,
        "colour": "red",
        "months": "Jan Feb",
    }
    del wrong["source"]
    assert missing_keys(wrong) == ("source",)
    with pytest.raises(ConfigError) as raised:
        terms_from(wrong, "en-GB")
    told = [mistake.what for mistake in raised.value.mistakes]
    assert told == [
        "key 'source' is missing",
        "unknown key 'colour'",
        "'cover' is not a text",
        "'folio' holds {nr}",
        "'month' has an open or stray brace",
        "'months' has 2 names",
    ]
    assert {mistake.path for mistake in raised.value.mistakes} == {"styles/terms/en.yaml"}
