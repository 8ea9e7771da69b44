"""A page's body and its runs of text → the elements that are the site's and not the article's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree

from pipeline.patterns import lazy
from pipeline.read.blocks import Block, blocks
from pipeline.read.body.phrases import DATED
from pipeline.read.tree import Element, class_of


NEVER = (
    "script", "style", "template", "select", "button", "input", "textarea", "iframe", "object", "embed", "svg",
    "dialog",
)  # fmt: skip
INPUTS, FIELDS = ("input", "textarea"), frozenset(("text", "email", "password", "tel", "url"))
TAGS = frozenset(("nav", "footer", "aside", "menu"))
ROLES = frozenset(
    "navigation complementary banner contentinfo search dialog alertdialog menu menubar toolbar tablist".split()  # noqa: SIM905
)
BOXES = frozenset(
    "div section ul ol dl li article header footer form table tr td details figure center fieldset "  # noqa: SIM905
    "p span h2 h3 h4".split()
)
# Where a site names its parts; class names made by tools say nothing, what their makers test by does.
TOLD = ("id", "data-testid", "data-component", "data-module", "data-qa", "data-name", "aria-label")
MOST = 0.4  # of the page's prose: what holds more is no furniture, whatever it is called
ARTICLE = (
    8.0  # prose enough to be the article: what readers wrote, forms and other articles may stand beside it
)
REPLIES = lazy(
    r"(?:^|[\W_])(?:comments?|comment-?(?:list|s?area|section)|commentlist|disqus|respond|replies|pinglun|kommentare?|commentaires?|"
    r"divforum|next-?(?:posts?|story|stories|articles?)|comentarios?|reader-?comments|discussion|wpdiscuz|livefyre|spotim|viafoura|"
    r"(?:in-?)?article[-_]?forums?)(?=$|[\W_])",
    re.IGNORECASE,
)
# Columns that hold no article, however much they hold, where the headline stands elsewhere.
COLUMNS = frozenset("sidebar side-bar aside sidebar-right sidebar-left right-sidebar left-sidebar".split())  # noqa: SIM905
COLUMN = lazy(r"(?:^|[\W_])right[-_]?(?:col(?:umn)?|rail)(?:-?container)?$", re.IGNORECASE)
# Of the page's prose: a theme says of the text's own box that it has a column on its right.
COLUMN_MOST = 0.85
APART = 0.3  # of the page's prose in replies and columns, from which the rest is told by what is left
COLUMN_TAGS = frozenset(("nav", "footer", "aside"))
NAMES = lazy(
    # A theme says of its pages that they have a sidebar, or none: has-sidebar, no-sidebar, without-comments.
    r"(?:^|[\W_])(?<!\bno[-_])(?<!\bhas[-_])(?<!\bwith[-_])(?<!\bwithout[-_])(?<!_no[-_])"
    r"(?:comments?|(?:in-?)?article[-_]?forums?|commentlist|disqus|respond|share|sharing|shares|sharedaddy|social|socials|bdshare|jiathis|addtoany|addthis|"
    r"related?|relates|relatedposts|recommend\w*|yarpp|"
    r"sidebar|side|aside|widgets?|promos?|promotion|teasers?|adverts?|advertisement|advertising|ads?|adv|banner|breadcrumbs?|crumbs?|"
    r"navigation|nav|navbar|menu|footer|"
    r"foot|copyright|pager|pagination|pagenav|toolbar|tools|tags?|taglist|newsletters?|subscribe|subscription|signup|signin|login|popup|"
    r"modal|overlay|lightbox|divforum|suggest(?:ed|ions?)?|next-?(?:posts?|story|stories|articles?)|"
    r"cookies?|consent|gdpr|onetrust|optanon\S*|ot-(?:pc|sdk)|didomi|paywall|regwall|hotnews|rank|ranking|ewm|qrcode|qr|erweima|recent|popular|trending|"
    r"most[-_]?(?:read|view(?:ed)?|popular|shared|emailed|commented)|nocontent|noindex|right[-_]?(?:col(?:umn)?|rail|bucket)(?:-?container)?|rail|"
    r"(?:other|latest|featured|popular|top|more)[-_]?(?:stories|articles|news|posts|headlines)|white-?papers?|lead-?gen|score-?board|"
    r"outbrain|taboola|zergnet|mgid|dianomi|sponsor\w*|printonly|print-?summary|"
    r"skip|readmore|read-?(?:more|next|also)|statement|disclaimer|donate|donation|bio|author-?(?:box|bio|info|card|profile|desc|description|about|dropdown)|"
    r"about-?(?:the-?)?author|masthead|topbar|search|feedback|rating|ratings|video-list|slidelist|"
    r"xgxw|xgyd|xgwz|tuijian|fenxiang|pinglun|ad\d+|gg\d*|meta|byline|dateline|timestamp|credits?|infobox-related|more-from|"
    r"cta|call-?to-?action|opt-?in|toc|ez-toc|table-?of-?contents|sticky-?bar|app-?banner|cookiebot|cmplz|cky|usercentrics|osano|"
    r"posted-on|(?:post|entry|article)-(?:date|info|author|authors|categories|tags|nav|share|sharing)|cat-links|read(?:ing)?-time|"
    # the same, as sites in other languages name their parts
    r"werbung|anzeigen?|teilen|verwandte?|mehr-zum-thema|kommentare?|empfehlungen|publicit[eé]|publicidade?|"
    r"pubblicita|partager|partage|(?:a-)?lire-aussi|commentaires?|compartir|compartilhar|comentarios|"
    r"relacionad[ao]s?|leia-(?:mais|tambem)|veja-(?:mais|tambem)|saiba-mais|te-puede-interesar|correlati|"
    r"condividi|reklam[ay]?|komentarze|udostepnij|powiazane|polecane|zobacz-takze|hirdetes|yorum(?:lar)?|"
    r"paylas|ilgili-haberler|nieuwsbrief|delen|gerelateerd|"
    r"time-to-read|views?-count|up-?next|you-?may-?(?:also-?)?like|sr-only|off-?screen|screen-reader(?:-text)?|visually-?hidden)(?=$|[\W_])",
    re.IGNORECASE,
)
MOST_TEXTS = 400  # strings of a column that are looked at
LONGEST_DAY = 40  # characters of a line that tells a day
MESSAGES = frozenset(("div", "span", "p", "ul", "li", "form", "label", "a"))  # that a class may hide
LINKED, MANY_DAYS = 0.2, 4  # of a column of other articles
CAMEL = lazy(r"(?<=[a-z])(?=[A-Z])")
SMALL_TAGS = frozenset("p span h2 h3 h4".split())  # noqa: SIM905
# Names of what may be the text's own, too, unless it leads to other pages.
ASIDE = tuple("right rail score white lead other latest featured top more print noindex".split())  # noqa: SIM905
# Names that say little: of a picture's frame, of an embedded post, of a box with prose.
WEAK = frozenset(
    "copyright credit credits disclaimer lightbox meta overlay rating ratings side skip social "  # noqa: SIM905
    "statement tools widget widgets".split()
)
SHOWN = lazy(r"(?:^|[\W_])(?:image|picture|photo|figure|gallery|tweet|embed|quote|table)", re.IGNORECASE)
NOTED = lazy(r"(?:^|[\W_])(?:dropcap|drop-cap|lead|intro|first|summary|caption|highlight)", re.IGNORECASE)


def forms(body: Element) -> frozenset[Element]:
    """Return the forms that ask for words: to log in, to write to a friend. One for boxes to tick may be a text's."""
    return frozenset(
        form
        for form in body.iter("form")
        if any(
            field.tag == "textarea" or field.get("type", "text").lower() in FIELDS
            for field in form.iter(*INPUTS)
        )
    )


