"""The frozen values that every stage takes and gives back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.findings import Finding


Direction = Literal["ltr", "rtl", "vertical-rl"]
Role = Literal[
    "author", "reporter", "correspondent", "editor", "responsible-editor", "translator", "photographer"
]


# --- what a person writes: the configuration -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Numbering:
    """Where the counting of issues began."""

    first_year: int
    first_whole_number: int = 1


@dataclass(frozen=True, slots=True)
class Edition:
    """A further book of every issue and volume, made of the same sources."""

    language: str | None = None  # the other Chinese script
    direction: Direction | None = None
    title: str | None = None  # the nameplate, where converting would not give it
    keep: tuple[str, ...] = ()  # words that are never converted


@dataclass(frozen=True, slots=True)
class Periodical:
    """The continuing title (schema.org Periodical)."""

    key: str
    title: str
    language: str  # BCP 47
    publisher: str
    namespace: str  # UUID; identifiers are uuid5 of it
    direction: Direction = "ltr"
    ears: tuple[str, ...] = ()
    issn: str | None = None
    numbering: Numbering | None = None
    frequency: str = "monthly"
    style: str = "classic"
    rights: str | None = None
    allow_private_hosts: tuple[str, ...] = ()
    contact: str | None = None  # a mail address or page that fetching tells the sites it asks
    time_zone: str | None = None  # Asia/Shanghai or +08:00; None: by the language
    editions: tuple[Edition, ...] = ()
    edition: str = ""  # of a periodical as an edition has it: "zh-hant-vertical"; names files and identifiers
    edition_label: str = ""  # the same for a reader: 繁體中文
    index_order: Literal["pinyin", "strokes"] = "pinyin"  # how a volume's indexes file Chinese
    volumes: tuple[str, ...] = ("yearly",)  # what is bound: yearly, half-yearly, 2018-2021
    readings: tuple[tuple[str, str], ...] = ()  # name or word → how it is read: 曾国藩 → zeng guofan


@dataclass(frozen=True, slots=True)
class Post:
    """How mail goes out; a secret is only where it lies: env:NAME or file:PATH."""

    sender: str  # an address, or a name and one: 园地 <post@mail.example>
    host: str
    port: int
    security: str = "starttls"  # starttls, tls, or none on this machine
    user: str | None = None
    password: str | None = None
    oauth2: str | None = None  # an access token, or a key file's JSON with a refresh token
    unsubscribe: str | None = None  # mailto: or a page


@dataclass(frozen=True, slots=True)
class Copy:
    """A place that gets copies of what is made."""

    to: str  # a folder, or webdavs://, sftp://, s3://
    what: str = "books"  # the books alone, or all of the shelf
    user: str | None = None
    password: str | None = None  # where it lies
    endpoint: str | None = None  # of an S3-compatible storage


@dataclass(frozen=True, slots=True)
class Office:
    """Who lets an issue out and who is told: nothing of it reaches a book."""

    review: bool = False  # an issue waits for `presswork approve`
    editor: tuple[str, ...] = ()  # mail addresses
    webhook: tuple[str, ...] = ()  # addresses, or where they lie
    site: str | None = None  # where dist/ can be reached
    post: Post | None = None
    copies: tuple[Copy, ...] = ()


@dataclass(frozen=True, slots=True)
class Subscriber:
    """Who gets what: issue, volume or only a link."""

    address: str
    name: str | None = None
    gets: tuple[str, ...] = ("issue",)
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Selectors:
    """CSS selectors of one outlet's pages; None where the generic reader decides."""

    title: str | None = None
    body: str | None = None
    date: str | None = None
    outlet: str | None = None
    byline: str | None = None
    deck: str | None = None
    kicker: str | None = None
    next_page: str | None = None


@dataclass(frozen=True, slots=True)
class Collect:
    """How an outlet's candidates are found."""

    feed: str | None = None  # RSS, Atom or JSON Feed
    match: tuple[str, ...] = ()  # words of which title or summary must have one
    limit: int = 10  # how many an issue takes
    sitemap: str | None = None
    page: str | None = None  # a list page
    selector: str | None = None  # CSS: its links, or the boxes each link stands in
    date_pattern: str | None = None  # a regular expression with the groups Y, m, d, or a date in its first
    next_page: str | None = None  # CSS: the link to older articles


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who published an article, and how to read it from their site."""

    key: str
    name: str  # as credited
    hosts: tuple[str, ...]  # exact names or "*.name"
    select: Selectors = Selectors()
    drop: tuple[str, ...] = ()
    rules_off: tuple[str, ...] = ()
    encoding: str | None = None
    pace_s: float = 1.0
    prefer: Literal["print", "amp"] | None = None  # the version of a page that is read, where there is one
    rights: str | None = None
    collect: Collect | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """An article's place in a series that runs over issues."""

    name: str
    part: int


