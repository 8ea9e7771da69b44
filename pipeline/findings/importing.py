"""The IMP family: importing back issues."""

from __future__ import annotations

from pipeline.findings.code import Code


IMP: dict[str, Code] = {
    "IMP-001": Code(
        "error", "the text does not tell the issue's {what}", "pass both, for example --issue 2021/08"
    ),
    "IMP-002": Code(
        "warning", "the text tells no month, only {date}", "set date: in issue.yaml, such as {date}-06"
    ),
    "IMP-003": Code(
        "warning", "--issue says no. {told}, the text says no. {found}", "see that it is the right text"
    ),
    "IMP-004": Code(
        "warning", "--issue says {told}, the text says {found}", "see that year and date are right"
    ),
    "IMP-005": Code(
        "warning",
        "a combined issue, no. {first} to {last}",
        "it is kept as no. {first}; say the rest in note:",
    ),
    "IMP-006": Code(
        "note", "no nameplate was found", "set title: in issue.yaml where it is not the periodical's"
    ),
    "IMP-007": Code("note", "no whole number was found", "set whole_number: in issue.yaml"),
    "IMP-008": Code(
        "note",
        "the front page also says “{text}”, which has no place in issue.yaml",
        "put it into note: if it matters",
    ),
    "IMP-009": Code(
        "note",
        "taken out as page numbers and running headers, {count}: {sample}",
        "see that none was text",
    ),
    "IMP-010": Code(
        "note", "“{text}” may be page furniture and was kept", "delete it from the article file if it is"
    ),
    "IMP-011": Code(
        "warning",
        "the contents list has “{title}”, and no article has that title",
        "look for its text in the article before it; divide the file and add an entry",
    ),
    "IMP-012": Code(
        "note", "the contents list says “{listed}”, the article “{title}”", "keep the right one in title:"
    ),
    "IMP-013": Code(
        "warning", "“{title}” is no title of the contents list", "see that an article begins there"
    ),
    "IMP-014": Code(
        "error", "no article was found", "give each article its title and 来源： or By line above its text"
    ),
    "IMP-015": Code(
        "note", "no contents list; titles were found by form ({count}): {titles}", "see that they are right"
    ),
    "IMP-016": Code(
        "note",
        "“{text}” before the first article was taken as the editor's note",
        "move it if it is of an article",
    ),
    "IMP-017": Code(
        "note",
        "lines are broken at about {length} characters, and only a short line tells where a paragraph ends",
        "look for paragraphs that became one, where the first ended with a full line",
    ),
    "IMP-020": Code(
        "note", "a broken paragraph was joined: …{before} | {after}…", "divide it again if it was two"
    ),
    "IMP-021": Code(
        "note",
        "a paragraph may be broken here, and was left: …{before} | {after}…",
        "join the two if they are one",
    ),
    "IMP-022": Code(
        "note", "sub-headings found ({count}): {headings}", "see that they are right; they begin with ##"
    ),
    "IMP-023": Code(
        "error", "“{title}” has no text", "see where its text went, and put it into the article file"
    ),
    "IMP-024": Code(
        "warning", "“{title}” does not say who published it", "set credit: {{outlet: …}} in its entry"
    ),
    "IMP-025": Code(
        "note", "“{names}” under the title was taken as its byline", "move it to the text if it is not"
    ),
    "IMP-026": Code(
        "note",
        "“{text}” was taken as a credit line, and an entry keeps nothing of it",
        "add it to the text if it matters",
    ),
}
