"""What a page holds but does not show → the article in it: its scripts' data, what it has for readers without."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from copy import deepcopy
from urllib.parse import unquote

from lxml import etree

from pipeline.patterns import lazy
from pipeline.read.tree import Element, cut, grow


LEAST = 120  # letters of an article
SENTENCES = 3
DEEPEST = 40
LONGEST_LINE, LONGEST_PROMPT = 160, 1000  # characters of a line that asks to enable scripts, and of all of it
CODE = 0.05  # of a text's characters that are a program's
_JSON_TYPE = lazy(r"json", re.IGNORECASE)
_ASSIGNED = lazy(
    r"(?:__[A-Z][A-Z_]+__|__[a-z]\w*State|_(?:SSR|ROUTER)_\w+|window\.\w*(?:[Ss]tate|[Dd]ata|STATE|DATA)\w*|"
    r"(?:var|let|const)\s+\w*(?:[Aa]rticle|[Dd]etail|[Nn]ews|[Cc]ontent)\w*)[\"'\]]*\s*=\s*"
)
_QUOTED = lazy(r"(?:JSON\.parse|decodeURIComponent|unescape)\(\s*")
_TAG = lazy(r"<(?:p|div|br|h[1-6]|section|ul|ol|figure|blockquote|img|article)\b[^>]*>", re.IGNORECASE)
_ANY_TAG = lazy(r"<[^<>]*>")
_LISTING = lazy(r"<(pre|code)\b[^<>]*>.*?</\1>", re.IGNORECASE | re.DOTALL)
_CODE = lazy(r"[{}<>=|\\]|\":|;\s*$", re.MULTILINE)
_END = lazy(r"[。！？]|[.!?؟](?:\s|$|[\"”’»])")
_PROMPT = lazy(  # what a noscript mostly says
    r"javascript|(?:启用|開啟|开启|打开|啟用|支持|支援).{0,6}脚本|スクリプト|자바스크립트|яваскрипт",
    re.IGNORECASE,
)
_GOOD = lazy(
    r"articleBody|content|body|html|text|detail|main|story|richtext|paragraph|zhengwen", re.IGNORECASE
)
_BAD = lazy(
    r"comment|reply|css|style|script|template|config|i18n|locale|messages|license|description|summary|related|recommend|policy|terms",
    re.IGNORECASE,
)
TEXTS = ("text", "content", "html", "value", "body", "data")


Script = tuple[str, str]  # its type, its text


def read_scripts(root: Element) -> tuple[Script, ...]:
    """Gather the scripts of a page, before they are taken out of it."""
    return tuple(
        (el.get("type") or "", el.text) for el in root.iter("script") if el.text and len(el.text) >= LEAST
    )


def embedded(scripts: tuple[Script, ...]) -> Element | None:
    """Return the article of a page's data as an element that stands in no tree; None where no data holds one."""
    best, most = "", 0.0
    for kind, told in scripts:
        for value in _loaded(kind, told):
            for text, weight in _texts(value, "", 0):
                if weight > most:
                    best, most = text, weight
    if most < LEAST:
        return None
    tree = grow(f"<html><body><article>{best}</article></body></html>")
    return tree.find(".//article") if tree is not None else None


def without_scripts(root: Element) -> Element | None:
    """Return the article that a page keeps in a noscript, for readers without scripts, in no tree; None for none."""
    held = [(len("".join("".join(map(str, el.itertext())).split())), el) for el in root.iter("noscript")]
    most, best = max(held, key=lambda one: one[0], default=(0, root))
    if most < LEAST:
        return None
    article = deepcopy(best)
    article.tag = "article"
    for el in [
        one for one in article.iter("p", "div", "span", "h1", "h2", "h3", "a", "strong") if _asks(one)
    ]:
        cut(el)
    text = " ".join(map(str, article.itertext()))
    is_prompt = len(text) <= LONGEST_PROMPT and _PROMPT.search(text) is not None
    return None if is_prompt or len(text) < LEAST or len(_END.findall(text)) < SENTENCES else article


