"""A line → the fixed phrases in it: site furniture, a wire's dateline, a rights notice, jobs behind names."""

from __future__ import annotations

import re

from pipeline.credit.names import HAN, read_names
from pipeline.model import Person, Role
from pipeline.patterns import lazy


LINE_MAX = 240  # a longer text is an article's paragraph
WORDS_MAX = 30
BRACKETS = {"（": "）", "(": ")", "［": "］", "[": "]", "【": "】", "〔": "〕", "「": "」"}
CLOSERS = frozenset(BRACKETS.values())
EDGE = " \t\u3000|｜丨·•・;；,，、—–-:：/／"
_END = " \t\u3000·•・;；,，、—–-"

# One of these stands in every East Asian credit line; a Western one may instead begin with one of those.
_CUE = lazy(r"[:：︰∶|｜丨=＝/／©·•者员員编編责責译譯讯訊电電载載转轉版权權摄攝摘选選小印기발發发掲입]")
_WESTERN_CUE = lazy(
    r"\W*(?:by|written|words|text|story|photo|edited|report|translated|published|posted|updated|last|retrieved"
    r"|accessed|originally|first|reprinted|republished|copyright|all rights"
    r"|von|foto|übersetzt|veröffentlicht|erschienen|aktualisiert|abgerufen|zuerst|ursprünglich|redigiert"
    r"|aus dem"
    r"|alle rechte|par|publié|traduit|mis|consulté|initialement|tous droits"
    r"|por|publicado|traducido|actualizado|consultado|todos los derechos"
    r"|опубликовано|обновлено|впервые|перевёл|перевела|дата|все права)",
    re.IGNORECASE,
)
_BEFORE, _BEHIND = r"(?<![^\s【\[（(：:|｜])", r"(?![^\s】\]）)|｜,，])"
_SIZE = r"[\s|｜/\]\[】【]*"  # between the sizes of 字号：大 中 小
_FURNITURE_TEXT = "小 打印 列印 浏 阅 点 访 瀏 閱 點 关闭 收藏 分享 纠错 播报 A+ A- T+ T- 评论 扫一扫 手机看"
_WIRED = ("电", "電", "讯", "訊", "消息")  # one of these ends every dateline
_FURNITURE_WORDS = tuple(_FURNITURE_TEXT.split())
_NOTICE = lazy(
    r"(?:本文|文章|图文)?(?:版权(?:均)?(?:所有|归|属)|转载(?:请|须|需|务必)|未经(?:授权|许可|书面)|轉載請|版權所有|無断転載)"
    r"|©|\(c\)\s*\d|copyright\s+(?:©|\(c\)|\d)|all rights reserved"
    r"|(?:re)?p(?:rinted|ublished) (?:with|by) (?:kind )?permission"
    r"|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|все права защищены",
    re.IGNORECASE,
)
_NOTICE_TEXT = "版权 版權 转载 轉載 転載 未经 © (c) copyright rights permission rechte droits derechos права"
_NOTICE_WORDS = tuple(_NOTICE_TEXT.split())
_JOBS: dict[str, tuple[Role, ...]] = {
    "文/图": ("author", "photographer"),
    "文图": ("author", "photographer"),
    "文": ("author",),
    "撰文": ("author",),
    "图": ("photographer",),
    "圖": ("photographer",),
    "摄影": ("photographer",),
    "摄": ("photographer",),
    "攝": ("photographer",),
    "编译": ("translator",),
    "編譯": ("translator",),
    "译": ("translator",),
    "譯": ("translator",),
    "기자": ("reporter",),
}
_FURNITURE = lazy(
    rf"{_BEFORE}[【\[（(]?\s?(?:(?:字号|字体|字號|字體|大小)\s?[:：]?\s?)?[【\[]?(?:(?:特大|超大){_SIZE})?大号?{_SIZE}"
    rf"(?:中|标准|默认)号?{_SIZE}小号?\s?[】\]）)]*{_BEHIND}"
    rf"|{_BEFORE}(?:浏览|阅读|点击|访问|瀏覽|閱讀|點擊)(?:次数|量|数|數|次數)?\s?[:：]?\s?\d+\s?次?{_BEHIND}"
    rf"|{_BEFORE}[【\[]?(?:打印本页|打印|列印|关闭窗口|关闭|收藏|分享到|分享|纠错|我要纠错|语音播报|[AT][+-]"
    rf"|\d*\s?条?评论|扫一扫|手机看)[】\]]?[:：]?{_BEHIND}"
)
# 新华社北京6月18日电, 新京报讯, 本报讯: the shortest name that ends like a medium's.
_DATELINE = lazy(
    rf"\s?[【（(]?(?P<outlet>本[报刊网台社報網]|[{HAN}]{{1,9}}?(?:社(?![会會])|网|網|报(?![社网道告])|報(?![社網道告])"
    rf"|台(?![湾灣北中南])|新闻(?![网社周])|周刊|在线|客户端))"
    rf"(?:[{HAN}·、\s]{{0,12}}?\d{{1,2}}月\d{{1,2}}日(?:专|專)?(?:电|電|讯|訊|消息)|快?[讯訊](?=[\s（(【\d])|[电電](?=[\s（(]))"
    rf"[）)】]?"
)
# 张三 摄, 李四/文: the job stands behind the names.
_POSTFIX = lazy(
    rf"(?P<names>[{HAN}·、\s\uac00-\ud7af]{{2,24}}?)(?:\s?[/／]\s?|\s?)"
    r"(?P<job>摄影|摄|攝|(?<=[/／\s])(?:文/图|文图|文|图|圖)|编译|編譯|译|譯|撰文|기자)(?=\s|$|[，,、；;])"
)


