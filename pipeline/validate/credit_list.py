"""A book's credits page → articles that it forgets or credits twice (BOOK.md E1, P5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pipeline.validate.book import XHTML, Book, Fault, resolve, words


def listed(book: Book) -> Iterator[Fault]:
    """Find articles that the credits page does not list exactly once."""
    pages = [
        (name, section)
        for name, page in book.pages.items()
        for section in page.iter(f"{XHTML}section")
        if "doc-credits" in words(section, "role")
    ]
    chapters = [item.name for item, _ in book.chapters()]
    if not pages:
        if chapters:
            yield book.package_name, {"problem": "there is no page of credits"}
        return
    links = (
        resolve(name, link.get("href") or "")[0]
        for name, section in pages
        for link in section.iter(f"{XHTML}a")
    )
    counted = Counter(links)
    for chapter in chapters:
        if counted[chapter] != 1:
            yield pages[0][0], {"problem": f"the credits list {chapter} {counted[chapter]} times"}
