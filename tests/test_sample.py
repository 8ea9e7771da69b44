"""The sample periodical is read as its truth (cases/sample/expected.json, made with the pages) says."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from lxml import etree

from pipeline import markup
from pipeline.build.gather import gather
from pipeline.build.inputs import hash_home
from pipeline.build.workshop import Workshop
from pipeline.config import load_home
from pipeline.model import Article
from pipeline.store import Store


ROOT = Path(__file__).parent.parent
EXPECTED: dict[str, dict[str, Any]] = json.loads(
    (ROOT / "tests/cases/sample/expected.json").read_text("utf-8")
)
H = "{http://www.w3.org/1999/xhtml}"


@cache
def articles() -> dict[str, Article]:
    """Read the whole sample once."""
    folder = Path(mkdtemp())
    try:
        home = load_home(ROOT)
        gathered = gather(Workshop(home, hash_home(ROOT), Store(folder), jobs=1), home.issues)
        return {
            f"{issue.year}/{issue.number:02d}/{position:02d}": article
            for issue in home.issues
            for position, article in enumerate(gathered[issue.key].articles, start=1)
        }
    finally:
        shutil.rmtree(folder)


def squeezed(text: str | None) -> str:
    return "".join((text or "").split())


def body(key: str) -> etree._Element:
    return markup.parse(articles()[key].body)


def letters(key: str) -> str:
    """Return the letters of the body, the readings beside its words left out."""
    root = body(key)
    for reading in root.iter(f"{H}rt", f"{H}rp"):
        reading.text = ""
    return squeezed("".join(root.itertext()))


KEYS = pytest.mark.parametrize("key", sorted(EXPECTED))


def test_every_entry_has_its_truth() -> None:
    assert sorted(articles()) == sorted(EXPECTED)


@KEYS
@pytest.mark.parametrize("field", ["title", "deck", "language"])
def test_what_the_article_is_called(key: str, field: str) -> None:
    found = getattr(articles()[key], field)
    assert squeezed(found).removeprefix("——") == squeezed(EXPECTED[key][field])


@KEYS
def test_who_is_credited(key: str) -> None:
    credit, expected = articles()[key].credit, EXPECTED[key]
    names = [
        person.name
        for person in credit.byline
        if person.role not in ("editor", "responsible-editor", "photographer")
    ]
    assert (credit.outlet, names) == (expected["outlet"], expected["byline"])


@KEYS
def test_when_it_was_published(key: str) -> None:
    found, expected = articles()[key].credit.published or "", EXPECTED[key]["published"]
    assert (len(found) > 10, datetime.fromisoformat(found)) == (
        len(expected) > 10,
        datetime.fromisoformat(expected),
    )


@KEYS
def test_the_whole_text_and_nothing_but_the_text(key: str) -> None:
    text, expected = letters(key), EXPECTED[key]
    assert squeezed(expected["first"]) in text
    assert squeezed(expected["last"]) in text
    assert [each for each in expected["must_not_contain"] if squeezed(each) in text] == []


@KEYS
def test_the_structure_is_kept(key: str) -> None:
    root, expected = body(key), EXPECTED[key]
    headings = [
        squeezed("".join(heading.itertext()))
        for heading in root.iter(*(f"{H}h{level}" for level in range(2, 7)))
    ]
    assert headings == [squeezed(heading) for heading in expected["headings"]]
    assert len(list(root.iter(f"{H}table"))) == expected["tables"]
    assert len(list(root.iter(f"{H}ul", f"{H}ol"))) == expected["lists"]


@KEYS
def test_paragraphs_are_neither_lost_nor_parted(key: str) -> None:
    outside = (f"{H}{name}" for name in ("li", "td", "th", "aside", "figcaption"))
    inner = tuple(outside)
    found = [each for each in body(key).iter(f"{H}p") if next(each.iterancestors(*inner), None) is None]
    assert len(found) == EXPECTED[key]["paragraphs"], [("".join(each.itertext()))[:30] for each in found]


@KEYS
def test_every_picture_is_there(key: str) -> None:
    assert len(list(body(key).iter(f"{H}img"))) == EXPECTED[key]["images"]
    assert len(articles()[key].pictures) == EXPECTED[key]["images"]


@KEYS
def test_the_account_balances(key: str) -> None:
    ledger = articles()[key].ledger
    dropped = sum((drop.counts for drop in ledger.dropped), start=type(ledger.kept)())
    assert ledger.total - ledger.kept == dropped
    assert ledger.kept == markup.counts(articles()[key].body)


def test_the_reader_finds_nothing_amiss() -> None:
    odd = [
        str(finding)
        for article in articles().values()
        for finding in article.findings
        if finding.severity != "note"
    ]
    assert odd == []


# What real sites serve, and a book must hold: what the sample promises to have of it → how often at least
SERVED = {
    "tables in tables": (r"(?is)<table[^>]*>(?:(?!</table>).)*<table", 5),
    "a TRS_Editor in another": r"(?s)TRS_Editor.*TRS_Editor",
    "paragraphs parted by br": r"<br\s*/?>\s*(?:　　|&nbsp;)",
    "indents of full width": r">　　",
    "a share bar": r"class=\"[^\"]*share",
    "related articles": "相关阅读",
    "scripts": "<script",
    "a lazy picture": r"\bdata-(?:src|original)=",
    "a second page": "下一页",
    "a table of eight columns": r"(?s)<tr[^>]*>(?:(?:(?!</tr>).)*<t[dh]){8}",
    "a list": "<[uo]l[ >]",
    "notes": r"\[1\]|〔1〕|注释",
    "ruby": "<ruby",
}


@pytest.mark.parametrize("what", sorted(SERVED))
def test_the_sample_has_what_sites_serve(what: str) -> None:
    told = SERVED[what]
    pattern, least = told if isinstance(told, tuple) else (told, 1)
    assert sum(re.search(pattern, text) is not None for text in pages().values()) >= least


def test_the_sample_has_a_page_that_lies_about_its_encoding() -> None:
    lies = [name for name, text in pages().items() if "charset=utf-8" in text and not is_utf8(name)]
    assert lies
    assert sum("charset=gb2312" in text and not is_utf8(name) for name, text in pages().items()) > 5


def test_the_sample_is_as_large_as_it_says() -> None:
    home = load_home(ROOT)
    years = Counter(issue.year for issue in home.issues)
    entries = [entry for issue in home.issues for entry in issue.entries]
    assert sorted(years.values()) == [3, 12]
    assert len(entries) >= 30
    assert len(home.outlets) >= 4
    assert [(entry.series.name, entry.series.part) for entry in entries if entry.series] == [
        ("堆肥记", 1),
        ("堆肥记", 2),
    ]
    assert sum(article.language == "en" for article in articles().values()) == 1
    bodies = Counter(squeezed("".join(body(key).itertext())) for key in articles())
    assert max(bodies.values()) == 2  # one article stands in two issues
    plans = (ROOT / "sources/issues").rglob("issue.yaml")
    assert all("虚构" in plan.read_text("utf-8") for plan in plans)


@cache
def pages() -> dict[str, str]:
    """Return the text of every saved page."""
    found = (path for path in (ROOT / "sources/issues").rglob("*.html") if "_files" not in path.as_posix())
    return {path.as_posix(): path.read_bytes().decode(encoding_of(path)) for path in sorted(found)}


def encoding_of(path: Path) -> str:
    return "utf-8" if is_utf8(path.as_posix()) else "gb18030"


def is_utf8(name: str) -> bool:
    try:
        Path(name).read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