@dataclass(frozen=True, slots=True)
class CreditOverride:
    """Credit fields an editor set by hand; only those named in `given` win over the page (they may be None)."""

    given: tuple[str, ...] = ()
    outlet: str | None = None
    original: str | None = None
    url: str | None = None
    published: str | None = None
    byline: tuple[str, ...] = ()
    editor: str | None = None
    retrieved: str | None = None
    rights: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of an issue's plan: an address or a file, and what the editor set over it."""

    url: str | None = None
    file: str | None = None  # relative to the issue's folder
    outlet: str | None = None  # an outlet's key
    title: str | None = None
    deck: str | None = None
    kicker: str | None = None  # what stands above the headline: 引题, Dachzeile
    language: str | None = None
    department: str | None = None
    series: Series | None = None
    credit: CreditOverride = CreditOverride()
    line: int = 0  # 1-based line in issue.yaml; never part of a book


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of an errata list."""

    date: str
    text: str
    article: int | None = None  # position in the issue, 1-based


@dataclass(frozen=True, slots=True)
class Issue:
    """One part published at one date (schema.org PublicationIssue), as planned."""

    year: int
    number: int
    date: str  # YYYY, YYYY-MM or YYYY-MM-DD
    entries: tuple[Entry, ...]
    whole_number: int | None = None
    title: str | None = None  # its own nameplate
    ears: tuple[str, ...] | None = None  # its own mottoes; None: the periodical's
    note: str | None = None
    cover: str | None = None  # a picture beside issue.yaml
    alt: tuple[tuple[str, str], ...] = ()  # picture file or address → text alternative
    corrections: tuple[Correction, ...] = ()
    through: int | None = None  # the last number of a double issue
    whole_through: int | None = None
    special: str | None = None  # the name of an issue outside the count: 国庆特刊

    @property
    def last(self) -> int:
        """Return its last number: another than the first in a double issue."""
        return self.through or self.number

    @property
    def numbers(self) -> range:
        """Return the numbers it has among those of its year; a special issue has none."""
        return range(0) if self.special else range(self.number, self.last + 1)

    @property
    def key(self) -> str:
        """`2021-08`: names files and identifiers."""
        return f"{self.year}-{self.number:02d}"

    @property
    def name(self) -> str:
        """`2021/08`: names it as a target does."""
        return f"{self.year}/{self.number:02d}"


@dataclass(frozen=True, slots=True)
class Span:
    """The time that a volume binds: a year, several, or half of one."""

    first: int
    last: int
    half: Literal[1, 2] | None = None

    @property
    def name(self) -> str:
        """`2021`, `2018-2021` or `2021-h1`: as a target names it, and a file."""
        if self.half is not None:
            return f"{self.first}-h{self.half}"
        return f"{self.first}" if self.first == self.last else f"{self.first}-{self.last}"

    def holds(self, issue: Issue) -> bool:
        """Tell whether an issue belongs into the volume; where no month is told, the sixth ends the first half."""
        if not self.first <= issue.year <= self.last:
            return False
        month = int(issue.date[5:7]) if len(issue.date) > 4 else issue.number
        return self.half is None or self.half == (1 if month <= 6 else 2)


# --- what a page says: reading and cleaning -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Page:
    """A page or text exactly as saved or fetched."""

    name: str  # where it lies, for findings
    data: bytes
    media_type: str = "text/html"  # text/html, text/plain, text/markdown, or the .docx type
    charset: str | None = None  # as an HTTP header declared it
    url: str | None = None  # where it was published, if known
    retrieved: str | None = None  # ISO 8601
    parts: tuple[Page, ...] = ()  # the article's following pages, in order


SnapshotKind = Literal["page", "part", "picture", "feed", "robots"]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One response exactly as fetched, as the archive keeps it; `body` has its content coding taken off."""

    url: str  # as asked for
    final_url: str  # after redirects
    status: int
    headers: tuple[tuple[str, str], ...]  # of the final response, in order
    body: bytes
    retrieved: str  # ISO 8601, UTC, to the second: 2021-06-18T00:30:00Z
    digest: str  # sha256 of body, hex
    kind: SnapshotKind = "page"
    reason: str | None = None  # why it was fetched: the page or entry that needs it
    redirects: tuple[str, ...] = ()  # every address on the way, the first asked for first

    def header(self, name: str) -> str | None:
        """Return the first header of a name, whatever its case."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


@dataclass(frozen=True, slots=True)
class Counts:
    """How much of an article: letters are characters that are not white space."""

    letters: int = 0
    pictures: int = 0
    links: int = 0
    tables: int = 0
    notes: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.letters + other.letters,
            self.pictures + other.pictures,
            self.links + other.links,
            self.tables + other.tables,
            self.notes + other.notes,
        )

    def __sub__(self, other: Counts) -> Counts:
        return Counts(
            self.letters - other.letters,
            self.pictures - other.pictures,
            self.links - other.links,
            self.tables - other.tables,
            self.notes - other.notes,
        )


@dataclass(frozen=True, slots=True)
class Drop:
    """What one rule left out, with the beginning of its text."""

    rule: str
    counts: Counts
    sample: str = ""


@dataclass(frozen=True, slots=True)
class Ledger:
    """An exact account: total = kept + the sum of dropped, in every count."""

    total: Counts = Counts()  # of the whole page's visible text
    kept: Counts = Counts()
    dropped: tuple[Drop, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """A name and what the page says the person did."""

    name: str
    role: Role = "author"


@dataclass(frozen=True, slots=True)
class Credit:
    """The acknowledgement of an article's source (BOOK.md F)."""

    outlet: str | None = None  # the medium credited: the original one where the page tells it
    portal: str | None = None  # the site the text was taken from, where it differs
    url: str | None = None
    byline: tuple[Person, ...] = ()
    editor: str | None = None  # responsible editor at the source
    published: str | None = None  # ISO 8601 date, or date and time with offset where told
    retrieved: str | None = None
    rights: str | None = None
    original_title: str | None = None  # 原标题, where the page tells another
    original_issue: str | None = None  # which issue of the outlet it stood in: 2021年第3期


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader found in a page; the body is in the normal form (markup.py)."""

    title: str | None
    body: str
    deck: str | None = None
    credit: Credit = Credit()
    language: str | None = None
    reader: str = "generic"  # outlet, generic, text, markdown, docx
    ledger: Ledger = Ledger()
    findings: tuple[Finding, ...] = ()
    next_page: str | None = None  # where the article goes on after its last page: the href as written
    canonical: str | None = None  # the address that the page calls its own
    lead_picture: str | None = None  # the picture that stands for the article where others show it
    keywords: tuple[str, ...] = ()
    kicker: str | None = None  # what stands above the headline: 引题, Dachzeile


# --- what a book is made of -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture ready for a book; `name` is made of its content."""

    ref: str  # the src it has in the body
    name: str  # "3f9a…c2.jpg", unique by content
    media_type: str
    width: int
    height: int
    size_bytes: int
    alt: str | None = None  # the editor's own text alternative


