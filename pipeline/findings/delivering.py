"""The DEL family: mail to subscribers, and copies to other places."""

from __future__ import annotations

from pipeline.findings.code import Code


DEL: dict[str, Code] = {
    "DEL-001": Code(
        "error",
        "{server} cannot be reached or lets us not in: {why}; not sent yet: {count}",
        "see mail: in periodical.yaml and its secret; the next run, or `presswork deliver {name}`, sends them",
    ),
    "DEL-002": Code(
        "error",
        "{address} was refused: {why}",
        "mend the address in sources/subscribers.yaml, or take it out; it is not tried again as it is",
    ),
    "DEL-003": Code(
        "warning",
        "{address} is put off by its server: {why}",
        "nothing must be done: the next run, or `presswork deliver {name}`, tries again",
    ),
    "DEL-004": Code(
        "warning",
        "as mail the book is {size} MB and {service} takes {limit} MB; {address} is sent a link",
        "nothing must be done; smaller pictures make a smaller book",
    ),
    "DEL-005": Code(
        "error",
        "as mail the book is {size} MB and {service} takes {limit} MB; {address} was sent nothing",
        "set site: in periodical.yaml, so that a link can be sent",
    ),
    "DEL-006": Code(
        "warning",
        "the run was cut off at the moment {address} was sent it; it is taken as sent",
        "ask the reader; `presswork deliver {name} --again {address}` sends it once more",
    ),
    "DEL-007": Code(
        "error",
        "{address} is to get a link, and there is none",
        "set site: in periodical.yaml to where dist/ can be reached",
    ),
    "DEL-008": Code(
        "error",
        "copies to {place} failed: {why}",
        "see to: and its secret under copy: in periodical.yaml; the next run goes on there",
    ),
    "DEL-009": Code(
        "warning",
        "{address} bounced: {why}",
        "mend the address in sources/subscribers.yaml, or take it out; it is not tried again as it is",
    ),
    "DEL-010": Code(
        "error",
        "there are subscribers and no mail: in periodical.yaml",
        "write mail: {{from: …, server: …, user: …, password: env:NAME}} there",
    ),
}
