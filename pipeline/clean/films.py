"""Put a still, a caption and a link in the place of a film or a recording, which a book cannot play."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from bs4 import Tag
from bs4.element import NavigableString

from pipeline.clean import tree
from pipeline.clean.context import Context, count_letters
from pipeline.clean.players import PLAYERS
from pipeline.markup.vocabulary import ADDRESS, FILM
from pipeline.model import Counts
from pipeline.patterns import lazy


FILMS, RECORDINGS = ("video", "iframe", "embed", "amp-video", "amp-youtube"), ("audio", "mpvoice")
SOURCES = ("src", "data-src", "data-url", "data-video-src", "data-original", "data-mp4", "data-audio")
STILLS = ("poster", "data-poster", "data-cover", "data-thumbnail", "data-thumb")
NAMES = ("title", "aria-label", "data-title", "name")
_YOUTUBE = lazy(r"//(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]{6,})", re.IGNORECASE)
_BILIBILI = lazy(r"//player\.bilibili\.com/.*?[?&]bvid=(\w+)", re.IGNORECASE)
_TENCENT = lazy(r"//v\.qq\.com/.*?[?&]vid=(\w+)", re.IGNORECASE)
# What a film and a recording are called, and what stands before their name.
WORDS = {
    "ar": ("فيديو", "تسجيل صوتي", ": "),
    "de": ("Video", "Audio", ": "),
    "es": ("Vídeo", "Audio", ": "),
    "fr": ("Vidéo", "Audio", " : "),
    "he": ("וידאו", "שמע", ": "),
    "ja": ("動画", "音声", "："),
    "ko": ("동영상", "오디오", ": "),
    "pt": ("Vídeo", "Áudio", ": "),
    "ru": ("Видео", "Аудио", ": "),
    "vi": ("Video", "Âm thanh", ": "),
    "zh": ("视频", "音频", "："),
    "zh-hant": ("影片", "音訊", "："),
}


def films(_root: Tag, context: Context) -> None:
    """Replace films and recordings that have an address; those without are dropped later, and told."""
    for name in (*FILMS, *RECORDINGS):
        for tag in context.tags(name):
            address = _address(tag, context)
            if address:
                _replace(tag, address, context)


def _address(tag: Tag, context: Context) -> str | None:
    sources = [inner for inner in tree.descend(tag) if inner.name == "source"]
    told = [str(one.attrs[key]) for one in (tag, *sources) for key in SOURCES if one.attrs.get(key)]
    if tag.name in ("iframe", "embed"):
        told = [one for one in told if PLAYERS.search(one)]
    elif tag.name == "amp-youtube":
        told = [f"https://www.youtube.com/watch?v={tag.attrs.get('data-videoid', '')}"]
    for one in told:
        whole = _to_watch(_whole(one, context))
        if ADDRESS.fullmatch(whole) and not whole.startswith("#"):
            return whole
    base = context.options.base_url or ""
    shown = tag.name in ("video", "audio", "mpvoice") and (told or any(tag.attrs.get(key) for key in STILLS))
    return base if shown and ADDRESS.fullmatch(base) else None  # a blob: or a script's; the page plays it


def _whole(address: str, context: Context) -> str:
    try:
        whole = urljoin(context.options.base_url or "", address.strip())
    except ValueError:  # a bracket that is no IPv6 address
        return ""
    return f"https:{whole}" if whole.startswith("//") else "%20".join(whole.split())


def _to_watch(address: str) -> str:
    """Lead to the page of a film, where its frame has an address of its own."""
    if match := _YOUTUBE.search(address):
        return f"https://www.youtube.com/watch?v={match[1]}"
    if match := _BILIBILI.search(address):
        return f"https://www.bilibili.com/video/{match[1]}"
    if match := _TENCENT.search(address):
        return f"https://v.qq.com/x/page/{match[1]}.html"
    return address


def _replace(tag: Tag, address: str, context: Context) -> None:
    """Put a figure with the still, or a paragraph, in a film's place; in a figure, its caption has the link."""
    is_sound = tag.name in RECORDINGS or re.search(r"soundcloud|spotify|podcast", address) is not None
    link = _link(tag, address, is_sound=is_sound, context=context)
    still = next((str(tag.attrs[key]) for key in STILLS if tag.attrs.get(key)), "")
    picture = context.new("img", {"src": still}) if still else None
    figure = next((above for above in tag.parents if above.name == "figure"), None)
    parent, place = tree.place_of(tag)
    context.drop(tag, "films")
    context.account("films", Counts(-count_letters(tree.text_of(link)), -int(picture is not None), -1))
    if figure is not None:
        if picture is not None:
            tree.insert(parent, place, picture)
        _add_to_caption(figure, link, context)
        return
    box = context.new("figure" if picture is not None else "p")
    tree.insert(parent, place, box)
    holder = box
    if picture is not None:
        tree.insert(box, 0, picture)
        holder = context.new("figcaption", {"data-film": "1"})
        tree.insert(box, 1, holder)
    tree.insert(holder, 0, link)


def _add_to_caption(figure: Tag, link: Tag, context: Context) -> None:
    caption = next((inner for inner in tree.descend(figure) if inner.name == "figcaption"), None)
    if caption is None:
        caption = context.new("figcaption", {"data-film": "1"})
        tree.insert(figure, len(figure.contents), caption)
    elif caption.contents:
        tree.insert(caption, len(caption.contents), context.new("br"))
    tree.insert(caption, len(caption.contents), link)


def _link(tag: Tag, address: str, *, is_sound: bool, context: Context) -> Tag:
    language = context.options.language.lower()
    words = WORDS.get(language) or WORDS.get(language.partition("-")[0])
    film, sound, colon = words or ("Video", "Audio", ": ")
    word = sound if is_sound else film
    name = next((" ".join(str(tag.attrs[key]).split()) for key in NAMES if tag.attrs.get(key)), "")
    told = "" if name.lower().startswith(("youtube", "video player", "vimeo")) or len(name) > 120 else name
    link = context.new("a", {"class": FILM, "href": address})
    tree.insert(link, 0, NavigableString(f"{word}{colon}{told}" if told else word))
    return link
