"""Pages that browsers and other tools saved: the page, its address, its pictures; whatever is wrong is told."""

from __future__ import annotations

import gzip
import io
import json
import pickle
import shutil
import struct
import uuid
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipeline.archive import Exchange, Hop, open_archive
from pipeline.read import read
from pipeline.saved import Resources, Saved, is_saved, load_saved
from pipeline.saved.origin import saved_from, utc_time
from pipeline.saved.values import Resource


CASES = Path(__file__).parent / "cases" / "saved"
URL = "https://news.example/2021/a.html"
SAVED_AT = "2021-06-18T00:30:00Z"
PNG = (CASES / "看土_files" / "新芽.png").read_bytes()
JPEG = (CASES / "看土_files" / "b.jpg").read_bytes()
HTML = '<meta charset="utf-8"><h1>看土</h1><p>第一件事是看土。</p><img src="p.png">'.encode()


def codes(saved: Saved) -> list[str]:
    return [finding.code for finding in saved.findings]


def is_picture(content: bytes | None) -> bool:
    return content is not None and Image.open(io.BytesIO(content)).size == (40, 30)


# --- a file and its folder ---------------------------------------------------------------------------------------


def test_a_page_saved_whole_has_its_folder() -> None:
    saved = load_saved(CASES / "看土.html")
    assert (saved.page.url, saved.page.retrieved, codes(saved)) == (URL, None, [])
    assert saved.page.data == (CASES / "看土.html").read_bytes()
    assert len(saved.resources) == 2
    for reference in (
        "./看土_files/新芽.png",
        "看土_files/新芽.png",
        "./%E7%9C%8B%E5%9C%9F_files/%E6%96%B0%E8%8A%BD.png",
        "看土_files\\新芽.png",
        "https://news.example/2021/看土_files/新芽.png",  # as a reader makes it absolute
        "https://pictures.example/upload/新芽.png?size=full",  # as the page had it before it was saved
    ):
        assert saved.resources[reference] == PNG, reference
    assert "./看土_files/other.png" not in saved.resources


@pytest.mark.parametrize("folder", ["page_files", "page.files", "page-Dateien", "page_bestanden", "page.fld"])
def test_browsers_name_the_folder_differently(tmp_path: Path, folder: str) -> None:
    (tmp_path / "page.htm").write_bytes(HTML)
    (tmp_path / folder / "inner").mkdir(parents=True)
    (tmp_path / folder / "inner" / "a?b#c.png").write_bytes(PNG)
    saved = load_saved(tmp_path / "page.htm")
    assert saved.resources[f"{folder}/inner/a%3Fb%23c.png"] == PNG
    assert list(saved.resources) == [f"{folder}/inner/a%3Fb%23c.png"]


