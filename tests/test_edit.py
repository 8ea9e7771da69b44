"""Adding to an issue's file: what is there stays byte for byte, what comes out holds the old and the new."""

from __future__ import annotations

import random
import re

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.config.edit import Addition, append_entries
from pipeline.config.load import read_issue
from pipeline.errors import ConfigError, UsageError
from pipeline.model import CreditOverride, Entry, Issue, Series


NEW = Addition(Entry(url="https://news.example/new.html", outlet="example"), "2021-06-03 新的")
PLAIN = Addition(Entry(file="new.txt"))
LAYOUTS = {
    "block": "number: 8\ndate: 2021-06\narticles:\n  - file: 01.html\n  - file: 02.html\n",
    "no dash indent": "number: 8\ndate: 2021-06\narticles:\n- file: 01.html\n- file: 02.html\nnote: x\n",
    "deep": "number: 8\ndate: 2021-06\narticles:\n    -   file: 01.html\n        title: 题\n\n\nnote: x\n",
    "dash on its own line": "number: 8\ndate: 2021-06\narticles:\n  -\n    file: 01.html\n    title: a\n",
    "no final newline": "number: 8\ndate: 2021-06\narticles:\n  - file: 01.html",
    "no final newline, comment": "number: 8\ndate: 2021-06\narticles:\n  - file: 01.html # 完",
    "windows": "number: 8\r\ndate: 2021-06\r\narticles:\r\n  - file: 01.html\r\n    title: a\r\nnote: b\r\n",
    "old mac": "number: 8\rdate: 2021-06\rarticles:\r  - file: 01.html\r",
    "byte order mark": "\ufeffnumber: 8\ndate: 2021-06\narticles:\n  - file: 01.html\n",
    "document marks": "---\nnumber: 8\ndate: 2021-06\narticles:\n  - file: 01.html\n...\n# after\n",
    "comments within": "number: 8\ndate: 2021-06\narticles: # 要目\n  # 头条\n  - file: 01.html # 一\n  # 末\n",
    "comments behind": "number: 8\ndate: 2021-06\narticles:\n  - file: 01.html\n# 以下备用\n# alt: {}\nnote: x\n",
    "comment after a gap": "number: 8\ndate: 2021-06\narticles:\n  - file: 01.html\n\n  # 备用\n  # - file: 9.html\n",
    "spaced": "number: 8\ndate: 2021-06\narticles:\n  - file: 01.html\n    title: a\n\n  - file: 02.html\n\nnote: x\n",
    "block text": "number: 8\ndate: 2021-06\narticles:\n  - file: 01.html\n    deck: |\n      一\n\n      二\n\n\nnote: x\n",
    "block text kept": "number: 8\ndate: 2021-06\narticles:\n  - file: 01.html\n    deck: |+\n      一\n\n\nnote: x\n",
    "block text at the end": "number: 8\ndate: 2021-06\narticles:\n  - file: 01.html\n    deck: >-\n      一\n      二",
    "folded": "number: 8\ndate: 2021-06\narticles:\n  - file: 01.html\n    deck: one\n      two\n      three # 3\n",
    "quoted over lines": 'number: 8\ndate: 2021-06\narticles:\n  - file: 01.html\n    deck: "one\n      two"\nnote: x\n',
    "empty value last": "number: 8\ndate: 2021-06\narticles:\n  - file: 01.html\n    title:\nnote: x\n",
    "nested last": "number: 8\ndate: 2021-06\narticles:\n  - file: 01.html\n    credit:\n      byline:\n        - 甲\n        - 乙\n",
    "flow items": "number: 8\ndate: 2021-06\narticles:\n  - {file: 01.html, title: a}\n  - {file: 02.html}\n",
    "mixed items": "number: 8\ndate: 2021-06\narticles:\n  - {file: 01.html, title: a}\n  - file: 02.html\n",
    "flow": "number: 8\ndate: 2021-06\narticles: [{file: 01.html}, {file: 02.html}] # 二\nnote: x\n",
    "flow, comma": "number: 8\ndate: 2021-06\narticles: [{file: 01.html}, ]\n",
    "flow lines": "number: 8\ndate: 2021-06\narticles: [\n  {file: 01.html}, # 一\n  {file: 02.html}  # 二\n]\nnote: x\n",
    "flow lines, comma": "number: 8\ndate: 2021-06\narticles: [\n  {file: 01.html},\n  {file: 02.html}, # 二\n]\n",
    "flow lines, close beside": "number: 8\ndate: 2021-06\narticles: [\n  {file: 01.html},\n  {file: 02.html}]\n",
    "flow lines, comma before": "number: 8\ndate: 2021-06\narticles: [\n    {file: 01.html}\n  , {file: 02.html}\n  ]\n",
    "flow pairs": "number: 8\ndate: 2021-06\narticles: [file: 01.html]\n",
    "all flow": "{number: 8, date: 2021-06, articles: [{file: 01.html}], note: x}\n",
    "json": '{"number": 8, "date": "2021-06", "articles": [\n  {"file": "01.html", "title": "a, #b"}\n]}\n',
    "complex key": "number: 8\ndate: 2021-06\n? articles\n: - file: 01.html\nnote: x\n",
    "quoted key": 'number: 8\ndate: 2021-06\n"articles":\n  - file: 01.html\n',
    "first key": "articles:\n  - file: 01.html\nnumber: 8\ndate: 2021-06\n",
    "a word like the key": "number: 8\ndate: 2021-06\nnote: |\n  articles:\n    - file: 99.html\narticles:\n  - file: 01.html\n",
}
EMPTY = {
    "brackets": "number: 8\ndate: 2021-06\narticles: []  # 还没有\nnote: x\n",
    "wide brackets": "number: 8\ndate: 2021-06\narticles: [ ]",
    "brackets with a comment": "number: 8\ndate: 2021-06\narticles: [ # 还没有\n  ]\nnote: x\n",
    "null": "number: 8\ndate: 2021-06\narticles: null # 还没有\nnote: x\n",
    "nothing": "number: 8\ndate: 2021-06\narticles:\nnote: x\n",
    "nothing, comments": "number: 8\ndate: 2021-06\narticles: # 还没有\n  # - file: 01.html\n",
    "nothing at the end": "number: 8\ndate: 2021-06\narticles:",
    "no key": "number: 8\ndate: 2021-06",
    "all flow": "{number: 8, date: 2021-06, articles: [], note: x}",
    "all flow, null": "{number: 8, articles: ~, date: 2021-06}",
}