def may_be_credit(text: str) -> bool:
    """Tell cheaply that a text is prose; most texts asked about are paragraphs of an article."""
    sentences = text.count("。") + text.count("！") + text.count("？")
    if len(text) > LINE_MAX or sentences > 1 or text.count(" ") > WORDS_MAX:
        return False
    return bool(_CUE.search(text) or _WESTERN_CUE.match(text))


def without_furniture(line: str) -> tuple[str, int]:
    """Return a line without 字号 大 中 小, 打印 and the like, and how many there were."""
    if any(word in line for word in _FURNITURE_WORDS):
        return _FURNITURE.subn("  ", line)
    return line, 0


def read_dateline(line: str) -> tuple[str, int] | None:
    """Return the outlet of a dateline and where it ends; 本报 names no outlet."""
    if not any(sign in line for sign in _WIRED):
        return None
    match = _DATELINE.match(line)
    return ("" if match["outlet"][0] == "本" else match["outlet"], match.end()) if match else None


def notice_start(line: str) -> int | None:
    """Return where a rights notice begins, which runs to the line's end."""
    lower = line.lower()
    match = _NOTICE.search(line) if any(word in lower for word in _NOTICE_WORDS) else None
    return match.start() if match else None


def read_jobs(text: str) -> tuple[Person, ...]:
    """Return the people of 张三 摄 or 张三/文 李四/图; nobody unless the whole text is made so."""
    if not any(job in text for job in _JOBS):
        return ()
    people: list[Person] = []
    place = 0
    while match := _POSTFIX.match(text, place):
        names, _ = read_names(match["names"].strip(), is_marked=False)
        if not names:
            return ()
        people += [Person(name, role) for role in _JOBS[match["job"]] for name in names]
        place = len(text) - len(text[match.end() :].lstrip(EDGE))
    return tuple(dict.fromkeys(people)) if place == len(text) else ()


def trim(line: str) -> str:
    """Strip what separates fields from a line's ends, but leave it a last label's colon."""
    return line.lstrip(EDGE).rstrip(_END)


def unwrap(line: str) -> str:
    """Strip the brackets that hold a whole line."""
    while len(line) > 2 and BRACKETS.get(line[0]) == line[-1] and _closes_at(line) == len(line) - 1:
        line = trim(line[1:-1])
    return line


def cut_at_closer(value: str) -> tuple[str, str]:
    """Split a value where the bracket closes in which its label stands."""
    depth = 0
    for place, character in enumerate(value):
        depth += (character in BRACKETS) - (character in CLOSERS)
        if depth < 0:
            return value[:place], value[place + 1 :]
    return value.rstrip(EDGE + "".join(BRACKETS)), ""


def _closes_at(text: str) -> int:
    depth = 0
    for place, character in enumerate(text):
        depth += (character in BRACKETS) - (character in CLOSERS)
        if depth == 0:
            return place
    return -1
