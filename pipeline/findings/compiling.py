"""The CMP family: compiling an issue or a volume."""

from __future__ import annotations

from pipeline.findings.code import Code


CMP: dict[str, Code] = {
    "CMP-001": Code("warning", "no title was found; the book calls it {title!r}", "set title: in issue.yaml"),
    "CMP-003": Code(
        "warning",
        "says the same as {first} in the same issue and is printed once",
        "take one out of issue.yaml",
    ),
    "CMP-004": Code(
        "note", "says the same as {first}; the volume prints it once and refers to it", "nothing must be done"
    ),
    "CMP-005": Code(
        "error", "{url} is not in the archive", "run presswork fetch, or save the page and name it with file:"
    ),
    "CMP-011": Code(
        "error",
        "the site's answer of {retrieved} will not do: {why}",
        "look for its new address, or save the page by hand and name it with file:; presswork fetch asks again",
    ),
    "CMP-006": Code("error", "is not a kind of file that can be read", "use one of {kinds}"),
    "CMP-007": Code(
        "warning",
        "the article goes on at {href}, which is not there",
        "beside a saved page, save that one too; of a fetched page, run presswork fetch",
    ),
    "CMP-009": Code(
        "note",
        "the page has changed on the site since {first}; the book has it as of {retrieved}",
        "compare the revisions in the archive, and say so under corrections: where it matters",
    ),
    "CMP-010": Code(
        "note",
        "the outlet prefers the {version} version, but {why}; the page itself is read",
        "nothing, if the article is whole; else look at the page, or take prefer: out of the outlet's file",
    ),
    "CMP-008": Code(
        "warning",
        "the picture {ref} is not there",
        "save it beside the page, under the name the page gives it; of a fetched page, presswork fetch says why",
    ),
    "CMP-012": Code(
        "note",
        "nothing describes the picture {ref}",
        "say under alt: in issue.yaml what it shows, for those who cannot see it",
    ),
}
