"""`presswork show`: the plan: articles, credits, what would be rebuilt and why."""

from __future__ import annotations

import argparse


NO_CREDIT = "(no source is told)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's own arguments."""
    parser.add_argument(
        "targets", nargs="*", metavar="TARGET", help="2021/08, 2021 (a volume) or latest; none: all"
    )
    parser.add_argument("--outlet", metavar="NAME", help="only the articles of an outlet")
    parser.add_argument(
        "--article",
        metavar="WORDS",
        help="only articles whose key or title has the words, and where they come from",
    )


def run(args: argparse.Namespace) -> int:
    """Show the plan; nothing on the shelf changes."""
    from pipeline.build.preview import narrowed, preview
    from pipeline.build.wanted import wanted_of
    from pipeline.cli.shared import home_root, reporter_of
    from pipeline.config.load import load_home
    from pipeline.report import exit_code

    reporter = reporter_of(args)
    home = load_home(home_root(args))
    previews, findings = preview(home, wanted_of(home, args.targets, None), args.executor, args.jobs)
    if args.outlet or args.article:
        previews, findings = narrowed(previews, args.outlet, args.article), ()
    reporter.findings(findings)
    if args.json:
        reporter.results({"books": previews, "findings": findings})
        return exit_code(findings, args.fail_on)
    for book in previews:
        reporter.result(f"{book.file}  {book.title}  [{book.state}]")
        for article in book.articles:
            reporter.result(f"  {article.key}  {article.title}")
            reporter.result(f"      {article.credit or NO_CREDIT}")
            for line in article.provenance if args.article else ():
                reporter.result(f"      {line}")
            if article.changed:
                reporter.result(f"      {article.changed}")
    return exit_code(findings, args.fail_on)
