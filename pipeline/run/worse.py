"""The published book and its successor → the articles that lost most of their text or all of their pictures."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.counted import counted
from pipeline.findings import Finding, find


LEAST_SHARE = 0.5  # of its letters an article must keep
TAG = re.compile(rb"<[^>]*>|&[^;]*;|\s")
HEAD = re.compile(rb"^.*?<body", re.DOTALL)
PICTURE = re.compile(rb"<img\b")
ARTICLE = re.compile(r"EPUB/text/(a[^/]+\.xhtml)")


@dataclass(frozen=True, slots=True)
class Weight:
    """How much of an article a book holds."""

    letters: int
    pictures: int


def weigh(book: Path) -> dict[str, Weight]:
    """Weigh the articles of a book, by file; a file that is no book has none."""
    try:
        with zipfile.ZipFile(book) as archive:
            return {
                found[1]: _weight(archive.read(name))
                for name in archive.namelist()
                if (found := ARTICLE.fullmatch(name))
            }
    except (OSError, zipfile.BadZipFile):
        return {}


def worse_articles(published: Path, candidate: Path, issues: Sequence[Path], where: str) -> Iterator[Finding]:
    """Find articles that are worse than they were published; a volume may follow what its issues already print."""
    before, after = weigh(published), weigh(candidate)
    for file in sorted(before.keys() & after.keys()):
        old, new = before[file], after[file]
        is_less = new.letters < LEAST_SHARE * old.letters
        if not is_less and not (old.pictures and not new.pictures):
            continue
        if any(weigh(issue).get(file) == new for issue in issues):
            continue
        what = f"{counted(new.letters, 'letter')} and {counted(new.pictures, 'picture')}"
        yield find(
            "RUN-005",
            f"{where}/{file}",
            now=what,
            letters=counted(old.letters, "letter"),
            pictures=counted(old.pictures, "picture"),
        )


def _weight(page: bytes) -> Weight:
    body = HEAD.sub(b"<body", page)
    return Weight(len(TAG.sub(b"", body).decode("utf-8", "replace")), len(PICTURE.findall(body)))
