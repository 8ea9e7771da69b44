"""A catalogue → all its records, in every form that libraries and readers take in."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree
from pymarc import Field, Record

from pipeline.catalogue.citations import bibtex, csl_json, gbt7714, ris
from pipeline.catalogue.dublin_core import dublin_core
from pipeline.catalogue.holdings import holdings_csv, holdings_record
from pipeline.catalogue.linked_data import linked_data
from pipeline.catalogue.marc import article_record, serial_record, volume_record
from pipeline.catalogue.values import Catalogue, Files, Title
from pipeline.catalogue.xml import M, xml_bytes


# what a record file is called after the periodical's key → what writes it
WRITERS: dict[str, Callable[[Title], bytes]] = {
    ".jsonld": linked_data,
    "-dublin-core.xml": dublin_core,
    "-holdings.csv": holdings_csv,
    "-articles.csl.json": csl_json,
    "-articles.bib": bibtex,
    "-articles.ris": ris,
    "-gbt7714.txt": gbt7714,
}


def records(catalogue: Catalogue, *, articles: bool = False) -> Files:
    """Write the records of every periodical; those of articles in MARC where they are asked for."""
    made: Files = {}
    for title in catalogue.titles:
        own = title.own
        stem = f"records/{title.periodical.key}"
        for name, listed in _marc(title, articles=articles):
            made[f"{stem}{name}.mrc"] = b"".join(record.as_marc() for record in listed)
            made[f"{stem}{name}.marcxml"] = marcxml(listed)
        for ending, write in WRITERS.items():
            made[stem + ending] = write(title if write is dublin_core else own)
    return made


def _marc(title: Title, *, articles: bool) -> Iterator[tuple[str, list[Record]]]:
    yield "", [serial_record(title), *(volume_record(title, item) for item in title.volumes)]
    yield "-holdings", [holdings_record(title.own)]
    if articles:
        listed = [(item, article) for item in title.own.issues for article in item.articles]
        yield "-articles", [article_record(title, item, article) for item, article in listed]


def marcxml(listed: list[Record]) -> bytes:
    """Write a collection in MARCXML."""
    collection = M.collection()
    for record in listed:
        made = M.record(M.leader(str(record.leader)))
        made.extend(_field(field) for field in record.fields)
        collection.append(made)
    return xml_bytes(collection)


def _field(field: Field) -> etree._Element:
    tag = str(field.tag)
    if field.is_control_field():
        return M.controlfield({"tag": tag}, field.data or "")
    first, second = field.indicators or (" ", " ")
    parts = [M.subfield({"code": part.code}, part.value) for part in field.subfields]
    return M.datafield({"tag": tag, "ind1": first, "ind2": second}, *parts)
