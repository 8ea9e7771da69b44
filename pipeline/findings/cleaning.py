"""The CLN family: cleaning."""

from __future__ import annotations

from pipeline.findings.code import Code


CLN: dict[str, Code] = {
    "CLN-001": Code(
        "error",
        "the account of the cleaning does not balance: {letters} letters, {pictures} pictures, {links} links, "
        "{tables} tables cannot be accounted for",
        "this is a mistake in presswork; send us the page",
    ),
    "CLN-002": Code(
        "warning",
        "the drop selector “{selector}” is not one we understand",
        "mend `drop` in the outlet's file",
    ),
    "CLN-003": Code(
        "note",
        "a {kind} was left out: {source}",
        "a book cannot play it; describe it in the text if it matters",
    ),
    "CLN-004": Code(
        "warning",
        "most of the text ({letters} letters) is hidden on the page, and was kept",
        "see that it is the article; else name it in the outlet's `drop`",
    ),
    "CLN-005": Code(
        "warning",
        "a picture has no address to fetch: {source}",
        "see the page; put the picture beside the issue",
    ),
    "CLN-006": Code(
        "note",
        "a repetition was dropped: {text}",
        "nothing, unless the repetition is meant: then switch off drop_duplicates",
    ),
    "CLN-008": Code(
        "note",
        "set half- or full-width, as the language has them: {count}",
        "nothing; to keep them as typed, switch off punctuation for the outlet",
    ),
    "CLN-007": Code(
        "note",
        "two paragraphs were joined: {text}",
        "see that they are one; else switch off join_broken_paragraphs for the outlet",
    ),
}
