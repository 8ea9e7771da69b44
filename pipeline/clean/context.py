"""What the rules share while they clean one soup: options, elements by name, the ledger, what was found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from pipeline.clean import tree
from pipeline.clean.options import Options
from pipeline.findings import Finding, find
from pipeline.markup.inline import attributes
from pipeline.model import Counts, Drop


SAMPLE = 40  # characters
NOTHING = Counts()


def count_letters(text: str) -> int:
    """Count the characters that are not white space."""
    return len("".join(text.split()))


def measure(node: PageElement) -> Counts:
    """Count what a node holds."""
    if not isinstance(node, Tag):
        return Counts(letters=count_letters(str(node)))
    names = [tag.name for tag in tree.descend(node) if tag.name in COUNTED and COUNTED[tag.name](tag)]
    return Counts(
        count_letters(tree.text_of(node)),
        names.count("img"),
        names.count("a"),
        names.count("table"),
        names.count("aside"),
    )


def is_note(tag: Tag) -> bool:
    """Tell whether an element is a note already."""
    return tag.name == "aside" and attributes(tag).get("class") == "note"


COUNTED: dict[str, Callable[[Tag], bool]] = {
    "a": lambda tag: "href" in tag.attrs,
    "aside": is_note,
    "img": lambda _: True,
    "table": lambda _: True,
}


@dataclass
class Context:
    """One cleaning under way."""

    options: Options
    root: Tag
    index: dict[str, list[Tag]]
    bearers: dict[str, list[Tag]] = field(default_factory=dict)
    chosen: list[Tag] = field(default_factory=list)
    text: str = ""  # all of the page's text, before any rule
    total: Counts = NOTHING
    ledger: list[Drop] = field(default_factory=list)
    credit_lines: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    pending_notes: int = 0  # notes of the page that no rule has made notes of yet
    changes: int = 0

    def tags(self, *names: str) -> list[Tag]:
        """Return the elements of these names that are still in the soup."""
        found: list[Tag] = []
        for name in names:
            if held := self.index.get(name):  # of most names a page has none
                found += [tag for tag in held if tag.parent is not None and tag.name == name]
        return found

    def bearing(self, *keys: str) -> list[Tag]:
        """Return the elements still in the soup that the page gave one of these attributes."""
        return [
            tag
            for key in keys
            for tag in self.bearers.get(key, ())
            if tag.parent is not None and key in tag.attrs
        ]

    def references(self) -> list[Tag]:
        """Return the links that lead to a place in the article."""
        return [link for link in self.tags("a") if str(link.attrs.get("href", "")).startswith("#")]

    def drop(self, node: PageElement, rule: str) -> None:
        """Remove a node and enter what it held in the ledger."""
        self.account(rule, measure(node), tree.text_of(node))
        tree.remove(node)
        if isinstance(node, Tag):
            for tag in list(tree.descend(node)):
                tag.parent = None

    def account(self, rule: str, counts: Counts, text: str = "") -> None:
        """Enter a loss in the ledger; a negative count is text that a rule wrote out."""
        self.changes += 1
        if counts != NOTHING:
            self.ledger.append(Drop(rule, counts, " ".join(text.split())[:SAMPLE]))

    def rewrite(self, node: NavigableString, text: str, rule: str) -> NavigableString:
        """Put other text in a string's place and enter the letters it lost or won."""
        lost = count_letters(str(node)) - count_letters(text)
        if lost:
            self.account(rule, Counts(letters=lost), str(node))
        return tree.replace_text(node, text)

    def unwrap(self, tag: Tag, rule: str) -> None:
        """Put an element's content in its place; a link or table so lost is entered in the ledger."""
        self.changes += 1
        lost = Counts(links=int(tag.name == "a" and "href" in tag.attrs), tables=int(tag.name == "table"))
        if lost != NOTHING:
            self.account(rule, lost, tree.text_of(tag))
        tree.unwrap(tag)

    def lose_link(self, tag: Tag, rule: str) -> None:
        """Take a link's address off and enter the loss; the element stays as a place others may lead to."""
        if "href" in tag.attrs:
            del tag.attrs["href"]
            self.account(rule, Counts(links=1), tree.text_of(tag))

    def rename(self, tag: Tag, name: str) -> None:
        """Give an element another name."""
        tag.name = name
        self.index.setdefault(name, []).append(tag)

    def new(self, name: str, attrs: dict[str, str] | None = None) -> Tag:
        """Make an element that stands in no tree yet."""
        tag = Tag(name=name, attrs=attrs or {})
        self.index.setdefault(name, []).append(tag)
        return tag

    def set_id(self, tag: Tag, name: str) -> None:
        """Give an element an id."""
        tag.attrs["id"] = name
        self.bearers.setdefault("id", []).append(tag)

    def wrap(self, parent: Tag, start: int, stop: int, name: str) -> Tag:
        """Put the children from start to stop into a new element."""
        tag = self.new(name)
        tree.wrap(parent, start, stop, tag)
        return tag

    def find(self, code: str, **values: object) -> None:
        """Tell a person something."""
        self.findings.append(find(code, self.options.where, **values))
