"""argv → the verb of a literal table → its exit code; failures told in one place."""

from __future__ import annotations

import argparse
import errno
import importlib
import os
import sys
from pathlib import Path

from pipeline import __version__
from pipeline.errors import BuildError, ConfigError, PressworkError


# verb → (module, one line of help). A module has add_arguments(parser) and run(args) -> exit code.
VERBS: dict[str, tuple[str, str]] = {
    "init": ("pipeline.cli.init", "make a new home that builds at once"),
    "add": ("pipeline.cli.add", "put addresses and files into an issue; numbers follow on"),
    "collect": (
        "pipeline.cli.collect",
        "propose articles from outlets' feeds and lists; --accept writes them",
    ),
    "fetch": ("pipeline.cli.fetch", "fill the archive with the pages and pictures that issues name"),
    "build": ("pipeline.cli.build", "build issues and yearly volumes that are out of date"),
    "check": ("pipeline.cli.check", "check books with EPUBCheck and our own rules (--ace: DAISY Ace too)"),
    "show": ("pipeline.cli.show", "show the plan: articles, credits, what would be rebuilt and why"),
    "shelf": (
        "pipeline.cli.shelf",
        "make feeds, catalogue records and the shelf's pages from what is in dist/",
    ),
    "cover": ("pipeline.cli.cover", "preview a book's cover in any theme"),
    "verify": ("pipeline.cli.verify", "prove that what is in dist/ is what the sources build"),
    "bag": ("pipeline.cli.bag", "put a year into a BagIt bag: books, records, archive, sources, checksums"),
    "serve": ("pipeline.cli.serve", "show the shelf on loopback, for a reader app or a browser"),
    "read": ("pipeline.cli.read", "read pages into normal-form articles, nothing else"),
    "import": ("pipeline.cli.import_", "turn a back issue's text into an issue file and article files"),
    "run": ("pipeline.cli.run", "make the month that is due: collect, fetch, build, check, shelf, deliver"),
    "schedule": ("pipeline.cli.schedule", "print what systemd, cron or GitHub Actions needs to run it"),
    "status": ("pipeline.cli.status", "tell the last runs, what is due next, what waits for a person"),
    "approve": ("pipeline.cli.approve", "let a reviewed issue out as it is, with its volume and mails"),
    "deliver": (
        "pipeline.cli.deliver",
        "mail books to their subscribers, once each, and copy them elsewhere",
    ),
    "doctor": ("pipeline.cli.doctor", "say what works on this machine and what is missing"),
}
EXIT_BUG, EXIT_INTERRUPTED = 70, 130
# What a machine refuses a sound program, and what a person does about it; any other OSError is a bug.
REFUSALS: dict[int, str] = {
    errno.ENOSPC: "free some space",
    errno.EDQUOT: "free some space",
    errno.EFBIG: "raise the limit of file size (ulimit -f)",
    errno.EMFILE: "raise the limit of open files (ulimit -n), or lower --jobs",
    errno.EACCES: "see who may read and write it",
    errno.EPERM: "see who may read and write it",
    errno.EROFS: "mount it for writing, or copy the home elsewhere",
    errno.EEXIST: "move the file there out of the way",
    errno.ENOTDIR: "move the file there out of the way",
    errno.EISDIR: "move the folder there out of the way",
    errno.EIO: "look after the disk",
}


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit code (INTERFACE.md, Exit codes)."""
    words = sys.argv[1:] if argv is None else argv
    try:
        args = _arguments(words)
        module = importlib.import_module(VERBS[args.verb][0])
        code: int = module.run(args)
    except SystemExit as stop:  # argparse: 0 for --help, 2 for usage
        return stop.code if isinstance(stop.code, int) else 2
    except ConfigError as error:  # file:line:col: …, as compilers write it, for editors that jump there
        print(error, file=sys.stderr)
        return error.exit_code
    except PressworkError as error:
        print(f"presswork: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("presswork: interrupted", file=sys.stderr)
        return EXIT_INTERRUPTED
    except BrokenPipeError:  # the reader of our output has gone: not our failure
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return _refused(error, words)
    except Exception as error:  # noqa: BLE001 (the one broad handler: a bug becomes a report and exit 70)
        return _crash(error, words)
    return code


def _arguments(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="presswork", description="Build a periodical's issues and yearly volumes as EPUB books."
    )
    parser.add_argument("--version", action="version", version=f"presswork {__version__}")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    chosen = next((word for word in words if word in VERBS), None)
    for name, (module, line) in VERBS.items():
        verb = verbs.add_parser(name, help=line, description=line[0].upper() + line[1:] + ".")
        if name == chosen:  # only the chosen verb's module is imported: --help stays quick
            importlib.import_module(module).add_arguments(verb)
            _add_shared(verb)
    return parser.parse_args(words)


def _add_shared(parser: argparse.ArgumentParser) -> None:
    shared = parser.add_argument_group("shared by all verbs")
    shared.add_argument(
        "--home", type=Path, metavar="DIR", help="the periodical's home (default: nearest upwards)"
    )
    shared.add_argument(
        "--jobs", type=_positive, metavar="N", help="how many at once (default: the machine's cores)"
    )
    shared.add_argument(
        "--executor", default="auto", metavar="WHICH", help="thread, process, dask:ADDRESS or module:factory"
    )
    shared.add_argument(
        "--fail-on", choices=("note", "warning", "error"), default="error", help="exit 1 from here on"
    )
    shared.add_argument("--json", action="store_true", help="results as JSON on stdout")
    shared.add_argument("--log", type=Path, metavar="FILE", help="findings and timings as JSON lines")
    shared.add_argument("-q", "--quiet", action="store_true", help="only results and errors")
    shared.add_argument("-v", "--verbose", action="store_true", help="notes too")


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of 1 or more")
    return int(text)


def _refused(error: OSError, words: list[str]) -> int:
    """Tell what the machine refused; what it cannot have refused is a bug."""
    action = REFUSALS.get(error.errno or 0)
    if action is None:
        return _crash(error, words)
    print(f"presswork: {error.filename or 'a file'}: {error.strerror}; {action}", file=sys.stderr)
    return BuildError.exit_code


def _crash(error: Exception, words: list[str]) -> int:
    import platform
    import tempfile
    import traceback

    lines = [
        "# presswork crash report",
        f"presswork {__version__}, Python {platform.python_version()}, {platform.platform()}",
        f"command: presswork {' '.join(words)}",
        "",
        "".join(traceback.format_exception(error)),
    ]
    with tempfile.NamedTemporaryFile(
        "w", prefix="presswork-crash-", suffix=".md", delete=False, encoding="utf-8"
    ) as out:
        out.write("\n".join(lines))
    print(f"presswork: a bug in presswork itself: {type(error).__name__}: {error}", file=sys.stderr)
    print(
        f"presswork: nothing on the shelf was changed by it; please report it with {out.name}",
        file=sys.stderr,
    )
    return EXIT_BUG
