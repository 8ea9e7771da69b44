"""Drop lines that are the site's and not the article's: prompts, counters, tools, related articles."""

from __future__ import annotations

import re

from bs4 import Tag

from pipeline.clean import tree
from pipeline.clean.blocks import block_list, has_picture, line_of
from pipeline.clean.context import Context
from pipeline.clean.drop_boxes import linked


LONGEST = 60  # letters of a line that is dropped for what it says
# Whole lines, their spaces taken out where they are Chinese.
_CHINESE = (
    r"(?:分享|转发)(?:到|至|给|本文|此文)?[:：]?(?:微信|微博|朋友圈|QQ空间|QQ|空间|好友|更多|[、|/，,…\s])*",
    (
        r"[【\[（(]?请?(?:长按|扫描|扫一扫|用?微信扫(?:一扫|描|码)?)(?:[上下]方|[上下左右][面侧]|识别|图中|此|该|这个)*.{0,6}?"
        r"(?:二维码|扫码|小程序码)?[,，]?(?:即可|可)?(?:关注|分享|下载|加入|阅读|添加|进入|参与|查看|识别).{0,24}"
    ),
    r"请?(?:长按|扫描|扫一扫|识别)(?:[上下]方|识别|图中|[上下]面)*二维码.{0,24}",
    r"扫码(?:关注|下载|加入|进入|阅读|添加|报名|了解|查看|分享).{0,24}",
    (
        r"(?:更多.{0,16})?(?:欢迎|敬请|请)(?:扫码)?(?:关注|订阅|下载).{0,20}"
        r"(?:公众号|微信|微博|客户端|APP|视频号|小程序).{0,16}"
    ),
    r"[>》…]*点击(?:此处|这里)?(?:进入|查看|下载|观看|了解)?.{0,16}(?:专题|更多|原文|全文|详情|客户端|往期)[>》…!！。]*",
    r"[【\[]?(?:字号|字体|字体大小)[:：]?[【\[(（]?(?:(?:特大|超大|大|中|小|标准|默认|A[+-]?|打印|关闭|收藏|分享|[+-])[|\]【\[】)）/]*)+",
    (
        r"(?:[【\[(（|]*(?:打印(?:本页|本文|此页)?|关闭(?:窗口|本页)?|返回(?:顶部|首页|列表)|收藏(?:本文)?|我要纠错|纠错|举报)"
        r"[】\])）|]*){2,}"
    ),
    r"[【\[(（](?:打印|关闭|收藏|返回顶部|返回首页|关闭窗口|打印本页|我要纠错|网络编辑)[】\])）]",
    r"[-—]*(?:广告|推广|赞助内容)[-—]*",
    r"(?:已有|共|全部)?\d*条?(?:评论|跟帖|网友评论)(?:[(（]?\d+[)）]?)?条?",
    r"(?:阅读|浏览|点击|访问)(?:量|数|次数)?[:：]?\d+次?(?:(?:点赞|在看|评论)\d*)*",
    r"(?:我要|发表|查看|写|更多|参与)评论(?:[(（]\d+[)）])?",
    r"(?:喜欢|觉得不错|好看)?[请就]?(?:点个|点)[“「]?(?:赞|在看)[”」]?.{0,16}",
    r"[上下]一[篇页][:：].{1,40}|[上下]一[篇页]",
)
_ENGLISH = (
    r"share(?: this)?(?: (?:article|story|post|page|on .{1,30}))?:?",
    r"(?:sign up|subscribe|register)(?: now| today)?(?: for| to) .{0,60}(?:newsletter|e-?mail|update)s?.{0,30}",
    r"follow us on .{1,40}",
    r"(?:advertisement|sponsored(?: content)?|ad)(?: ?[-–—] ?(?:continue reading|scroll).{0,20})?",
    r"\(?\d*\)? ?comments?(?: \(\d+\))?|(?:leave|post|add) a (?:comment|reply)",
    r"(?:print|e-?mail|save)(?: this)?(?: (?:page|article|story))?|back to top",
    r"(?:next|previous) (?:article|page|post).{0,40}",
    r"(?:click|tap) here (?:to|for) .{1,40}(?:newsletter|app|subscribe|more|comments?)\.?",
)
LINES = re.compile("|".join([*_CHINESE, *_ENGLISH]), re.IGNORECASE)
# What stands above a list of other articles.
_LABELS = (
    r"[【\[◆■●▶>]*(?:相关|推荐|延伸|拓展|热门|精彩|更多|往期|热点)(?:阅读|链接|新闻|报道|文章|推荐|精彩|回顾|资讯|专题|稿件)+[】\]:：>]*",
    r"猜你喜欢|你可能[还也]?(?:喜欢|感兴趣).{0,6}",
    r"(?:related|recommended|more)(?: (?:articles?|story|stories|posts?|reading|news|coverage|links?|topics?))+:?",
    r"read (?:more|next|also):?|see also:?|you (?:may|might) also (?:like|enjoy|be interested in):?",
    r"also (?:read|on .{1,30}):?|(?:more )?(?:from|on) this (?:story|topic):?",
)
LABEL = re.compile("|".join(_LABELS), re.IGNORECASE)
_OPENINGS = (
    r"(?:相关|推荐|延伸|拓展|更多)(?:阅读|链接|新闻|报道|文章|推荐)[:：]?|阅读(?:更多|原文|全文)[:：]?",
    (
        r"(?:read(?: more| next| also| the full (?:story|article))|related(?: (?:story|article|news|reading)s?)?|"
        r"see also|more|"
        r"also read|recommended|next|don't miss)\s*[:：>|–-]\s*"
    ),
    r"read (?:more|next|on)|see also",
)
_HAN = re.compile("[\u4e00-\u9fff]")
ALL_LINKS = 0.9
MOST = 300  # characters: longer blocks are not looked at