def test_a_name_that_two_files_have_is_not_guessed(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(HTML)
    for folder in ("one", "two"):
        (tmp_path / "page_files" / folder).mkdir(parents=True)
        (tmp_path / "page_files" / folder / "p.png").write_bytes(folder.encode())
    resources = load_saved(tmp_path / "page.html").resources
    assert resources.find("https://pictures.example/p.png") is None
    assert resources["page_files/two/p.png"] == b"two"


def test_nothing_outside_the_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(PNG)
    home = tmp_path / "home"
    (home / "page_files").mkdir(parents=True)
    (home / "page.html").write_bytes(HTML)
    (home / "page_files" / "link.png").symlink_to(tmp_path / "secret.png")
    (home / "page.files").symlink_to(tmp_path, target_is_directory=True)
    saved = load_saved(home / "page.html")
    assert codes(saved) == ["ARC-023"]
    assert list(saved.resources) == []
    for reference in ("page_files/link.png", "../secret.png", "page_files/../../secret.png", "/secret.png"):
        assert saved.resources.find(reference) is None


@pytest.mark.parametrize(
    ("note", "url"),
    [
        ("<!-- saved from url=(0032)https://news.example/2021/a.html -->", URL),
        ("<!-- saved from url=(0032)https://news.example/2021/a.html--><html>", URL),
        ("<!-- saved from url=(0014)about:internet -->", None),
        ("<!-- saved from url=(0016)file:///C:/a.html -->", None),
        ("<p>saved from url=(0032)https://news.example/2021/a.html</p>", None),
        (
            '<meta name="savepage-url" content="https://news.example/2021/a.html?a=1&amp;b=2">',
            f"{URL}?a=1&b=2",
        ),
        ("", None),
    ],
)
def test_savers_note_the_address(note: str, url: str | None) -> None:
    assert saved_from(f"<!DOCTYPE html>\n{note}<title>看土</title>".encode())[0] == url
    assert saved_from(f"<!DOCTYPE html>\n{note}<title>看土</title>".encode("utf-16"))[0] == url


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Fri Jun 18 2021 08:30:00 GMT+0800 (中国标准时间)", SAVED_AT),
        ("Fri, 18 Jun 2021 08:30:00 +0800", SAVED_AT),
        ("Fri, 18 Jun 2021 00:30:00 GMT", SAVED_AT),
        ("2021-06-18T08:30:00+08:00", SAVED_AT),
        ("2021-06-18T00:30:00.000Z", SAVED_AT),
        ("Fri Jun 31 2021 08:30:00 GMT+0800", None),
        ("Fri, 99 Jun 2021 08:30:00 +0800", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_times_are_told_in_utc(text: str, time: str | None) -> None:
    assert utc_time(text) == time


# --- one file -----------------------------------------------------------------------------------------------------


def test_a_single_file_page_tells_where_and_when_and_holds_its_pictures() -> None:
    saved = load_saved(CASES / "singlefile.html")
    assert saved.page.url == "https://news.example/2021/a.html?from=list&page=1"
    assert (saved.page.retrieved, codes(saved)) == (SAVED_AT, [])
    assert (
        saved.page.data.count(b'<img src="data:image/png;base64,') == 2
    )  # the style sheet held one for both
    body = read(saved.page, None, "zh-Hans").body
    source = body.partition('src="')[2].partition('"')[0]
    assert saved.resources[source] == PNG


@pytest.mark.parametrize(
    ("address", "media_type", "content"),
    [
        ("data:image/png;base64,iVBO Rw0K", "image/png", b"\x89PNG\r\n"),
        ("DATA:image/png;name=a;base64,iVBORw0K", "image/png", b"\x89PNG\r\n"),
        ("data:image/png;base64,iVBORw0", "image/png", b"\x89PNG\r"),
        ("data:image/png;base64,-_-_", "image/png", b"\xfb\xff\xbf"),
        ("data:,%E7%9C%8B", "text/plain", "看".encode()),
        ("data:image/svg+xml,<svg/>", "image/svg+xml", b"<svg/>"),
    ],
)
def test_data_addresses_are_read(address: str, media_type: str, content: bytes) -> None:
    found = Resources().find(address)
    assert found is not None
    assert (found.media_type, found.load()) == (media_type, content)


@pytest.mark.parametrize("address", ["data:image/png;base64,%%%", "data:", "data:image/png;base64"])
def test_a_broken_data_address_is_nothing(address: str) -> None:
    assert Resources().find(address) is None


def test_a_page_saved_by_chromium() -> None:
    saved = load_saved(CASES / "chromium.mhtml")
    assert (saved.page.url, saved.page.retrieved, codes(saved)) == (URL, SAVED_AT, [])
    assert "看土".encode("gb18030") in saved.page.data
    reading = read(saved.page, None, "zh-Hans")
    assert reading.title == "看土"
    assert "春天的院子里" in reading.body
    for reference in (
        "https://news.example/2021/新芽.png",
        "新芽.png",
        "./%E6%96%B0%E8%8A%BD.png",
        "b.jpg?w=1",
    ):
        assert is_picture(saved.resources[reference]), reference
    assert "b.jpg" not in saved.resources
    assert saved.resources.find("s.css") is not None


def test_a_page_saved_by_internet_explorer() -> None:
    saved = load_saved(CASES / "explorer.mht")
    assert (saved.page.url, saved.page.charset, saved.page.retrieved) == (URL, "gb2312", SAVED_AT)
    assert "第一件事是看土" in saved.page.data.decode("gb2312")
    assert saved.resources["pics/%E6%96%B0.png"] == PNG  # its address was folded in two
    assert saved.resources["http://news.example/2021/pics/新.png"] == PNG
    assert saved.resources["cid:sprout@saved"] == PNG  # binary, with every line end in it
    assert codes(saved) == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\nno part", "ARC-021"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n--x\r\n", "ARC-021"),
        (b"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n", "ARC-021"),
        (
            (
                b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n"
                b"--x\r\nContent-Type: image/png\r\n\r\nP\r\n--x--\r\n"
            ),
            "ARC-021",
        ),
    ],
)
def test_mhtml_without_a_page_is_told(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "page.mhtml"
    path.write_bytes(content)
    saved = load_saved(path)
    assert (codes(saved), saved.page.data) == ([code], b"")


def test_mhtml_that_breaks_off_gives_what_it_has(tmp_path: Path) -> None:
    whole = (CASES / "chromium.mhtml").read_bytes()
    path = tmp_path / "page.mhtml"
    path.write_bytes(whole[: whole.index(b"image/jpeg")])
    assert "春天的院子里" in read(load_saved(path).page, None, "zh-Hans").body


# --- WARC and WACZ ------------------------------------------------------------------------------------------------


PAGES = (
    ("https://news.example/", "301 Moved Permanently", [("Location", "/2021/a.html")], b""),
    (URL, "200 OK", [("Content-Type", "text/html; charset=utf-8")], HTML),
    ("https://news.example/2021/p.png", "302 Found", [("Location", "https://pictures.example/p.png")], b""),
    ("https://pictures.example/p.png", "200 OK", [("Content-Type", "image/png"), ("Content-Encoding", "gzip")],
     gzip.compress(PNG, mtime=0)),
    ("https://news.example/2021/b.html", "200 OK", [("Content-Type", "text/html")], b"<p>another page</p>"),
    ("https://news.example/2021/c.html", "404 Not Found", [("Content-Type", "text/html")], b"<p>gone</p>"),
)  # fmt: skip


def others_warc(*, packed: bool = True) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed, warc_version="1.0")
    for number, (url, status, headers, body) in enumerate(PAGES):
        head = StatusAndHeaders(status, headers, protocol="HTTP/1.1")
        fixed = {"WARC-Date": SAVED_AT, "WARC-Record-ID": f"<urn:uuid:{uuid.UUID(int=number)}>"}
        record = writer.create_warc_record(
            url,
            "response",
            io.BytesIO(body),
            len(body),
            http_headers=head,
            warc_headers_dict=fixed,
        )
        writer.write_record(record)
    return out.getvalue()


