"""A planned book → on the shelf when it is sound, whole, no worse than the last, and let out; else it waits."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from pipeline.build.books import BookPlan, make_book
from pipeline.build.inputs import fingerprint, hash_file
from pipeline.build.values import Outcome
from pipeline.build.workshop import Workshop
from pipeline.codec import digest, from_json, to_json
from pipeline.counted import counted
from pipeline.findings import Finding, find
from pipeline.model import Section
from pipeline.publish import publish
from pipeline.run.waiting import FOLDER, Waiting, is_whole, load_waiting, save_waiting
from pipeline.run.worse import worse_articles
from pipeline.validate.epubcheck import check_epub
from pipeline.validate.rules import check_rules


NAME = re.compile(r"-(?P<year>\d{4})(?:-no(?P<number>\d+))?\.epub$")


@dataclass(slots=True)
class Gate:
    """What a book must pass to be published by a run."""

    root: Path
    review: bool  # an issue waits for a person, whatever its merits
    approved: Mapping[str, str]  # name → the digest of the content a person let out
    held: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)  # name → what is known against it
    passed: frozenset[Finding] = frozenset()  # errors that a person let pass in the issues of a volume

    def __call__(self, shop: Workshop, plan: BookPlan, place: Path) -> tuple[Outcome, tuple[Finding, ...]]:
        """Make a book apart from the shelf, judge it, and publish it or keep it waiting."""
        waiting, told = self._candidate(shop, plan, place)
        errors = tuple(each for each in plan.findings if each.severity == "error" and each not in self.passed)
        against = (*errors, *self.held.get(waiting.name, ()), *waiting.reasons)
        if self.review and waiting.name.partition("/")[1]:
            file = f"{FOLDER}/{waiting.file}"
            against = (*against, find("RUN-003", waiting.name, file=file, issue=waiting.name))
        is_approved = self.approved.get(waiting.name) == waiting.content
        others = tuple(each for each in load_waiting(self.root) if each.name != waiting.name)
        if waiting.grave or (against and not is_approved):
            save_waiting(self.root, (*others, replace(waiting, reasons=against)))
            return self._refusal(waiting, against, place, told)
        candidate = waiting.candidate(self.root)

        def write(out: BinaryIO) -> None:
            with candidate.open("rb") as source:
                shutil.copyfileobj(source, out)

        publish(place, write)
        save_waiting(self.root, others)
        candidate.unlink()
        return "built", told

    def _candidate(self, shop: Workshop, plan: BookPlan, place: Path) -> tuple[Waiting, tuple[Finding, ...]]:
        """Return a book made and judged: before, or now."""
        file = plan.publication.file_name
        name = target_of(file)
        known = next((each for each in load_waiting(self.root) if each.name == name), None)
        if known is not None and known.key == plan.key and is_whole(self.root, known):
            return replace(known, reasons=tuple(self._worse(known.candidate(self.root), place))), ()
        candidate = self.root / FOLDER / file
        told = make_book(shop, plan, candidate)
        sha256 = hash_file(candidate)
        grave = _verdict(shop, candidate, sha256, f"dist/{file}")
        content = digest(plan.publication.face, [*_contents(plan.publication.sections)])
        worse = tuple(self._worse(candidate, place))
        return Waiting(name, file, plan.key, content, sha256, grave, worse), told

    def _worse(self, candidate: Path, place: Path) -> tuple[Finding, ...]:
        is_volume = place.parent.name == "volumes"
        issues = sorted((place.parent.parent / "issues").glob("*.epub")) if is_volume else ()
        return tuple(worse_articles(place, candidate, issues, f"dist/{place.parent.name}/{place.name}"))

    def _refusal(
        self, waiting: Waiting, against: tuple[Finding, ...], place: Path, told: tuple[Finding, ...]
    ) -> tuple[Outcome, tuple[Finding, ...]]:
        outcome: Outcome = "waiting"
        findings = [*told, *waiting.grave, *(each for each in against if each.code.startswith("RUN"))]
        errors = [each for each in (*waiting.grave, *against) if each.severity == "error"]
        if errors:
            outcome = "refused"
            keeps = "the last good book stays" if place.is_file() else "there is no book of it yet"
            code = "RUN-007" if waiting.grave else "RUN-006"
            file = f"{FOLDER}/{waiting.file}"
            findings.append(
                find(
                    code,
                    f"dist/{waiting.file}",
                    count=counted(len(errors), "error" if waiting.grave else "reason"),
                    keeps=keeps,
                    file=file,
                    name=waiting.name,
                )
            )
        return outcome, tuple(findings)


def target_of(file: str) -> str:
    """Return the name of a book as a target: 2021/08, or 2021."""
    found = NAME.search(file)
    assert found is not None, f"{file} is no book's name"
    return f"{found['year']}/{found['number']}" if found["number"] else found["year"]


def _contents(sections: Sequence[Section]) -> Iterator[tuple[object, ...]]:
    """Yield what a person approves of articles: their text and credit; of a missing one only that it is missing."""
    for section in sections:
        article = section.article
        if article is not None and article.missing is not None:
            yield section.file, section.title, "missing"
        elif article is not None:
            credit = replace(article.credit, retrieved=None)
            told = (article.kicker,) if article.kicker else ()
            yield section.file, *told, section.title, article.deck, article.body, credit, article.department
        yield from _contents(section.children)


def _verdict(shop: Workshop, book: Path, sha256: str, where: str) -> tuple[Finding, ...]:
    """Return what the checkers have against a book; the same bytes are judged once."""
    key = digest(fingerprint("check"), sha256, where)
    kept = shop.store.get(key)
    if kept is None:
        kept = to_json(tuple(_moved(each, book, where) for each in _check(book))).encode()
        shop.store.put(key, kept)
    return from_json(tuple[Finding, ...], kept)


def _check(book: Path) -> tuple[Finding, ...]:
    ours = check_rules(book)
    theirs = () if any(each.code == "EPC-003" for each in ours) else check_epub(book)
    return tuple(each for each in (*ours, *theirs) if each.severity == "error")


def _moved(finding: Finding, candidate: Path, place: str) -> Finding:
    return replace(finding, where=finding.where.replace(str(candidate), place))
