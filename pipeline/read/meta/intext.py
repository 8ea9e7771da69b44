"""The text of an article → the people that its first and last paragraphs name as its authors."""

from __future__ import annotations

import html
import re

from pipeline.credit import Fields, read_line
from pipeline.credit.names import read_names
from pipeline.dates import read_date
from pipeline.model import Person
from pipeline.patterns import lazy


HEAD, TAIL = 2, 4  # paragraphs
LONGEST_HEAD, LONGEST_TAIL = 140, 80
MOST = 6000  # characters of markup at either end
_PARAGRAPH = lazy(r"<(?:p|li|blockquote|figcaption)\b[^>]*>(.*?)</(?:p|li|blockquote|figcaption)>", re.DOTALL)
_TAGS = lazy(r"<[^>]+>")
_CUES = (
    "记者",
    "記者",
    "通讯员",
    "通訊員",
    "作者",
    "撰文",
    "执笔",
    "기자",
    "電",
    "报道",
    "報導",
    "eporting by",
    "文/",
    "文｜",
    "文丨",
)
_HEAD_END = lazy(r"[）)】〕]|\s=\s")
_LAST_BRACKET = lazy(r"[（(【〔\[](?P<inside>[^（()）【】〔〕\[\]]{2,70})[)）】〕\]]\s*[。.]?\s*$")
_ADOPTED = lazy(r"[（(]\s*\d{4}年\d{1,2}月\d{1,2}日[^（()）]{0,60}(?:通过|公布|发布|印发|施行)")
_SIGNED = lazy(
    r"(?:[〇零○一二三四五六七八九]{4}|\d{4})\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日"
)
_HAN = "\u4e00-\u9fff"
_BULLETED = lazy(rf"[■□●◆◇▲△]\s?(?P<names>[{_HAN}·]{{2,10}}(?:[ 、][{_HAN}·]{{2,10}}){{0,3}})")
_SIGNED_BELOW = lazy(
    rf"(?:^|(?<=[。！？!?…”]))\s?[（(](?P<names>[{_HAN}·]{{2,10}}(?:[ 、][{_HAN}·]{{2,10}}){{0,3}})[)）]$"
)
_JOBS = (
    "教授|研究员|讲师|助教|博士后?|硕士|博士生|研究生|院士|主任|院长|所长|校长|馆长|园长|主编|总编辑|律师|作家|诗人|画家|学者|专家|会长|理事长|秘书长|"
    "工程师|医生|医师|教师|老师|学生|评论员|专栏作家|书记|局长|部长|厅长|处长|科长|站长|经理|董事长|委员|代表|馆员|管护员|志愿者|队长|村民|居民"
)
# 河湾大学教授　张立 above a text; （作者系河湾大学教授张立） below it.
_WITH_JOB = lazy(
    rf"[{_HAN}、（）()]{{2,30}}(?:{_JOBS})[\s\u3000]+(?P<names>[{_HAN}·]{{2,10}}(?:[ 、][{_HAN}·]{{2,10}}){{0,2}})"
)
_WRITER_IS = lazy(
    rf"[（(【]\s?作者(?:系|为|是|简介)[:：]?[^（()）【】]{{2,40}}?(?:{_JOBS})(?P<names>[{_HAN}]{{2,4}})\s?[)）】]$"
)
NOT_SIGNED = frozenset({"全文完", "全文终", "连载中", "未完", "待续"})
LONGEST_NAME = 3  # letters, of nearly all
WRITERS = ("author", "reporter", "correspondent", "translator")
# 記者陳大文台北18日電, 記者陳大文綜合報導: a place or a manner stands right behind the name.
_TAIWANESE = lazy(
    r"記者(?P<name>[\u4e00-\u9fff]{2,3})(?=[\u4e00-\u9fff]{2,3}\d{1,2}日(?:專)?電|[/／]|[\u4e00-\u9fff]{2,4}報導)"
)
_KOREAN = lazy(r"(?<![\uac00-\ud7a3])(?P<name>[\uac00-\ud7a3]{2,4})\s*(?:선임|수습|인턴)?기자(?=[\s=(\]]|$)")
_REUTERS = lazy(r"\((?:Additional )?[Rr]eporting by (?P<names>[^;)]{3,120})")