def wacz(path: Path, pages: list[str], *, packing: int = zipfile.ZIP_STORED) -> Path:
    with zipfile.ZipFile(path, "w", packing) as archive:
        lines = ['{"format": "json-pages-1.0"}', "cut off {", *(json.dumps({"url": page}) for page in pages)]
        content = {
            "pages/pages.jsonl": "\n".join(lines),
            "archive/data.warc.gz": others_warc(),
            "a.json": "{}",
        }
        for name, text in content.items():
            entry = zipfile.ZipInfo(name)  # of 1980: the same file every time
            entry.compress_type = packing
            archive.writestr(entry, text)
    return path


def others(tmp_path: Path, form: str) -> Path:
    """Write the same pages in every form that other tools write."""
    path = tmp_path / "saved"
    match form:
        case "warc.gz":
            path.write_bytes(others_warc())
        case "warc":
            path.write_bytes(others_warc(packed=False))
        case "packed at once":
            path.write_bytes(gzip.compress(others_warc(packed=False), mtime=0))
        case "wacz":
            wacz(path, [])
        case _:
            wacz(path, [], packing=zipfile.ZIP_DEFLATED)
    return path


FORMS = ("warc.gz", "warc", "packed at once", "wacz", "packed wacz")


@pytest.mark.parametrize("form", FORMS)
def test_the_first_page_and_its_pictures(tmp_path: Path, form: str) -> None:
    saved = load_saved(others(tmp_path, form))
    page = saved.page
    assert (page.url, page.data, page.charset, page.retrieved, codes(saved)) == (
        URL,
        HTML,
        "utf-8",
        SAVED_AT,
        ["ARC-026"],
    )
    assert "holds 2 pages" in saved.findings[0].what
    assert "https://news.example/2021/b.html" in saved.findings[0].action
    assert saved.resources["p.png"] == PNG  # over a redirect, its packing taken off
    assert saved.resources["https://news.example/2021/p.png"] == PNG
    assert pickle.loads(pickle.dumps(saved.resources.find("p.png"))).load() == PNG
    assert saved.resources.find("c.html") is None


@pytest.mark.parametrize("form", FORMS)
def test_the_page_asked_for(tmp_path: Path, form: str) -> None:
    path = others(tmp_path, form)
    assert load_saved(path, url="https://news.example/2021/b.html").page.data == b"<p>another page</p>"
    assert load_saved(path, url="http://News.example:80/").page.url == URL  # moved there
    missing = load_saved(path, url="https://news.example/2021/c.html")
    assert (codes(missing), missing.page.data) == (["ARC-022"], b"")
    assert URL in missing.findings[0].what


def test_a_wacz_tells_its_first_page(tmp_path: Path) -> None:
    path = wacz(tmp_path / "a.wacz", ["https://elsewhere.example/", "https://news.example/2021/b.html", URL])
    assert load_saved(path).page.url == "https://news.example/2021/b.html"


def test_our_own_archive_is_a_warc_of_others_too(tmp_path: Path) -> None:
    archive = open_archive(tmp_path / "08.warc.gz")
    head = (("Content-Type", "text/html"),)
    for at in (SAVED_AT, "2021-07-01T00:00:00Z"):
        hop = Hop(URL, f"GET {URL} HTTP/1.1", (), "HTTP/1.1 200 OK", head, HTML)
        archive.append(Exchange((hop,), at))
    page = load_saved(archive.path).page
    assert (page.data, page.retrieved) == (HTML, "2021-07-01T00:00:00Z")


