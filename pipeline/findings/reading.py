"""The REA family: reading pages and texts."""

from __future__ import annotations

from pipeline.findings.code import Code


REA: dict[str, Code] = {
    "REA-001": Code(
        "note",
        "declared as {declared}, but the bytes are {encoding}, and were read so",
        "nothing, unless characters look wrong; then set encoding: in the outlet's file",
    ),
    "REA-002": Code(
        "warning",
        "{lost} in the {encoding} text, each shown as \ufffd",
        "fetch the page again, or mend the file",
    ),
    "REA-003": Code("error", "the page is empty", "fetch it again, or put the text into a file"),
    "REA-004": Code(
        "error",
        "no article was found in the page",
        "open the page; set select: body: in the outlet's file, or put the text into a file",
    ),
    "REA-005": Code(
        "error",
        "the site answered with an error page ({words})",
        "look for the article's new address, or take the entry out",
    ),
    "REA-006": Code(
        "warning",
        "select: body: {selector} of outlet {outlet} found nothing, the generic reader was used",
        "the site has changed: open the page and mend the selector",
    ),
    "REA-007": Code(
        "warning",
        "the generic reader is not sure it found the whole article: {why}",
        "compare the article with the page; a select: body: for the outlet settles it",
    ),
    "REA-008": Code("warning", "no title was found", "set title: in the entry"),
    "REA-009": Code("note", "no date of publication was found", "set credit: published: in the entry"),
    "REA-010": Code("warning", "the page does not say who published it", "set credit: outlet: in the entry"),
    "REA-011": Code(
        "warning", "the article is only a picture, with no text", "put the text of the picture into a file"
    ),
    "REA-012": Code(
        "warning", "page {part} repeats a page already read, and was left out", "check the archive's pages"
    ),
    "REA-013": Code(
        "error",
        "the account of what was kept and dropped does not balance: {why}",
        "report it with the page: a part of the article may be missing",
    ),
    "REA-014": Code("error", "the file could not be read: {why}", "save it again, or as plain text"),
    "REA-015": Code("error", "no reader for {media_type}", "save it as .html, .md, .txt or .docx"),
    "REA-016": Code("error", "reading .docx needs another package", "pip install 'presswork[docx]'"),
    "REA-017": Code(
        "warning",
        "select: {name}: {selector} of outlet {outlet} found nothing",
        "the site has changed: open the page and mend the selector",
    ),
    "REA-018": Code(
        "error",
        "select: {name}: {selector} of outlet {outlet} is no CSS selector: {why}",
        "mend the outlet's file",
    ),
    "REA-019": Code("note", "{what} was left out of the .docx file", "look at the article in the book"),
    "REA-020": Code("error", "the page could not be read to its end: {why}", "put the text into a file"),
    "REA-021": Code(
        "warning",
        "the selector {selector} of outlet {outlet} finds {letters} letters; an article of {found} was read instead",
        "the site has changed: open the page and mend the selector",
    ),
    "REA-030": Code(
        "note",
        "the page declares the {field} {declared} and shows {shown}; {taken} was taken",
        "open the page; set the right one under credit: in the entry",
    ),
    "REA-031": Code(
        "error",
        "the article is a PDF ({address})",
        "save that document and run `presswork import FILE.pdf`, or put its text into a file",
    ),
    "REA-032": Code(
        "error",
        "the page asks for a login before it shows the article ({words})",
        "open it in a browser where you are logged in, save it, and add the saved file",
    ),
    "REA-033": Code(
        "error",
        "the page asks for consent before it shows the article ({words})",
        "answer it in a browser, save the page once it shows the article, and add the saved file",
    ),
    "REA-034": Code(
        "error",
        "the site asked for proof that a person reads ({words})",
        "open the page in a browser, save it, and add the saved file",
    ),
    "REA-035": Code(
        "error",
        "the page is an empty shell that a browser fills by JavaScript ({words})",
        "save the page from a browser once it shows the article, and add the saved file",
    ),
    "REA-036": Code(
        "note",
        "the page shows no article; it was read from its scripts or its noscript ({letters} letters)",
        "compare it with the page in a browser",
    ),
    "REA-037": Code(
        "error",
        "the page holds no article and only leads to another ({address})",
        "set url: to that address in the entry, and fetch it",
    ),
}
