"""A catalogue → MARC 21 records of the serial, of its volumes and of its articles, as pymarc's values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pymarc import Field, Indicators, Record, Subfield

from pipeline.catalogue.marc_values import (
    RELATORS,
    country_code,
    every_days,
    frequency_code,
    language_code,
    script_code,
)
from pipeline.catalogue.values import Item, Title, outlet_of
from pipeline.model import Article


SERIAL, BOOK, PART = "00000nas a2200000 i 4500", "00000nam a2200000 i 4500", "00000nab a2200000 i 4500"
ARTICLES = {
    "en": ("a ", "an ", "the "),
    "de": ("der ", "die ", "das ", "ein ", "eine "),
    "fr": ("le ", "la ", "les ", "l’", "l'", "un ", "une "),
    "es": ("el ", "la ", "los ", "las ", "un ", "una "),
}
CONTENT, MEDIA, CARRIER = ("txt", "rdacontent"), ("c", "rdamedia"), ("cr", "rdacarrier")


def control(tag: str, data: str) -> Field:
    """Make a control field; pymarc takes a second positional argument for indicators and would drop the data."""
    return Field(tag=tag, data=data)


def field(tag: str, indicators: str, *subfields: tuple[str, str | None]) -> Field:
    """Make a data field of the subfields that have a text."""
    told = [Subfield(code, text) for code, text in subfields if text]
    return Field(tag=tag, indicators=Indicators(indicators[0], indicators[1]), subfields=told)


def record(leader: str, fields: Iterable[Field]) -> Record:
    """Make a record of its fields, by tag."""
    by_tag = sorted(fields, key=lambda each: str(each.tag))
    return Record(leader=leader, force_utf8=True, fields=by_tag)


def serial_record(title: Title) -> Record:
    """Describe the periodical as a continuing resource."""
    periodical, terms = title.periodical, title.terms
    first = title.issues[0].issues[0] if title.issues else title.volumes[0].issues[0]
    face = (title.issues or title.volumes)[0].publication.face
    last = title.items[-1].publication.modified
    fields = [
        *_head(title, title.identifier("serial"), last, _serial_008(title, first.year)),
        control("006", "m     o  d        "),
        field("022", "0 ", ("a", periodical.issn)) if periodical.issn else None,
        field("245", "00", ("a", ended(periodical.title))),
        field("264", " 1", ("b", f"{periodical.publisher},"), ("c", f"{first.year}-")),
        field("310", "  ", ("a", frequency_text(title))),
        *_carriers(title),
        field("362", "0 ", ("a", f"{face.folio} ({face.date_text})-")),
        *_missing(title),
        field("588", "  ", ("a", terms.text("described_from", folio=face.folio, date=face.date_text))),
        field("710", "2 ", ("a", f"{periodical.publisher},"), ("4", "isb")),
    ]
    return record(SERIAL, [each for each in fields if each is not None])


def volume_record(title: Title, item: Item) -> Record:
    """Describe a volume as a book of the periodical's series."""
    publication, terms, periodical = item.publication, title.terms, title.periodical
    series = publication.collections[0]
    contents = " -- ".join(
        section.title for section in publication.sections if section.issue and section.children
    )
    numbers = "; ".join(publication.missing)
    fields = [
        *_head(title, publication.identifier, publication.modified, _book_008(title, item)),
        control("006", "m     o  d        "),
        field("245", "10", ("a", f"{periodical.title}."), ("n", ended(publication.face.folio))),
        field("264", " 1", ("b", f"{periodical.publisher},"), ("c", ended(publication.issued))),
        field("300", "  ", ("a", terms.word("online_resource"))),
        *_carriers(title),
        field("490", "1 ", ("a", f"{series.name} ;"), ("v", str(series.position))),
        field("500", "  ", ("a", terms.text("lacking", list=numbers))) if numbers else None,
        field("500", "  ", ("a", publication.status)) if publication.status else None,
        field("505", "0 ", ("a", ended(contents))),
        field("710", "2 ", ("a", f"{periodical.publisher},"), ("4", "isb")),
        field("773", "0 ", ("t", periodical.title), ("g", str(item.year)), ("x", periodical.issn)),
        field("830", " 0", ("a", f"{series.name} ;"), ("v", ended(str(series.position)))),
    ]
    return record(BOOK, [each for each in fields if each is not None])


