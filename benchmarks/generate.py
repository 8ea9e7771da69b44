"""A number of articles → a home of raw article pages with site furniture and pictures, the same bytes every time.

python benchmarks/generate.py DIR [--articles 240] [--small]
"""

from __future__ import annotations

import argparse
import io
import random
from pathlib import Path

from PIL import Image, ImageFilter


PAGE_LETTERS = 6_300  # about 20 kB of clean UTF-8
FURNITURE_BYTES = 34_000  # beside it on the raw page
ISSUES = 12
WORDS = [
    "园丁",
    "种子",
    "土壤",
    "春天",
    "雨水",
    "堆肥",
    "叶子",
    "花盆",
    "苗床",
    "邻居",
    "清晨",
    "院子",
    "果树",
    "菜畦",
    "水壶",
    "蚯蚓",
    "阳光",
    "篱笆",
    "枝条",
    "根系",
    "记录",
    "观察",
    "播下",
    "修剪",
    "浇灌",
    "收获",
    "晾晒",
    "交换",
    "分享",
    "学习",
    "温度",
    "湿度",
    "季节",
    "月初",
    "傍晚",
    "河边",
    "老人",
    "孩子",
    "志愿",
    "会员",
]
JOINTS = ["的", "在", "和", "把", "与", "从", "让", "对", "了", "着", "就", "也", "都", "再", "又"]

PERIODICAL = """\
key: bench
title: 量尺
language: zh-Hans
publisher: 量尺编辑部
ears: [丈量有据, 快慢自知]
namespace: 5f0d3c52-9d0c-4a1e-8f59-2d0b7a1f6f10
numbering: {first_year: 2021, first_whole_number: 1}
"""
OUTLET = """\
name: 量尺新闻网
hosts: [bench.example]
select: {title: h1.title, body: "div#detail", date: ".info .time", outlet: ".info .source", byline: ".info .author"}
drop: [".share", ".related"]
"""


def main() -> None:
    """Write the home."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home", type=Path)
    parser.add_argument("--articles", type=int, default=240)
    parser.add_argument("--small", action="store_true", help="fewer paragraphs and no pictures")
    args = parser.parse_args()
    generate(args.home, args.articles, small=args.small)


def generate(home: Path, articles: int, *, small: bool = False) -> None:
    """Write a home of 12 issues that hold so many articles."""
    rng = random.Random(20210601)
    sources = home / "sources"
    (sources / "outlets").mkdir(parents=True, exist_ok=True)
    (sources / "periodical.yaml").write_text(PERIODICAL, "utf-8")
    (sources / "outlets" / "bench.yaml").write_text(OUTLET, "utf-8")
    for number in range(1, ISSUES + 1):
        folder = sources / "issues" / "2021" / f"{number:02d}"
        folder.mkdir(parents=True, exist_ok=True)
        count = articles // ISSUES + (number <= articles % ISSUES)
        entries = []
        for position in range(1, count + 1):
            name = f"{position:04d}"
            pictures = [] if small else [f"{name}-{letter}.jpg" for letter in "ab"]
            for picture in pictures:
                (folder / picture).write_bytes(_picture(rng))
            (folder / f"{name}.html").write_text(_page(rng, number, position, pictures, small=small), "utf-8")
            entries.append(f"  - {{file: {name}.html, outlet: bench}}\n")
        plan = f"number: {number}\nwhole_number: {number}\ndate: 2021-{number:02d}\narticles:\n" + "".join(
            entries
        )
        (folder / "issue.yaml").write_text(plan, "utf-8")


def _sentence(rng: random.Random) -> str:
    parts = [
        rng.choice(WORDS) + (rng.choice(JOINTS) if rng.random() < 0.6 else "")
        for _ in range(rng.randint(5, 12))
    ]
    return "".join(parts) + rng.choice("。。。，；")


def _paragraph(rng: random.Random, letters: int) -> str:
    text = ""
    while len(text) < letters:
        text += _sentence(rng)
    return text.rstrip("，；。") + "。"


def _page(rng: random.Random, number: int, position: int, pictures: list[str], *, small: bool) -> str:
    title = f"{rng.choice(WORDS)}{rng.choice(WORDS)}里的{rng.choice(WORDS)}（{number}月之{position}）"
    blocks: list[str] = []
    letters, wanted = 0, 900 if small else PAGE_LETTERS
    while letters < wanted:
        text = _paragraph(rng, rng.randint(90, 260))
        letters += len(text)
        blocks.append(f'<p style="text-indent:2em"><span style="font-size:16px">　　{text}</span></p>')
        if rng.random() < 0.08:
            blocks.append(f"<p><strong>{rng.choice(WORDS)}与{rng.choice(WORDS)}</strong></p>")
        if rng.random() < 0.1:
            blocks.append("<p>&nbsp;</p>")
    for place, picture in enumerate(pictures):
        figure = f'<p align="center"><img src="{picture}" alt="{rng.choice(WORDS)}"></p><p align="center">图：{rng.choice(WORDS)}</p>'
        blocks.insert((place + 1) * len(blocks) // 3, figure)
    links = "".join(
        f'<li><a href="/n/{rng.randrange(10**6)}.html">{_sentence(rng)}</a></li>' for _ in range(110)
    )
    script = "var page=" + repr([rng.randrange(10**9) for _ in range(1200)]) + ";"
    return f"""<!DOCTYPE html>
<html lang="zh"><head><meta charset="utf-8"><title>{title}_量尺新闻网</title>
<link rel="canonical" href="https://bench.example/2021/{number:02d}/{position:04d}.html">
<script>{script}</script><style>.nav{{color:#333}}</style></head>
<body><div class="nav"><ul>{links[: FURNITURE_BYTES // 6]}</ul></div>
<div class="main"><h1 class="title">{title}</h1>
<div class="info"><span class="time">2021年{number:02d}月18日 08:30</span> 来源：<span class="source">量尺社</span>
作者：<span class="author">尺一、寸二</span></div>
<div id="detail">{"".join(blocks)}<div class="share">分享到：<a href="#">甲</a><a href="#">乙</a></div>
<p>（责任编辑：分三）</p></div>
<div class="related"><h3>相关阅读</h3><ul>{links}</ul></div></div>
<div class="footer">量尺新闻网（虚构）</div></body></html>
"""


def _picture(rng: random.Random) -> bytes:
    """Draw a soft noise picture of about 75 kB."""
    noise = Image.frombytes("RGB", (175, 115), rng.randbytes(175 * 115 * 3))
    picture = noise.filter(ImageFilter.GaussianBlur(0.6)).resize((700, 460), Image.Resampling.BICUBIC)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()


if __name__ == "__main__":
    main()
