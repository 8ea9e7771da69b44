"""What a page says, what an editor set over it and whose site it is → one credit, and what it lacks."""

from __future__ import annotations

import re

from pipeline.findings import Finding, find
from pipeline.model import Credit, CreditOverride, Outlet, Person


# What a site calls itself in its own credit lines; the outlet's name says it to strangers.
_OWN = "本网 本站 本报 本刊 本台 本社 本網 本報 本网站 本站原创 本网原创 原创 网站 本公众号"
OWN_NAMES = frozenset(_OWN.split())


def merge(page: Credit, override: CreditOverride, outlet: Outlet | None) -> Credit:
    """Return the credit to print: the editor's fields win, then the page's, then the outlet's."""
    given = frozenset(override.given)
    name, portal = _outlet_and_portal(page, override, outlet)
    rights = page.rights or (outlet.rights if outlet else None)
    return Credit(
        outlet=name,
        portal=portal,
        url=override.url if "url" in given else page.url,
        byline=_people(override.byline, page) if "byline" in given else page.byline,
        editor=override.editor if "editor" in given else page.editor,
        published=override.published if "published" in given else page.published,
        retrieved=override.retrieved if "retrieved" in given else page.retrieved,
        rights=override.rights if "rights" in given else rights,
        original_title=page.original_title,
        original_issue=page.original_issue if name == page.outlet else None,
    )


def lacks(credit: Credit, where: str, *, is_web: bool = True) -> tuple[Finding, ...]:
    """Return what a credit ought to say and does not."""
    codes = []
    if not (credit.outlet or credit.portal):
        codes.append("CRE-001" if is_web else "CRE-003")
    if is_web and not credit.url:
        codes.append("CRE-002")
    if not credit.published:
        codes.append("CRE-004")
    if not credit.byline:
        codes.append("CRE-005")
    return tuple(find(code, where) for code in codes)


def _outlet_and_portal(
    page: Credit, override: CreditOverride, outlet: Outlet | None
) -> tuple[str | None, str | None]:
    """Tell the medium credited from the site that took it over, where they differ."""
    site = outlet.name if outlet else None
    name = site if page.outlet is None or page.outlet.strip() in OWN_NAMES else page.outlet
    portal = site if page.portal is None or page.portal.strip() in OWN_NAMES else page.portal
    if "original" in override.given:
        first = override.outlet if "outlet" in override.given else portal or name
        name, portal = (override.original, first) if override.original else (first, None)
    elif "outlet" in override.given:
        name, portal = override.outlet, portal if override.outlet else None
    return name, None if portal is None or name is None or _is_same(name, portal) else portal


def _is_same(name: str, other: str) -> bool:
    """Tell whether two names mean one house: 河湾日报, 《河湾日报》, 河湾日报网."""
    return _plain(name) == _plain(other)


def _plain(name: str) -> str:
    plain = re.sub(r"[《》\s]", "", name).casefold()
    return re.sub(r"(?<=..)(?:官方网站|官网|网站|网|網|社|客户端|微信公众号|公众号)$", "", plain)


def _people(names: tuple[str, ...], page: Credit) -> tuple[Person, ...]:
    """Make persons of an editor's names; a name the page has keeps the role it has there."""
    roles = {person.name: person.role for person in page.byline}
    return tuple(Person(name, roles.get(name, "author")) for name in names)
