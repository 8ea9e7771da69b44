"""Pages of many kinds, looking like what sites serve → golden articles; what is no article is told as such."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import markup
from pipeline.clean import Options, clean
from pipeline.model import Counts, Page
from pipeline.read import read


KINDS = sorted(
    path.parent
    for path in (Path(__file__).parent / "pages").glob("*/page.html")
    if not (path.parent / "expected.json").exists()
)
NOT_OF_A_KIND = {"REA-007", "REA-008", "REA-009", "REA-010"}  # doubts and metadata have their own cases


def told(kind: Path) -> str:
    """Write what was read of a page as a text for people: a head, then the body."""
    page = Page(
        "page.html", (kind / "page.html").read_bytes(), url=f"https://{kind.name}.example/2021/06/a.html"
    )
    reading = read(page, None, "zh-Hans")
    rest = reading.ledger.total - reading.ledger.kept
    for drop in reading.ledger.dropped:
        rest = rest - drop.counts
    assert rest == Counts()
    assert markup.check(reading.body) == ()
    assert markup.counts(reading.body) == reading.ledger.kept
    options = Options(reading.language, title=reading.title, base_url=page.url)
    assert clean(reading.body, options).body == reading.body
    codes = sorted(
        {f.code for f in reading.findings if f.code[:3] in ("REA", "CLN") and f.code not in NOT_OF_A_KIND}
    )
    head = (
        f"title: {reading.title}",
        f"language: {reading.language}",
        f"findings: {' '.join(codes) or 'none'}",
    )
    return "\n".join(["<!--", *head, "-->", reading.body, ""])


@pytest.mark.parametrize("kind", KINDS, ids=lambda path: path.name)
def test_a_page_of_a_kind(kind: Path, golden: Callable[[Path, str], None]) -> None:
    golden(kind / "article.html", told(kind))
