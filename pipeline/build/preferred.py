"""A page and the version an outlet prefers (print, AMP) → where that version is, and which of the two to read."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from pipeline.model import CreditOverride, Entry, Outlet, Page, Reading


PRINT = re.compile(
    r"[\W_]*(?:(?:友善|友好)?(?:打印|列印)(?:本页|本頁|此页|本文|文章|页面|版|版本|预览)?|印刷(?:用(?:ページ|画面)?)?|"
    r"print(?:er)?(?:[\s-]*(?:friendly|version|page|this|article|view)){0,3}|druck(?:en|version|ansicht)|"
    r"imprimer|imprimir|печать|версия для печати|인쇄)[\W_]*",
    re.IGNORECASE,
)
LEAST = 0.5  # of the page's own letters: a version with fewer is a stub


def preferred_address(page: Page, outlet: Outlet | None) -> str:
    """Find the address of the version that the outlet prefers; empty where the page names none."""
    if outlet is None or outlet.prefer is None or page.media_type.endswith("/plain"):
        return ""
    from pipeline.read.encoding import decode
    from pipeline.read.tree import grow

    root = grow(decode(page.data, page.name, header=page.charset, told=outlet.encoding).text)
    if root is None:
        return ""
    base = next((each.get("href") for each in root.iter("base") if each.get("href")), None)
    here = page.url or ""
    for each in root.iter("link", "a"):
        rel = (each.get("rel") or "").lower().split()
        if outlet.prefer == "amp":
            is_meant = each.tag == "link" and "amphtml" in rel
        elif each.tag == "link":
            is_meant = "alternate" in rel and (each.get("media") or "").strip().lower() == "print"
        else:
            text = " ".join(str(part) for part in each.itertext()) or each.get("title") or ""
            is_meant = PRINT.fullmatch(" ".join(text.split())) is not None
        address = _elsewhere(here, base, each.get("href") or "") if is_meant else ""
        if address:
            return address
    return ""


def _elsewhere(here: str, base: str | None, href: str) -> str:
    """Return an address on the web that is not the page's own."""
    try:
        address = urljoin(urljoin(here, base or ""), href.strip()).partition("#")[0]
        scheme = urlsplit(address).scheme
    except ValueError:  # a bracket that is no IPv6 address
        return ""
    return address if scheme in ("http", "https") and address != here.partition("#")[0] else ""


def why_not(preferred: Reading, own: Reading) -> str:
    """Say why the preferred version is worse than the page itself; empty where it is not."""
    if not preferred.ledger.kept.letters or any(each.severity == "error" for each in preferred.findings):
        return "no article was found in it"
    if preferred.ledger.kept.letters < LEAST * own.ledger.kept.letters:
        return "it has less than half of the text"
    return ""


def credited(entry: Entry, preferred: Reading, own: Reading) -> Entry:
    """Let an entry be credited as the article's own page says, where the version says less; its address always."""
    told, credit = entry.credit, own.credit
    fields: dict[str, object] = {"url": credit.url}
    for name in ("outlet", "published", "editor"):
        if getattr(preferred.credit, name) is None and getattr(credit, name) is not None:
            fields[name] = getattr(credit, name)
    if not preferred.credit.byline and credit.byline and {each.role for each in credit.byline} == {"author"}:
        fields["byline"] = tuple(each.name for each in credit.byline)
    new = {name: value for name, value in fields.items() if name not in told.given}
    override: CreditOverride = replace(told, given=(*told.given, *new), **new)  # type: ignore[arg-type]
    heading = {name: getattr(entry, name) or getattr(own, name) for name in ("title", "kicker", "deck")}
    return replace(entry, credit=override, **heading)
