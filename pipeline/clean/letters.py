"""Mark what letters, speeches and notices have: salutation, number, attachments, signature and date."""

from __future__ import annotations

import re

from bs4 import Tag

from pipeline.clean import tree
from pipeline.clean.blocks import block_list, has_picture, line_of
from pipeline.clean.context import Context, count_letters
from pipeline.patterns import lazy


OURS = frozenset({"question", "answer", "verse", "signature", "salutation", "docket", "attachment"})
TOP, END = 4, 8  # blocks with text
SALUTATION, SIGNATURE = 60, 45  # letters
ATTACHMENT = 80
LONG = 160  # characters, white space in them: no longer text is of a letter's shape
_ADDRESSED = lazy(
    r"(?:各[\u4e00-\u9fff]|同志们|同志們|朋友们|朋友們|尊敬的|敬爱的|亲爱的|親愛的|女士们|"
    r"女士們|先生们|先生們|老师们|同学们|乡亲们|代表们|委员们|来宾|dear |ladies and gentlemen|distinguished |fellow |"
    r"mr\.? (?:president|speaker|chair)|madam |your excellenc|sehr geehrte|liebe |mesdames|chers? |chères |madame|"
    r"estimad[oa]s? |querid[oa]s? |señor|уважаемы|дорогие|prezad|senhor|caro |親愛なる|拝啓|皆様|존경하는|"
    r"친애하는|여러분)",
    re.IGNORECASE,
)
_CALLED = lazy(r"[^。；？?]*[：:，,！!]")
_TOLD = lazy(
    r"(?:如下|以下|下列|通知|公告|说|表示|指出|强调|认为|写道|介绍|来源|作者|编辑|问|答|附件?|摘要|关键词)[：:]$"
)
_OFFICE = lazy(
    r"[\u4e00-\u9fff、，]{2,26}(?:局|院|会|會|厅|廳|委|部|办|辦|政府|公司|中心|学校|同志|先生|女士|处|社)[：:]"
)
_DATE = lazy(
    r"[（(]?\s?(?:(?:\d{4}|[〇○零一二三四五六七八九]{4})\s?年\s?(?:\d{1,2}|[元一二三四五六七八九十]{1,3})\s?月"
    r"(?:\s?(?:\d{1,2}|[一二三四五六七八九十廿]{1,3})\s?[日号])?|\d{4}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{1,2}|"
    r"[A-Z][a-z]{2,8}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{1,2}(?:st|nd|rd|th)?\.? [^\W\d]{3,10}\.?,? \d{4}|"
    r"(?:令和|平成|昭和)\d{1,2}年\d{1,2}月\d{1,2}日|\d{4}년 ?\d{1,2}월 ?\d{1,2}일)\s?[）)]?"
)
_CLOSE = lazy(
    r"(?:此致|敬礼|谨启|敬上|yours|sincerely|with (?:best|kind|warm)|best (?:regards|wishes)|kind regards|respectfully|"
    r"mit freundlichen|cordialement|atentamente|с уважением).{0,30}",
    re.IGNORECASE,
)
_ENDS = lazy("[。！？；：:;!?…]$|[a-z]\\.$")
_RIGHT = lazy(r"text-align\s*:\s*(?:right|end)", re.IGNORECASE)
_DOCKET = lazy(
    r"[\u4e00-\u9fff]{2,14}\s?[〔\[［（(【]\s?(?:19|20)\d\d\s?[〕\]］）)】]\s?第?\s?\d{1,5}\s?[号號]"
)
_ATTACHMENT = lazy(
    r"(?:附件|附)\s?(?:\d{1,2}|[一二三四五六七八九十]{1,2})?\s?[：:]"
    r"|Attachments?(?: \d{1,2})?\s?:|Annex(?: \w{1,3})?\s?:"
)
_NEXT = lazy(r"\d{1,2}\s?[.．、]")
_FILE = lazy(r"\.(?:docx?|xlsx?|pptx?|pdf|wps|et|ofd|zip|rar|7z|odt|csv|rtf)(?:[?#].*)?$", re.IGNORECASE)


def letters(root: Tag, context: Context) -> None:
    """Give paragraphs of a letter's shape their classes."""
    texts = [tag for tag in block_list(root) if tag.name == "p" and not has_picture(tag)]
    for place, tag in enumerate(texts):
        if "class" in tag.attrs and tag.attrs["class"] in OURS:
            continue
        if len(tree.text_of(tag)) > LONG:
            continue
        line = line_of(tag)
        if place < TOP and _DOCKET.fullmatch(line):
            _mark(tag, "docket", context)
        elif _is_salutation(line, place):
            _mark(tag, "salutation", context)
        elif _is_attachment(tag, line) or (
            place and texts[place - 1].attrs.get("class") == "attachment" and _NEXT.match(line)
        ):
            _mark(tag, "attachment", context)
        elif _stands_right(tag) and count_letters(line) <= SIGNATURE and len(texts) > 1:
            _mark(tag, "signature", context)
    _sign(texts, context)


def _is_salutation(line: str, place: int) -> bool:
    if not line or line[-1] not in "：:，,！!" or len(line) > SALUTATION or not _CALLED.fullmatch(line):
        return False
    if _ADDRESSED.match(line):
        return place < TOP or line[-1] in "！!：:"
    return place == 0 and _OFFICE.fullmatch(line) is not None and not _TOLD.search(line)


def _is_attachment(tag: Tag, line: str) -> bool:
    if len(line) > ATTACHMENT:
        return False
    if _ATTACHMENT.match(line):
        return True
    links = [inner for inner in tree.descend(tag) if inner.name == "a"]
    return (
        len(links) == 1
        and line_of(links[0]) == line
        and _FILE.search(str(links[0].get("href", ""))) is not None
    )


def _stands_right(tag: Tag) -> bool:
    return tag.attrs.get("align") == "right" or _RIGHT.search(str(tag.attrs.get("style", ""))) is not None


def _sign(texts: list[Tag], context: Context) -> None:
    """Mark the date that stands by itself near the end, and who signs above it."""
    last = texts[-END:] if len(texts) > 2 else []
    for place, tag in enumerate(last):
        line = line_of(tag)
        if _CLOSE.fullmatch(line) and count_letters(line) <= SIGNATURE:
            for below in last[place:]:
                if count_letters(line_of(below)) > SIGNATURE or _ENDS.search(line_of(below)):
                    break
                _mark(below, "signature", context)
        elif place and _DATE.fullmatch(line) and _signs(last[place - 1]):
            _mark(tag, "signature", context)
            for above in reversed(last[max(0, place - 3) : place]):
                if not _signs(above):
                    break
                _mark(above, "signature", context)


def _signs(tag: Tag) -> bool:
    """A short line that ends no sentence: a name, an office."""
    line = line_of(tag)
    return (
        bool(line) and count_letters(line) <= SIGNATURE // 2 and not _ENDS.search(line) and "。" not in line
    )


def _mark(tag: Tag, name: str, context: Context) -> None:
    if tag.attrs.get("class") not in OURS:
        tag.attrs["class"] = name
        context.changes += 1
