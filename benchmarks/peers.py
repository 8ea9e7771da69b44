"""What presswork is measured beside: the plain script most people write, and the floor below which nothing goes.

python benchmarks/peers.py script|floor HOME OUT.epub
"""

# mypy: disable-error-code="union-attr,operator"
# written as most people write it, and so without a look at what may be None

from __future__ import annotations

import sys
import zipfile
from pathlib import Path


def script(home: Path, out: Path) -> None:
    """Build one EPUB of a home's pages with ebooklib and BeautifulSoup, as a typical user writes it."""
    from bs4 import BeautifulSoup
    from ebooklib import epub

    book = epub.EpubBook()
    book.set_identifier("bench")
    book.set_title("量尺 2021")
    book.set_language("zh")
    book.add_author("量尺编辑部")
    toc = []
    spine: list[object] = ["nav"]
    for folder in sorted((home / "sources/issues/2021").iterdir()):
        chapters = []
        for page in sorted(folder.glob("*.html")):
            soup = BeautifulSoup(page.read_text("utf-8"), "lxml")
            title = soup.select_one("h1.title").get_text(strip=True)
            body = soup.select_one("div#detail")
            for junk in body.select(".share, script, style"):
                junk.decompose()
            for tag in body.find_all(True):
                tag.attrs = {key: value for key, value in tag.attrs.items() if key in ("src", "alt", "href")}
            for image in body.find_all("img"):
                source = folder / image["src"]
                name = f"images/{folder.name}-{source.name}"
                book.add_item(
                    epub.EpubItem(file_name=name, media_type="image/jpeg", content=source.read_bytes())
                )
                image["src"] = name
            for paragraph in body.find_all("p"):
                if not paragraph.get_text(strip=True) and not paragraph.find("img"):
                    paragraph.decompose()
            credit = soup.select_one(".info").get_text(" ", strip=True)
            chapter = epub.EpubHtml(title=title, file_name=f"{folder.name}-{page.stem}.xhtml", lang="zh")
            chapter.content = f"<h1>{title}</h1><p>{credit}</p>{body.decode_contents()}"
            book.add_item(chapter)
            chapters.append(chapter)
            spine.append(chapter)
        toc.append((epub.Section(f"第{int(folder.name)}期", href=chapters[0].file_name), tuple(chapters)))
    book.toc = toc
    book.spine = spine
    book.add_item(epub.EpubNcx())
    book.add_item(epub.EpubNav())
    epub.write_epub(str(out), book)


def floor(home: Path, out: Path) -> None:
    """Read, parse and serialise every page with lxml, deflate it, store the pictures: no one can do less."""
    from lxml import etree, html

    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted((home / "sources/issues").rglob("*")):
            if path.suffix == ".html":
                tree = html.fromstring(path.read_bytes())
                archive.writestr(str(path.relative_to(home)), etree.tostring(tree))
            elif path.suffix == ".jpg":
                archive.write(path, str(path.relative_to(home)), zipfile.ZIP_STORED)


if __name__ == "__main__":
    {"script": script, "floor": floor}[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
