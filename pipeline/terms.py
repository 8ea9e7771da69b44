"""A language's word list → the few words, numbers and dates that a book needs in that language."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter

from pipeline.errors import ConfigError, Mistake
from pipeline.model import Issue


LANGUAGES = ("zh-Hans", "zh-Hant", "en", "ja", "ko", "de", "fr", "es", "ru", "ar")  # files of styles/terms
FALLBACK = "en"

# Every key a file must have, with the {names} its text may hold.
KEYS: dict[str, tuple[str, ...]] = {
    # the language's own name
    "language_name": (),
    # parts of a book, and what its colophon says
    "cover": (),
    "title_page": (),
    "contents": (),
    "issue_contents": (),
    "volume_contents": (),
    "credits": (),
    "index": (),
    "colophon": (),
    "landmarks": (),
    "editors_note": (),
    "ears": (),
    "issue_list": (),
    "department": (),
    "title": (),
    "publisher": (),
    "identifier": (),
    "modified": (),
    "checksum": (),
    "made_with": ("version",),
    # credits and references
    "source": (),
    "author": (),
    "reporter": (),
    "correspondent": (),
    "translator": (),
    "photographer": (),
    "editor": (),
    "responsible_editor": (),
    "original": (),
    "original_title": (),
    "original_address": (),
    "published": (),
    "retrieved": (),
    "rights": (),
    "reprinted_from": ("portal", "outlet"),
    "reprint_notice": (),
    "byline_source": ("names",),
    "byline_author": ("names",),
    "byline_reporter": ("names",),
    "byline_correspondent": ("names",),
    "byline_translator": ("names",),
    "byline_photographer": ("names",),
    "reference_style": (),
    "reference_title": ("title",),
    "reference_retrieved": ("date",),
    # numbers and dates
    "folio": ("number",),
    "folio_whole": ("number", "whole_number"),
    "whole_number_span": ("first", "last"),
    "year": ("year",),
    "month": ("year", "month", "month_number"),
    "date": ("year", "month", "month_number", "day", "iso"),
    "byline_date": ("year", "month", "month_number", "day", "iso"),
    "months": (),
    "months_in_dates": (),
    "first_day": (),
    "issue_title": ("title", "year", "folio", "date"),
    "volume_title": ("year",),
    "volume_series": ("title",),
    "edition_title": ("title", "edition"),
    "vertical_edition": (),
    "horizontal_edition": (),
    "series_part": ("name", "part"),
    # notes to the reader
    "missing_heading": (),
    "missing_number": ("number",),
    "missing_article": (),
    "missing_picture": (),
    "picture_without_alternative": (),
    "picture_see_caption": (),
    "cover_alternative": ("title",),
    "table_continued": (),
    "note": (),
    "notes": (),
    "back_to_text": (),
    "previous_in_series": (),
    "next_in_series": (),
    "see": ("title",),
    "more_titles": ("count",),
    "corrections": (),
    "accessibility_summary": (),
    "accessibility_missing": ("count",),
    # punctuation
    "label_separator": (),
    "list_separator": (),
    "field_separator": (),
    # the shelf
    "shelf": (),
    "shelf_newest": (),
    "shelf_issues": (),
    "shelf_volumes": (),
    "by_year": (),
    "by_outlet": (),
    "all_items": (),
    "read_now": (),
    "download": ("size",),
    "search": (),
    "search_hint": (),
    "search_found": ("count",),
    "skip_to_text": (),
    "previous_article": (),
    "next_article": (),
    "records": (),
    "feeds": (),
    "in_progress": ("folio",),
    # indexes
    "index_by_title": (),
    "index_by_author": (),
    "index_by_outlet": (),
    "index_by_department": (),
    "index_by_date": (),
    "index_other": (),
    "strokes": ("count",),
    # numbers of other kinds
    "folio_named": ("name", "whole_number"),
    "number_span": ("first", "last"),
    "volume_half_1": ("year",),
    "volume_half_2": ("year",),
    "volume_part": ("volume", "part"),
    "two_parts": (),
    "in_part": ("part",),
    # catalogue records
    "monthly": (),
    "semimonthly": (),
    "weekly": (),
    "quarterly": (),
    "every_days": ("days",),
    "online_resource": (),
    "media_types": (),
    "described_from": ("folio", "date"),
    "lacking": ("list",),
}


@dataclass(frozen=True, slots=True)
class Terms:
    """The words of one language; made by `terms_from`, so every key is there."""

    language: str  # as the book has it, BCP 47
    words: tuple[tuple[str, str], ...]  # sorted by key

    def word(self, key: str) -> str:
        """Return a word or a pattern as the file has it."""
        return self.words[bisect_left(self.words, (key,))][1]

    def text(self, key: str, **values: object) -> str:
        """Return a pattern with its {names} filled."""
        return self.word(key).format(**values)

    def label(self, key: str, text: str) -> str:
        """Return a label and what it says: 来源：新华社, Source: The Times."""
        return self.word(key) + self.word("label_separator") + text

    def join(self, parts: tuple[str, ...]) -> str:
        """Return names as a list: 张三、李四."""
        return self.word("list_separator").join(parts)


def fold(language: str) -> str:
    """Return the language of LANGUAGES that serves a BCP 47 tag best."""
    primary, *subtags = language.replace("_", "-").lower().split("-")
    if primary in {"zh", "cmn", "yue", "lzh"}:
        if "hans" in subtags:
            return "zh-Hans"
        is_traditional = primary == "yue" or {"hant", "tw", "hk", "mo"} & set(subtags)
        return "zh-Hant" if is_traditional else "zh-Hans"
    return primary if primary in LANGUAGES else FALLBACK


def missing_keys(mapping: Mapping[str, object]) -> tuple[str, ...]:
    """Return the keys that a word list lacks, in the table's order."""
    return tuple(key for key in KEYS if key not in mapping)


