"""An Exchange, and what the archive has already → the gzip members to append."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline import __version__
from pipeline.archive.address import ascii_address, without_secrets
from pipeline.archive.coding import decode_body
from pipeline.archive.message import entity_digest, request_block, response_body, response_head
from pipeline.archive.record import Record, pack, record_id, sha256, warc_fields
from pipeline.archive.values import Exchange, Hop


REVISIT = "http://netpreserve.org/warc/1.1/revisit/"
SPECIFICATION = "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"
STEPS = {
    "page": "",
    "part": "L",
    "picture": "E",
    "feed": "",
    "robots": "P",
}  # hopsFromSeed, as crawlers spell it


@dataclass(frozen=True, slots=True)
class Known:
    """An earlier response of the same address that a new one may refer to."""

    id: str
    url: str
    date: str
    payload_digest: str
    body_digest: str  # of the decoded body, with its label


@dataclass(frozen=True, slots=True)
class Written:
    """One hop's records, and the id of the one that holds the answer."""

    records: tuple[Record, ...]
    answer: str
    body_digest: str


def warcinfo(file_name: str, date: str) -> Record:
    """Say who wrote the file, and by which rules."""
    block = warc_fields(
        (
            ("software", f"presswork/{__version__}"),
            ("format", "WARC File Format 1.1"),
            ("conformsTo", SPECIFICATION),
        )
    )
    fields = (("WARC-Filename", file_name),)
    return Record("warcinfo", info_id(file_name), date, "application/warc-fields", block, fields)


def info_id(file_name: str) -> str:
    """Return the id of a file's warcinfo record."""
    return record_id("warcinfo", file_name)


def exchange_records(
    exchange: Exchange, known: tuple[Known | None, ...], *, offset: int, file_name: str
) -> bytes:
    """Write an exchange: request and response of every hop, then the record that says why."""
    info = ("WARC-Warcinfo-ID", info_id(file_name))
    hops = [
        _hop_records(hop, exchange, earlier, f"{offset} {number}", info)
        for number, (hop, earlier) in enumerate(zip(exchange.hops, known, strict=True))
    ]
    why = _metadata(exchange, hops[-1], f"{offset} why", info)
    first = (warcinfo(file_name, exchange.retrieved),) if not offset else ()
    return b"".join(pack(each) for each in (*first, *(record for hop in hops for record in hop.records), why))


def _hop_records(
    hop: Hop, exchange: Exchange, known: Known | None, mark: str, info: tuple[str, str]
) -> Written:
    url, body = ascii_address(hop.url), response_body(hop)
    digest = sha256(body)
    request_id = record_id("request", url, exchange.retrieved, mark)
    answer_id = record_id("response", url, exchange.retrieved, digest, mark)
    shared = [("WARC-Target-URI", url), info]
    if hop.ip_address:
        shared.append(("WARC-IP-Address", hop.ip_address))
    request = Record(
        "request", request_id, exchange.retrieved, "application/http;msgtype=request", request_block(hop),
        (*shared, ("WARC-Concurrent-To", answer_id)),
    )  # fmt: skip
    profile = "server-not-modified" if hop.status == 304 else "identical-payload-digest"
    fields = list(shared)
    if hop.truncated is not None:
        fields.append(("WARC-Truncated", hop.truncated))
    if known is not None and (body or hop.status == 304):
        answer = Record(
            "revisit", answer_id, exchange.retrieved, "application/http;msgtype=response", response_head(hop),
            (*fields, ("WARC-Profile", REVISIT + profile), ("WARC-Refers-To", known.id),
             ("WARC-Refers-To-Target-URI", known.url), ("WARC-Refers-To-Date", known.date),
             ("WARC-Payload-Digest", known.payload_digest)),
        )  # fmt: skip
        return Written((request, answer), answer_id, known.body_digest)
    answer = Record(
        "response", answer_id, exchange.retrieved, "application/http;msgtype=response",
        response_head(hop) + body, (*fields, ("WARC-Payload-Digest", digest)),
    )  # fmt: skip
    return Written((request, answer), answer_id, sha256(decode_body(body, hop.response_headers).body))


def _metadata(exchange: Exchange, final: Written, mark: str, info: tuple[str, str]) -> Record:
    url = ascii_address(exchange.final_url)
    redirects = tuple(ascii_address(hop.url) for hop in exchange.hops[:-1])
    via = exchange.via or (redirects[-1] if redirects else None)
    pairs = [("kind", exchange.kind), ("body-digest", final.body_digest)]
    if (entity := entity_digest(exchange.hops[-1])).startswith("chunked"):
        pairs.append(("entity-digest", entity))
    if exchange.reason:
        pairs.append(("reason", without_secrets(exchange.reason)))
    if exchange.refused:
        pairs.append(("refused", without_secrets(exchange.refused)))
    if via:
        pairs.append(("via", without_secrets(via)))
    pairs.append(("hopsFromSeed", STEPS[exchange.kind] + "R" * len(redirects)))
    pairs += [("redirect", address) for address in redirects]
    fields = (
        ("WARC-Target-URI", url),
        info,
        ("WARC-Concurrent-To", final.answer),
        ("WARC-Refers-To", final.answer),
    )
    identity = record_id("metadata", url, exchange.retrieved, final.body_digest, mark)
    return Record(
        "metadata", identity, exchange.retrieved, "application/warc-fields", warc_fields(tuple(pairs)), fields
    )