def people_in_text(body: str) -> tuple[Person, ...]:
    """Return who wrote an article as its text tells: （记者 张三）, 김철수 기자, (Reporting by Ada Fernsby)."""
    ends = body if len(body) <= 2 * MOST else body[:MOST] + "\n" + body[-MOST:]
    texts = [text for run in _PARAGRAPH.findall(ends) if (text := _plain(run))]
    if not any(cue in ends for cue in _CUES):
        return _of_names(texts)
    for text in texts[:HEAD]:
        if people := _of_head(text):
            return people
    for text in reversed(texts[-TAIL:]):
        if people := _of_tail(text):
            return people
    return _of_names(texts)


def outlet_in_text(body: str) -> str | None:
    """Return the medium of the dateline that a text begins with: 新华社北京6月18日电."""
    first = _PARAGRAPH.search(body[:MOST])
    return read_line(_plain(first[1])[:LONGEST_HEAD]).outlet if first and "日" in first[1][:80] else None


def date_in_text(body: str) -> str | None:
    """Return the date that an official paper is signed with, or that stands in brackets under its title."""
    texts = [_plain(run) for run in _PARAGRAPH.findall(body[:MOST])[:HEAD]]
    adopted = next((text for text in texts if _ADOPTED.match(text)), None)
    if adopted:
        return read_date(adopted)
    last = [_plain(run) for run in _PARAGRAPH.findall(body[-MOST:])[-TAIL:]]
    return next((read_date(text) for text in reversed(last) if _SIGNED.fullmatch(text)), None)


def _plain(run: str) -> str:
    return " ".join(html.unescape(_TAGS.sub("", run)).split())


def _of_head(text: str) -> tuple[Person, ...]:
    """Read a dateline or a bracket that a paragraph begins with."""
    start = text[:LONGEST_HEAD]
    if match := _TAIWANESE.search(start[:40]):
        return (Person(match["name"], "reporter"),)
    if match := _KOREAN.search(start[:50]):
        return (Person(match["name"], "reporter"),)
    end = _HEAD_END.search(start)
    return _writers(read_line(start[: end.end()])) if end and end.end() <= LONGEST_HEAD else ()


def _of_tail(text: str) -> tuple[Person, ...]:
    """Read the last bracket of a paragraph, or what stands behind its last sentence."""
    if match := _REUTERS.search(text):
        return tuple(Person(person.name, "reporter") for person in read_line(f"By {match['names']}").byline)
    if match := _LAST_BRACKET.search(text):
        return _writers(read_line(match["inside"]))
    last = text.rstrip("。 ").rpartition("。")[2].strip()
    if match := _KOREAN.search(text[-60:]):
        return (Person(match["name"], "reporter"),)
    return _writers(read_line(last)) if last and len(last) <= LONGEST_TAIL and last != text else ()


def _of_names(texts: list[str]) -> tuple[Person, ...]:
    """Read names without a word before them: behind a mark above a newspaper's text, in a bracket below it."""
    if not texts:
        return ()
    match = (
        _BULLETED.fullmatch(texts[0])
        or _WITH_JOB.fullmatch(texts[0])
        or _SIGNED_BELOW.search(texts[-1])
        or _WRITER_IS.search(texts[-1])
    )
    if match is None or match["names"] in NOT_SIGNED:
        return ()
    names, rest = read_names(match["names"].strip(), is_marked=False)
    is_told = len(names) > 1 or match[0] in texts or len(match["names"]) == LONGEST_NAME
    return tuple(Person(name, "author") for name in names) if is_told and not rest else ()


def _writers(fields: Fields) -> tuple[Person, ...]:
    return tuple(person for person in fields.byline if person.role in WRITERS)
