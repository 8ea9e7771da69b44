"""Our own rules, EPUBCheck and Ace over a good book and over books broken in one place each."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from sample_book import Files, good_files, write_book

from pipeline.errors import UsageError
from pipeline.findings import CODES, find
from pipeline.validate.epubcheck import check_epub
from pipeline.validate.rules import RULES, check_rules
from pipeline.validate.shelf import check_shelf


OPF, NAV, NCX = "EPUB/package.opf", "EPUB/nav.xhtml", "EPUB/toc.ncx"
ONE, TWO = "EPUB/text/a2021-08-01.xhtml", "EPUB/text/a2021-08-02.xhtml"
CREDITS, COVER, CSS = "EPUB/text/credits.xhtml", "EPUB/text/cover.xhtml", "EPUB/css/book.css"
BARS = "EPUB/images/d6d3aeb152ac.png"
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'

DEEPER = "<ol><li><a href='text/a2021-08-02.xhtml'>三</a><ol><li><a href='text/a2021-08-02.xhtml'>四</a></li></ol></li></ol>"


@pytest.fixture(scope="module")
def good() -> Files:
    return good_files()


def codes_of(path: Path) -> set[str]:
    return {finding.code for finding in check_rules(path)}


# --- text replaced in one file: (the codes expected, file, what stands there, what stands there instead) -------

WIDE = "<table><tr>" + "<th>豆</th>" * 11 + "</tr></table><p>豆子要"
LONG = "<table><tr><th>豆</th></tr>" + "<tr><td>子</td></tr>" * 100 + "</table><p>豆子要"

REPLACED = [
    ("EPC-048", TWO, "豆子要", "豆子\ue001要\ufffd"),
    ("EPC-049", TWO, "<p>豆子要", WIDE),
    ("EPC-049", TWO, "<p>豆子要", LONG),
    (
        "EPC-049",
        TWO,
        "<p>豆子要",
        f"<table><tr><th>{WIDE.split('<p>', maxsplit=1)[0].replace('<th>豆</th>' * 10, '')}</th></tr></table><p>豆子要",
    ),
    ("EPC-010", "mimetype", "application/epub+zip", "application/epub+zip\n"),
    ("EPC-014", TWO, DECLARATION, ""),
    ("EPC-014 EPC-026", TWO, 'encoding="UTF-8"', 'encoding="iso-8859-1"'),
    ("EPC-015", TWO, "</article>", ""),
    ("EPC-015", TWO, "豆子要", "&nbsp;豆子要"),
    ("EPC-020", OPF, "<dc:date>2021-06-30</dc:date>", ""),
    ("EPC-020", OPF, "<dc:rights>", "<dc:title>又一个</dc:title><dc:rights>"),
    ("EPC-020", OPF, '<meta property="dcterms:modified">2021-06-30T00:00:00Z</meta>', ""),
    ("EPC-021 EPC-022", OPF, "urn:uuid:cf2141d1-ecf5-5650-9ebf-f4e42cf0af34", "urn:issn:1234-5679"),
    ("EPC-021 EPC-022", OPF, 'unique-identifier="pub-id"', 'unique-identifier="other"'),
    ("EPC-022", NCX, "cf2141d1", "af2141d1"),
    ("EPC-023", OPF, "<dc:date>2021-06-30", "<dc:date>2021"),
    ("EPC-023", OPF, "<dc:date>2021-06-30", "<dc:date>2021-13-01"),
    ("EPC-023", OPF, "2021-06-30T00:00:00Z", "2021-06-30T00:00:00+08:00"),
    ("EPC-024 EPC-040", OPF, "<dc:language>zh-Hans", "<dc:language>C"),
    ("EPC-024 EPC-040", OPF, "<dc:language>zh-Hans", "<dc:language>und"),
    ("EPC-024 EPC-040", OPF, "<dc:language>zh-Hans", "<dc:language>us"),
    ("EPC-025", OPF, '"group-position">30<', '"group-position">98.4<'),
    ("EPC-025", OPF, '<meta refines="#c2" property="group-position">8</meta>', ""),
    ("EPC-025", OPF, '"collection-type">series<', '"collection-type">periodical<'),
    ("EPC-025", OPF, 'name="calibre:series_index" content="30"', 'name="calibre:series_index" content="8"'),
    ("EPC-026", OPF, '"dcterms:title">种豆记<', '"dcterms:title">种瓜记<'),
    ("EPC-026", OPF, '<meta refines="#a2021-08-02" property="dcterms:title">种豆记</meta>', ""),
    ("EPC-026", OPF, "<dc:source>https://news.example/2021/06/b.html</dc:source>", ""),
    ("EPC-026", OPF, 'source">https://news.example/2021/06/b.html', 'source">https://news.example/'),
    (
        "EPC-026",
        OPF,
        'title">种豆记</meta>',
        'title">种豆记</meta><meta refines="#a2021-08-02" property="dcterms:title">又名</meta>',
    ),
    ("EPC-026", TWO, "来源：示例新闻网", "来源："),
    ("EPC-027 EPC-083", OPF, ' properties="cover-image"', ""),
    ("EPC-027", OPF, '<meta name="cover" content="cover-image"/>', ""),
    ("EPC-027", OPF, '<reference type="text" title="正文" href="text/a2021-08-01.xhtml"/>', ""),
    ("EPC-027", OPF, ' linear="no"', ""),
    ("EPC-030", NCX, "<text>播种</text>", "<text>收获</text>"),
    ("EPC-030 EPC-034", NCX, "a2021-08-02.xhtml", "credits.xhtml"),
    ("EPC-030 EPC-032", NAV, '<li><a href="text/a2021-08-02.xhtml">种豆记</a></li>', ""),
    ("EPC-031 EPC-030", NAV, 'text/titlepage.xhtml">扉页', 'text/credits.xhtml">扉页'),
    ("EPC-031 EPC-030", NAV, 'xhtml#s1">整地', 'xhtml#n1">整地'),
    ("EPC-031 EPC-030 EPC-062", NAV, '#s2">播种', '#s9">播种'),
    ("EPC-031", OPF, '<itemref idref="titlepage"/>', ""),
    (
        "EPC-033 EPC-030",
        NAV,
        "</a></li></ol></li>",
        f"</a>{DEEPER}</li></ol></li>",
    ),
    ("EPC-034 EPC-030", NCX, 'a2021-08-01.xhtml#s1"', 'a2021-08-01.xhtml"'),
    ("EPC-035 EPC-030", NAV, ">整地</a>", "></a>"),
    ("EPC-035 EPC-030", NAV, '<a href="text/a2021-08-01.xhtml#s1">整地</a>', "<span>整地</span>"),
    ("EPC-036", NCX, 'playOrder="5"', 'playOrder="7"'),
    ("EPC-036", NCX, 'name="dtb:depth" content="2"', 'name="dtb:depth" content="1"'),
    ("EPC-037", OPF, '<spine toc="ncx"', "<spine"),
    ("EPC-037", OPF, ' page-progression-direction="ltr"', ""),
    ("EPC-038", NAV, '<li><a epub:type="bodymatter" href="text/a2021-08-01.xhtml">正文</a></li>', ""),
    ("EPC-038", NAV, 'epub:type="bodymatter"', 'epub:type="toc"'),
    ("EPC-038 EPC-050", NAV, 'epub:type="landmarks"', 'epub:type="lot"'),
    ("EPC-040", TWO, ' lang="zh-Hans" xml:lang="zh-Hans"', ' lang="zh-Hans" xml:lang="zh-CN"'),
    ("EPC-040", TWO, ' lang="zh-Hans" xml:lang="zh-Hans"', ""),
    ("EPC-040", TWO, "<p>豆子", '<p lang="en">豆子'),
    ("EPC-040", OPF, ' xml:lang="zh-Hans"', ""),
    ("EPC-041", TWO, "<p>豆子", "<h1>豆子</h1><p>豆子"),
    ("EPC-041 EPC-042 EPC-026", TWO, '<h1 id="h-1">种豆记</h1>', '<h2 id="h-1">种豆记</h2>'),
    ("EPC-042", ONE, '<h2 id="s2">播种</h2>', '<h4 id="s2">播种</h4>'),
    ("EPC-043", ONE, '<h2 id="s2">播种</h2>', '<h2 id="s2"> </h2>'),
    ("EPC-043", ONE, "<title>河边的菜园</title>", "<title/>"),
    ("EPC-044", ONE, "<p>先翻土", "<script>1</script><p>先翻土"),
    ("EPC-044", ONE, "<p>先翻土", "<iframe/><p>先翻土"),
    ("EPC-044", ONE, "<p>先翻土", '<p onclick="x()">先翻土'),
    ("EPC-044", ONE, "<img ", '<img srcset="https://news.example/a.png 2x" '),
    ("EPC-044", ONE, "<body>", '<body id="top">'),
    ("EPC-045", ONE, "<p>先翻土", '<p style="margin: 0">先翻土'),
    ("EPC-045", ONE, "</head>", "<style>p { margin: 0 }</style></head>"),
    ("EPC-046", TWO, "<p>豆子要浅种，", "<p><b>浅</b><strong>种</strong></p><p>豆子要浅种，"),
    ("EPC-047", ONE, '<tr><th scope="col">菜</th><th scope="col">月</th></tr>', ""),
    ("EPC-050", ONE, ' role="doc-credit"', ""),
    ("EPC-050", NAV, ' role="doc-toc"', ""),
    ("EPC-051", TWO, "<article>", '<article role="doc-chapter">'),
    ("EPC-051", TWO, "<p>豆子", '<p role="doc-endnote">豆子'),
    ("EPC-051", TWO, "<p>豆子", '<p role="doc-article">豆子'),
    ("EPC-052", TWO, "<section><h2>出苗</h2>", '<section aria-labelledby="x"><h2 id="x">出苗</h2>'),
    ("EPC-060 EPC-062", CREDITS, "a2021-08-02.xhtml", "a2021-08-02.xhtml#x"),
    ("EPC-060", ONE, 'href="a2021-08-02.xhtml"', 'href="#a2021-08-01"'),
    ("EPC-061", ONE, 'href="a2021-08-02.xhtml"', 'href="A2021-08-02.xhtml"'),
    ("EPC-061", ONE, 'href="a2021-08-02.xhtml"', 'href=""'),
    ("EPC-061 EPC-084", ONE, 'src="../images/d6d3aeb152ac.png" ', ""),
    ("EPC-061 EPC-084", ONE, "d6d3aeb152ac.png", "missing.png"),
    ("EPC-063 EPC-084", ONE, "../images/d6d3aeb152ac.png", "https://news.example/a.png"),
    ("EPC-063 EPC-084", ONE, "../images/d6d3aeb152ac.png", "data:image/png;base64,AAAA"),
    ("EPC-063", ONE, 'href="a2021-08-02.xhtml"', 'href="javascript:void(0)"'),
    ("EPC-063", ONE, "../css/book.css", "//news.example/book.css"),
    ("EPC-064 EPC-062", ONE, 'id="n1"', 'id="n2"'),
    ("EPC-064", ONE, '<a role="doc-backlink" href="#r1" aria-label="回到正文">↩</a>', ""),
    ("EPC-070", CSS, "margin: 0; padding: 0;", "margin: calc(1em + 2px); padding: 0;"),
    ("EPC-070", CSS, "margin: 0; padding: 0;", "margin: 1rem; padding: 0;"),
    ("EPC-070", CSS, "margin: 0; padding: 0;", "margin: 50vh; padding: 0;"),
    ("EPC-070", CSS, "margin: 0; padding: 0;", "--gap: 1em; padding: 0;"),
    ("EPC-070", CSS, "margin: 0; padding: 0;", "margin: VAR(--gap); padding: 0;"),
    ("EPC-070", CSS, '@charset "UTF-8";', '@charset "UTF-8";\n@import "other.css";'),
    ("EPC-070", CSS, "img {", "@media screen { p { margin: 0 } }\nimg {"),
    ("EPC-070", CSS, "h1, h2, h3 {", ":is(h1, h2) {"),
    ("EPC-071", CSS, "margin: 1em 0;", "display: flex;"),
    ("EPC-071", CSS, "margin: 1em 0;", "position: absolute;"),
    ("EPC-071", CSS, "margin: 1em 0;", "margin: 0 -1em;"),
    ("EPC-071", CSS, "margin: 1em 0;", "direction: rtl;"),
    ("EPC-072", CSS, "margin: 1em 0;", "color: #999;"),
    ("EPC-072", CSS, "margin: 1em 0;", "background-image: none;"),
    ("EPC-072", CSS, "margin: 1em 0;", "border-bottom-color: red"),
    ("EPC-073", CSS, "line-height: 1.75;", 'font-family: "Noto Serif";'),
    ("EPC-073", CSS, "p.byline {", "h1, p.byline { font-family: serif } p.byline {"),
    ("EPC-074", CSS, "p.byline {", "div { margin: 0 } p.byline {"),
    ("EPC-085 EPC-090", ONE, ' alt="八道田垄，一道比一道长"', ' alt=" "'),
    ("EPC-085 EPC-090", ONE, ' alt="八道田垄，一道比一道长"', ""),
    ("EPC-086", ONE, 'alt="八道田垄，一道比一道长"', 'alt="图1 田垄"'),
    ("EPC-090", OPF, '<meta property="schema:accessMode">visual</meta>', ""),
    ("EPC-090", OPF, '<meta property="schema:accessModeSufficient">textual</meta>', ""),
    (
        "EPC-090",
        OPF,
        '"schema:accessibilityFeature">rubyAnnotations<',
        '"schema:accessibilityFeature">MathML<',
    ),
    ("EPC-090", OPF, '"schema:accessibilityHazard">none<', '"schema:accessibilityHazard">unknown<'),
    (
        "EPC-090",
        OPF,
        '"schema:accessibilitySummary">文字可重排，图片有替代文字。<',
        '"schema:accessibilitySummary"><',
    ),
    (
        "EPC-091",
        CREDITS,
        '<li><a href="a2021-08-02.xhtml">示例新闻网. 种豆记[EB/OL]. 2021-06-19.</a></li>',
        "",
    ),
    ("EPC-091", CREDITS, 'href="a2021-08-02.xhtml"', 'href="a2021-08-01.xhtml"'),
    ("EPC-091 EPC-050", CREDITS, ' role="doc-credits"', ' role="region"'),
]


@pytest.mark.parametrize(("codes", "name", "old", "new"), REPLACED)
def test_a_rule_finds_what_it_is_for(
    good: Files, tmp_path: Path, codes: str, name: str, old: str, new: str
) -> None:
    text = good[name].decode()
    assert old in text
    path = tmp_path / "book.epub"
    write_book(good | {name: text.replace(old, new, 1).encode()}, path)
    assert codes_of(path) == set(codes.split()), "\n".join(map(str, check_rules(path)))


# --- books that no replacement of text makes ------------------------------------------------------------------


def _picture(mode: str, size: tuple[int, int], form: str) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size).save(out, form)
    return out.getvalue()


def _noise(size_bytes: int) -> bytes:
    return bytes((index * index * 31 + (index >> 7)) % 251 for index in range(size_bytes))


BUILT: list[tuple[str, str, Callable[[Files], Files]]] = [
    ("EPC-010", "mimetype-last", lambda files: {name: files[name] for name in reversed(files)}),
    ("EPC-011", "spaced-name", lambda files: files | {"EPUB/text/two words.xhtml": files[TWO]}),
    ("EPC-011", "chinese-name", lambda files: files | {"EPUB/images/图.png": files[BARS]}),
    ("EPC-013", "unlisted", lambda files: files | {"EPUB/text/draft.xhtml": files[TWO]}),
    (
        "EPC-016",
        "long-page",
        lambda files: files | {TWO: files[TWO].replace(b"<p>", b"<p>" + b"a" * 250_000, 1)},
    ),
    ("EPC-080", "webp", lambda files: files | {BARS: _picture("RGB", (8, 8), "WEBP")}),
    ("EPC-080", "mislabelled", lambda files: files | {BARS: _picture("RGB", (8, 8), "JPEG")}),
    ("EPC-080", "transparent", lambda files: files | {BARS: _picture("RGBA", (8, 8), "PNG")}),
    (
        "EPC-080",
        "cmyk",
        lambda files: files | {"EPUB/images/cover.jpg": _picture("CMYK", (900, 900), "JPEG")},
    ),
    ("EPC-080", "cut-off", lambda files: files | {BARS: files[BARS][:100]}),
    ("EPC-080", "no-picture", lambda files: files | {BARS: b"<html>404</html>"}),
    ("EPC-080", "empty", lambda files: files | {BARS: b""}),
    ("EPC-081", "too-many-dots", lambda files: files | {BARS: _picture("L", (2000, 1300), "PNG")}),
    ("EPC-081", "too-heavy", lambda files: files | {BARS: files[BARS] + _noise(1_000_001)}),
    (
        "EPC-082",
        "small-cover",
        lambda files: files | {"EPUB/images/cover.jpg": _picture("RGB", (400, 600), "JPEG")},
    ),
    ("EPC-083", "other-name", lambda files: files | {BARS: _picture("L", (9, 9), "PNG")}),
    ("EPC-083", "stored-twice", lambda files: files | {"EPUB/images/cover.jpg": files[BARS]}),
    ("EPC-084", "unused", lambda files: files | {ONE: re.sub(rb"<img [^>]*>", b"", files[ONE])}),
]


@pytest.mark.parametrize(
    ("code", "change"), [pytest.param(code, change, id=name) for code, name, change in BUILT]
)
def test_a_rule_finds_a_broken_file(
    good: Files, tmp_path: Path, code: str, change: Callable[[Files], Files]
) -> None:
    path = tmp_path / "book.epub"
    write_book(change(good), path)
    assert code in codes_of(path)


def _stamped(entry: zipfile.ZipInfo) -> None:
    entry.date_time = (2021, 6, 30, 12, 0, len(entry.filename) % 60)


def _extra(entry: zipfile.ZipInfo) -> None:
    entry.extra = b"\x55\x54\x05\x00\x01\x00\x00\x00\x00"


def _compressed(entry: zipfile.ZipInfo) -> None:
    entry.compress_type = zipfile.ZIP_DEFLATED


def _squeezed(entry: zipfile.ZipInfo) -> None:
    if entry.filename != "mimetype":
        entry.compress_type = zipfile.ZIP_BZIP2


@pytest.mark.parametrize(
    ("code", "change"),
    [("EPC-012", _stamped), ("EPC-012", _extra), ("EPC-012", _squeezed), ("EPC-010", _compressed)],
)
def test_a_rule_finds_a_careless_archive(
    good: Files, tmp_path: Path, code: str, change: Callable[[zipfile.ZipInfo], None]
) -> None:
    path = tmp_path / "book.epub"
    write_book(good, path, change)
    assert codes_of(path) == {code}


def test_an_entry_told_twice_or_a_folder_is_found(good: Files, tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    write_book(good, path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(zipfile.ZipInfo("EPUB/images/"), b"")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr(zipfile.ZipInfo(CSS), good[CSS])
    told = " ".join(finding.what for finding in check_rules(path) if finding.code == "EPC-012")
    assert "used 2 times" in told
    assert "empty folder" in told


def test_a_book_may_be_too_large_to_mail(good: Files, tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    heavy = good | {f"EPUB/images/{number}.png": _noise(2_200_000) for number in range(5)}

    def stored(entry: zipfile.ZipInfo) -> None:
        entry.compress_type = zipfile.ZIP_STORED

    write_book(heavy, path, stored)
    assert "EPC-017" in codes_of(path)
    bound = good[OPF].replace(
        b"</metadata>", b'<meta property="dcterms:hasPart">urn:uuid:1</meta></metadata>'
    )
    write_book(heavy | {OPF: bound}, path, stored)
    assert "EPC-017" not in codes_of(path)  # a volume may be larger


def test_the_good_book_is_good(good: Files, tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    write_book(good, path)
    assert [str(finding) for finding in check_rules(path)] == []


def test_every_rule_has_a_book_that_breaks_it() -> None:
    broken = {code for codes, *_ in REPLACED for code in codes.split()} | {code for code, *_ in BUILT}
    assert {code for code, _ in RULES} - broken == {"EPC-012", "EPC-017"}  # tested above, each on its own
    assert len({code for code, _ in RULES}) == len(RULES)


def test_a_finding_says_where(good: Files, tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    write_book(good | {ONE: good[ONE].replace(b"<p>\xe5\x85\x88", b'<p style="x">\xe5\x85\x88')}, path)
    (finding,) = check_rules(path)
    assert finding.where == f"{path}/{ONE}:10"


def test_comments_and_strings_of_a_sheet_are_no_style(good: Files, tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    kept = good[CSS] + b'/* color: red; @media calc( */\nq { quotes: "@media calc(1rem) color: x;" "}" }\n'
    write_book(good | {CSS: kept}, path)
    assert codes_of(path) == set()


# --- what is no book ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data", [b"", b"hello", b"PK\x03\x04 cut off", b"\0" * 5000], ids=["empty", "text", "cut-off", "zeros"]
)
def test_what_is_no_archive_is_one_finding(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "园地 1.epub"
    path.write_bytes(data)
    (finding,) = check_rules(path)
    assert (finding.code, finding.severity, finding.where) == ("EPC-003", "error", str(path))


@pytest.mark.parametrize("lost", ["META-INF/container.xml", OPF])
def test_a_book_without_its_package_is_one_finding(good: Files, tmp_path: Path, lost: str) -> None:
    path = tmp_path / "book.epub"
    write_book({name: data for name, data in good.items() if name != lost}, path)
    assert codes_of(path) == {"EPC-003"}


def test_a_file_that_is_not_there_is_a_mistake_of_usage(tmp_path: Path) -> None:
    for check in (check_rules, check_epub):
        with pytest.raises(UsageError, match="no such book"):
            check(tmp_path / "none.epub")
        with pytest.raises(UsageError, match="no such book"):
            check(tmp_path)


@given(
    name=st.sampled_from(
        [OPF, NAV, NCX, ONE, CREDITS, COVER, CSS, BARS, "META-INF/container.xml", "mimetype"]
    ),
    start=st.floats(0, 1),
    length=st.integers(0, 400),
    filler=st.binary(max_size=12),
)
def test_a_damaged_book_never_stops_the_rules(
    good: Files, tmp_path_factory: pytest.TempPathFactory, name: str, start: float, length: int, filler: bytes
) -> None:
    data, at = good[name], int(start * len(good[name]))
    path = tmp_path_factory.getbasetemp() / "damaged.epub"
    write_book(good | {name: data[:at] + filler + data[at + length :]}, path)
    for finding in check_rules(path):
        assert finding.code in CODES


@given(start=st.floats(0, 1), length=st.integers(0, 64), filler=st.binary(max_size=64))
def test_a_damaged_archive_never_stops_the_rules(
    good: Files, tmp_path_factory: pytest.TempPathFactory, start: float, length: int, filler: bytes
) -> None:
    out = io.BytesIO()
    write_book(good, out)
    data = out.getvalue()
    at = int(start * len(data))
    path = tmp_path_factory.getbasetemp() / "damaged-archive.epub"
    path.write_bytes(data[:at] + filler + data[at + length :])
    for finding in check_rules(path):
        assert finding.code in CODES


# --- side by side ---------------------------------------------------------------------------------------------


def _issue(good: Files, path: Path, number: int, date: str, identity: str) -> Path:
    opf = good[OPF].decode().replace('"group-position">30<', f'"group-position">{number}<')
    opf = opf.replace("2021-06-30</dc:date>", f"{date}</dc:date>").replace("cf2141d1", identity)
    write_book(good | {OPF: opf.encode()}, path)
    return path


def test_a_shelf_in_order_is_good(good: Files, tmp_path: Path) -> None:
    books = [
        _issue(good, tmp_path / "b.epub", 10, "2021-07-31", "af2141d1"),
        _issue(good, tmp_path / "a.epub", 9, "2021-06-30", "bf2141d1"),
    ]
    assert check_shelf(books) == ()


@pytest.mark.parametrize(
    ("number", "date", "identity", "told"),
    [
        (9, "2021-07-31", "af2141d1", "as is"),
        (10, "2021-05-31", "af2141d1", "dated before"),
        (10, "2021-07-31", "bf2141d1", "identifier of"),
    ],
)
def test_books_that_take_each_others_place_are_found(
    good: Files, tmp_path: Path, number: int, date: str, identity: str, told: str
) -> None:
    books = [
        _issue(good, tmp_path / "a.epub", 9, "2021-06-30", "bf2141d1"),
        _issue(good, tmp_path / "b.epub", number, date, identity),
    ]
    (finding,) = check_shelf(books)
    assert told in finding.what
    assert finding == find("EPC-092", str(tmp_path / "b.epub"), problem=finding.what)