@dataclass(frozen=True, slots=True)
class Article:
    """One article, complete: issue and volume gather the same values."""

    key: str  # "2021-08-02": from the entry's identity, unique in the periodical
    title: str
    body: str  # normal form; img src are picture names
    language: str
    credit: Credit
    deck: str | None = None
    kicker: str | None = None
    department: str | None = None
    series: Series | None = None
    pictures: tuple[Picture, ...] = ()
    digest: str = ""  # sha256 of each page's bytes as saved or fetched, a space between
    missing: str | None = None  # why it could not be read; the book shows a note in its place
    findings: tuple[Finding, ...] = ()
    ledger: Ledger = Ledger()


SectionKind = Literal[
    "cover", "titlepage", "contents", "issue", "article", "reference", "credits", "index", "colophon"
]


@dataclass(frozen=True, slots=True)
class IndexPlace:
    """Where an index leads: a whole file, under the words that say what and where it is."""

    file: str
    text: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A line of an index: a term and its places; a title is its own place, and has no term."""

    term: str | None
    places: tuple[IndexPlace, ...]


@dataclass(frozen=True, slots=True)
class IndexGroup:
    """The entries of one letter, number of strokes or month."""

    heading: str
    entries: tuple[IndexEntry, ...]


@dataclass(frozen=True, slots=True)
class IssueFace:
    """What an issue shows of itself on its own page, on a cover and in a contents list."""

    key: str
    title: str  # nameplate
    folio: str  # 第8期（总第30期）
    date_text: str  # 2021年6月
    ears: tuple[str, ...] = ()
    note: str | None = None
    identifier: str = ""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The part before or after an article in its series."""

    way: Literal["previous", "next"]
    title: str
    file: str | None = None  # its page, where it is in this book
    url: str | None = None  # where it was published, where it is in another


