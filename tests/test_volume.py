"""Volumes: indexes, series, numbers of other kinds, spans of time, parts, years that are not over."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pytest
from homes import text_of, write_home
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pipeline.assets import load_terms
from pipeline.cli.main import main
from pipeline.collate import file_texts
from pipeline.compile.parting import parted
from pipeline.compile.publication import Bound, compile_issue
from pipeline.compile.volume import Binding, compile_volume
from pipeline.model import (
    Article,
    Credit,
    Entry,
    Issue,
    Periodical,
    Person,
    Picture,
    Publication,
    Section,
    Series,
    Span,
)
from pipeline.render.front import contents_section
from pipeline.terms import folio, short_folio


PERIODICAL = Periodical("k", "园地", "zh-Hans", "社", "7f0c0d52-9d0c-4a1e-8f59-2d0b7a1f6f10")
TERMS = load_terms(None, "zh-Hans")
XHTML = {"h": "http://www.w3.org/1999/xhtml"}


def issue(
    number: int, *, year: int = 2021, date: str = "", parts: dict[int, Series] | None = None, **more: object
) -> Issue:
    entries = tuple(Entry(file=f"{each:02d}.html", series=(parts or {}).get(each)) for each in (1, 2))
    return Issue(year, number, date or f"{year}-{number:02d}", entries, **more)


def bound(of: Issue, **more: object) -> Bound:
    titles = {"01": f"看土之{of.number}", "02": f"A pond {of.number}"}
    articles = tuple(
        Article(f"{of.key}-{name}", title, f"<p>{of.key} {title}</p>", "zh-Hans",
                Credit("样报", byline=(Person("曾国藩"),), published=f"{of.year}-01-0{name[1]}"), department="农事",
                series=of.entries[int(name) - 1].series, **more)
        for name, title in titles.items()
    )  # fmt: skip
    return Bound(of, articles)


def volume(issues: list[Issue], **more: object) -> Publication:
    span = more.pop("span", Span(issues[0].year, issues[-1].year))
    binding = Binding(
        span,
        planned=more.pop("planned", issues),
        file=lambda texts, are_names: file_texts(texts, "zh-Hans", are_names=are_names),
        **more,
    )
    return compile_volume(PERIODICAL, [bound(each) for each in issues], binding, TERMS)[0]


def sections(publication: Publication, kind: str) -> list[Section]:
    found = [section for section in publication.sections if section.kind == kind]
    return found + [
        child for section in publication.sections for child in section.children if child.kind == kind
    ]


# --- indexes ------------------------------------------------------------------------------------------------


def test_a_volume_has_five_indexes_that_lead_to_whole_files() -> None:
    publication = volume([issue(1), issue(2)])
    indexes = {section.id: section for section in sections(publication, "index")}
    assert list(indexes) == [
        "index-titles",
        "index-authors",
        "index-outlets",
        "index-departments",
        "index-dates",
    ]
    files = {section.file for section in sections(publication, "article")}
    for section in indexes.values():
        places = [place for group in section.index for entry in group.entries for place in entry.places]
        assert {place.file for place in places} == files
        assert all(place.text.endswith(("第1期", "第2期")) for place in places)


def test_titles_stand_by_initials_and_authors_by_surname() -> None:
    publication = volume([issue(1), issue(2)])
    titles, authors, *_ = sections(publication, "index")
    listed = {group.heading: [entry.places[0].text for entry in group.entries] for group in titles.index}
    assert listed == {"A": ["A pond 1 第1期", "A pond 2 第2期"], "K": ["看土之1 第1期", "看土之2 第2期"]}
    assert [(group.heading, [entry.term for entry in group.entries]) for group in authors.index] == [
        ("Z", ["曾国藩"])
    ]


def test_an_issue_has_no_index() -> None:
    assert sections(compile_issue(PERIODICAL, bound(issue(1)), TERMS)[0], "index") == []


def test_a_long_index_is_parted_between_letters() -> None:
    issues = [issue(number, date="2021-06") for number in range(1, 401)]
    titles = [
        section for section in sections(volume(issues), "index") if section.id.startswith("index-titles")
    ]
    assert [section.id for section in titles] == ["index-titles-1", "index-titles-2"]
    assert [section.title for section in titles] == ["题名索引 A–A", "题名索引 K–K"]


# --- series -------------------------------------------------------------------------------------------------


def test_parts_of_a_series_lead_to_each_other_over_issues_and_years() -> None:
    issues = [
        issue(1, parts={1: Series("堆肥记", 1)}),
        issue(3, parts={2: Series("堆肥记", 2)}),
        issue(1, year=2022, parts={1: Series("堆肥记", 3)}),
    ]
    year = {each.id: each for each in sections(volume(issues[:2], planned=issues), "article")}
    first, second = year["a2021-01-01"].neighbours, year["a2021-03-02"].neighbours
    assert [(each.way, each.file) for each in first] == [("next", "a2021-03-02.xhtml")]
    assert [(each.way, each.file) for each in second] == [("previous", "a2021-01-01.xhtml"), ("next", None)]


# --- numbers of other kinds -----------------------------------------------------------------------------------


def test_double_and_special_issues_are_named() -> None:
    double = issue(7, through=8, whole_number=30, whole_through=31)
    assert (folio(double, TERMS), short_folio(double, TERMS)) == ("第7—8期（总第30—31期）", "第7—8期")
    special = issue(90, special="国庆特刊", whole_number=32)
    assert (folio(special, TERMS), short_folio(special, TERMS)) == ("国庆特刊（总第32期）", "国庆特刊")


def numbered(home: Path, numbers: dict[str, str]) -> None:
    for folder, text in numbers.items():
        place = home / "sources" / "issues" / "2021" / folder
        place.mkdir(parents=True, exist_ok=True)
        (place / "01.txt").write_text(f"第{folder}期的话，晴。\n", "utf-8")
        credit = "    title: 记事\n    credit: {outlet: 本刊}\n"
        (place / "issue.yaml").write_text(f"{text}articles:\n  - file: 01.txt\n{credit}", "utf-8")


def test_a_double_issue_fills_both_numbers_and_a_special_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = write_home(tmp_path / "home", issues=1)
    numbered(home, {
        "02": "number: 2\nthrough: 3\ndate: 2021-02\nwhole_number: 2\nwhole_through: 3\n",
        "05": "number: 5\ndate: 2021-05\nwhole_number: 5\n",
        "90": "number: 90\nspecial: 国庆特刊\ndate: 2021-10\n",
    })  # fmt: skip
    assert main(["build", "--home", str(home)]) == 0
    told = capsys.readouterr().err
    assert "number 4 is not here" in told
    assert "90" not in "".join(line for line in told.splitlines() if "CFG-" in line)
    colophon = text_of(home / "dist" / "volumes" / "mini-2021.epub", "text/colophon.xhtml")
    assert re.findall(r"第\S+?期未收录", colophon) == ["第4期未收录"]
    contents = text_of(home / "dist" / "volumes" / "mini-2021.epub", "text/contents.xhtml")
    assert "第2—3期（总第2—3期）" in contents
    assert "国庆特刊" in contents


def test_a_double_issue_that_ends_before_it_begins_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = write_home(tmp_path / "home", issues=1)
    numbered(home, {"03": "number: 3\nthrough: 2\ndate: 2021-03\n"})
    assert main(["build", "--home", str(home)]) == 2
    assert (
        "03/issue.yaml:2:10: 'through' 2 is not above 'number' 3; write the last number"
        in capsys.readouterr().err
    )


# --- a year that is not over ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("last", "is_newest", "status"),
    [
        (issue(4), True, "本卷未完，截至第4期"),
        (issue(4), False, None),
        (issue(12), True, None),
        (issue(11, date="2021-12"), True, None),
        (issue(11, through=12, date="2021-11"), True, None),
    ],
)
def test_a_volume_says_that_it_is_not_complete(last: Issue, is_newest: bool, status: str | None) -> None:
    assert volume([issue(1), last], is_newest=is_newest).status == status


def test_the_next_issue_makes_the_volume_anew(tmp_path: Path) -> None:
    home = write_home(tmp_path / "home", issues=2)
    book = home / "dist" / "volumes" / "mini-2021.epub"
    assert main(["build", "--home", str(home), "-q"]) == 0
    assert "本卷未完，截至第2期" in text_of(book, "text/titlepage.xhtml")
    numbered(home, {"12": "number: 12\ndate: 2021-12\n"})
    assert main(["build", "--home", str(home), "-q"]) == 0
    assert "本卷未完" not in text_of(book, "text/titlepage.xhtml")


# --- several years, half a year ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home of two years."""
    home = write_home(tmp_path_factory.mktemp("years") / "home", issues=2)
    other = home / "sources" / "issues" / "2022" / "08"
    other.mkdir(parents=True)
    (other / "01.txt").write_text("后一年的话，晴。\n", "utf-8")
    text = (
        "number: 8\ndate: 2022-08\narticles:\n  - file: 01.txt\n    title: 后记\n    credit: {outlet: 本刊}\n"
    )
    (other / "issue.yaml").write_text(text, "utf-8")
    return home