def article_record(title: Title, item: Item, article: Article) -> Record:
    """Describe an article as a part of its issue."""
    credit, publication = article.credit, item.publication
    names = [person.name for person in credit.byline if RELATORS[person.role] == "aut"]
    statement = ended(", ".join(names)) if names else None
    heading = f"{article.title} /" if statement else ended(article.title)
    place = f"{item.year} {publication.face.folio}"
    year = (credit.published or publication.issued)[:4]
    eight = (
        f"{_day(publication.modified)}s{year}    {country_code(article.language)}"
        f"     o     000 0 {language_code(article.language)} d"
    )
    fields = [
        *_head(title, title.identifier(f"article:{article.key}"), publication.modified, eight, article),
        field("100", "1 ", ("a", f"{names[0]},"), ("4", "aut")) if names else None,
        field("245", f"{int(bool(names))}{nonfiling(article)}", ("a", heading), ("c", statement)),
        field("264", " 1", ("b", f"{outlet_of(article) or publication.periodical.publisher},"), ("c", ended(year))),
        *_carriers(title),
        field("520", "  ", ("a", article.deck)) if article.deck else None,
        field("653", "  ", ("a", article.department)) if article.department else None,
        *_others(article, names[:1]),
        field(
            "773", "0 ", ("t", title.periodical.title), ("d", publication.periodical.publisher), ("g", place),
            ("x", title.periodical.issn), ("o", publication.identifier),
        ),
        field("856", "42", ("u", credit.url)) if credit.url else None,
    ]  # fmt: skip
    return record(PART, [each for each in fields if each is not None])


def nonfiling(article: Article) -> int:
    """Count the letters of a title's article, which a catalogue does not sort by."""
    words = ARTICLES.get(article.language.split("-", maxsplit=1)[0].lower(), ())
    found = (word for word in words if article.title.lower().startswith(word))
    return len(next(found, ""))


def ended(text: str) -> str:
    """End a field as ISBD wants it."""
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _head(
    title: Title, identifier: str, modified: str, eight: str, article: Article | None = None
) -> Iterator[Field]:
    """Begin a record: its number and date, the coded description, who catalogued it."""
    assert len(eight) == 40, eight
    yield control("001", identifier.removeprefix("urn:uuid:"))
    yield control("005", f"{''.join(each for each in modified if each.isdigit())}.0")
    yield control("007", "cr |||||||||||")
    yield control("008", eight)
    yield field("024", "7 ", ("a", identifier), ("2", "uri"))
    yield field("040", "  ", ("b", language_code(title.periodical.language)), ("e", "rda"))
    printed = () if article else (each for item in title.issues for each in item.articles)
    codes = sorted({language_code(each.language) for each in printed})
    if len(codes) > 1:
        yield field("041", "0 ", *(("a", code) for code in codes))


def _serial_008(title: Title, first: int) -> str:
    periodical = title.periodical
    language = periodical.language
    return (
        f"{_day(title.items[0].publication.modified)}c{first}9999{country_code(language)}"
        f"{frequency_code(periodical)}r p o     0   {script_code(language)}0{language_code(language)} d"
    )


def _book_008(title: Title, item: Item) -> str:
    language = title.periodical.language
    pictures = "a" if any(article.pictures for article in item.articles) else " "
    return (
        f"{_day(item.publication.modified)}s{item.publication.issued[:4]}    {country_code(language)}"
        f"{pictures}    o     001 0 {language_code(language)} d"
    )


def _day(modified: str) -> str:
    return modified[2:10].replace("-", "")


def _carriers(title: Title) -> Iterator[Field]:
    """Say that it is text, for a computer, online (RDA), in the cataloguing language and in code."""
    words = [word.replace("_", " ") for word in title.terms.word("media_types").split()]
    for tag, word, (code, source) in zip(
        ("336", "337", "338"), words, (CONTENT, MEDIA, CARRIER), strict=True
    ):
        yield field(tag, "  ", ("a", word), ("b", code), ("2", source))


def _missing(title: Title) -> Iterator[Field]:
    for year, numbers in title.missing:
        listed = title.terms.join(tuple(title.terms.text("folio", number=number) for number in numbers))
        yield field("515", "  ", ("a", f"{title.terms.text('year', year=year)}: {listed}"))


def frequency_text(title: Title) -> str:
    """Return how often issues appear, in words."""
    days = every_days(title.periodical)
    return title.terms.text("every_days", days=days) if days else title.terms.word(title.periodical.frequency)


def _others(article: Article, named: list[str]) -> Iterator[Field]:
    """Enter everybody named beside the first author, each once."""
    for person in dict.fromkeys(article.credit.byline):
        if person.name not in named:
            yield field("700", "1 ", ("a", f"{person.name},"), ("4", RELATORS[person.role]))
