"""The records of an archive, in order → its visits, findable by address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from pipeline.archive.address import address_key
from pipeline.archive.members import Member
from pipeline.archive.message import entity_digest, read_message
from pipeline.archive.values import KINDS, Hop, Place, Visit
from pipeline.archive.write import Known


ANSWERS = ("response", "revisit")


@dataclass(frozen=True, slots=True)
class Answer:
    """A response or revisit record, as the index keeps it."""

    id: str
    url: str
    key: str
    date: str
    status: int
    place: Place
    original: str  # id of the record that holds the body: its own unless unchanged
    content: Place | None  # where that lies; None where it is not in the file
    payload_digest: str
    body_digest: str  # of the decoded body; "" while it is not known
    truncated: bool


@dataclass(slots=True)
class Index:
    """What has been read of an archive so far."""

    answers: dict[str, Answer] = field(default_factory=dict)  # by record id, in the file's order
    explained: dict[str, Visit] = field(default_factory=dict)  # by the final answer's record id
    on_the_way: set[str] = field(
        default_factory=set
    )  # addresses' keys with dates, of hops that were followed
    latest: dict[str, str] = field(default_factory=dict)  # address key → id of the newest good content
    same: dict[tuple[str, str], str] = field(default_factory=dict)  # address key, digest of the entity → id
    displaced: tuple[str, str | None] = (
        "",
        None,
    )  # the last answer, and what was the newest content before it

    def add(self, member: Member, block: Callable[[], bytes]) -> None:
        """Take in the next record; `block` reads its whole block where its beginning does not do."""
        kind = member.fields.get("warc-type", "")
        if kind in ANSWERS:
            self._answer(member, kind)
        elif kind == "metadata" and "warc-refers-to" in member.fields:
            self._explain(member.fields, block())

    def known(self, hop: Hop) -> Known | None:
        """Find the earlier response that a new one may refer to."""
        key = address_key(hop.url)
        same = self.same.get((key, entity_digest(hop)))
        found = self.latest.get(key) if hop.status == 304 else same
        answer = self.answers[found] if found is not None else None
        if answer is None or not answer.body_digest:
            return None
        return Known(answer.id, answer.url, answer.date, answer.payload_digest, answer.body_digest)

    def visits(self, digest: Callable[[Answer], str]) -> list[Visit]:
        """List every visit, oldest first; `digest` hashes the body of an answer that nothing explains."""
        found: list[Visit] = []
        for answer in self.answers.values():
            if answer.id in self.explained:
                found.append(self.explained[answer.id])
            elif answer.content is not None and f"{answer.key} {answer.date}" not in self.on_the_way:
                known = answer.body_digest or f"sha256:{digest(answer)}"
                if known != answer.body_digest:
                    self.answers[answer.id] = replace(answer, body_digest=known)
                found.append(_visit(answer, answer.content, known, {}, ()))
        return sorted(found, key=lambda visit: (visit.retrieved, visit.answer.offset))

    def _answer(self, member: Member, kind: str) -> None:
        fields, message = member.fields, read_message(member.beginning)
        url, date = _bare(fields.get("warc-target-uri", "")), fields.get("warc-date", "")
        identity = fields.get("warc-record-id", f"offset {member.place.offset}")
        original = self._original(fields) if kind == "revisit" else None
        content = member.place if kind == "response" else (original.content if original else None)
        answer = Answer(
            id=identity,
            url=url,
            key=(key := address_key(url)),
            date=date,
            status=original.status if original is not None and message.status == 304 else message.status,
            place=member.place,
            original=original.original if original is not None else identity,
            content=content,
            payload_digest=fields.get("warc-payload-digest", ""),
            body_digest=original.body_digest if original else "",
            truncated="warc-truncated" in fields,
        )
        self.answers[answer.id] = answer
        if content is None or answer.truncated:
            return
        if answer.payload_digest:
            self.same.setdefault((key, answer.payload_digest), answer.original)
        if 200 <= answer.status < 300:
            self.displaced = (answer.id, self.latest.get(key))
            self.latest[key] = answer.original

    def _original(self, fields: dict[str, str]) -> Answer | None:
        found = self.answers.get(fields.get("warc-refers-to", ""))
        if found is not None:
            return found
        url = address_key(_bare(fields.get("warc-refers-to-target-uri", fields.get("warc-target-uri", ""))))
        date, digest = fields.get("warc-refers-to-date"), fields.get("warc-payload-digest")
        by_digest = self.same.get((url, digest)) if digest else None
        if by_digest is not None:
            return self.answers[by_digest]
        alike = (a for a in self.answers.values() if a.date == date and a.key == url)
        return next(alike, None)

    def _explain(self, fields: dict[str, str], block: bytes) -> None:
        answer = self.answers.get(fields["warc-refers-to"])
        if answer is None or answer.content is None:
            return
        pairs = _pairs(block)
        said = dict(reversed(pairs))
        redirects = tuple(value for name, value in pairs if name == "redirect")
        digest = said.get("body-digest") or answer.body_digest
        if not digest:
            return
        self.answers[answer.id] = replace(answer, body_digest=digest)
        if "entity-digest" in said and not answer.truncated:
            self.same.setdefault((answer.key, said["entity-digest"]), answer.original)
        self.explained[answer.id] = visit = _visit(answer, answer.content, digest, said, redirects)
        if visit.refused is not None:
            self._take_back(answer)
        self.on_the_way.update(f"{address_key(each)} {answer.date}" for each in redirects)

    def _take_back(self, answer: Answer) -> None:
        """Let an answer that was not taken for the thing asked for be nobody's newest content."""
        last, before = self.displaced
        if last == answer.id and before is not None:
            self.latest[answer.key] = before
        elif last == answer.id:
            del self.latest[answer.key]


def _visit(
    answer: Answer, content: Place, digest: str, said: dict[str, str], redirects: tuple[str, ...]
) -> Visit:
    return Visit(
        url=redirects[0] if redirects else answer.url,
        final_url=answer.url,
        status=answer.status,
        retrieved=answer.date,
        digest=digest.partition(":")[2],
        kind=next((kind for kind in KINDS if kind == said.get("kind")), "page"),
        reason=said.get("reason"),
        redirects=redirects,
        answer=answer.place,
        content=content,
        truncated=answer.truncated,
        refused=said.get("refused"),
    )


def _pairs(block: bytes) -> list[tuple[str, str]]:
    lines = (line.partition(":") for line in block.decode("utf-8", "replace").split("\n"))
    return [(name.strip(), value.strip()) for name, colon, value in lines if colon]


def _bare(uri: str) -> str:
    """Take off the angle brackets that WARC 1.0 puts around addresses."""
    return uri[1:-1] if uri.startswith("<") and uri.endswith(">") else uri
