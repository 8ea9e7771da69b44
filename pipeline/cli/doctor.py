"""`presswork doctor`: this machine → what works on it, what is missing, and what to do."""

from __future__ import annotations

import argparse
import importlib
import platform
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path

from pipeline import __version__
from pipeline.assets import font_path, load_yaml, style_file
from pipeline.cli.shared import reporter_of
from pipeline.config.locate import find_home
from pipeline.errors import PressworkError
from pipeline.validate.ace import find_ace, find_browser, find_node
from pipeline.validate.epubcheck import epubcheck_command, find_java


PYTHON = (3, 11)
NUMBERS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Library:
    """A library of others that presswork leans on."""

    name: str
    module: str
    purpose: str
    extra: str | None = None  # only that extra needs it

    @property
    def action(self) -> str:
        """Say how it is installed."""
        return f"pip install 'presswork[{self.extra}]'" if self.extra else f"pip install '{self.name}'"


ZSTD = "compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd"
LIBRARIES = (  # in the order of pyproject.toml
    Library("backports.zstd", ZSTD, "pages packed with Zstandard"),
    Library("beautifulsoup4", "bs4", "reading pages"),
    Library("brotli", "brotli", "pages packed with Brotli"),
    Library("cssselect", "cssselect", "an outlet's selectors"),
    Library("ebooklib", "ebooklib.epub", "packing books"),
    Library("faust-cchardet", "cchardet", "reading pages"),
    Library("feedparser", "feedparser", "collecting from feeds"),
    Library("filelock", "filelock", "one run at a time"),
    Library("idna", "idna", "addresses in other scripts"),
    Library("justmytype-intl-cjk", "justmytype_intl_cjk", "covers"),
    Library("justmytype-intl-rtl", "justmytype_intl_rtl", "covers"),
    Library("lxml", "lxml.etree", "reading pages"),
    Library("markdown-it-py", "markdown_it", "reading Markdown"),
    Library("pillow", "PIL.Image", "pictures"),
    Library("protego", "protego", "robots.txt"),
    Library("pymarc", "pymarc", "catalogue records"),
    Library("pyuca", "pyuca", "indexes"),
    Library("pyyaml", "yaml", "the files of a home"),
    Library("requests", "requests", "fetching"),
    Library("resvg-py", "resvg_py", "covers"),
    Library("uharfbuzz", "uharfbuzz", "covers"),
    Library("urllib3", "urllib3", "fetching"),
    Library("mammoth", "mammoth", "reading .docx", "docx"),
    Library("strokes", "strokes", "indexes by strokes", "strokes"),
    Library("opencc", "opencc", "editions in the other Chinese script", "opencc"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One thing looked at."""

    name: str
    works: bool
    found: str
    action: str = ""  # what to do where it does not work
    needed: bool = True  # or only for one verb or option


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's own words to the command line: there are none."""
    del parser


def run(args: argparse.Namespace) -> int:
    """Look at everything; 1 when something is missing that every build needs."""
    rows = tuple(look(args.home))
    reporter = reporter_of(args)
    if args.json:
        reporter.results([asdict(row) for row in rows])
    else:
        width = max(len(row.name) for row in rows)
        for row in rows:
            state = "ok" if row.works else "missing" if row.needed else "absent"
            reporter.result(f"{row.name:<{width}}  {state:<8}{row.found}")
            if not row.works:
                reporter.result(f"{'':<{width}}  {'':<8}→ {row.action}")
    return int(any(row.needed and not row.works for row in rows))


def look(given: Path | None) -> Iterator[Row]:
    """Yield a row for everything presswork leans on."""
    version = platform.python_version()
    enough = sys.version_info >= PYTHON
    yield Row("Python", enough, version, f"install Python {PYTHON[0]}.{PYTHON[1]} or later")
    yield Row("presswork", works=True, found=__version__)
    least = _least_versions()
    yield from (_library(library, least.get(library.name, ())) for library in LIBRARIES)
    home, row = _home(given)
    yield row
    if home:
        yield from _writable(home)
    yield _tried(
        "cover", lambda: _cover(home), "pip install --force-reinstall justmytype-intl-cjk resvg-py uharfbuzz"
    )
    yield _tried("EPUBCheck", _epubcheck, "", needed=False)
    yield _tried("Java", _java, "", needed=False)
    yield _tried("Node.js", lambda: _said([find_node(), "--version"]), "", needed=False)
    yield _tried("Ace", lambda: _ace(home), "", needed=False)
    browser = find_browser()
    action = "install Chromium, or name one in PUPPETEER_EXECUTABLE_PATH; only Ace needs it"
    yield Row("Chromium", browser is not None, browser or "none on PATH", action, needed=False)


def _least_versions() -> dict[str, tuple[int, ...]]:
    """Return the lowest version of each library that our own metadata asks for."""
    try:
        told = metadata.requires("presswork") or []
    except metadata.PackageNotFoundError:  # run from a checkout that is not installed
        return {}
    pairs = (re.match(r"([A-Za-z0-9._-]+)[>=]=([0-9.]+)", line) for line in told)
    return {pair[1].lower(): _numbers(pair[2]) for pair in pairs if pair}


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in NUMBERS.findall(version)[:3])


def _library(library: Library, least: tuple[int, ...]) -> Row:
    needed = library.extra is None
    try:
        importlib.import_module(library.module)
        version = metadata.version(library.name)
    except (ImportError, OSError) as error:  # a wheel for another machine fails with either
        return Row(
            library.name,
            works=False,
            found=f"for {library.purpose}: {error}",
            action=library.action,
            needed=needed,
        )
    if _numbers(version) < least:
        found = f"{version}, but {'.'.join(map(str, least))} is needed"
        return Row(
            library.name, works=False, found=found, action=f"{library.action} --upgrade", needed=needed
        )
    return Row(library.name, works=True, found=version, needed=needed)


def _home(given: Path | None) -> tuple[Path | None, Row]:
    try:
        home = find_home(Path.cwd(), given)
    except PressworkError as error:
        found, _, action = str(error).partition("; ")
        return None, Row("home", works=False, found=found, action=action, needed=given is not None)
    return home, Row("home", works=True, found=str(home))


def _writable(home: Path) -> Iterator[Row]:
    """Try to write where a build writes."""
    for name in ("dist", ".presswork"):
        folder = home / name if (home / name).is_dir() else home
        try:
            with tempfile.TemporaryFile(dir=folder):
                yield Row(f"write {name}", works=True, found=str(home / name))
        except OSError as error:
            action = f"let this user write into {folder}, or take another home"
            yield Row(f"write {name}", works=False, found=f"{error.strerror}: {folder}", action=action)


def _tried(name: str, attempt: Callable[[], str], action: str, *, needed: bool = True) -> Row:
    """Make a row of what an attempt says, or of why it fails."""
    try:
        return Row(name, works=True, found=attempt(), needed=needed)
    except PressworkError as error:
        what, _, do = str(error).partition("; ")
        return Row(name, works=False, found=what, action=do or action, needed=needed)
    except (ImportError, OSError, ValueError, subprocess.SubprocessError) as error:
        return Row(name, works=False, found=str(error), action=action or "install it anew", needed=needed)


def _cover(home: Path | None) -> str:
    """Draw a cover as a build does."""
    from pipeline.model import Face
    from pipeline.render.cover import draw_cover, font_file_name, theme_from

    font = font_path(font_file_name("zh-Hans"), home)
    face = Face(
        "园地",
        "第1期",
        "2021年1月",
        ("春种", "秋收"),
        "本期要目",
        ("试印",),
        "园地编辑部",
        "zh-Hans",
        "doctor",
    )
    theme = theme_from(load_yaml(style_file(home, "covers/classic.yaml")))
    cover = draw_cover(face, theme, font.read_bytes(), language="zh-Hans")
    if cover.missing:
        raise ValueError(f"the font lacks {''.join(cover.missing)}")
    return f"drawn, {cover.width} × {cover.height}, {len(cover.data) // 1000} kB, set in {font.name}"


def _epubcheck() -> str:
    return _said([*epubcheck_command(), "--version"])


def _java() -> str:
    java = find_java()
    if java is None:
        raise FileNotFoundError("none; pip install 'presswork[check]' brings one")
    return _said([java, "-version"])


def _ace(home: Path | None) -> str:
    runner = str(find_ace(home))
    return _said([find_node(), runner, "--version"], runner)


def _said(command: list[str], runner: str = "") -> str:
    """Return the first line a program says of itself, and where it lies."""
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    lines = (done.stdout + done.stderr).strip().splitlines()
    return f"{lines[0] if lines else 'it runs'} ({runner or command[0]})"
