"""The archive keeps every exchange: byte for byte, findable, readable by others, and whole after a crash."""

from __future__ import annotations

import gzip
import hashlib
import io
import random
import signal
import subprocess
import sys
import time
import tracemalloc
import zlib
from dataclasses import replace
from pathlib import Path

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipeline.address import AddressError, normalise
from pipeline.archive import Archive, ArchiveError, Exchange, Hop, load_snapshot, open_archive, page_of
from pipeline.archive.address import address_key, ascii_address, without_secrets
from pipeline.archive.coding import dechunk, decode_body, framed
from pipeline.archive.members import Member, scan


if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

URL = "https://news.example/2021/a.html"
MORNING, NOON, NIGHT = "2021-06-18T00:30:00Z", "2021-07-01T12:00:00Z", "2021-08-01T20:00:00Z"
HTML = (("Content-Type", "text/html; charset=gb18030"), ("ETag", '"1"'))
PAGE = "<p>第一件事是看土。</p>".encode("gb18030")


# `warcio check FILE`. warcio 1.8 puts an attribute on brotli's decompressor, and brotli 1.1 and later have no room
# for it; without brotli it checks a packed body as it came.
CHECK = "import sys; sys.modules['brotli'] = None; from warcio.cli import main; main(['check', sys.argv[1]])"


def hop(
    url: str = URL, body: bytes = PAGE, *, status: str = "200 OK", headers: tuple[tuple[str, str], ...] = HTML
) -> Hop:
    return Hop(
        url=url,
        request_line=f"GET {url} HTTP/1.1",
        request_headers=(("Host", "news.example"), ("User-Agent", "presswork")),
        status_line=f"HTTP/1.1 {status}",
        response_headers=headers,
        body=body,
        ip_address="192.0.2.1",
    )


def fetched(*hops: Hop, at: str = MORNING, reason: str | None = "2021/08 article 1") -> Exchange:
    return Exchange(hops or (hop(),), at, reason=reason)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return open_archive(tmp_path / "2021" / "08.warc.gz")


def records(path: Path) -> list[tuple[str, str | None, bytes]]:
    """Read a file as another program does, and let that program check its digests."""
    done = subprocess.run([sys.executable, "-c", CHECK, path], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    with path.open("rb") as stream:
        return [
            (each.rec_type, each.rec_headers.get_header("WARC-Target-URI"), each.raw_stream.read())
            for each in ArchiveIterator(stream)
        ]


def plain(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes())


# --- what goes in comes out -------------------------------------------------------------------------------------


def test_a_page_comes_back_as_it_was(archive: Archive) -> None:
    archive.append(fetched())
    for opened in (archive, open_archive(archive.path)):
        snapshot = opened.latest(URL)
        assert snapshot is not None
        assert (snapshot.url, snapshot.final_url, snapshot.status, snapshot.body) == (URL, URL, 200, PAGE)
        assert snapshot.headers == HTML
        assert (snapshot.retrieved, snapshot.kind, snapshot.reason) == (MORNING, "page", "2021/08 article 1")
        assert snapshot.digest == hashlib.sha256(PAGE).hexdigest()
        assert opened.revisions(URL) == (snapshot,)
        assert opened.urls() == (URL,)
        assert opened.findings == ()


def test_a_page_that_was_never_fetched_is_not_there(archive: Archive) -> None:
    assert (archive.latest(URL), archive.revisions(URL), archive.find(URL), archive.urls()) == (
        None,
        (),
        None,
        (),
    )
    assert not archive.path.exists()


def test_the_reader_gets_media_type_charset_address_and_time(archive: Archive) -> None:
    archive.append(fetched(hop("https://news.example/a"), hop(URL)))
    snapshot = archive.latest("https://news.example/a")
    assert snapshot is not None
    page = page_of(snapshot)
    assert (page.media_type, page.charset, page.url, page.retrieved, page.data) == (
        "text/html", "gb18030", URL, MORNING, PAGE,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(PAGE, mtime=0)),
        ("x-gzip", gzip.compress(PAGE[:9]) + gzip.compress(PAGE[9:])),
        ("gzip", PAGE),  # said to be packed, and is not
        ("deflate", zlib.compress(PAGE)),
        ("deflate", zlib.compress(PAGE, wbits=-15)),
        ("br", brotli.compress(PAGE)),
        ("zstd", zstd.compress(PAGE)),
        ("GZIP , br", brotli.compress(gzip.compress(PAGE, mtime=0))),
        ("identity", PAGE),
    ],
)
@pytest.mark.parametrize("chunks", ["none", "kept", "taken off"])
def test_codings_are_taken_off(archive: Archive, coding: str, body: bytes, chunks: str) -> None:
    headers = (*HTML, ("Content-Encoding", coding))
    if chunks != "none":
        headers = (*headers, ("Transfer-Encoding", "chunked"))
    if chunks == "kept":
        body = b"".join(
            b"%x;a=b\r\n%b\r\n" % (len(body[at : at + 7]), body[at : at + 7]) for at in range(0, len(body), 7)
        )
        body += b"0\r\nTrailer: x\r\n\r\n"
    archive.append(fetched(hop(body=body, headers=headers)))
    snapshot = archive.latest(URL)
    assert snapshot is not None
    assert snapshot.body == PAGE
    assert snapshot.headers == headers
    types = [each[0] for each in records(archive.path)]
    assert types == ["warcinfo", "request", "response", "metadata"]


