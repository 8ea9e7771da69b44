"""The vocabulary of the normal form: which elements, what each may hold, which attributes, in what order."""

from __future__ import annotations

import re

from pipeline.patterns import lazy


XHTML = "http://www.w3.org/1999/xhtml"
MATHML = "http://www.w3.org/1998/Math/MathML"


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
PHRASING = frozenset({"a", "br", "code", "em", "img", "math", "ruby", "span", "strong", "sub", "sup"})
INNER = frozenset({"blockquote", "dl", "figure", "hr", "ol", "p", "pre", "table", "ul"})
BLOCKS = INNER | HEADINGS | {"aside"}
FLOW = INNER | PHRASING  # one or the other: all phrasing, or all blocks
VOID = frozenset({"br", "hr", "img"})

CONTENT: dict[str, frozenset[str]] = {
    "body": BLOCKS,
    **dict.fromkeys(("blockquote", "aside"), INNER),
    **dict.fromkeys(("li", "dd"), FLOW),
    **dict.fromkeys(("td", "th"), FLOW - {"table"}),
    **dict.fromkeys((*sorted(HEADINGS), "p", "dt", "caption", "figcaption"), PHRASING),
    **dict.fromkeys(("em", "strong", "sup", "sub", "code", "span"), PHRASING),
    "pre": PHRASING - {"img", "math"},
    "a": PHRASING - {"a"},
    "ruby": (PHRASING - {"ruby", "img", "br"}) | {"rt", "rp"},
    **dict.fromkeys(("rt", "rp"), PHRASING - {"ruby"}),
    **dict.fromkeys(("ul", "ol"), frozenset({"li"})),
    "dl": frozenset({"dt", "dd"}),
    "figure": frozenset({"img", "figcaption"}),
    "table": frozenset({"caption", "thead", "tbody", "tfoot"}),
    **dict.fromkeys(("thead", "tbody", "tfoot"), frozenset({"tr"})),
    "tr": frozenset({"th", "td"}),
    **dict.fromkeys(sorted(VOID), frozenset()),
}
# Children's kinds in order: a dt, its dd; a base, its reading, in brackets or not; pictures, a caption.
ORDER: dict[str, re.Pattern[str]] = {
    "dl": re.compile("(?:(?:dt )+(?:dd )+)+"),
    "figure": re.compile("(?:img )+(?:figcaption )?"),
    "ruby": re.compile("(?:(?:base )+(?:rt |rp rt rp ))+"),
    "table": re.compile("(?:caption )?(?:thead )?(?:tbody )+(?:tfoot )?"),
    **dict.fromkeys(("ul", "ol"), re.compile("(?:li )+")),
    **dict.fromkeys(("thead", "tbody", "tfoot"), re.compile("(?:tr )+")),
    "tr": re.compile("(?:t[hd] )+"),
}
# What may not stand anywhere inside an element.
BANNED: dict[str, frozenset[str]] = {
    "a": frozenset({"a"}),
    "pre": frozenset({"img", "math"}),
    "ruby": frozenset({"ruby", "img", "br"}),
    "td": frozenset({"table"}),
    "th": frozenset({"table"}),
}
# Elements outside the vocabulary whose content stands in lines of its own, and those nobody sees.
BLOCK_LIKE = _words(
    "address article aside body caption center dd details dir div dt fieldset figcaption footer form h1 "
    "header hgroup html legend li main menu nav section summary tbody td tfoot th thead tr"
)
UNSEEN = frozenset(
    {"annotation", "annotation-xml", "head", "noscript", "script", "style", "template", "title"}
)
MAY_BE_EMPTY = VOID | {"td", "th", "tr", "thead", "tbody", "tfoot"}  # everything else shows something

NAME = lazy(r"[A-Za-z_][A-Za-z0-9_.-]*")
ADDRESS = lazy(r"""(?:https?://|mailto:)[^\s<>"{}|\\^`]+|#[A-Za-z_][A-Za-z0-9_.-]*""")
# An article's own shapes. `typed` is a list whose items begin with the numbers as typed; FILM is a link that we
# wrote in the place of a film.
FILM = "film-link"
_SHAPE = lazy("answer|attachment|docket|question|salutation|signature|verse")
_SPAN_COUNT = lazy(r"[2-9]|[1-9]\d{1,2}")

GLOBAL: dict[str, re.Pattern[str]] = {
    "dir": re.compile("ltr|rtl|auto"),
    "id": NAME,
    "lang": re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*"),
}
ATTRIBUTES: dict[str, dict[str, re.Pattern[str]]] = {
    "a": {"class": re.compile(FILM), "href": ADDRESS},
    "figcaption": {"class": re.compile("in-text")},
    "aside": {"class": re.compile("note")},
    "img": {"src": re.compile(r"\S+"), "alt": re.compile(r"(?:\S+(?: \S+)*)?")},
    "ol": {
        "class": re.compile("typed"),
        "start": re.compile(r"-?\d{1,6}"),
        "reversed": re.compile("reversed"),
        "type": re.compile("[1aAiI]"),
    },
    "p": {"class": _SHAPE},
    "span": {"class": re.compile("dateline")},
    "td": {"colspan": _SPAN_COUNT, "rowspan": _SPAN_COUNT},
    "th": {"colspan": _SPAN_COUNT, "rowspan": _SPAN_COUNT, "scope": re.compile("(?:col|row)(?:group)?")},
    "ul": {"class": re.compile("typed")},
}
# Of each of these sets an element bears at least one attribute.
NEEDED: dict[str, tuple[frozenset[str], ...]] = {
    "a": (frozenset({"href"}),),
    "img": (frozenset({"src"}), frozenset({"alt"})),
    "span": (frozenset({"class", "dir", "lang"}),),
}

MATH_TOKENS = frozenset({"mi", "mn", "mo", "ms", "mtext"})
MATH = MATH_TOKENS | _words(
    "math merror mfrac mmultiscripts mover mpadded mphantom mprescripts mroot mrow mspace msqrt mstyle "
    "msub msubsup msup mtable mtd mtr munder munderover none semantics"
)
MATH_ATTRIBUTES = _words(
    "accent accentunder alttext columnalign columnspan depth dir display displaystyle fence form height "
    "largeop linethickness lspace mathvariant maxsize minsize movablelimits rowspan rspace scriptlevel "
    "separator stretchy symmetric voffset width"
)


def fits(name: str, key: str, value: str) -> bool:
    """Tell whether an attribute of an element may stand with this value."""
    pattern = ATTRIBUTES.get(name, {}).get(key) or GLOBAL.get(key)
    return pattern is not None and pattern.fullmatch(value) is not None
