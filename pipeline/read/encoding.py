"""The bytes of a page and what was declared of them → their text, the encoding it is in, and findings."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from pipeline.counted import counted
from pipeline.findings import Finding, find


BOMS: tuple[tuple[bytes, str], ...] = (  # UTF-32 before UTF-16: FF FE 00 00 begins with FF FE
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
# What a label means in practice (the widest encoding that was ever sent under the name).
LABELS: dict[str, str] = {
    **dict.fromkeys(("utf8", "unicode11utf8", "utf16", "utf16le", "utf16be", "unicode"), "utf-8"),
    **dict.fromkeys(
        ("gb2312", "gb231280", "gbk", "xgbk", "cp936", "windows936", "gb18030", "chinese"), "gb18030"
    ),
    **dict.fromkeys(("csgb2312", "euccn", "xeuccn", "hzgb2312"), "gb18030"),
    **dict.fromkeys(("big5", "big5hkscs", "cnbig5", "xxbig5", "csbig5", "cp950", "big5eten"), "big5hkscs"),
    **dict.fromkeys(("shiftjis", "sjis", "xsjis", "mskanji", "windows31j", "cp932", "ms932"), "cp932"),
    **dict.fromkeys(("eucjp", "xeucjp", "ujis"), "euc_jp"),
    **dict.fromkeys(("iso2022jp", "csiso2022jp"), "iso2022_jp"),
    **dict.fromkeys(("euckr", "ksc56011987", "ksc5601", "korean", "uhc", "windows949", "cp949"), "cp949"),
    **dict.fromkeys(
        ("iso88591", "latin1", "l1", "ascii", "usascii", "windows1252", "cp1252", "iso885915"), "cp1252"
    ),
    **dict.fromkeys(("iso88599", "latin5", "windows1254", "cp1254"), "cp1254"),
    **dict.fromkeys(("tis620", "iso885911", "windows874", "cp874"), "cp874"),
    **{f"windows125{n}": f"cp125{n}" for n in (0, 1, 3, 5, 6, 7, 8)},
    **{f"cp125{n}": f"cp125{n}" for n in (0, 1, 3, 5, 6, 7, 8)},
    **{f"iso8859{n}": f"iso8859_{n}" for n in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 16)},
    "koi8r": "koi8_r",
    "koi8u": "koi8_u",
    "ibm866": "cp866",
    "cp866": "cp866",
    "maccyrillic": "mac_cyrillic",
}
WITHOUT_HIGH_BYTES = {"iso2022jp": "iso2022_jp", "csiso2022jp": "iso2022_jp", "hzgb2312": "hz"}
GUESSES = ("gb18030", "big5hkscs", "cp932", "euc_jp", "cp949", "cp1251", "cp1252")

DECLARED = re.compile(
    rb"""<\?xml[^>]{0,80}?encoding\s*=\s*["']([\w:.-]+)|<meta\b[^>]{0,300}?charset\s*=\s*["']?\s*([\w:.-]+)""",
    re.IGNORECASE,
)
COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
HIGH = re.compile(rb"[\x80-\xff]")
CONTROLS = re.compile(rb"[\x80-\x9f]")
WINDOWS = {"iso8859_2": "cp1250", "iso8859_7": "cp1253", "iso8859_13": "cp1257", "iso8859_4": "cp1257"}
TWO_BYTES = re.compile(rb"(?:[\x00-\x7f]|[\xc2-\xdf][\x80-\xbf])*")
UNWANTED = "".join(map(chr, (*range(9), 11, 12, *range(14, 32), 127, 0xFEFF, 0xFFFE, 0xFFFF)))
SURE = 0.5  # a likeness from which what is declared is believed without looking further
BROKEN = 0.05  # more broken characters than this share: the bytes are something else


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a page, the codec that reads it, and what a person should know."""

    text: str
    encoding: str
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class _Attempt:
    text: str
    encoding: str
    lost: int
    high: int

    @property
    def is_possible(self) -> bool:
        return self.lost == 0 or self.lost <= max(1, self.high * BROKEN)


def decode(data: bytes, where: str, *, header: str | None = None, told: str | None = None) -> Decoded:
    """Decode a page: what the outlet's file tells, a BOM, strict UTF-8, what is declared, what is found."""
    labels = tuple(label for label in (header, declared(data)) if label)
    attempt = _marked(data, labels) or _told(data, told) or _unicode(data, labels) or _best(data, labels)
    findings = _conflicts(attempt.encoding, labels, where) if HIGH.search(data) else []
    if attempt.lost:
        findings.append(
            find("REA-002", where, encoding=attempt.encoding, lost=counted(attempt.lost, "broken character"))
        )
    return Decoded(_plain_text(attempt.text), attempt.encoding, tuple(findings))


def _plain_text(text: str) -> str:
    """Take out of a text what no text has: thirty looks through it cost half of one regular expression."""
    for char in UNWANTED:
        if char in text:
            text = text.replace(char, "")
    return text


