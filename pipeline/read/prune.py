"""The elements around and within an article → the same without menus, share bars and related links."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from pipeline.read.blocks import Block, blocks
from pipeline.read.tree import Element, cut, line_of, squeeze


NEVER = (
    "script",
    "style",
    "template",
    "select",
    "button",
    "input",
    "textarea",
    "iframe",
    "object",
    "embed",
    "svg",
    "dialog",
)
TAGS = frozenset(("nav", "footer", "aside", "menu"))
BOXES = frozenset(
    "div section ul ol dl li article header footer form table tr td details figure center fieldset".split()  # noqa: SIM905
)
MOST = 0.4  # of the page's prose: what holds more is no furniture, whatever it is called
ARTICLE = 8.0  # prose enough to be the article, where readers wrote more than the author
REPLIES = re.compile(
    r"(?:^|[\W_])(?:comments?|commentlist|disqus|respond|replies|pinglun)(?=$|[\W_])", re.IGNORECASE
)
NAMES = re.compile(
    r"(?:^|[\W_])(?:comments?|commentlist|disqus|respond|share|sharing|shares|social|bdshare|jiathis|related?|relates|recommend\w*|"
    r"sidebar|side|aside|widgets?|promos?|adverts?|advertisement|ads?|adv|banner|breadcrumbs?|crumbs?|navigation|nav|navbar|menu|footer|"
    r"foot|copyright|pager|pagination|pagenav|toolbar|tools|tags?|taglist|newsletter|subscribe|subscription|signup|signin|login|popup|modal|"
    r"cookies?|consent|hotnews|rank|ranking|ewm|qrcode|qr|erweima|recent|popular|trending|outbrain|taboola|sponsor\w*|printonly|"
    r"skip|readmore|statement|disclaimer|donate|bio|authorbox|masthead|topbar|search|feedback|rating|video-list|slidelist|"
    r"xgxw|xgyd|xgwz|tuijian|fenxiang|pinglun|ad\d+|gg\d*|meta|byline|dateline|timestamp|credits?|infobox-related|more-from)(?=$|[\W_])",
    re.IGNORECASE,
)
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
LISTS = frozenset(("div", "ul", "ol", "section", "table", "dl", "p"))
LINK_LINE = 12  # the weight from which a sentence that is all one link is a sentence
RELATED = re.compile(
    r"\s*[【\[（(]?(?:相关(?:阅读|新闻|报道|链接|文章|推荐|专题)|延伸阅读|推荐阅读|更多(?:新闻|阅读|精彩)|热门(?:推荐|文章|评论)|猜你喜欢|精彩推荐|"
    r"責任編輯|相關(?:閱讀|新聞|報導)|related(?:\s+(?:articles?|posts?|stories|news|content|links|topics))?|"
    r"(?:read|see)\s+(?:more|next|also)|more\s+(?:from|on|stories|in|news)\b.*|you\s+may\s+(?:also\s+)?(?:like|enjoy).*|recommended.*|"
    r"leave\s+a\s+(?:reply|comment).*|\d*\s*comments?|share\s+this.*|about\s+the\s+authors?|"
    r"関連記事|こちらもおすすめ|mehr\s+zum\s+thema|lire\s+aussi|leia\s+(?:também|mais)|veja\s+também|читайте\s+также)\s*[】\]）)]?\s*[:：]?\s*",
    re.IGNORECASE,
)


def prune(body: Element) -> list[Block]:
    """Take out of a body what is called furniture, never what holds most prose; return the runs that stay."""
    etree.strip_elements(body, *NEVER, with_tail=False)
    runs = list(blocks(body))
    prose = prose_within(runs)
    whole = prose.get(body, 0.0)
    gone: set[Element] = set()
    stack = list(body)
    while stack:
        el = stack.pop()
        held = prose.get(el, 0.0)
        may_go = held <= whole * MOST or (_is_named(el, REPLIES) and whole - held >= ARTICLE)
        if may_go and _is_furniture(el):
            gone.update(el.iter())
            cut(el)
        else:
            stack.extend(el)
    return [run for run in runs if run.holder not in gone]


def prose_within(runs: Iterable[Block]) -> dict[Element, float]:
    """Add up, for every element, the prose that stands anywhere within it."""
    whole: dict[Element, float] = {}
    for run in runs:
        if run.score:
            for el in (run.holder, *run.holder.iterancestors()):
                whole[el] = whole.get(el, 0.0) + run.score
    return whole


def _is_furniture(el: Element) -> bool:
    if el.tag in TAGS:
        return True
    if "display:none" in (el.get("style") or "").replace(" ", "").lower() or el.get("hidden") is not None:
        return True
    return el.tag in BOXES and _is_named(el, NAMES)


def _is_named(el: Element, names: re.Pattern[str]) -> bool:
    told = f"{el.get('class') or ''} {el.get('id') or ''}"
    return told != " " and names.search(CAMEL.sub("-", told)) is not None


def trim(boxes: list[Element], title: str | None) -> None:
    """Take out of the boxes the headline, lists of links and what follows a heading of related articles."""
    for box in boxes:
        for el in list(box.iter("h1", "h2", "h3")):
            if title and squeeze(line_of(el)) == title:
                cut(el)
    for box in boxes:
        _drop_link_lists(box)
        _cut_related(box)


def _drop_link_lists(box: Element) -> None:
    weights: dict[Element, float] = {}
    linked: dict[Element, float] = {}
    prose: set[Element] = set()
    for run in blocks(box):
        for el in (run.holder, *run.holder.iterancestors()):
            weights[el] = weights.get(el, 0.0) + run.weight
            linked[el] = linked.get(el, 0.0) + run.weight * run.linked
            if run.score or (el.tag == "p" and run.weight > LINK_LINE and run.marks):
                prose.add(el)
            if el is box:
                break
    for el, weight in weights.items():
        is_list = el.tag in LISTS and linked[el] > weight * 0.6 and el not in prose
        if is_list and el is not box and el.find(".//img") is None:
            cut(el)


def _cut_related(box: Element) -> None:
    """Cut from the heading of related articles to the end, where it stands in the second half."""
    runs = list(blocks(box))
    whole = sum(run.weight for run in runs)
    before = 0.0
    for run in runs:
        before += run.weight
        if before > whole * 0.5 and len(run.text) < 40 and RELATED.fullmatch(run.text):
            for el in _after(run.holder, box):
                cut(el)
            return


def _after(el: Element, box: Element) -> Iterable[Element]:
    found = [el] if el is not box else []
    node: Element | None = el
    while node is not None and node is not box:
        found.extend(node.itersiblings())
        node = node.getparent()
    return found