@pytest.mark.parametrize(
    ("coding", "body", "kept", "problem"),
    [
        ("gzip", gzip.compress(PAGE * 999)[:-9], 1, "it breaks off"),
        ("gzip", gzip.compress(PAGE * 999)[:-5] + b"wrong", 1, "its packing is broken"),
        ("deflate", b"<p>not packed</p>", 1, "its packing is broken"),
        ("br", brotli.compress(random.Random(1).randbytes(9999))[:-9], 1, "it breaks off"),
        ("br", b"<p>not packed</p>", 1, "its packing is broken"),
        ("zstd", zstd.compress(random.Random(1).randbytes(9999))[:-9], 0, "it breaks off"),
        ("zstd", b"<p>not packed</p>", 1, "its packing is broken"),
        ("gzip", gzip.compress(bytes(1 << 22)), 1, "it is larger than anything a page needs"),
        ("br", brotli.compress(bytes(1 << 22)), 1, "it is larger than anything a page needs"),
        ("zstd", zstd.compress(bytes(1 << 22)), 1, "it is larger than anything a page needs"),
        ("rot13", b"<p>cnpxrq</p>", 1, "its coding 'rot13' is not known"),
    ],
)
def test_of_a_broken_body_is_kept_what_can_be_had(coding: str, body: bytes, kept: int, problem: str) -> None:
    decoded = decode_body(body, (("content-encoding", coding),), limit=1 << 20)
    assert decoded.problem == problem
    assert kept <= len(decoded.body) <= 1 << 20 or not kept


def test_an_empty_body_needs_no_decoding() -> None:
    assert decode_body(b"", (("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked"))).problem is None


@given(st.binary(max_size=200))
def test_framing_comes_off_again(body: bytes) -> None:
    if dechunk(body) is None:
        taken = dechunk(framed(body))
        assert taken is not None
        assert (taken.body, taken.problem) == (body, None)


