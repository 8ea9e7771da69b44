"""One issue's WARC file: exchanges appended whole or not at all, Snapshots found by address."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from pipeline.archive.address import address_key
from pipeline.archive.errors import ArchiveError, DamageError, PackedAtOnceError
from pipeline.archive.index import Answer, Index
from pipeline.archive.load import read_snapshot
from pipeline.archive.lock import held
from pipeline.archive.members import HEAD_LIMIT, Damage, Member, may_be_warc, read_record, scan_safely
from pipeline.archive.mend import set_aside, sync_folder
from pipeline.archive.values import Exchange, Visit
from pipeline.archive.write import exchange_records
from pipeline.findings import Finding, find
from pipeline.model import Snapshot


class Archive:
    """A WARC file and its index; threads and processes may share the file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._index = Index()
        self._end = 0  # what lies before is indexed
        self._visits: dict[str, list[Visit]] | None = None
        self._turn = threading.RLock()
        self._told: dict[Finding, None] = {}

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return what a person should know of the file, as seen so far."""
        return tuple(self._told)

    def append(self, exchange: Exchange) -> None:
        """Write an exchange; when this returns it is on the disk."""
        with self._turn, self._opened() as stream, held(stream, to_write=True):
            start = self._refresh(stream, may_mend=True)
            known = tuple(self._index.known(hop) for hop in exchange.hops)
            content = exchange_records(exchange, known, offset=start, file_name=self.path.name)
            _write(stream, content, start, self.path)
            if not start:
                sync_folder(self.path.parent)
            self._refresh(stream, may_mend=False)

    def find(self, url: str) -> Visit | None:
        """Find the newest good answer of an address, asked for or final; the newest of any kind if none was good."""
        visits = self.visits(url)
        return next((visit for visit in reversed(visits) if visit.is_answer), visits[-1] if visits else None)

    def visits(self, url: str) -> tuple[Visit, ...]:
        """List the visits of an address, oldest first, without their bodies."""
        return tuple(self._by_address().get(address_key(url), ()))

    def urls(self) -> tuple[str, ...]:
        """List the addresses asked for, in order."""
        found = {visit.url for visits in self._by_address().values() for visit in visits}
        return tuple(sorted(found))

    def latest(self, url: str) -> Snapshot | None:
        """Return the newest good answer of an address, the newest of any kind if none was good."""
        visits = self.visits(url)
        for visit in sorted(visits, key=lambda each: each.is_answer)[::-1]:
            if (snapshot := self._snapshot(visit)) is not None:
                return snapshot
        return None

    def revisions(self, url: str) -> tuple[Snapshot, ...]:
        """Return every visit of an address, oldest first."""
        found = (self._snapshot(visit) for visit in self.visits(url))
        return tuple(snapshot for snapshot in found if snapshot is not None)

    def refresh(self) -> None:
        """Take in what others have appended; mend the end of the file if a run was cut off."""
        with self._turn:
            try:
                with self.path.open("rb") as stream, held(stream, to_write=False):
                    torn = self._refresh(stream, may_mend=False) < stream.seek(0, os.SEEK_END)
            except FileNotFoundError:
                return
            except OSError as error:
                raise ArchiveError(f"{self.path}: cannot be read: {error.strerror}; mend its mode") from error
            if torn:
                self._mend()

    def _mend(self) -> None:
        try:
            with self.path.open("r+b") as stream, held(stream, to_write=True):
                self._refresh(stream, may_mend=True)
        except OSError:
            size = self.path.stat().st_size - self._end
            self._tell("ARC-002", str(self.path), size=size)

    def _refresh(self, stream: BinaryIO, *, may_mend: bool) -> int:
        """Index what is new; return where the last whole record ends."""
        for found in self._records(stream):
            if isinstance(found, Damage) and found.is_last:
                if not found.start and not may_be_warc(stream):
                    raise ArchiveError(
                        f"{self.path}: is no WARC file; move it away, and `presswork fetch` makes a new one"
                    )
                if may_mend:
                    aside = set_aside(stream, self.path, found.start)
                    size = found.end - found.start
                    self._tell("ARC-001", str(self.path), size=size, aside=aside.name)
                break
            if isinstance(found, Damage):
                self._tell("ARC-003", str(self.path), size=found.end - found.start, offset=found.start)
                self._end = found.end
            else:
                self._add(stream, found)
        return self._end

    def _add(self, stream: BinaryIO, member: Member) -> None:
        def block() -> bytes:
            return read_record(stream, member.place, HEAD_LIMIT)[1]

        try:
            self._index.add(member, block)
        except DamageError:
            place = member.place
            self._tell("ARC-003", str(self.path), size=place.length, offset=place.offset)
        self._end = member.end
        self._visits = None

    def _records(self, stream: BinaryIO) -> Iterator[Member | Damage]:
        try:
            yield from scan_safely(stream, self._end)
        except PackedAtOnceError as error:
            raise ArchiveError(
                f"{self.path}: is compressed as a whole; `warcio recompress` makes a file of single records of it"
            ) from error

    def _by_address(self) -> dict[str, list[Visit]]:
        with self._turn:
            if self._visits is None:
                self._visits = {}
                for visit in self._index.visits(self._digest):
                    for key in dict.fromkeys((address_key(visit.url), address_key(visit.final_url))):
                        self._visits.setdefault(key, []).append(visit)
            return self._visits

    def _digest(self, answer: Answer) -> str:
        visit = Visit("", answer.url, 0, answer.date, "", "page", None, (), answer.place, answer.place)
        snapshot = self._snapshot(visit)
        return snapshot.digest if snapshot is not None else ""

    def _snapshot(self, visit: Visit) -> Snapshot | None:
        try:
            return read_snapshot(self.path, visit)
        except DamageError as error:
            where = f"{self.path}: {visit.final_url}"
            self._tell("ARC-004", where, retrieved=visit.retrieved, why=str(error))
            return None

    @contextmanager
    def _opened(self) -> Iterator[BinaryIO]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a+b", buffering=0) as stream:  # one write is one call
                yield stream
        except OSError as error:
            raise ArchiveError(
                f"{self.path}: cannot be written: {error.strerror}; make room, or make the folder writable"
            ) from error

    def _tell(self, code: str, where: str, **values: object) -> None:
        self._told[find(code, where, **values)] = None


def open_archive(path: Path) -> Archive:
    """Open an issue's archive, made by the first exchange appended; a run cut off is mended and told."""
    archive = Archive(path)
    archive.refresh()
    return archive


def _write(stream: BinaryIO, content: bytes, start: int, path: Path) -> None:
    """Append in one write; leave the file as it was if the disk is full."""
    rest = memoryview(content)
    try:
        while rest:
            rest = rest[stream.write(rest) :]
        os.fsync(stream.fileno())
    except OSError as error:
        stream.truncate(start)
        raise ArchiveError(f"{path}: cannot be written: {error.strerror}; make room on the disk") from error
