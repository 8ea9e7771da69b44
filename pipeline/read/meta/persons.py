"""A text that a page gives for its author → the people in it; sites, accounts of a system and nobodies are none."""

from __future__ import annotations

import re

from pipeline.credit import is_east_asian, read_byline, read_line
from pipeline.model import Person
from pipeline.patterns import lazy


NOBODY = lazy(
    r"https?:|^@|^(?:admin|administrator|root|editor|webmaster|staff|name|username|nickname|author|佚名|未知|匿名|小编|网站管理员|本站)$|@.+\.",
    re.IGNORECASE,
)
CODE = lazy(r"[A-Za-z]{0,4}[\W_]?\d+|系统管理员|管理员")  # of a person in the site's own system


FURNITURE = lazy(  # words of buttons, menus and departments, of which no name and no medium is made
    r"注册|登录|登陆|关注|查看|更多|相关|简介|全部|评论|分享|举报|返回|首页|订阅|阅读|收藏|下载|会员|字体|字号|打印|浏览|点击|来源|发布|时间|日期"
    r"|星期|编辑|上一|下一|推荐|热门|搜索|点赞|回复|播放|正文|位置|微信|微博|客服|投稿|责编|扫码|二维码|文章|粉丝|篇|註冊|登入|關注|分享|회원|로그인|ログイン|会員"
    r"|^(?:要闻|国内|国际|社会|财经|体育|娱乐|科技|军事|教育|时政|头条|滚动|综合|其他|文化|健康|旅游|汽车|房产|原创)$|(?:动态|快讯|公告|通知|专题|频道|栏目|列表|中心)$"
)
_MEDIUMS = lazy(
    r"^(?:网易|網易|新浪|搜狐|腾讯|百度|凤凰|今日头条|知乎|微博)"
    r"|^[\u3400-\u9fff·]{1,16}(?:网|網|网站|报|報|社|台|周刊|月刊|杂志|客户端|公众号|新闻|在线|频道|编辑部|办公室|委员会|中心|管理员|整理|转载)$"
)


def people_of(text: str, *, is_sure: bool = True) -> tuple[Person, ...]:
    """Read the names of a text, with or without a label before them."""
    if not is_east_asian(text):
        return read_byline(text, is_sure=is_sure)
    if NOBODY.search(text):
        return ()
    told = read_line(text).byline or read_line(f"作者：{text}").byline
    return tuple(person for person in told if _is_somebody(person.name))


def _is_somebody(name: str) -> bool:
    return not (is_medium(name) or CODE.fullmatch(name) or FURNITURE.search(name) or NOBODY.search(name))


def is_person(name: str) -> bool:
    """Tell whether a name is surely a person's: 张三, 김철수, and any that is not written in Han or hangul."""
    return not is_east_asian(name) or bool(read_line(f"记者{name}").byline)


def is_medium(name: str) -> bool:
    """Tell whether a name is that of a medium or of an office, not of a person: 网易, 新华社, 本网编辑部."""
    return _MEDIUMS.search(name) is not None
