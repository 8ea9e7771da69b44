"""Homes and the books that lie in their dist/ → the catalogue, and what its pages are made of."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipeline.assets import load_terms
from pipeline.build import inputs
from pipeline.build.idle import source_date_epoch
from pipeline.build.planned import everything_of, plans_of
from pipeline.build.state import load_state
from pipeline.build.values import Progress, in_silence
from pipeline.build.workshop import Workshop
from pipeline.catalogue.values import Book, Catalogue, Files, Item, Title
from pipeline.codec import digest
from pipeline.config.home import Home
from pipeline.config.numbering import missing_numbers
from pipeline.counted import counted
from pipeline.errors import UsageError
from pipeline.findings import Finding, find
from pipeline.images.thumbnail import thumbnail
from pipeline.store import Store, open_store


COVERS = (("EPUB/images/cover.jpg", "image/jpeg"), ("EPUB/images/cover.png", "image/png"))


@dataclass(frozen=True, slots=True)
class Stock:
    """What lies in dist/ of some homes."""

    catalogue: Catalogue
    pictures: Files  # covers and thumbnails
    places: dict[str, Path]  # a book's file → where it lies
    findings: tuple[Finding, ...]


def take_stock(homes: Sequence[Home], progress: Progress = in_silence, store: Store | None = None) -> Stock:
    """See what lies on the shelves of homes, and what their sources say of it."""
    by_key: dict[str, Home] = {}
    for home in homes:
        other = by_key.setdefault(home.periodical.key, home)
        if other is not home:
            key = home.periodical.key
            raise UsageError(
                f"{home.root} and {other.root} both have key: {key}; give one of the two another key"
            )
    pictures: Files = {}
    places: dict[str, Path] = {}
    findings: list[Finding] = []
    titles = []
    for _, home in sorted(by_key.items()):
        kept = store or open_store(home.root)
        shop = Workshop(home, inputs.hash_home(home.root), kept, progress=progress)
        titles.append(_title(shop, pictures, places, findings))
    there = tuple(title for title in titles if title.items)
    if not there:
        names = ", ".join(str(home.root / "dist") for home in homes)
        raise UsageError(f"there are no books in {names}; make them with `presswork build`")
    return Stock(Catalogue(there), pictures, places, tuple(findings))


def _title(shop: Workshop, pictures: Files, places: dict[str, Path], findings: list[Finding]) -> Title:
    home = shop.home
    state = load_state(home.root)
    items: list[Item] = []
    lacking: list[str] = []
    older: list[str] = []
    for plan, issues in plans_of(shop, everything_of(home), source_date_epoch()):
        file = plan.publication.file_name
        place = home.root / "dist" / file
        if not place.is_file():
            lacking.append(file)
            continue
        book = _book(shop, place, file, pictures, findings)
        if book is None:
            continue
        made = state.book(file)
        if made is None or made.key != plan.key:
            older.append(file)
        places[file] = place
        items.append(Item(plan.publication, issues, book))
    items.sort(key=lambda item: (item.year, item.issues[-1].number))  # an edition beside its book
    if older:
        findings.append(find("LIB-001", "dist/", count=counted(len(older), "book"), names=", ".join(older)))
    if lacking:
        findings.append(
            find("LIB-002", "dist/", count=counted(len(lacking), "book"), names=", ".join(lacking))
        )
    years = sorted({issue.year for issue in home.issues})
    missing = ((year, missing_numbers(home.of_year(year))) for year in years)
    return Title(
        home.periodical,
        load_terms(home.root, home.periodical.language),
        tuple(item for item in items if not item.is_volume),
        tuple(item for item in items if item.is_volume),
        tuple((year, numbers) for year, numbers in missing if numbers),
    )


def _book(shop: Workshop, place: Path, file: str, pictures: Files, findings: list[Finding]) -> Book | None:
    try:
        with zipfile.ZipFile(place) as archive:
            name, media_type = next(pair for pair in COVERS if pair[0] in archive.namelist())
            cover = archive.read(name)
    except (zipfile.BadZipFile, StopIteration) as error:
        reason = str(error) or "it has no cover"
        findings.append(find("LIB-003", f"dist/{file}", reason=reason))
        return None
    stem = PurePosixPath(file).stem
    whole, small = f"covers/{stem}{PurePosixPath(name).suffix}", f"covers/{stem}-small.jpg"
    pictures[whole], pictures[small] = cover, _small(shop, cover)
    return Book(file, place.stat().st_size, inputs.hash_file(place), whole, media_type, small)


def _small(shop: Workshop, cover: bytes) -> bytes:
    key = digest(inputs.fingerprint("images"), "thumbnail", inputs.hash_bytes(cover))
    kept = shop.store.get(key)
    if kept is None:
        kept = thumbnail(cover)
        shop.store.put(key, kept)
    return kept
