"""Bytes → text: what a header, a meta and the bytes themselves say, in every combination."""

from __future__ import annotations

import itertools

import pytest

from pipeline.read.encoding import codec, declared, decode


TEXTS = {
    "utf-8": "据村里的老人说，这座桥建于清代，后来多次修缮。",
    "gb18030": "据村里的老人说，这座桥建于清代，后来多次修缮。记者了解到，今年园林局将对桥边的古树进行保护。",
    "big5hkscs": "據村裡的老人說，這座橋建於清代，後來多次修繕。記者了解到，今年園林局將對橋邊的古樹進行保護。",
    "cp932": "村の老人によると、この橋は江戸時代に建てられ、その後何度も修理されたという。",
    "euc_jp": "村の老人によると、この橋は江戸時代に建てられ、その後何度も修理されたという。",
    "cp949": "마을 노인들의 말에 따르면 이 다리는 조선 시대에 세워졌으며 이후 여러 차례 수리되었다.",
    "cp1251": "По словам старожилов, этот мост был построен в девятнадцатом веке и несколько раз чинился.",
    "cp1252": "Les anciens du village disent que le pont fut bâti au siècle dernier, réparé à plusieurs reprises dès l’été.",
}
LABELS = {
    "utf-8": "utf-8",
    "gb18030": "gb2312",
    "big5hkscs": "big5",
    "cp932": "shift_jis",
    "euc_jp": "euc-jp",
    "cp949": "euc-kr",
    "cp1251": "windows-1251",
    "cp1252": "iso-8859-1",
}
COMBINATIONS = [
    (encoding, header, meta)
    for encoding in TEXTS
    for header, meta in itertools.product((None, *LABELS.values()), repeat=2)
]


def page(text: str, meta: str | None = None) -> str:
    told = f'<meta http-equiv="Content-Type" content="text/html; charset={meta}">' if meta else ""
    return f"<html><head>{told}<title>x</title></head><body><p>{text}</p></body></html>"


@pytest.mark.parametrize(("encoding", "header", "meta"), COMBINATIONS)
def test_bytes_win_over_what_is_declared(encoding, header, meta):
    decoded = decode(page(TEXTS[encoding], meta).encode(encoding), "p.html", header=header)
    assert TEXTS[encoding] in decoded.text
    wrong = [label for label in (header, meta) if label and codec(label) != encoding]
    assert [f.code for f in decoded.findings] == (["REA-001"] if wrong else [])


@pytest.mark.parametrize("encoding", ["gb18030", "big5hkscs", "cp932", "euc_jp", "cp949", "cp1251", "cp1252"])
@pytest.mark.parametrize("place", ["header", "meta"])
def test_a_short_text_is_read_as_declared(encoding, place):
    text = TEXTS[encoding][:8]
    label = LABELS[encoding]
    data = page(text, label if place == "meta" else None).encode(encoding)
    assert text in decode(data, "p", header=label if place == "header" else None).text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"])
def test_unicode_with_and_without_a_mark(encoding):
    data = page(TEXTS["gb18030"], "gb2312").encode(encoding)
    decoded = decode(data, "p", header="iso-8859-1")
    assert TEXTS["gb18030"] in decoded.text
    assert not decoded.text.startswith("\ufeff")


def test_one_broken_byte_leaves_a_page_utf_8():
    data = page(TEXTS["gb18030"], "gb2312").encode().replace("清".encode(), b"\xe6\xb8")
    decoded = decode(data, "p.html", header="gbk")
    assert decoded.encoding == "utf-8"
    assert TEXTS["gb18030"].replace("清", "\ufffd") in decoded.text
    lost = next(f for f in decoded.findings if f.code == "REA-002")
    assert lost.where == "p.html"
    assert "1 broken" in lost.what


def test_a_cut_utf_8_page_stays_utf_8():
    decoded = decode(TEXTS["utf-8"].encode()[:-1], "p")
    assert decoded.encoding == "utf-8"
    assert decoded.text == TEXTS["utf-8"][:-1] + "\ufffd"


def test_one_broken_byte_leaves_a_page_gb18030():
    data = page(TEXTS["gb18030"], "gb2312").encode("gb18030").replace("清".encode("gb18030"), b"\xff")
    decoded = decode(data, "p")
    assert decoded.encoding == "gb18030"
    assert "这座桥建于\ufffd代" in decoded.text
    assert [f.code for f in decoded.findings] == ["REA-002"]


def test_characters_outside_gb2312_are_read_where_gb2312_is_declared():
    text = "作者：朱镕基、陶喆、丁喆，𠮷野家，价格是€20。" + TEXTS["gb18030"]
    assert text in decode(page(text, "gb2312").encode("gb18030"), "p").text


def test_hong_kong_characters_are_read_where_big5_is_declared():
    text = "佢哋喺深水埗啲嘢，" + TEXTS["big5hkscs"]
    assert text in decode(page(text, "big5").encode("big5hkscs"), "p").text


def test_the_outlet_file_wins_where_the_bytes_can_be_it():
    data = page("联通").encode("gb18030")  # valid UTF-8 by accident
    assert "联通" in decode(data, "p", header="utf-8", told="gb18030").text
    assert "联通" in decode(data, "p", header="gbk").text


