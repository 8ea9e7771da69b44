"""An article's address → the one to write down, and the one two addresses of the same article share."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from pipeline.address import ascii_host
from pipeline.dates import is_date


# What is added to an address to see where its readers come from; it never names another article.
TRACKING = re.compile(
    r"(?:utm|mtm|pk|matomo|hsa|oly|vero|ga|mc|at|sc|wt)_\w+|_ga|_gl|_hsenc|_hsmi|__hs\w+|gclid|gclsrc|dclid|wbraid"
    r"|gbraid|fbclid|msclkid|yclid|ysclid|twclid|ttclid|igshid?|li_fat_id|mkt_tok|spm|scm|share_\w+|sharefrom"
    r"|isappinstalled|wxfid|wx_?share|wechat_?share|chksm|scene|subscene|sessionid|clicktime|enterid|ascene"
    r"|cmpid|campaign_?id|ncid|sref|ref_src|ref_url|referrer|feature|smid|partner|ocid|cvid|amp",
    re.IGNORECASE,
)
# Words that often say whence a reader comes, and sometimes which article it is: only with these values.
ORIGINS = frozenset({"from", "source", "src", "ref", "via", "share", "origin", "channel"})
ORIGIN_WORDS = re.compile(
    r"rss\d*(?:feed)?|feed|feedburner|atom|timeline|singlemessage|groupmessage|weibo|wechat|weixin|qq|qzone|twitter"
    r"|facebook|telegram|share|app|mobile|email|newsletter|homepage|search|baidu|toutiao",
    re.IGNORECASE,
)
DEFAULT_PAGE = re.compile(r"/(?:index|default)\.(?:s?html?|php|aspx?|jsp)$", re.IGNORECASE)
PORTS = {"http": 80, "https": 443}
ESCAPE = re.compile(r"%[0-9a-fA-F]{2}")
SAFE = "!$&'()*+,/:;=@[]~%"
# /2021-06/18/, /2021/0618/, /202106/t20210618_1.html, /20210618/, /2021/06/18/
DAY_IN_PATH = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<s>[-_/]?)(?P<m>0[1-9]|1[0-2])[-_/]?(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"
)


def whole_address(reference: object, base: str) -> str | None:
    """Return a reference as a whole http(s) address without tracking and fragment; None when it is none."""
    if not isinstance(reference, str) or not reference.strip():
        return None
    try:
        parts = urlsplit(urljoin(base, "".join(reference.split())))
        host, port = parts.hostname, parts.port
    except ValueError:  # a malformed host or port
        return None
    if parts.scheme not in PORTS or not host or parts.username is not None:
        return None
    host = host if host.isascii() else ascii_host(host)
    if not host:
        return None
    netloc = f"[{host}]" if ":" in host else host.rstrip(".")
    netloc += f":{port}" if port is not None and port != PORTS[parts.scheme] else ""
    fragment = parts.fragment if parts.fragment.startswith(("!", "/")) else ""  # a page drawn by its script
    path, query, fragment = (
        quote(text, safe=SAFE + more)
        for text, more in ((parts.path or "/", ""), (_told(parts.query), "?"), (fragment, "?"))
    )
    return SplitResult(parts.scheme, netloc, path, query, fragment).geturl()


def _told(query: str) -> str:
    """Drop the tracking of a query; what stays is left as it was written."""
    kept = [part for part in re.split("[&;]", query) if part and not _is_tracking(part)]
    return query if len(kept) == len(re.split("[&;]", query)) else "&".join(kept)


def _is_tracking(part: str) -> bool:
    name, _, value = part.partition("=")
    if name.lower() in ORIGINS:
        return ORIGIN_WORDS.fullmatch(value) is not None
    return TRACKING.fullmatch(name) is not None


def address_key(url: str) -> str:
    """Return what two addresses of the same article share: no scheme, www., index page or order of its query."""
    parts = urlsplit(whole_address(url, url) or url)
    host = (parts.netloc or "").lower().removeprefix("www.")
    path = DEFAULT_PAGE.sub("/", parts.path).rstrip("/")
    query = "&".join(sorted(part for part in re.split("[&;]", parts.query) if part))
    key = f"{host}{path}" + (f"?{query}" if query else "") + (f"#{parts.fragment}" if parts.fragment else "")
    return ESCAPE.sub(lambda match: match[0].upper(), key)


def day_in_address(url: str) -> str | None:
    """Return the day an address tells in its path, as news sites' do."""
    for match in DAY_IN_PATH.finditer(urlsplit(url).path):
        day = f"{match['y']}-{match['m']}-{match['d']}"
        if is_date(day):
            return day
    return None
