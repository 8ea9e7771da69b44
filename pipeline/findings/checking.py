"""The EPC family: EPUBCheck, Ace and our own rules over a finished book."""

from __future__ import annotations

from pipeline.findings.code import Code


EPC: dict[str, Code] = {
    "EPC-001": Code("error", "EPUBCheck {id}: {message}", "mend what makes this file and build again"),
    "EPC-002": Code(
        "note", "EPUBCheck {id}: {message}", "nothing must be done; EPUBCheck thinks it worth a look"
    ),
    "EPC-003": Code(
        "error", "cannot be read as an EPUB: {reason}", "build it again; the file is damaged or is none"
    ),
    "EPC-004": Code(
        "error", "EPUBCheck could not finish: {reason}", "run `presswork doctor`, then check again"
    ),
    "EPC-005": Code(
        "error", "Ace {rule} ({impact}): {description}", "mend what makes this file and build again"
    ),
    "EPC-006": Code("error", "Ace could not finish: {reason}", "run `presswork doctor`, then check again"),
    "EPC-010": Code("error", "{problem}", "build the book again; its archive was changed or made elsewhere"),
    "EPC-011": Code(
        "error",
        "the entry's name is not made of a-z, 0-9, dot, hyphen and underscore",
        "rename the file; Kobo and mail to a Kindle refuse such names",
    ),
    "EPC-012": Code("error", "{problem}", "build the book again; its archive was changed or made elsewhere"),
    "EPC-013": Code(
        "error",
        "the file is in the archive, but the package does not list it",
        "take it out, or list it in the manifest",
    ),
    "EPC-014": Code(
        "error",
        "the file does not begin with its XML declaration in UTF-8",
        "begin it with the declaration; a Kindle garbles the text without it",
    ),
    "EPC-015": Code("error", "the XML is broken: {problem}", "mend the file"),
    "EPC-016": Code(
        "error",
        "the page is {size} kB, of at most {limit}",
        "divide the article; older readers turn slow or fail",
    ),
    "EPC-017": Code(
        "error",
        "the book is {size} MB, of at most {limit}",
        "use fewer or smaller pictures; mail to a Kindle refuses more",
    ),
    "EPC-020": Code("error", "{name} is there {times} times, not once", "mend the package document"),
    "EPC-021": Code("error", "the identifier is {identifier}, not one urn:uuid", "mend the package document"),
    "EPC-022": Code(
        "error",
        "the NCX is made for {uid}, not for this book",
        "write the book's identifier into the NCX",
    ),
    "EPC-023": Code(
        "error",
        "{name} is “{date}”, not {form}",
        "write the whole date; shelves fill up the rest with today's",
    ),
    "EPC-024": Code(
        "error",
        "“{language}” is no language that readers know",
        "set language: in periodical.yaml to one like zh-Hans, zh-CN or en",
    ),
    "EPC-025": Code("error", "{problem}", "mend the package document; shelves sort by it"),
    "EPC-026": Code("error", "{problem}", "mend the package document or the page"),
    "EPC-027": Code("error", "{problem}", "mend the package document"),
    "EPC-030": Code("error", "nav and NCX disagree: {problem}", "make both from one tree"),
    "EPC-031": Code("error", "“{label}” {problem}", "put the contents into the order of the pages"),
    "EPC-032": Code("error", "the contents do not lead to this article", "put it into nav and NCX"),
    "EPC-033": Code(
        "error",
        "“{label}” lies deeper than {limit} levels",
        "flatten the contents; readers show no more",
    ),
    "EPC-034": Code("error", "{times} NCX entries lead to {target}", "give each entry a place of its own"),
    "EPC-035": Code("error", "an entry of the contents {problem}", "give every entry words and a link"),
    "EPC-036": Code("error", "NCX: {problem}", "number it anew"),
    "EPC-037": Code("error", "{problem}", "mend the spine"),
    "EPC-038": Code("error", "{problem}", "mend the landmarks in the nav"),
    "EPC-040": Code("error", "{problem}", "tell one language in the package and on every page"),
    "EPC-041": Code(
        "error",
        "the page has {count} h1",
        "give every page one main heading, and the cover none",
    ),
    "EPC-042": Code(
        "error",
        "a heading h{level} follows after h{last}",
        "take the next level; screen readers count them",
    ),
    "EPC-043": Code("error", "{tag} has no words", "fill it or take it out"),
    "EPC-044": Code("error", "{problem}", "take it out; mail to a Kindle refuses the book"),
    "EPC-045": Code("error", "the page carries a style of its own", "use a class, and say it in the sheet"),
    "EPC-046": Code(
        "warning",
        "the bold paragraph “{text}” stands as a heading",
        "make it a heading in the source; nobody can jump to a bold paragraph",
    ),
    "EPC-047": Code(
        "warning",
        "the table has no heading cell",
        "make its first row or column th in the source",
    ),
    "EPC-048": Code(
        "warning",
        "no font draws {characters}",
        "mend the character in the source: it is a damaged one, or from a font of the site's own",
    ),
    "EPC-049": Code(
        "warning",
        "the table {problem}",
        "part it in the source; a Kindle cuts such a table",
    ),
    "EPC-050": Code("error", "epub:type {kind} lacks role {role}", "put the role on the same element"),
    "EPC-051": Code(
        "error",
        "role {role} on {tag} {problem}",
        "move the role to the element that may carry it",
    ),
    "EPC-052": Code(
        "error",
        "an inner section carries a label",
        "label only the outermost section of a page",
    ),
    "EPC-060": Code(
        "error",
        "the link {href} leads into a page",
        "link to the whole file; Kobo shows such a link as a note",
    ),
    "EPC-061": Code("error", "{href} is not in the book", "mend the reference, or put the file in"),
    "EPC-062": Code("error", "{href} names an id that is not there", "mend the reference, or put the id in"),
    "EPC-063": Code(
        "error",
        "{href} lies outside the book",
        "put the file into the book, or link to http or https",
    ),
    "EPC-064": Code("error", "{problem}", "pair every note with its mark"),
    "EPC-070": Code(
        "error",
        "the sheet holds {what}: {text}",
        "say it with plain values; older engines drop the whole sheet",
    ),
    "EPC-071": Code("error", "the sheet says {text}", "say it otherwise; readers refuse it or draw it wrong"),
    "EPC-072": Code("error", "the sheet sets a colour: {text}", "leave colours to the reader's theme"),
    "EPC-073": Code(
        "error",
        "the sheet sets the typeface of {selector}",
        "leave running text to the reader's choice",
    ),
    "EPC-074": Code(
        "warning",
        "the sheet has a rule for every {selector}",
        "use a class; Kobo puts in spans of its own",
    ),
    "EPC-080": Code(
        "error",
        "{problem}",
        "convert the picture to JPEG or PNG, in RGB or grey, without transparency",
    ),
    "EPC-081": Code("error", "the picture has {problem}", "scale it down"),
    "EPC-082": Code(
        "error",
        "the cover is {size}, its shorter side must be {least} or more",
        "make it larger",
    ),
    "EPC-083": Code("error", "{problem}", "name pictures by the sha256 of their bytes, each once"),
    "EPC-084": Code("warning", "no page shows the picture", "take it out"),
    "EPC-085": Code(
        "error",
        "the picture has no text alternative",
        "say in issue.yaml, under alt:, what it shows",
    ),
    "EPC-086": Code(
        "error",
        "the text alternative repeats the caption: {alt}",
        "say in issue.yaml, under alt:, what the picture shows",
    ),
    "EPC-090": Code("error", "{problem}", "make the metadata from the content"),
    "EPC-091": Code("error", "{problem}", "list every article once, with a link to its page"),
    "EPC-092": Code(
        "error", "{problem}", "give every book its own identifier, and numbers that grow with the dates"
    ),
}
