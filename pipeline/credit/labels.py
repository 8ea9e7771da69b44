"""A text → the labels that stand in it (来源：, By, Quelle:), each with the field it opens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.patterns import lazy


Kind = Literal[
    "both",
    "outlet",
    "portal",
    "original",
    "author",
    "reporter",
    "correspondent",
    "translator",
    "photographer",
    "responsible",
    "editor",
    "published",
    "dated",
    "updated",
    "retrieved",
    "title",
    "rights",
    "other",
    "supplied",
    "unread",
]
# A reporter's house may stand before the word: 新京报记者, 本报见习记者, 总台央视记者, 驻京记者.
_REPORTER = lazy(
    r"(?:[《]?[\u4e00-\u9fff]{1,10}?[》]?)?"
    r"(?:见习|实习|特约|首席|全媒体|驻[\u4e00-\u9fff]{1,4}|見習|特約)?"
    r"(?P<word>记者|記者|通讯员|通訊員)"
)


@dataclass(frozen=True, slots=True)
class Label:
    """A label, where it stands, and whether a colon or the like shows that it is one."""

    kind: Kind
    start: int
    end: int
    is_marked: bool


# Who wrote and took the pictures; the slash inside is no mark.
BOTH = "摄影报道 文/图 文图 图文 文并图 文/摄影 文・写真 写真・文 文／写真 文/圖 文圖"
# Labels that a colon, a bar or a slash must follow. "_" stands for white space; one row a language family.
MARKED: dict[Kind, str] = {
    "outlet": (
        "来源 来源于 出处 "
        "本文来源 文章来源 稿件来源 信息来源 新闻来源 内容来源 消息来源 稿源 供稿单位 來源 "
        "本文來源 文章來源 稿件來源 信息來源 新聞來源 供稿單位 出典 出所 提供 配信元 引用元 출처 source "
        "sources quelle quellen fuente fuentes fonte bron источник источники المصدر"
    ),
    "supplied": "供稿",  # by an office, or by a person
    "portal": (
        "发布机构 发布单位 发文机关 发布机关 发布部门 信息提供 转自 本文转自 转载自 本文转载自 轉自 轉載自 転載元 via"
    ),
    "original": "原载 原载于 本文原载 首发 首发于 原刊 原刊于 原載 原載於 首發 初出 初出誌",
    "author": (
        "作者 整理 口述 采访整理 文字整理 "
        "本文作者 文 撰文 撰稿 文字 撰写 执笔 著者 筆者 執筆 執筆者 取材・文 構成・文 文責 글 "
        "지은이 글쓴이 author authors by text words autor autorin autoren von auteur auteure auteurs "
        "texte par autora autores texto por автор авторы текст الكاتب بقلم"
    ),
    "reporter": (
        "记者 本报记者 本刊记者 本网记者 见习记者 实习记者 特约记者 首席记者 全媒体记者 实习生 采写 記者 "
        "本報記者 本刊記者 特約記者 見習記者 取材 기자 reporter reporters reporterin журналист"
    ),
    "correspondent": (
        "通讯员 本报通讯员 特约通讯员 通訊員 本報通訊員 特約通訊員 correspondent correspondents "
        "korrespondent korrespondentin correspondant corresponsal корреспондент"
    ),
    "translator": (
        "译者 编译 翻译 译 編譯 翻譯 譯者 訳 訳者 翻訳 번역 옮긴이 translator translators translation "
        "übersetzung übersetzer übersetzerin traduction traducteur traductrice traducción traductor "
        "traductora перевод переводчик"
    ),
    "photographer": (
        "摄影 图 摄 摄影报道 攝影 圖 撮影 写真 사진 photo photos photographer photographs photography "
        "pictures foto fotos bild bilder fotografía fotografie фото фотограф"
    ),
    "responsible": (
        "责任编辑 责编 本文责编 本期责编 責任編輯 責編 責任編集 책임편집 responsible_editor "
        "verantwortlich ответственный_редактор"
    ),
    "editor": (
        "编辑 本期编辑 网络编辑 网编 编发 編輯 本期編輯 編集 編集者 편집 editor editors redaktion "
        "redakteur redakteurin rédaction rédacteur rédactrice redacción editora редактор редакция"
    ),
    "published": (
        "发布时间 发布日期 录入时间 上传时间 创建时间 推送时间 刊出时间 "
        "发布 发表时间 发表日期 发表于 发稿时间 发稿 刊发时间 刊登日期 出版日期 "
        "發布時間 發佈時間 發布日期 發佈日期 發表時間 公開日 公開日時 掲載 掲載日 投稿日 配信日 게시일 "
        "입력 published posted veröffentlicht erschienen publié publiée publicado опубликовано"
    ),
    "dated": "时间 日期 時間 日付 날짜 date datum fecha дата التاريخ",
    "updated": (  # and what else is no publication
        "成文日期 成文时间 发文日期 发文时间 印发日期 签发日期 生成日期 "
        "更新 更新时间 更新日期 更新時間 更新日 最終更新 수정 updated last_updated modified aktualisiert "
        "stand mis_à_jour actualizado обновлено"
    ),
    "retrieved": (
        "获取日期 获取时间 访问日期 访问时间 采集时间 抓取时间 獲取日期 存取日期 取得日 閲覧日 retrieved "
        "accessed abgerufen consulté consultado дата_обращения"
    ),
    "title": (
        "原标题 原题 原题目 原文标题 原標題 原題 원제 original_title originaltitel titre_original "
        "título_original оригинальное_название название_оригинала"
    ),
    "rights": (
        "版权 版权声明 版权说明 转载说明 转载声明 版權 版權聲明 轉載聲明 著作権 rights copyright licence "
        "license lizenz rechte droits derechos licencia права лицензия"
    ),
    "other": (
        "审核 审校 校对 审读 审签 初审 复审 二审 三审 终审 监制 总监制 主编 副主编 统筹 策划 签发 "
        "发布人 发布者 录入 录入人 上传 "
        "值班编委 值班主任 排版 美编 设计 制图 審核 校對 監製 校閲 字号 字体 字體 字號 浏览次数 阅读 "
        "阅读量 点击 点击数 点击量 访问量 瀏覽次數 點擊數 分享 分享到 分享至"
    ),
    # credits of a picture or of figures: not the article's, so left as they are
    "unread": (
        "图片来源 图源 图片 圖片來源 数据来源 資料來源 资料来源 数据 視頻來源 视频来源 素材来源 "
        "photo_source picture_source image_source data_source bildquelle datenquelle источник_фото"
    ),
}
# Labels that names, an outlet or a date may follow at once.
BARE: dict[Kind, str] = {
    "portal": "转载自 本文转载自 转自 本文转自 轉載自 reprinted_from republished_from",
    "original": (
        "原载 原载于 本文原载 本文原载于 本文首发于 首发于 原刊于 本文刊于 选自 本文选自 摘自 原載 "
        "原載於 選自 originally_published_in originally_published_by originally_appeared_in "
        "first_published_in first_published_by first_appeared_in zuerst_erschienen_in "
        "zuerst_veröffentlicht_in ursprünglich_erschienen_in initialement_publié_dans paru_dans "
        "publié_initialement_dans publicado_originalmente_en publicado_por_primera_vez_en "
        "впервые_опубликовано_в"
    ),
    "author": "作者 撰文 by written_by words_by text_by story_by von par por texto_de texte_de",
    "reporter": "记者 見習記者 記者 实习生 采写 reporting_by additional_reporting_by reported_by",
    "correspondent": "通讯员 通訊員",
    "translator": (
        "译者 编译 翻译 編譯 translated_by translated_from_the_chinese_by translated_from_the_english_by "
        "aus_dem_englischen_von aus_dem_chinesischen_von traduit_de_l'anglais_par "
        "traduit_de_l’anglais_par traduit_du_chinois_par traducido_del_inglés_por übersetzt_von "
        "traduit_par traducido_por перевёл перевела"
    ),
    "photographer": (
        "摄影 攝影 photo_by photos_by photographs_by photography_by pictures_by fotos_von foto_von "
        "photos_de fotos_de"
    ),
    "responsible": "责任编辑 责编 責任編輯 責編",
    "editor": "编辑 編輯 edited_by editing_by redigiert_von",
    "published": (
        "发布时间 发布于 입력 게시일 掲載 公開 发表于 發佈於 發表於 published published_on posted posted_on "
        "veröffentlicht_am erschienen_am publié_le publiée_le publicado_el опубликовано"
    ),
    "updated": (
        "更新时间 更新于 수정 updated updated_on last_updated last_updated_on aktualisiert_am mis_à_jour_le "
        "actualizado_el обновлено"
    ),
    "retrieved": (
        "获取日期 retrieved retrieved_on accessed accessed_on abgerufen_am consulté_le consultado_el "
        "дата_обращения"
    ),
    "other": "审核 校对 审校 監製 监制 校對",
}
_MARK = lazy(r"\s*[:：︰∶|｜丨/／=＝]\s*")
_SPACE = lazy(r"\s*")
_REPORTERS = ("记者", "記者", "通讯员", "通訊員")
_STOPS = "|｜丨/／（(［【〔「『〈《<》〉>·•・;；,，。、)）\\]】〕」』—–“”!！?？:：\\["
_TOKEN = lazy(rf"(?<![^\s{_STOPS}])[^\s{_STOPS}]")
_STOP = lazy(rf"[\s{_STOPS}]")


def _words(table: dict[Kind, str]) -> dict[str, Kind]:
    return {word.replace("_", " "): kind for kind, row in table.items() for word in row.split()}


_MARKED = _words(MARKED)
_WITHIN = frozenset(("von", "par", "por"))  # which are words of sentences, too
_LONGEST = max(len(word) for word in _MARKED)
_LAST = frozenset(word[-1] for word in _MARKED)
_BARE: dict[str, list[tuple[str, Kind]]] = {}
for _word, _kind in sorted(
    (_words(BARE) | dict.fromkeys(BOTH.split(), "both")).items(), key=lambda row: -len(row[0])
):
    _BARE.setdefault(_word[0], []).append((_word, _kind))


def find_labels(text: str, dates: tuple[int, ...] = ()) -> list[Label]:
    """Return a line's labels in order; `dates` are the places where a date ends, a label's left neighbour."""
    lower = text.lower()
    if len(lower) != len(text):  # İ becomes two characters, and places would shift
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    found = _marked_labels(text, lower, dates) + _bare_labels(text, lower)
    labels: list[Label] = []
    for label in sorted(found, key=lambda label: (label.start, -label.end)):
        if not labels or label.start >= labels[-1].end:
            labels.append(label)
    return labels


def _marked_labels(text: str, lower: str, dates: tuple[int, ...]) -> list[Label]:
    """Look back from every colon and the like for a word that it makes a label."""
    labels: list[Label] = []
    for mark in _MARK.finditer(text):
        end = mark.start()
        if not end or lower[end - 1] not in _LAST:
            continue
        for start in range(max(0, end - _LONGEST), end):
            kind = _MARKED.get(lower[start:end])
            if kind and (place := _free_start(text, start, end, is_credit=bool(labels or dates))) is not None:
                labels.append(Label(kind, place, mark.end(), is_marked=True))
                break
    return labels


def _free_start(text: str, start: int, end: int, *, is_credit: bool) -> int | None:
    """Return where a label begins: at a word's start, behind a reporter's house, glued to a field."""
    is_glued = is_credit and not text[start].isascii() and end - start > 1  # 陳大文／台北報導 has no 文／
    if start == 0 or _STOP.match(text, start - 1) or is_glued:
        return start
    token = start
    while token and not _STOP.match(text, token - 1):
        token -= 1
    return token if text.endswith(_REPORTERS, token, end) and _REPORTER.fullmatch(text, token, end) else None


def _bare_labels(text: str, lower: str) -> list[Label]:
    labels: list[Label] = []
    has_reporter = any(word in text for word in _REPORTERS)
    for token in _TOKEN.finditer(text):
        start = token.start()
        for word, kind in _BARE.get(lower[start], ()):
            end = start + len(word)
            if not lower.startswith(word, start) or (word in _WITHIN and _is_within(text, start)):
                continue
            if not (word[-1].isalpha() and _runs_on(text, end)):
                labels.append(_bare(kind, text, start, end))
                break
        else:
            if has_reporter and (reporter := _REPORTER.match(text, start)):
                kind = "reporter" if reporter["word"][-1] == "者" else "correspondent"
                labels.append(_bare(kind, text, start, reporter.end()))
    return labels


def _is_within(text: str, start: int) -> bool:
    """Tell whether a German von or a Spanish por stands behind a word, as in Entfernung von Hecken."""
    return start > 1 and text[start - 1] == " " and text[start - 2].isalpha()


def _bare(kind: Kind, text: str, start: int, end: int) -> Label:
    space = _MARK.match(text, end) if kind == "both" else None
    behind = space or _SPACE.match(text, end)
    return Label(kind, start, behind.end() if behind else end, is_marked=space is not None)


def _runs_on(text: str, end: int) -> bool:
    """Tell whether a Western word goes on behind a place; Chinese has no spaces to tell by."""
    return text[end - 1] < "\u2e80" and end < len(text) and text[end].isalpha()
