"""Saved pages → one picture: each page as a browser shows it, and beside it the article as it is read.

python tests/side_by_side.py reading.png sources/issues/2021/02/01.html sources/issues/2021/03/02.html …
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from html import escape
from pathlib import Path

from PIL import Image

from pipeline.build.sheets import book_css
from pipeline.model import Page
from pipeline.read import read
from pipeline.read.encoding import decode


SIZE = (760, 900)  # CSS pixels of each picture
GAP = 12
SAVED = re.compile(r'src="https?://[^"]+/(?=[^/"]+/[^/"]+")')


def main() -> None:
    """Take both pictures of every page and put them on one sheet, two pages a row."""
    out, *pages = map(Path, sys.argv[1:])
    from screenshots import take

    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        raise SystemExit("chromium is not installed; on Debian: apt-get install chromium fonts-noto-cjk")
    pairs: list[tuple[Image.Image, Image.Image]] = []
    with tempfile.TemporaryDirectory() as folder:
        for number, page in enumerate(pages):
            shots = [Path(folder) / f"{number}-{side}.png" for side in ("page", "article")]
            source, article = Path(folder) / f"{number}.html", Path(folder) / f"{number}.xhtml"
            text = decode(page.read_bytes(), str(page)).text
            base = f'<base href="{page.resolve().as_uri()}">'
            source.write_text(f"<!DOCTYPE html><meta charset=utf-8>{base}{text}", "utf-8")
            article.write_text(_article(page), "utf-8")
            for written, shot in zip((source, article), shots, strict=True):
                take(browser, written.as_uri(), shot, size=SIZE, scale=1, profile=Path(folder) / "profile")
            pairs.append(tuple(Image.open(shot).convert("RGB") for shot in shots))
        _sheet(pairs).save(out, optimize=True)


def _article(page: Path) -> str:
    reading = read(Page(str(page), page.read_bytes()), None, "zh-Hans")
    language = reading.language or "zh-Hans"
    body = SAVED.sub('src="', reading.body)  # the pictures lie beside the page
    kind = language.partition("-")[0]
    css = book_css(Path(), (kind,), "ltr").decode().partition(";")[2]
    byline = "　".join(filter(None, [reading.credit.outlet, (reading.credit.published or "")[:10]]))
    return (
        f'<html xmlns="http://www.w3.org/1999/xhtml" lang="{language}"><head><base href="{page.resolve().as_uri()}"/>'
        f"<style>{css} body {{ padding: 1.5em }}</style></head><body><section class='{kind}'><h1>{escape(reading.title or '')}</h1>"
        f'<p class="byline">{escape(byline)}</p>{body}</section></body></html>'
    )


def _sheet(pairs: list[tuple[Image.Image, Image.Image]]) -> Image.Image:
    width, height = SIZE
    rows = (len(pairs) + 1) // 2
    sheet = Image.new("RGB", (4 * width + 5 * GAP, rows * (height + GAP) + GAP), "#888")
    for number, pair in enumerate(pairs):
        for side, picture in enumerate(pair):
            column = (number % 2) * 2 + side
            sheet.paste(picture, (GAP + column * (width + GAP), GAP + (number // 2) * (height + GAP)))
    return sheet


if __name__ == "__main__":
    main()
