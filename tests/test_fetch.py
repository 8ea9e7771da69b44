"""An issue that is only a list of addresses: fetched into its archive, built from it, and built again without a network."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest
from homes import PARAGRAPH, PERIODICAL, picture, text_of
from warcio.archiveiterator import ArchiveIterator
from web import Call, Web, fetch_settings

from pipeline.archive import open_archive
from pipeline.build.acquire import AcquireReport, acquire
from pipeline.build.archives import archive_path
from pipeline.build.preferred import preferred_address
from pipeline.cli.main import main
from pipeline.config import load_home
from pipeline.fetch.client import Client
from pipeline.model import Outlet, Page


BOOK = "dist/issues/mini-2021-no01.epub"


def html(title: str, inner: str, more: str = "") -> str:
    return (
        f'<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>{title}</title></head><body>'
        f"<h1>{title}</h1><p>2021-01-18 08:30 来源：样报</p><div id='body'><p>{PARAGRAPH}</p>{inner}<p>{PARAGRAPH[::-1]}</p></div>"
        f"{more}</body></html>"
    )


def write_home(root: Path, urls: list[str], more: str = "") -> Path:
    folder = root / "sources/issues/2021/01"
    folder.mkdir(parents=True, exist_ok=True)
    (root / "sources/periodical.yaml").write_text(
        PERIODICAL + "allow_private_hosts: [127.0.0.1]\ncontact: editor@mini.example\n", "utf-8"
    )
    entries = "".join(f"  - url: {url}\n    credit: {{outlet: 样报}}\n" for url in urls)
    (folder / "issue.yaml").write_text(f"number: 1\ndate: 2021-01\n{more}articles:\n{entries}", "utf-8")
    return root


def fetched(home: Path, web: Web, *, refetch: bool = False) -> AcquireReport:
    loaded = load_home(home)
    settings = fetch_settings(web.waits, allow_private_hosts=("127.0.0.1",), contact="editor@mini.example")
    with Client(settings) as client:
        return acquire(loaded, loaded.issues, client, refetch=refetch)


def an_article(web: Web, path: str, title: str, inner: str = "", more: str = "") -> str:
    web.page(path, html(title, inner, more))
    return web.url(path)


def a_picture(web: Web, path: str, shade: int = 3) -> str:
    web.page(path, picture(shade), kind="image/jpeg")
    return web.url(path)


def sha(url: str) -> str:
    """Return the name an address gives its article."""
    return sha256(url.encode()).hexdigest()[:8]


def build(home: Path, *words: str) -> int:
    return main(["build", "-q", *words, "--home", str(home)])


def test_an_address_becomes_an_article_with_its_picture(web: Web, tmp_path: Path) -> None:
    a_picture(web, "/2021/p.jpg")
    home = write_home(
        tmp_path, [an_article(web, "/2021/a.html", "看土", '<p><img src="p.jpg" alt="芽"></p>')]
    )
    report = fetched(home, web)
    assert (report.fetched, report.failed, report.findings) == (2, 0, ())
    assert build(home) == 0
    text = text_of(home / BOOK, "text/" + "a2021-01-" + sha(web.url("/2021/a.html")) + ".xhtml")
    assert PARAGRAPH in text
    assert web.url("/2021/a.html") in text
    assert "../images/" in text
    assert "获取日期" in text


def test_a_second_fetch_asks_for_nothing(web: Web, tmp_path: Path) -> None:
    a_picture(web, "/p.jpg")
    home = write_home(tmp_path, [an_article(web, "/a.html", "看土", '<p><img src="p.jpg"></p>')])
    fetched(home, web)
    before = len(web.seen)
    report = fetched(home, web)
    assert (report.fetched, report.kept) == (0, 2)
    assert len(web.seen) == before


def test_without_the_archive_the_book_is_refused_and_says_what_to_do(
    web: Web, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = write_home(tmp_path, [web.url("/a.html")])
    assert build(home) == 4
    assert "presswork fetch" in capsys.readouterr().err


def test_books_are_the_same_when_the_sites_are_gone(web: Web, tmp_path: Path) -> None:
    home = write_home(tmp_path / "one", [an_article(web, "/a.html", "看土")])
    fetched(home, web)
    assert build(home) == 0
    web.__exit__(None, None, None)
    shutil.copytree(home / "sources", tmp_path / "two/sources")
    assert build(tmp_path / "two") == 0
    assert (tmp_path / "two" / BOOK).read_bytes() == (home / BOOK).read_bytes()


def test_an_article_in_parts_is_joined_in_order(web: Web, tmp_path: Path) -> None:
    for number in (2, 3):
        following = f'<div class="pages"><a href="a_{number + 1}.html">下一页</a></div>' if number < 3 else ""
        an_article(
            web,
            f"/a_{number}.html",
            "长文",
            f"<p>第{number}页的话，说得不短，也不太长，刚好够读。</p>",
            following,
        )
    url = an_article(
        web, "/a.html", "长文", "<p>第1页的话。</p>", '<div class="pages"><a href="a_2.html">下一页</a></div>'
    )
    home = write_home(tmp_path, [url])
    assert fetched(home, web).fetched == 3
    assert build(home) == 0
    text = text_of(home / BOOK, f"text/a2021-01-{sha(url)}.xhtml")
    places = [text.index(f"第{number}页的话") for number in (1, 2, 3)]
    assert places == sorted(places)


def pager(web: Web, count: int, inner: str = "", onward: str = "") -> str:
    """Put up an article in so many pages; the last one goes on to what is named."""
    for number in range(1, count + 1):
        name = f"/long_{number}.html" if number > 1 else "/long.html"
        following = f"long_{number + 1}.html" if number < count else onward
        link = f'<div class="pages"><a href="{following}">下一页</a></div>' if following else ""
        text = f"<p>这里是全文的第{number}页，说得不短，也不太长，刚好够读。</p>"
        an_article(web, name, "长文", text + inner.replace("N", str(number)), link)
    return web.url("/long.html")


@pytest.mark.parametrize("onward", ["long.html", "long_2.html", "long_4.html", "/long.html#top"])
def test_pages_that_lead_in_a_circle_are_read_once(web: Web, tmp_path: Path, onward: str) -> None:
    url = pager(web, 4, onward=onward)
    home = prefer(write_home(tmp_path, [url]), "", "select: {next_page: .pages a}\n")
    report = fetched(home, web)
    assert (report.fetched, report.findings) == (4, ())
    assert web.paths() == ["/long.html", "/long_2.html", "/long_3.html", "/long_4.html"]
    assert build(home) == 0
    text = text_of(home / BOOK, f"text/a2021-01-{sha(url)}.xhtml")
    assert [text.count(f"全文的第{number}页") for number in (1, 2, 3, 4)] == [1, 1, 1, 1]


def test_pages_without_end_are_left_with_a_word(
    web: Web, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = pager(web, 52)
    home = prefer(write_home(tmp_path, [url]), "")
    report = fetched(home, web)
    assert (report.fetched, [finding.code for finding in report.findings]) == (50, ["FET-061"])
    assert main(["build", "--home", str(home)]) == 0
    assert "goes on after 50 pages" in capsys.readouterr().err
    text = text_of(home / BOOK, f"text/a2021-01-{sha(url)}.xhtml")
    assert "全文的第50页" in text
    assert "全文的第51页" not in text


def test_the_pictures_of_an_article_are_counted_over_its_pages(
    web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.build.acquire.MOST_PICTURES", 5)
    pictures = "".join(f'<p><img src="pN-{number}.jpg" alt="芽"></p>' for number in (1, 2, 3))
    home = prefer(write_home(tmp_path, [pager(web, 3, pictures)]), "")
    for page in (1, 2, 3):
        for number in (1, 2, 3):
            a_picture(web, f"/p{page}-{number}.jpg", page * 3 + number)
    report = fetched(home, web)
    assert sum(path.endswith(".jpg") for path in web.paths()) == 5
    assert {finding.code for finding in report.findings} == {"FET-060"}
    assert "9 pictures" in report.findings[-1].what


def test_a_picture_that_cannot_be_had_leaves_the_article(
    web: Web, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = write_home(tmp_path, [an_article(web, "/a.html", "看土", '<p><img src="gone.jpg" alt="芽"></p>')])
    report = fetched(home, web)
    (finding,) = report.findings
    assert (finding.severity, finding.where) == (
        "warning",
        f"{web.url('/gone.jpg')} (of {web.url('/a.html')})",
    )
    assert build(home) == 0
    assert "未能取得" in text_of(home / BOOK, f"text/a2021-01-{sha(web.url('/a.html'))}.xhtml")


def test_a_page_that_fails_is_told_and_the_rest_goes_on(web: Web, tmp_path: Path) -> None:
    home = write_home(tmp_path, [web.url("/gone.html"), an_article(web, "/a.html", "看土")])
    report = fetched(home, web)
    assert (report.fetched, report.failed) == (1, 1)
    assert report.findings[0].severity == "error"
    assert build(home) == 4
    assert build(home, "--allow-missing") == 1


def test_a_refetch_adds_a_revision_and_show_tells_it(
    web: Web, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = write_home(tmp_path, [an_article(web, "/a.html", "看土")])
    fetched(home, web)
    an_article(web, "/a.html", "看土（更正）")
    web.waits.sleep(86400)
    assert fetched(home, web, refetch=True).fetched == 1
    loaded = load_home(home)
    archive = open_archive(archive_path(loaded, loaded.issues[0]))
    assert len(archive.revisions(web.url("/a.html"))) == 2
    assert main(["show", "2021/01", "--home", str(home)]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert "看土（更正）" in shown[1]
    assert shown[3].strip() == (
        "the page has changed on the site since 2021-06-18T00:30:00Z; the book has it as of 2021-06-19T00:30:00Z"
    )
    web.waits.sleep(86400)
    an_article(web, "/a.html", "看土")
    assert fetched(home, web, refetch=True).fetched == 1  # back to what it was, and a revision of its own
    assert len(open_archive(archive_path(loaded, loaded.issues[0])).revisions(web.url("/a.html"))) == 3


def test_a_counter_beside_the_article_is_no_change_of_it(
    web: Web, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    visits = '<div class="count"><span>阅读：{}</span></div>'
    home = write_home(tmp_path, [an_article(web, "/a.html", "看土", more=visits.format(1))])
    fetched(home, web)
    for count in (2, 3):
        web.waits.sleep(86400)
        an_article(web, "/a.html", "看土", more=visits.format(count))
        assert fetched(home, web, refetch=True).fetched == 1
    assert main(["show", "-v", "2021/01", "--home", str(home)]) == 0
    told = capsys.readouterr()
    assert "changed" not in told.out + told.err.replace("its articles, plan or style have changed", "")


# --- the version of a page that an outlet prefers ----------------------------------------------------------------


def prefer(home: Path, version: str, more: str = "") -> Path:
    outlets = home / "sources/outlets"
    outlets.mkdir()
    (outlets / "here.yaml").write_text(
        f"name: 样报\nhosts: [127.0.0.1]\npace_s: 0\n{version and f'prefer: {version}'}\n{more}", "utf-8"
    )
    return home


def with_versions(web: Web, version: str) -> str:
    """Put up an article in two pages whose other version is whole."""
    an_article(web, "/a_2.html", "长文", "<p>页面第2页的话。</p>")
    a_picture(web, "/page.jpg", 3)
    a_picture(web, "/v/other.jpg", 5)
    inner = f"<p>版本一的话。</p><p><img src='other.jpg' alt='别图'></p><p>版本二的话。{PARAGRAPH}</p>"
    web.page("/v/other.html", html("长文", inner).replace("2021-01-18 08:30 来源：样报", ""))
    links = {
        "print": '<p class="tools"><a href="/v/other.html" target="_blank">【打印本页】</a></p>',
        "amp": "",
    }
    head = '<link rel="amphtml" href="/v/other.html">' if version == "amp" else ""
    more = links[version] + '<div class="pages"><a href="a_2.html">下一页</a></div>'
    page = html("长文", "<p>页面第1页的话。</p><p><img src='page.jpg' alt='本图'></p>", more)
    web.page("/a.html", page.replace("<title>", f"{head}<title>"))
    return web.url("/a.html")


@pytest.mark.parametrize("version", ["print", "amp"])
def test_the_version_that_an_outlet_prefers_is_read_in_place_of_the_page(
    web: Web, tmp_path: Path, version: str
) -> None:
    url = with_versions(web, version)
    home = prefer(write_home(tmp_path, [url]), version)
    report = fetched(home, web)
    assert (report.fetched, report.failed, report.findings) == (3, 0, ())
    assert web.paths() == ["/a.html", "/v/other.html", "/v/other.jpg"]  # neither its parts nor its pictures
    loaded = load_home(home)
    archive = open_archive(archive_path(loaded, loaded.issues[0]))
    visit = archive.find(web.url("/v/other.html"))
    assert visit is not None
    assert (visit.kind, visit.reason) == ("page", f"{url} ({version} version, as the outlet prefers)")
    assert build(home) == 0
    text = text_of(home / BOOK, f"text/a2021-01-{sha(url)}.xhtml")
    assert "版本一的话" in text
    assert "页面第1页" not in text
    assert url in text
    assert "/v/other.html" not in text
    assert "2021年1月18日" in text  # the version does not tell it
    assert text.count("../images/") == 1
    asked = len(web.seen)
    assert fetched(home, web).kept == 3
    assert len(web.seen) == asked


@pytest.mark.parametrize(
    ("body", "status", "why"),
    [
        ("<h1>no</h1>", 404, "it is not in the archive"),
        (html("长文", "").replace(PARAGRAPH, "").replace(PARAGRAPH[::-1], ""), 200, "no article was found"),
        ("<title>打印</title><h1>登录</h1><p>请登录后打印本页的全部内容，谢谢您的合作。</p>", 200, ""),
    ],
)
def test_where_the_preferred_version_is_missing_or_worse_the_page_is_read(
    web: Web, tmp_path: Path, capsys: pytest.CaptureFixture[str], body: str, status: int, why: str
) -> None:
    url = with_versions(web, "print")
    web.page("/v/other.html", body, status=status)
    home = prefer(write_home(tmp_path, [url]), "print")
    report = fetched(home, web)
    assert [finding.severity for finding in report.findings] == (["warning"] if status == 404 else [])
    assert {"/a_2.html", "/page.jpg"} <= set(web.paths())
    assert "/v/other.jpg" not in web.paths()
    assert main(["build", "-v", "--home", str(home)]) == 0
    told = capsys.readouterr().err
    assert "CMP-010" in told
    assert why in told
    text = text_of(home / BOOK, f"text/a2021-01-{sha(url)}.xhtml")
    assert "页面第1页的话" in text
    assert "页面第2页的话" in text
    asked = len(web.paths())
    fetched(home, web)
    assert len(web.paths()) == asked + (status == 404)  # what could not be had is tried again


def test_a_page_without_the_preferred_version_is_read_itself(
    web: Web, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = prefer(write_home(tmp_path, [an_article(web, "/a.html", "看土")]), "amp")
    assert fetched(home, web).fetched == 1
    assert main(["build", "-v", "--home", str(home)]) == 0
    assert "the page names none" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("version", "link", "path"),
    [
        ("print", "<a href='p.html'>打印</a>", "/2021/p.html"),
        ("print", "<a href='?print=1'> Print this page </a>", "/2021/a.html?print=1"),
        ("print", "<a href='/p'><img src='i.gif'>[打印]</a>", "/p"),
        ("print", "<link rel='alternate' media='print' href='/p.html'>", "/p.html"),
        ("print", "<a href='p.html'>3D打印走进园艺</a>", ""),
        ("print", "<a href='javascript:window.print()'>打印</a>", ""),
        ("print", "<a href='#'>打印</a>", ""),
        ("print", "<link rel='stylesheet' media='print' href='/p.css'>", ""),
        ("print", "<link rel='amphtml' href='/amp'>", ""),
        ("amp", "<base href='/b/'><link rel='amphtml' href='amp'>", "/b/amp"),
        ("amp", "<link rel='amphtml' href='http://[half/'>", ""),
        ("amp", "<a href='p.html'>打印</a>", ""),
    ],
)
def test_how_a_page_names_another_version(version: str, link: str, path: str) -> None:
    outlet = Outlet("here", "样报", ("news.example",), prefer=version)  # type: ignore[arg-type]
    page = Page("a", html("看土", "", link).encode(), url="https://news.example/2021/a.html")
    assert preferred_address(page, outlet) == (path and f"https://news.example{path}")


ODD_NAMES = {
    "a[1].jpg": "/2021/a%5B1%5D.jpg",
    "图 片.jpg": "/2021/%E5%9B%BE%20%E7%89%87.jpg",
    "c.jpg?x=1&amp;y=[2]": "/2021/c.jpg?x=1&y=%5B2%5D",
    "../../d.jpg#part": "/d.jpg",
    "e%7e{3}^.jpg": "/2021/e%7E%7B3%7D%5E.jpg",
    "100%.jpg": "/2021/100%25.jpg",
    "http://127.1:PORT/f.jpg": "/f.jpg",
    "//127.0.0.1:PORT/g.jpg?": "/g.jpg",
}


def test_pictures_are_found_again_however_their_addresses_are_written(web: Web, tmp_path: Path) -> None:
    for shade, path in enumerate(ODD_NAMES.values()):
        a_picture(web, path.partition("?")[0], shade + 1)
    refs = [ref.replace("PORT", str(web.port)) for ref in ODD_NAMES]
    url = an_article(
        web, "/2021/a.html", "看土", "".join(f'<p><img src="{ref}" alt="芽"></p>' for ref in refs)
    )
    home = write_home(tmp_path, [url])
    report = fetched(home, web)
    assert sorted(web.paths()) == sorted(["/2021/a.html", *ODD_NAMES.values()])
    assert (report.fetched, report.findings) == (1 + len(refs), ())
    assert sorted(web.paths()) == sorted(["/2021/a.html", *ODD_NAMES.values()])
    assert fetched(home, web).kept == 1 + len(refs)
    assert build(home) == 0
    assert text_of(home / BOOK, f"text/a2021-01-{sha(url)}.xhtml").count("../images/") == len(refs)


# --- every answer is kept ----------------------------------------------------------------------------------------


def records(path: Path) -> list[tuple[str, str, str, bytes]]:
    """Read an archive as another program does: type, path, status or reason, content."""
    found = []
    with path.open("rb") as stream:
        for each in ArchiveIterator(stream):
            url = each.rec_headers.get_header("WARC-Target-URI") or ""
            status = each.http_headers.get_statuscode() if each.rec_type == "response" else ""
            found.append(
                (
                    each.rec_type,
                    url.partition("//")[2].partition("/")[2],
                    status,
                    each.content_stream().read(),
                )
            )
    return found


def check_warc(path: Path) -> None:
    warcio = Path(sys.executable).with_name("warcio")
    checked = subprocess.run([str(warcio), "check", str(path)], capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stdout) == (0, "")


def break_off(call: Call) -> None:
    call.head(200, [("Content-Type", "text/html"), ("Content-Length", "5000")])
    call.write(b"<p>half")
    call.hang_up()


def busy_at_first(call: Call) -> None:
    if call.seen.number == 1:
        call.send(b"busy", status=503)
    else:
        call.send(html("忙后", ""))


def test_answers_that_will_not_do_are_kept_too_and_asked_for_again(
    web: Web, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    web.page("/gone.html", "<p>no such page</p>", status=404)
    web.page("/login.jpg", "<!DOCTYPE html><p>log in</p>")
    web.route("/busy.html", busy_at_first)
    web.route("/half.html", break_off)
    web.route("/from.html", lambda call: call.send(status=302, headers=[("Location", "/gone.html")]))
    good = an_article(web, "/a.html", "看土", '<p><img src="login.jpg" alt="芽"></p>')
    home = write_home(
        tmp_path, [good, *map(web.url, ("/busy.html", "/gone.html", "/half.html", "/from.html"))]
    )
    report = fetched(home, web)
    assert (report.fetched, report.failed) == (2, 4)
    loaded = load_home(home)
    path = archive_path(loaded, loaded.issues[0])
    check_warc(path)
    answers = [(url, status, content) for kind, url, status, content in records(path) if kind == "response"]
    told = {(url, status) for url, status, _ in answers}
    assert told == {
        ("robots.txt", "404"), ("a.html", "200"), ("busy.html", "503"), ("busy.html", "200"),
        ("gone.html", "404"), ("half.html", "200"), ("from.html", "302"), ("login.jpg", "200"),
    }  # fmt: skip
    assert ("half.html", "200", b"<p>half") in answers
    reasons = [
        content.decode()
        for kind, url, _, content in records(path)
        if kind == "metadata" and url == "login.jpg"
    ]
    assert "refused: FET-046" in reasons[0]
    archive = open_archive(path)
    for name, is_good in (
        ("/a.html", True),
        ("/busy.html", True),
        ("/gone.html", False),
        ("/login.jpg", False),
        ("/half.html", False),
    ):
        visit = archive.find(web.url(name))
        assert visit is not None
        assert visit.is_answer == is_good, name
    asked = len(web.paths())
    again = fetched(home, web)
    assert (again.fetched, again.kept, again.failed) == (0, 2, 4)
    assert sorted(web.paths()[asked:]) == sorted(
        ["/gone.html", "/from.html", "/gone.html", "/login.jpg", *["/half.html"] * 4]
    )
    check_warc(path)
    assert build(home, "--allow-missing") == 1
    assert "未能取得" in text_of(home / BOOK, f"text/a2021-01-{sha(good)}.xhtml")
    told = capsys.readouterr().err
    assert f"{web.url('/gone.html')}: error CMP-011: the site's answer of 2021-06-18T00:30:" in told
    assert "will not do: there is nothing at this address (404)" in told


def test_a_refused_answer_is_nobodys_known_content(web: Web, tmp_path: Path) -> None:
    """A site that lets its cache confirm what it sent wrongly last time must not make that the newest content."""

    def answer(call: Call) -> None:
        body = html("看土", "") if call.seen.number != 2 else b"%PDF-1.4 by mistake"
        headers = [("ETag", '"1"')]
        if call.seen.number == 3 and call.seen["If-None-Match"] == '"1"':
            call.send(status=304, headers=headers)
        else:
            call.send(body, headers=headers)

    home = write_home(tmp_path, [web.route("/a.html", answer)])
    fetched(home, web)
    assert fetched(home, web, refetch=True).failed == 1
    report = fetched(home, web, refetch=True)
    assert (report.unchanged, report.failed) == (1, 0)
    loaded = load_home(home)
    snapshot = open_archive(archive_path(loaded, loaded.issues[0])).latest(web.url("/a.html"))
    assert snapshot is not None
    assert PARAGRAPH in snapshot.body.decode()


def test_what_two_issues_want_is_in_the_archives_of_both(web: Web, tmp_path: Path) -> None:
    """One issue has the page already: what the site leaves out for it must not be missing in the other."""

    def answer(call: Call) -> None:
        known = call.seen["If-None-Match"] == '"1"'
        call.send(b"" if known else html("看土", ""), status=304 if known else 200, headers=[("ETag", '"1"')])

    url = web.route("/a.html", answer)
    home = write_home(tmp_path, [url])
    fetched(home, web)
    second = home / "sources/issues/2021/02"
    second.mkdir()
    (second / "issue.yaml").write_text(f"number: 2\ndate: 2021-02\narticles:\n  - url: {url}\n", "utf-8")
    fetched(home, web, refetch=True)
    for issue in load_home(home).issues:
        snapshot = open_archive(archive_path(load_home(home), issue)).latest(url)
        assert snapshot is not None, issue.key
        assert PARAGRAPH in snapshot.body.decode()


def test_what_came_the_same_is_counted_as_unchanged(web: Web, tmp_path: Path) -> None:
    home = write_home(tmp_path, [an_article(web, "/a.html", "看土")])
    fetched(home, web)
    web.waits.sleep(86400)
    report = fetched(home, web, refetch=True)
    assert (report.fetched, report.unchanged) == (0, 1)
    loaded = load_home(home)
    visits = open_archive(archive_path(loaded, loaded.issues[0])).visits(web.url("/a.html"))
    assert len({visit.retrieved for visit in visits}) == 2


def test_a_picture_of_two_articles_is_asked_for_once_a_run(web: Web, tmp_path: Path) -> None:
    inner = '<p><img src="/logo.jpg" alt="芽"></p><p><img src="/gone.jpg" alt="芽"></p>'
    a_picture(web, "/logo.jpg")
    home = write_home(tmp_path, [an_article(web, f"/{name}.html", name, inner) for name in "abc"])
    for refetch in (False, True):
        before = len(web.paths())
        report = fetched(home, web, refetch=refetch)
        assert sorted(web.paths()[before:]) == ["/a.html", "/b.html", "/c.html", "/gone.jpg", "/logo.jpg"]
        assert (report.failed, len(report.findings)) == (1, 1)


def test_no_password_of_an_address_comes_into_the_book(web: Web, tmp_path: Path) -> None:
    def secret(path: str) -> str:
        return web.url(path).replace("http://", "http://me:s3cret@")

    a_picture(web, "/p.jpg")
    inner = f'<p>种法写得很细，见<a href="{secret("/y")}">另一篇</a>。</p><p><img src="{secret("/p.jpg")}" alt="芽"></p>'
    own = f'<link rel="canonical" href="{secret("/a.html")}"><meta property="og:url" content="{secret("/a.html")}">'
    page = html("看土", inner, f'<div class="pages"><a href="{secret("/a_2.html")}">下一页</a></div>')
    web.page("/a.html", page.replace("<title>", f"{own}<title>"))
    an_article(web, "/a_2.html", "看土")
    home = write_home(tmp_path, [web.url("/a.html")])
    folder = home / "sources/issues/2021/01"
    saved = f"<!-- saved from url=(0030){secret('/c.html')} -->{page.replace('看土', '丙')}"
    (folder / "c.html").write_text(saved, "utf-8")
    with (folder / "issue.yaml").open("a", encoding="utf-8") as out:
        out.write("  - file: c.html\n")
    assert fetched(home, web).findings == ()
    assert build(home) == 0
    with zipfile.ZipFile(home / BOOK) as book:
        told = [name for name in book.namelist() if b"s3cret" in book.read(name)]
        assert told == []
        text = book.read(f"EPUB/text/a2021-01-{sha(web.url('/a.html'))}.xhtml").decode()
    assert f'href="{web.url("/y")}"' in text
    assert text.count("../images/") == 1


def test_the_archive_is_a_sound_warc(web: Web, tmp_path: Path) -> None:
    home = write_home(tmp_path, [an_article(web, "/a.html", "看土")])
    fetched(home, web)
    loaded = load_home(home)
    check_warc(archive_path(loaded, loaded.issues[0]))


def test_sites_are_told_who_asks(web: Web, tmp_path: Path) -> None:
    home = write_home(tmp_path, [an_article(web, "/a.html", "看土")])
    fetched(home, web)
    agent = next(seen["User-Agent"] for seen in web.seen if seen.path == "/a.html")
    assert agent is not None
    assert "editor@mini.example" in agent


def test_who_tells_no_contact_is_told(web: Web, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = write_home(tmp_path, [an_article(web, "/a.html", "看土")])
    place = home / "sources/periodical.yaml"
    place.write_text(place.read_text("utf-8").replace("contact:", "# contact:"), "utf-8")
    assert main(["fetch", "-v", "--home", str(home)]) == 0
    assert "sources/periodical.yaml: note FET-033" in capsys.readouterr().err
    assert main(["fetch", "-v", "--home", str(home)]) == 0  # nobody was asked
    assert "FET-033" not in capsys.readouterr().err


def test_hotlinked_pictures_come_with_their_page_as_referer(web: Web, tmp_path: Path) -> None:
    def only_from_the_page(call: Call) -> None:
        if call.seen["Referer"] == web.url("/a.html"):
            call.send(picture(), kind="image/jpeg")
        else:
            call.send(b"no", status=403)

    web.route("/hot.jpg", only_from_the_page)
    home = write_home(tmp_path, [an_article(web, "/a.html", "看土", '<p><img src="hot.jpg" alt="芽"></p>')])
    assert fetched(home, web).failed == 0


def test_the_verb_fetches_and_says_so(web: Web, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = write_home(tmp_path, [an_article(web, "/a.html", "看土")])
    assert main(["fetch", "--home", str(home)]) == 0
    assert "1 fetched" in capsys.readouterr().err
    assert main(["fetch", "2021/01", "--home", str(home)]) == 0


def test_nothing_fetched_is_exit_3(web: Web, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = write_home(tmp_path, [web.url("/gone.html")])
    assert main(["fetch", "--home", str(home)]) == 3
    assert "nothing could be fetched" in capsys.readouterr().err


def test_a_private_address_is_refused(web: Web, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = write_home(tmp_path, [an_article(web, "/a.html", "看土")])
    place = home / "sources/periodical.yaml"
    place.write_text(place.read_text("utf-8").replace("allow_private_hosts: [127.0.0.1]\n", ""), "utf-8")
    assert main(["fetch", "--home", str(home)]) == 3
    assert "allow_private_hosts" in capsys.readouterr().err
    assert web.count("/a.html") == 0


@pytest.mark.slow
def test_a_fetch_killed_twenty_times_loses_nothing_and_asks_for_nothing_twice(
    web: Web, tmp_path: Path
) -> None:
    pages, kills = 200, 20
    urls = [an_article(web, f"/{number}.html", f"第{number}篇") for number in range(pages)]
    home = write_home(tmp_path, urls)
    outlets = home / "sources/outlets"
    outlets.mkdir()
    (outlets / "here.yaml").write_text("name: 样报\nhosts: [127.0.0.1]\npace_s: 0.01\n", "utf-8")
    command = [sys.executable, "-m", "pipeline", "fetch", "-q", "--home", str(home)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    moments = random.Random(20210618)
    killed = 0
    for _ in range(10 * kills):
        before = len(web.paths())
        with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as process:
            while process.poll() is None and len(web.paths()) == before:
                time.sleep(0.005)  # until it is at work
            try:
                process.wait(moments.uniform(0.0, 0.12))
            except subprocess.TimeoutExpired:
                process.kill()
                killed += 1
        if killed == kills:
            break
    assert killed == kills
    assert subprocess.run(command, env=environment, check=False).returncode == 0
    loaded = load_home(home)
    path = archive_path(loaded, loaded.issues[0])
    archive = open_archive(path)
    assert [url for url in urls if (visit := archive.find(url)) is None or not visit.is_answer] == []
    assert len(web.paths()) <= pages + killed  # what was on its way when the run was killed, and no more
    assert set(archive.urls()) >= set(urls)
    check_warc(path)
    assert build(home) == 0
