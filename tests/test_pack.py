"""Resources become an EPUB container whose bytes depend on nothing else, free of ebooklib's defects."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from pipeline.model import Meta, Resource
from pipeline.pack import Package, pack


PAGE = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>甲</title></head><body class="x">裸<p><span>中</span><span>国</span></p></body></html>'.encode()
OPF = {"o": "http://www.idpf.org/2007/opf", "dc": "http://purl.org/dc/elements/1.1/"}


def package(**changes: object) -> Package:
    metadata = (
        Meta("dc:identifier", "urn:uuid:x", (("id", "pub-id"),)),
        Meta("dc:title", "甲 & 乙"),
        Meta("dc:language", "zh-Hans"),
        Meta("meta", "series", (("property", "collection-type"), ("refines", "#c1"))),
    )
    told = {
        "language": "zh-Hans",
        "identifier": "urn:uuid:x",
        "modified": "2021-06-30T00:00:00Z",
        "metadata": metadata,
    }
    return Package(**{**told, **changes})  # type: ignore[arg-type]


def made(tmp_path: Path, *more: Resource) -> zipfile.ZipFile:
    out = io.BytesIO()
    picture = tmp_path / "p.jpg"
    picture.write_bytes(b"\xff\xd8" + b"0" * 2000)
    resources = (
        Resource(
            "a",
            "text/a.xhtml",
            "application/xhtml+xml",
            PAGE,
            in_spine=True,
            linear=False,
            properties=("svg",),
        ),
        Resource("ncx", "toc.ncx", "application/x-dtbncx+xml", b"<ncx/>"),
        Resource("p", "images/p.jpg", "image/jpeg", source=str(picture)),
        *more,
    )
    pack(package(), resources, out)
    return zipfile.ZipFile(out)


def test_mimetype_comes_first_and_stored(tmp_path: Path) -> None:
    first = made(tmp_path).infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")


def test_pages_arrive_untouched(tmp_path: Path) -> None:
    assert made(tmp_path).read("EPUB/text/a.xhtml") == PAGE


def test_pictures_are_stored_and_text_is_deflated(tmp_path: Path) -> None:
    book = made(tmp_path)
    assert book.getinfo("EPUB/images/p.jpg").compress_type == zipfile.ZIP_STORED
    assert book.getinfo("EPUB/text/a.xhtml").compress_type == zipfile.ZIP_DEFLATED


def test_entries_carry_no_clock_and_one_mode(tmp_path: Path) -> None:
    for entry in made(tmp_path).infolist():
        assert entry.date_time == (1980, 1, 1, 0, 0, 0)
        assert entry.external_attr >> 16 == 0o100644
        assert entry.create_system == 3


def test_the_package_document_says_language_metadata_and_spine(tmp_path: Path) -> None:
    root = etree.fromstring(made(tmp_path).read("EPUB/content.opf"))
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh-Hans"
    assert root.xpath("string(//dc:title)", namespaces=OPF) == "甲 & 乙"
    assert root.xpath("//o:meta[@refines='#c1']/text()", namespaces=OPF) == ["series"]
    assert root.xpath("count(//o:meta[@property='dcterms:modified'])", namespaces=OPF) == 1
    assert root.xpath("string(//o:itemref[@idref='a']/@linear)", namespaces=OPF) == "no"
    assert root.xpath("string(//o:item[@id='a']/@properties)", namespaces=OPF) == "svg"


def test_nothing_that_ebooklib_invents_gets_in(tmp_path: Path) -> None:
    text = made(tmp_path).read("EPUB/content.opf").decode()
    assert "generator" not in text
    assert text.count("<dc:identifier") == 1
    assert text.count("<dc:language") == 1


def test_the_same_resources_make_the_same_bytes_whenever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = made(tmp_path).fp.getvalue()  # type: ignore[union-attr]
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    second = made(tmp_path).fp.getvalue()  # type: ignore[union-attr]
    assert first == second


def test_a_failing_stream_is_not_swallowed(tmp_path: Path) -> None:
    class Full(io.BytesIO):
        def write(self, content: object) -> int:
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        pack(package(), (Resource("ncx", "toc.ncx", "application/x-dtbncx+xml", b"<ncx/>"),), Full())