def test_the_outlet_file_loses_to_bytes_that_are_utf_8_beyond_doubt():
    assert TEXTS["utf-8"] in decode(page(TEXTS["utf-8"]).encode(), "p", told="gb18030").text


def test_the_outlet_file_is_not_used_for_bytes_that_cannot_be_it():
    decoded = decode(page(TEXTS["cp1252"]).encode("cp1252"), "p", told="shift_jis")
    assert TEXTS["cp1252"] in decoded.text


def test_seven_bit_encodings():
    text = "村の橋は古い。"
    assert text in decode(page(text, "iso-2022-jp").encode("iso2022_jp"), "p").text
    assert text in decode(page(text).encode("iso2022_jp"), "p").text
    assert "园林" in decode(page("园林", "hz-gb-2312").encode("hz"), "p").text
    assert decode(page("plain", "gb2312").encode(), "p").findings == ()


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b'<?xml version="1.0" encoding="GBK"?><html>', "GBK"),
        (b"<meta charset=utf-8>", "utf-8"),
        (b'<META HTTP-EQUIV="Content-Type" CONTENT="text/html; CHARSET=Big5">', "Big5"),
        (b'<!-- <meta charset="big5"> --><meta charset="gbk">', "gbk"),
        (b"<meta charset='gb2312'><meta charset='utf-8'>", "gb2312"),
        (b"<title>charset=utf-8</title>", None),
    ],
)
def test_what_a_page_declares(head, expected):
    assert declared(head) == expected


def test_labels_nobody_knows_are_passed_over():
    assert codec("x-unknown") is None
    assert codec("hex") is None
    assert (
        TEXTS["gb18030"] in decode(page(TEXTS["gb18030"], "none").encode("gb18030"), "p", header="rot13").text
    )


def test_controls_are_removed_and_nothing_raises():
    assert decode(b"a\x00\x0bb\x1fc", "p").text == "abc"
    for length in range(1, 40):
        decode(bytes(range(256))[:: max(1, 256 // length)], "p", header="utf-8")
        decode(b"\xff" * length, "p")


# One sentence each: the bridge of the village was built long ago and has often been mended.
OTHERS = {
    "iso8859_2": ("iso-8859-2", "Starsi ludzie mówią, że most zbudowano dawno temu, potem kilka razy był naprawiany; dziś łączy obie części wsi."),
    "cp1250": ("windows-1250", "Žluté lípy stojí u mostu, který byl postaven už dávno a potom několikrát opravován; šťastně slouží dál."),
    "cp1254": ("windows-1254", "Köyün yaşlıları köprünün çok eskiden yapıldığını, sonra birkaç kez onarıldığını söylüyor; bugün de geçiliyor."),
    "cp1257": ("windows-1257", "Kaimo senoliai sako, kad tiltas pastatytas seniai, vėliau keletą kartų taisytas; šiandien juo dar važiuojama."),
    "cp1253": ("windows-1253", "Οι γέροντες του χωριού λένε ότι η γέφυρα χτίστηκε πριν από πολλά χρόνια και επισκευάστηκε πολλές φορές."),
    "iso8859_7": ("iso-8859-7", "Οι γέροντες του χωριού λένε ότι η γέφυρα χτίστηκε πριν από πολλά χρόνια και επισκευάστηκε πολλές φορές."),
    "cp1255": ("windows-1255", "זקני הכפר מספרים שהגשר נבנה לפני שנים רבות ותוקן מאז כמה פעמים."),
    "cp1256": ("windows-1256", "يقول شيوخ القرية إن الجسر بني منذ زمن بعيد ثم أصلح عدة مرات."),
    "cp874": ("tis-620", "ผู้เฒ่าในหมู่บ้านเล่าว่าสะพานนี้สร้างมานานแล้วและซ่อมมาหลายครั้ง"),
    "koi8_r": ("koi8-r", "По словам старожилов, этот мост был построен давно и несколько раз чинился."),
}  # fmt: skip


@pytest.mark.parametrize("encoding", OTHERS)
@pytest.mark.parametrize("place", ["header", "meta", "both"])
def test_the_encodings_of_other_languages_are_read_as_declared(encoding, place):
    label, text = OTHERS[encoding]
    data = page(text, None if place == "header" else label).encode(encoding)
    decoded = decode(data, "p.html", header=None if place == "meta" else label)
    assert text in decoded.text
    assert decoded.findings == ()


@pytest.mark.parametrize("encoding", ["iso8859_2", "cp1250", "cp1254", "cp1253", "koi8_r"])
def test_a_lying_utf8_does_not_hide_the_encodings_of_other_languages(encoding):
    _, text = OTHERS[encoding]
    assert text in decode(page(text * 3, "utf-8").encode(encoding), "p.html", header="utf-8").text


@pytest.mark.parametrize("label", ["windows-1253", "windows-1256", "tis-620"])
def test_chinese_bytes_under_a_wrong_label_of_another_script_are_chinese(label):
    assert TEXTS["gb18030"] in decode(page(TEXTS["gb18030"] * 3, label).encode("gb18030"), "p.html").text