def metadata(book: Path) -> dict[str, str]:
    with zipfile.ZipFile(book) as archive:
        root = etree.fromstring(
            archive.read(
                "EPUB/package.opf" if "EPUB/package.opf" in archive.namelist() else "EPUB/content.opf"
            )
        )
    dc = "{http://purl.org/dc/elements/1.1/}"
    return {name: root.findtext(f".//{dc}{name}") for name in ("identifier", "title", "date")}


def test_a_volume_of_several_years_and_of_half_a_year(years: Path) -> None:
    targets = ["2021-2022", "2021-h1", "2022-h2", "2021"]
    assert main(["build", "--home", str(years), "-q", *targets]) == 0
    told = {name: metadata(years / "dist" / "volumes" / f"mini-{name}.epub") for name in targets}
    assert [each["title"] for each in told.values()] == [
        "小园 2021—2022年合订本",
        "小园 2021年上半年合订本",
        "小园 2022年下半年合订本",
        "小园 2021年合订本",
    ]
    assert len({each["identifier"] for each in told.values()}) == 4
    assert told["2021-h1"]["date"] == "2021-06-30"
    both = years / "dist" / "volumes" / "mini-2021-2022.epub"
    assert "后记 2022年第8期" in text_of(both, "text/index-titles.xhtml")
    missing = re.findall(r"\d{4}年第\d期未收录", text_of(both, "text/colophon.xhtml"))
    assert missing == [f"2022年第{number}期未收录" for number in range(1, 8)]


