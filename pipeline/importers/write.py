"""An imported issue → the files of its folder, each written whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.importers.article_file import article_text
from pipeline.importers.values import ImportedIssue


ISSUE_FILE = "issue.yaml"
Write = Callable[[Path, bytes], None]  # replaces a file as a whole


def check_folder(folder: Path, *, force: bool) -> None:
    """Refuse a folder that already holds something, unless it may be overwritten."""
    if not force and folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(
            f"{folder} exists already; look at what is in it, then give --force to overwrite it, "
            "or another number, for example --issue 2021/08"
        )


def article_files(imported: ImportedIssue) -> dict[str, str]:
    """Write the articles of an issue as texts, each under its file's name: 01.txt, 02.txt, …"""
    digits = max(2, len(str(len(imported.articles))))
    return {f"{at:0{digits}d}.txt": article_text(article) for at, article in enumerate(imported.articles, 1)}


def write_issue(folder: Path, articles: dict[str, str], issue_yaml: str, write: Write) -> tuple[Path, ...]:
    """Write the articles, then the issue file, so that it never names one that is not there."""
    for name, text in articles.items():
        write(folder / name, text.encode())
    write(folder / ISSUE_FILE, issue_yaml.encode())
    return tuple(folder / name for name in (ISSUE_FILE, *articles))