def test_a_damaged_warc_gives_what_it_has(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(others_warc()[:-40])
    saved = load_saved(path)
    assert (saved.page.url, codes(saved)) == (URL, ["ARC-024", "ARC-026"])


# --- what is wrong is told ----------------------------------------------------------------------------------------


def _encrypted(path: Path) -> None:
    wacz(path, [], packing=zipfile.ZIP_DEFLATED)
    content = bytearray(path.read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = -1
        while (place := content.find(mark, place + 1)) >= 0:
            content[place + at] |= 1
    path.write_bytes(content)


def _bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("archive/a.warc.gz", b"")
    content = path.read_bytes()
    size = struct.pack("<I", 0xF0000000)  # what it says of itself
    at = content.index(b"PK\x01\x02") + 24
    path.write_bytes(content[:at] + size + content[at + 4 :])


def _escapes(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name in (
            "archive/../../a.warc.gz",
            "/archive/a.warc.gz",
            "C:/archive/a.warc",
            "archive\\..\\a.warc",
        ):
            archive.writestr(name, others_warc())


def _cut_off(path: Path) -> None:
    path.write_bytes(wacz(path, []).read_bytes()[:-30])


@pytest.mark.parametrize(
    ("write", "expected"),
    [
        (_encrypted, ["ARC-020"]),
        (_bomb, ["ARC-025"]),
        (_escapes, ["ARC-023", "ARC-021"]),
        (_cut_off, ["ARC-020"]),
        (lambda path: path.write_bytes(b"PK\x03\x04"), ["ARC-020"]),
        (lambda path: path.write_bytes(b"\x1f\x8b"), ["ARC-024", "ARC-021"]),
        (lambda path: path.write_bytes(gzip.compress(b"no record")), ["ARC-024", "ARC-021"]),
        (lambda path: path.write_bytes(b"WARC/1.1\r\n"), ["ARC-024", "ARC-021"]),
        (
            lambda path: path.write_bytes(b"WARC/1.1\r\nContent-Length: 99999999999999\r\n\r\n"),
            ["ARC-024", "ARC-021"],
        ),
        (lambda path: None, ["ARC-020"]),
        (lambda path: path.mkdir(), ["ARC-020"]),
    ],
    ids=[
        "password",
        "bomb",
        "escapes",
        "cut off",
        "no zip",
        "no gzip",
        "no warc",
        "head",
        "length",
        "nothing",
        "folder",
    ],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, write: object, expected: list[str]) -> None:
    path = tmp_path / "page"
    write(path)  # type: ignore[operator]
    saved = load_saved(path)
    assert (codes(saved), saved.page.data) == (expected, b"")
    assert all(finding.action and str(path) == finding.where for finding in saved.findings)


def test_a_picture_that_unpacks_without_end_is_not_unpacked(tmp_path: Path) -> None:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    bomb = gzip.compress(bytes(80 << 20))
    for url, kind, body in ((URL, "text/html", HTML), ("https://news.example/2021/p.png", "image/png", bomb)):
        headers = [("Content-Type", kind), ("Content-Encoding", "gzip")]
        head = StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(url, "response", io.BytesIO(body), len(body), http_headers=head)
        )
    path = tmp_path / "a.warc.gz"
    path.write_bytes(out.getvalue())
    assert len(load_saved(path).resources["p.png"]) == 64 << 20


@settings(max_examples=60)
@given(st.data())
def test_no_damage_raises(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    folder = tmp_path_factory.getbasetemp() / "damaged"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    form = data.draw(st.sampled_from((*FORMS, "chromium.mhtml", "explorer.mht", "singlefile.html")))
    path = others(folder, form) if form in FORMS else Path(shutil.copy(CASES / form, folder / "saved"))
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, 9999)) * len(content) // 10_000
        content[at : at + data.draw(st.integers(1, 30))] = data.draw(st.binary(max_size=30)) or b"\n"
    path.write_bytes(content)
    saved = load_saved(path)
    for reference in ("p.png", URL, *list(saved.resources)[:3]):
        saved.resources.get(reference)


@given(st.text(max_size=30))
def test_no_reference_raises(reference: str) -> None:
    resources = Resources([Resource("https://news.example/p.png", "image/png", PNG)], base=URL)
    for each in (
        reference,
        f"//{reference}",
        f"https://{reference}",
        f"data:{reference}",
        f"cid:{reference}",
    ):
        resources.find(each)


def test_names_of_saved_pages() -> None:
    assert [name for name in ("a.html", "A.MHT", "a.warc.gz", "a.wacz", "a.gz", "a.txt", "a.docx") if is_saved(name)] == [
        "a.html", "A.MHT", "a.warc.gz", "a.wacz",
    ]  # fmt: skip
