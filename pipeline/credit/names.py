"""What follows a label → the names in it, told apart as their language does, and what is no name."""

from __future__ import annotations

import re
import unicodedata

from pipeline.patterns import lazy


HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
KANA = r"\u3040-\u30ff"
# The surnames of nearly everyone: what tells 记者张三 from 记者了解到.
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付"
    "方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左"
    "柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚"
    "娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀"
    "張劉陳楊黃趙吳孫馬羅鄭謝許韓馮鄧葉蘇魏呂盧鍾譚陸賈韋鄒龍賀顧龔邵萬錢嚴湯齊喬龐顏莊聶魯歐關蘭寧紀畢單藍鮑華饒陽時農簡車項連麥婁竇黨宮費衛蔣"
)
_DOUBLE = "欧阳 司马 上官 诸葛 司徒 东方 皇甫 尉迟 公孙 慕容 令狐 夏侯 歐陽 司馬 諸葛 東方"
_SMALL = (
    "de la las los le les du des del della di da das dos do van von der den dem zu zum zur"
    " af av bin ibn al el ben y e the of and for und für et и в"
)
_OTHERS = (
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july"
    " august september october november december christmas easter contrast comparison default definition"
    " far law then now"
)
DOUBLE_SURNAMES = tuple(_DOUBLE.split())
PARTICLES = frozenset(_SMALL.split())
NOT_NAMES = frozenset(_OTHERS.split())  # By Monday, By law
# Words that a sentence has and a name has not.
_PROSE = lazy(
    r"[。！？!?；;]|，.*，|认为|表示|指出|显示|介绍|了(?!望)|[们这那]|認為|顯示|介紹|です|ます|した"
    r"|[のをがは].*[のをがは]"
)
_WORK = lazy(r"《(?P<name>[^《》]+)》\s*(?P<issue>(?:\d{4}年)?\s*(?:第?\s*\d+\s*[期号號卷版].*)?)")
_JOB = lazy(
    r"(?:\w+ ){0,2}(?:writer|reporter|correspondent|columnist|contributor|editor|journalist)", re.IGNORECASE
)
_ASIDE = lazy(r"(.+?)\s*\(([^()]+)\)")
_CODE = lazy(r"[_\s]*[A-Z]{1,3}\d{3,}$")
_LIST = lazy(r"\s*[、，,；;／/&＆]\s*|\s+(?:和|与|與|及|と)\s+")
_LOOSE = lazy(r"\s*(?:\u3000|\s{2,}|\t|\s[|｜·•—–]\s|https?://)")
_AND = lazy(r"\s+(?:and|und|et|y|и|&)\s+|\s*[,;，；、&/]\s*(?:(?:and|und|et|y|и)\s+)?", re.IGNORECASE)
_SUFFIX = lazy(r"(?:jr|sr|ii|iii|iv|phd|ph\.d|md|m\.d|esq|obe|mbe|dr)\.?", re.IGNORECASE)
_PERSON = lazy(rf"[{HAN}]{{2,4}}|[\uac00-\ud7af]{{2,4}}|[{HAN}]{{2,8}}(?:[·•・][{HAN}]{{1,8}})+")


def _may_be_person(name: str) -> bool:
    return _PERSON.fullmatch(name) is not None


def _without_place(value: str) -> str:
    """Cut 記者陳大文／台北報導 before the place."""
    if not value.rstrip("\n").endswith(("報導", "报道")):
        return value
    return re.sub(rf"[/／][{HAN}]{{2,8}}(?:報導|报道)$", "", value)


def is_east_asian(text: str) -> bool:
    """Tell whether a text is written in Han characters, kana or hangul."""
    return bool(re.search(rf"[{HAN}{KANA}\uac00-\ud7af]", text))


_BEHIND_JOB = lazy(
    r"^\S{0,12}(?:记者|記者|作者|编辑|評論員|评论员|撰稿人|撰稿|主笔|通讯员|编译)[\s:：]+(?P<names>\S.*)$"
)


def read_names(value: str, *, is_marked: bool, is_japanese: bool = False) -> tuple[tuple[str, ...], str]:
    """Return the names of a value and the rest; without a colon before it, all must be names beyond doubt."""
    if is_east_asian(value):
        job = _BEHIND_JOB.match(value)
        names, rest = _east_asian(_without_place(job["names"] if job else value), is_japanese=is_japanese)
        is_sure = is_marked or all(_is_han_person(name) for name in names)
        is_prose = _PROSE.search(" ".join(names)) or any(len(name) > 24 for name in names)
        return (names, rest) if names and is_sure and not is_prose else ((), value)
    names, rest = _western(value) if value else ((), "")
    return (names, rest) if names and all(_is_western(n, is_marked=is_marked) for n in names) else ((), value)


def read_outlet(value: str, *, is_marked: bool) -> tuple[str, str]:
    """Return the outlet that a value begins with, and the rest; no outlet where it reads like a sentence."""
    head, *loose = _LOOSE.split(value, maxsplit=1)
    text = head.strip().rstrip("。")
    if text.endswith(".") and " " in text and not re.search(r"\b(?:Inc|Ltd|Co|Corp)\.$", text):
        text = text[:-1]
    if whole := re.fullmatch(r"《([^《》]+)》", text):
        text = whole[1]
    return (text, "".join(loose)) if _is_outlet(text, is_marked=is_marked) else ("", value)


