"""`presswork init`: a title and a language → a new home that builds at once."""

from __future__ import annotations

import argparse
import json
import os
import re
import shlex
import unicodedata
import uuid
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import UsageError
from pipeline.tongues import is_right_to_left


if TYPE_CHECKING:
    from pipeline.cli.first_issue import Words


FALLBACK_KEY = "periodical"
# The script of a title → the language it is most likely in; --language says it for sure.
SCRIPTS = (
    (re.compile(r"[\u3041-\u30ff]"), "ja"),
    (re.compile(r"[\uac00-\ud7a3]"), "ko"),
    (re.compile(r"[\u4e00-\u9fff]"), "zh-Hans"),
    (re.compile(r"[\u0400-\u04ff]"), "ru"),
    (re.compile(r"[\u0600-\u06ff]"), "ar"),
    (re.compile(r"[A-Za-z]"), "en"),
)
IGNORED = "# made by presswork; everything in these can be made again\n/dist/\n/.presswork/\n"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's own arguments."""
    parser.add_argument("dir", type=Path, metavar="DIR", help="the new folder")
    parser.add_argument("--title", metavar="T", help="the periodical's title")
    parser.add_argument(
        "--language", metavar="L", help="its language, like zh-Hans or en (default: the title's)"
    )


def run(args: argparse.Namespace) -> int:
    """Make the home and say what to do next."""
    from pipeline.cli.first_issue import words_of
    from pipeline.cli.shared import reporter_of
    from pipeline.store import write_whole

    reporter = reporter_of(args)
    root = _free_folder(args.dir)
    language = _language(args.language, args.title)
    words = words_of(language)
    title = _title(args.title) or words.title
    files = files_of(title, language, words, _today(), key_of(title, root.name))
    try:
        for name, text in files.items():  # periodical.yaml last: a home half made is none
            write_whole(root / name, text.encode())
    except OSError as error:
        raise UsageError(f"{error.filename or root} cannot be written: {error.strerror}") from error
    commands = _next_commands(args.dir, _today().year)
    if args.json:
        reporter.results({"home": str(root), "files": sorted(files), "next": commands})
    else:
        for command in commands:
            reporter.result(command)
    reporter.say(f"{root} is the home of {title} ({language}); next: the commands above")
    return 0


def files_of(title: str, language: str, words: Words, today: date, key: str) -> dict[str, str]:
    """Return the files of a new home, by their path in it."""
    from pipeline.cli.first_issue import ISSUE, OUTLET, PERIODICAL

    folder, name = f"sources/issues/{today.year}/01", json.dumps(title, ensure_ascii=False)
    is_other = words.language.partition("-")[0] != language.partition("-")[0]
    direction = "rtl" if is_right_to_left(language) else "ltr"
    issue = words.form(ISSUE).format(
        month=f"{today:%Y-%m}",
        title=words.article,
        own=f"    language: {words.language}\n" if is_other else "",
        outlet=name,
        day=today.isoformat(),
    )
    periodical = words.form(PERIODICAL).format(
        key=key,
        title=name,
        language=language,
        direction=direction,
        publisher=name,
        namespace=uuid.uuid4(),  # the one place where chance is right: made once, kept for good
        year=today.year,
    )
    return {
        ".gitignore": IGNORED,
        f"{folder}/01.txt": words.text,
        f"{folder}/issue.yaml": issue,
        "sources/outlets/example.yaml": words.form(OUTLET),
        "sources/periodical.yaml": periodical,
    }


def key_of(*names: str) -> str:
    """Return an ASCII key made of the first name that gives one, the title's or the folder's: files begin with it."""
    return next((key for key in map(_ascii, names) if re.match("[a-z]", key)), FALLBACK_KEY)


def _ascii(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")[:40].rstrip("-")


def _free_folder(folder: Path) -> Path:
    from pipeline.config.locate import PERIODICAL_FILE

    root = folder.expanduser()
    if (root / PERIODICAL_FILE).exists():
        raise UsageError(
            f"{folder} is a periodical's home already; choose another folder, or build it as it is"
        )
    try:
        names = sorted(path.name for path in root.iterdir() if path.name != ".git")
    except FileNotFoundError:
        names = []
    except OSError as error:
        raise UsageError(f"{folder} cannot be a home: {error.strerror}; choose another folder") from error
    if names:
        raise UsageError(f"{folder} is not empty, it holds {names[0]}; choose a new or an empty folder")
    return root.resolve()


def _language(told: str | None, title: str | None) -> str:
    from pipeline.config.languages import FALLBACK, language
    from pipeline.config.sheet import FieldError

    if told is None:
        return next((tag for script, tag in SCRIPTS if script.search(title or "")), FALLBACK)
    try:
        return language(told.strip())
    except FieldError as error:
        raise UsageError(f"--language: {error.what}; {error.action}") from error


def _title(told: str | None) -> str | None:
    from pipeline.config import fields
    from pipeline.config.sheet import FieldError

    try:
        title = fields.line(told) if told is not None else None
    except FieldError as error:
        raise UsageError(f"--title: {error.what}; {error.action}") from error
    if title == "":
        raise UsageError("--title is empty; write the periodical's title, or leave it out")
    return title


def _today() -> date:
    """Return the day the first issue is dated by; a build that must repeat sets SOURCE_DATE_EPOCH."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return (
        datetime.fromtimestamp(int(epoch), UTC).date()
        if epoch.isdecimal()
        else datetime.now().astimezone().date()
    )


def _next_commands(folder: Path, year: int) -> list[str]:
    return [f"cd {shlex.quote(str(folder))}", "presswork build", f"presswork add {year}/02 https://…"]