def strip_machinery(body: Element) -> None:
    """Take out what is no text in any article."""
    for button in body.iter("button"):
        above = button.getparent()
        if above is not None and above.tag in ("h2", "h3", "h4", "h5", "h6", "dt", "summary"):
            button.tag = "span"
    etree.strip_elements(body, *NEVER, with_tail=False)


def prose_within(runs: Iterable[Block]) -> dict[Element, float]:
    """Add up, for every element, the prose that stands anywhere within it."""
    whole: dict[Element, float] = {}
    for run in runs:
        if run.score:
            for el in (run.holder, *run.holder.iterancestors()):
                whole[el] = whole.get(el, 0.0) + run.score
    return whole


@dataclass(frozen=True, slots=True)
class Furniture:
    """The outermost elements that are called furniture, each with why; and those that are, but hold most prose."""

    found: tuple[tuple[str, Element], ...]
    suspects: tuple[Element, ...]


def furniture(
    body: Element,
    prose: dict[Element, float],
    headline: Element | None = None,
    *,
    threads: Iterable[Element] = (),
    asking: frozenset[Element] = frozenset(),
) -> Furniture:
    """Tell the furniture of a page; what holds most of its prose is only suspected, whatever it is called.

    What readers wrote, called so or built so, and columns beside the article, are furniture however much they hold:
    where they hold much, the rest is told again by the prose that is left.
    """
    whole = prose.get(body, 0.0)
    above = frozenset() if headline is None else frozenset((headline, *headline.iterancestors()))
    page = _Page(body, prose, whole, above, frozenset(threads), asking)
    told, apart = _told_of(page, whole)
    return told if apart < whole * APART else _told_of(page, whole - apart)[0]


