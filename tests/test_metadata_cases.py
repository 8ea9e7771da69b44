"""Small pages in the markup of many systems and languages → title, people, date, medium: cases as data."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model import Page, Reading
from pipeline.read import read


CASES = sorted((Path(__file__).parent / "cases" / "metadata").glob("*.md"))
TEXTS = {
    "en": "The long hedge grew thin at the foot, because we had clipped it every June for eleven years. "
    "We moved the work to late winter, and by the third year there were wrens in it again.",
    "de": "Die lange Hecke war unten kahl geworden, weil wir sie elf Jahre lang jeden Juni geschnitten hatten. "
    "Wir haben die Arbeit in den späten Winter verlegt, und im dritten Jahr saßen wieder Zaunkönige darin.",
    "fr": "La longue haie s’était dégarnie au pied, parce que nous l’avions taillée chaque mois de juin. "
    "Nous avons déplacé le travail à la fin de l’hiver, et la troisième année les roitelets étaient revenus.",
    "es": "El seto largo se había quedado pelado por abajo, porque lo recortábamos cada junio desde hacía once años. "
    "Pasamos el trabajo al final del invierno, y al tercer año volvieron los pájaros a anidar en él.",
    "pt": "A sebe comprida tinha ficado rala em baixo, porque a aparávamos todos os anos em junho. "
    "Passámos o trabalho para o fim do inverno, e no terceiro ano os pássaros voltaram a fazer ninho nela.",
    "ru": "Длинная изгородь оголилась снизу, потому что мы стригли её каждый июнь одиннадцать лет подряд. "
    "Мы перенесли работу на конец зимы, и на третий год в ней снова поселились крапивники.",
    "ar": "أصبح السياج الطويل عاريا من أسفله لأننا كنا نقلمه كل شهر يونيو منذ إحدى عشرة سنة. "
    "نقلنا العمل إلى آخر الشتاء، وفي السنة الثالثة عادت الطيور لتعشش فيه من جديد.",
    "ja": "六月の清河は水面が穏やかで、岸の土はやわらかく、花木を植え足すにはちょうどよい時期です。"
    "作業員たちは三千株を四つの区間に分け、古い石橋に沿って植えていきました。",
    "ko": "유월의 청하는 물결이 잔잔하고 강둑의 흙이 부드러워 나무를 더 심기에 알맞은 때입니다. "
    "일꾼들은 나무 삼천 그루를 네 구간으로 나누어 오래된 돌다리를 따라 심었습니다.",
    "zh": "六月的清河水面平缓，岸坡松软，正是补栽的好时候。工人们把三千株花木分成四段，沿着老石桥铺开。"
    "附近的居民说，往年这里只有杂草，今年傍晚散步的人明显多了，孩子们也愿意到桥边写生。",
    "hant": "六月的清河水面平緩，岸坡鬆軟，正是補栽的好時候。工人們把三千株花木分成四段，沿著老石橋鋪開。"
    "附近的居民說，往年這裡只有雜草，今年傍晚散步的人明顯多了，孩子們也願意到橋邊寫生。",
}


def cases() -> list[tuple[str, str, list[str]]]:
    """Read `# name`, the page, then `- field: value` rows; {en} stands for a paragraph of English."""
    found = []
    for path in CASES:
        for block in path.read_text("utf-8").split("\n# "):
            name, _, rest = block.removeprefix("# ").partition("\n")
            rows = rest.strip("\n").split("\n")
            fields = [row.removeprefix("- ") for row in rows if row.startswith("- ")]
            page = "\n".join(row for row in rows if not row.startswith("- "))
            found.append((f"{path.stem}: {name}", page, fields))
    return found


def filled(page: str) -> bytes:
    for key, text in TEXTS.items():
        page = page.replace(f"{{{key}}}", f"<p>{text}</p>")
    head, mark, body = page.rpartition("</head>")
    return f"<!DOCTYPE html><html><meta charset=utf-8>{head}{mark}<body>{body}</body></html>".encode()


def told(reading: Reading, field: str) -> str:
    """Write one field of a reading as the cases write it; `-` for none."""
    credit = reading.credit
    if field == "byline":
        return "; ".join(person.name for person in credit.byline) or "-"
    if field == "roles":
        return "; ".join(person.role for person in credit.byline) or "-"
    if field == "keywords":
        return "; ".join(reading.keywords) or "-"
    if field == "findings":
        return (
            " ".join(sorted(finding.code for finding in reading.findings if finding.code == "REA-030")) or "-"
        )
    value = getattr(reading, field) if hasattr(reading, field) else getattr(credit, field)
    return str(value or "-")


@pytest.mark.parametrize(
    ("name", "page", "fields"), cases(), ids=lambda value: value[:60] if isinstance(value, str) else ""
)
def test_what_a_page_tells(name: str, page: str, fields: list[str]) -> None:
    assert fields, name
    expected = [field.partition(": ") for field in fields]
    given = {key: value for key, _, value in expected}
    url, retrieved = given.pop("at", None), given.pop("fetched", None)
    reading = read(Page("p.html", filled(page), url=url, retrieved=retrieved), None, "zh-Hans")
    assert {key: told(reading, key) for key in given} == given


@pytest.mark.parametrize(
    "language", ["en", "de", "fr", "es", "pt", "ru", "ar", "ja", "ko", "zh-Hans", "zh-Hant"]
)
def test_the_language_of_an_undeclared_page(language: str) -> None:
    key = {"zh-Hans": "zh", "zh-Hant": "hant"}.get(language, language)
    page = f"<h1>A</h1>{{{key}}}{{{key}}}"
    assert read(Page("p.html", filled(page)), None, "zh-Hans").language == language
    declared = filled(f"<h1>A</h1>{{{key}}}{{{key}}}").replace(b"<html>", b'<html lang="en-US">')
    assert read(Page("p.html", declared), None, "zh-Hans").language == ("en-US" if key == "en" else language)


def test_the_cases_are_there() -> None:
    assert len(cases()) >= 60