# --- addresses --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("HTTPS://News.Example:443/a", "https://news.example/a"),
        ("http://news.example:80", "http://news.example/"),
        ("http://news.example./a/./b/../c/", "http://news.example/a/c/"),
        ("https://news.example/%e7%9c%8b?q=%7e", "https://news.example/看?q=~"),
        ("https://例子.中国/看 土", "https://xn--fsqu00a.xn--fiqs8s/%E7%9C%8B%20%E5%9C%9F"),
        ("https://me:secret@news.example/a#part", "https://news.example/a"),
        ("https://news.example/100%", "https://news.example/100%25"),
        ("https://news.example/a[1].jpg", "https://news.example/a%5B1%5D.jpg"),
        ("https://news.example\\2021\\a.jpg", "https://news.example/2021/a.jpg"),
        ("https://news.example/a\n.jpg?", "https://news.example/a.jpg"),
        ("https://straße.example/a", "https://xn--strae-oqa.example/a"),
        ("http://127.1/a", "http://127.0.0.1/a"),
    ],
)
def test_spellings_of_an_address_meet(archive: Archive, one: str, other: str) -> None:
    assert address_key(one) == address_key(other)
    archive.append(fetched(hop(one)))
    assert archive.latest(other) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://news.example/a", "https://news.example/a"),
        ("https://news.example/a", "https://news.example/A"),
        ("https://news.example/a", "https://news.example/a/"),
        ("https://news.example/a%2Fb", "https://news.example/a/b"),
        ("https://news.example/?a=1", "https://news.example/?a=2"),
        ("https://news.example/", "https://news.example:8443/"),
    ],
)
def test_different_addresses_stay_apart(one: str, other: str) -> None:
    assert address_key(one) != address_key(other)


@given(st.text(max_size=40))
def test_no_address_is_refused(text: str) -> None:
    for address in (text, f"https://{text}", f"https://news.example/{text}"):
        assert ascii_address(address).isascii()
        assert address_key(address_key(address)) == address_key(address)


@given(st.text(max_size=40), st.sampled_from(["", "https://", "https://news.example/", "http://1.2/?"]))
def test_what_is_asked_for_is_found_as_it_was_written(text: str, start: str) -> None:
    try:
        asked = normalise(start + text)
    except AddressError:
        return
    assert address_key(asked) == address_key(start + text)


def test_a_redirected_page_is_found_by_both_ends(archive: Archive) -> None:
    moved = (("Location", "/b"),)
    ends = ("http://news.example/a", "https://news.example/c")
    archive.append(
        fetched(
            hop(ends[0], b"", status="301 Moved Permanently", headers=moved),
            hop("https://news.example/b", b"", status="302 Found", headers=moved),
            hop(ends[1]),
        )
    )
    for opened in (archive, open_archive(archive.path)):
        for url in ends:
            snapshot = opened.latest(url)
            assert snapshot is not None
            assert (snapshot.url, snapshot.final_url, snapshot.status) == (*ends, 200)
            assert snapshot.redirects == ("http://news.example/a", "https://news.example/b")
        assert opened.latest("https://news.example/b") is None
        assert opened.urls() == (ends[0],)
    assert [each[0] for each in records(archive.path)] == [
        "warcinfo",
        *["request", "response"] * 3,
        "metadata",
    ]
    said = records(archive.path)[-1][2].decode()
    assert "via: https://news.example/b\r\nhopsFromSeed: RR\r\n" in said


# --- visits over time -------------------------------------------------------------------------------------------


def test_a_refetch_adds_a_revision(archive: Archive) -> None:
    bodies = (PAGE, PAGE + b"!", PAGE)
    for at, body in zip((MORNING, NOON, NIGHT), bodies, strict=True):
        archive.append(fetched(hop(body=body), at=at))
    for opened in (archive, open_archive(archive.path)):
        revisions = opened.revisions(URL)
        assert [(each.retrieved, each.body) for each in revisions] == list(
            zip((MORNING, NOON, NIGHT), bodies, strict=True)
        )
        assert opened.latest(URL) == revisions[-1]
        assert [visit.is_unchanged for visit in opened.visits(URL)] == [False, False, True]
    assert [each[0] for each in records(archive.path)][-2:] == ["revisit", "metadata"]


def test_other_chunks_are_no_other_page(archive: Archive) -> None:
    chunked = (*HTML, ("Transfer-Encoding", "chunked"))
    for at, size in ((MORNING, 5), (NOON, 7)):
        pieces = (PAGE[start : start + size] for start in range(0, len(PAGE), size))
        body = b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"
        archive.append(fetched(hop(body=body, headers=chunked), at=at))
    archive.append(fetched(hop(body=PAGE), at=NIGHT))  # its headers would not fit a chunked body
    for opened in (archive, open_archive(archive.path)):
        assert [visit.is_unchanged for visit in opened.visits(URL)] == [False, True, False]
        assert {snapshot.body for snapshot in opened.revisions(URL)} == {PAGE}
    records(archive.path)


