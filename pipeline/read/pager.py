"""A page of an article → the address of the article's next page, as the page writes it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urljoin, urlsplit

from pipeline.model import Outlet, Page
from pipeline.patterns import lazy
from pipeline.read.address import host_of, page_url


if TYPE_CHECKING:
    from pipeline.read.tree import Element


WORDS = "下一页 下一頁 下页 下頁 余下全文 餘下全文 阅读全文 后一页 後一頁 次のページ 次へ"
NEXT = lazy(
    rf"[\W_\d]*(?:{'|'.join(WORDS.split())}|next(?:\s+page)?|page\s+suivante|nächste\s+seite|página\s+siguiente|"
    r"следующая\s+страница|다음\s*페이지)[\W_\d]*",
    re.IGNORECASE,
)
OTHER = lazy(
    r"上一|前一|尾页|末页|首页|返回|下一[篇条則则]|\b(?:prev|last|first)\b|next\s+(?:article|post|story)",
    re.IGNORECASE,
)
PAGER = lazy(r"page|pagi|pager|fenye|\bfy\b|pages|div_currpage|\bnext", re.IGNORECASE)
SELECTOR_NAMES = lazy(r"[.#]([\w-]+)")
NUMBERED = lazy(
    r"(?P<stem>.*?)(?:[_-](?:p|page)?(?P<n>\d{1,3})|/(?:page/)?(?P<n2>\d{1,3}))?/?(?P<ext>\.\w{2,5})?/?",
    re.DOTALL,
)
HTML_TYPES = ("text/html", "application/xhtml+xml")
HINTED = "页 頁 全文 次へ 다음 следующая"  # what the words for a next page have in common
NUMBER = re.compile(rb"(?:[_-](?:p|page)?|/(?:page/)?)\d{1,3}(?!\d)")
QUERY_NUMBERS = ("page", "p", "pn", "pageno", "paged", "currentpage", "pg")
# From each "=" on: a literal first character is looked for at the speed of memory, an alternative is not.
ASSIGNED = re.compile(
    rb"=(?=[\"']?(?:page/)?\d)(?:(?=\d)(?:%s)|(?=[\"']?(?:page/)?\d{1,3}/)(?<=href=))"
    % "|".join(rf"(?<=[?&;]{name}=)" for name in QUERY_NUMBERS).encode()
)
MOST_PAGES = 30  # a higher number at the end of an address is an article's own
BRACKETS = " []（）()"


def find_next(page: Page, outlet: Outlet | None) -> str | None:
    """Return the href of the article's next page; None on the last, and where an article has one page."""
    selector = outlet.select.next_page if outlet else None
    here = page_url(page)
    if page.media_type not in HTML_TYPES or not _may_have(page.data, selector, here):
        return None
    from pipeline.read.encoding import decode
    from pipeline.read.select import Lookup, select
    from pipeline.read.tree import grow

    told = outlet.encoding if outlet else None
    root = grow(decode(page.data, page.name, header=page.charset, told=told).text)
    if root is None:
        return None
    if outlet is None or not selector:
        return _by_words(_links(root.iter("a", "link"), here), here)
    found, _ = select(Lookup(root), outlet, "next_page", page.name)
    return _told(_links((link for el in found for link in el.iter("a", "link")), here), here)


def _may_have(data: bytes, selector: str | None, here: str | None) -> bool:
    """Look at the bytes before the page is parsed: most articles have one page."""
    if b"\x00" in data[:64]:  # UTF-16
        return True
    if selector:
        is_plain = not set(selector) & set(",:[\\")
        return not is_plain or all(name.encode() in data for name in SELECTOR_NAMES.findall(selector))
    if here is None:
        return any(hint in data for hint in HINTS)
    return ASSIGNED.search(data) is not None or _is_numbered(
        data, _place(here)[0][0].rpartition("/")[2].encode()
    )


def _is_numbered(data: bytes, name: bytes) -> bool:
    """Tell whether an article's own name stands anywhere with the number of a page behind it."""
    if not name:
        return NUMBER.search(data) is not None
    place = data.find(name)
    while place >= 0:
        if NUMBER.match(data, place + len(name)):
            return True
        place = data.find(name, place + 1)
    return False


@dataclass(frozen=True, slots=True)
class _Link:
    element: Element
    href: str
    words: str


def _links(found: Iterable[Element], here: str | None) -> list[_Link]:
    """Gather the links that lead on from here, to the same site."""
    links = [_Link(el, (el.get("href") or "").strip(), " ".join(_text(el).split())) for el in found]
    return [link for link in links if _leads_on(link.href, here)]


