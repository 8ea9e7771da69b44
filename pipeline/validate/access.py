"""A book's content → what its accessibility metadata must say, against what it says (BOOK.md B1, P12)."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.validate.book import EPUB_TYPE, OPF, XHTML, Book, Fault, text_of, words
from pipeline.validate.pages import is_cover


ALWAYS = frozenset(
    ("ARIA", "displayTransformability", "readingOrder", "structuralNavigation", "tableOfContents", "unlocked")
)
MATHML = "{http://www.w3.org/1998/Math/MathML}math"


def metadata(book: Book) -> Iterator[Fault]:
    """Find accessibility metadata that promise what is not there, or keep silent on what is."""
    told = {
        name: sorted(_told(book, name))
        for name in ("accessMode", "accessModeSufficient", "accessibilityHazard")
    }
    described = "alternativeText" in _told(book, "accessibilityFeature")
    for name, due in _due(book, described=described).items():
        if told[name] != due:
            yield book.package_name, {"problem": f"schema:{name} is {told[name]}, the content makes it {due}"}
    features, due_features = set(_told(book, "accessibilityFeature")), _features(book)
    for feature in sorted(due_features - features):
        yield book.package_name, {"problem": f"accessibilityFeature {feature} is not told"}
    for feature in sorted(features - due_features - {"alternativeText"}):
        yield (
            book.package_name,
            {"problem": f"accessibilityFeature {feature} is told, the content does not have it"},
        )
    if described and not (_has_pictures(book) and _all_described(book)):
        yield (
            book.package_name,
            {"problem": "accessibilityFeature alternativeText is told, not every picture has one"},
        )
    if not any(text.strip() for text in _told(book, "accessibilitySummary")):
        yield book.package_name, {"problem": "there is no schema:accessibilitySummary"}


def _told(book: Book, name: str) -> list[str]:
    return [text_of(meta) for meta in book.metas(f"schema:{name}")]


def _due(book: Book, *, described: bool) -> dict[str, list[str]]:
    pictures = _has_pictures(book)
    sufficient = ["textual"] if described or not pictures else []
    return {
        "accessMode": ["textual", "visual"] if pictures else ["textual"],
        "accessModeSufficient": sorted([*sufficient, *(["textual,visual"] if pictures else [])]),
        "accessibilityHazard": ["none"],
    }


def _features(book: Book) -> set[str]:
    pages = book.pages.values()
    kinds = {
        kind for page in pages for element in page.iter(f"{XHTML}*") for kind in words(element, EPUB_TYPE)
    }
    row = book.package.find(f"{OPF}spine")
    shown = {
        "index": "index" in kinds,
        "rubyAnnotations": any(True for page in pages for _ in page.iter(f"{XHTML}ruby")),
        "MathML": any(True for page in pages for _ in page.iter(MATHML)),
        "verticalWriting": row is not None
        and row.get("page-progression-direction") == "rtl"
        and _is_vertical(book),
        "pageBreakMarkers": "pagebreak" in kinds,
        "pageNavigation": "page-list" in kinds,
    }
    return {*ALWAYS} | {feature for feature, there in shown.items() if there}


def _is_vertical(book: Book) -> bool:
    sheets = (book.files.get(item.name, b"") for item in book.items if item.media_type == "text/css")
    return any(b"vertical-rl" in sheet for sheet in sheets)


def _has_pictures(book: Book) -> bool:
    """Say whether there are pictures of content; the cover is none."""
    return any(True for page in book.pages.values() if not is_cover(page) for _ in page.iter(f"{XHTML}img"))


def _all_described(book: Book) -> bool:
    return all(
        (image.get("alt") or "").strip() for page in book.pages.values() for image in page.iter(f"{XHTML}img")
    )
