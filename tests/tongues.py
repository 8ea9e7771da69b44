"""A language and a direction → a home of two issues with one article of every structure, and a mixed one."""

from __future__ import annotations

import html
import io
import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from PIL import Image, ImageDraw


CASES = Path(__file__).parent / "cases" / "tongues" / "texts.yaml"


@cache
def texts() -> dict[str, dict[str, Any]]:
    """Load the article of each language."""
    return dict(yaml.safe_load(CASES.read_text("utf-8")))


def write_tongue(root: Path, language: str, direction: str = "", more: str = "", *, key: str = "") -> Path:
    """Write a home in a language; its second issue also holds an article of another language."""
    told = texts()[language]
    key = key or f"yard-{language.lower()}" + (f"-{direction}" if direction else "")
    sources = root / "sources"
    (sources / "outlets").mkdir(parents=True)
    (sources / "outlets" / "paper.yaml").write_text(
        f"name: {_quoted(told['outlet'])}\nhosts: [paper.example]\nselect: {{title: h1, body: '#body', date: .date}}\n",
        "utf-8",
    )
    (sources / "periodical.yaml").write_text(
        f"key: {key}\ntitle: {_quoted(told['title'])}\nlanguage: {language}\n"
        + (f"direction: {direction}\n" if direction else "")
        + f"publisher: {_quoted(told['publisher'])}\n"
        f"ears: [{', '.join(map(_quoted, told['ears']))}]\n"
        "namespace: 5f3f1d52-9d0c-4a1e-8f59-2d0b7a1f6f31\n" + more,
        "utf-8",
    )
    other = "en" if language != "en" else "zh-Hans"
    for number, languages in ((1, [language]), (2, [language, other])):
        folder = sources / "issues" / "2021" / f"{number:02d}"
        folder.mkdir(parents=True)
        entries = ""
        for place, each in enumerate(languages, start=1):
            (folder / f"{place:02d}.html").write_text(page(each, f"{number}-{place}"), "utf-8")
            entries += f"  - file: {place:02d}.html\n    language: {each}\n    department: {_quoted(texts()[language]['heading'])}\n"
        (folder / "p.png").write_bytes(picture())
        issue = f"number: {number}\nwhole_number: {number + 6}\ndate: 2021-{number + 5:02d}\nnote: {_quoted(told['quote'])}\n"
        (folder / "issue.yaml").write_text(f"{issue}articles:\n{entries}", "utf-8")
    return root


def page(language: str, name: str) -> str:
    """Write a saved page that holds every structure a body may have."""
    told = texts()[language]
    body = [
        _p(told["first"]),
        f"<h2>{html.escape(told['heading'])}</h2>",
        _p(told["second"]),
        "<ul>" + "".join(f"<li>{html.escape(item)}</li>" for item in told["items"]) + "</ul>",
        _p(told["foreign"]),
        f"<blockquote>{_p(told['quote'])}</blockquote>",
        f'<figure><img src="p.png" alt="{html.escape(told["heading"])} 1"><figcaption>{html.escape(told["quote"])}</figcaption></figure>',
        _table(told),
        f"<h2>{html.escape(told['items'][0])}</h2>",
        "<ol>" + "".join(f"<li>{html.escape(item)}</li>" for item in told["items"]) + "</ol>",
        "<pre><code>for bed in beds:\n    water(bed, litres=12)</code></pre>",
        *(_p(told["first"]) for _ in range(6)),
        _p(told["note"]),
    ]
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{html.escape(told["headline"])}</title>'
        f'<link rel="canonical" href="https://paper.example/2021/{language}/{name}.html"></head>'
        f'<body><h1>{html.escape(told["headline"])}</h1><p class="date">2021-06-18</p><div id="body">{"".join(body)}</div></body></html>'
    )


def picture() -> bytes:
    """Draw beds of two colours, with a letter-like mark to see that it is drawn whole."""
    image = Image.new("RGB", (640, 400), "#dfe9d2")
    pen = ImageDraw.Draw(image)
    for row in range(5):
        pen.rectangle((20, 20 + row * 76, 620, 70 + row * 76), fill="#5d9079" if row % 2 else "#a8622f")
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _p(text: str) -> str:
    stressed = re.sub(r"[*]([^*]+)[*]", r"<em>\1</em>", html.escape(text))
    return f"<p>{stressed}</p>"


def _table(told: dict[str, Any]) -> str:
    rows = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in told["rows"]
    )
    return (
        "<table><tr>"
        + "".join(f"<th>{html.escape(cell)}</th>" for cell in told["head"])
        + f"</tr>{rows}</table>"
    )


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
