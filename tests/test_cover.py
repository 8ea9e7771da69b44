"""Covers: nothing overlaps, nothing is cut unsaid, lines break well, equal faces make equal bytes."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
import resvg_py
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from pipeline.assets import font_path
from pipeline.errors import UsageError
from pipeline.model import Face
from pipeline.render.cover import THEMES, Theme, cover_findings, draw_cover, font_file_name, theme_from
from pipeline.render.cover.block import Block, Box, Style, fit_block, shape_galley
from pipeline.render.cover.breaking import NO_END, NO_START
from pipeline.render.cover.column import fit_column
from pipeline.render.cover.draw import lay_cover
from pipeline.render.cover.listing import more_line
from pipeline.render.cover.svg import HEIGHT, WIDTH, Sheet, svg_bytes
from pipeline.render.cover.theme import contrast
from pipeline.render.cover.typecase import Typecase, directions


STYLES = Path(__file__).parent.parent / "styles" / "covers"
LONG = (
    "解读《中共中央关于加强对“一把手”和领导班子监督的意见》（二）",
    "除“指尖”之苦 减基层之负——整治“指尖上的形式主义”工作综述",
)
ISSUE = Face(
    nameplate="大洋办党建与纪检园地",
    folio="第8期（总第30期）",
    date_text="2021年6月",
    ears=("牢记使命", "不忘初心"),
    heading="本期要目",
    lines=LONG,
    publisher="园地编辑部",
    language="zh-Hans",
    seed="urn:uuid:1",
)
VOLUME = replace(
    ISSUE, folio="2021年合订本", date_text="2021", heading="全年要目", lines=LONG * 6, more=24, is_volume=True
)
ENGLISH = Face(
    nameplate="The Fernhill Gardener",
    folio="No. 5",
    date_text="May 2021",
    ears=(),
    heading="In this issue",
    lines=(
        "What the hedgehogs did in the compost heap this winter",
        "“Leave the leaves” — a wet March’s notes",
    ),
    publisher="Fernhill Allotment Society",
    language="en",
    seed="urn:uuid:2",
)


def font(language: str) -> bytes:
    return font_path(font_file_name(language)).read_bytes()


FONTS = {language: font(language) for language in ("zh-Hans", "ja", "ko", "zh-Hant", "ar")}


def theme(name: str) -> Theme:
    return theme_from(yaml.safe_load((STYLES / f"{name}.yaml").read_text("utf-8")))


def case_for(language: str = "zh-Hans") -> Typecase:
    return Typecase((FONTS.get(language, FONTS["zh-Hans"]),), language)


def sheet_of(face: Face, name: str = "classic") -> Sheet:
    return lay_cover(face, theme(name), case_for(face.language))


def named(sheet: Sheet, name: str) -> Block:
    return next(block for block in sheet.blocks if block.name == name)


def set_lines(text: str, ems: float, language: str = "zh-Hans") -> tuple[str, ...]:
    style = Style(500, "#000000", 40, 40, lines=99)
    return fit_block(case_for(language), "x", text, style, Box(0, 0, ems * 40, 9000)).rows


# --- nothing is cut or overlaps -------------------------------------------------------------------------------


def is_inside(inner: Box, outer: Box) -> bool:
    slack = 0.6
    return (
        inner.x >= outer.x - slack
        and inner.y >= outer.y - slack
        and inner.right <= outer.right + slack
        and inner.bottom <= outer.bottom + slack
    )


def do_overlap(one: Box, other: Box) -> bool:
    apart = one.right <= other.x or other.right <= one.x or one.bottom <= other.y or other.bottom <= one.y
    return not apart and one.width > 0 and other.width > 0


def assert_sound(sheet: Sheet) -> None:
    page = Box(0, 0, WIDTH, HEIGHT)
    for block in sheet.blocks:
        assert is_inside(block.ink, block.area), block.name
        assert is_inside(block.area, page), block.name
    for one, other in combinations(sheet.blocks, 2):
        assert not do_overlap(one.ink, other.ink), (one.name, other.name)


LETTERS = st.sampled_from("园地春种秋收《》“”（）—…，。：！·、的12 3aWgjÅy fiẾ🌱\u200b\u0301龘ї١ع\t")
TEXTS = st.text(LETTERS, max_size=60)
FACES = st.builds(
    Face,
    nameplate=TEXTS,
    folio=TEXTS,
    date_text=TEXTS,
    ears=st.lists(TEXTS, max_size=3).map(tuple),
    heading=TEXTS,
    lines=st.lists(TEXTS, max_size=30).map(tuple),
    publisher=TEXTS,
    language=st.sampled_from(["zh-Hans", "en"]),
    seed=st.just("s"),
    is_volume=st.booleans(),
    more=st.integers(0, 500),
)


@pytest.mark.parametrize("name", THEMES)
@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(face=FACES)
def test_any_face_is_laid_out_without_cuts_and_overlaps(name: str, face: Face) -> None:
    assert_sound(sheet_of(face, name))


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("face", [ISSUE, VOLUME, ENGLISH], ids=["issue", "volume", "english"])
def test_real_faces_are_whole(name: str, face: Face) -> None:
    sheet = sheet_of(face, name)
    assert_sound(sheet)
    assert not [block.name for block in sheet.blocks if block.is_cut]
    assert all(block.size >= 20 for block in sheet.blocks)


@pytest.mark.parametrize("count", [1, 2, 5, 12, 30])
def test_titles_stand_in_order_and_the_rest_is_counted(count: int) -> None:
    titles = tuple(f"第{n}篇文章的题目" for n in range(1, count + 1))
    sheet = sheet_of(replace(ISSUE, lines=titles, more=0))
    shown = [block.text for block in sheet.blocks if block.name.startswith("title-")]
    assert shown == list(titles[: len(shown)])
    rest = [block.text for block in sheet.blocks if block.name == "more"]
    assert rest == ([more_line("zh", count - len(shown))] if len(shown) < count else [])
    assert len(shown) >= min(count, 6)


def test_titles_the_compiler_left_out_are_counted_too() -> None:
    assert named(sheet_of(replace(ISSUE, more=7)), "more").text == "另有7篇"


def test_a_text_too_long_for_its_place_ends_in_an_ellipsis_and_is_told() -> None:
    face = replace(ISSUE, publisher="很长的名字🌱" * 30)
    cover = draw_cover(face, theme("classic"), FONTS["zh-Hans"], language="zh-Hans")
    assert [text[-1] for text in cover.shortened] == ["…"]
    missing, cut = cover_findings(cover, "cover")
    assert (missing.code, missing.severity, "🌱" in missing.what) == ("PUB-101", "warning", True)
    assert (cut.code, cover.shortened[0] in cut.what) == ("PUB-102", True)


def test_an_ear_and_a_title_without_end_are_cut_inside_their_places() -> None:
    face = replace(ISSUE, ears=("种瓜得瓜" * 30, "二"), lines=("很长很长的题目" * 40, "短"))
    for name in THEMES:
        sheet = sheet_of(face, name)
        assert_sound(sheet)
        cut = [block for block in sheet.blocks if block.is_cut]
        assert [block.name for block in cut] == ["ear-1", "title-1"]
        assert all(block.text.endswith("…") for block in cut)


def test_blank_ears_leave_no_panels() -> None:
    with_blank, without = (sheet_of(replace(ISSUE, ears=ears)) for ears in (("", " "), ()))
    assert with_blank.shapes == without.shapes


# --- lines ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ems", [7, 9, 11, 13, 15, 20])
@pytest.mark.parametrize("title", LONG)
def test_no_line_begins_or_ends_with_the_wrong_mark(title: str, ems: int) -> None:
    rows = set_lines(title, ems)
    assert "".join(rows).replace(" ", "") == title.replace(" ", "")
    assert not [row for row in rows[1:] if row[0] in NO_START]
    assert not [row for row in rows[:-1] if row[-1] in NO_END]
    assert any("——" in row for row in rows) or "——" not in title


@pytest.mark.parametrize(
    ("text", "ems", "rows"),
    [
        ("减基层之负——整治形式主义", 8, ("减基层之负——", "整治形式主义")),
        ("等着看……然后再说", 5, ("等着看……", "然后再说")),
        ("社区里的Workshop手记", 8, ("社区里的", "Workshop手记")),
        ("工作要点2021年上半年", 6.5, ("工作要点", "2021年上半年")),
        ("春天来了，苗圃开门", 5, ("春天来了，", "苗圃开门")),
        ("读者的来信到了", 4.2, ("读者的", "来信到了")),
        ("a beginner's guide to pruning", 8, ("a beginner's", "guide to pruning")),
    ],
)
def test_lines_break_at_natural_places(text: str, ems: float, rows: tuple[str, ...]) -> None:
    assert set_lines(text, ems, "en" if text.isascii() else "zh-Hans") == rows


def test_a_word_longer_than_a_line_is_broken_rather_than_cut() -> None:
    rows = set_lines("Donaudampfschifffahrtsgesellschaft", 6, "de")
    assert len(rows) > 1
    assert "".join(rows) == "Donaudampfschifffahrtsgesellschaft"


def test_white_of_marks_is_trimmed_at_line_ends_and_between_marks() -> None:
    case, style = case_for(), Style(500, "#000000", 100, 100)
    widths = {
        text: sum(atom.width for atom in galley.atoms) - galley.atoms[0].lead - galley.atoms[-1].trail
        for text in ("一二", "《一二》", "一》（二", "一，“二")
        if (galley := shape_galley(case, text, style))
    }
    assert widths == pytest.approx({"一二": 2.0, "《一二》": 3.0, "一》（二": 3.5, "一，“二": 3.5})


def test_western_text_has_narrow_quotation_marks() -> None:
    def width(language: str) -> float:
        return sum(shape_galley(case_for(language), "“a”", Style(500, "#000000", 9, 9)).advances)

    assert width("en") < 1.9 < width("zh-Hans")


def test_nameplates_take_one_line_or_two() -> None:
    def rows(text: str, face: Face = ISSUE) -> tuple[str, ...]:
        return named(sheet_of(replace(face, nameplate=text)), "nameplate").rows

    assert rows("园地") == ("园地",)
    assert rows("大洋办党建与纪检园地") == ("大洋办党建与纪检园地",)
    assert len(rows("河湾市园林绿化与城市环境建设通讯")) == 2
    assert rows("The Fernhill Gardener", ENGLISH) == ("The Fernhill", "Gardener")


def test_ears_are_set_downwards_and_western_ones_on_their_side() -> None:
    area, style = Box(100, 100, 90, 700), Style(700, "#000000", 60, 20)
    upright = fit_column(case_for(), "ear", "《园地》（一）", style, area)
    assert len({round(placed.glyph.index) for placed in upright.glyphs}) == 7
    assert upright.ink.height > 4 * upright.ink.width
    flat = case_for().shape("（", 700)[0].gid
    assert flat not in [placed.glyph.gid for placed in upright.glyphs]  # the vertical form is another glyph
    lying = fit_column(case_for("en"), "ear", "Grow with care", style, area)
    assert lying.turned
    assert is_inside(lying.ink, area)


# --- characters -----------------------------------------------------------------------------------------------


def test_missing_characters_are_told_once_and_never_drawn_as_boxes() -> None:
    face = replace(ISSUE, lines=("庭院🌱与🌱水", "عربي"), heading="Łódź")
    case = case_for()
    sheet = lay_cover(face, theme("classic"), case)
    assert set(case.missing) == {"🌱", "Ł", *"عربي"}
    assert len(case.missing) == len(set(case.missing))
    assert all(placed.glyph.gid for block in sheet.blocks for placed in block.glyphs)
    assert named(sheet, "heading").text == "Lódź"


def test_a_second_font_fills_in_what_the_first_lacks() -> None:
    only, both = Typecase((FONTS["ja"],), "ja"), Typecase((FONTS["ja"], FONTS["zh-Hans"]), "ja")
    assert only.clean("办公") == "公"
    assert both.clean("办公") == "办公"
    assert [glyph.font for glyph in both.shape("办公", 500)] == [1, 0]
    assert (only.missing, both.missing) == (("办",), ())


@pytest.mark.parametrize(
    "text", ["Žluťoučký kůň", "Àéîõü ñçß", "Việt Nam ếữ", "Съешь ещё этих булок", "Ελληνικά", "ăâîșț", "Łąka"]
)
def test_letters_with_accents_and_cyrillic_are_drawn(text: str) -> None:
    case = case_for("en")
    cleaned = case.clean(text)
    assert len(cleaned) == len(text)
    assert all(glyph.gid for glyph in case.shape(cleaned, 500))


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("ar", "NotoSansArabic[wdth,wght].ttf"),
        ("he", "NotoSansHebrew[wdth,wght].ttf"),
        ("zh-Hans", "NotoSansSC[wght].ttf"),
        ("zh-CN", "NotoSansSC[wght].ttf"),
        ("zh-Hant-HK", "NotoSansTC[wght].ttf"),
        ("zh-TW", "NotoSansTC[wght].ttf"),
        ("ja", "NotoSansJP[wght].ttf"),
        ("ko-KR", "NotoSansKR[wght].ttf"),
        ("en-GB", "NotoSansSC[wght].ttf"),
    ],
)
def test_each_language_has_its_font(language: str, name: str) -> None:
    assert font_file_name(language).rsplit("/", 1)[-1] == name


# --- the picture ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", THEMES)
def test_a_cover_is_a_light_picture_of_three_by_four(name: str) -> None:
    cover = draw_cover(ISSUE, theme(name), FONTS["zh-Hans"], language="zh-Hans")
    with Image.open(io.BytesIO(cover.data)) as picture:
        form = ("PNG", "L") if name == "plain" else ("JPEG", "RGB")
        assert (picture.format, picture.mode, picture.size) == (*form, (1200, 1600))
        assert picture.get_format_mimetype() == cover.media_type
        shades = picture.convert("L").getcolors() or []
    assert len(shades) <= 16 if name == "plain" else len(shades) > 100
    assert (cover.width, cover.height) == (1200, 1600)
    assert len(cover.data) < 300_000
    assert not cover.missing
    assert not cover.shortened


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("face", [ISSUE, VOLUME, ENGLISH], ids=["issue", "volume", "english"])
def test_a_nameplate_is_legible_on_a_thumbnail(name: str, face: Face) -> None:
    assert named(sheet_of(face, name), "nameplate").size >= 80  # 8 of a thumbnail's 160 pixels


@pytest.mark.parametrize("name", THEMES)
def test_a_cover_keeps_its_texts_apart_from_their_ground_on_sixteen_greys(name: str) -> None:
    """Draw the cover with and without its texts: on sixteen greys, too, the letters stand out."""
    sheet, case = sheet_of(ISSUE, name), case_for()
    greys = []
    for each in (sheet, replace(sheet, blocks=())):
        png = resvg_py.svg_to_bytes(svg_string=svg_bytes(each, case).decode(), skip_system_fonts=True)
        with Image.open(io.BytesIO(bytes(png))) as picture:
            greys.append(picture.convert("L").point([round(value / 17) for value in range(256)]))
    for block in sheet.blocks:
        box = tuple(round(edge) for edge in (block.ink.x, block.ink.y, block.ink.right, block.ink.bottom))
        apart = ImageChops.difference(*(grey.crop(box) for grey in greys))
        assert max(apart.get_flattened_data()) >= 6, block.name  # type: ignore[attr-defined]


def test_equal_faces_make_equal_bytes_and_every_issue_its_own_ornament() -> None:
    drawn = [svg_bytes(sheet_of(face), case_for()) for face in (ISSUE, ISSUE, replace(ISSUE, seed="other"))]
    assert drawn[0] == drawn[1] != drawn[2]
    assert [block.ink for block in sheet_of(ISSUE).blocks] == [
        block.ink for block in sheet_of(replace(ISSUE, seed="other")).blocks
    ]


@pytest.mark.parametrize("name", THEMES)
def test_any_seed_draws_numbers_only(name: str) -> None:
    face = replace(ISSUE, ears=("Grow with care",))
    drawn = {svg_bytes(sheet_of(replace(face, seed=f"{seed}"), name), case_for()) for seed in range(8)}
    assert len(drawn) == (1 if name == "plain" else 8)
    assert not [svg for svg in drawn if re.search(rb"nan|inf|\de-", svg)]
    assert all(b"rotate(90 " in svg for svg in drawn)  # letters stand in an ear on their side


def test_a_drawing_holds_no_text_and_needs_no_font() -> None:
    drawn = svg_bytes(sheet_of(replace(ISSUE, nameplate='<&">')), case_for())
    assert b"<text" not in drawn
    assert b"font" not in drawn


@pytest.mark.parametrize("name", THEMES)
def test_a_volume_shows_its_year_large_and_another_cloth(name: str) -> None:
    issue, volume = sheet_of(ISSUE, name), sheet_of(VOLUME, name)
    year = named(volume, "year")
    assert year.text == "2021"
    assert year.size > 2 * named(volume, "title-1").size
    assert not [block for block in issue.blocks if block.name == "year"]
    assert issue.shapes != volume.shapes


def test_a_volume_without_a_year_is_laid_out_all_the_same() -> None:
    for name in THEMES:
        assert_sound(sheet_of(replace(VOLUME, folio="合订本", date_text=""), name))


# --- from right to left ----------------------------------------------------------------------------------------

ARABIC = replace(
    ISSUE,
    nameplate="بستان الحي",
    folio="العدد 8 (التسلسلي 30)",
    date_text="يونيو 2021",
    ears=("ازرع بصبر", "واحصد بشكر"),
    lines=("كيف نزرع الطماطم في الشرفة: دليل من 12 خطوة للمبتدئين", "حوار مع البستاني Omar Said"),
    language="ar",
)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("face", [ARABIC, replace(ARABIC, is_volume=True)], ids=["issue", "volume"])
def test_an_arabic_cover_is_a_sound_one_seen_in_a_mirror(name: str, face: Face) -> None:
    sheet = sheet_of(face, name)
    assert_sound(sheet)
    assert not [block.name for block in sheet.blocks if block.is_cut]
    first, numeral = named(sheet, "title-1"), named(sheet, "number-1")
    assert numeral.ink.x > first.ink.right  # the number stands at the right, before its title
    assert b"matrix(-1 0 0 1 1200 0)" in svg_bytes(sheet, case_for("ar"))


def test_runs_of_another_direction_keep_their_own() -> None:
    told = "".join("<>"[not rtl] for rtl in directions("العدد 8 (ب): Omar Said", is_rtl=True))
    assert told == "<<<<<<><<<<<<>>>>>>>>>"
    assert not any(directions("No. 8 – June", is_rtl=False))


def test_glyphs_of_arabic_stand_from_right_to_left_and_digits_from_left_to_right() -> None:
    block = fit_block(case_for("ar"), "x", "عدد 12", Style(500, "#000000", 40, 40), Box(0, 0, 900, 60))
    by_place = sorted((p for p in block.glyphs if p.glyph.advance), key=lambda placed: placed.x)
    assert "".join(block.text[placed.glyph.index] for placed in by_place) == "12 ددع"


# --- a home's own picture --------------------------------------------------------------------------------------

TEMPLATE = {
    "layout": "template",
    "picture": "mine.svg",
    "areas": {
        "nameplate": [100, 100, 1000, 300],
        "folio": [100, 420, 1000, 80],
        "titles": [100, 900, 1000, 500],
    },
    "palette": dict.fromkeys(("nameplate", "folio", "ink", "heading", "ear", "publisher"), "#102030"),
    "weights": {
        "nameplate": 900,
        "folio": 500,
        "heading": 800,
        "title": 500,
        "ear": 700,
        "publisher": 500,
        "figure": 900,
    },
    "measures": {"margin": 80, "ear": 90, "nameplate": 260, "smallest": 32},
}


@pytest.mark.parametrize("kind", ["svg", "png", "jpeg"])
def test_a_template_sets_the_texts_on_a_homes_own_picture(kind: str) -> None:
    green = (0, 128, 0)
    out = io.BytesIO()
    Image.new("RGB", (600, 800), green).save(out, "PNG" if kind == "svg" else kind)
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 4"><path fill="#008000" d="M0 0h3v4H0z"/></svg>'
    picture = svg if kind == "svg" else out.getvalue()
    mine = theme_from(TEMPLATE)
    cover = draw_cover(ISSUE, mine, FONTS["zh-Hans"], language="zh-Hans", picture=picture)
    with Image.open(io.BytesIO(cover.data)) as drawn:
        red, shade, _ = drawn.getpixel((20, 20))  # type: ignore[misc]
        assert (red < 6, abs(shade - 128) < 6) == (True, True)
    assert {block.name for block in sheet_of_theme(mine).blocks} >= {"nameplate", "folio", "title-1"}
    assert_sound(sheet_of_theme(mine))


def test_a_template_says_no_more_than_what_is_its_own() -> None:
    short = {key: value for key, value in TEMPLATE.items() if key not in ("weights", "measures")}
    assert theme_from(short).weights["nameplate"] == 900
    assert_sound(sheet_of_theme(theme_from(short)))


def sheet_of_theme(mine: Theme) -> Sheet:
    return lay_cover(ISSUE, mine, case_for())


def test_all_mistakes_of_a_template_are_told() -> None:
    wrong = {
        **TEMPLATE,
        "picture": "../a.png",
        "areas": {"nameplat": [0, 0, 1, 1], "folio": [900, 0, 900, 9]},
    }
    with pytest.raises(UsageError) as caught:
        theme_from(wrong)
    for part in (
        "'../a.png' is not the name",
        "did you mean 'nameplate'?",
        "folio: [900, 0, 900, 9] is no place",
    ):
        assert part in str(caught.value)
    with pytest.raises(UsageError, match="nameplate: is missing"):
        theme_from({**TEMPLATE, "areas": {"folio": [0, 0, 10, 10]}})


# --- themes ---------------------------------------------------------------------------------------------------


def test_every_theme_file_is_a_theme_and_the_other_way_round() -> None:
    assert sorted(path.stem for path in STYLES.glob("*.yaml")) == sorted(THEMES)
    for name in THEMES:
        assert theme(name).layout


def test_all_mistakes_of_a_theme_are_told_at_once() -> None:
    mapping = yaml.safe_load((STYLES / "classic.yaml").read_text("utf-8"))
    mapping["palette"] |= {"ink": "black", "papper": "#ffffff"}
    mapping["weights"]["title"] = 9000
    mapping["measures"] = None
    with pytest.raises(UsageError) as caught:
        theme_from(mapping)
    for part in ("ink: 'black'", "'papper'; did you mean 'paper'?", "title: 9000", "measures: a mapping"):
        assert part in str(caught.value)


def test_a_theme_that_cannot_be_read_is_refused() -> None:
    mapping = yaml.safe_load((STYLES / "classic.yaml").read_text("utf-8"))
    mapping["palette"]["ink"] = "#c9b9a0"
    with pytest.raises(UsageError, match="ink on paper has contrast"):
        theme_from(mapping)


def test_a_theme_of_several_ways_gives_each_book_one_and_is_checked_in_all() -> None:
    several = theme("pattern")
    chosen = {tuple(several.colours(is_volume=False, seed=f"{n}").items()) for n in range(60)}
    assert len(chosen) == len(several.ways) == 6
    assert several.colours(is_volume=False, seed="a") == several.colours(is_volume=False, seed="a")
    mapping = yaml.safe_load((STYLES / "pattern.yaml").read_text("utf-8"))
    mapping["ways"][2]["sky_text"] = mapping["ways"][2]["sky"]
    with pytest.raises(UsageError, match="sky_text on sky has contrast"):
        theme_from(mapping)
    with pytest.raises(UsageError, match="a list of palettes is needed"):
        theme_from({**mapping, "ways": "six"})


def test_an_unknown_layout_is_refused() -> None:
    with pytest.raises(UsageError, match="use one of classic, modern, pattern, plain, template"):
        theme_from({"layout": "baroque"})


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
