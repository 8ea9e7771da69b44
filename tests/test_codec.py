"""Values go to canonical JSON and come back the same."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.codec import LONG, digest, from_json, plain, to_json
from pipeline.findings import Finding
from pipeline.model import Article, Credit, Ledger, Page, Person, Reading, Section, Series


texts = st.text(max_size=12)
people = st.builds(Person, texts, st.sampled_from(["author", "reporter", "editor"]))
credit_lines = st.builds(
    Credit, st.none() | texts, st.none() | texts, byline=st.lists(people, max_size=3).map(tuple)
)
articles = st.builds(
    Article,
    key=texts,
    title=texts,
    body=texts,
    language=texts,
    credit=credit_lines,
    series=st.none() | st.builds(Series, texts, st.integers(0, 99)),
)


@given(articles)
def test_an_article_comes_back_the_same(article: Article) -> None:
    assert from_json(Article, to_json(article)) == article


@given(articles)
def test_sections_hold_sections(article: Article) -> None:
    inner = Section("b", "b.xhtml", "article", "乙", article, headings=("一", "二"))
    outer = Section("a", "a.xhtml", "issue", "甲", children=(inner,))
    assert from_json(Section, to_json(outer)) == outer


def test_defaults_are_left_out_and_keys_are_sorted() -> None:
    assert to_json(Reading("题", "<p>文</p>")) == '{"body":"<p>文</p>","title":"题"}'


def test_a_value_equal_to_a_default_of_another_type_is_kept() -> None:
    assert plain(Page("n", b"".decode(), url=None)) == {"name": "n", "data": ""}  # type: ignore[arg-type]


def test_the_ledger_survives() -> None:
    finding = Finding("CMP-001", "warning", "a", "b", "c")
    reading = Reading(None, "", ledger=Ledger(), findings=(finding,))
    assert from_json(Reading, to_json(reading)) == reading


def test_a_set_has_no_canonical_form() -> None:
    with pytest.raises(TypeError, match="set"):
        to_json({1, 2})


def test_the_digest_hashes_values_not_objects() -> None:
    assert digest(Person("张三"), [1, None]) == digest(Person("张三"), (1, None))
    assert digest("a", "b") != digest("ab")
    assert len(digest()) == 64
    long = "长" * LONG
    assert len({digest(text) for text in (long, long + "长", long + "短", [long, "长"])}) == 4


def test_unknown_fields_are_refused() -> None:
    with pytest.raises((TypeError, KeyError)):
        from_json(Person, json.dumps({"name": "张三", "age": 3}))