def terms_from(mapping: Mapping[str, str], language: str) -> Terms:
    """Make the terms of a language; raise ConfigError with every mistake of the word list."""
    path = f"styles/terms/{fold(language)}.yaml"
    mistakes = tuple(Mistake(path, 1, 1, what, action) for what, action in _faults(mapping))
    if mistakes:
        raise ConfigError(mistakes)
    return Terms(language, tuple(sorted((key, mapping[key]) for key in KEYS)))


def folio(issue: Issue, terms: Terms) -> str:
    """Return an issue's number as a cover prints it: 第8期（总第30期）, 第7—8期（总第29—30期）, 国庆特刊."""
    if issue.whole_number is None:
        return short_folio(issue, terms)
    whole = _span(issue.whole_number, issue.whole_through, terms)
    if issue.special:
        return terms.text("folio_named", name=issue.special, whole_number=whole)
    return terms.text("folio_whole", number=_span(issue.number, issue.through, terms), whole_number=whole)


def short_folio(issue: Issue, terms: Terms) -> str:
    """Return it without the whole number: 第8期."""
    return issue.special or terms.text("folio", number=_span(issue.number, issue.through, terms))


def _span(first: int, last: int | None, terms: Terms) -> str:
    return terms.text("number_span", first=first, last=last) if last and last != first else str(first)


def month_text(date: str, terms: Terms) -> str:
    """Return the month of a date: 2021年6月, June 2021; of a mere year, the year."""
    year, month, _ = _parts(date)
    if not month:
        return terms.text("year", year=year)
    return terms.text("month", year=year, month_number=month, month=terms.word("months").split()[month - 1])


def date_text(iso: str, terms: Terms, key: str = "date") -> str:
    """Return a date as a sentence has it, at the precision it has; a time of day is left out."""
    year, month, day = _parts(iso)
    if not day:
        return iso if terms.word(key) == "{iso}" else month_text(iso, terms)
    return terms.text(
        key,
        year=year,
        month_number=month,
        month=terms.word("months_in_dates").split()[month - 1],
        day=terms.word("first_day") if day == 1 else day,
        iso=iso[:10],
    )


def _parts(iso: str) -> tuple[int, int, int]:
    """Split a date; a part that is not told is 0."""
    year, month, day, *_ = (*(int(part) for part in iso[:10].split("-")), 0, 0)
    return year, month, day


def _faults(mapping: Mapping[str, str]) -> list[tuple[str, str]]:
    faults = [(f"key {key!r} is missing", "add it") for key in missing_keys(mapping)]
    faults += [(f"unknown key {key!r}", "remove it") for key in mapping if key not in KEYS]
    for key, names in KEYS.items():
        text = mapping.get(key, "")
        if key in mapping and (not isinstance(text, str) or not text.strip("\n")):
            faults.append(
                (f"{key!r} is not a text", "write a text, in quotation marks where it looks like a number")
            )
        elif fault := _pattern_fault(text, names):
            faults.append((f"{key!r} {fault}", _advice(names)))
        elif key in {"months", "months_in_dates"} and key in mapping and len(text.split()) != 12:
            faults.append(
                (f"{key!r} has {len(text.split())} names", "write the twelve months, a space between")
            )
    return faults


def _pattern_fault(text: str, names: tuple[str, ...]) -> str | None:
    try:
        fields = [
            (name, spec, conversion)
            for _, name, spec, conversion in Formatter().parse(text)
            if name is not None
        ]
    except ValueError:
        return "has an open or stray brace"
    bad = [name for name, spec, conversion in fields if name not in names or spec or conversion]
    return f"holds {{{bad[0]}}}" if bad else None


def _advice(names: tuple[str, ...]) -> str:
    return "it may hold " + ", ".join(f"{{{name}}}" for name in names) if names else "it is a fixed text"
