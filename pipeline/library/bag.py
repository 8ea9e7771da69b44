"""A year of a home → a BagIt bag (RFC 8493): books, records, articles, archive, sources, and the sums of all."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline import __version__
from pipeline.catalogue.records import records
from pipeline.catalogue.sums import sums_of
from pipeline.catalogue.values import Catalogue, Item, Title, newest
from pipeline.codec import to_json
from pipeline.config.folders import ISSUES_FOLDER, OUTLETS_FOLDER
from pipeline.config.home import Home
from pipeline.config.locate import PERIODICAL_FILE
from pipeline.errors import BuildError, UsageError
from pipeline.findings import Finding, find
from pipeline.library.stock import Stock, take_stock


ALGORITHMS = ("sha256", "sha512")
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
ARCHIVE_FOLDER = "sources/archive"


@dataclass(frozen=True, slots=True)
class BagReport:
    """What was bagged."""

    place: str
    files: int
    size_bytes: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Packed:
    """A file in the bag: its name there, and the sum of its bytes by each algorithm."""

    name: str
    size_bytes: int
    sums: tuple[str, ...]


def make_bag(home: Home, year: int, out: Path | None = None) -> BagReport:
    """Bag a year, beside its place and then there in one step; a bag made before is replaced."""
    if year not in home.years:
        there = ", ".join(map(str, home.years)) or "none"
        raise UsageError(f"no issue of {year} is here; there are the years {there}")
    stock = take_stock((home,))
    title = _of_year(stock, year)
    key = home.periodical.key
    place = out or home.root / "dist" / "bags" / f"{key}-{year}"
    if place.exists() and not (place / "bagit.txt").is_file():
        raise BuildError(
            f"{place} is there and is no bag; move it out of the way, or name another with --out"
        )
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place.parent, prefix=".new-") as scratch:
        made = Path(scratch) / "bag"
        packed = [
            _pack(made, f"data/{name}", content) for name, content in _payload(home, title, stock, year)
        ]
        _tags(made, packed, title, f"{key}-{year}")
        made.chmod(0o755)
        old = Path(scratch) / "old"
        if place.exists():
            place.rename(old)
        made.rename(place)
    size = sum(each.size_bytes for each in packed)
    return BagReport(str(place), len(packed), size, (*stock.findings, *_unarchived(home, year)))


def _of_year(stock: Stock, year: int) -> Title:
    """Leave of the catalogue what is of a year."""
    (title,) = stock.catalogue.titles
    issues = tuple(item for item in title.issues if item.year == year)
    volumes = tuple(item for item in title.volumes if item.year == year)
    if not issues or not volumes:
        raise UsageError(f"the books of {year} are not all in dist/; make them with `presswork build`")
    missing = tuple(pair for pair in title.missing if pair[0] == year)
    return replace(title, issues=issues, volumes=volumes, missing=missing)


def _payload(home: Home, title: Title, stock: Stock, year: int) -> Iterator[tuple[str, bytes | Path]]:
    """Yield what goes into the bag: a name, and bytes or the file they are in."""
    for item in title.items:
        yield f"books/{item.book.file}", stock.places[item.book.file]
    yield "books/SHA256SUMS", sums_of(list(title.items))
    yield from records(Catalogue((title,)), articles=True).items()
    yield "articles.jsonl", _articles(title.own.issues)
    wanted = [home.root / PERIODICAL_FILE]
    folders = (
        home.root / OUTLETS_FOLDER,
        home.root / ISSUES_FOLDER / str(year),
        home.root / ARCHIVE_FOLDER / str(year),
        home.root / "styles",
    )
    for folder in folders:
        wanted += sorted(path for path in folder.rglob("*") if path.is_file())
    for path in wanted:
        name = path.relative_to(home.root).as_posix()
        if not any(part.startswith(".") for part in Path(name).parts):
            yield name, path


def _articles(items: Sequence[Item]) -> bytes:
    """Write every article as the program has it: text, credit, sums of the pages it was read from."""
    lines = [to_json(article) for item in items for article in item.articles]
    return ("\n".join(lines) + "\n").encode()


def _pack(bag: Path, name: str, content: bytes | Path) -> Packed:
    target = bag / name
    target.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, Path):
        shutil.copyfile(content, target)
    else:
        target.write_bytes(content)
    return _summed(bag, name)


def _summed(bag: Path, name: str) -> Packed:
    sums: list[str] = []
    for algorithm in ALGORITHMS:
        with (bag / name).open("rb") as stream:
            sums.append(hashlib.file_digest(stream, algorithm).hexdigest())
    return Packed(name, (bag / name).stat().st_size, tuple(sums))


def _tags(bag: Path, packed: Sequence[Packed], title: Title, name: str) -> None:
    """Write what makes a folder a bag; its date is that of the newest book, for nothing here knows a clock."""
    about = {
        "Source-Organization": title.periodical.publisher,
        "External-Description": title.own.volumes[-1].publication.title,
        "External-Identifier": title.own.volumes[-1].publication.identifier,
        "Internal-Sender-Identifier": name,
        "Bag-Group-Identifier": title.identifier("serial"),
        "Bagging-Date": newest(title.items)[:10],
        "Payload-Oxum": f"{sum(each.size_bytes for each in packed)}.{len(packed)}",
        "Bag-Software-Agent": f"presswork {__version__}",
    }
    tags = {
        "bagit.txt": DECLARATION,
        "bag-info.txt": "".join(f"{label}: {text}\n" for label, text in about.items()).encode(),
    }
    tags |= {f"manifest-{name}.txt": content for name, content in _manifests(packed).items()}
    tagged = [_pack(bag, each, content) for each, content in tags.items()]
    for algorithm, content in _manifests(tagged).items():
        _pack(bag, f"tagmanifest-{algorithm}.txt", content)


def _manifests(packed: Sequence[Packed]) -> dict[str, bytes]:
    by_name = sorted(packed, key=lambda each: each.name)
    return {
        algorithm: "".join(f"{each.sums[place]}  {_escaped(each.name)}\n" for each in by_name).encode()
        for place, algorithm in enumerate(ALGORITHMS)
    }


def _escaped(name: str) -> str:
    """Write a name as a manifest must (RFC 8493, 2.1.3)."""
    return name.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")


def _unarchived(home: Home, year: int) -> tuple[Finding, ...]:
    """Tell issues that name addresses and have no archive: their pages are not in the bag."""
    lacking = [
        f"{issue.year}/{issue.number:02d}"
        for issue in home.of_year(year)
        if any(entry.url for entry in issue.entries)
        and not (home.root / ARCHIVE_FOLDER / str(year) / f"{issue.number:02d}.warc.gz").is_file()
    ]
    return (find("LIB-020", ARCHIVE_FOLDER, missing=", ".join(lacking)),) if lacking else ()
