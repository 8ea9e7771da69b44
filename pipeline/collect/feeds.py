"""The bytes of an RSS, Atom or JSON feed → its candidates, as far as it can be read."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from typing import Any

from pipeline.collect.addresses import day_in_address, whole_address
from pipeline.collect.answers import Answer, failed
from pipeline.collect.moments import read_moment
from pipeline.collect.texts import plain
from pipeline.collect.values import Candidate, Harvest
from pipeline.counted import counted
from pipeline.findings import find
from pipeline.read.encoding import decode


DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
ROOT = re.compile(r"<(?![!?])(?:[\w.-]+:)?(\w+)")
FEED_ROOTS = frozenset({"rss", "feed", "rdf", "channel"})
ALTERNATE = re.compile(
    r"<link\b(?=[^>]*\brel\s*=\s*[\"']?alternate)(?=[^>]*\btype\s*=\s*[\"']?application/(?:rss|atom|feed)\+)[^>]*>",
    re.IGNORECASE,
)
HREF = re.compile(r"\bhref\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
LONGEST_SUMMARY = 4000  # characters: enough to find a word and to know an article again
# As a response would declare what we hand on; what the feed declares of itself counts no more.
DECODED = {"content-type": "application/xml; charset=utf-8"}


def read_feed(answer: Answer, where: str, outlet: str = "") -> Harvest:
    """Read a feed of any of the three kinds."""
    decoded = decode(answer.data, where, header=answer.charset)
    text = decoded.text.lstrip("\ufeff \t\r\n")
    if text.startswith(("{", "[")):
        return _json_feed(text, answer.base, where, outlet)
    root = root_of(text)
    if root not in FEED_ROOTS:
        return failed("COL-002", where, url=answer.base, what=_what_it_is(text, root, answer.base))
    entries, is_broken = _entries(text, answer.base)
    harvest = _harvest([_of_entry(entry, answer.base, outlet) for entry in entries], answer.base, where)
    broken = (
        (find("COL-003", where, url=answer.base, count=counted(len(entries), "entry")),) if is_broken else ()
    )
    return replace(harvest, findings=(*decoded.findings, *broken, *harvest.findings))


def _harvest(found: list[Candidate | None], base: str, where: str) -> Harvest:
    candidates = tuple(candidate for candidate in found if candidate is not None)
    lost = len(found) - len(candidates)
    return Harvest(
        candidates, (find("COL-004", where, url=base, count=counted(lost, "entry")),) if lost else ()
    )


def candidate_of(link: object, base: str, outlet: str, **told: Any) -> Candidate | None:
    """Make a candidate of what was told of it; None where its link leads nowhere."""
    url = whole_address(link, base)
    if url is None:
        return None
    moments = (read_moment(written) for written in told.get("dates", ()))
    date = next((moment for moment in moments if moment), None) or day_in_address(url)
    return Candidate(url, told.get("title") or None, date, told.get("text", "")[:LONGEST_SUMMARY], outlet)


def root_of(text: str) -> str:
    """Return the name of an XML text's first element, in small letters, without its prefix."""
    match = ROOT.search(re.sub(r"<!--.*?-->", "", text[:4000], flags=re.DOTALL))
    return match[1].lower() if match else ""


def _what_it_is(text: str, root: str, base: str) -> str:
    if not text:
        return "nothing came"
    if root in {"urlset", "sitemapindex"}:
        return "it is a sitemap: name it under sitemap:"
    tag = ALTERNATE.search(text)
    href = HREF.search(tag[0]) if tag else None
    if href and (address := whole_address(plain(href[1]), base)):
        return f"it is a page that names its feed: {address}"
    return "it is a web page" if root == "html" else f"it begins with {text[:20]!r}"


# --- RSS and Atom ---------------------------------------------------------------------------------------------


def _entries(text: str, base: str) -> tuple[list[Any], bool]:
    import feedparser  # 0.1 s that only a feed pays

    bare = DECLARATION.sub("", text, count=1).encode()
    parsed = feedparser.parse(
        io.BytesIO(bare), sanitize_html=False, response_headers={**DECODED, "content-location": base}
    )
    return parsed.entries, bool(parsed.bozo)


def _of_entry(entry: Any, base: str, outlet: str) -> Candidate | None:
    link = entry.get("feedburner_origlink") or entry.get("link") or _alternate(entry)
    # `get` would answer a question for `updated` with `published`, and warn of it.
    dates = [entry[name] for name in ("published", "updated", "created") if dict.get(entry, name)]
    title = _shown(entry.get("title_detail") or {})
    bodies = [*(entry.get("content") or ()), entry.get("summary_detail") or {}]
    text = max((_shown(body) for body in bodies), key=len)
    return candidate_of(link, base, outlet, title=title, dates=dates, text=text)


def _alternate(entry: Any) -> Any:
    return next((link.get("href") for link in entry.get("links", ()) if link.get("rel") == "alternate"), None)


def _shown(detail: Any) -> str:
    """Show a text by its type: in one that is plain, a < is a <."""
    value = detail.get("value")
    is_plain = detail.get("type") == "text/plain" and not re.search(r"</?[A-Za-z]|&#?\w+;", value or "")
    return " ".join((value or "").split()) if is_plain else plain(value)


# --- JSON Feed ------------------------------------------------------------------------------------------------


def _json_feed(text: str, base: str, where: str, outlet: str) -> Harvest:
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as error:
        return failed("COL-002", where, url=base, what=f"it is broken JSON ({error})")
    parts = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(parts, list):
        return failed("COL-002", where, url=base, what="it is JSON without items")
    found = [_of_part(part, base, outlet) for part in parts if isinstance(part, dict)]
    return _harvest(found, base, where)


def _of_part(part: dict[str, Any], base: str, outlet: str) -> Candidate | None:
    texts = (plain(part.get("content_text")), plain(part.get("content_html")), plain(part.get("summary")))
    return candidate_of(
        part.get("url") or part.get("external_url") or part.get("id"),
        base,
        outlet,
        title=plain(part.get("title")),
        dates=(part.get("date_published"), part.get("date_modified")),
        text=max(texts, key=len),
    )
