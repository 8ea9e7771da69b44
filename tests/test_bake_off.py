"""The bake-off of two ordinary pages, on which every other program fails somewhere: fetched, built, judged row by row.

One page is GBK and does not say so in its header, hides its picture behind a placeholder, spells a word in spans,
and holds a table of 900 pixels; the other has `&` in its title, a WebP picture, and one that is not there; each
leads to the other. What browsers and archivers save of such pages is built into books as well.
"""

from __future__ import annotations

import base64
import gzip
import io
import json
import re
import uuid
import zipfile
from dataclasses import dataclass
from email.message import EmailMessage
from hashlib import sha256
from pathlib import Path

import pytest
from homes import PERIODICAL, picture
from lxml import etree
from PIL import Image
from web import PIXEL, Web

from pipeline.cli.main import main
from pipeline.validate.epubcheck import check_epub
from pipeline.validate.rules import check_rules


BOOK = "dist/issues/mini-2021-no01.epub"
XHTML = "{http://www.w3.org/1999/xhtml}"
SENTENCE = "入夏以来，园子里的事一件接着一件，浇水、搭架、捉虫，哪一件也慢不得，哪一件也急不得。"
COLUMNS = 9
FIRST = """<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>园中党章学习会_样报</title></head><body><div id="top">首页 | 登录</div>
<h1>园中党章学习会</h1><p>2021-01-18 08:30 来源：样报</p><div id="body">
<p><span>党</span><span>章</span><span>是</span><span>根本</span>的大法。{sentence}</p>
<p><img src="/images/blank.gif" data-original="/2021/real.jpg" alt="会场"></p>
<p>详见<a href="b.html">另一篇</a>，先看<a href="#sec">下文</a>。{sentence}</p>
<table width="900" style="width:900px"><tr>{heads}</tr><tr>{cells}</tr></table>
<h3 id="sec">分组讨论</h3><p>{sentence}镕、喆、堃三人发言。</p></div></body></html>"""
SECOND = """<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>Q&amp;A：种与收 &lt;问答&gt;</title></head>
<body><article><h1>Q&amp;A：种与收 &lt;问答&gt;</h1><p>2021-01-19 09:00 来源：样报</p><p>{sentence}</p>
<figure><img src="pot.webp" alt="陶盆"><figcaption>新烧的盆</figcaption></figure>
<p>{sentence}</p><p><img src="gone.jpg" alt="旧盆"></p>
<p><img src="plan.svg" alt="园子平面图"></p><p>前文见<a href="/2021/a.html">学习会</a>的<a href="/2021/a.html#sec">讨论</a>。{sentence}</p></article></body></html>"""


def first_page() -> bytes:
    """Write the GBK page; three of its characters are in GBK and not in the gb2312 it declares."""
    heads = "".join(f'<th width="100">第{column}列</th>' for column in range(COLUMNS))
    cells = "".join(f"<td>数{column}</td>" for column in range(COLUMNS))
    return FIRST.format(sentence=SENTENCE, heads=heads, cells=cells).encode("gbk")


PLAN = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 300 200"
  xmlns:i="urn:editor" i:zoom="2" onload="alert(1)"><title>平面图</title><metadata><i:x/></metadata><script>alert(1)</script>
