"""`presswork serve`: the shelf over HTTP, walked and searched as reader apps do."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urljoin

import pytest
from homes import write_home
from lxml import etree, html

from pipeline.assets import load_terms
from pipeline.cli.main import main
from pipeline.library.serve import make_server


ATOM = {"a": "http://www.w3.org/2005/Atom", "s": "http://a9.com/-/spec/opensearch/1.1/"}
FREE = "http://opds-spec.org/acquisition/open-access"


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = write_home(tmp_path_factory.mktemp("serve") / "home", issues=2)
    assert main(["build", "--home", str(home), "-q"]) == 0
    assert main(["shelf", "--home", str(home), "-q"]) == 0
    return home / "dist"


@pytest.fixture(scope="module")
def address(dist: Path) -> Iterator[str]:
    with make_server(dist, load_terms(None, "zh-Hans")) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def get(address: str) -> tuple[bytes, str]:
    with urllib.request.urlopen(address, timeout=10) as answer:
        return answer.read(), answer.headers["Content-Type"]


def test_a_reader_app_walks_the_feeds_and_downloads_every_book(dist: Path, address: str) -> None:
    start = f"{address}opds/root.xml"
    seen, waiting, books = {start}, [start], {}
    while waiting:
        here = waiting.pop()
        data, media_type = get(here)
        assert media_type.startswith("application/atom+xml;profile=opds-catalog")
        for link in etree.fromstring(data).iterfind(".//a:link", ATOM):
            target = urljoin(here, link.get("href"))
            if link.get("rel") == FREE:
                books[target.rpartition("/")[2]], media_type = get(target)
                assert media_type == "application/epub+zip"
            elif "profile=opds-catalog" in link.get("type", "") and target not in seen:
                seen.add(target)
                waiting.append(target)
    assert books == {path.name: path.read_bytes() for path in dist.rglob("*.epub")}


def test_a_reader_app_searches_by_the_description_it_finds(address: str) -> None:
    root = etree.fromstring(get(f"{address}opds/root.xml")[0])
    (found,) = root.xpath("a:link[@rel='search']", namespaces=ATOM)
    described, media_type = get(urljoin(address, found.get("href")))
    assert media_type == found.get("type") == "application/opensearchdescription+xml"
    urls = {
        url.get("type"): url.get("template") for url in etree.fromstring(described).iterfind("s:Url", ATOM)
    }
    asked = urls["application/atom+xml;profile=opds-catalog;kind=acquisition"].replace(
        "{searchTerms}", quote("看土之2")
    )
    feed = etree.fromstring(get(asked)[0])
    (entry,) = feed.iterfind("a:entry", ATOM)
    assert "第2期" in entry.findtext("a:title", namespaces=ATOM)
    (book,) = entry.xpath(f"a:link[@rel='{FREE}']/@href", namespaces=ATOM)
    assert get(urljoin(asked, book))[0][:2] == b"PK"
    page = html.fromstring(get(urls["text/html"].replace("{searchTerms}", quote("看土之2")))[0])
    assert page.xpath("//main//ol/li/a/text()") == ["看土之2"]
    assert get(urljoin(address, page.xpath("//main//ol/li/a/@href")[0]))[0]


def test_the_same_in_opds_2(address: str) -> None:
    root = json.loads(get(f"{address}opds/root.json")[0])
    link = next(each for each in root["links"] if each["rel"] == "search")
    assert link["templated"]
    feed = json.loads(get(urljoin(address, link["href"].replace("{?q}", f"?q={quote('看土之2')}")))[0])
    (book,) = feed["publications"]
    assert get(urljoin(address, book["links"][0]["href"]))[0][:2] == b"PK"


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("看土", 4),
        ("看土 样报", 2),
        ("看土 顾小满", 2),
        ("看土 之2", 1),
        ("顾小满", 2),
        ("2月，晴", 1),
        ("没有这样的话", 0),
        ("", 0),
    ],
)
def test_all_words_must_be_there(address: str, query: str, count: int) -> None:
    page = html.fromstring(get(f"{address}search?q={quote(query)}")[0])
    assert len(page.xpath("//main//ol/li")) == count


def test_a_query_is_shown_as_text(address: str) -> None:
    assert b"<script>alert" not in get(f"{address}search?q={quote('<script>alert(1)</script>')}")[0]


def test_only_loopback_is_answered_by_that_name(dist: Path, address: str) -> None:
    port = int(address.rstrip("/").rpartition(":")[2])
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", "/index.html", headers={"Host": "evil.example"})
    assert connection.getresponse().status == 421
    connection.close()


@pytest.mark.parametrize(
    "path", ["opds/", "../sources/periodical.yaml", "%2e%2e/sources/periodical.yaml", "nothing"]
)
def test_nothing_outside_the_shelf_is_served(address: str, path: str) -> None:
    with pytest.raises(urllib.error.HTTPError, match="404"):
        get(address + path)


def test_a_page_may_load_nothing_from_elsewhere(address: str) -> None:
    with urllib.request.urlopen(f"{address}index.html", timeout=10) as answer:
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; img-src 'self'")


@pytest.mark.slow
def test_the_verb_serves_until_it_is_interrupted(dist: Path) -> None:
    command = [sys.executable, "-m", "pipeline", "serve", str(dist), "--port", "0"]
    surroundings = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=surroundings
    ) as server:
        assert server.stdout is not None
        address = server.stdout.readline().strip()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", address)
        assert "小园" in get(f"{address}index.html")[0].decode()
        server.send_signal(signal.SIGINT)
        assert server.wait(10) == 0


def test_a_folder_without_a_shelf_and_a_taken_port_are_told(
    dist: Path, address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", str(tmp_path)]) == 2
    assert "make it with `presswork shelf`" in capsys.readouterr().err
    port = address.rstrip("/").rpartition(":")[2]
    assert main(["serve", str(dist), "--port", port]) == 2
    assert "choose another with --port" in capsys.readouterr().err