def _asks(el: Element) -> bool:
    """Tell a line that asks to enable scripts, or says that they are needed."""
    text = "".join(map(str, el.itertext())).strip()
    return len(text) <= LONGEST_LINE and _PROMPT.search(text) is not None


def _loaded(kind: str, text: str) -> Iterator[object]:
    """Read what JSON a script is, or assigns."""
    if _JSON_TYPE.search(kind):
        yield from _decoded(text.strip().removeprefix("<!--").removesuffix("-->"), 0)
        return
    if len(text) < LEAST:
        return
    for match in _ASSIGNED.finditer(text):
        place = match.end()
        quoted = _QUOTED.match(text, place)
        if quoted is None:
            yield from _decoded(text, place)
            continue
        while (inner := _QUOTED.match(text, quoted.end())) is not None:
            quoted = inner
        for told in _decoded(text, quoted.end()):
            if isinstance(told, str):
                yield from _decoded(unquote(told) if told.startswith("%") else told, 0)


def _decoded(text: str, place: int) -> Iterator[object]:
    """Yield the JSON value that begins at a place; what is no JSON says nothing."""
    while place < len(text) and text[place].isspace():
        place += 1
    if place >= len(text) or text[place] not in '{["':
        return
    try:
        value, _ = json.JSONDecoder(strict=False).raw_decode(text, place)
    except (ValueError, RecursionError):
        return
    yield value


def _texts(value: object, key: str, depth: int) -> Iterator[tuple[str, float]]:
    """Yield what may be an article in a value, as HTML, with its weight."""
    if depth > DEEPEST or _BAD.search(key):
        return
    if isinstance(value, str):
        inner = next(_decoded(value, 0), None) if value[:1] in ("{", "[") else None
        if isinstance(inner, dict | list):  # data within the data
            yield from _texts(inner, key, depth + 1)
        else:
            yield from _weighed(value, key)
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from _texts(one, str(name), depth + 1)
    elif isinstance(value, list):
        written = _blocks(value)
        if written:
            yield from _weighed(written, key or "content")
        for one in value:
            yield from _texts(one, key, depth + 1)


def _weighed(text: str, key: str) -> Iterator[tuple[str, float]]:
    """Weigh a text by its letters, where it reads as prose; keys that name an article's count more."""
    if len(text) < LEAST:
        return
    if "&lt;" in text and "<" not in text:
        text = html.unescape(text)
    plain = _ANY_TAG.sub("", text)
    letters = len("".join(plain.split()))
    if letters < LEAST or len(_END.findall(_ANY_TAG.sub(" ", text))) < SENTENCES:
        return
    if len(_CODE.findall(_ANY_TAG.sub("", _LISTING.sub("", text)))) > letters * CODE:
        return
    written = (
        text
        if _TAG.search(text)
        else "".join(f"<p>{html.escape(line)}</p>" for line in plain.split("\n") if line.strip())
    )
    yield written, letters * (2.0 if _GOOD.search(key) else 1.0)


def _blocks(values: list[object]) -> str:
    """Write a list of typed blocks as HTML: paragraphs, headings, pictures; nothing where it is another list."""
    written: list[str] = []
    for one in values:
        if not isinstance(one, dict):
            return ""
        kind = str(one.get("type") or one.get("tag") or one.get("kind") or one.get("blockType") or "").lower()
        text = next((told for name in TEXTS if isinstance(told := one.get(name), str) and told.strip()), "")
        address = next(
            (told for name in ("src", "url", "image") if isinstance(told := one.get(name), str)), ""
        )
        if kind.startswith(("im", "pic", "photo")) and address:
            written.append(f'<p><img src="{html.escape(address)}"></p>')
        elif text and kind:
            name = "h2" if kind.startswith(("h", "sub", "title")) and len(text) < LEAST else "p"
            name = "blockquote" if "quote" in kind else name
            written.append(
                text if _TAG.match(text) else f"<{name}>{text if '<' in text else html.escape(text)}</{name}>"
            )
    return "".join(written) if len(written) > 1 else ""


def append(body: Element, article: Element) -> None:
    """Put an article of the data at the end of a page's body, where it is counted and read like any other."""
    article.tail = None
    last = etree.SubElement(body, "div")
    last.append(article)
