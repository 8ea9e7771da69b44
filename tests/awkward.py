"""HTML as nobody should write it and many do, for properties that must hold of any page."""

from __future__ import annotations

from hypothesis import strategies as st


TEXTS = st.one_of(
    st.sampled_from(
        [
            "　　今年入夏以来，河湾市园艺会在各社区开展活动，一共换出小苗两千四百株，收到旧盆一千一百个。",
            "小标题", "一、怎样换", "旧盆换新绿", "（责任编辑：王五）", "来源：河湾日报", "作者：张三", "扫描二维码关注我们", "相关阅读：",
            "广告", "上一篇：别的", "\n", "  ", "\u00a0\u00a0", "中\n国", "a\nb", " x ", "图为现场", "A sentence in English. ", "\u200b",
            "a\u200db", "&amp;<>&#1;&#x85;", "\ufeff", "\x0b\x0c", "[1]", "1", "↩", "1.5", "Read more: ", "字号：大 中 小", "。", "😀",
            "（一）时间", "二、换什么", "1. 旧盆", "2. 小苗", "3. 收尾", "• 薄荷", "— said she", "——坚持普查", "①盆", "②苗", "第二章　认养",
            "问：怎样换？", "答：带上旧盆。", "怎样换？", "各有关单位：", "附件：1.表", "2021年6月17日", "河湾市园艺会", "新华社北京6月1日电",
            "小院有清风。", "旧盆,换新绿(见表);", "旧盆种新绿，", "谁家窗下月，",
        ]
    ),
    st.text(max_size=12),
)  # fmt: skip
NAMES = [
    "p",
    "div",
    "span",
    "b",
    "strong",
    "i",
    "em",
    "font",
    "u",
    "center",
    "section",
    "article",
    "h1",
    "h2",
    "h3",
    "h4",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "table",
    "tbody",
    "thead",
    "tr",
    "td",
    "th",
    "caption",
    "figure",
    "figcaption",
    "a",
    "sup",
    "sub",
    "ruby",
    "rt",
    "rp",
    "pre",
    "code",
    "aside",
    "math",
    "mi",
    "mo",
    "mrow",
    "noscript",
    "form",
    "button",
    "style",
    "script",
    "o:p",
    "founder-content",
    "picture",
    "svg",
    "title",
    "textarea",
]
VOIDS = [
    "<br>",
    "<br><br>",
    "<hr>",
    "<wbr>",
    "<img src=a.jpg>",
    "<img src='b.jpg' width=1>",
    "<img>",
    "<!-- c -->",
    "<input>",
    "<source>",
]
VOIDS += [
    "<img src=x.gif class=emoji alt=😀>",
    "<img data-src=real.jpg src=blank.gif>",
    "<br>　　",
    "<video src=v.mp4 poster=p.jpg></video>",
    "<audio src=v.mp3 title=园歌></audio>",
    "<sup>1</sup>",
    "[2]",
    "<span style='display:none'><math><mi>x</mi></math></span><img class=mwe-math-fallback src=m.svg>",
    "<img src='data:image/png;base64,AAAA'>",
]
ATTRIBUTES = st.lists(
    st.sampled_from(
        [
            "class=note", "class='outlet-drops'", "class=share", "class=related", "id=fn1", "id=fn2", "id='1 x'", "href=#fn1", "href=#fn2",
            "href=http://a.example/b", "href='/c d'", "href=javascript:x", "href='#1 x'", "name=fn1", "style='display:none'", "hidden",
            "style='font-weight:bold'", "style='text-align:center'", "align=center", "lang=en", "lang=zh", "lang='x y'", "dir=rtl",
            "colspan=2", "rowspan=3", "rowspan=x", "start=3", "scope=col", "class=caption", "class=gutter", "class=MathJax", "class=highlight", "class=verse", "class='answer x'", "class=dateline",
            "align=right", "class=typed", "href", "aria-hidden=true",
        ]
    ),
    max_size=2,
)  # fmt: skip


def element(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Nest what is inside, closed or not."""
    return st.builds(
        lambda name, attrs, parts, closed: (
            f"<{name} {' '.join(attrs)}>{''.join(parts)}" + (f"</{name}>" if closed else "")
        ),
        st.sampled_from(NAMES),
        ATTRIBUTES,
        st.lists(inner, max_size=4),
        st.sampled_from([True, True, True, False]),
    )


AWKWARD = st.lists(
    st.recursive(st.one_of(TEXTS, st.sampled_from(VOIDS)), element, max_leaves=14), max_size=5
).map("".join)
