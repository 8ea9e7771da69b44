"""Contents of the awkward web: pages in every mix of encodings, an article in parts, and what lists articles."""

from __future__ import annotations

import json


STORIES = (
    ("一", "乡村图书室一年", "2021-06-01T09:00:00+08:00"),
    ("二", "老桥换新颜", "2021-06-15T08:30:00+08:00"),
    ("三", "夜校开课", "2021-05-31T23:30:00+08:00"),
    ("四", "集市搬家", "2021-07-01T00:10:00+08:00"),
)
SENTENCE = "这是一段用来辨认编码的正文，写给每一位读者：园地办了三年，纸张换了两次。"


def mixed(header: str, meta: str, written: str) -> tuple[bytes, str]:
    """Return a page's bytes and Content-Type: what the header says, what the page says, what it is; `none` is silent."""
    said = "" if meta == "none" else f'<meta charset="{meta}">'
    mark = b"\xef\xbb\xbf" if written == "utf-8-sig" else b""
    page = f"<!DOCTYPE html><html><head>{said}<title>编码</title></head><body><article>"
    page += f"<h1>编码</h1>{f'<p>{SENTENCE}</p>' * 6}</article></body></html>"
    coding = "utf-8" if written == "utf-8-sig" else written
    return mark + page.encode(coding), "text/html" if header == "none" else f"text/html; charset={header}"


def part(number: int, of: int = 5) -> str:
    """Return one page of an article in parts, with the pager sites have."""
    links = [
        f"<b>{each}</b>" if each == number else f'<a href="/pager/{name(each)}">{each}</a>'
        for each in range(1, of + 1)
    ]
    onward = f'<a href="/pager/{name(number + 1)}">下一页</a>' if number < of else ""
    text = "".join(f"<p>第{number}页第{line}段。{SENTENCE}</p>" for line in range(1, 5))
    return (
        f"<!DOCTYPE html><html><head><title>长文_园地</title></head><body><article><h1>长文</h1>{text}</article>"
        f'<div class="pages">{"".join(links)}{onward}</div></body></html>'
    )


def name(number: int) -> str:
    """Return a part's file name, as such sites number them: a.html, a_2.html, …"""
    return "a.html" if number == 1 else f"a_{number}.html"


def story(number: int) -> str:
    """Return the article a feed names."""
    key, title, day = STORIES[number - 1]
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title></head><body><article><h1>{title}</h1>"
        f'<p class="date">{day[:10]}</p><p>{SENTENCE}</p><p>之{key}。</p></article></body></html>'
    )


def rss(base: str) -> str:
    """Return the stories as RSS 2.0."""
    entries = "".join(
        f"<item><title>{title}</title><link>{base}/story/{at}</link><guid>{base}/story/{at}</guid>"
        f"<dc:date>{day}</dc:date><description>{title}</description></item>"
        for at, (_, title, day) in enumerate(STORIES, 1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<channel><title>消息</title><link>{base}/</link><description>消息</description>{entries}</channel></rss>"
    )


def atom(base: str) -> str:
    """Return the stories as Atom."""
    entries = "".join(
        f'<entry><id>{base}/story/{at}</id><title>{title}</title><link href="{base}/story/{at}"/>'
        f"<published>{day}</published><updated>{day}</updated></entry>"
        for at, (_, title, day) in enumerate(STORIES, 1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>消息</title>'
        f"<id>{base}/</id><updated>2021-07-01T00:10:00+08:00</updated>{entries}</feed>"
    )


def json_feed(base: str) -> str:
    """Return the stories as JSON Feed 1.1."""
    items = [
        {"id": f"{base}/story/{at}", "url": f"{base}/story/{at}", "title": title, "date_published": day}
        for at, (_, title, day) in enumerate(STORIES, 1)
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "消息", "items": items}
    return json.dumps(feed, ensure_ascii=False)


def sitemap(base: str) -> str:
    """Return the stories as a news sitemap."""
    entries = "".join(
        f"<url><loc>{base}/story/{at}</loc><lastmod>{day}</lastmod><news:news><news:publication>"
        "<news:name>消息</news:name><news:language>zh</news:language></news:publication>"
        f"<news:publication_date>{day}</news:publication_date><news:title>{title}</news:title></news:news></url>"
        for at, (_, title, day) in enumerate(STORIES, 1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        f' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{entries}</urlset>'
    )


def listing(page: int) -> str:
    """Return the stories as list pages of two each, linked by 下一页."""
    shown = list(enumerate(STORIES, 1))[2 * page - 2 : 2 * page]
    lines = "".join(
        f'<li><a href="/story/{at}">{title}</a><span>{day[:10]}</span></li>' for at, (_, title, day) in shown
    )
    onward = f'<a class="next" href="/list/{page + 1}">下一页</a>' if 2 * page < len(STORIES) else ""
    return f"<!DOCTYPE html><html><body><ul class='news'>{lines}</ul>{onward}</body></html>"