def drop_furniture(root: Tag, context: Context) -> None:
    """Drop furniture lines, link lines that say “read more”, and labels with the list of links below them."""
    blocks = block_list(root)
    for place, tag in enumerate(blocks):
        if tag.parent is None or tag.name in ("figure", "table", "pre", "aside", "hr"):
            continue
        text = line_of(tag)
        if len(text) > MOST:
            continue
        line = _plain(text)
        may_go = tag.name in ("p", "blockquote")
        if may_go and (_is_furniture(tag, line) or (not tree.is_plain(tag) and _is_link_line(tag, line))):
            context.drop(tag, "drop_furniture")
        elif LABEL.fullmatch(line):
            _drop_list(tag, blocks[place + 1 :], context)


def _plain(line: str) -> str:
    return line.replace(" ", "") if " " in line and _HAN.search(line) else line


def _is_furniture(tag: Tag, line: str) -> bool:
    letters = len(line) - line.count(" ")  # a line has no other white space
    return letters <= LONGEST and LINES.fullmatch(line) is not None and not has_picture(tag)


def _is_link_line(tag: Tag, line: str) -> bool:
    """A line that is a link, with “Read more” or the like before it or in it."""
    found = [inner for inner in tree.descend(tag) if inner.name == "a"]
    if len(found) != 1 or has_picture(tag):
        return False
    link = "".join(tree.text_of(found[0]).split())
    opening = re.match("|".join(_OPENINGS), line, re.IGNORECASE)
    if opening is None:
        return False
    rest = "".join(line[opening.end() :].split())
    return rest in {link, ""} or "".join(line.split()) == link


def _drop_list(label: Tag, below: list[Tag], context: Context) -> None:
    """Drop a label and the links below it; a label with nothing below goes too, one with text stays."""
    links: list[Tag] = []
    for tag in below:
        if tag.name not in ("ul", "ol", "p", "dl", "figure") or linked(tag) < ALL_LINKS:
            break
        links.append(tag)
    if links or not below:
        for tag in (label, *links):
            context.drop(tag, "drop_furniture")