def test_not_modified_means_the_newest_content(archive: Archive) -> None:
    archive.append(fetched(at=MORNING))
    archive.append(fetched(hop(body=PAGE + b"!"), at=NOON))
    archive.append(fetched(hop(body=PAGE), at="2021-07-15T00:00:00Z"))  # back to what it was
    unchanged = hop(body=b"", status="304 Not Modified", headers=(("ETag", '"2"'), ("Content-Length", "0")))
    archive.append(fetched(unchanged, at=NIGHT))
    for opened in (archive, open_archive(archive.path)):
        snapshot = opened.latest(URL)
        assert snapshot is not None
        assert (snapshot.status, snapshot.body, snapshot.retrieved) == (200, PAGE, NIGHT)
        assert snapshot.headers == (("Content-Type", "text/html; charset=gb18030"), ("ETag", '"2"'))
        assert len(opened.revisions(URL)) == 4
    with archive.path.open("rb") as stream:
        last = [each for each in ArchiveIterator(stream) if each.rec_type == "revisit"][-1].rec_headers
    assert last.get_header("WARC-Profile").endswith("/server-not-modified")
    assert (last.get_header("WARC-Refers-To-Date"), last.get_header("WARC-Refers-To-Target-URI")) == (
        MORNING,
        URL,
    )
    records(archive.path)


def test_not_modified_without_an_earlier_answer_is_kept_as_it_came(archive: Archive) -> None:
    archive.append(fetched(hop(body=b"", status="304 Not Modified", headers=())))
    snapshot = archive.latest(URL)
    assert snapshot is not None
    assert (snapshot.status, snapshot.body) == (304, b"")


@pytest.mark.parametrize(
    "worse",
    [
        Exchange((hop(body=b"gone", status="404 Not Found"),), NIGHT),
        Exchange((hop(body=b"busy", status="503 Service Unavailable"),), NIGHT),
        Exchange((replace(hop(body=PAGE[:5]), truncated="length"),), NIGHT),
    ],
    ids=["gone", "busy", "cut off"],
)
def test_a_page_outlives_its_site(archive: Archive, worse: Exchange) -> None:
    archive.append(worse)
    first = archive.latest(URL)
    assert first is not None
    assert first.body == worse.hops[0].body  # better than nothing, and the status tells
    archive.append(fetched())
    archive.append(worse)
    for opened in (archive, open_archive(archive.path)):
        snapshot = opened.latest(URL)
        assert snapshot is not None
        assert snapshot.body == PAGE
        assert len(opened.revisions(URL)) == 3


def test_the_newest_counts_whatever_the_order_in_the_file(archive: Archive) -> None:
    archive.append(fetched(hop(body=b"new"), at=NIGHT))
    archive.append(fetched(hop(body=b"old"), at=MORNING))
    assert [each.body for each in archive.revisions(URL)] == [b"old", b"new"]


def test_a_visit_is_enough_for_another_process(archive: Archive) -> None:
    import pickle

    archive.append(fetched())
    visit = archive.find(URL)
    assert visit is not None
    sent = pickle.loads(pickle.dumps(visit))
    assert load_snapshot(archive.path, sent) == archive.latest(URL)
    assert sent.digest == hashlib.sha256(PAGE).hexdigest()


# --- the file ---------------------------------------------------------------------------------------------------


def test_secrets_are_not_written(archive: Archive) -> None:
    secret = "https://editor:hunter2@news.example/a"
    asked = Hop(
        url=secret,
        request_line=f"GET {secret} HTTP/1.1",
        request_headers=(
            ("Authorization", "Basic aHVudGVyMg=="),
            ("proxy-authorization", "Basic hunter2"),
            ("Cookie", "session=hunter2"),
            ("Referer", "https://me:hunter2@news.example/"),
        ),
        status_line="HTTP/1.1 302 Found",
        response_headers=(("Location", "//me:hunter2@news.example/b"), ("Set-Cookie", "session=hunter2")),
    )
    archive.append(Exchange((asked, hop()), MORNING, reason=f"for {secret}", via=secret))
    assert b"hunter2" not in plain(archive.path)
    assert b"aHVudGVyMg" not in plain(archive.path)
    assert archive.latest("https://news.example/a") is not None