def _text(el: Element) -> str:
    return "".join(map(str, el.itertext()))


def _leads_on(href: str, here: str | None) -> bool:
    if not href or href.startswith("#") or re.match(r"(?!https?:)[a-z]+:", href, re.IGNORECASE):
        return False
    if here is None:
        return True
    there = _join(here, href)
    return there.partition("#")[0] != here.partition("#")[0] and host_of(there) == host_of(here)


def _join(here: str, href: str) -> str:
    try:
        return urljoin(here, href)
    except ValueError:  # a bracket that is no IPv6 address
        return here


def _told(links: list[_Link], here: str | None) -> str | None:
    """Choose among the links of the outlet's own selector: the words decide, then the numbers."""
    able = [link for link in links if not OTHER.search(link.words)]
    worded = [link for link in able if NEXT.fullmatch(link.words)]
    numbered = [link for link in able if here and _follows(here, link.href)]
    return next((link.href for link in (*worded, *numbered, *able[:1])), None)


def _by_words(links: list[_Link], here: str | None) -> str | None:
    for link in links:
        is_worded = NEXT.fullmatch(link.words) is not None and not OTHER.search(link.words)
        # A rel=next without words is a blog's next article, unless it stands in a pager or is a page 2.
        is_marked = "next" in (link.element.get("rel") or "").split() and here is not None
        is_next = is_worded or (is_marked and (_number(here, link.href) == 2 or _in_pager(link.element)))
        if is_next and (_follows(here, link.href) if here else is_worded and _in_pager(link.element)):
            return link.href
    following = _place(here)[1] + 1 if here else 0
    for link in links:
        if here and link.words.strip(BRACKETS) == str(following) and _follows(here, link.href):
            return link.href
    return None


def _number(here: str | None, href: str) -> int:
    return _place(_join(here or "", href))[1]


def _in_pager(a: Element) -> bool:
    """Tell whether a link stands in a pager: its box is named so, or numbers stand beside it."""
    for above in [*a.iterancestors()][:3]:
        if PAGER.search(f"{above.get('class') or ''} {above.get('id') or ''}"):
            return True
        text = _text(above)
        if len(text) < 200 and len(re.findall(r"(?<!\d)[1-9]\d?(?!\d)", text)) >= 2:
            return True
    return False


def _follows(here: str, href: str) -> bool:
    """Tell whether an address is the page after this one: the same article, its number one more."""
    (stem, rest), number = _place(here)
    (next_stem, next_rest), next_number = _place(_join(here, href))
    if rest != next_rest:
        return False
    if stem == next_stem and next_number == number + 1:
        return True
    # A first page's own name may end in a number (t20210618_12.html); some count the second page as 1.
    whole = urlsplit(here).path
    whole = (whole.rpartition(".")[0] or whole).rstrip("/")
    return next_stem == whole and next_number in (1, 2) and _path(_join(here, href)) != _path(here)


def _path(url: str) -> str:
    return urlsplit(url).path.rstrip("/")


def _place(url: str) -> tuple[tuple[str, tuple[tuple[str, str], ...]], int]:
    """Split an address into what names the article and the number of the page (1 where none is told)."""
    parts = urlsplit(url)
    query = parse_qsl(parts.query, keep_blank_values=True)
    rest = tuple(pair for pair in query if pair[0].lower() not in QUERY_NUMBERS or not pair[1].isdecimal())
    told = next(
        (int(value) for name, value in query if name.lower() in QUERY_NUMBERS and value.isdecimal()), None
    )
    match = NUMBERED.fullmatch(parts.path)
    if told is not None or match is None:
        return (parts.path.rpartition(".")[0] or parts.path.rstrip("/"), rest), told or 1
    number = match["n"] or match["n2"]
    if match["n2"] and (match["ext"] or int(number) > MOST_PAGES):
        return (
            parts.path.removesuffix(match["ext"] or "").rstrip("/"),
            rest,
        ), 1  # /2021/7.html names an article
    stem = match["stem"].rstrip("/") or "/"
    return (stem, rest), int(number) if number else 1


def _hints() -> tuple[bytes, ...]:
    """List what a page with a next page says, in the encodings it may be in."""
    codecs = ("utf-8", "gb18030", "big5hkscs", "cp932", "cp949", "cp1251")
    words = {word.encode(codec, "ignore") for word in HINTED.split() for codec in codecs}
    return (
        *sorted(word for word in words if len(word) > 1),
        b"ext",
        b"uivante",
        b"Seite",
        b"iguiente",
        b"&#",
    )


HINTS = _hints()