def load(text: str) -> Issue:
    return read_issue("issue.yaml", 2021, text.encode())


def without_lines(issue: Issue) -> list[Entry]:
    return [
        Entry(**{name: getattr(entry, name) for name in Entry.__slots__ if name != "line"})
        for entry in issue.entries
    ]


def assert_added(text: str, additions: list[Addition]) -> str:
    """Check what must hold of every edit, and return the text it made."""
    written = append_entries(text, additions)
    old, new = load(text), load(written)
    assert without_lines(new) == without_lines(old) + [addition.entry for addition in additions]
    assert new.note == old.note
    assert [new.number, new.date, new.alt, new.corrections] == [
        old.number,
        old.date,
        old.alt,
        old.corrections,
    ]
    assert_kept(text, written)
    return written


def assert_kept(text: str, written: str) -> None:
    """Check that every character of the old text is there, in order, and its line breaks' kind with it."""
    rest = iter(written)
    assert all(char in rest for char in text)
    breaks = set(re.findall("\r\n|\r|\n", text)) or {"\n"}
    assert set(re.findall("\r\n|\r|\n", written)) <= breaks
    assert written.startswith("\ufeff") == text.startswith("\ufeff")


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("count", [1, 3])
def test_entries_are_added_to_any_layout(name: str, count: int) -> None:
    many = Addition(Entry(file="3.txt", title="a: b # c", deck="一\n二", series=Series("系列", 2)))
    assert_added(LAYOUTS[name], [NEW, PLAIN, many][:count])


@pytest.mark.parametrize("name", LAYOUTS)
def test_entries_can_be_added_again_and_again(name: str) -> None:
    once = assert_added(LAYOUTS[name], [NEW])
    twice = assert_added(once, [PLAIN])
    assert_added(twice, [NEW, PLAIN])


@pytest.mark.parametrize("name", EMPTY)
def test_a_file_without_articles_gets_its_first(name: str) -> None:
    with pytest.raises(ConfigError):
        load(EMPTY[name])
    written = append_entries(EMPTY[name], [NEW, PLAIN])
    issue = load(written)
    assert without_lines(issue) == [NEW.entry, PLAIN.entry]
    assert (issue.number, issue.date) == (8, "2021-06")
    assert (issue.note == "x") == ("note" in EMPTY[name])
    assert ("还没有" in written) == ("还没有" in EMPTY[name])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "block",
            "  - file: 02.html\n  - url: https://news.example/new.html  # 2021-06-03 新的\n    outlet: example\n",
        ),
        (
            "deep",
            "    -   url: https://news.example/new.html  # 2021-06-03 新的\n        outlet: example\n\n\nnote: x\n",
        ),
        (
            "spaced",
            "  - file: 02.html\n\n  - url: https://news.example/new.html  # 2021-06-03 新的\n    outlet: example\n\nnote",
        ),
        (
            "comments within",
            "  # 末\n  - url: https://news.example/new.html  # 2021-06-03 新的\n    outlet: example\n",
        ),
        ("comments behind", "    outlet: example\n# 以下备用\n# alt: {}\n"),
        ("comment after a gap", "    outlet: example\n\n  # 备用\n  # - file: 9.html\n"),
        ("flow items", '  - {url: "https://news.example/new.html", outlet: example}  # 2021-06-03 新的\n'),
        (
            "flow lines",
            '  {file: 02.html},  # 二\n  {url: "https://news.example/new.html", outlet: example}\n]\n',
        ),
        ("flow", '{file: 02.html}, {url: "https://news.example/new.html", outlet: example}] # 二\n'),
        (
            "windows",
            "    title: a\r\n  - url: https://news.example/new.html  # 2021-06-03 新的\r\n    outlet: example\r\nnote",
        ),
    ],
)
def test_new_entries_look_like_their_neighbours(name: str, expected: str) -> None:
    assert expected in append_entries(LAYOUTS[name], [NEW])


