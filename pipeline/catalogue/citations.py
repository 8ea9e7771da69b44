"""The articles of a periodical → references: CSL-JSON, BibTeX, RIS, and a list by GB/T 7714."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.catalogue.opds2 import Members, json_bytes
from pipeline.catalogue.values import Item, Title, outlet_of
from pipeline.credit import reference
from pipeline.credit.write import AUTHORS
from pipeline.model import Article


_BIBTEX = re.compile(r"[\\{}&%$#_^~]")
_ESCAPED = {"\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}"}


@dataclass(frozen=True, slots=True)
class Cited:
    """What any style of reference needs of an article."""

    key: str
    article: Article
    authors: tuple[str, ...]
    outlet: str
    date: str | None  # when its outlet published it, else its issue
    retrieved: str | None
    issue: str  # where it stands in the periodical
    own: bool  # the periodical's own piece, not taken from the web


def cited(title: Title) -> Iterator[Cited]:
    """Yield every article of a periodical's issues, in order."""
    for item in title.issues:
        for article in item.articles:
            yield _cited(title, item, article)


def _cited(title: Title, item: Item, article: Article) -> Cited:
    credit = article.credit
    names = dict.fromkeys(person.name for person in credit.byline if person.role in AUTHORS)
    return Cited(
        f"{title.periodical.key}-{article.key}",
        article,
        tuple(names),
        outlet_of(article) or title.periodical.title,
        (credit.published or item.publication.issued)[:10],
        credit.retrieved[:10] if credit.retrieved else None,
        item.publication.title,
        credit.url is None,
    )


def csl_json(title: Title) -> bytes:
    """Write CSL-JSON, which Zotero, pandoc and every citation style read."""
    return json_bytes([_csl(each, title) for each in cited(title)])


def _csl(each: Cited, title: Title) -> Members:
    article = each.article
    made: Members = {
        "id": each.key,
        "type": "article-magazine" if each.own else "webpage",
        "title": article.title,
        "container-title": title.periodical.title if each.own else each.outlet,
        "language": article.language,
        "note": each.issue,
    }
    optional: Members = {
        "author": [{"literal": name} for name in each.authors],
        "issued": _parts(each.date),
        "accessed": _parts(each.retrieved),
        "URL": article.credit.url,
        "ISSN": title.periodical.issn if each.own else None,
        "section": article.department,
    }
    return made | {name: value for name, value in optional.items() if value}


def _parts(date: str | None) -> Members:
    return {"date-parts": [[int(part) for part in date.split("-")]]} if date else {}


def bibtex(title: Title) -> bytes:
    """Write BibTeX; a name stands in braces, so that nobody takes it apart."""
    return "\n".join(_entry(each, title) for each in cited(title)).encode()


def _entry(each: Cited, title: Title) -> str:
    article = each.article
    year, month, *_ = [*(each.date or "").split("-"), "", ""]
    fields = {
        "author": " and ".join(f"{{{_tex(name)}}}" for name in each.authors),
        "title": f"{{{_tex(article.title)}}}",
        "journal" if each.own else "howpublished": _tex(title.periodical.title if each.own else each.outlet),
        "year": year,
        "month": month.lstrip("0"),
        "url": article.credit.url or "",
        "urldate": each.retrieved or "",
        "note": _tex(each.issue),
        "langid": article.language,
    }
    lines = [f"  {name} = {{{text}}}" for name, text in fields.items() if text]
    return f"@{'article' if each.own else 'misc'}{{{each.key},\n" + ",\n".join(lines) + "\n}\n"


def _tex(text: str) -> str:
    return _BIBTEX.sub(lambda found: _ESCAPED.get(found[0], f"\\{found[0]}"), text)


def ris(title: Title) -> bytes:
    """Write RIS, which EndNote and the catalogues of libraries take in."""
    return "".join(_ris(each, title) for each in cited(title)).encode()


def _ris(each: Cited, title: Title) -> str:
    article = each.article
    tags = [("TY", "MGZN" if each.own else "ELEC"), ("ID", each.key)]
    tags += [("AU", name) for name in each.authors]
    tags += [
        ("TI", article.title),
        ("T2", title.periodical.title if each.own else each.outlet),
        ("PY", (each.date or "")[:4]),
        ("DA", (each.date or "").replace("-", "/")),
        ("Y2", (each.retrieved or "").replace("-", "/")),
        ("UR", article.credit.url or ""),
        ("LA", article.language),
        ("KW", article.department or ""),
        ("AB", " ".join((article.deck or "").split())),
        ("N1", each.issue),
    ]
    lines = [f"{tag}  - {text}" for tag, text in tags if text]
    return "\r\n".join([*lines, "ER  - ", "", ""])


def gbt7714(title: Title) -> bytes:
    """Write a list of references by GB/T 7714-2015, issue by issue, numbered through."""
    lines = [f"{title.periodical.title}  GB/T 7714-2015"]
    number = 0
    for item in title.issues:
        lines += ["", item.publication.title]
        for article in item.articles:
            number += 1
            told = reference(article.title, article.credit, title.terms, "gbt7714-2015")
            lines.append(f"[{number}] {told}")
    return ("\n".join(lines) + "\n").encode()
