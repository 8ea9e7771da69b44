"""The RUN family: the scheduled month."""

from __future__ import annotations

from pipeline.findings.code import Code


RUN: dict[str, Code] = {
    "RUN-001": Code(
        "note",
        "the run before was cut off ({owner}); this one goes on where it stopped",
        "nothing must be done",
    ),
    "RUN-002": Code(
        "error",
        "{issue} is due ({days}) and has no article",
        "put some in with `presswork add {issue} URL`, or see `presswork collect {issue} -v`",
    ),
    "RUN-003": Code(
        "warning",
        "{issue} waits for your review: {file}",
        "look at the book, then let it out with `presswork approve {issue}`",
    ),
    "RUN-004": Code(
        "warning",
        "the site has taken the page away since {issue} was published ({why}); the book keeps it",
        "find out why; if the outlet withdrew the article, take its entry out of issue.yaml",
    ),
    "RUN-005": Code(
        "error",
        "the article has {now} now, the published one had {letters} and {pictures}",
        "see whether the site has changed and mend select: in the outlet's file, or approve the book as it is",
    ),
    "RUN-006": Code(
        "error",
        "not published, for {count}; {keeps}",
        "mend what is told of it, or look at {file} and let it out as it is with `presswork approve {name}`",
    ),
    "RUN-007": Code(
        "error",
        "not published: {count} of the checkers; {keeps}",
        "mend what makes them; {file} is the book, and no approval lets it out",
    ),
    "RUN-008": Code(
        "error",
        "{issue} is not complete: the lists of {outlets} could not be read",
        "the next run asks again; `presswork approve {issue}` lets it out without them",
    ),
    "RUN-009": Code(
        "warning",
        "the volume of {year} waits for {issues}",
        "nothing here: it is bound when they are published",
    ),
    "RUN-010": Code(
        "warning",
        "the webhook of {host} could not be told: {why}",
        "see that it is right under webhook: in periodical.yaml, and that its secret is there",
    ),
    "RUN-011": Code(
        "warning",
        "the editor could not be told by mail: {why}",
        "mend mail: in periodical.yaml; `presswork status` tells what waits",
    ),
}