@dataclass(slots=True)
class _Page:
    """A page's body, its prose by element and in all, the headline and what stands above it; reasons once found."""

    body: Element
    prose: dict[Element, float]
    whole: float
    above: frozenset[Element]
    threads: frozenset[Element]
    asking: frozenset[Element]
    reasons: dict[Element, str] = field(default_factory=dict)

    def reason(self, el: Element) -> str:
        """Return why an element is furniture."""
        why = self.reasons.get(el)
        if why is None:
            why = self.reasons[el] = reason(el) or self._built(el)
        is_weak = why and el in self.above and why.removeprefix("named ").lower() in WEAK
        return "" if is_weak else why  # Blogger's widget of posts, the headline in it

    def _built(self, el: Element) -> str:
        """Return why an element is furniture by how it is built."""
        if el in self.threads:
            return "a thread of readers"
        is_form = el in self.asking and el not in self.above and self.prose.get(el, 0.0) <= ARTICLE
        return "a form" if is_form else ""

    def is_sure(self, el: Element) -> bool:
        """Tell replies, however much they hold, and columns, up to most of the page's prose, where an article's worth
        of it stands elsewhere."""
        held = self.prose.get(el, 0.0)
        if self.whole - held < ARTICLE:
            return False
        if el in self.threads or _is_named(el, REPLIES):
            return True
        return held <= self.whole * COLUMN_MOST and _is_column(el, self.above)


def _told_of(page: _Page, whole: float) -> tuple[Furniture, float]:
    """Tell the furniture by how much of so much prose it holds, and how much what is surely such holds of it."""
    found: list[tuple[str, Element]] = []
    suspects: list[Element] = []
    of_kind: dict[tuple[str, ...], float] = {}  # what all that are called the same hold together
    stack = list(page.body)
    while stack:
        el = stack.pop()
        held = page.prose.get(el, 0.0)
        why = page.reason(el)
        if why and (held <= whole * MOST or page.is_sure(el)):
            found.append((why, el))
            of_kind[_kind(el)] = of_kind.get(_kind(el), 0.0) + held
        elif el.tag != "p":  # what stands in a paragraph is said in it
            stack.extend(el)
            suspects += [el] if why else []
    sure = frozenset(el for _, el in found if page.is_sure(el))
    kept = tuple((why, el) for why, el in found if el in sure or of_kind[_kind(el)] <= whole * MOST)
    return Furniture(kept, tuple(suspects)), sum(page.prose.get(el, 0.0) for el in sure)


