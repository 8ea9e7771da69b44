"""Drop lines that are the site's and not the article's: prompts, counters, tools, related articles."""

from __future__ import annotations

import re

from bs4 import Tag

from pipeline.clean import tree
from pipeline.clean.blocks import block_list, has_picture, line_of, may_be_line
from pipeline.clean.context import Context
from pipeline.clean.drop_boxes import linked
from pipeline.clean.furniture_words import labels, lines, openings, script_of
from pipeline.markup.vocabulary import HEADINGS
from pipeline.patterns import lazy


LONGEST = 90  # letters of a line that is dropped for what it says
# Where one shares: a list of nothing but these is a share bar.
_NETWORKS = lazy(
    r"(?:share (?:on|via) )?(?:facebook|twitter|x|whatsapp|telegram|e-?mail|linkedin|pinterest|"
    r"reddit|tumblr|pocket|line|vk|vkontakte|"
    r"messenger|instapaper|mastodon|bluesky|copy link|print|mail|одноклассники|вконтакте|微信|微博|新浪微博|qq|qq空间|"
    r"朋友圈|"
    r"はてなブックマーク|카카오톡)",
    re.IGNORECASE,
)
ALL_LINKS = 0.9
PLAIN = 160  # characters: no longer line without a link is dropped
OTHER = frozenset({"figure", "table", "pre", "aside", "hr"})
_BUTTON = lazy(r"read (?:more|on)\W*", re.IGNORECASE)  # what opened the text below it
_GALLERIES = lazy(r".*you may also like these.*", re.IGNORECASE)  # the one heading that is a site's
MOST = 300  # characters: longer blocks are not looked at


def drop_furniture(root: Tag, context: Context) -> None:
    """Drop furniture lines, link lines that say “read more”, and labels with the list of links below them."""
    blocks = block_list(root)
    for place, tag in enumerate(blocks):
        if not may_be_line(tag, PLAIN) or tag.parent is None or tag.name in OTHER:
            continue
        text = line_of(tag)
        if len(text) > MOST:
            continue
        script = script_of(text)
        line = text.replace(" ", "") if script == "eastern" else text
        if tag.name in HEADINGS:
            goes = _GALLERIES.fullmatch(line) is not None and _is_furniture(tag, line, script)
        elif tag.name in ("p", "blockquote"):
            goes = _is_furniture(tag, line, script) or _is_link_line(tag, line, script)
        else:
            goes = tag.name in ("ul", "ol") and _is_share_bar(tag)
        if goes:
            context.drop(tag, "drop_furniture")
        elif labels(script).fullmatch(line):
            _drop_list(tag, blocks[place + 1 :], context)


def _is_furniture(tag: Tag, line: str, script: str) -> bool:
    letters = len(line) - line.count(" ")  # a line has no other white space
    return letters <= LONGEST and lines(script).fullmatch(line) is not None and not has_picture(tag)


def _is_link_line(tag: Tag, line: str, script: str) -> bool:
    """A line that is a link, with “Read more” or the like before it or in it."""
    if tree.is_plain(tag):
        return False
    found = [inner for inner in tree.descend(tag) if inner.name == "a"]
    if len(found) != 1 or has_picture(tag):
        return False
    link = "".join(tree.text_of(found[0]).split())
    opening = openings(script).match(line)
    if opening is None:
        return False
    rest = "".join(line[opening.end() :].split())
    if line[0] in "[(":
        rest, link = rest.rstrip(".])"), link.rstrip(".")
    return rest in {link, ""} or "".join(line.split()) == link


def _is_share_bar(tag: Tag) -> bool:
    items = [line_of(item) for item in tag.contents if isinstance(item, Tag)]
    return len(items) > 1 and all(_NETWORKS.fullmatch(item) for item in items) and linked(tag) >= ALL_LINKS


def _drop_list(label: Tag, below: list[Tag], context: Context) -> None:
    """Drop a label and the links below it; a label with nothing below goes too, one with text stays."""
    links: list[Tag] = []
    for tag in below:
        if tag.name not in ("ul", "ol", "p", "dl", "figure") or linked(tag) < ALL_LINKS:
            break
        links.append(tag)
    if links or not below or _BUTTON.fullmatch(line_of(label)):
        for tag in (label, *links):
            context.drop(tag, "drop_furniture")