def test_an_empty_list_becomes_lines() -> None:
    written = append_entries(EMPTY["brackets"], [PLAIN])
    assert written == "number: 8\ndate: 2021-06\narticles:  # 还没有\n  - file: new.txt\nnote: x\n"


def test_nothing_to_add_changes_nothing() -> None:
    assert append_entries("not: [yaml", []) == "not: [yaml"


@pytest.mark.parametrize("text", ["- a\n- b\n", "articles: text\n", "articles: {a: b}\n", "just text", ""])
def test_a_file_that_is_no_issue_is_left_alone_with_the_lines_to_add(text: str) -> None:
    with pytest.raises(UsageError, match=r"add these lines to it:\n  - url: https://news\.example/new\.html"):
        append_entries(text, [NEW])


def test_a_remark_cannot_break_out_of_its_comment() -> None:
    written = assert_added(LAYOUTS["block"], [Addition(PLAIN.entry, "a\n  - file: evil.html\x00\x85\u2028b")])
    assert "# a - file: evil.html b\n" in written


# --- any layout at all ----------------------------------------------------------------------------------------

TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufeff\ufffe\uffff"),
    min_size=1,
    max_size=12,
).filter(str.strip).map(str.strip)  # fmt: skip
ENTRIES = st.builds(
    Entry,
    file=st.sampled_from(["01.html", "a b.txt", "第一.md", "x#y.html", "- z.html", "null", "3", "甲：乙.txt"]),
    title=st.none() | TEXT,
    kicker=st.none() | TEXT,
    deck=st.none() | TEXT | st.just("一\n\n 二\n三"),
    department=st.none() | TEXT,
    series=st.none() | st.builds(Series, TEXT, st.integers(1, 99)),
    credit=st.just(CreditOverride())
    | st.builds(lambda outlet, byline: CreditOverride(("outlet", "byline"), outlet=outlet, byline=byline),
                st.none() | TEXT, st.lists(TEXT, max_size=2).map(tuple)),
)  # fmt: skip


def fields_of(entry: Entry) -> dict[str, object]:
    """Write an entry as a person's YAML library would."""
    plain = {
        name: getattr(entry, name)
        for name in ("file", "title", "kicker", "deck", "department")
        if getattr(entry, name)
    }
    if entry.series:
        plain["series"] = {"name": entry.series.name, "part": entry.series.part}
    if entry.credit.given:
        plain["credit"] = {"outlet": entry.credit.outlet, "byline": list(entry.credit.byline)}
    return plain


@st.composite
def files(draw: st.DrawFn) -> str:
    """Draw an issue's file: its entries, its keys' order, its style, and comments wherever they may stand."""
    entries = draw(st.lists(ENTRIES, min_size=1, max_size=4))
    pairs: list[tuple[str, object]] = [("number", 8), ("date", "2021-06"), ("note", draw(TEXT))]
    pairs.insert(draw(st.integers(0, 3)), ("articles", [fields_of(entry) for entry in entries]))
    text = yaml.safe_dump(
        dict(pairs),
        sort_keys=False,
        allow_unicode=draw(st.booleans()),
        indent=draw(st.integers(2, 6)),
        width=draw(st.sampled_from([20, 80, 1000])),
        default_flow_style=draw(st.sampled_from([None, False, True])),
        default_style=draw(st.sampled_from([None, None, '"', "'"])),
    )
    # numbers must be plain; safe_dump quotes what default_style quotes
    text = re.sub(r"!!int ['\"]?(\d+)['\"]?", r"\1", text)
    text = re.sub(r"!!null ['\"]null['\"]", "null", text)
    text = text.removesuffix("\n") if draw(st.booleans()) else text
    return commented(text, draw(st.integers(0, 2**32))).replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


def commented(text: str, seed: int) -> str:
    """Put comment lines and blank lines between lines where a parser agrees that nothing else changes."""
    chance, lines = random.Random(seed), text.split("\n")
    for _ in range(4):
        at = chance.randrange(len(lines) + 1)
        tried = [*lines[:at], chance.choice(["", "# 注", "  # - file: no.html", "      # 备用"]), *lines[at:]]
        try:
            is_same = yaml.safe_load("\n".join(tried)) == yaml.safe_load(text)
        except yaml.YAMLError:
            continue
        lines = tried if is_same else lines
    return "\n".join(lines)


@pytest.mark.slow
@settings(max_examples=250)
@given(files(), st.lists(st.builds(Addition, ENTRIES, st.none() | TEXT), min_size=1, max_size=3))
def test_any_file_keeps_what_it_has_and_gains_what_is_new(text: str, additions: list[Addition]) -> None:
    assert_added(text, additions)