def _is_column(el: Element, above: frozenset[Element]) -> bool:
    """Tell what is called a column, on a page whose headline stands elsewhere."""
    if not above or el in above:
        return False
    words = (*class_of(el).split(), el.get("id") or "")
    return el.tag in COLUMN_TAGS or any(word in COLUMNS or COLUMN.search(word) for word in words)


def _kind(el: Element) -> tuple[str, ...]:
    """Return what elements that are called the same have in common; an id names but one."""
    return str(el.tag), el.get("class") or el.get("id") or ""


def reason(el: Element) -> str:
    """Return why an element is furniture; empty where nothing says that it is."""
    tag = el.tag
    if tag in TAGS:
        return f"<{tag}>"
    if is_hidden(el) or (tag in MESSAGES and is_called_hidden(el) and _is_message(el)):
        return "hidden"
    if el.get("role") in ROLES:
        return f"role {el.get('role')}"
    if tag in BOXES and el.attrib:
        names = (found[0] for found in NAMES.finditer(told_by(el)))
        named = next((name for name in names if not _is_kept(el, name.strip(" -_:./").lower())), None)
        if named:
            return f"named {named.strip(' -_')}"
    return ""


def is_called_hidden(el: Element) -> bool:
    """Tell a class of hidden, on all screens: a script may show it, as the slides and tabs of an article."""
    name = el.get("class")
    if not name or "hidden" not in name or ":" in name or "visible" in name:
        return False
    return "hidden" in name.split()


def _is_message(el: Element) -> bool:
    """Tell a box of at most one paragraph, without a heading or a picture: a form's word to its reader."""
    if next(el.iter("img", "figure", "video", "table", "h1", "h2", "h3", "h4", "h5", "h6"), None) is not None:
        return False
    return len(list(islice((run for run in blocks(el) if run.score), 2))) < 2


def _is_kept(el: Element, name: str) -> bool:
    """Tell whether a name says too little of an element: a picture's frame, an embedded post, a first paragraph."""
    if "ltx_" in told_by(el) or (name in WEAK and next(el.iterancestors("figcaption"), None) is not None):
        return True  # a number that LaTeX set; whose picture it is
    if name.startswith(ASIDE) and not _leads_away(el):
        return True  # where the text stands, or on which side the picture; the table of a match
    if name in WEAK and (
        el.find(".//blockquote") is not None or (el.find(".//img") is not None and _frames(el, name))
    ):
        return True
    return el.tag in SMALL_TAGS and NOTED.search(told_by(el)) is not None


def _leads_away(el: Element) -> bool:
    """Tell a box that is in good part links, or has many days in lines of their own: of so much as tells it."""
    texts = [text.strip() for text in islice(map(str, el.itertext()), MOST_TEXTS)]
    links = (text for link in islice(el.iter("a"), MOST_TEXTS) for text in map(str, link.itertext()))
    linked = sum(len(text.strip()) for text in islice(links, MOST_TEXTS))
    days = sum(len(text) <= LONGEST_DAY and DATED.search(text) is not None for text in texts)
    return linked >= sum(map(len, texts)) * LINKED or days >= MANY_DAYS


def _frames(el: Element, name: str) -> bool:
    return not name.startswith(("widget", "social")) or SHOWN.search(told_by(el)) is not None


def is_hidden(el: Element) -> bool:
    """Tell whether the page says that an element is not shown."""
    if el.get("hidden") is not None:
        return True
    style = el.get("style")
    return style is not None and "display:none" in style.replace(" ", "").lower()


def told_by(el: Element) -> str:
    """Return what names an element, its words parted: classes, id, marks for tests."""
    return CAMEL.sub("-", " ".join([class_of(el), *[value for name in TOLD if (value := el.get(name))]]))


def _is_named(el: Element, names: re.Pattern[str]) -> bool:
    told = told_by(el)
    return bool(told) and names.search(told) is not None
