"""The FET family: fetching from the web."""

from __future__ import annotations

from pipeline.findings.code import Code


FET: dict[str, Code] = {
    "FET-001": Code(
        "error",
        "an address that begins with '{scheme}' cannot be fetched",
        "write an http or https address, or save the page and name it under file:",
    ),
    "FET-002": Code(
        "error", "the address holds a user name or password", "remove what stands before the '@'"
    ),
    "FET-003": Code("error", "this is no web address: {reason}", "copy it again from the browser"),
    "FET-010": Code(
        "error",
        "the host {host} is not found: {reason}",
        "look for a spelling mistake, and whether this machine is on the net",
    ),
    "FET-011": Code(
        "error",
        "no connection to {host}: {reason}",
        "try the address in a browser, and fetch again later",
    ),
    "FET-012": Code("error", "the site does not answer: {reason}", "fetch again later"),
    "FET-013": Code(
        "error",
        "not finished within {seconds} s; {size} kB had come",
        "fetch again later, or save the page by hand and name it under file:",
    ),
    "FET-014": Code(
        "error",
        "the site's certificate cannot be trusted: {reason}",
        "look at it in a browser; nothing is fetched until it is mended"
        " (if a company's proxy signs, name its certificates in REQUESTS_CA_BUNDLE)",
    ),
    "FET-015": Code(
        "error",
        "no secure connection can be made: {reason}",
        "try the address in a browser, and save the page by hand if it opens there",
    ),
    "FET-016": Code(
        "error",
        "{host} leads to {address}, which is a {kind} address",
        "mend the address; if it is meant, name the host under allow_private_hosts in periodical.yaml",
    ),
    "FET-017": Code(
        "error",
        "the proxy fails: {reason}",
        "look at HTTP_PROXY, HTTPS_PROXY and NO_PROXY in the environment",
    ),
    "FET-018": Code("error", "the connection broke: {reason}", "fetch again later"),
    "FET-019": Code(
        "error", "the answer is not HTTP: {reason}", "look whether the address has the right port"
    ),
    "FET-020": Code(
        "error",
        "there is nothing at this address (404)",
        "look for its new address, or for a copy in a web archive",
    ),
    "FET-021": Code(
        "error", "the site has taken the page away (410)", "look for a copy in a web archive, or leave it out"
    ),
    "FET-022": Code(
        "error",
        "the site does not let us see the page ({status})",
        "open it in a browser, save it and name it under file:, if you may use it",
    ),
    "FET-023": Code(
        "error", "the page is withheld for legal reasons (451)", "leave it out, or use another source"
    ),
    "FET-024": Code(
        "error",
        "the site says we ask too often (429){asked}",
        "fetch again later; set a larger pace_s in the outlet's file",
    ),
    "FET-025": Code("error", "the site fails with status {status}{asked}", "fetch again later"),
    "FET-026": Code(
        "error", "the site answers with status {status}, which is no page", "try the address in a browser"
    ),
    "FET-027": Code("error", "the site refuses the request ({status})", "try the address in a browser"),
    "FET-030": Code(
        "error",
        "robots.txt asks programs not to fetch this",
        "ask the site's keeper, or save the page by hand and name it under file:",
    ),
    "FET-031": Code(
        "error",
        "the site's robots.txt cannot be read ({reason}), so nothing is fetched from there for now",
        "fetch again later",
    ),
    "FET-032": Code(
        "note",
        "asks to wait {delay} s between pages; we wait {cap} s",
        "nothing must be done; fetch few pages at a time from there",
    ),
    "FET-033": Code(
        "note",
        "tells sites no address where their keepers reach you",
        "write contact: and an address or page into it",
    ),
    "FET-040": Code(
        "error",
        "larger than the {limit} kB allowed",
        "save it by hand and name it under file:, if it is what you want",
    ),
    "FET-042": Code(
        "error",
        "not whole: {reason}",
        "fetch again later; if it stays so, save the page by hand and name it under file:",
    ),
    "FET-043": Code(
        "error",
        "its {coding} packing is broken: {reason}",
        "fetch again later; if it stays so, save the page by hand and name it under file:",
    ),
    "FET-044": Code(
        "error",
        "sent in a coding we do not know: {coding}",
        "save the page by hand and name it under file:",
    ),
    "FET-045": Code(
        "error", "this is no page, but {type}", "save it by hand, and see what `presswork import` makes of it"
    ),
    "FET-046": Code(
        "error",
        "a page came in place of the picture",
        "look whether the picture is still there; else give another, or leave it out",
    ),
    "FET-047": Code("error", "the site sent nothing: the answer is empty", "try the address in a browser"),
    "FET-048": Code("error", "not fetched: the run was ended before", "run `presswork fetch` again"),
    "FET-050": Code(
        "error",
        "over {count} redirects, one after the other",
        "try the address in a browser; use its last one",
    ),
    "FET-051": Code(
        "error",
        "the redirects lead in a circle",
        "try the address in a browser; save the page by hand if it opens there",
    ),
    "FET-052": Code("error", "a redirect ({status}) that names no address", "try the address in a browser"),
    "FET-060": Code(
        "warning",
        "shows {count} pictures, of which the first {limit} were fetched",
        "see on the page whether the others belong to the article",
    ),
    "FET-061": Code(
        "warning",
        "the article goes on after {limit} pages; what follows is left out",
        "if it is one article, save the rest by hand and add it as a part of its own",
    ),
}
