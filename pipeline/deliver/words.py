"""A book's language → the few words a letter needs around the contents list."""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """What a letter says beside what the book says itself."""

    attached: str
    link: str
    leave: str


WORDS: dict[str, Words] = {
    "zh-hant": Words("本期電子書見附件。", "線上取閱", "退訂"),
    "zh": Words("本期电子书见附件。", "在线取阅", "退订"),
    "en": Words("The book is attached.", "Get it online", "Unsubscribe"),
    "ja": Words("電子書籍を添付しました。", "オンラインで読む", "配信停止"),
    "ko": Words("전자책을 첨부했습니다.", "온라인에서 받기", "구독 해지"),
    "fr": Words("Le livre est joint à ce message.", "Le lire en ligne", "Se désabonner"),
    "de": Words("Das Buch liegt bei.", "Online abrufen", "Abbestellen"),
    "es": Words("El libro va adjunto.", "Leer en línea", "Darse de baja"),
    "ru": Words("Книга во вложении.", "Читать онлайн", "Отписаться"),
    "ar": Words("الكتاب مرفق بهذه الرسالة.", "اقرأ على الإنترنت", "إلغاء الاشتراك"),
}


def words_of(language: str) -> Words:
    """Return the words of a language, of its main language, else English."""
    tag = language.lower()
    if tag.startswith(("zh-hant", "zh-tw", "zh-hk", "zh-mo")):
        tag = "zh-hant"
    return WORDS.get(tag) or WORDS.get(tag.partition("-")[0]) or WORDS["en"]