def test_a_home_says_what_is_bound(years: Path, tmp_path: Path) -> None:
    import shutil

    home = tmp_path / "home"
    shutil.copytree(years, home, ignore=shutil.ignore_patterns("dist", ".presswork"))
    config = home / "sources" / "periodical.yaml"
    config.write_text(config.read_text("utf-8") + "volumes: [half-yearly, 2021-2022]\n", "utf-8")
    assert main(["build", "--home", str(home), "-q"]) == 0
    assert sorted(path.name for path in (home / "dist" / "volumes").iterdir()) == [
        "mini-2021-2022.epub",
        "mini-2021-h1.epub",
        "mini-2022-h2.epub",
    ]
    assert main(["shelf", "--home", str(home), "-q"]) == 0
    assert main(["verify", "--home", str(home), "-q"]) == 0
    assert main(["bag", "2022", "--home", str(home), "-q"]) == 0


@pytest.mark.parametrize("span", ["2022-2021", "sometimes", "2021-h3"])
def test_a_span_that_is_none_is_told(tmp_path: Path, span: str, capsys: pytest.CaptureFixture[str]) -> None:
    home = write_home(tmp_path / "home", issues=1)
    config = home / "sources" / "periodical.yaml"
    config.write_text(config.read_text("utf-8") + f"volumes: [{span}]\n", "utf-8")
    assert main(["build", "--home", str(home)]) == 2
    assert f"'{span}'" in capsys.readouterr().err


