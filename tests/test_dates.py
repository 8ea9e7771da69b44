"""Dates as people write them → ISO 8601: cases as data, and what must hold of any text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dates import (
    check_date,
    find_dates,
    is_date,
    last_day,
    read_date,
    read_date_without_year,
    read_labelled_date,
    read_relative_date,
    with_offset,
)


CASES = Path(__file__).parent / "cases" / "dates"


def cases(name: str) -> list[tuple[str, str | None]]:
    """Read `text → date` rows; `-` stands for none."""
    rows = [line.rpartition(" → ") for line in (CASES / f"{name}.md").read_text("utf-8").splitlines() if line]
    return [(text, None if iso == "-" else iso) for text, _, iso in rows]


@pytest.mark.parametrize(("text", "iso"), cases("first"))
def test_first_date_of_a_text(text: str, iso: str | None) -> None:
    assert read_date(text) == iso


@pytest.mark.parametrize(("text", "iso"), cases("labelled"))
def test_labelled_date_comes_before_others(text: str, iso: str | None) -> None:
    assert read_labelled_date(text) == iso


def test_the_order_of_day_and_month_is_the_countrys() -> None:
    assert read_date("06/07/2021") is None
    assert read_date("06/07/2021", "dmy") == "2021-07-06"
    assert read_date("06/07/2021", "mdy") == "2021-06-07"
    assert read_labelled_date("Published 06/18/2021", "dmy") == "2021-06-18"
    assert read_labelled_date("Published 18-06-2021", "mdy") == "2021-06-18"


@pytest.mark.parametrize(
    "form",
    [
        "{0.year}年{0.month}月{0.day}日",
        "{0:%Y-%m-%d}",
        "{0.year}/{0.month}/{0.day}",
        "{0:%d.%m.%Y}",
        "{0:%d %B %Y}",
        "{0:%b %d, %Y}",
    ],
)
@given(day=st.dates(date(1000, 1, 1), date(2199, 12, 31)))
def test_every_day_is_read_back(form: str, day: date) -> None:
    assert read_date(f"x {form.format(day)} x") == day.isoformat()


@given(st.text())
def test_any_text_gives_a_date_that_exists_or_none(text: str) -> None:
    for iso in (read_date(text), read_labelled_date(text)):
        assert iso is None or is_date(iso[:10])


def test_many_spaces_and_digits_cost_no_time() -> None:
    for text in ("2021年6月18日" + " " * 50_000 + "x", "1 " * 30_000 + "年", "a 1 " * 20_000):
        read_date(text)


def test_where_dates_stand_in_a_line() -> None:
    line = "前 2021-06-18 08:30 中 2021年7月 后"
    spans = list(find_dates(line))
    assert [(line[s.start : s.end], s.iso) for s in spans] == [
        ("2021-06-18 08:30", "2021-06-18T08:30"),
        ("2021年7月", "2021-07"),
    ]


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ("2021", True),
        ("2021-06", True),
        ("2021-06-15", True),
        ("2020-02-29", True),
        ("2021-02-29", False),
        ("2021-13", False),
        ("2021-6", False),
        ("2021-06-15T08:30", False),
        ("2021-06\n", False),
        ("２０２１", False),
        ("0000", False),
        ("", False),
    ],
)
def test_dates_of_a_configuration(text: str, valid: bool) -> None:
    assert is_date(text) is valid
    if valid:
        assert check_date(text) == text
    else:
        with pytest.raises(ValueError, match="YYYY-MM-DD"):
            check_date(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021", "2021-12-31"),
        ("2021-02", "2021-02-28"),
        ("2020-02", "2020-02-29"),
        ("2021-12", "2021-12-31"),
        ("9999-12", "9999-12-31"),
        ("2021-06-15", "2021-06-15"),
        ("2021-06-18T08:30+08:00", "2021-06-18"),
    ],
)
def test_last_day(text: str, day: str) -> None:
    assert last_day(text) == day


@pytest.mark.parametrize(
    ("iso", "result"),
    [
        ("2021-06-18T08:30", "2021-06-18T08:30+08:00"),
        ("2021-06-18T08:30Z", "2021-06-18T08:30Z"),
        ("2021-06-18T08:30-05:00", "2021-06-18T08:30-05:00"),
        ("2021-06-18", "2021-06-18"),
        ("2021-06", "2021-06"),
    ],
)
def test_offset_goes_only_to_a_naive_time(iso: str, result: str) -> None:
    assert with_offset(iso, "+08:00") == result


# --- dates told from the day a page was fetched -----------------------------------------------------------------

FETCHED = "2021-06-18T00:30:00Z"  # 08:30 in China


@pytest.mark.parametrize(("text", "iso"), cases("relative"))
def test_a_date_told_from_the_day_of_fetching(text: str, iso: str | None) -> None:
    assert read_relative_date(text, FETCHED, 12 if "hours" in text else 9) == iso


def test_the_zone_of_the_page_decides_what_yesterday_was() -> None:
    assert read_relative_date("昨天", "2021-06-17T20:00:00Z", 8) == "2021-06-17"
    assert read_relative_date("yesterday", "2021-06-17T20:00:00Z") == "2021-06-16"
    assert read_relative_date("3小时前", "unknown", 8) is None


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("06-17 10:29", "2021-06-17T10:29"),
        ("发布时间：12-30 8:05", "2020-12-30T08:05"),
        ("6月17日", "2021-06-17"),
        ("02-30 08:30", None),
        ("2021-06-17", None),
        ("3-1", None),
    ],
)
def test_a_day_without_a_year_is_the_last_one(text: str, iso: str | None) -> None:
    assert read_date_without_year(text, FETCHED, 8) == iso
    assert read_date_without_year(text, "unknown", 8) is None


@given(st.text(), st.integers(-12, 14))
def test_any_text_gives_a_relative_date_that_exists_or_none(text: str, hours: int) -> None:
    for iso in (read_relative_date(text, FETCHED, hours), read_date_without_year(text, FETCHED, hours)):
        assert iso is None or is_date(iso[:10])