def declared(data: bytes) -> str | None:
    """Find the encoding a page declares of itself, in its XML declaration or a meta."""
    match = DECLARED.search(COMMENT.sub(b"", data[:8192]))
    return (match[1] or match[2]).decode("ascii", "ignore") if match else None


def codec(label: str | None) -> str | None:
    """Name the codec that reads what is sent under a label; None for a label nobody uses."""
    return LABELS.get(_plain(label)) if label else None


def _plain(label: str) -> str:
    return re.sub(r"[^a-z0-9]", "", label.lower())


def _attempt(data: bytes, encoding: str) -> _Attempt:
    try:
        return _Attempt(data.decode(encoding), encoding, 0, 0)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
    return _Attempt(text, encoding, text.count("\ufffd"), sum(1 for c in text if c > "\x7f"))


def _marked(data: bytes, labels: tuple[str, ...]) -> _Attempt | None:
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _attempt(data[len(mark) :], encoding)
    if b"\x00" in data[:64]:  # UTF-16 without a mark: the markup's ASCII shows on which side the zeros are
        even, odd = data[:512:2].count(0), data[1:512:2].count(0)
        if max(even, odd) * 4 > len(data[:512]):
            return _attempt(data, "utf-16-le" if odd > even else "utf-16-be")
    if not HIGH.search(data):
        for label in labels:
            if _plain(label) in WITHOUT_HIGH_BYTES:
                return _attempt(data, WITHOUT_HIGH_BYTES[_plain(label)])
        return _attempt(data, "iso2022_jp" if b"\x1b$" in data else "utf-8")
    return None


def _told(data: bytes, told: str | None) -> _Attempt | None:
    """Believe the outlet's file, unless the bytes are UTF-8 beyond doubt or cannot be what it tells."""
    encoding = codec(told)
    if encoding is None or (encoding != "utf-8" and _unicode(data, (told or "",))):
        return None
    attempt = _attempt(data, encoding)
    return attempt if attempt.is_possible else None


def _unicode(data: bytes, labels: tuple[str, ...]) -> _Attempt | None:
    attempt = _attempt(data, "utf-8")
    if attempt.lost:
        # Bytes of another encoding are hardly ever UTF-8 by chance: one broken character in five at most.
        return attempt if attempt.lost * 5 <= attempt.high else None
    rivals = {codec(label) for label in labels} & {"gb18030", "big5hkscs", "cp932", "euc_jp", "cp949"}
    if rivals and len(HIGH.findall(data)) < 40 and TWO_BYTES.fullmatch(data):
        return None  # a few two-byte pairs can be both (联通 in GBK): let the texts decide
    return attempt


def _best(data: bytes, labels: tuple[str, ...]) -> _Attempt:
    from pipeline.read.likeness import SCRIPTS, likeness  # most pages are UTF-8 and need no likeness

    attempts: list[tuple[float, _Attempt]] = []
    for bonus, encoding in _candidates(data, labels):
        attempt = _attempt(data, encoding)
        if not attempt.is_possible:
            continue
        score = likeness(attempt.text, encoding) - attempt.lost / max(1, attempt.high)
        if score >= SURE and bonus >= DECLARED_BONUS and encoding not in SCRIPTS:
            return attempt
        attempts.append((score + bonus, attempt))
    return max(attempts, key=lambda pair: pair[0], default=(0.0, _attempt(data, "gb18030")))[1]


DECLARED_BONUS, FOUND_BONUS = 0.2, 0.1


def _candidates(data: bytes, labels: tuple[str, ...]) -> list[tuple[float, str]]:
    """List what the bytes may be, the most trusted first, each once."""
    named = [codec(label) for label in labels]
    found = _found(data)
    pairs = [
        (DECLARED_BONUS + (FOUND_BONUS if name == found else 0.0), name)
        for name in named
        if name and name != "utf-8"
    ]
    pairs += [(FOUND_BONUS, found)] if found else []
    pairs += [(0.0, name) for name in ("utf-8", *GUESSES)]
    if CONTROLS.search(data):  # ISO 8859 has no letters there: what is sent so was written on Windows
        pairs = [(bonus, WINDOWS.get(name, name)) for bonus, name in pairs]
    once: dict[str, float] = {}
    for bonus, name in pairs:
        once.setdefault(name, bonus)
    return [(bonus, name) for name, bonus in once.items()]


def _found(data: bytes) -> str | None:
    import cchardet

    return codec(cchardet.detect(data)["encoding"])


def _conflicts(encoding: str, labels: tuple[str, ...], where: str) -> list[Finding]:
    wrong = [label for label in labels if codec(label) != encoding and not encoding.startswith("utf-16")]
    if encoding == "hz" or not wrong:
        return []
    return [find("REA-001", where, declared=", ".join(wrong), encoding=encoding)]
