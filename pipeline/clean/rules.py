"""The ordered table of rules, and one cleaning: soup → rules → normal form → account."""

from __future__ import annotations

from collections.abc import Callable

from bs4 import Tag
from lxml import etree

from pipeline import markup
from pipeline.clean.anchors import anchors
from pipeline.clean.background_pictures import background_pictures
from pipeline.clean.bold_headings import bold_headings
from pipeline.clean.caption_boxes import caption_boxes
from pipeline.clean.captions import captions
from pipeline.clean.code_listings import code_listings
from pipeline.clean.context import Context, measure
from pipeline.clean.credit_lines import credit_lines
from pipeline.clean.datelines import datelines
from pipeline.clean.dead_links import dead_links
from pipeline.clean.drop_boxes import drop_boxes
from pipeline.clean.drop_duplicates import drop_duplicates
from pipeline.clean.drop_empty import drop_empty
from pipeline.clean.drop_furniture import drop_furniture
from pipeline.clean.drop_hidden import drop_hidden
from pipeline.clean.drop_icons import drop_icons
from pipeline.clean.drop_machinery import drop_machinery
from pipeline.clean.drop_selected import drop_selected
from pipeline.clean.drop_title import drop_title
from pipeline.clean.empty_inline import empty_inline
from pipeline.clean.figure_boxes import figure_boxes
from pipeline.clean.figures import figures
from pipeline.clean.films import films
from pipeline.clean.formulas import formulas
from pipeline.clean.heading_levels import heading_levels
from pipeline.clean.headings import headings
from pipeline.clean.interviews import interviews
from pipeline.clean.invisible import invisible
from pipeline.clean.join_broken_paragraphs import join_broken_paragraphs
from pipeline.clean.languages import languages
from pipeline.clean.layout_tables import layout_tables
from pipeline.clean.letters import letters
from pipeline.clean.links import links
from pipeline.clean.mathml import mathml
from pipeline.clean.notes import count_notes, notes
from pipeline.clean.options import Cleaned, Options
from pipeline.clean.paragraphs import paragraphs
from pipeline.clean.presentation import presentation
from pipeline.clean.promote_lazy import promote_lazy
from pipeline.clean.punctuation import punctuation
from pipeline.clean.rescue_noscript import rescue_noscript
from pipeline.clean.ruby import ruby
from pipeline.clean.soup import make_soup
from pipeline.clean.spans import spans
from pipeline.clean.strays import strays
from pipeline.clean.tables import tables
from pipeline.clean.tree import text_of
from pipeline.clean.typed_breaks import typed_breaks
from pipeline.clean.typed_headings import typed_headings
from pipeline.clean.typed_lists import typed_lists
from pipeline.clean.typed_notes import typed_notes
from pipeline.clean.verses import verses
from pipeline.clean.white_space import white_space
from pipeline.clean.word_html import word_html
from pipeline.markup.text import count_written
from pipeline.model import Counts, Drop


Rule = Callable[[Tag, Context], None]

# Once, in this order: what is no text goes, then elements get their plain names, then text its paragraphs.
RULES: tuple[tuple[str, Rule], ...] = (
    ("drop_selected", drop_selected),
    ("rescue_noscript", rescue_noscript),
    ("films", films),
    ("formulas", formulas),
    ("drop_machinery", drop_machinery),
    ("drop_hidden", drop_hidden),
    ("background_pictures", background_pictures),
    ("promote_lazy", promote_lazy),
    ("drop_icons", drop_icons),
    ("drop_boxes", drop_boxes),
    ("caption_boxes", caption_boxes),
    ("code_listings", code_listings),
    ("mathml", mathml),
    ("word_html", word_html),
    ("presentation", presentation),
    ("spans", spans),
    ("invisible", invisible),
    ("links", links),
    ("anchors", anchors),
    ("layout_tables", layout_tables),
    ("ruby", ruby),
    ("strays", strays),
    ("figure_boxes", figure_boxes),
    ("headings", headings),
    ("empty_inline", empty_inline),
    ("paragraphs", paragraphs),
    ("figures", figures),
    ("white_space", white_space),
    ("punctuation", punctuation),
    ("tables", tables),
    ("typed_notes", typed_notes),
    ("notes", notes),
)
# Again until nothing changes: each reads the run of blocks, and may show the next one something new.
BLOCK_RULES: tuple[tuple[str, Rule], ...] = (
    ("drop_empty", drop_empty),
    ("captions", captions),
    ("drop_title", drop_title),
    ("typed_breaks", typed_breaks),
    ("drop_furniture", drop_furniture),
    ("credit_lines", credit_lines),
    ("drop_duplicates", drop_duplicates),
    ("datelines", datelines),
    ("letters", letters),
    ("join_broken_paragraphs", join_broken_paragraphs),
    ("interviews", interviews),
    ("verses", verses),
    ("bold_headings", bold_headings),
    ("typed_headings", typed_headings),
    ("heading_levels", heading_levels),
    ("typed_lists", typed_lists),
    ("dead_links", dead_links),
    ("languages", languages),
)
MOST_ROUNDS = 50


def clean(container: str | etree._Element, options: Options) -> Cleaned:
    """Clean an article's container."""
    soup = make_soup(container, options.drop)
    context = Context(options, soup.root, soup.index, soup.bearers, soup.chosen, text_of(soup.root))
    context.pending_notes = count_notes(context)
    context.total = measure(soup.root) + Counts(notes=context.pending_notes)
    for selector in soup.misread:
        context.find("CLN-002", selector=selector)
    for name, rule in RULES:
        if name not in options.rules_off:
            rule(soup.root, context)
    _settle(context)
    body = markup.from_soup(soup.root)
    return _balance(body, context)


def _settle(context: Context) -> None:
    rules = [rule for name, rule in BLOCK_RULES if name not in context.options.rules_off]
    seen: dict[
        Rule, int
    ] = {}  # a rule → the count of changes when it last looked: it need not look again at the same
    for _ in range(MOST_ROUNDS):
        for rule in rules:
            before = context.changes
            if seen.get(rule) != before:
                rule(context.root, context)
                seen[rule] = before  # stale at once where it changed something
        if all(seen[rule] == context.changes for rule in rules):
            return


def _balance(body: str, context: Context) -> Cleaned:
    """Close the account; a difference is a mistake of ours, and is told as one."""
    kept = count_written(body)
    rest = context.total - kept
    for drop in context.ledger:
        rest = rest - drop.counts
    if (
        rest != Counts() and context.options.rules_off
    ):  # what a rule would have settled, the writer had to leave out
        context.ledger.append(Drop("normal_form", rest))
    elif rest != Counts():
        context.ledger.append(Drop("unaccounted", rest))
        context.find(
            "CLN-001", letters=rest.letters, pictures=rest.pictures, links=rest.links, tables=rest.tables
        )
    return Cleaned(
        body, context.total, kept, tuple(context.ledger), tuple(context.credit_lines), tuple(context.findings)
    )
