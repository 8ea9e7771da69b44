"""What would make a wrong book is found before it is packed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.assets import load_terms
from pipeline.compile.publication import Bound, compile_issue
from pipeline.model import Article, Credit, Entry, Issue, Periodical, Publication
from pipeline.verify import verify


def good() -> Publication:
    periodical = Periodical("k", "园地", "zh-Hans", "社", "7f0c0d52-9d0c-4a1e-8f59-2d0b7a1f6f10")
    issue = Issue(2021, 8, "2021-06", (Entry(file="01.html"),))
    article = Article("2021-08-01", "题", "<p>文</p>", "zh-Hans", Credit("社"))
    return compile_issue(periodical, Bound(issue, (article,)), load_terms(None, "zh-Hans"))[0]


def codes(publication: Publication) -> list[str]:
    return [finding.code for finding in verify(publication)]


def with_article(**changes: object) -> Publication:
    publication = good()
    sections = tuple(
        replace(section, **changes) if section.kind == "article" else section  # type: ignore[arg-type]
        for section in publication.sections
    )
    return replace(publication, sections=sections)


def test_a_good_book_passes() -> None:
    assert codes(good()) == []


@pytest.mark.parametrize(
    ("publication", "code"),
    [
        (with_article(file="colophon.xhtml"), "PUB-002"),
        (with_article(title=" "), "PUB-003"),
        (with_article(article=replace(good().sections[3].article, body="<div>文</div>")), "PUB-004"),  # type: ignore[type-var]
        (replace(good(), sections=good().sections[:3]), "PUB-005"),
        (with_article(kind="reference", see="gone.xhtml"), "PUB-006"),
    ],
)
def test_a_wrong_book_is_told(publication: Publication, code: str) -> None:
    assert code in codes(publication)


def test_a_missing_article_has_no_body_to_check() -> None:
    article = good().sections[3].article
    assert article is not None
    assert codes(with_article(article=replace(article, body="", missing="why"))) == []
