"""A page's bytes → its tree, and what must be known of it before anything is taken out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.clean.players import PLAYERS
from pipeline.credit import Fields
from pipeline.findings import Finding, find
from pipeline.model import Counts, Outlet, Page
from pipeline.read.encoding import decode
from pipeline.read.ledger import count
from pipeline.read.meta.lines import LABELLED
from pipeline.read.meta.sources import labelled_fields
from pipeline.read.state import Script, read_scripts
from pipeline.read.tree import Element, grow_and_tell, text_in
from pipeline.read.walls import Signs, leads_to, read_signs


LITTLE = 400  # letters; an error page says little
MUCH = 4000  # letters, from which an article is whole, whatever the page's data hold
STATES = (b"__NEXT_DATA__", b"__INITIAL_STATE__", b"__NUXT", b"__PRELOADED_STATE__")


@dataclass(slots=True)
class Sheet:
    """One page of an article, parsed; `whole` was counted before anything was taken out."""

    page: Page
    root: Element
    body: Element
    whole: Counts
    findings: tuple[Finding, ...]
    signs: Signs
    scripts: tuple[Script, ...]
    has_data: bool  # its scripts may hold the article
    encoding: str
    text: str  # all that is in it, what scripts and styles hold too
    leads: str | None  # the address to which a page without text sends its reader on
    labelled: Fields | None = None  # what labels anywhere on it tell, once they were looked for

    def labels(self, names: Iterable[str] = LABELLED) -> Fields:
        """Return what the labels of these fields tell, wherever they stand: before anything is cut, or when asked."""
        if self.labelled is None:
            self.labelled = labelled_fields(self.body, self.text, names)
        return self.labelled


def open_sheet(page: Page, outlet: Outlet | None) -> Sheet | None:
    """Decode and parse a page, and ready its tree for the readers; None where nothing is in it."""
    decoded = decode(page.data, page.name, header=page.charset, told=outlet.encoding if outlet else None)
    root, broken_off = grow_and_tell(decoded.text)
    body = root.find("body") if root is not None else None
    if root is None or body is None:
        return None
    told = (find("REA-020", page.name, why=broken_off),) if broken_off else ()
    text = text_in(body)
    signs, whole = read_signs(body), count(body, text)
    has_data = _may_hold_data(page.data)
    scripts = read_scripts(root) if whole.letters < MUCH or has_data else ()
    leads = leads_to(root) if whole.letters < LITTLE else None
    _name_films(body)
    _show_formulas(body)
    findings = (*decoded.findings, *told)
    return Sheet(page, root, body, whole, findings, signs, scripts, has_data, decoded.encoding, text, leads)


def _may_hold_data(data: bytes) -> bool:
    """Look for the names of data that hold articles; most pages have not even what four of them begin with."""
    return b"articleBody" in data or (b"__" in data and any(name in data for name in STATES))


def _show_formulas(body: Element) -> None:
    """Take off what hides a formula behind a drawing of it."""
    for formula in body.iter("math"):
        for el in (formula, *formula.iterancestors("span", "div")):
            if "math" in f"{el.get('class') or ''} {el.tag}":
                for key in ("style", "hidden", "aria-hidden"):
                    el.attrib.pop(key, "")


def _name_films(body: Element) -> None:
    """Call a frame that shows a film one: other frames hold nothing of an article."""
    for frame in body.iter("iframe"):
        if PLAYERS.search(frame.get("src") or frame.get("data-src") or ""):
            frame.tag = "video"
