"""Issues and years of articles become publications: names that last, one article once, gaps named."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.assets import load_terms
from pipeline.compile import identity
from pipeline.compile.article import compile_article, missing_article
from pipeline.compile.duplicates import repeats
from pipeline.compile.publication import Bound, compile_issue
from pipeline.compile.volume import Binding, compile_volume
from pipeline.findings import find
from pipeline.model import (
    Article,
    Correction,
    Credit,
    CreditOverride,
    Entry,
    Issue,
    Periodical,
    Picture,
    Publication,
    Reading,
    Section,
    Series,
    Span,
)


PERIODICAL = Periodical(
    key="yuandi",
    title="园地",
    language="zh-Hans",
    publisher="园地编辑部",
    namespace="7f0c0d52-9d0c-4a1e-8f59-2d0b7a1f6f10",
    ears=("春种秋收", "与土为友"),
    issn="1234-5679",
)
TERMS = load_terms(None, "zh-Hans")


def article(key: str, body: str = "", title: str = "题") -> Article:
    return Article(
        key=key, title=title, body=body or f"<p>{key}</p>", language="zh-Hans", credit=Credit("社")
    )


def issue(
    number: int, *, year: int = 2021, whole: int | None = None, date: str = "2021-06", files: int = 1
) -> Issue:
    entries = tuple(Entry(file=f"{each:02d}.html") for each in range(1, files + 1))
    return Issue(year, number, date, entries, whole_number=whole)


def bound(number: int, *bodies: str, **more: int | str | None) -> Bound:
    planned = issue(number, files=len(bodies), **more)  # type: ignore[arg-type]
    keys = identity.article_keys(planned)
    return Bound(planned, tuple(article(key, body) for key, body in zip(keys, bodies, strict=True)))


def kinds(sections: tuple[Section, ...]) -> list[str]:
    return [section.kind for section in sections]


def flat(publication: Publication) -> list[Section]:
    return [each for section in publication.sections for each in (section, *section.children)]


class TestIdentity:
    def test_a_local_file_names_its_article(self) -> None:
        assert identity.article_keys(issue(8, files=2)) == ("2021-08-01", "2021-08-02")

    def test_an_entry_put_in_between_renames_no_other(self) -> None:
        plan = issue(8, files=2)
        more = replace(plan, entries=(plan.entries[0], Entry(url="https://n.example/a"), plan.entries[1]))
        before, after = identity.article_keys(plan), identity.article_keys(more)
        assert (after[0], after[2]) == before

    @given(st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=6))
    def test_keys_are_unique_and_plain_for_any_names(self, names: list[str]) -> None:
        plan = replace(issue(8), entries=tuple(Entry(file=name) for name in names))
        keys = identity.article_keys(plan)
        assert len(set(keys)) == len(keys)
        assert all(key.isascii() and key.replace("-", "").isalnum() for key in keys)

    def test_identifiers_last(self) -> None:
        assert identity.issue_identifier(PERIODICAL, issue(8)) == identity.issue_identifier(
            PERIODICAL, issue(8, date="2021-07")
        )
        assert identity.issue_identifier(PERIODICAL, issue(8)) != identity.issue_identifier(
            PERIODICAL, issue(9)
        )

    def test_positions_grow_from_month_to_month(self) -> None:
        positions = [identity.series_position(issue(number)) for number in (1, 2, 9, 10, 11, 12)]
        assert positions == sorted(positions)

    def test_modified_is_the_latest_date_told(self) -> None:
        plain = issue(8)
        corrected = replace(plain, corrections=(Correction("2021-07-02", "更正"),))
        assert identity.modified((plain,), None) == "2021-06-30T00:00:00Z"
        assert identity.modified((corrected,), None) == "2021-07-02T00:00:00Z"
        assert identity.modified((plain,), "2000-01-01T00:00:00Z") == "2000-01-01T00:00:00Z"


class TestArticle:
    def compiled(self, entry: Entry, reading: Reading, pictures: dict[str, Picture] | None = None) -> Article:
        return compile_article(
            entry,
            reading,
            key="2021-08-01",
            where="01.html",
            outlet=None,
            language="zh-Hans",
            pictures=pictures or {},
            digest="0",
        )

    def test_what_the_editor_set_wins(self) -> None:
        entry = Entry(
            file="01.html", title="编者题", credit=CreditOverride(given=("outlet",), outlet="新华社")
        )
        made = self.compiled(
            entry, Reading("页题", "<p>文</p>", credit=Credit("某网", url="https://n.example/"))
        )
        assert (made.title, made.credit.outlet, made.credit.url) == ("编者题", "新华社", "https://n.example/")

    def test_without_a_title_the_first_words_serve_and_the_editor_is_told(self) -> None:
        made = self.compiled(Entry(file="01.html"), Reading(None, "<p>今天种下了一行豌豆。</p>"))
        assert made.title == "今天种下了一行豌豆。"
        assert "CMP-001" in [finding.code for finding in made.findings]

    def test_only_pictures_of_the_body_go_along(self) -> None:
        used = Picture("a&b.jpg", "1.jpg", "image/jpeg", 1, 1, 1)
        other = Picture("c.jpg", "2.jpg", "image/jpeg", 1, 1, 1)
        reading = Reading("题", '<figure><img src="a&amp;b.jpg" alt=""/></figure>')
        assert self.compiled(Entry(file="01.html"), reading, {"a&b.jpg": used, "c.jpg": other}).pictures == (
            used,
        )

    def test_pictures_that_nothing_describes_are_listed_for_the_editor(self) -> None:
        body = (
            '<figure><img src="a.jpg" alt=""/></figure><figure><img src="b.jpg" alt="豆"/></figure>'
            '<figure><img src="c.jpg" alt=""/><figcaption>豆子</figcaption></figure>'
            '<figure><img src="d.jpg" alt=""/></figure><figure><img src="a.jpg" alt=""/></figure>'
        )
        pictures = {f"{name}.jpg": Picture(f"{name}.jpg", name, "image/jpeg", 1, 1, 1) for name in "abc"}
        pictures["d.jpg"] = replace(pictures["a.jpg"], ref="d.jpg", alt="编者写的")
        made = self.compiled(Entry(file="01.html"), Reading("题", body), pictures)
        told = [finding.what for finding in made.findings if finding.code == "CMP-012"]
        assert told == ["nothing describes the picture a.jpg"]

    def test_a_missing_article_keeps_its_place(self) -> None:
        reason = find("CMP-005", "u", url="https://n.example/a")
        made = missing_article(Entry(url="https://n.example/a"), key="k", language="zh-Hans", reason=reason)
        assert made.missing == reason.what
        assert made.title == "https://n.example/a"


class TestIssue:
    def test_the_order_of_a_book(self) -> None:
        publication, findings = compile_issue(PERIODICAL, bound(8, "<p>一</p>", "<p>二</p>"), TERMS)
        assert kinds(publication.sections) == [
            "cover",
            "titlepage",
            "contents",
            "article",
            "article",
            "credits",
            "colophon",
        ]
        assert findings == ()

    def test_an_issue_with_a_nameplate_of_its_own_stays_in_the_series(self) -> None:
        each = bound(8, "<p>甲</p>", whole=30)
        renamed = replace(each, issue=replace(each.issue, title="旧园地"))
        publication, _ = compile_issue(PERIODICAL, renamed, TERMS)
        assert publication.title == "旧园地 2021年第8期（总第30期）"
        assert [collection.name for collection in publication.collections] == ["园地", "园地 2021年合订本"]

    def test_number_and_date_round_trip(self) -> None:
        publication, _ = compile_issue(PERIODICAL, bound(8, "<p>一</p>", whole=30), TERMS)
        assert publication.title == "园地 2021年第8期（总第30期）"
        assert (publication.face.folio, publication.face.date_text) == ("第8期（总第30期）", "2021年6月")
        assert publication.file_name == "issues/yuandi-2021-no08.epub"
        series, year = publication.collections
        assert (series.kind, series.position, series.identifier) == ("series", 30, "urn:issn:1234-5679")
        assert (year.kind, year.position) == ("set", 8)

    def test_an_article_twice_in_one_issue_is_printed_once(self) -> None:
        publication, findings = compile_issue(PERIODICAL, bound(8, "<p>同文</p>", "<p> 同 文</p>"), TERMS)
        assert kinds(publication.sections).count("article") == 1
        assert [finding.code for finding in findings] == ["CMP-003"]

    def test_an_issue_may_have_its_own_nameplate_and_ears(self) -> None:
        one = bound(8, "<p>一</p>")
        own = Bound(replace(one.issue, title="特刊", ears=("甲",)), one.articles)
        publication, _ = compile_issue(PERIODICAL, own, TERMS)
        assert (publication.face.nameplate, publication.face.ears) == ("特刊", ("甲",))

    def test_a_date_of_a_year_only_is_never_written_so(self) -> None:
        publication, _ = compile_issue(PERIODICAL, bound(8, "<p>一</p>", date="2021"), TERMS)
        assert (publication.date, publication.issued) == ("2021-12-31", "2021")

    def test_headings_reach_the_contents(self) -> None:
        publication, _ = compile_issue(PERIODICAL, bound(8, "<h2>甲 &amp; <em>乙</em></h2><p>文</p>"), TERMS)
        assert publication.sections[3].headings == ("甲 & 乙",)


class TestVolume:
    def year(self) -> Publication:
        issues = [bound(7, "<p>一</p>", "<p>二</p>"), bound(9, "<p>三</p>", "<p>一</p>", date="2021-08")]
        publication, findings = compile_volume(
            PERIODICAL, issues, Binding(Span(2021, 2021), missing=((2021, 8),)), TERMS
        )
        assert [finding.code for finding in findings] == ["CMP-004"]
        return publication

    def test_each_issue_opens_with_its_page(self) -> None:
        publication = self.year()
        assert kinds(publication.sections) == [
            "cover",
            "titlepage",
            "contents",
            "issue",
            "issue",
            "credits",
            "colophon",
        ]
        assert [section.file for section in publication.sections[3].children] == [
            "a2021-07-01.xhtml",
            "a2021-07-02.xhtml",
        ]

    def test_articles_have_the_same_files_as_in_their_issues(self) -> None:
        alone, _ = compile_issue(PERIODICAL, bound(7, "<p>一</p>", "<p>二</p>"), TERMS)
        files = {section.file for section in flat(alone) if section.kind == "article"}
        assert files <= {section.file for section in flat(self.year())}

    def test_a_reprint_is_printed_once_and_referred_to(self) -> None:
        again = self.year().sections[4].children[1]
        assert (again.kind, again.see) == ("reference", "a2021-07-01.xhtml")

    def test_missing_numbers_are_named(self) -> None:
        assert self.year().missing == ("第8期未收录",)

    def test_volumes_are_a_series_of_their_own(self) -> None:
        publication = self.year()
        assert [(each.name, each.position) for each in publication.collections] == [
            ("园地（年度合订本）", 2021)
        ]
        assert (publication.date, publication.title) == ("2021-12-31", "园地 2021年合订本")
        assert publication.face.is_volume


def test_missing_articles_are_no_repeats() -> None:
    gone = replace(article("a"), missing="why", body="")
    assert repeats([gone, replace(gone, key="b")]) == {}


@pytest.mark.parametrize(
    ("body", "same"), [("<p>同文</p>", True), ("<h2>同</h2><p>文</p>", True), ("<p>异文</p>", False)]
)
def test_repeats_look_at_letters_alone(body: str, *, same: bool) -> None:
    assert bool(repeats([article("a", "<p>同文</p>"), article("b", body)])) is same


def test_series_is_kept() -> None:
    made = compile_article(
        Entry(file="1.txt", series=Series("堆肥记", 2)),
        Reading("题", "<p>文</p>"),
        key="k",
        where="w",
        outlet=None,
        language="zh-Hans",
        pictures={},
        digest="",
    )
    assert made.series == Series("堆肥记", 2)