@dataclass(frozen=True, slots=True)
class Amendment:
    """A correction as a book shows it."""

    date: str
    text: str
    file: str | None = None  # the article's page
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A node of a book's tree; every node is a file."""

    id: str
    file: str  # "a2021-08-02.xhtml" under EPUB/text/
    kind: SectionKind
    title: str
    article: Article | None = None
    issue: IssueFace | None = None
    headings: tuple[
        str, ...
    ] = ()  # the article's own h2 headings, in order; the renderer gives them ids s1, s2, …
    see: str | None = None  # a reference stands for an article printed elsewhere in the book: that file
    see_text: str | None = None  # and what it is called: 第3期 title
    neighbours: tuple[Neighbour, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    index: tuple[IndexGroup, ...] = ()
    children: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An issue of the same volume that another part of it holds."""

    title: str
    part: str  # （下册）
    articles: tuple[str, ...]
    is_before: bool  # it stands before this part


@dataclass(frozen=True, slots=True)
class Collection:
    """A series or set the book belongs to (EPUB 3.3 belongs-to-collection)."""

    name: str
    kind: Literal["series", "set"]
    position: int
    identifier: str | None = None


@dataclass(frozen=True, slots=True)
class Face:
    """All that a cover shows; an issue and a volume both make one."""

    nameplate: str
    folio: str  # 第8期（总第30期） or 2021年合订本
    date_text: str  # 2021年6月 or 2021
    ears: tuple[str, ...]
    heading: str  # 本期要目, 全年要目
    lines: tuple[str, ...]  # titles of the articles, in order (a volume: those chosen)
    publisher: str
    language: str
    seed: str  # the identifier: what a generated pattern is drawn from
    is_volume: bool = False  # a volume is recognised as one
    more: int = 0  # titles that did not fit the list, told by the compiler


@dataclass(frozen=True, slots=True)
class Publication:
    """A whole book, before it is drawn: from here on no code can tell a month from a year."""

    identifier: str  # urn:uuid:…
    file_name: str  # yuandi-2021-no08.epub
    title: str
    sort_title: str
    periodical: Periodical
    face: Face
    date: str  # YYYY-MM-DD
    issued: str  # honest precision, YYYY[-MM[-DD]]
    modified: str  # YYYY-MM-DDThh:mm:ssZ
    kind: str  # dc:type
    sections: tuple[Section, ...]  # in reading order, as a tree
    collections: tuple[Collection, ...] = ()
    parts: tuple[str, ...] = ()  # identifiers of the issues bound in
    missing: tuple[str, ...] = ()  # numbers that are not there, as text for the colophon
    amendments: tuple[Amendment, ...] = ()  # what was corrected since the first edition, the newest first
    note: str | None = None
    status: str | None = None  # that a volume is not complete yet
    elsewhere: tuple[Elsewhere, ...] = ()  # what the other parts of the volume hold


@dataclass(frozen=True, slots=True)
class CoverPicture:
    """A book's cover as it goes into the archive."""

    data: bytes
    media_type: str = "image/jpeg"

    @property
    def name(self) -> str:
        """Its file name under images/."""
        return "cover.png" if self.media_type == "image/png" else "cover.jpg"


@dataclass(frozen=True, slots=True)
class Resource:
    """One file of a book. `data` is its bytes, or None where `source` names a file to stream when packed."""

    id: str
    href: str  # "text/a2021-08-02.xhtml", relative to EPUB/
    media_type: str
    data: bytes | None = None
    source: str | None = None
    properties: tuple[str, ...] = ()
    in_spine: bool = False
    linear: bool = True


@dataclass(frozen=True, slots=True)
class Meta:
    """One element of the package document's metadata: `dc:NAME` or `meta`."""

    name: str
    text: str | None = None
    attributes: tuple[tuple[str, str], ...] = ()