# --- parts ----------------------------------------------------------------------------------------------------


def weighed(megabytes: list[int]) -> list[Bound]:
    made = []
    for number, size in enumerate(megabytes, start=1):
        picture = Picture(f"{number}.jpg", f"{number}.jpg", "image/jpeg", 9, 9, size * 1_000_000)
        made.append(bound(issue(number), pictures=(picture,)))
    return made


@given(st.lists(st.integers(0, 50), min_size=1, max_size=24))
def test_parts_hold_every_issue_once_in_order_and_keep_the_limit(sizes: list[int]) -> None:
    whole = weighed(sizes)
    parts = parted(whole)
    assert [each for part in parts for each in part] == whole
    for part in parts:
        weight = sum(sizes[each.issue.number - 1] for each in part)
        assert weight <= 42 or len(part) == 1


@pytest.mark.parametrize(
    ("sizes", "parts"),
    [([10] * 4, [4]), ([10] * 6, [3, 3]), ([1] * 12, [12]), ([20] * 6, [2, 2, 2]), ([50, 1], [1, 1])],
)
def test_parts_are_few_and_even(sizes: list[int], parts: list[int]) -> None:
    assert [len(part) for part in parted(weighed(sizes))] == parts


def test_each_part_has_the_contents_of_the_whole() -> None:
    parts = parted(weighed([10] * 6))
    books = [
        compile_volume(PERIODICAL, part, Binding(Span(2021, 2021), part=number, parts=parts), TERMS)[0]
        for number, part in enumerate(parts, start=1)
    ]
    assert [book.title for book in books] == ["园地 2021年合订本（上）", "园地 2021年合订本（下）"]
    assert [book.file_name for book in books] == ["volumes/k-2021-part1.epub", "volumes/k-2021-part2.epub"]
    assert len({book.identifier for book in books}) == 2
    for book in books:
        listed = "".join(contents_section(book, TERMS).itertext())
        places = [listed.index(f"看土之{number}") for number in range(1, 7)]
        assert places == sorted(places)
    first = contents_section(books[0], TERMS)
    assert len(first.findall(".//h:li//h:li//h:a", XHTML)) == 6
    assert "（下册）" in "".join(first.itertext())


@pytest.mark.slow
def test_a_volume_of_more_than_four_thousand_files_is_two_books(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = write_home(tmp_path / "home", issues=1)
    for number in range(2, 6):
        place = home / "sources" / "issues" / "2021" / f"{number:02d}"
        place.mkdir()
        entries = []
        for each in range(1000):
            (place / f"{each}.txt").write_text(f"第{number}期第{each}篇，晴。\n", "utf-8")
            entries.append(f"  - file: {each}.txt\n    title: 记事{each}\n    credit: {{outlet: 本刊}}\n")
        (place / "issue.yaml").write_text(
            f"number: {number}\ndate: 2021-{number:02d}\narticles:\n" + "".join(entries), "utf-8"
        )
    assert main(["build", "--home", str(home), "--json", "2021"]) == 0
    made = json.loads(capsys.readouterr().out)["books"]
    assert [book["file"] for book in made] == [
        "dist/volumes/mini-2021-part1.epub",
        "dist/volumes/mini-2021-part2.epub",
    ]
    names = [zipfile.ZipFile(home / book["file"]).namelist() for book in made]
    assert all(len(listed) < 4000 for listed in names)
    articles = [name for listed in names for name in listed if "/text/a2021" in name]
    assert len(articles) == len(set(articles)) == 4002
    assert main(["check", "--no-epubcheck", *(str(home / book["file"]) for book in made)]) == 0
