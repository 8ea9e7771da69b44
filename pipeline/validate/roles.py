"""A book's pages → faults of epub:type, DPUB-ARIA roles and labels (BOOK.md B2, P9)."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.validate.book import EPUB_TYPE, XHTML, Book, Fault, place, words


# epub:type → the elements its role may stand on. The role is doc- and the same word, but for RENAMED.
SECTION = ("section",)
MAPPED: dict[str, tuple[str, ...]] = {
    "abstract": SECTION,
    "acknowledgments": SECTION,
    "afterword": SECTION,
    "appendix": SECTION,
    "backlink": ("a",),
    "bibliography": SECTION,
    "biblioref": ("a",),
    "chapter": SECTION,
    "colophon": SECTION,
    "conclusion": SECTION,
    "credit": ("section", "span", "p", "div"),
    "credits": SECTION,
    "dedication": SECTION,
    "endnotes": SECTION,
    "epigraph": ("section", "div", "p"),
    "epilogue": SECTION,
    "errata": SECTION,
    "footnote": ("aside",),
    "foreword": SECTION,
    "glossary": ("section", "dl"),
    "glossref": ("a",),
    "index": ("section", "nav"),
    "introduction": SECTION,
    "noteref": ("a",),
    "notice": SECTION,
    "page-list": ("section", "nav"),
    "pagebreak": ("span", "div", "hr"),
    "part": SECTION,
    "preface": SECTION,
    "prologue": SECTION,
    "pullquote": ("section", "aside", "p", "div"),
    "qna": SECTION,
    "subtitle": ("p", "div", "span", "h1", "h2", "h3", "h4", "h5", "h6"),
    "tip": ("aside",),
    "toc": ("nav", "section"),
}
RENAMED = {"page-list": "doc-pagelist"}
ROLE_OF = {kind: RENAMED.get(kind, f"doc-{kind}") for kind in MAPPED}
ELEMENTS_OF = {ROLE_OF[kind]: elements for kind, elements in MAPPED.items()} | {
    "doc-cover": ("img",),
    "doc-example": ("aside", "section", "figure", "div"),
}
DEPRECATED = ("doc-biblioentry", "doc-endnote")


def matching(book: Book) -> Iterator[Fault]:
    """Find an epub:type without the role that tells a screen reader; landmark links need none."""
    for name, page in book.pages.items():
        for element in page.iter(f"{XHTML}*"):
            if element.get(EPUB_TYPE) is None or element.tag == f"{XHTML}body" or _in_landmarks(element):
                continue
            lacking = [kind for kind in words(element, EPUB_TYPE) if kind in ROLE_OF]
            if lacking and not {ROLE_OF[kind] for kind in lacking} & set(words(element, "role")):
                yield place(name, element), {"kind": lacking[0], "role": ROLE_OF[lacking[0]]}


def elements(book: Book) -> Iterator[Fault]:
    """Find doc- roles on elements that cannot carry them, and those that are gone."""
    for name, page in book.pages.items():
        for element in page.iter(f"{XHTML}*"):
            tag = str(element.tag)[len(XHTML) :]
            for role in words(element, "role"):
                if role in DEPRECATED:
                    yield place(name, element), {"role": role, "tag": tag, "problem": "is deprecated"}
                elif role.startswith("doc-") and tag not in ELEMENTS_OF.get(role, ()):
                    problem = "cannot stand there" if role in ELEMENTS_OF else "is no role we know"
                    yield place(name, element), {"role": role, "tag": tag, "problem": problem}


def labels(book: Book) -> Iterator[Fault]:
    """Find labels on inner sections: two of one name are two landmarks that nobody can tell apart."""
    for name, page in book.pages.items():
        for section in page.iter(f"{XHTML}section"):
            inner = next(section.iterancestors(f"{XHTML}section"), None) is not None
            if inner and (section.get("aria-label") or section.get("aria-labelledby")):
                yield place(name, section), {}


def _in_landmarks(element: object) -> bool:
    parents = element.iterancestors(f"{XHTML}nav")  # type: ignore[attr-defined]
    return any("landmarks" in words(nav, EPUB_TYPE) for nav in parents)
