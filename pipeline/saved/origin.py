"""The bytes of a saved HTML page → where and when it was saved, as savers note it; duplicate pictures put back."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


HEAD = 65_536  # bytes in which a saver's note stands
SINGLE_FILE = re.compile(rb"<!--\s*Page saved with SingleFile(.*?)-->", re.DOTALL | re.IGNORECASE)
SINGLE_FILE_URL = re.compile(rb"^\s*url:\s*(\S+)\s*$", re.MULTILINE | re.IGNORECASE)
SINGLE_FILE_DATE = re.compile(rb"^\s*saved date:\s*([^\r\n]+?)\s*$", re.MULTILINE | re.IGNORECASE)
SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->", re.IGNORECASE)
META = re.compile(rb"<meta\b[^>]*\bname\s*=\s*[\"']?savepage-(url|date)\b[^>]*>", re.IGNORECASE)
CONTENT = re.compile(rb"""\bcontent\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
SCRIPT_DATE = re.compile(
    r"[A-Za-z]{3},? ([A-Za-z]{3}) (\d{1,2}) (\d{4}) (\d{2}:\d{2}:\d{2}) (?:GMT|UTC)?([+-]\d{4})?"
)
GROUPED = re.compile(rb"--sf-img-(\d+)\s*:\s*url\(\s*([\"']?)(data:image/.*?)\2\s*\)", re.DOTALL)
IMAGE = re.compile(rb"<img\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*+>", re.IGNORECASE)
SHOWS = re.compile(rb"background-image:\s*var\(--sf-img-(\d+)\)", re.IGNORECASE)
SOURCE = re.compile(rb"""(\ssrc\s*=\s*)("[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE)


def saved_from(data: bytes) -> tuple[str | None, str | None]:
    """Return the address and the time a saver noted in a page: SingleFile, Save Page WE, a browser's Save as."""
    head = data[:HEAD].replace(b"\x00", b"")  # UTF-16 reads as ASCII here
    note = SINGLE_FILE.search(head)
    if note is not None:
        return _address(SINGLE_FILE_URL.search(note[1])), _time(SINGLE_FILE_DATE.search(note[1]))
    found = {match[1].lower(): CONTENT.search(match[0]) for match in META.finditer(head)}
    if found:
        return _address(found.get(b"url")), _time(found.get(b"date"))
    return _address(SAVED_FROM.search(head)), None


def utc_time(text: str) -> str | None:
    """Return a date of a mail header or of a browser's script as ISO 8601 in UTC."""
    script = SCRIPT_DATE.match(text.strip())
    if script is not None:
        month, day, year, clock, offset = script.groups()
        text = f"{day} {month} {year} {clock} {offset or '+0000'}"
    try:
        found = parsedate_to_datetime(text) if script or "," in text else datetime.fromisoformat(text.strip())
        found = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return found.strftime("%Y-%m-%dT%H:%M:%SZ")


def ungrouped(data: bytes) -> bytes:
    """Give every picture its own source again: SingleFile keeps one copy of those shown twice, in the style sheet."""
    if b"--sf-img-" not in data:
        return data
    pictures = {match[1]: match[3] for match in GROUPED.finditer(data)}

    def put_back(image: re.Match[bytes]) -> bytes:
        shown = SHOWS.search(image[0])
        picture = pictures.get(shown[1]) if shown is not None else None
        if picture is None or b'"' in picture:
            return image[0]
        return SOURCE.sub(lambda source: source[1] + b'"' + picture + b'"', image[0], count=1)

    return IMAGE.sub(put_back, data)


def _value(match: re.Match[bytes] | None) -> str:
    raw = next((group for group in match.groups() if group), b"") if match is not None else b""
    return html.unescape(raw.decode("utf-8", "replace")).strip()


def _address(match: re.Match[bytes] | None) -> str | None:
    url = _value(match)
    return url if url.lower().startswith(("http://", "https://")) else None  # not about:internet


def _time(match: re.Match[bytes] | None) -> str | None:
    return utc_time(_value(match))