def test_a_header_cannot_begin_another_record(archive: Archive) -> None:
    odd = (("X-Odd", "a\r\nX-Made-Up: b\r\n\r\nWARC/1.1"), ("X-Chinese", "看土"), ("X-Latin", "é"))
    archive.append(Exchange((hop(headers=odd),), MORNING, reason="one\r\nkind: robots"))
    snapshot = open_archive(archive.path).latest(URL)
    assert snapshot is not None
    assert snapshot.header("x-made-up") is None
    assert snapshot.header("x-latin") == "é"
    assert (snapshot.kind, snapshot.reason, snapshot.body) == ("page", "one kind: robots", PAGE)
    records(archive.path)


def test_the_same_exchanges_make_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for folder in ("one", "two"):
        archive = open_archive(tmp_path / folder / "08.warc.gz")
        for at in (MORNING, NOON):
            archive.append(fetched(at=at))
        made.append(archive.path.read_bytes())
    assert made[0] == made[1]
    with archive.path.open("rb") as stream:
        identities = [each.rec_headers.get_header("WARC-Record-ID") for each in ArchiveIterator(stream)]
    assert len(set(identities)) == len(identities) == 7


def test_two_runs_share_a_file(tmp_path: Path) -> None:
    path = tmp_path / "08.warc.gz"
    one, other = open_archive(path), open_archive(path)
    one.append(fetched(hop("https://news.example/1")))
    other.append(fetched(hop("https://news.example/2")))
    one.append(fetched(hop("https://news.example/2")))  # known to be the same from what the other wrote
    assert [each[0] for each in records(path)].count("warcinfo") == 1
    assert [each[0] for each in records(path)].count("revisit") == 1
    other.refresh()
    assert len(other.revisions("https://news.example/2")) == 2


def test_a_file_of_another_maker_is_an_archive_too(tmp_path: Path) -> None:
    path = tmp_path / "08.warc.gz"
    with path.open("wb") as out:
        writer = WARCWriter(out, gzip=True, warc_version="1.0")
        head = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        date = {"WARC-Date": MORNING}
        writer.write_record(
            writer.create_warc_record(
                URL, "response", io.BytesIO(PAGE), len(PAGE), http_headers=head, warc_headers_dict=date
            )
        )
    archive = open_archive(path)
    snapshot = archive.latest(URL)
    assert snapshot is not None
    assert (snapshot.body, snapshot.retrieved, snapshot.reason) == (PAGE, MORNING, None)
    archive.append(fetched(hop(body=b"", status="304 Not Modified", headers=()), at=NOON))
    for opened in (archive, open_archive(path)):
        newest = opened.latest(URL)
        assert newest is not None
        assert (newest.body, newest.retrieved, newest.status) == (PAGE, NOON, 200)
    records(path)


def test_an_index_reads_few_bytes(tmp_path: Path) -> None:
    archive = open_archive(tmp_path / "08.warc.gz")
    noise = random.Random(1)
    for number in range(12):
        archive.append(fetched(hop(f"https://news.example/{number}", noise.randbytes(1_000_000))))
    tracemalloc.start()
    opened = open_archive(archive.path)
    assert len(opened.urls()) == 12
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2_000_000  # the file has 12
    started = time.process_time()
    open_archive(archive.path)
    assert time.process_time() - started < 0.2


# --- crashes and damage -----------------------------------------------------------------------------------------


def members(path: Path) -> list[Member]:
    with path.open("rb") as stream:
        return [each for each in scan(stream) if isinstance(each, Member)]


def two_pages(path: Path) -> tuple[bytes, int]:
    """Write two exchanges; return the file and where the second one begins."""
    archive = open_archive(path)
    archive.append(fetched(hop("https://news.example/1"), at=MORNING))
    begin = path.stat().st_size
    archive.append(fetched(hop("https://news.example/2"), at=NOON))
    return path.read_bytes(), begin


