"""The ARC family: the archive of what was fetched, and pages saved by browsers and others."""

from __future__ import annotations

from pipeline.findings.code import Code


ARC: dict[str, Code] = {
    "ARC-001": Code(
        "warning",
        "a run was cut off while it wrote: the last {size} bytes were no whole record, and lie in {aside} now",
        "run `presswork fetch` again; delete {aside} when nothing is missing",
    ),
    "ARC-002": Code(
        "warning",
        "a run was cut off while it wrote: the last {size} bytes are no whole record, and cannot be moved away",
        "make the file and its folder writable, then run `presswork fetch`",
    ),
    "ARC-003": Code(
        "error",
        "{size} bytes at offset {offset} are damaged; what they held is lost, the rest is read",
        "restore the file from a copy, or run `presswork fetch` to fetch again what is missing",
    ),
    "ARC-004": Code(
        "error",
        "the copy of {retrieved} is damaged ({why}) and was passed over",
        "restore the archive from a copy, or run `presswork fetch --refetch`",
    ),
    "ARC-020": Code(
        "error", "the saved page cannot be read: {why}", "save the page again, and copy the whole file"
    ),
    "ARC-021": Code("error", "the file holds no page", "save the page again, as complete web page or MHTML"),
    "ARC-022": Code("error", "{url} is not in the file, which holds {some}", "name one that it holds"),
    "ARC-023": Code(
        "warning",
        "left out of it, {count}: {why}",
        "look whether a picture is missing; save again",
    ),
    "ARC-024": Code(
        "warning",
        "{size} bytes at offset {offset} are no record that can be read, and were passed over",
        "get a sound copy if something is missing",
    ),
    "ARC-026": Code(
        "warning",
        "holds {count} pages, of which {url} is read",
        "write `credit: {{url: …}}` with the address of another, if that is meant: {some}",
    ),
    "ARC-025": Code("error", "it is too large: {why}", "save the one page alone"),
}