def split_issue(name: str) -> tuple[str, str | None]:
    """Part a medium from the issue named with it: 《农事半月谈》2021年第3期."""
    work = _WORK.fullmatch(name)
    return (work["name"], work["issue"].strip() or None) if work else (name, None)


def _is_outlet(text: str, *, is_marked: bool) -> bool:
    if not text or len(text) > 60 or "://" in text:
        return False
    if is_east_asian(text):
        is_named = is_marked or ("，" not in text and ("《" in text or len(text) <= 12))
        return is_named and len(text) <= 40 and not _PROSE.search(re.sub(r"《[^》]*》", "", text))
    words = text.split()
    small = [
        word
        for word in words
        if not _is_capital(word) and word.lower() not in PARTICLES and word[0].isalpha()
    ]
    is_address = len(words) == 1
    return is_address or (
        len(words) <= 10 and len(small) <= (2 if is_marked else 0) and not re.search(r"[.!?;] ", text)
    )


def _east_asian(value: str, *, is_japanese: bool) -> tuple[tuple[str, ...], str]:
    pieces = [piece for piece in _LIST.split(value) if piece]
    rest = ""
    if "，" in value and _may_be_person(pieces[0]) and not all(_may_be_person(piece) for piece in pieces):
        pieces, rest = pieces[:1], "，".join(pieces[1:])  # 张三，河湾大学教授
    names = [name for piece in pieces for name in _spaced(piece, is_japanese=is_japanese)]
    return tuple(_CODE.sub("", name) or name for name in names), rest


def _spaced(piece: str, *, is_japanese: bool) -> tuple[str, ...]:
    """Split 张三 李四, join 王 五, and leave 山田 太郎 and 河湾日报 评论部 whole."""
    words = re.sub(rf"(?<![{HAN}])([{HAN}])\s+([{HAN}])(?![{HAN}])", r"\1\2", piece).split()
    if len(words) == 1 and (pair := re.fullmatch(rf"([{HAN}]{{2,3}})[和与與]([{HAN}]{{2,3}})", words[0])):
        return pair.groups() if all(_is_han_person(name) for name in pair.groups()) else (words[0],)
    if len(words) > 1 and not is_japanese and all(_may_be_person(word) for word in words):
        return tuple(words)
    return (" ".join(words),) if words else ()


def _is_han_person(name: str) -> bool:
    if not _may_be_person(name):
        return False
    if "·" in name or "•" in name or "・" in name or name.startswith(DOUBLE_SURNAMES) or name[0] >= "\uac00":
        return True
    return name[0] in SURNAMES and len(name) <= 3


def _western(value: str) -> tuple[tuple[str, ...], str]:
    """Split at and, und, et, y, и and commas, never inside a name such as José Ortega y Gasset."""
    if aside := _ASIDE.fullmatch(value):
        names, rest = _western(aside[1])
        return names, f"{rest} ({aside[2]})".strip()  # Von Max Mustermann (dpa)
    pieces = [piece.strip() for piece in _AND.split(value) if piece.strip()]
    seams = [seam.strip().lower() for seam in _AND.findall(value)]
    if len(pieces) < 2:
        return tuple(pieces), ""
    lengths = [len(piece.split()) for piece in pieces]
    if len(pieces) == 2 and lengths in ([1, 2], [1, 1]) and seams[0] == ",":
        return (value,), ""  # Doe, Jane
    if len(pieces) == 2 and (
        (lengths[0] == 1 < lengths[1]) or (lengths[1] == 1 < lengths[0] and seams[0] in {"y", "и"})
    ):
        return (value,), ""  # Jane and John Doe, Ortega y Gasset
    return _listed(pieces, has_full_names=max(lengths) > 1)


def _listed(pieces: list[str], *, has_full_names: bool) -> tuple[tuple[str, ...], str]:
    """Tell names from the places and houses behind them; a job is understood and not kept."""
    names: list[str] = []
    rest: list[str] = []
    for piece in pieces:
        if names and _SUFFIX.fullmatch(piece):
            names[-1] += f", {piece}"
        elif names and has_full_names and (" " not in piece or piece.lower().startswith("the ")):
            rest.append(piece)
        elif not names or not _JOB.fullmatch(piece):
            names.append(piece)
    return tuple(names), ", ".join(rest)


def _is_western(name: str, *, is_marked: bool) -> bool:
    words = name.replace(",", " ").split()
    if not 1 <= len(words) <= 8 or name[-1] in "!?:;" or words[0].lower() in NOT_NAMES:
        return False
    small = [word for word in words if not _is_capital(word)]
    strange = [word for word in small if word.lower() not in PARTICLES]
    if is_marked:  # bell hooks writes herself small
        return len(strange) <= 1 or len(small) == len(words) <= 2
    return not strange and words[0] not in small and _is_capital(words[-1])


def _is_capital(word: str) -> bool:
    letter = next((c for c in word if c.isalpha()), "")
    return bool(letter) and unicodedata.category(letter) in {"Lu", "Lt", "Lo"}