@pytest.mark.parametrize("filled", [b"", bytes(64)], ids=["short", "filled with zeros"])
def test_wherever_a_write_is_cut_off_the_file_is_whole_after_it(tmp_path: Path, filled: bytes) -> None:
    whole, begin = two_pages(tmp_path / "whole.warc.gz")
    ends = {each.end for each in members(tmp_path / "whole.warc.gz")}
    path = tmp_path / "08.warc.gz"
    for cut in range(begin, len(whole), 37):
        path.write_bytes(whole[:cut] + filled)
        archive = open_archive(path)
        last = max(end for end in ends if end <= cut)
        assert path.read_bytes() == whole[:last]
        assert (archive.findings != ()) == (last < cut or bool(filled))
        assert archive.latest("https://news.example/1") is not None
        assert [finding.code for finding in archive.findings] in ([], ["ARC-001"])
        if archive.findings:
            aside = max(tmp_path.glob("*.torn-*"), key=lambda each: int(each.name.rpartition("-")[2]))
            assert aside.read_bytes() == whole[last:cut] + filled
            assert aside.name in archive.findings[0].what
    archive.append(fetched(hop("https://news.example/2"), at=NIGHT))
    assert len(open_archive(path).urls()) == 2
    records(path)


def test_the_first_write_may_be_cut_off(tmp_path: Path) -> None:
    whole, _ = two_pages(tmp_path / "whole.warc.gz")
    path = tmp_path / "08.warc.gz"
    for cut in (1, 2, 3, 12, 40, 200):
        path.write_bytes(whole[:cut])
        archive = open_archive(path)
        assert [finding.code for finding in archive.findings] == ["ARC-001"]
        assert path.read_bytes() == b""
    archive.append(fetched())
    assert [each[0] for each in records(path)] == ["warcinfo", "request", "response", "metadata"]


def test_an_append_mends_what_another_run_left(tmp_path: Path) -> None:
    path = tmp_path / "08.warc.gz"
    archive = open_archive(path)
    archive.append(fetched(hop("https://news.example/1")))
    with path.open("ab") as out:
        out.write(b"\x1f\x8b\x08\x04half a record")
    archive.append(fetched(hop("https://news.example/2")))
    assert [finding.code for finding in archive.findings] == ["ARC-001"]
    assert len(records(path)) == 7


def test_a_file_that_cannot_be_mended_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    path = tmp_path / f"{'a' * 245}.warc.gz"  # no longer name can stand beside it
    archive = open_archive(path)
    archive.append(fetched())
    whole = path.read_bytes()
    path.write_bytes(whole + b"\x1f\x8b\x08half")
    opened = open_archive(path)
    assert [finding.code for finding in opened.findings] == ["ARC-002"]
    assert opened.latest(URL) is not None
    assert path.read_bytes() == whole + b"\x1f\x8b\x08half"


def test_damage_in_the_middle_costs_only_what_it_hits(tmp_path: Path) -> None:
    path = tmp_path / "08.warc.gz"
    whole, _ = two_pages(path)
    for at in (0, 40):  # a member's head, and its content
        response = next(each for each in members(path) if each.fields["warc-type"] == "response").place
        broken = bytearray(whole)
        broken[response.offset + at : response.offset + at + 8] = b"\xff" * 8
        path.write_bytes(broken)
        archive = open_archive(path)
        assert archive.latest("https://news.example/1") is None
        assert archive.latest("https://news.example/2") is not None
        assert {finding.code for finding in archive.findings} <= {"ARC-003", "ARC-004"}
        assert archive.findings
        assert path.read_bytes() == broken  # what is precious is not rewritten
        path.write_bytes(whole)


def test_a_damaged_revision_gives_way_to_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "08.warc.gz"
    archive = open_archive(path)
    archive.append(fetched(at=MORNING))
    archive.append(fetched(hop(body=random.Random(1).randbytes(50_000)), at=NOON))
    archive.append(fetched(hop("https://news.example/other")))
    place = [each for each in members(path) if each.fields["warc-type"] == "response"][1].place
    broken = bytearray(path.read_bytes())
    broken[place.offset + place.length - 99] ^= 1
    path.write_bytes(broken)
    opened = open_archive(path)
    snapshot = opened.latest(URL)
    assert snapshot is not None
    assert snapshot.retrieved == MORNING
    assert [finding.code for finding in opened.findings] == ["ARC-004"]
    with pytest.raises(ArchiveError, match="damaged"):
        load_snapshot(path, opened.visits(URL)[1])