<defs><linearGradient id="g"><stop offset="0" stop-color="#090"/><stop offset="1" stop-color="#fff"/></linearGradient>
<g id="bed"><rect width="40" height="20" class="a"/></g></defs><style>.a{fill:url(#g);stroke:#333}</style>
<use href="#bed" x="10" y="10"/><use xlink:href="#bed" x="80" y="10"/><a href="https://news.example/"><circle r="9"/></a>
<image href="https://news.example/a.png" width="9" height="9"/><image width="9" height="9" xlink:href="INSIDE"/>
<text x="10" y="90" style="font-size:20px">东<tspan fill="red">畦</tspan></text></svg>"""


def plan() -> bytes:
    inside = f"data:image/png;base64,{base64.b64encode(PIXEL).decode()}"
    return PLAN.replace("INSIDE", inside).encode()


def webp() -> bytes:
    out = io.BytesIO()
    gradient = Image.linear_gradient("L").resize((300, 200))
    Image.merge("RGB", (gradient, gradient.rotate(180), gradient)).save(out, "WEBP")
    return out.getvalue()


def put_up(web: Web) -> None:
    """Put up the two pages and their pictures, one of them missing."""
    web.page("/2021/a.html", first_page(), kind="text/html")
    web.page("/2021/b.html", SECOND.format(sentence=SENTENCE))
    web.page("/2021/real.jpg", picture(3, (640, 480)), kind="image/jpeg")
    web.page("/images/blank.gif", PIXEL, kind="image/gif")
    web.page("/2021/plan.svg", plan(), kind="image/svg+xml")
    web.page("/2021/pot.webp", webp(), kind="image/webp")


def write_home(root: Path, entries: str) -> Path:
    folder = root / "sources/issues/2021/01"
    folder.mkdir(parents=True)
    (root / "sources/periodical.yaml").write_text(
        PERIODICAL + "allow_private_hosts: [127.0.0.1]\ncontact: editor@mini.example\n", "utf-8"
    )
    (folder / "issue.yaml").write_text(f"number: 1\ndate: 2021-01\narticles:\n{entries}", "utf-8")
    return root


@dataclass(frozen=True)
class Outcome:
    """The bake-off as baked."""

    home: Path
    urls: tuple[str, str]
    told: str  # on stderr, of fetch and build
    again: bytes  # the book from a copy of the sources, the site gone
    files: dict[str, bytes]

    @property
    def book(self) -> Path:
        return self.home / BOOK

    def name(self, number: int) -> str:
        return f"a2021-01-{sha256(self.urls[number].encode()).hexdigest()[:8]}.xhtml"

    def article(self, number: int) -> etree._Element:
        return etree.fromstring(self.files[f"EPUB/text/{self.name(number)}"])

    def text(self, number: int) -> str:
        return "".join(map(str, self.article(number).itertext()))

    def pictures(self, number: int) -> dict[str, Image.Image]:
        """Open the pictures an article shows, by their text alternatives."""
        shown = [
            each
            for each in self.article(number).iter(f"{XHTML}img")
            if not str(each.get("src")).endswith(".svg")
        ]
        return {
            str(each.get("alt")): Image.open(
                io.BytesIO(self.files["EPUB/" + str(each.get("src")).removeprefix("../")])
            )
            for each in shown
        }

    def links(self, number: int) -> dict[str, str]:
        found = self.article(number).iter(f"{XHTML}a")
        return {"".join(map(str, each.itertext())): str(each.get("href")) for each in found}


@pytest.fixture(scope="module")
def baked(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    root = tmp_path_factory.mktemp("bake-off")
    with pytest.MonkeyPatch.context() as patch, Web() as web:
        told = io.StringIO()
        patch.setattr("sys.stderr", told)
        put_up(web)
        urls = (web.url("/2021/a.html"), web.url("/2021/b.html"))
        home = write_home(root / "one", "".join(f"  - url: {url}\n" for url in urls))
        (home / "sources/outlets").mkdir()
        (home / "sources/outlets/here.yaml").write_text(
            "name: 样报\nhosts: [127.0.0.1]\npace_s: 0.01\n", "utf-8"
        )
        assert main(["fetch", "--home", str(home), "--fail-on", "error"]) == 0
        assert main(["build", "--home", str(home)]) == 0
    again = root / "another place" / "园地"
    again.mkdir(parents=True)
    (home / "sources").rename(again / "sources")  # a clean clone: neither store nor books
    assert main(["build", "-q", "--home", str(again)]) == 0
    with zipfile.ZipFile(home / BOOK) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    return Outcome(home, urls, told.getvalue(), (again / BOOK).read_bytes(), files)


def test_gbk_without_a_header_is_read(baked: Outcome) -> None:
    text = baked.text(0)
    assert SENTENCE in text
    assert "镕、喆、堃三人发言" in text
    assert not re.search("[\ufffd锟鏄涓]", text)


def test_spans_put_no_space_into_a_word(baked: Outcome) -> None:
    assert "党章是根本的大法。" in baked.text(0)


def test_the_real_picture_stands_for_its_placeholder(baked: Outcome) -> None:
    (shown,) = baked.pictures(0).values()
    assert (shown.format, shown.size) == ("JPEG", (640, 480))


def test_the_table_is_whole_and_no_cell_is_lost(baked: Outcome) -> None:
    cells = ["".join(map(str, cell.itertext())) for cell in baked.article(0).iter(f"{XHTML}td", f"{XHTML}th")]
    for column in range(COLUMNS):
        assert f"第{column}列" in cells
        assert f"数{column}" in cells
    page = baked.files[f"EPUB/text/{baked.name(0)}"]
    assert [width for width in (b'"900"', b"900px") if width in page] == []  # a port or a hash may hold 900


def test_links_land(baked: Outcome) -> None:
    there, back = baked.links(0), baked.links(1)
    assert there["另一篇"] == baked.name(1)
    assert back["学习会"] == baked.name(0)
    place = there["下文"]
    assert place.startswith("#")
    (mark,) = [each for each in baked.article(0).iter() if each.get("id") == place[1:]]
    landed = mark if mark.tag == f"{XHTML}h2" else mark.getparent()  # or a mark in front of its text
    assert landed is not None
    assert "".join(map(str, landed.itertext())) == "分组讨论"
    assert back["讨论"].split("#")[0] == baked.name(0)


def test_a_title_with_an_ampersand_is_whole_everywhere(baked: Outcome) -> None:
    title = "Q&A：种与收 <问答>"
    (heading,) = baked.article(1).iter(f"{XHTML}h1")
    assert "".join(map(str, heading.itertext())) == title
    for name in ("EPUB/nav.xhtml", "EPUB/toc.ncx"):
        assert title in "".join(map(str, etree.fromstring(baked.files[name]).itertext()))
    etree.fromstring(baked.files["EPUB/content.opf"])


def test_the_language_is_chinese(baked: Outcome) -> None:
    package = etree.fromstring(baked.files["EPUB/content.opf"])
    assert package.findtext(".//{http://purl.org/dc/elements/1.1/}language") == "zh-Hans"
    for number in (0, 1):
        language = baked.article(number).get("{http://www.w3.org/XML/1998/namespace}lang")
        assert str(language).startswith("zh")


def test_webp_becomes_what_readers_show(baked: Outcome) -> None:
    shown = baked.pictures(1)["陶盆"]
    assert (shown.format, shown.size) == ("JPEG", (300, 200))
    assert "新烧的盆" in baked.text(1)
    assert not any(name.endswith(".webp") for name in baked.files)


def test_a_drawing_stays_a_drawing_that_asks_for_nothing(baked: Outcome) -> None:
    (name,) = [name for name in baked.files if name.endswith(".svg")]
    text = baked.files[name].decode()
    assert (text.count("<use"), text.count("<image"), "东<tspan" in text) == (2, 1, True)
    for trace in ("alert", "news.example", "urn:editor", "onload"):
        assert trace not in text
    sources = {str(each.get("alt")): str(each.get("src")) for each in baked.article(1).iter(f"{XHTML}img")}
    assert sources["园子平面图"] == name.replace("EPUB/", "../")
    assert (name.removeprefix("EPUB/"), "image/svg+xml") in _manifest(baked)
    with zipfile.ZipFile(baked.book) as archive:
        assert archive.getinfo(name).compress_type == zipfile.ZIP_DEFLATED


def _manifest(baked: Outcome) -> set[tuple[str | None, str | None]]:
    items = etree.fromstring(baked.files["EPUB/content.opf"]).iter("{http://www.idpf.org/2007/opf}item")
    return {(item.get("href"), item.get("media-type")) for item in items}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<title>", "<script>1</script><title>"),
        ("<title>", '<set attributeName="x" to="1"/><title>'),
        ("<circle ", '<circle onclick="1" '),
        ("url(#g)", "url(https://news.example/a.svg#g)"),
        ('xlink:href="#bed"', 'xlink:href="other.svg#bed"'),
    ],
)
def test_our_rules_find_a_drawing_that_asks_for_something(
    baked: Outcome, tmp_path: Path, old: str, new: str
) -> None:
    changed = tmp_path / "changed.epub"
    with zipfile.ZipFile(changed, "w") as archive:
        for name, data in baked.files.items():
            is_drawing = name.endswith(".svg")
            assert not is_drawing or old.encode() in data
            archive.writestr(name, data.replace(old.encode(), new.encode()) if is_drawing else data)
    assert "EPC-080" in [finding.code for finding in check_rules(changed)]


def test_the_missing_picture_is_told_and_its_place_is_seen(baked: Outcome) -> None:
    assert "gone.jpg" in baked.told
    assert "未能取得" in baked.text(1)
    assert "旧盆" in baked.text(1)


def test_nothing_of_this_machine_is_in_the_book(baked: Outcome) -> None:
    whole = b"".join(baked.files.values())
    for trace in (str(baked.home).encode(), b"file:", b"/tmp/", b"bake-off"):
        assert trace not in whole


def test_the_book_is_the_same_anywhere_when_the_site_is_gone(baked: Outcome) -> None:
    assert baked.again == baked.book.read_bytes()


def test_our_own_rules_find_nothing_that_is_wrong(baked: Outcome) -> None:
    assert [finding for finding in check_rules(baked.book) if finding.severity == "error"] == []


@pytest.mark.slow
def test_epubcheck_finds_nothing(baked: Outcome) -> None:
    assert check_epub(baked.book) == ()


# --- the same from saved files -----------------------------------------------------------------------------------


URL = "https://news.example/2021/a.html"
SAVED_PAGE = (
    '<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>看土</title></head><body><article>'
    f"<h1>看土</h1><p>2021-01-18 08:30 来源：样报</p><p>{SENTENCE}</p>"
    '<p><img src="SOURCE" alt="新芽"></p>' + f"<p>{SENTENCE[::-1]}</p></article></body></html>"
)


def single_file() -> bytes:
    """Write the page as SingleFile does."""
    address = "data:image/jpeg;base64," + base64.b64encode(picture(3, (640, 480))).decode()
    note = f"<!--\n Page saved with SingleFile \n url: {URL} \n saved date: Fri Jun 18 2021 08:30:00 GMT+0800\n-->"
    return SAVED_PAGE.replace("<head>", f"<head>{note}").replace("SOURCE", address).encode()


def grouped_single_file() -> bytes:
    """Write the page as SingleFile does where it shows a picture twice: once, in the style sheet."""
    address = "data:image/jpeg;base64," + base64.b64encode(picture(3, (640, 480))).decode()
    sheet = f"<style>:root{{--sf-img-1: url({address})}}</style>"
    hollow = "data:image/svg+xml,<svg xmlns=&quot;http://www.w3.org/2000/svg&quot; width=&quot;640&quot; height=&quot;480&quot;/>"
    page = single_file().decode().replace(address, hollow + '" style="background-image: var(--sf-img-1)')
    return page.replace("</head>", f"{sheet}</head>").encode()


def mhtml() -> bytes:
    """Write the page as Chromium does."""
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = URL
    message["Subject"] = "=?utf-8?Q?=E7=9C=8B=E5=9C=9F?="
    message["Date"] = "Fri, 18 Jun 2021 00:30:00 -0000"
    message["MIME-Version"] = "1.0"
    message.add_header("Content-Type", "multipart/related", type="text/html", boundary="----parts")
    page = EmailMessage()
    page.set_content(SAVED_PAGE.replace("SOURCE", "p.jpg").encode(), "text", "html", cte="quoted-printable")
    page["Content-Location"] = URL
    shown = EmailMessage()
    shown.set_content(picture(3, (640, 480)), "image", "jpeg")
    shown["Content-Location"] = "https://news.example/2021/p.jpg"
    message.set_payload([page, shown])
    return message.as_bytes()


def whole_warc() -> bytes:
    """Write the page as an archiver does."""
    held = (
        (URL, "text/html; charset=utf-8", SAVED_PAGE.replace("SOURCE", "p.jpg").encode()),
        ("https://news.example/2021/p.jpg", "image/jpeg", picture(3, (640, 480))),
    )
    return b"".join(gzip.compress(warc_record(*each), mtime=0) for each in held)


def whole_wacz() -> bytes:
    """Write it as a browser's recorder does."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("pages/pages.jsonl"), json.dumps({"url": URL}))
        archive.writestr(zipfile.ZipInfo("archive/data.warc.gz"), whole_warc())
    return out.getvalue()


def warc_record(url: str, kind: str, body: bytes) -> bytes:
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = {
        "WARC-Type": "response",
        "WARC-Record-ID": f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, url)}>",
        "WARC-Target-URI": url,
        "WARC-Date": "2021-06-18T00:30:00Z",
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(answer)),
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    return f"WARC/1.1\r\n{lines}\r\n".encode() + answer + b"\r\n\r\n"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("看土.mhtml", mhtml()),
        pytest.param("看土.html", single_file()),
        pytest.param("twice.html", grouped_single_file()),
        ("看土.warc.gz", whole_warc()),
        pytest.param("看土.wacz", whole_wacz()),
    ],
    ids=["mhtml", "SingleFile", "SingleFile grouped", "warc", "wacz"],
)
def test_a_saved_page_is_built_with_its_picture_and_its_address(
    tmp_path: Path, name: str, content: bytes
) -> None:
    home = write_home(tmp_path, f"  - file: {name}\n")
    (home / "sources/issues/2021/01" / name).write_bytes(content)
    assert main(["build", "-q", "--home", str(home)]) == 0
    with zipfile.ZipFile(home / BOOK) as archive:
        (page,) = [entry for entry in archive.namelist() if re.search(r"text/a2021-01-.*\.xhtml$", entry)]
        tree = etree.fromstring(archive.read(page))
        (shown,) = tree.iter(f"{XHTML}img")
        drawn = Image.open(io.BytesIO(archive.read("EPUB/" + str(shown.get("src")).removeprefix("../"))))
    assert (drawn.format, drawn.size, shown.get("alt")) == ("JPEG", (640, 480), "新芽")
    text = "".join(map(str, tree.itertext()))
    assert SENTENCE in text
    assert URL in text
    assert [finding for finding in check_rules(home / BOOK) if finding.severity == "error"] == []


