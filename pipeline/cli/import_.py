"""`presswork import`: the text of a back issue → an issue file and article files to review."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import UsageError


if TYPE_CHECKING:
    from pipeline.importers.values import ImportedIssue


FORMATS = (".txt",)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's own arguments."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="the text of one issue, as .txt")
    parser.add_argument("--issue", metavar="YEAR/NN", help="which issue it is, where the text does not tell")
    parser.add_argument("--force", action="store_true", help="overwrite an issue that is there")


def run(args: argparse.Namespace) -> int:
    """Read every file, then write every issue; nothing is written when one of them cannot be."""
    from pipeline.cli.shared import home_root, reporter_of
    from pipeline.importers.write import check_folder
    from pipeline.report import exit_code

    reporter = reporter_of(args)
    reporter.verbose = True  # every join and every doubt is for the editor to see
    hint = _hint(args)
    root = home_root(args)
    issues: dict[Path, ImportedIssue] = {}
    for path in args.files:
        imported = _read(path, hint)
        reporter.findings(imported.findings)
        folder = _folder(root, path, imported)
        if folder in issues:
            raise UsageError(
                f"{path} is the same issue as a file before it, {folder}; import them apart with --issue"
            )
        check_folder(folder, force=args.force)
        issues[folder] = imported
    written = [path for folder, imported in issues.items() for path in _write(folder, imported)]
    findings = [finding for imported in issues.values() for finding in imported.findings]
    if args.json:
        reporter.results({"written": [str(path) for path in written], "findings": findings})
    else:
        for path in written:
            reporter.result(str(path))
    return exit_code(findings, args.fail_on)


def _hint(args: argparse.Namespace) -> tuple[int, int] | None:
    from pipeline.config import parse_issue_name

    if args.issue is None:
        return None
    if len(args.files) > 1:
        raise UsageError(
            f"--issue names one issue, and {len(args.files)} files were given; import them one by one"
        )
    return parse_issue_name(args.issue)


def _read(path: Path, hint: tuple[int, int] | None) -> ImportedIssue:
    from dataclasses import replace

    from pipeline.importers.decode import text_of
    from pipeline.importers.text import read_issue

    if path.suffix.lower() not in FORMATS:
        raise UsageError(f"{path}: this version imports {', '.join(FORMATS)}; save the issue's text as .txt")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}; name a text file") from error
    text, told = text_of(data, str(path))
    year, number = hint or (None, None)
    imported = read_issue(text, name=str(path), year_hint=year, number_hint=number)
    return replace(imported, findings=(*told, *imported.findings))


def _folder(root: Path, path: Path, imported: ImportedIssue) -> Path:
    """Return the folder of an issue; what must be known for it is said when it is not."""
    if not imported.articles:
        raise UsageError(
            f"{path}: no article was found in it; give each article its title and a 来源： or By line"
        )
    if imported.year is None or imported.number is None:
        raise UsageError(
            f"{path}: the text does not tell year and number; pass them, for example --issue 2021/08"
        )
    return root / "sources" / "issues" / str(imported.year) / f"{imported.number:02d}"


def _write(folder: Path, imported: ImportedIssue) -> tuple[Path, ...]:
    from pipeline.config.texts import write_issue_yaml
    from pipeline.importers.values import to_issue
    from pipeline.importers.write import article_files, write_issue
    from pipeline.store import write_whole

    articles = article_files(imported)
    return write_issue(folder, articles, write_issue_yaml(to_issue(imported, tuple(articles))), write_whole)