@pytest.mark.parametrize(
    "content",
    [b"<html>a page</html>", gzip.compress(b"<html>a page</html>"), b"PK\x03\x04zip", b"%PDF-1.7"],
    ids=["page", "gzip", "zip", "pdf"],
)
def test_another_file_in_its_place_is_not_touched(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "08.warc.gz"
    path.write_bytes(content)
    with pytest.raises(ArchiveError, match="no WARC file"):
        open_archive(path)
    with pytest.raises(ArchiveError, match="no WARC file"):
        Archive(path).append(fetched())
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_packed_at_once_is_refused_with_the_way_out(tmp_path: Path) -> None:
    whole, _ = two_pages(tmp_path / "whole.warc.gz")
    path = tmp_path / "08.warc.gz"
    path.write_bytes(gzip.compress(gzip.decompress(whole)))
    with pytest.raises(ArchiveError, match="warcio recompress"):
        open_archive(path)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "archive").write_text("a file")
    archive = open_archive(tmp_path / "archive-2021" / "08.warc.gz")
    assert archive.urls() == ()
    with pytest.raises(ArchiveError, match="cannot be written"):
        Archive(tmp_path / "archive" / "08.warc.gz").append(fetched())


SCRIPT = """
import random, resource, sys
from pathlib import Path
from pipeline.archive import ArchiveError, Exchange, Hop, open_archive

archive, noise = open_archive(Path(sys.argv[1])), random.Random(int(sys.argv[2]))

def append(url, size):
    hop = Hop(url, f"GET {url} HTTP/1.1", (), "HTTP/1.1 200 OK", (), noise.randbytes(size))
    archive.append(Exchange((hop,), "2021-06-18T00:30:00Z"))
"""
FULL_DISK = """
append("https://news.example/1", 100)
before = archive.path.read_bytes()
resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 5000, len(before) + 5000))
try:
    append("https://news.example/2", 50_000)
except ArchiveError as error:
    assert archive.path.read_bytes() == before
    print(error)
"""
APPENDING = """
for number in range(10_000):
    url = f"https://news.example/{sys.argv[2]}/{number}"
    append(url, noise.randrange(400_000))
    print(url, flush=True)
"""


@pytest.mark.slow
def test_a_full_disk_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT + FULL_DISK, tmp_path / "08.warc.gz", "1"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "cannot be written" in done.stdout
    assert "make room" in done.stdout


@pytest.mark.slow
def test_killed_at_any_moment_nothing_whole_is_lost(tmp_path: Path) -> None:
    path, moments = tmp_path / "08.warc.gz", random.Random(8)
    promised: list[str] = []
    for run in range(20):
        child = subprocess.Popen(
            [sys.executable, "-c", SCRIPT + APPENDING, path, str(run)], stdout=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        promised.append(child.stdout.readline().strip())
        time.sleep(moments.random() * 0.1)
        child.send_signal(signal.SIGKILL)
        promised += child.stdout.read().split()
        child.stdout.close()
        child.wait()
        if run % 7 == 0:
            open_archive(path)
            records(path)
    archive = open_archive(path)
    found = archive.urls()
    assert set(promised) <= set(found)
    assert len(set(found)) == len(found)
    for url in found:
        assert archive.latest(url) is not None
    assert {finding.code for finding in archive.findings} <= {"ARC-001"}
    records(path)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("see https://me:pw@a.example/x", "see https://a.example/x"),
        ("//me:pw@a.example/x", "//a.example/x"),
        ("mail me@a.example", "mail me@a.example"),
        ("https://a.example/@me", "https://a.example/@me"),
    ],
)
def test_only_credentials_are_taken_out(text: str, told: str) -> None:
    assert without_secrets(text) == told
