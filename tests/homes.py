"""Small homes for tests: written in a line, built in a second."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from PIL import Image


PERIODICAL = """\
key: mini
title: 小园
language: zh-Hans
publisher: 小园编辑部
ears: [甲乙丙丁, 戊己庚辛]
namespace: 0a6d3c52-9d0c-4a1e-8f59-2d0b7a1f6f10
style: modern
"""
OUTLET = """\
name: 样报
hosts: [news.example]
select: {title: h1, body: "#body", date: .date, outlet: .source}
"""
PARAGRAPH = "春天的院子里，第一件事是看土。土醒了，手指插得进去，翻起来带着一点潮气，就可以播种了。"


def page(title: str = "看土", body: str | None = None, url: str = "https://news.example/1.html") -> str:
    """Write a saved page as the outlet serves it."""
    inner = body if body is not None else f"<p>　　{PARAGRAPH}</p><p>　　{PARAGRAPH[::-1]}</p>"
    return (
        f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}_样报</title>'
        f'<link rel="canonical" href="{url}"></head><body><h1>{title}</h1><p class="date">2021-06-18 08:30</p>'
        f'<p class="source">来源：样报</p><div id="body">{inner}</div></body></html>'
    )


def issue_yaml(number: int, files: dict[str, str], date: str, more: str = "") -> str:
    """Write an issue file that lists files, each with its extra fields."""
    entries = "".join(f"  - file: {name}\n{fields}" for name, fields in files.items())
    return f"number: {number}\ndate: {date}\n{more}articles:\n{entries}"


def write_home(root: Path, *, issues: int = 2) -> Path:
    """Write a home of so many issues, two articles each: a saved page and a text."""
    sources = root / "sources"
    (sources / "outlets").mkdir(parents=True)
    (sources / "periodical.yaml").write_text(PERIODICAL, "utf-8")
    (sources / "outlets" / "news.yaml").write_text(OUTLET, "utf-8")
    for number in range(1, issues + 1):
        folder = sources / "issues" / "2021" / f"{number:02d}"
        folder.mkdir(parents=True)
        fields = {
            "01.html": "",
            "02.txt": "    title: 园中记事\n    credit: {outlet: 本刊, byline: 顾小满}\n",
        }
        (folder / "issue.yaml").write_text(issue_yaml(number, fields, f"2021-{number:02d}"), "utf-8")
        url = f"https://news.example/{number}.html"
        body = f'<p>　　第{number}月。{PARAGRAPH}</p><p><img src="p.jpg" alt="一株新芽"></p><p>　　{PARAGRAPH[::-1]}</p>'
        (folder / "01.html").write_text(page(f"看土之{number}", body, url), "utf-8")
        (folder / "02.txt").write_text(f"{number}月，晴。\n\n{PARAGRAPH}\n", "utf-8")
        (folder / "p.jpg").write_bytes(picture(number))
    return root


def picture(shade: int = 1, size: tuple[int, int] = (60, 40)) -> bytes:
    """Draw a small JPEG."""
    out = io.BytesIO()
    Image.new("RGB", size, (30 * shade % 256, 120, 60)).save(out, "JPEG")
    return out.getvalue()


def text_of(book: Path, href: str) -> str:
    """Read a file of a book."""
    with zipfile.ZipFile(book) as archive:
        return archive.read(f"EPUB/{href}").decode()
