"""The bytes of a file → its text; what no text of ours may hold is told."""

from __future__ import annotations

import codecs

from pipeline.config.sheet import START, Place, Sheet
from pipeline.patterns import lazy


MAX_SIZE_BYTES = 4_000_000
MAX_CHARACTERS_TOLD = 10
UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

# What no XML file can hold, what only YAML takes for a line's end, and byte order marks inside a text.
FORBIDDEN = lazy(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
LINE_END = lazy(r"\r\n|\r|\n")


def decode(sheet: Sheet, data: bytes) -> str | None:
    """Return the text of a file, None when it has none that can be used."""
    if len(data) > MAX_SIZE_BYTES:
        sheet.tell(START, f"the file has {len(data)} bytes", f"keep it under {MAX_SIZE_BYTES}")
        return None
    if data.startswith(UTF16_MARKS):
        sheet.tell(START, "the file is UTF-16", "save it as UTF-8")
        return None
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        place = place_after(data[: error.start].decode())
        sheet.tell(place, f"byte 0x{data[error.start]:02X} is not UTF-8", "save the file as UTF-8")
        return None
    for match in list(FORBIDDEN.finditer(text))[:MAX_CHARACTERS_TOLD]:
        sheet.tell(
            place_after(text[: match.start()]), f"invisible character U+{ord(match[0]):04X}", "delete it"
        )
    return FORBIDDEN.sub(" ", text)


def place_after(before: str) -> Place:
    """Return line and column of what follows a text."""
    lines = LINE_END.split(before)
    return len(lines), len(lines[-1]) + 1
