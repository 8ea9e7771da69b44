"""A home and its shelf → the proof that what lies there is what the sources build, or what differs and where."""

from __future__ import annotations

import re
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.build import inputs
from pipeline.build.books import BookPlan, make_book
from pipeline.build.planned import Wanted, plans_of
from pipeline.build.values import Choices
from pipeline.build.wanted import wanted_of
from pipeline.build.workshop import Workshop
from pipeline.compile.identity import issue_file, volume_file
from pipeline.config.home import Home
from pipeline.errors import UsageError
from pipeline.findings import Finding, find
from pipeline.library.files import shelf_files
from pipeline.library.shelf import OURS
from pipeline.library.stock import take_stock
from pipeline.render.back import articles
from pipeline.store import Store


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found of one file."""

    file: str
    is_genuine: bool
    sha256: str = ""
    articles: tuple[str, ...] = ()  # keys of those that differ
    parts: tuple[str, ...] = ()  # other files of the book that differ


@dataclass(frozen=True, slots=True)
class ProofReport:
    """What was found of all."""

    files: tuple[Proof, ...]
    findings: tuple[Finding, ...]


def prove(
    home: Home, wanted: Wanted, choices: Choices, copies: Mapping[str, Path] | None = None
) -> ProofReport:
    """Build the wanted books anew from the sources alone, in a folder of their own, and compare every byte.

    `copies` are books that lie elsewhere, by the name they have on the shelf.
    """
    proofs: list[Proof] = []
    findings: list[Finding] = []
    with tempfile.TemporaryDirectory(prefix="presswork-verify-") as scratch:
        store = Store(Path(scratch) / "store")  # an empty one: what the last build kept proves nothing
        shop = Workshop(
            home, inputs.hash_home(home.root), store, choices.executor, choices.jobs, choices.progress
        )
        dist = home.root / "dist"
        for plan, _ in plans_of(shop, wanted, choices.epoch):
            name = plan.publication.file_name
            place = (copies or {}).get(Path(name).name, dist / name)
            proof, found = _book(shop, plan, place, Path(scratch) / "book.epub")
            proofs.append(proof)
            findings += found
        if wanted.is_all and not copies:
            findings += _strays(dist, {proof.file for proof in proofs})
            if (dist / "index.html").is_file() and any((dist / proof.file).is_file() for proof in proofs):
                findings += _shelf(home, store)
    return ProofReport(tuple(proofs), tuple(findings))


def _book(shop: Workshop, plan: BookPlan, place: Path, made: Path) -> tuple[Proof, list[Finding]]:
    file = plan.publication.file_name
    if not place.is_file():
        return Proof(file, is_genuine=False), [find("LIB-010", f"dist/{file}")]
    make_book(shop, plan, made)
    there, right = inputs.hash_file(place), inputs.hash_file(made)
    if there == right:
        return Proof(file, is_genuine=True, sha256=there), []
    where = str(place)
    try:
        differing = sorted(_differing(place, made))
    except zipfile.BadZipFile as error:
        return Proof(file, is_genuine=False, sha256=there), [find("LIB-003", where, reason=str(error))]
    keys, parts = _named(plan, differing)
    titles = {article.key: article.title for article in articles(plan.publication.sections)}
    findings = [find("LIB-011", where, key=key, title=titles[key]) for key in keys]
    if parts or not keys:
        findings.append(find("LIB-012", where, parts=", ".join(parts) or "the archive around the same files"))
    return Proof(file, is_genuine=False, sha256=there, articles=keys, parts=parts), findings


def _differing(one: Path, other: Path) -> set[str]:
    """Name the files that two books do not have alike."""
    with zipfile.ZipFile(one) as first, zipfile.ZipFile(other) as second:
        here, there = set(first.namelist()), set(second.namelist())
        both = (name for name in here & there if first.read(name) != second.read(name))
        return (here ^ there) | set(both)


def _named(plan: BookPlan, differing: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Tell articles, by their page or a picture of theirs, from the other parts of a book."""
    owners: dict[str, list[str]] = {}
    for article in articles(plan.publication.sections):
        owners.setdefault(f"EPUB/text/a{article.key}.xhtml", []).append(article.key)
        for picture in article.pictures:
            owners.setdefault(f"EPUB/images/{picture.name}", []).append(article.key)
    keys = dict.fromkeys(key for name in differing for key in owners.get(name, ()))
    return tuple(keys), tuple(name for name in differing if name not in owners)


def _strays(dist: Path, made: set[str]) -> Iterator[Finding]:
    for folder in ("issues", "volumes"):
        for path in sorted((dist / folder).glob("*.epub")):
            if f"{folder}/{path.name}" not in made:
                yield find("LIB-013", f"dist/{folder}/{path.name}")


def _shelf(home: Home, store: Store) -> Iterator[Finding]:
    """Make the shelf's own files anew and compare them."""
    dist = home.root / "dist"
    with_articles = (dist / "records" / f"{home.periodical.key}-articles.mrc").is_file()
    right: set[str] = set()
    stock = take_stock((home,), store=store)
    for path, content in shelf_files(stock, home.root, articles=with_articles):
        right.add(path)
        if not (dist / path).is_file() or (dist / path).read_bytes() != content:
            yield find("LIB-014", f"dist/{path}")
    for folder in OURS:
        for place in sorted(path for path in (dist / folder).rglob("*") if path.is_file()):
            path = place.relative_to(dist).as_posix()
            if path not in right:
                yield find("LIB-013", f"dist/{path}")


def copies_of(files: Sequence[Path], home: Home) -> dict[str, Path]:
    """Take books that lie elsewhere by the names they have on the shelf."""
    key = home.periodical.key
    for file in files:
        if not file.name.startswith(f"{key}-"):
            raise UsageError(
                f"{file}: is not named as a book of {key}; give it its own name, such as {key}-2021-no08.epub"
            )
    return {file.name: file for file in files}


def wanted_copies(home: Home, targets: Sequence[str], copies: Mapping[str, Path]) -> Wanted:
    """Want what targets name, and the books of which copies are given; everything where there is neither."""
    if not copies:
        return wanted_of(home, targets, None)
    named = wanted_of(home, targets, None) if targets else Wanted((), ())
    issues = [issue for issue in home.issues if _among(copies, issue_file(home.periodical, issue))]
    spans = [span for span in home.spans if _among(copies, volume_file(home.periodical, span.name))]
    files = [issue_file(home.periodical, issue) for issue in issues]
    files += [volume_file(home.periodical, span.name) for span in spans]
    if strange := [name for name in copies if not any(_among((name,), file) for file in files)]:
        raise UsageError(f"{', '.join(strange)}: of no issue or volume here; see `presswork show`")
    return Wanted((*named.issues, *issues), (*named.volumes, *spans))


def _among(names: Iterable[str], file: str) -> bool:
    """Tell whether one of some names is that of a book, a part or an edition of it."""
    wanted = re.compile(re.escape(Path(file).stem) + r"(?:-part\d+)?(?:-[a-z][a-z-]*)?\.epub")
    return any(wanted.fullmatch(name) for name in names)