def test_of_a_file_of_many_pages_the_one_named_is_read_and_the_rest_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = "https://news.example/2021/b.html"
    page = SAVED_PAGE.replace("SOURCE", "p.jpg").replace(SENTENCE, "另一篇讲的是怎样给旧盆打孔，孔要打得圆。")
    content = whole_warc() + gzip.compress(
        warc_record(other, "text/html; charset=utf-8", page.encode()), mtime=0
    )
    content += gzip.compress(b"WARC/1.1\r\nno record", mtime=0)
    for credit, is_other in (("", False), (f"    credit: {{url: {other}}}\n", True)):
        home = write_home(tmp_path / f"{is_other}", f"  - file: many.warc.gz\n{credit}")
        (home / "sources/issues/2021/01/many.warc.gz").write_bytes(content)
        assert main(["build", "--home", str(home)]) == 0
        told = capsys.readouterr().err
        assert ("ARC-026" in told) == (not is_other)
        assert "sources/issues/2021/01/many.warc.gz: warning ARC-024" in told
        with zipfile.ZipFile(home / BOOK) as archive:
            (name,) = [each for each in archive.namelist() if re.search(r"text/a2021-01-.*\.xhtml$", each)]
            text = archive.read(name).decode()
        assert ("打得圆" in text, SENTENCE in text) == (is_other, not is_other)
        assert text.count("../images/") == 1
